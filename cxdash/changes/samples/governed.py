"""What people of the sample portfolio signed, voted and decided, stored in their names through the same services."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import (
    attestations,
    conditions,
    gate_decisions,
    gate_reviews,
    gate_votes,
    people,
    sign_offs,
    subscriptions,
    waivers,
)
from cxdash.changes.samples import council, proved
from cxdash.changes.samples.gestures import Said, Services, known
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.attestations import Amounts
from cxdash.domain.digests import digest
from cxdash.domain.gate_reviews import Condition, Decision, Vote, Wanted
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.sign_offs import outcome_digest
from cxdash.domain.stages import Stage
from cxdash.domain.subscriptions import Cadence
from cxdash.domain.use_cases import slug_of
from cxdash.judging import attested_money, signatures
from cxdash.store import metrics, organisation, use_cases
from cxdash.store import waivers as known_waivers
from cxdash.store.database import Database
from cxdash.store.gate_tables import GateReview


def introduce(database: Database, person: Person, roles: Mapping[str, str], addresses: Mapping[str, str]) -> None:
    """Give people their roles and e-mail addresses, both by name, in one person's name."""
    with database.changing(person, Action.PEOPLE_EDIT, reason=OF_THE_SAMPLE) as session:
        for name, role in roles.items():
            slug = known(session, name).slug
            seen = people.values(session, slug)
            wanted = replace(seen, email=addresses.get(name, seen.email), roles=frozenset({Role(role)}))
            people.edit(session, slug, seen=seen, wanted=wanted)


def _sign(session: Session, said: Said, on: date) -> None:
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    seen = signatures.outcome_content(use_case, metrics.catalogue(session), organisation.figures(session))
    sign_offs.sign(session, use_case.slug, Function(said["function"]), seen=outcome_digest(seen), today=on)


def _attest(session: Session, said: Said, on: date) -> None:
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    seen = digest(attested_money.resting(session, use_case, today=on))
    attestations.attest(session, use_case.slug, Amounts(*said["amounts"]), seen=seen, today=on, note=said["note"])


def _request(session: Session, said: Said, on: date) -> None:
    gate_reviews.request(session, slug_of(said["use_case"]), today=on, note=said["note"])


def _vote(session: Session, said: Said, _: date) -> None:
    review = _open(session, said)
    function, vote = Function(said["function"]), Vote(said["vote"])
    gate_votes.cast(session, review.id, function, vote, seen=review.digest, reason=said["reason"])


def _decide(session: Session, said: Said, on: date) -> None:
    review = _open(session, said)
    wanted = Wanted(
        decision=Decision(said["decision"]),
        rationale=said["rationale"],
        conditions=tuple(
            Condition(each["text"], each["owner"], date.fromisoformat(each["due"]))
            for each in said.get("conditions", ())
        ),
        learning=said.get("learning", ""),
        back_to=Stage(said["back_to"]) if "back_to" in said else None,
    )
    gate_decisions.decide(session, review.id, wanted, seen=review.digest, today=on)


def _meet(session: Session, said: Said, on: date) -> None:
    newest = use_cases.get(session, slug_of(said["use_case"])).reviews[-1]
    conditions.meet(session, newest.conditions[said["condition"]].id, evidence=said["evidence"], today=on)


def _ask_waiver(session: Session, said: Said, on: date) -> None:
    waivers.ask(
        session,
        slug_of(said["use_case"]),
        said["criterion"],
        to=Stage(said["to"]),
        reason=said["reason"],
        expires_on=date.fromisoformat(said["expires_on"]),
        today=on,
    )


def _approve_waiver(session: Session, said: Said, on: date) -> None:
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    newest = known_waivers.of_use_case(session, use_case.id)[0]
    waivers.approve(session, newest.id, today=on)


def _subscribe(session: Session, said: Said, on: date) -> None:
    subscriptions.subscribe(session, Cadence(said["cadence"]), today=on)


def _open(session: Session, said: Said) -> GateReview:
    """Return the review that waits for its decision; gestures stand in the order in which they were made."""
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    return next(each for each in use_case.reviews if each.effective_on is None and each.withdrawn_on is None)


SERVICES: Services = {
    "sign": (Action.OUTCOME_SIGN, _sign),
    "prove": (Action.PROOF_WRITE, proved.prove),
    "ask_proof": (Action.PROOF_WRITE, proved.ask),
    "approve": (Action.OUTCOME_SIGN, proved.approve),
    "use": (Action.PROOF_USE, proved.use),
    "repeat": (Action.PILOT_EDIT, proved.repeat),
    "attest": (Action.MONEY_ATTEST, _attest),
    "request": (Action.GATE_REQUEST, _request),
    "vote": (Action.GATE_VOTE, _vote),
    "decide": (Action.GATE_DECIDE, _decide),
    "meet": (Action.CONDITION_MEET, _meet),
    "ask_waiver": (Action.WAIVER_ASK, _ask_waiver),
    "approve_waiver": (Action.WAIVER_APPROVE, _approve_waiver),
    "plan": (Action.COUNCIL_EDIT, council.plan),
    "put": (Action.COUNCIL_EDIT, council.put),
    "hold": (Action.COUNCIL_EDIT, council.hold),
    "report": (Action.COUNCIL_ACT, council.report),
    "subscribe": (Action.DIGEST_SUBSCRIBE, _subscribe),
}
"""What each gesture is in the log, and the service behind it."""
