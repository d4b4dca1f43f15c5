"""The sample portfolio otherwise: what lacks most is parked, three proofs are approved, and nobody signs an outcome."""

from sqlalchemy import select

from cxdash.changes import statuses
from cxdash.domain.actions import Action
from cxdash.domain.sign_offs import About
from cxdash.domain.stages import Status
from cxdash.reports import proof_library
from cxdash.store.gate_tables import SignOff
from tests import proofs
from tests.builders import TODAY

PARKED = (
    "ai-across-the-contact-centre",
    "less-waiting-in-the-winter-queue",
    "no-shows-help-with-transport",
    "plans-renewed-on-time",
)
PROVEN = ("fewer-patient-no-shows", "faster-answers-to-billing-queries", "fill-more-appointment-slots")


def mend(database, person):
    """Bring the five disciplines to levels 5, 4, 5, 1 and 3: a mean of 3.6 with one at 1."""
    for slug in PARKED:
        with database.changing(person, Action.USE_CASE_STATUS) as session:
            statuses.change(
                session, slug, Status.PARKED, seen=Status.ACTIVE, today=TODAY, reason="Later", learning="Not ready"
            )
    for slug in PROVEN:
        approve_all(database, person, slug)
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        for signed in session.scalars(select(SignOff).where(SignOff.about == About.OUTCOME.value)):
            signed.withdrawn_on = TODAY


def approve_all(database, person, slug):
    """Have the proof point of a use case approved, of its first pilot that met its target where there is none."""
    with database.reading() as session:
        cards = proof_library.of_use_case(session, slug, today=TODAY).cards
        candidates = proof_library.of_use_case(session, slug, today=TODAY).candidates
    if not cards:
        first = candidates[0]
        proof = proofs.told(database, person, first.pilot.slug, first.metric.slug)
        proofs.approve(database, proof)
    elif cards[0].asked:
        proofs.approve(database, cards[0].slug, [function for _, function in cards[0].asked])
