"""What people of the sample portfolio committed to and what became of it, stored in their names on its day."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import commitments
from cxdash.changes.samples.gestures import Said, Services, known
from cxdash.domain.actions import Action
from cxdash.domain.commitments import Basis, CommitmentValues, Outcome
from cxdash.domain.errors import NotFoundError
from cxdash.domain.periods import Quarter
from cxdash.domain.use_cases import slug_of
from cxdash.store import commitments as stored
from cxdash.store import use_cases


def _commit(session: Session, said: Said, on: date) -> None:
    commitments.make(
        session,
        slug_of(said["use_case"]),
        quarter=Quarter.parse(said["quarter"]),
        values=CommitmentValues(said["text"], known(session, said["owner"]).slug),
        basis=Basis.from_json(said["basis"]),
        today=on,
    )


def _judge(session: Session, said: Said, on: date) -> None:
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    row = stored.another(session, Quarter.parse(said["quarter"]), use_case.id)
    if row is None:
        raise NotFoundError(f"Nobody committed to anything for “{said['use_case']}” in {said['quarter']}.")
    commitments.judge(session, row.id, Outcome(said["outcome"]), note=said["note"], seen=Outcome(row.outcome), today=on)


SERVICES: Services = {
    "commit": (Action.COMMITMENT_MAKE, _commit),
    "judge": (Action.COMMITMENT_JUDGE, _judge),
}
"""What each gesture is in the log, and the service behind it."""
