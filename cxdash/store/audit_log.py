"""The whole log, narrowed and searched in the database, a page at a time."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cxdash.store import log
from cxdash.store.council_tables import CouncilMeeting
from cxdash.store.definition_tables import Comment
from cxdash.store.gate_tables import GateCondition, GateReview
from cxdash.store.journey_tables import FrictionPoint, Journey, JourneyStep
from cxdash.store.log import LogEntry
from cxdash.store.money_tables import BudgetLine
from cxdash.store.plan_tables import PlanVersionRow
from cxdash.store.tables import AuditEvent, MetricRow, Module, PersonRow, Pilot, UseCase, UseCaseMetric

_NAMED: Mapping[str, tuple[InstrumentedAttribute[int], InstrumentedAttribute[str]]] = {
    "use_case": (UseCase.id, UseCase.title),
    "pilot": (Pilot.id, Pilot.name),
    "metric": (MetricRow.id, MetricRow.name),
    "module": (Module.id, Module.name),
    "person": (PersonRow.id, PersonRow.name),
    "journey": (Journey.id, Journey.name),
    "journey_step": (JourneyStep.id, JourneyStep.name),
    "friction_point": (FrictionPoint.id, FrictionPoint.name),
    "council_meeting": (CouncilMeeting.id, CouncilMeeting.name),
    "budget_line": (BudgetLine.id, BudgetLine.name),
}
"""Things that are found by their names though an edit of theirs does not repeat it."""
_OF_A_PILOT = ("occasion", "exclusion")
_ESCAPE = "\\"
_Text = ColumnElement[str] | InstrumentedAttribute[str]
_NOBODY = 0
"""The number of no row."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the log is wanted; None and "" and () where everything is.

    Attributes:
        person: the slug of who did it, or through whom it was done.
        tables: what the entries are about.
        use_case: the slug of the one use case that they are about.
        first: the earliest day, in UTC.
        last: the latest day, in UTC.
        words: what a name, a reason or a value has in it, in any case.
    """

    person: str | None = None
    action: str | None = None
    tables: tuple[str, ...] = ()
    use_case: str | None = None
    first: date | None = None
    last: date | None = None
    words: str = ""


def page(session: Session, asked: Asked, *, size: int, skip: int = 0) -> list[LogEntry]:
    """Return entries, the newest first, at most ``size`` after the first ``skip``."""
    newest = select(AuditEvent.id).where(*_conditions(session, asked))
    chosen = session.scalars(newest.order_by(AuditEvent.id.desc()).limit(size).offset(skip)).all()
    query = log.entries().where(AuditEvent.id.in_(chosen)).order_by(AuditEvent.id.desc())
    return [LogEntry._make(row) for row in session.execute(query)]


def count(session: Session, asked: Asked) -> int:
    """Return how many entries there are."""
    query = select(func.count()).select_from(AuditEvent).where(*_conditions(session, asked))
    return session.scalar(query) or 0


def people(session: Session) -> Sequence[tuple[str, str]]:
    """Return slug and name of everybody, those included who are archived."""
    query = select(PersonRow.slug, PersonRow.name).order_by(func.lower(PersonRow.name))
    return [(row.slug, row.name) for row in session.execute(query)]


def use_cases(session: Session) -> Sequence[tuple[str, str]]:
    """Return slug and title of every use case, those included that are archived."""
    query = select(UseCase.slug, UseCase.title).order_by(func.lower(UseCase.title))
    return [(row.slug, row.title) for row in session.execute(query)]


def use_cases_of(session: Session, entries: Collection[LogEntry]) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return slug and title of the use case of each thing, by table and number (of ``number_of``).

    Pilots and what belongs to them, and what is voted on or asked for in a review, are in; so are metric uses, comments
    and signatures.
    """
    asked: Mapping[str, Select[int, int]] = {
        **{name: select(table.id, table.use_case_id) for name, table in (*log.OWNED.items(), ("pilot", Pilot))},
        "valuation": select(UseCaseMetric.id, UseCaseMetric.use_case_id),
        "mention": select(Comment.id, Comment.use_case_id),
        "plan_version": select(PlanVersionRow.id, Pilot.use_case_id).join(Pilot, Pilot.id == PlanVersionRow.pilot_id),
        "gate_vote": select(GateReview.id, GateReview.use_case_id),
        "gate_condition": select(GateCondition.id, GateReview.use_case_id).join(
            GateReview, GateReview.id == GateCondition.review_id
        ),
    }
    found: dict[tuple[str, str], int] = {}
    for name, query in asked.items():
        numbers = {int(number_of(each)) for each in entries if each.table == name}
        if numbers:
            rows = session.execute(query.where(query.selected_columns[0].in_(numbers)))
            found |= {(name, str(row[0])): row[1] for row in rows}
    found |= _of_pilots(session, [each for each in entries if each.table in _OF_A_PILOT])
    named = titles(session, found.values())
    return {thing: named[number] for thing, number in found.items() if number in named}


def _of_pilots(session: Session, entries: Collection[LogEntry]) -> dict[tuple[str, str], int]:
    """Return the use case of what is added to a pilot or removed; each entry names the pilot."""
    pilots = {(each.table, number_of(each)): (each.after or each.before or {}).get("pilot_id") for each in entries}
    query = select(Pilot.id, Pilot.use_case_id).where(Pilot.id.in_({each for each in pilots.values() if each}))
    use_cases = {row.id: row.use_case_id for row in session.execute(query)}
    return {thing: use_cases[pilot] for thing, pilot in pilots.items() if pilot in use_cases}


def number_of(entry: LogEntry) -> str:
    """Return the first part of an entry's key: the row's own number, or that of what it belongs to."""
    return entry.key.partition("/")[0]


def titles(session: Session, numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """Return slug and title of use cases by number."""
    query = select(UseCase.id, UseCase.slug, UseCase.title).where(UseCase.id.in_(set(numbers)))
    return {row.id: (row.slug, row.title) for row in session.execute(query)}


def slugs(session: Session, table: type[MetricRow | Module], numbers: Collection[int]) -> Mapping[int, str]:
    """Return the slugs of metrics or modules by number."""
    query = select(table.id, table.slug).where(table.id.in_(set(numbers)))
    return {row.id: row.slug for row in session.execute(query)}


def _conditions(session: Session, asked: Asked) -> Sequence[ColumnElement[bool]]:
    return tuple(_each_condition(session, asked))


def _each_condition(session: Session, asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.person is not None:
        number = session.scalar(select(PersonRow.id).where(PersonRow.slug == asked.person)) or _NOBODY
        yield or_(AuditEvent.person_id == number, AuditEvent.through_id == number)
    if asked.action is not None:
        yield AuditEvent.action == asked.action
    if asked.tables:
        yield AuditEvent.row_table.in_(asked.tables)
    if asked.use_case is not None:
        found = session.scalar(select(UseCase.id).where(UseCase.slug == asked.use_case))
        yield log.about_use_case(found or _NOBODY)
    if asked.first is not None:
        yield AuditEvent.at >= datetime.combine(asked.first, time())
    if asked.last is not None:
        yield AuditEvent.at < datetime.combine(asked.last + timedelta(days=1), time())
    if asked.words.strip():
        yield _says(session, asked.words.strip())


def _says(session: Session, words: str) -> ColumnElement[bool]:
    """Look into reasons, values, and the names of people and things; what was changed is looked into as it is kept."""
    pattern, has = _pattern(words), _like(session)
    people = select(PersonRow.id).where(func.lower(PersonRow.name).like(pattern, escape=_ESCAPE))
    spelt = {words, words.lower(), words.upper(), words.capitalize(), words.title()}
    kept = {_pattern(json.dumps(each)[1:-1]) for each in spelt}
    values = (has(cast(side, String), each) for side in (AuditEvent.before, AuditEvent.after) for each in sorted(kept))
    things = (
        and_(AuditEvent.row_table == name, AuditEvent.row_key.in_(_keys(session, key, column, pattern)))
        for name, (key, column) in _NAMED.items()
    )
    return or_(
        *(has(AuditEvent.reason, _escaped(each)) for each in sorted(spelt)),
        AuditEvent.person_id.in_(people),
        AuditEvent.through_id.in_(people),
        *values,
        *things,
    )


def _like(session: Session) -> Callable[[_Text, str], ColumnElement[bool]]:
    """Return what compares texts: SQLite's own LIKE takes a to z in any case, and calls no function for each row."""
    if session.get_bind().dialect.name == "sqlite":
        return lambda text, pattern: text.like(pattern, escape=_ESCAPE)
    return lambda text, pattern: text.ilike(pattern, escape=_ESCAPE)


def _keys(
    session: Session, key: InstrumentedAttribute[int], column: InstrumentedAttribute[str], pattern: str
) -> list[str]:
    query = select(key).where(func.lower(column).like(pattern, escape=_ESCAPE))
    return [str(number) for number in session.scalars(query)]


def _pattern(words: str) -> str:
    return _escaped(words.lower())


def _escaped(words: str) -> str:
    for sign in (_ESCAPE, "%", "_"):
        words = words.replace(sign, f"{_ESCAPE}{sign}")
    return f"%{words}%"
