"""What gates ask of people: votes, decisions, a second person, waivers, conditions, and finance's word."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.gate_decisions import may_decide, may_second, who_decides
from cxdash.domain.gate_evidence import Frozen, read
from cxdash.domain.gate_policy import Delegation
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.gates import sentences
from cxdash.domain.people import Role
from cxdash.domain.stages import Stage
from cxdash.domain.waiting import Kind, Waiting
from cxdash.domain.waivers import WaiverState
from cxdash.judging import reviews as judging
from cxdash.judging.gates import Gate, as_waiver
from cxdash.reports.waiting_ground import Ground
from cxdash.store import gates, waivers
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import UseCase

_GATE, _MONEY = "Gate", "Money"


def waiting(session: Session, ground: Ground) -> Iterator[Waiting]:
    """Yield what gates ask of anybody."""
    reviews, conditions = gates.open_reviews(session), gates.open_conditions(session)
    for use_case in ground.use_cases:
        gate, review = ground.gates[use_case.slug], reviews.get(use_case.id)
        if review is not None:
            yield from _review(use_case, gate, review, ground)
        yield from _reopened(gate, ground)
        yield from _attestation(use_case, gate, ground)
        for each in conditions.get(use_case.id, ()):
            yield Waiting(
                each.owner_id, Kind.CONDITION, each.text, use_case.title, use_case.slug, view=_GATE, due=each.due
            )
    yield from _waivers(session, ground)


def delegation(gate: Gate, frozen: Frozen) -> tuple[Delegation, float | None]:
    """Return who decides in a review, and by what: the larger of what was at stake then and is now."""
    return judging.delegation(gate, frozen), judging.at_stake(gate, frozen)


def _waivers(session: Session, ground: Ground) -> Iterator[Waiting]:
    """Yield the waivers that nobody approved yet, for everybody who may and did not ask for them."""
    active = {use_case.id: use_case for use_case in ground.use_cases}
    for waiver in waivers.waiting(session):
        use_case = active.get(waiver.use_case_id)
        if use_case is None or as_waiver(waiver).state(ground.today) is not WaiverState.ASKED:
            continue
        sentence = sentences(ground.gates[use_case.slug].policy).get(waiver.criterion, waiver.criterion)
        words = f"Approve or refuse to waive “{sentence.rstrip('.')}” until {waiver.expires_on:%-d %b %Y}"
        why = f"{waiver.asked_by.name} asked: {waiver.reason}"
        for person in ground.everybody:
            if person.id != waiver.asked_by_id and person.may(Action.WAIVER_APPROVE):
                yield Waiting(person.id, Kind.WAIVER, words, use_case.title, use_case.slug, view=_GATE, why=why)


def _review(use_case: UseCase, gate: Gate, review: GateReview, ground: Ground) -> Iterator[Waiting]:
    frozen, to = read(review.evidence), Stage(review.to_stage)
    decides, at_stake = delegation(gate, frozen)
    why = who_decides(decides, at_stake, ground.figures)

    def asked(person_id: int, kind: Kind, sentence: str, why: str = "") -> Waiting:
        return Waiting(person_id, kind, sentence, use_case.title, use_case.slug, view=_GATE, why=why)

    if review.decision is not None:
        taken_by = review.decided_by_id or 0
        name = "" if review.decided_by is None else review.decided_by.name
        may = [each.id for each in ground.everybody if may_second(each, decided_by=taken_by, delegation=decides)]
        words = f"Stand by {name}'s decision at the gate to {to.value}: {Decision(review.decision).label.lower()}"
        yield from (asked(person_id, Kind.SECOND, words, why) for person_id in may)
        if not may:
            words = f"Let somebody second {name}'s decision at the gate to {to.value}: nobody else has the role"
            yield from (asked(person_id, Kind.SECOND, words, why) for person_id in ground.administrators())
        return
    functions = judging.voters(review, gate.policy)
    voted = {each.function for each in judging.ballots(review, functions, gate.facts.owners)}
    missing = [each for each in functions if each not in voted and ground.voters(use_case, each)]
    for function in missing:
        for person_id in ground.voters(use_case, function):
            yield asked(person_id, Kind.VOTE, f"Vote for {function.value} on the gate to {to.value}")
    if missing:
        return
    may = [each.id for each in ground.everybody if may_decide(each, decides)]
    words = f"Decide at the gate to {to.value}: everybody has voted"
    if not may:
        may, words = [*ground.administrators()], f"Let somebody decide at the gate to {to.value}: nobody has the role"
    yield from (asked(person_id, Kind.DECIDE, words, why) for person_id in may)


def _reopened(gate: Gate, ground: Ground) -> Iterator[Waiting]:
    """Yield the gates that are open again, for who asked for the waiver that is over, else for administrators."""
    known = {person.name: person.id for person in ground.everybody}
    for each in gate.reopened:
        waiver = each.waiver
        asked_by = known.get(waiver.asked_by)
        over = min(waiver.expires_on, waiver.ended_on or waiver.expires_on)
        why = f"{waiver.asked_by} asked for the waiver that is over: meet the criterion, or renew it"
        for person_id in ground.administrators() if asked_by is None else (asked_by,):
            yield Waiting(
                person_id, Kind.REOPENED, each.words.rstrip("."), gate.title, gate.slug, view=_GATE, due=over, why=why
            )


def _attestation(use_case: UseCase, gate: Gate, ground: Ground) -> Iterator[Waiting]:
    """Yield who is to attest money that pilots have shown and the gate to a proof asks for."""
    facts = gate.facts
    if gate.to is not Stage.PROOF or not facts.claims_money or not facts.enough:
        return
    if facts.attested is not None and not facts.attested.changed:
        return
    words = "Attest the money that its pilots showed"
    if facts.attested is not None:
        words = f"Attest its money again: {facts.attested.changed[0]}"
    may = {person.id for person in ground.everybody if Role.FINANCE in person.roles}
    for person_id in ground.finance(use_case):
        why = "" if person_id in may else "An administrator has to give you the role finance first"
        yield Waiting(person_id, Kind.ATTEST, words, use_case.title, use_case.slug, view=_MONEY, why=why)
