"""What people decided stays as they decided it: such rows can be added to, never rewritten or taken away.

A review in effect or withdrawn, its votes, conditions that are met, the versions of both policies, approved waivers,
signatures, attestations, agreed minutes, closed quarters and the log are records.
Asking the ORM to change one is a mistake in the program and raises TypeError; services refuse people before that.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, event, inspect, select
from sqlalchemy.orm import Mapper, Session, UOWTransaction

from cxdash.store.council_tables import CouncilMeeting
from cxdash.store.gate_tables import (
    Attestation,
    GateCondition,
    GatePolicyRow,
    GateReview,
    GateVote,
    GateWaiver,
    SignOff,
)
from cxdash.store.money_tables import MoneyPolicyRow
from cxdash.store.quarter_tables import QuarterClose
from cxdash.store.schema import Base
from cxdash.store.tables import AuditEvent, StageMove, UseCase

_COUNTED = "version"
_DECISION = frozenset(
    {
        "decision",
        "back_to",
        "rationale",
        "learning",
        "decided_on",
        "decided_by_id",
        "against_recommendation",
        "seconded_by_id",
        "effective_on",
        "withdrawn_on",
        "meeting_id",
    }
)
"""What is said about a review once a decision stands and waits for a second person."""
_ENDS = frozenset({"ended_on", "ended_by_id", "ended_why"})
_REPORTED = frozenset({"owner_id", "due", "met_on", "met_by_id", "evidence"})
"""What changes of a condition until it is met."""
_Row = Mapping[str, Any]


def watch(session: Session) -> None:
    """Keep the stages of use cases from changing in this session but by a decision in effect."""
    event.listen(session, "before_flush", _move_by_decision_alone)


@event.listens_for(GateReview, "before_update")
def _keep_review(mapper: Mapper[Any], connection: Connection, row: GateReview) -> None:
    stored = _stored(mapper, connection, row)
    if stored["effective_on"] is not None or stored["withdrawn_on"] is not None:
        _may_change(row, stored, ())
    elif stored["decision"] is not None:
        _may_change(row, stored, _DECISION)


@event.listens_for(GateVote, "before_insert")
@event.listens_for(GateVote, "before_update")
@event.listens_for(GateVote, "before_delete")
def _keep_votes(_: Mapper[Any], connection: Connection, row: GateVote) -> None:
    columns = (GateReview.decision, GateReview.withdrawn_on)
    found = connection.execute(select(*columns).where(GateReview.id == row.review_id)).one()
    if found.decision is not None or found.withdrawn_on is not None:
        _refuse(row, "its review is decided or withdrawn")


@event.listens_for(GateWaiver, "before_update")
def _keep_waiver(mapper: Mapper[Any], connection: Connection, row: GateWaiver) -> None:
    stored = _stored(mapper, connection, row)
    if stored["ended_on"] is not None:
        _may_change(row, stored, ())
    elif stored["approved_on"] is not None:
        _may_change(row, stored, _ENDS)


@event.listens_for(GateCondition, "before_update")
def _keep_condition(mapper: Mapper[Any], connection: Connection, row: GateCondition) -> None:
    stored = _stored(mapper, connection, row)
    _may_change(row, stored, _REPORTED if stored["met_on"] is None else ())


@event.listens_for(GateCondition, "before_delete")
def _keep_conditions(_: Mapper[Any], connection: Connection, row: GateCondition) -> None:
    """Let go of conditions whose decision never came into effect and was taken back."""
    effective_on = select(GateReview.effective_on).where(GateReview.id == row.review_id)
    if connection.scalar(effective_on) is not None:
        _refuse(row, "its review is decided")


@event.listens_for(CouncilMeeting, "before_update")
def _keep_minutes(mapper: Mapper[Any], connection: Connection, row: CouncilMeeting) -> None:
    stored = _stored(mapper, connection, row)
    if stored["closed_on"] is not None:
        _may_change(row, stored, ())


@event.listens_for(Attestation, "before_update")
@event.listens_for(SignOff, "before_update")
def _keep_signature(mapper: Mapper[Any], connection: Connection, row: Attestation | SignOff) -> None:
    """Let somebody's word be taken back, once."""
    stored = _stored(mapper, connection, row)
    _may_change(row, stored, ("withdrawn_on",) if stored["withdrawn_on"] is None else ())


@event.listens_for(GatePolicyRow, "before_update")
@event.listens_for(MoneyPolicyRow, "before_update")
@event.listens_for(QuarterClose, "before_update")
@event.listens_for(StageMove, "before_update")
@event.listens_for(AuditEvent, "before_update")
def _keep_whole(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    _may_change(row, _stored(mapper, connection, row), ())


@event.listens_for(GateReview, "before_delete")
@event.listens_for(GateWaiver, "before_delete")
@event.listens_for(Attestation, "before_delete")
@event.listens_for(SignOff, "before_delete")
@event.listens_for(AuditEvent, "before_delete")
@event.listens_for(GatePolicyRow, "before_delete")
@event.listens_for(MoneyPolicyRow, "before_delete")
@event.listens_for(QuarterClose, "before_delete")
def _keep_forever(_: Mapper[Any], __: Connection, row: Base) -> None:
    _refuse(row, "records are never deleted")


@event.listens_for(StageMove, "before_delete")
def _keep_decided_move(_: Mapper[Any], __: Connection, row: StageMove) -> None:
    """Keep what a review decided; a move that came with a file goes when the file is taken back."""
    if row.review_id is not None:
        _refuse(row, "its review decided it")


def _move_by_decision_alone(session: Session, _: UOWTransaction, __: object) -> None:
    """Refuse a stage that changes without the move that a review decided."""
    for row in session.dirty:
        if not isinstance(row, UseCase) or not inspect(row).attrs["stage"].history.has_changes():
            continue
        stored = session.scalar(select(UseCase.stage).where(UseCase.id == row.id))
        if row.stage != stored and not _is_decided(session, row):
            _refuse(row, "its stage changes by the decision of a review alone")


def _is_decided(session: Session, use_case: UseCase) -> bool:
    moves = [
        each
        for each in session.new
        if isinstance(each, StageMove) and each.use_case_id == use_case.id and each.to_stage == use_case.stage
    ]
    reviews = [session.get(GateReview, each.review_id) for each in moves if each.review_id is not None]
    return any(
        review is not None and review.use_case_id == use_case.id and review.effective_on is not None
        for review in reviews
    )


def _stored(mapper: Mapper[Any], connection: Connection, row: Base) -> _Row:
    table = Base.metadata.tables[row.__tablename__]
    key = inspect(row).identity or mapper.primary_key_from_instance(row)
    same = and_(*(column == part for column, part in zip(table.primary_key.columns, key, strict=True)))
    return dict(connection.execute(select(table).where(same)).mappings().one())


def _may_change(row: Base, stored: _Row, names: Iterable[str]) -> None:
    loaded, free = inspect(row).dict, {_COUNTED, *names}
    changed = [name for name, value in stored.items() if name not in free and loaded.get(name, value) != value]
    if changed:
        _refuse(row, f"{', '.join(changed)} would change")


def _refuse(row: Base, why: str) -> None:
    message = f"{row.__tablename__} keeps what people decided: {why}. Add a record instead."
    raise TypeError(message)
