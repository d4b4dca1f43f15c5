"""What commitments ask of people: who answers for one says whether it was kept, once its quarter is over."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from cxdash.domain.periods import Quarter
from cxdash.domain.waiting import Kind, Waiting
from cxdash.reports.waiting_ground import Ground
from cxdash.store import commitments, organisation


def waiting(session: Session, ground: Ground) -> Iterator[Waiting]:
    """Yield the commitments of quarters that are over of which nobody said yet what became of them."""
    calendar = organisation.calendar(session)
    for each in commitments.unjudged(session):
        quarter = Quarter.parse(each.quarter)
        over = calendar.period(quarter).ends_before
        if over <= ground.today:
            name = calendar.name(quarter)
            words = f"Say whether it was kept in {name}: “{each.text}”"
            yield Waiting(each.owner_id, Kind.COMMITMENT, words, each.use_case.title, quarter=name, due=over)
