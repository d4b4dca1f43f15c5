"""How the rows of an event log are summarised, as a value, as the text that is remembered, and in words.

The text reads ``week of A: count, sum of E, mean of F, share of G = "Yes"; apart by B; in parts by C; sides by D``:
the grain and the date's column, the figures, and, where wanted, the columns that tell use cases or pilots, segments,
and pilot from comparison apart. Columns are letters; the value of a share is written as in JSON.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.periods import Grain


class Fold(StrEnum):
    """How rows become one figure."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class EventFigure:
    """One figure of every period: of a column by its letters, a share of the rows in which it equals a value."""

    fold: Fold
    column: str = ""
    equals: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """By which column's date and in which grain rows are taken together, into which figures, and what is kept apart."""

    date: str
    grain: Grain
    figures: tuple[EventFigure, ...]
    entity: str | None = None
    segment: str | None = None
    arm: str | None = None

    @property
    def columns(self) -> frozenset[str]:
        """The letters of all columns that are needed."""
        named = (self.date, self.entity, self.segment, self.arm, *(figure.column for figure in self.figures))
        return frozenset(letter for letter in named if letter)


GRAINS = (Grain.DAY, Grain.WEEK, Grain.MONTH)
_COLUMN = r"([A-Z]{1,3})"
_HEAD = re.compile(rf"(day|week|month) of {_COLUMN}: ")
_FIGURE = re.compile(rf'(?:(count)|(sum|mean) of {_COLUMN}|(share) of {_COLUMN} = ("(?:[^"\\]|\\.)*"))(?:, )?')
_APART = re.compile(rf"(?:; apart by {_COLUMN})?(?:; in parts by {_COLUMN})?(?:; sides by {_COLUMN})?")
_EXAMPLE = 'Write it as: week of A: count, mean of F, share of G = "Yes"; apart by B'


def parse(text: str) -> Summary:
    """Read a summary; raises ValueError with an example where the text is none."""
    head = _HEAD.match(text)
    figures: list[EventFigure] = []
    place = head.end() if head else 0
    while head and (match := _FIGURE.match(text, place)):
        place = match.end()
        count, fold, column, _, shared, value = match.groups()
        if count:
            figures.append(EventFigure(Fold.COUNT))
        elif fold:
            figures.append(EventFigure(Fold(fold), column))
        else:
            figures.append(EventFigure(Fold.SHARE, shared, json.loads(value)))
    apart = _APART.fullmatch(text, place)
    if head is None or not figures or apart is None:
        raise ValueError(f"“{text}” does not say how rows are summarised. {_EXAMPLE}")
    return Summary(head[2], Grain(head[1]), tuple(figures), *apart.groups())


def write(summary: Summary) -> str:
    """Return the text that ``parse`` reads."""
    text = f"{summary.grain} of {summary.date}: {', '.join(map(_written, summary.figures))}"
    apart = (("apart", summary.entity), ("in parts", summary.segment), ("sides", summary.arm))
    return text + "".join(f"; {words} by {column}" for words, column in apart if column)


def _written(figure: EventFigure) -> str:
    match figure.fold:
        case Fold.COUNT:
            return "count"
        case Fold.SHARE:
            return f"share of {figure.column} = {json.dumps(figure.equals, ensure_ascii=False)}"
        case _:
            return f"{figure.fold} of {figure.column}"


def say(summary: Summary, labels: Mapping[str, str]) -> str:
    """Return a summary in words, such as ``Count the rows by week of “Call date”, apart by “Site”``.

    Args:
        labels: the columns' labels by their letters.
    """
    done = [_said(figure, labels) for figure in summary.figures]
    figures = done[0] if len(done) == 1 else f"{', '.join(done[:-1])} and {done[-1]}"
    sentence = f"{figures} by {summary.grain} of {_named(summary.date, labels)}"
    if summary.entity:
        sentence += f", apart by {_named(summary.entity, labels)}"
    if summary.segment:
        sentence += f", in parts by {_named(summary.segment, labels)}"
    if summary.arm:
        sentence += f", pilot and comparison by {_named(summary.arm, labels)}"
    return f"{sentence[0].upper()}{sentence[1:]}"


def _said(figure: EventFigure, labels: Mapping[str, str]) -> str:
    name = _named(figure.column, labels)
    match figure.fold:
        case Fold.COUNT:
            return "count the rows"
        case Fold.SUM:
            return f"add up {name}"
        case Fold.MEAN:
            return f"average {name}"
        case Fold.SHARE:
            return f"take the share with {name} = “{figure.equals}”"


def _named(letter: str, labels: Mapping[str, str]) -> str:
    return f"“{labels.get(letter) or f'column {letter}'}”"
