"""What holds use cases at their gates: gates open again, and conditions that are overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.stages import Status
from cxdash.judging import gates
from cxdash.judging.pilot_results import day
from cxdash.reports.portfolio import Entry
from cxdash.store import gates as stored
from cxdash.store import waivers
from cxdash.store.gate_tables import GateCondition


@dataclass(frozen=True, slots=True)
class AtGates:
    """What went wrong at gates, of use cases that are active.

    Attributes:
        reopened: why gates are open again, sentences by slug.
        overdue: which conditions were not met in time, sentences by slug.
    """

    reopened: Mapping[str, tuple[str, ...]]
    overdue: Mapping[str, tuple[str, ...]]


def at_gates(session: Session, entries: Iterable[Entry], *, today: date) -> AtGates:
    """Return what gates have to say of the active ones among these use cases."""
    active = {entry.line.id: entry.line.slug for entry in entries if entry.status is Status.ACTIVE}
    over = waivers.expired_in_use(session, today=today)
    judged = [gates.gate(session, active[number], today=today) for number in over if number in active]
    late = stored.overdue_conditions(session, today=today)
    return AtGates(
        reopened={gate.slug: tuple(each.words for each in gate.reopened) for gate in judged if gate.reopened},
        overdue={active[number]: tuple(map(_late, each)) for number, each in late.items() if number in active},
    )


def _late(condition: GateCondition) -> str:
    return f"Condition overdue since {day(condition.due)}: {condition.text.rstrip('.')} ({condition.owner.name})."
