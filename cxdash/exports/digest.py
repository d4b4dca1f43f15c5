"""A digest as a mail: HTML and plain text with the same words and figures; nothing that people typed is markup."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import formataddr
from html import escape
from urllib.parse import urlencode

from cxdash.domain.subscriptions import Cadence
from cxdash.reports.digest import Digest
from cxdash.reports.digest_parts import Line, Link, Part

_HOME = "this_quarter"
"""The page that the address alone leads to."""
_QUIET = "opacity:.75"
_RULE = "border-top:1px solid #8c8c8c"
_BODY = "margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.45"
_ENDS = {
    Cadence.WEEKLY: "You get this each week because you asked for it. End it in Settings, on the tab Digests.",
    Cadence.QUARTERLY: "You get this each quarter because you asked for it. End it in Settings, on the tab Digests.",
}


def message(digest: Digest, *, to: str, name: str, sender: str, base_url: str) -> EmailMessage:
    """Return the mail: plain text, and the same as HTML for programs that show it.

    Args:
        digest: what is read.
        to: the address.
        name: whose it is.
        sender: the address it comes from, or “Name <address>”.
        base_url: where cxdash is found, for the links; "" for none.

    Raises:
        ValueError: an address is none that mail can go to.
    """
    mail = EmailMessage()
    mail["Subject"] = _one_line(digest.subject)
    mail["From"] = _one_line(sender)
    mail["To"] = formataddr((_one_line(name), _one_line(to)))
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text(digest, base_url=base_url))
    mail.add_alternative(html(digest, base_url=base_url), subtype="html")
    return mail


def text(digest: Digest, *, base_url: str) -> str:
    """Return the digest as plain text; ``base_url`` is where cxdash is found, "" for no links."""
    lines = [digest.subject, "", digest.says]
    for part in digest.parts:
        head = f"{part.title}: {part.number} {part.unit}".rstrip(": ") if part.number else part.title
        lines += ["", head.upper() if not part.number else head, "-" * min(len(head), 72)]
        lines += [_one_line(part.says)] if part.says else []
        for line in part.lines:
            lines += [f"* {_one_line(line.name)}: {_one_line(line.says)}"]
            lines += [f"  {address(line.link, base_url)}"] if line.link and base_url else []
        lines += [f"  and {part.more} more"] if part.more else []
    lines += ["", *([f"All of it: {address(digest.page, base_url)}", ""] if base_url else []), _ENDS[digest.cadence]]
    return "\n".join(lines) + "\n"


def html(digest: Digest, *, base_url: str) -> str:
    """Return the digest as one HTML page with styles in the tags, which mail programs keep; the reader's colours."""
    parts = "".join(_part(part, base_url) for part in digest.parts)
    whole = _anchor("Open it in cxdash", digest.page, base_url) if base_url else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f"<title>{escape(digest.subject)}</title></head>"
        f'<body style="{_BODY}"><div style="max-width:640px;margin:0 auto">'
        f'<h1 style="font-size:22px;line-height:1.25;margin:0 0 4px">{escape(digest.subject)}</h1>'
        f'<p style="margin:0 0 16px;{_QUIET}">{escape(digest.says)}</p>{parts}'
        f'<p style="margin:20px 0 4px">{whole}</p>'
        f'<p style="margin:0;font-size:13px;{_QUIET}">{_ENDS[digest.cadence]}</p></div></body></html>'
    )


def address(link: Link, base_url: str) -> str:
    """Return the address that a link leads to."""
    path = "" if link.page == _HOME else link.page
    query = f"?{urlencode(link.query)}" if link.query else ""
    return f"{base_url.rstrip('/')}/{path}{query}"


def _part(part: Part, base_url: str) -> str:
    return f'<div style="{_RULE};padding:12px 0">{"".join(_inside(part, base_url))}</div>'


def _inside(part: Part, base_url: str) -> Iterator[str]:
    yield f'<h2 style="font-size:16px;margin:0">{escape(part.title)}</h2>'
    if part.number:
        unit = f' <span style="font-size:14px;{_QUIET}">{escape(part.unit)}</span>' if part.unit else ""
        yield f'<p style="font-size:26px;line-height:1.2;margin:2px 0">{escape(part.number)}{unit}</p>'
    if part.says:
        yield f'<p style="margin:2px 0 6px">{escape(part.says)}</p>'
    if part.lines:
        items = "".join(f'<li style="margin:0 0 4px">{_line(line, base_url)}</li>' for line in part.lines)
        yield f'<ul style="margin:6px 0 0;padding-left:20px">{items}</ul>'
    if part.more:
        yield f'<p style="margin:2px 0 0 20px;{_QUIET}">and {part.more} more</p>'


def _line(line: Line, base_url: str) -> str:
    name = _anchor(line.name, line.link, base_url) if line.link and base_url else f"<b>{escape(line.name)}</b>"
    return f"{name}: {escape(line.says)}"


def _anchor(words: str, link: Link, base_url: str) -> str:
    return f'<a href="{escape(address(link, base_url))}" style="color:inherit;font-weight:bold">{escape(words)}</a>'


def _one_line(words: str) -> str:
    return " ".join(words.split())
