"""What is no trap and holds pilots up all the same: overlaps, masked deflection, expired waivers, late conditions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from sqlalchemy.orm import Session

from cxdash.judging import gates
from cxdash.judging.pilot_results import Result, day
from cxdash.reports.portfolio import Entry
from cxdash.reports.quarter_state import Item
from cxdash.store import gates as stored
from cxdash.store import waivers

OVERLAPS, MASKED = "Overlapping pilots", "Masked deflection"
REOPENED, OVERDUE = "Expired waivers", "Overdue conditions"


def beside(
    session: Session, entries: Sequence[Entry], results: Sequence[Result], *, today: date
) -> Mapping[str, tuple[Item, ...]]:
    """Return the items of each kind, kinds without any included.

    Args:
        session: reads gates and conditions.
        entries: every use case.
        results: every pilot on its primary metrics.
        today: waivers and conditions count as they stand on it.
    """
    return {
        OVERLAPS: tuple(_overlaps(results)),
        MASKED: tuple(_masked(results)),
        REOPENED: tuple(_reopened(session, today=today)),
        OVERDUE: tuple(_overdue(session, entries, today=today)),
    }


def overlap(one: Result, other: Result) -> bool:
    """Say whether two pilots claim one metric of the same people in windows that share a day."""
    if one.id == other.id or not one.population or one.population != other.population:
        return False
    if one.metric_id is None or one.metric_id != other.metric_id:
        return False
    ours, theirs = (one.goes_live, one.window_ends_before), (other.goes_live, other.window_ends_before)
    if ours[0] is None or ours[1] is None or theirs[0] is None or theirs[1] is None:
        return False
    return ours[0] < theirs[1] and theirs[0] < ours[1]


def _overlaps(results: Sequence[Result]) -> Iterator[Item]:
    by_people: dict[tuple[str, int | None], list[Result]] = {}
    for each in results:
        by_people.setdefault((each.population, each.metric_id), []).append(each)
    for together in by_people.values():
        for one, other in combinations(together, 2):
            if overlap(one, other):
                metric = one.metric.name if one.metric else ""
                says = f"Both claim {metric} of {one.population} at the same time; what they share counts once."
                yield Item(f"{one.name} and {other.name}", says, "compare", one.slug)


def _masked(results: Sequence[Result]) -> Iterator[Item]:
    seen: set[int] = set()
    for each in results:
        if each.alarms and each.id not in seen:
            seen.add(each.id)
            yield Item(each.name, " ".join(each.alarms), "compare", each.slug)


def _reopened(session: Session, *, today: date) -> Iterator[Item]:
    """Yield the gates that opened again; all are looked at together, and only where some waiver is over."""
    if not waivers.expired_in_use(session, today=today):
        return
    for gate in gates.gates(session, today=today).values():
        for each in gate.reopened:
            yield Item(gate.title, each.words, "use_cases", gate.slug)


def _overdue(session: Session, entries: Sequence[Entry], *, today: date) -> Iterator[Item]:
    late = stored.overdue_conditions(session, today=today)
    for entry in entries:
        for condition in late.get(entry.line.id, ()):
            says = f"“{condition.text}” was due on {day(condition.due)} by {condition.owner.name}."
            yield Item(entry.line.title, says, "use_cases", entry.line.slug)
