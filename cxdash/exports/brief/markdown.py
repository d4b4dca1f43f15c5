"""A brief as Markdown; nothing in it that people typed is taken for markup."""

import re
from collections.abc import Iterable, Iterator

from cxdash.domain.brief import Brief, Section, Table

_BREAKS = re.compile(r"[\r\n\t]+")
_MARKUP = re.compile(r"([\\`*_\[\]<>|#$~])")


def markdown(brief: Brief) -> str:
    """Return the brief as Markdown, with a heading for the title and one for each section."""
    lines = [
        f"# {literally(brief.title)}",
        "",
        f"*{literally(brief.about)}*",
        "",
        f"> **{literally(brief.statement)}**",
    ]
    for section in brief.sections:
        lines += ["", f"## {literally(section.title)}", *_section(section)]
    return "\n".join(lines) + "\n"


def literally(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", _BREAKS.sub(" ", text).strip())


def _section(section: Section) -> Iterator[str]:
    for sentence in section.says:
        yield from ("", literally(sentence))
    if section.points:
        yield ""
        marks = (f"{number}." for number in range(1, len(section.points) + 1)) if section.is_numbered else None
        for point in section.points:
            yield f"{'-' if marks is None else next(marks)} {literally(point)}"
    if section.table is not None:
        yield from ("", *_table(section.table))


def _table(table: Table) -> Iterator[str]:
    yield _row(table.heads)
    yield _row("---" for _ in table.heads)
    yield from (_row(map(literally, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
