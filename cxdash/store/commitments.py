"""Commitments for quarters, found by quarter, and those nobody judged yet."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.errors import NotFoundError
from cxdash.domain.periods import Quarter
from cxdash.store.quarter_tables import Commitment
from cxdash.store.tables import UseCase


def get(session: Session, commitment_id: int, *, held: bool = False) -> Commitment:
    """Return a commitment as it is now; ``held`` keeps others from changing it until this change is done.

    Raises:
        NotFoundError: there is no such commitment.
    """
    query = _whole().where(Commitment.id == commitment_id).execution_options(populate_existing=True)
    found = session.scalar(query.with_for_update(of=Commitment) if held else query)
    if found is None:
        raise NotFoundError(f"There is no commitment {commitment_id}. Open it from the page This quarter.")
    return found


def of_quarter(session: Session, quarter: Quarter) -> Sequence[Commitment]:
    """Return what was committed to for a quarter, in the order in which it was; with use case and people.

    Commitments about use cases that were archived since stay: a promise does not vanish with what it was about.
    """
    return of_quarters(session, [quarter])


def of_quarters(session: Session, quarters: Collection[Quarter]) -> Sequence[Commitment]:
    """Return the commitments of several quarters, the earliest quarter first."""
    query = _whole().where(Commitment.quarter.in_([str(each) for each in quarters]))
    return session.scalars(query.order_by(Commitment.quarter, Commitment.made_on, Commitment.id)).all()


def unjudged(session: Session) -> Sequence[Commitment]:
    """Return every commitment nobody said anything of yet, the earliest quarter first."""
    query = _whole().where(Commitment.outcome == "")
    return session.scalars(query.order_by(Commitment.quarter, Commitment.made_on, Commitment.id)).all()


def another(session: Session, quarter: Quarter, use_case_id: int) -> Commitment | None:
    """Return what was committed to for a use case in a quarter and not dropped; None where nothing was."""
    query = _whole().where(Commitment.quarter == str(quarter), Commitment.use_case_id == use_case_id)
    return session.scalars(query.where(Commitment.outcome != "dropped")).first()


def _whole() -> Select[Commitment]:
    """Ask for commitments with use case, owner, who made them and who judged them."""
    return select(Commitment).options(
        joinedload(Commitment.use_case).load_only(UseCase.id, UseCase.slug, UseCase.title, UseCase.archived_at),
        joinedload(Commitment.owner),
        joinedload(Commitment.made_by),
        joinedload(Commitment.outcome_by),
    )
