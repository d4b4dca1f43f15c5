"""The comments of a sheet: every comment that was there stays, and ours say what to mend."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from cxdash.exports.annotated import spans
from cxdash.exports.annotated.grid import Place, place_of
from cxdash.exports.annotated.spans import Edits, Element
from cxdash.trackers.files.cells import address

AUTHOR = "cxdash"
LONGEST = 8_000
"""So many characters at most are added to one cell; a comment holds 32,767."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_SIGN = f"{AUTHOR} ▸ "
_OURS = re.compile(rf"(?:\A|\n){_SIGN}[^\n]*")
_LOOK = '<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/></{p}rPr>'
_AFTER_RUNS = frozenset({"rPh", "phoneticPr"})


@dataclass(frozen=True, slots=True)
class Noted:
    """A comments part as it is now; where our earlier comments went, ours are new, and those of people stay.

    ``joined`` has the whole text of those to which ours was added.
    """

    content: bytes
    gone: frozenset[Place]
    added: tuple[Place, ...]
    kept: frozenset[Place]
    joined: Mapping[Place, str]


def empty(*, strict: bool) -> bytes:
    """Return the comments of a sheet without comments."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    space = _STRICT_MAIN if strict else _MAIN
    return f'{head}<comments xmlns="{space}"><authors></authors><commentList></commentList></comments>'.encode()


def said(sentences: Sequence[str]) -> str:
    """Return what our comment says: a line for each problem, known by its beginning from what people wrote."""
    text = "\n".join(f"{_SIGN}{' '.join(sentence.split())}" for sentence in dict.fromkeys(sentences))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def is_annotated(content: bytes) -> bool:
    """Whether an earlier copy may have added comments to this part."""
    return AUTHOR.encode() in content


def annotate(name: str, content: bytes, texts: Mapping[Place, str]) -> Noted:
    """Say something at these places, in place of all that an earlier copy said.

    A cell that has a comment keeps it, with ours after it.

    Args:
        name: the part's name, for the sentence that refuses it.
        content: the part in UTF-8.
        texts: what to say, as ``said`` writes it.

    Raises:
        RefusedFileError: the part is damaged.
    """
    content = spans.opened(content)
    root = spans.parse(name, content)
    authors, comments = root.named("authors"), root.named("commentList")
    if authors is None or comments is None:
        return annotate(name, _with_lists(content, root), texts)
    edits = Edits(content)
    gone: set[Place] = set()
    kept: set[Place] = set()
    joined: dict[Place, str] = {}
    for comment in comments.children:
        place = place_of(comment.attribute("ref") or "")
        if place is None:
            continue
        if _is_ours_alone(content, comment):
            gone.add(place)
            edits.replace(comment.start, comment.end, b"")
        else:
            ours = "" if place in kept else texts.get(place, "")
            kept.add(place)
            _say_after(edits, comment, ours, root.prefix)
            if ours:
                joined[place] = f"{_OURS.sub('', _whole_of(content, comment))}\n{ours}"
    added = tuple(place for place in texts if place not in kept)
    if added:
        author = _our_number(edits, authors, root.prefix)
        new = b"".join(_comment(place, texts[place], author, root.prefix) for place in added)
        edits.append_to(comments, new)
    return Noted(edits.made(), frozenset(gone), added, frozenset(kept), joined)


def _with_lists(content: bytes, root: Element) -> bytes:
    """Return the part with the two lists it needs, where a program wrote none for nothing."""
    edits = Edits(content)
    if root.named("authors") is None:
        edits.insert(root.opened, f"<{root.prefix}authors></{root.prefix}authors>".encode())
    if root.named("commentList") is None:
        edits.insert(root.closing, f"<{root.prefix}commentList></{root.prefix}commentList>".encode())
    return edits.made()


def _is_ours_alone(content: bytes, comment: Element) -> bool:
    whole = _whole_of(content, comment)
    return _SIGN in whole and not _OURS.sub("", whole).strip()


def _whole_of(content: bytes, comment: Element) -> str:
    text = comment.named("text")
    return "".join(_text_of(content, run) for run in text.children) if text else ""


def _text_of(content: bytes, run: Element) -> str:
    inside = _text_in(run)
    return "" if inside is None or inside.closes_itself else unescape(content[inside.opened : inside.closing].decode())


def _text_in(run: Element) -> Element | None:
    return run if run.name == "t" else run.named("t") if run.name == "r" else None


def _say_after(edits: Edits, comment: Element, ours: str, p: str) -> None:
    """Take our earlier lines out of somebody's comment, and put the new ones after it."""
    text = comment.named("text")
    if text is None:
        return
    for run in text.children:
        whole = _text_of(edits.content, run)
        left = _OURS.sub("", whole)
        inside = _text_in(run)
        if left != whole and inside is not None and left:
            edits.replace(inside.opened, inside.closing, spans.written(left).encode())
        elif left != whole:
            edits.replace(run.start, run.end, b"")
        elif ours and run.name == "t":
            edits.insert(run.start, f"<{p}r>".encode())
            edits.insert(run.end, f"</{p}r>".encode())
    if ours:
        later = next((run for run in text.children if run.name in _AFTER_RUNS), None)
        new = _run(f"\n{ours}", p)
        edits.append_to(text, new) if later is None else edits.insert(later.start, new)


def _run(text: str, p: str) -> bytes:
    look = _LOOK.format(p=p)
    return f'<{p}r>{look}<{p}t xml:space="preserve">{spans.written(text)}</{p}t></{p}r>'.encode()


def _comment(place: Place, text: str, author: int, p: str) -> bytes:
    opening = f'<{p}comment ref="{address(*place)}" authorId="{author}"><{p}text>'.encode()
    return opening + _run(text, p) + f"</{p}text></{p}comment>".encode()


def _our_number(edits: Edits, authors: Element, p: str) -> int:
    """Return our place among the authors, taken at the end where we have none."""
    names = [
        "" if author.closes_itself else unescape(edits.content[author.opened : author.closing].decode())
        for author in authors.children
    ]
    if AUTHOR not in names:
        edits.append_to(authors, f"<{p}author>{AUTHOR}</{p}author>".encode())
        names.append(AUTHOR)
    return names.index(AUTHOR)
