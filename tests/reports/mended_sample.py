"""The sample portfolio otherwise: what lacks most is parked, three proofs are approved, and nobody signs an outcome."""

from sqlalchemy import select

from cxdash.changes import sign_offs, statuses
from cxdash.domain.actions import Action
from cxdash.domain.ownership import ACCOUNTABLE
from cxdash.domain.sign_offs import About, State
from cxdash.domain.stages import Status
from cxdash.effects.verdict import Verdict
from cxdash.judging import pilot_results
from cxdash.judging import signatures as standing
from cxdash.reports import signatures
from cxdash.store import people, use_cases
from cxdash.store.gate_tables import SignOff
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
        approve_all(database, slug)
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        for signed in session.scalars(select(SignOff).where(SignOff.about == About.OUTCOME.value)):
            signed.withdrawn_on = TODAY


def approve_all(database, slug):
    """Let who answers approve the proof of the first pilot of a use case that met its target."""
    with database.reading() as session:
        results = pilot_results.results(session, today=TODAY)
        met = {each.slug for each in results if each.verdict is Verdict.TARGET_MET}
        proof = next(each for each in signatures.proofs(session, slug, today=TODAY) if each.about[0] in met)
        owners = standing.owner_ids(use_cases.get(session, slug))
        given = {owner.function for owner in proof.owners if owner.standing.state is State.SIGNED}
        asked = [function for function in ACCOUNTABLE if function not in given]
        signers = {function: people.known(session, owners[function]) for function in asked}
    for function, signer in signers.items():
        with database.changing(signer, Action.OUTCOME_SIGN) as session:
            sign_offs.approve(session, proof.about[0], function, seen=proof.digest, today=TODAY)
