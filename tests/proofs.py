"""Proof points for tests: written, sent for approval and approved in the names of those who answer."""

from datetime import date

from cxdash.changes import proof_points, sign_offs
from cxdash.domain.actions import Action
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.proof_points import Story
from cxdash.store import people, use_cases
from cxdash.store import proof_points as store
from tests.builders import TODAY

STORY = Story(
    headline="Fewer missed appointments",
    situation="One in five was missed.",
    done="Patients were reminded.",
    limits="One site.",
    conditions="Mobile numbers.",
    helped="Front desks ring less.",
    expires_on=date(2027, 6, 1),
)


def begin(database, person, pilot, metric="no_show_rate", *, story=STORY, today=TODAY):
    """Begin a proof point and return its slug."""
    with database.changing(person, Action.PROOF_WRITE) as session:
        return proof_points.draft(session, pilot, metric, story, today=today).slug


def told(database, person, pilot, metric="no_show_rate", *, story=STORY, today=TODAY):
    """Begin a proof point, ask for its approval, and return its slug."""
    slug = begin(database, person, pilot, metric, story=story, today=today)
    with database.changing(person, Action.PROOF_WRITE) as session:
        proof_points.ask(session, slug, today=today)
    return slug


def approve(database, slug, functions=ACCOUNTABLE, *, today=TODAY):
    """Approve a proof point as it stands in the names of who answers in these functions."""
    for function in functions:
        with database.reading() as session:
            point = store.get(session, slug)
            owners = {Function(owner.function): owner.person_id for owner in point.use_case.owners}
            signer, seen = people.known(session, owners[function]), point.digest
        with database.changing(signer, Action.OUTCOME_SIGN) as session:
            sign_offs.approve(session, slug, function, seen=seen, today=today)


def metric_of(session, pilot):
    """The slug of the first primary metric that a pilot is judged by."""
    uses = use_cases.get_pilot(session, pilot).use_case.metrics
    return next(use.metric.slug for use in uses if use.role == "primary")
