"""Gate reviews with their votes and conditions, found by what people ask for."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from cxdash.domain.errors import NotFoundError
from cxdash.store.gate_tables import GateCondition, GateReview, GateVote
from cxdash.store.tables import UseCase

_OPEN = (GateReview.effective_on.is_(None), GateReview.withdrawn_on.is_(None))


def review(session: Session, review_id: int) -> GateReview:
    """Return a review as it is now; NotFoundError tells where to look."""
    query = _whole().where(GateReview.id == review_id).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        message = f"There is no gate review {review_id}. Open it from its use case."
        raise NotFoundError(message)
    return found


def open_review(session: Session, use_case_id: int) -> GateReview | None:
    """Return the review of a use case that waits for its decision, or for a second person; None where none does."""
    query = _whole().where(GateReview.use_case_id == use_case_id, *_OPEN)
    return session.scalar(query.execution_options(populate_existing=True))


def open_reviews(session: Session) -> Mapping[int, GateReview]:
    """Return the reviews that wait, by use case; archived use cases are left out."""
    query = _whole().join(UseCase, UseCase.id == GateReview.use_case_id).where(UseCase.archived_at.is_(None), *_OPEN)
    return {each.use_case_id: each for each in session.scalars(query)}


def reviews(session: Session, use_case_id: int) -> Sequence[GateReview]:
    """Return every review of a use case with votes and conditions, the newest first."""
    return session.scalars(_whole().where(GateReview.use_case_id == use_case_id).order_by(GateReview.id.desc())).all()


def reviews_by_use_case(session: Session) -> Mapping[int, Sequence[GateReview]]:
    """Return every review of every use case that is not archived, the newest first."""
    query = _whole().join(UseCase, UseCase.id == GateReview.use_case_id).where(UseCase.archived_at.is_(None))
    found: dict[int, list[GateReview]] = defaultdict(list)
    for each in session.scalars(query.order_by(GateReview.id.desc())):
        found[each.use_case_id].append(each)
    return dict(found)


def decided_between(session: Session, starts: date, ends_before: date) -> Sequence[GateReview]:
    """Return the reviews whose decision came into effect in these days, the earliest first; votes are not read."""
    in_them = (GateReview.effective_on >= starts, GateReview.effective_on < ends_before)
    return session.scalars(select(GateReview).where(*in_them).order_by(GateReview.effective_on, GateReview.id)).all()


def votes(session: Session, review_ids: Collection[int]) -> Mapping[int, Sequence[GateVote]]:
    """Return the votes of reviews, the earliest first; nothing for a review that nobody voted in."""
    query = select(GateVote).options(joinedload(GateVote.person)).where(GateVote.review_id.in_(review_ids))
    found: dict[int, list[GateVote]] = defaultdict(list)
    for each in session.scalars(query.order_by(GateVote.review_id, GateVote.at)):
        found[each.review_id].append(each)
    return dict(found)


def condition(session: Session, condition_id: int) -> GateCondition:
    """Return a condition; NotFoundError tells where to look."""
    found = session.get(GateCondition, condition_id)
    if found is None:
        message = f"There is no condition {condition_id}. Open it from its use case."
        raise NotFoundError(message)
    return found


def conditions(session: Session, *, use_case_id: int | None = None) -> Mapping[int, Sequence[GateCondition]]:
    """Return the conditions of decisions in effect, met or not, by use case, the first due first; of one, or of all."""
    query = (
        select(GateReview.use_case_id, GateCondition)
        .join(GateReview, GateReview.id == GateCondition.review_id)
        .options(joinedload(GateCondition.owner))
        .where(GateReview.effective_on.is_not(None))
        .order_by(GateCondition.due, GateCondition.id)
    )
    if use_case_id is not None:
        query = query.where(GateReview.use_case_id == use_case_id)
    found: dict[int, list[GateCondition]] = defaultdict(list)
    for key, row in session.execute(query.execution_options(populate_existing=True)):
        found[key].append(row)
    return dict(found)


def open_conditions(session: Session) -> Mapping[int, Sequence[GateCondition]]:
    """Return the conditions of decisions in effect that are not met, by use case, the first due first."""
    query = (
        select(GateReview.use_case_id, GateCondition)
        .join(GateReview, GateReview.id == GateCondition.review_id)
        .join(UseCase, UseCase.id == GateReview.use_case_id)
        .options(joinedload(GateCondition.owner))
        .where(
            UseCase.archived_at.is_(None),
            GateReview.effective_on.is_not(None),
            GateCondition.met_on.is_(None),
        )
        .order_by(GateCondition.due, GateCondition.id)
    )
    found: dict[int, list[GateCondition]] = defaultdict(list)
    for use_case_id, row in session.execute(query):
        found[use_case_id].append(row)
    return dict(found)


def overdue_conditions(session: Session, *, today: date) -> Mapping[int, Sequence[GateCondition]]:
    """Return the conditions that should have been met before today, by use case, the longest overdue first."""
    late = {
        use_case: [each for each in waiting if each.due < today]
        for use_case, waiting in open_conditions(session).items()
    }
    return {use_case: found for use_case, found in late.items() if found}


def _whole() -> Select[GateReview]:
    """Ask for reviews with all that a page shows of them."""
    return select(GateReview).options(
        selectinload(GateReview.votes).joinedload(GateVote.person),
        selectinload(GateReview.conditions).joinedload(GateCondition.owner),
        selectinload(GateReview.conditions).joinedload(GateCondition.met_by),
        joinedload(GateReview.requested_by),
        joinedload(GateReview.decided_by),
        joinedload(GateReview.seconded_by),
    )
