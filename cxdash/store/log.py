"""The log of one use case: every entry about it, what belongs to it and what was said about it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from cxdash.store.council_tables import CouncilAction, CouncilMeeting, CouncilTopic
from cxdash.store.definition_tables import Approach, Comment
from cxdash.store.gate_tables import Attestation, GateCondition, GateReview, GateWaiver, SignOff
from cxdash.store.journey_tables import FrictionPoint, JourneyStep
from cxdash.store.money_tables import BudgetLine
from cxdash.store.proof_tables import ProofPoint, ProofUse, Repeat
from cxdash.store.quarter_tables import Commitment, QuarterClose
from cxdash.store.tables import (
    AuditEvent,
    MetricRow,
    Module,
    PersonRow,
    Pilot,
    Site,
    UseCase,
    UseCaseMetric,
)
from cxdash.store.workshop_tables import Workshop

_OF_USE_CASE = ("ownership", "use_case_step", "use_case_module", "use_case_friction", "readiness", "responsibility")
"""Rows whose key begins with the use case's id."""
_NAMING_IT = ("use_case_metric", "stage_move", "approach", "comment", "sign_off")
"""Rows that name the use case among their values, all of them while they are new or removed."""
_Owned = UseCaseMetric | Approach | Comment | SignOff | GateReview | GateWaiver | Attestation | Commitment | ProofPoint
OWNED: dict[str, type[_Owned]] = {
    "use_case_metric": UseCaseMetric,
    "approach": Approach,
    "comment": Comment,
    "sign_off": SignOff,
    "gate_review": GateReview,
    "gate_waiver": GateWaiver,
    "attestation": Attestation,
    "commitment": Commitment,
    "proof_point": ProofPoint,
}
"""Rows of which an edit logs only what changed, so that their use case is known from the rows there are."""
_OF_A_PILOT = ("occasion", "exclusion")
"""Rows that name one of its pilots among their values; they are added and removed, never changed."""
_SIDES = (AuditEvent.after, AuditEvent.before)
_NAMES: dict[str, type[PersonRow | MetricRow | Site | JourneyStep | FrictionPoint | Module | BudgetLine]] = {
    "person_id": PersonRow,
    "comparison_waiver_id": PersonRow,
    "metric_id": MetricRow,
    "site_id": Site,
    "step_id": JourneyStep,
    "friction_id": FrictionPoint,
    "module_id": Module,
    "budget_line_id": BudgetLine,
}
_SAID: dict[str, InstrumentedAttribute[str]] = {
    "review_id": GateReview.to_stage,
    "waiver_id": GateWaiver.criterion,
    "condition_id": GateCondition.text,
    "meeting_id": CouncilMeeting.name,
    "topic_id": CouncilTopic.title,
    "action_id": CouncilAction.text,
    "close_id": QuarterClose.quarter,
    "proof_point_id": ProofPoint.headline,
    "commitment_id": Commitment.text,
    "workshop_id": Workshop.title,
}


class LogEntry(NamedTuple):
    """Who changed one row, from what to what; a new row has no ``before``, a removed one no ``after``.

    Where somebody acted in another's name, ``who`` names both: ``Omar Ops, through Local administrator``.
    """

    id: int
    at: datetime
    who: str
    action: str
    table: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str


def of_use_case(session: Session, slug: str) -> list[LogEntry]:
    """Return every entry about a use case and what belongs to it, newest first."""
    use_case_id = session.scalar(select(UseCase.id).where(UseCase.slug == slug))
    query = entries().where(about_use_case(use_case_id)).order_by(AuditEvent.id.desc())
    return [LogEntry._make(row) for row in session.execute(query)]


def about_use_case(use_case_id: int | None) -> ColumnElement[bool]:
    """Ask for what the log says about a use case, what belongs to it and what was said and decided about it."""
    pilots = select(cast(Pilot.id, String)).where(Pilot.use_case_id == use_case_id)
    named = or_(*(cast(side["use_case_id"].as_string(), Integer) == use_case_id for side in _SIDES))
    of_a_pilot = or_(*(side["pilot_id"].as_string().in_(pilots) for side in _SIDES))
    reviews = select(cast(GateReview.id, String)).where(GateReview.use_case_id == use_case_id)
    proofs = select(ProofPoint.id).where(ProofPoint.use_case_id == use_case_id)
    uses = select(cast(ProofUse.id, String)).where(ProofUse.proof_point_id.in_(proofs))
    repeats = select(cast(Repeat.pilot_id, String)).where(Repeat.proof_point_id.in_(proofs))
    conditions = select(cast(GateCondition.id, String)).join(GateReview, GateReview.id == GateCondition.review_id)
    return or_(
        and_(AuditEvent.row_table == "use_case", AuditEvent.row_key == str(use_case_id)),
        and_(AuditEvent.row_table == "pilot", AuditEvent.row_key.in_(pilots)),
        and_(AuditEvent.row_table.in_(_OF_USE_CASE), AuditEvent.row_key.startswith(f"{use_case_id}/")),
        and_(AuditEvent.row_table.in_(_NAMING_IT), named),
        and_(AuditEvent.row_table.in_(_OF_A_PILOT), of_a_pilot),
        *(
            and_(AuditEvent.row_table == name, AuditEvent.row_key.in_(_keys(table, use_case_id)))
            for name, table in OWNED.items()
        ),
        and_(
            AuditEvent.row_table == "gate_vote",
            exists(reviews.where(AuditEvent.row_key.like(cast(GateReview.id, String) + "/%")).correlate(AuditEvent)),
        ),
        and_(AuditEvent.row_table == "valuation", AuditEvent.row_key.in_(_keys(UseCaseMetric, use_case_id))),
        and_(AuditEvent.row_table == "money_entry", AuditEvent.row_key.in_(_entered(use_case_id))),
        and_(AuditEvent.row_table == "proof_use", AuditEvent.row_key.in_(uses)),
        and_(AuditEvent.row_table == "repeat", AuditEvent.row_key.in_(repeats)),
        and_(
            AuditEvent.row_table == "gate_condition",
            AuditEvent.row_key.in_(conditions.where(GateReview.use_case_id == use_case_id)),
        ),
    )


def _entered(use_case_id: int | None) -> Select[str]:
    """Ask for the keys of costs and benefits ever entered for a use case; those that were removed are in no table."""
    made = aliased(AuditEvent)
    of_it = cast(made.after["use_case_id"].as_string(), Integer) == use_case_id
    return select(made.row_key).where(made.row_table == "money_entry", of_it)


def archived_by(session: Session, use_case_id: int) -> str:
    """Return the name of who archived a use case last; "" where the log does not tell."""
    query = (
        select(PersonRow.name)
        .join(AuditEvent, AuditEvent.person_id == PersonRow.id)
        .where(AuditEvent.row_table == "use_case", AuditEvent.row_key == str(use_case_id))
        .where(AuditEvent.after["archived_at"].as_string().is_not(None))
        .order_by(AuditEvent.id.desc())
    )
    return session.scalars(query).first() or ""


def entry(session: Session, number: int) -> LogEntry | None:
    """Return one entry by its number, whatever it is about; None where there is none."""
    row = session.execute(entries().where(AuditEvent.id == number)).first()
    return None if row is None else LogEntry._make(row)


def entries() -> Select[Any]:
    """Ask for log entries in the order of ``LogEntry``."""
    through = aliased(PersonRow)
    in_anothers_name = PersonRow.name + ", through " + through.name
    columns = (
        AuditEvent.id,
        AuditEvent.at,
        func.coalesce(in_anothers_name, PersonRow.name),
        AuditEvent.action,
        AuditEvent.row_table,
        AuditEvent.row_key,
        AuditEvent.before,
        AuditEvent.after,
        AuditEvent.reason,
    )
    by = select(*columns).join(PersonRow, PersonRow.id == AuditEvent.person_id)
    return by.outerjoin(through, through.id == AuditEvent.through_id)


def _keys(table: type[_Owned], use_case_id: int | None) -> Select[str]:
    return select(cast(table.id, String)).where(table.use_case_id == use_case_id)


def names(session: Session) -> dict[tuple[str, int], str]:
    """Return what the log's numbers stand for, by field and number: people, metrics, sites, steps, gates and so on.

    A review stands for the stage behind its gate, a waiver for the code of its criterion.
    """
    named = {
        (field, row.id): row.name
        for field, table in _NAMES.items()
        for row in session.execute(select(table.id, table.name))
    }
    said = {
        (field, row.id): str(row[1])
        for field, column in _SAID.items()
        for row in session.execute(select(column.class_.id, column))
    }
    return named | said


def every_name(session: Session) -> dict[tuple[str, int], str]:
    """Return the same for the whole log, use cases and pilots included."""
    more = (("use_case_id", UseCase.id, UseCase.title), ("pilot_id", Pilot.id, Pilot.name))
    return names(session) | {
        (field, row[0]): row[1] for field, key, column in more for row in session.execute(select(key, column))
    }
