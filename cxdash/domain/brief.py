"""A vendor-neutral brief: one structure of headings, sentences and tables, which every kind of file is written from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import plain
from cxdash.domain.statements.parts import Lint


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by their heads, and rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a brief: sentences first, then points (numbered where they are to be answered), then a table."""

    title: str
    says: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    is_numbered: bool = False
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What a vendor is sent, or a team that would build it.

    Attributes:
        title: of the use case.
        about: whose brief it is, and as of which day.
        statement: the outcome wanted.
        sections: in reading order.
        open_points: what to settle before it goes out, for its author alone; no file holds them.
    """

    title: str
    about: str
    statement: str
    sections: tuple[Section, ...]
    open_points: tuple[str, ...] = ()

    def texts(self) -> Iterator[str]:
        """Yield everything that a reader would read."""
        yield from (self.title, self.about, self.statement)
        for section in self.sections:
            yield from (section.title, *section.says, *section.points)
            if section.table is not None:
                yield from section.table.heads
                yield from (cell for row in section.table.rows for cell in row)


def must_pass(title: str, lint: Lint, *, what: str) -> None:
    """Raise RuleError, saying what is missing, where an outcome statement does not pass.

    Args:
        title: of the use case.
        lint: the judgement on its statement.
        what: what has to wait for it, such as “a brief”.
    """
    if not lint.passes:
        missing = " ".join(each.message for each in lint.problems)
        raise RuleError(
            f"“{title}” cannot have {what} yet: its outcome statement does not pass. {missing}",
            field="statement",
        )


def must_name_nobody(brief: Brief, vendors: Iterable[str]) -> None:
    """Raise RuleError where a brief names one of the vendors that are under consideration."""
    words = f" {plain(' '.join(brief.texts()))} "
    for vendor in vendors:
        if plain(vendor) and f" {plain(vendor)} " in words:
            raise RuleError(
                f"The brief would name “{vendor.strip()}”. A brief goes to every vendor: take the name out of the "
                "title, the statement and the sources of the figures."
            )
