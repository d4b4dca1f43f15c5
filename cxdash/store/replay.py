"""What belonged to every use case on earlier days: what is stored now, with the log's changes taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.store.tables import AuditEvent, Ownership, UseCase, UseCaseMetric, UseCaseModule, UseCaseStep

_TABLES = ("use_case", "ownership", "use_case_step", "use_case_module", "use_case_metric")
_Row = Mapping[str, Any]


@dataclass(frozen=True)
class Then:
    """What belonged to the use cases on a day, each by the id of its use case.

    Attributes:
        statuses: the status of each use case.
        owners: (use case, function).
        steps: (use case, journey step).
        modules: (use case, module) and the part that it plays.
        roles: the role of each metric use.
    """

    statuses: Mapping[int, str]
    owners: frozenset[tuple[int, str]]
    steps: frozenset[tuple[int, int]]
    modules: Mapping[tuple[int, int], str]
    roles: Mapping[int, tuple[int, str]]


class _Change(NamedTuple):
    at: datetime
    table: str
    key: str
    before: _Row | None
    after: _Row | None


def on(session: Session, days: Sequence[date]) -> tuple[Then, Mapping[date, Then]]:
    """Return what belongs to every use case now, and what did at the end of each day, by the log.

    A use case that was not recorded by then had nothing: what it had before is not known.
    """
    state = _State(session)
    now, found = state.seen(), {}
    changes = list(_changes(session, min(days))) if days else []
    next_one = 0
    for day in sorted(days, reverse=True):
        while next_one < len(changes) and changes[next_one].at.date() > day:
            state.take_back(changes[next_one])
            next_one += 1
        found[day] = state.seen()
    return now, found


def _changes(session: Session, since: date) -> Iterator[_Change]:
    """Yield what was changed after a day, the newest first."""
    columns = (AuditEvent.at, AuditEvent.row_table, AuditEvent.row_key, AuditEvent.before, AuditEvent.after)
    query = select(*columns).where(AuditEvent.row_table.in_(_TABLES), AuditEvent.at > datetime.combine(since, time.max))
    for row in session.execute(query.order_by(AuditEvent.id.desc())):
        yield _Change._make(row)


class _State:
    """What belongs to the use cases, going back in time."""

    def __init__(self, session: Session) -> None:
        self._statuses = {row[0]: row[1] for row in session.execute(select(UseCase.id, UseCase.status))}
        self._owners = {(row[0], row[1]) for row in session.execute(select(Ownership.use_case_id, Ownership.function))}
        self._steps = {
            (row[0], row[1]) for row in session.execute(select(UseCaseStep.use_case_id, UseCaseStep.step_id))
        }
        links = select(UseCaseModule.use_case_id, UseCaseModule.module_id, UseCaseModule.part)
        self._modules = {(row[0], row[1]): row[2] for row in session.execute(links)}
        uses = select(UseCaseMetric.id, UseCaseMetric.use_case_id, UseCaseMetric.role)
        self._roles = {row[0]: (row[1], row[2]) for row in session.execute(uses)}

    def seen(self) -> Then:
        return Then(
            dict(self._statuses),
            frozenset(self._owners),
            frozenset(self._steps),
            dict(self._modules),
            dict(self._roles),
        )

    def take_back(self, change: _Change) -> None:
        """Undo one change: what was added goes, what was removed comes back, what was edited reads as before."""
        first, _, last = change.key.partition("/")
        number, before = int(first), change.before
        match change.table:
            case "use_case":
                self._status(number, before)
            case "ownership":
                _member(self._owners, (number, last), change)
            case "use_case_step":
                _member(self._steps, (number, int(last)), change)
            case "use_case_module":
                self._module((number, int(last)), before)
            case _:
                self._role(number, before)

    def _status(self, use_case: int, before: _Row | None) -> None:
        if before is None:
            self._statuses.pop(use_case, None)
        elif "status" in before:
            self._statuses[use_case] = before["status"]

    def _module(self, key: tuple[int, int], before: _Row | None) -> None:
        if before is None:
            self._modules.pop(key, None)
        elif "part" in before:
            self._modules[key] = before["part"]

    def _role(self, use: int, before: _Row | None) -> None:
        if before is None:
            self._roles.pop(use, None)
        elif "use_case_id" in before:  # removed: the log has the whole row
            self._roles[use] = (before["use_case_id"], before["role"])
        elif "role" in before and use in self._roles:
            self._roles[use] = (self._roles[use][0], before["role"])


def _member(members: set[Any], key: tuple[int, Any], change: _Change) -> None:
    if change.before is None:
        members.discard(key)
    elif change.after is None:
        members.add(key)
