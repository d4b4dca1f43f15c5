"""What people of the sample portfolio signed, voted and decided, stored in their names through the same services."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes import (
    attestations,
    conditions,
    gate_decisions,
    gate_reviews,
    gate_votes,
    people,
    samples_council,
    sign_offs,
    waivers,
)
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.attestations import Amounts
from cxdash.domain.digests import digest
from cxdash.domain.errors import NotFoundError
from cxdash.domain.gate_reviews import Condition, Decision, Vote, Wanted
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.sign_offs import outcome_digest
from cxdash.domain.stages import Stage
from cxdash.domain.use_cases import slug_of
from cxdash.judging import attested_money, pilot_results, signatures
from cxdash.store import metrics, named, organisation, use_cases
from cxdash.store import people as known_people
from cxdash.store import waivers as known_waivers
from cxdash.store.database import Database
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import PersonRow

_Said = Mapping[str, Any]


def add(database: Database, person: Person, path: Path) -> None:
    """Give people their roles in one person's name, then store each gesture in the name of who made it, on its day.

    Args:
        database: one with the portfolio that the file is about.
        person: in whose name roles are given.
        path: the file; nothing happens without it.

    Raises:
        NotFoundError: the file names a person, a use case or a pilot that nobody knows.
        NotAllowedError: somebody does there what they may not do.
        RuleError: a gesture breaks a rule.
    """
    if not path.exists():
        return
    said = json.loads(path.read_text(encoding="utf-8"))
    with database.changing(person, Action.PEOPLE_EDIT, reason=OF_THE_SAMPLE) as session:
        for name, role in said["roles"].items():
            _give(session, name, Role(role))
    for each in said["gestures"]:
        action, gesture = _GESTURES[each["does"]]
        with database.changing(_who(database, each["who"]), action, reason=OF_THE_SAMPLE) as session:
            gesture(session, each, date.fromisoformat(each["on"]))


def _give(session: Session, name: str, role: Role) -> None:
    slug = _known(session, name).slug
    seen = people.values(session, slug)
    people.edit(session, slug, seen=seen, wanted=replace(seen, roles=frozenset({role})))


def _who(database: Database, name: str) -> Person:
    with database.reading() as session:
        return known_people.as_person(_known(session, name))


def _known(session: Session, name: str) -> PersonRow:
    row = named.find(session, PersonRow, name)
    if row is None:
        raise NotFoundError(f"{name} decides there and is in no register. Name somebody who owns a use case.")
    return row


def _sign(session: Session, said: _Said, on: date) -> None:
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    seen = signatures.outcome_content(use_case, metrics.catalogue(session), organisation.figures(session))
    sign_offs.sign(session, use_case.slug, Function(said["function"]), seen=outcome_digest(seen), today=on)


def _approve(session: Session, said: _Said, on: date) -> None:
    pilot = slug_of(said["pilot"])
    seen = signatures.proof_content(pilot_results.results(session, today=on, slugs=(pilot,)))
    sign_offs.approve(session, pilot, Function(said["function"]), seen=digest(seen), today=on)


def _attest(session: Session, said: _Said, on: date) -> None:
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    seen = digest(attested_money.resting(session, use_case, today=on))
    attestations.attest(session, use_case.slug, Amounts(*said["amounts"]), seen=seen, today=on, note=said["note"])


def _request(session: Session, said: _Said, on: date) -> None:
    gate_reviews.request(session, slug_of(said["use_case"]), today=on, note=said["note"])


def _vote(session: Session, said: _Said, _: date) -> None:
    review = _open(session, said)
    function, vote = Function(said["function"]), Vote(said["vote"])
    gate_votes.cast(session, review.id, function, vote, seen=review.digest, reason=said["reason"])


def _decide(session: Session, said: _Said, on: date) -> None:
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


def _meet(session: Session, said: _Said, on: date) -> None:
    newest = use_cases.get(session, slug_of(said["use_case"])).reviews[-1]
    conditions.meet(session, newest.conditions[said["condition"]].id, evidence=said["evidence"], today=on)


def _ask_waiver(session: Session, said: _Said, on: date) -> None:
    waivers.ask(
        session,
        slug_of(said["use_case"]),
        said["criterion"],
        to=Stage(said["to"]),
        reason=said["reason"],
        expires_on=date.fromisoformat(said["expires_on"]),
        today=on,
    )


def _approve_waiver(session: Session, said: _Said, on: date) -> None:
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    newest = known_waivers.of_use_case(session, use_case.id)[0]
    waivers.approve(session, newest.id, today=on)


def _open(session: Session, said: _Said) -> GateReview:
    """Return the review that waits for its decision; gestures stand in the order in which they were made."""
    use_case = use_cases.get(session, slug_of(said["use_case"]))
    return next(each for each in use_case.reviews if each.effective_on is None and each.withdrawn_on is None)


_GESTURES: Mapping[str, tuple[Action, Callable[[Session, _Said, date], None]]] = {
    "sign": (Action.OUTCOME_SIGN, _sign),
    "approve": (Action.OUTCOME_SIGN, _approve),
    "attest": (Action.MONEY_ATTEST, _attest),
    "request": (Action.GATE_REQUEST, _request),
    "vote": (Action.GATE_VOTE, _vote),
    "decide": (Action.GATE_DECIDE, _decide),
    "meet": (Action.CONDITION_MEET, _meet),
    "ask_waiver": (Action.WAIVER_ASK, _ask_waiver),
    "approve_waiver": (Action.WAIVER_APPROVE, _approve_waiver),
    "plan": (Action.COUNCIL_EDIT, samples_council.plan),
    "put": (Action.COUNCIL_EDIT, samples_council.put),
    "hold": (Action.COUNCIL_EDIT, samples_council.hold),
    "report": (Action.COUNCIL_ACT, samples_council.report),
}
"""What each gesture is in the log, and the service behind it."""
