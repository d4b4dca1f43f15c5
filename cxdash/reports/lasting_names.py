"""Figures of earlier closings under the names that figures have for good."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from cxdash.domain.closing import Figure
from cxdash.domain.use_cases import slug_of
from cxdash.store import budget_lines

_OF_LINE = "pool/budget_line/"


def lasting(session: Session, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return figures by lasting names, in the order given.

    A budget line's figure first went by what the line was called on the day of the closing. Such a figure is found
    again by what a line is called now, and has the line's slug already where the line was renamed after the closing.
    """
    kept = tuple(figures)
    if not any(_is_called(each) for each in kept):
        return kept
    slugs = {slug_of(name): slug for slug, name in budget_lines.names(session).items()}
    return tuple(_renamed(each, slugs) if _is_called(each) else each for each in kept)


def _is_called(each: Figure) -> bool:
    return each.key.startswith(_OF_LINE) and "line" not in each.evidence


def _renamed(each: Figure, slugs: dict[str, str]) -> Figure:
    called = each.key.removeprefix(_OF_LINE)
    return replace(each, key=f"{_OF_LINE}{slugs.get(called, called)}")
