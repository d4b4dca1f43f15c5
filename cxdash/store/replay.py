"""What was stored on earlier days: what is stored now, with the log's changes taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cxdash.store.definition_tables import ReadinessRow
from cxdash.store.gate_tables import GateReview, GateVote
from cxdash.store.tables import AuditEvent, Ownership, UseCase, UseCaseMetric, UseCaseModule, UseCaseStep

_Table = type[Ownership | ReadinessRow | UseCase | UseCaseMetric | UseCaseModule | UseCaseStep | GateReview | GateVote]
_Row = Mapping[str, Any]
_Rows = Mapping[str, _Row]

BELONGINGS: tuple[_Table, ...] = (UseCase, Ownership, UseCaseStep, UseCaseModule, UseCaseMetric)
"""What belongs to a use case."""
PROMISES: tuple[_Table, ...] = (*BELONGINGS, ReadinessRow, GateReview, GateVote)
"""That, how ready it was judged to be, and what was said in its reviews."""
_READ: Mapping[_Table, Sequence[InstrumentedAttribute[Any]]] = {
    UseCase: (UseCase.id, UseCase.status, UseCase.statement, UseCase.help_mode),
    GateReview: (GateReview.id, GateReview.digest),  # frozen evidence is large: it is here only where it was replaced
}
"""The columns that are read of wide tables; of the others all are."""


@dataclass(frozen=True)
class Then:
    """What was stored on a day: by table the rows by their key, as the log writes it.

    A row has the columns that are read of its table now; one that was removed since has all of them.
    """

    rows: Mapping[str, _Rows]

    @cached_property
    def statuses(self) -> Mapping[int, str]:
        """The status of each use case."""
        return {int(key): row["status"] for key, row in self.of(UseCase).items()}

    @cached_property
    def owners(self) -> frozenset[tuple[int, str]]:
        """The functions of each use case somebody answered in."""
        return frozenset((row["use_case_id"], row["function"]) for row in self.of(Ownership).values())

    @cached_property
    def steps(self) -> frozenset[tuple[int, int]]:
        """The journey steps of each use case."""
        return frozenset((row["use_case_id"], row["step_id"]) for row in self.of(UseCaseStep).values())

    @cached_property
    def modules(self) -> Mapping[tuple[int, int], str]:
        """The modules of each use case, and the part that each plays."""
        return {(row["use_case_id"], row["module_id"]): row["part"] for row in self.of(UseCaseModule).values()}

    @cached_property
    def roles(self) -> Mapping[int, tuple[int, str]]:
        """By metric use its use case, and the metric's role there."""
        return {int(key): (row["use_case_id"], row["role"]) for key, row in self.of(UseCaseMetric).items()}

    def of(self, table: _Table) -> _Rows:
        """Return the rows of one table by key; KeyError where it was not asked for."""
        return self.rows[table.__tablename__]


class _Change(NamedTuple):
    at: datetime
    table: str
    key: str
    before: _Row | None


def on(
    session: Session, days: Sequence[date], *, tables: Sequence[_Table] = BELONGINGS
) -> tuple[Then, Mapping[date, Then]]:
    """Return what is stored now in some tables, and what was at the end of each day, by the log.

    A use case that was not recorded by then had nothing: what it had before is not known.
    """
    state = _State(session, tables)
    now, found = state.seen(), {}
    changes = list(_changes(session, min(days), tables)) if days else []
    next_one = 0
    for day in sorted(days, reverse=True):
        while next_one < len(changes) and changes[next_one].at.date() > day:
            state.take_back(changes[next_one])
            next_one += 1
        found[day] = state.seen()
    return now, found


def _changes(session: Session, since: date, tables: Sequence[_Table]) -> Iterator[_Change]:
    """Yield what was changed after a day, the newest first."""
    columns = (AuditEvent.at, AuditEvent.row_table, AuditEvent.row_key, AuditEvent.before)
    names = [table.__tablename__ for table in tables]
    query = select(*columns).where(AuditEvent.row_table.in_(names), AuditEvent.at > datetime.combine(since, time.max))
    for row in session.execute(query.order_by(AuditEvent.id.desc())):
        yield _Change._make(row)


class _State:
    """The rows of some tables, going back in time; a row itself is never changed, for earlier looks keep it."""

    def __init__(self, session: Session, tables: Sequence[_Table]) -> None:
        self._rows: dict[str, dict[str, _Row]] = {}
        self._first: dict[str, str] = {}
        for table in tables:
            keys = [column.name for column in table.__table__.primary_key]
            query = select(*_READ.get(table, tuple(table.__table__.columns)))
            rows = session.execute(query).mappings()
            self._rows[table.__tablename__] = {"/".join(str(row[key]) for key in keys): row for row in map(dict, rows)}
            self._first[table.__tablename__] = keys[0]

    def seen(self) -> Then:
        return Then({table: dict(rows) for table, rows in self._rows.items()})

    def take_back(self, change: _Change) -> None:
        """Undo one change: what was added goes, what was removed comes back, what was edited reads as before."""
        rows, before = self._rows[change.table], change.before
        if before is None:
            rows.pop(change.key, None)
        elif self._first[change.table] in before:  # removed: the log has the whole row
            rows[change.key] = before
        elif change.key in rows:
            rows[change.key] = {**rows[change.key], **before}
