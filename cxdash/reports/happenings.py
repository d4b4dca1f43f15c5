"""What happened around a pilot, in words and with its days: numbered marks on its run chart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from sqlalchemy.orm import Session

from cxdash.domain.amendments import Amendment, amendments
from cxdash.domain.plan_differences import ChangeKind
from cxdash.domain.plans import PlanVersion, days_between
from cxdash.judging.pilot_results import Result
from cxdash.store import declared_days, plans

_APART = 0.04
"""The share of a chart's width that two numbers need between them, also on a phone."""
_MOST_ROWS = 3
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Happening:
    """Days that need an explanation; ``ends_before`` is the first day after them.

    ``leaves_out`` says that the figures of these days are not used, ``metric`` (a slug) of which one; "" is every one.
    ``is_change`` marks a change of the locked plan.
    """

    starts: date
    ends_before: date
    words: str
    leaves_out: bool = False
    metric: str = ""
    is_change: bool = False

    def concerns(self, metric: str) -> bool:
        """Whether it has to do with a metric (a slug)."""
        return self.metric in {"", metric}

    def overlaps(self, starts: date, ends_before: date) -> bool:
        """Whether any day is shared."""
        return self.starts < ends_before and starts < self.ends_before


@dataclass(frozen=True, slots=True)
class Mark:
    """A happening with its number, and the row of numbers above the chart in which it covers no other."""

    number: str
    row: int
    happening: Happening


def of_pilots(session: Session, results: Sequence[Result]) -> Mapping[int, Sequence[Happening]]:
    """Return what happened around each pilot by its id: occasions, days left out, and changes of the locked plan."""
    found: dict[int, list[Happening]] = {each.id: [] for each in results}
    occasions = declared_days.occasions(session, found.keys())
    left_out = declared_days.left_out(session, found.keys())
    versions = plans.versions(session, found.keys())
    for each in {each.id: each for each in results}.values():
        found[each.id] += [
            Happening(one.starts, one.ends_before, f"{_capital(one.kind.label)}: {one.note}")
            for one in occasions.get(each.id, ())
        ]
        found[each.id] += [
            Happening(one.starts, one.ends_before, f"Left out: {one.reason}", leaves_out=True, metric=one.metric)
            for one in left_out.get(each.id, ())
        ]
        found[each.id] += _changes(each, versions.get(each.id, ()))
    return found


def left_out(session: Session, result: Result) -> tuple[Happening, ...]:
    """Return the days whose figures do not count for a pilot on its metric."""
    found = of_pilots(session, [result])[result.id]
    return tuple(
        each for each in found if each.leaves_out and result.metric is not None and each.concerns(result.metric.slug)
    )


def when(happening: Happening) -> str:
    """Write the days of a happening."""
    return days_between(happening.starts, happening.ends_before)


def _changes(result: Result, versions: Sequence[PlanVersion]) -> Iterator[Happening]:
    """Yield the changes of a locked plan that count against it; of a change in a register only the day is known."""
    if not versions and result.amended_on is not None:
        yield Happening(
            result.amended_on, result.amended_on + _A_DAY, "Plan changed after it was locked", is_change=True
        )
    for each in amendments(versions):
        if each.kind is not ChangeKind.OTHER:
            yield Happening(each.made_on, each.made_on + _A_DAY, _in_words(each), is_change=True)


def _in_words(amendment: Amendment) -> str:
    what = "Window extended" if amendment.kind is ChangeKind.EXTENDED else "Plan changed"
    why = f" ({amendment.reason})" if amendment.reason else ""
    return f"{what} by {amendment.by}: {'; '.join(amendment.words)}{why}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def marks(happenings: Sequence[Happening], *, first: date, last: date) -> tuple[Mark, ...]:
    """Number what happened between two days in order of time; what lies outside has no mark."""
    shown = sorted(
        (each for each in happenings if each.overlaps(first, last)), key=lambda each: (each.starts, each.words)
    )
    apart = timedelta(days=ceil((last - first).days * _APART))
    taken: list[date] = []
    found = []
    for number, each in enumerate(shown, start=1):
        at = max(each.starts, first)
        row = next((row for row, free_from in enumerate(taken) if at >= free_from), len(taken))
        row = min(row, _MOST_ROWS - 1)
        taken[row : row + 1] = [at + apart]
        found.append(Mark(str(number), row, each))
    return tuple(found)
