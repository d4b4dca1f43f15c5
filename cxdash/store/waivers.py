"""Waivers of gate criteria, found by use case."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.errors import NotFoundError
from cxdash.domain.stages import Stage
from cxdash.store.gate_tables import GateWaiver
from cxdash.store.tables import UseCase


def get(session: Session, waiver_id: int) -> GateWaiver:
    """Return a waiver; NotFoundError tells where to look."""
    found = session.scalar(_whole().where(GateWaiver.id == waiver_id))
    if found is None:
        message = f"There is no waiver {waiver_id}. Open it from its use case."
        raise NotFoundError(message)
    return found


def of_use_case(session: Session, use_case_id: int) -> Sequence[GateWaiver]:
    """Return every waiver that was asked for a use case, the newest first."""
    return session.scalars(_whole().where(GateWaiver.use_case_id == use_case_id).order_by(GateWaiver.id.desc())).all()


def by_use_case(session: Session) -> Mapping[int, Sequence[GateWaiver]]:
    """Return every waiver of every use case that is not archived, the newest first."""
    query = _whole().join(UseCase, UseCase.id == GateWaiver.use_case_id).where(UseCase.archived_at.is_(None))
    found: dict[int, list[GateWaiver]] = defaultdict(list)
    for each in session.scalars(query.order_by(GateWaiver.id.desc())):
        found[each.use_case_id].append(each)
    return dict(found)


def waiting(session: Session) -> Sequence[GateWaiver]:
    """Return the waivers of use cases that are not archived which nobody approved or refused yet, the oldest first."""
    query = (
        _whole()
        .join(UseCase, UseCase.id == GateWaiver.use_case_id)
        .where(UseCase.archived_at.is_(None), GateWaiver.approved_on.is_(None), GateWaiver.ended_on.is_(None))
    )
    return session.scalars(query.order_by(GateWaiver.asked_on, GateWaiver.id)).all()


def expired_in_use(session: Session, *, today: date) -> Mapping[int, Sequence[GateWaiver]]:
    """Return the approved waivers of gates already passed that hold no more, by use case, the newest first.

    A later waiver, or the criterion met meanwhile, may stand in for one: that is judged elsewhere.
    """
    found: dict[int, list[GateWaiver]] = defaultdict(list)
    query = (
        select(UseCase.stage, GateWaiver)
        .join(UseCase, UseCase.id == GateWaiver.use_case_id)
        .options(joinedload(GateWaiver.asked_by), joinedload(GateWaiver.approved_by))
        .where(
            UseCase.archived_at.is_(None),
            GateWaiver.approved_on.is_not(None),
            (GateWaiver.expires_on < today) | (GateWaiver.ended_on <= today),
        )
        .order_by(GateWaiver.id.desc())
    )
    for stage, waiver in session.execute(query):
        if Stage(waiver.to_stage).position <= Stage(stage).position:
            found[waiver.use_case_id].append(waiver)
    return dict(found)


def _whole() -> Select[GateWaiver]:
    """Ask for waivers with who asked for them and who approved them."""
    return select(GateWaiver).options(joinedload(GateWaiver.asked_by), joinedload(GateWaiver.approved_by))
