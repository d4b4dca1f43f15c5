"""Where every use case stands at its gate: the criteria, what they recommend, and which earlier gate is open again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain import gate_evidence, waivers
from cxdash.domain.gate_policy import Delegation, GatePolicy
from cxdash.domain.gate_recommendation import Recommendation, blocked_by, recommended
from cxdash.domain.gates import Facts, Line, checklist, state_words
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Reopened, Waiver
from cxdash.judging import gate_facts, pilot_results
from cxdash.judging.approvals import Proof, proofs
from cxdash.judging.gate_facts import Ground
from cxdash.judging.signatures import owner_ids
from cxdash.store import approvals, at_gates, attestations, gate_policies, use_cases
from cxdash.store import gates as decided
from cxdash.store import waivers as stored_waivers
from cxdash.store.approvals import Signed
from cxdash.store.gate_tables import GateWaiver
from cxdash.store.tables import StageMove, UseCase


@dataclass(frozen=True, slots=True)
class Gate:
    """A use case before the gate that it comes to next, on a day.

    Attributes:
        to: the stage behind the gate; None at scale, where none is left.
        lines: its criteria in their order; none at scale.
        reopened: what opens earlier gates again; the next one cannot be passed before that is mended.
        waivers: all that were asked for, the newest first.
    """

    slug: str
    title: str
    stage: Stage
    to: Stage | None
    facts: Facts
    policy: GatePolicy
    lines: tuple[Line, ...]
    reopened: tuple[Reopened, ...]
    waivers: tuple[Waiver, ...]

    @property
    def words(self) -> str:
        """How it stands in short: ``5 of 7 met, 1 waived``; "" at scale."""
        return state_words(self.lines) if self.lines else ""

    @property
    def blocking(self) -> tuple[Line, ...]:
        """The criteria that keep it shut."""
        return blocked_by(self.lines)

    @property
    def is_open(self) -> bool:
        """Whether a go is possible: nothing blocks it, nor is an earlier gate open again."""
        return self.to is not None and not self.blocking and not self.reopened

    @property
    def recommendation(self) -> Recommendation | None:
        """What the evidence recommends before anybody has voted; None at scale."""
        return None if self.to is None else recommended(self.lines, reopened=self.reopened)

    @property
    def voters(self) -> tuple[Function, ...]:
        """The functions that vote; none at scale."""
        return () if self.to is None else self.policy.voting(self.to, claims_money=self.facts.claims_money)

    @property
    def delegation(self) -> Delegation:
        """Who decides, by what is at stake."""
        return self.policy.delegation(self.facts.at_stake)

    @property
    def evidence(self) -> dict[str, Any]:
        """What a review freezes; empty at scale."""
        if self.to is None:
            return {}
        return gate_evidence.evidence(self.to, self.lines, self.facts, self.policy, reopened=self.reopened)


def gate(session: Session, slug: str, *, today: date) -> Gate:
    """Return where one use case stands; NotFoundError where there is none."""
    use_case = use_cases.get(session, slug)
    pilots = tuple(pilot.slug for pilot in use_case.pilots if pilot.archived_at is None)
    results = pilot_results.results(session, today=today, slugs=pilots)
    facts = gate_facts.facts(
        use_case,
        results,
        Ground.of(session, today=today),
        attestation=attestations.newest(session, use_case.id),
        proofs=_proofs(use_case, approvals.by_use_case(session, use_case_id=use_case.id), today=today),
        conditions=decided.conditions(session, use_case_id=use_case.id).get(use_case.id, ()),
    )
    asked = stored_waivers.of_use_case(session, use_case.id)
    return _gate(use_case, facts, asked, gate_policies.current(session), today=today)


def gates(session: Session, *, today: date) -> Mapping[str, Gate]:
    """Return where every use case that is not archived stands, by slug, in the order of their titles.

    It asks the database as often for two hundred use cases as for one.
    """
    every = at_gates.every(session)
    by_use_case: dict[str, list[pilot_results.Result]] = {each.slug: [] for each in every}
    for result in pilot_results.results(session, today=today):
        by_use_case[result.use_case].append(result)
    ground, policy = Ground.of(session, today=today), gate_policies.current(session)
    attested, signed = attestations.newest_by_use_case(session), approvals.by_use_case(session)
    asked, owed = stored_waivers.by_use_case(session), decided.conditions(session)
    return {
        each.slug: _gate(
            each,
            gate_facts.facts(
                each,
                by_use_case[each.slug],
                ground,
                attestation=attested.get(each.id),
                proofs=_proofs(each, signed, today=today),
                conditions=owed.get(each.id, ()),
            ),
            asked.get(each.id, ()),
            policy,
            today=today,
        )
        for each in every
    }


def _proofs(use_case: UseCase, signed: Mapping[int, Sequence[Signed]], *, today: date) -> tuple[Proof, ...]:
    return proofs(signed.get(use_case.id, ()), owner_ids(use_case), today=today)


def as_waiver(row: GateWaiver) -> Waiver:
    """Return a stored waiver as the rules know it."""
    return Waiver(
        to=Stage(row.to_stage),
        criterion=row.criterion,
        reason=row.reason,
        expires_on=row.expires_on,
        asked_on=row.asked_on,
        asked_by=row.asked_by.name,
        approved_on=row.approved_on,
        approved_by=row.approved_by.name if row.approved_by else "",
        ended_on=row.ended_on,
        ended_why=row.ended_why,
        id=row.id,
    )


def _gate(use_case: UseCase, facts: Facts, asked: Sequence[GateWaiver], policy: GatePolicy, *, today: date) -> Gate:
    stage = Stage(use_case.stage)
    to = stage.following
    set_aside = tuple(map(as_waiver, asked))
    lines = () if to is None else checklist(facts, to, today=today, policy=policy, waivers=set_aside)
    return Gate(
        slug=use_case.slug,
        title=use_case.title,
        stage=stage,
        to=to,
        facts=facts,
        policy=policy,
        lines=lines,
        reopened=reopened(use_case, facts, set_aside, policy, today=today),
        waivers=set_aside,
    )


def reopened(
    use_case: UseCase, facts: Facts, set_aside: Sequence[Waiver], policy: GatePolicy, *, today: date
) -> tuple[Reopened, ...]:
    """Return what opens again the gates behind the use case; only those can be that were passed with a waiver."""
    forward = filter(_leads_on, use_case.moves)
    entered = {Stage(move.to_stage): move.moved_on for move in forward}
    passed = [to for to in Stage if to.position <= Stage(use_case.stage).position]
    return tuple(
        each
        for to in passed
        if any(waiver.to is to for waiver in set_aside)
        for each in waivers.reopened(
            to,
            checklist(facts, to, today=today, policy=policy, waivers=set_aside),
            set_aside,
            entered=entered.get(to),
            today=today,
        )
    )


def _leads_on(move: StageMove) -> bool:
    """Say whether a move went through a gate; a recycle goes back without one."""
    return move.from_stage is None or Stage(move.from_stage).position < Stage(move.to_stage).position
