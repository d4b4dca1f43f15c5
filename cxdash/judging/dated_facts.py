"""What is known of use cases on an earlier day because it carries its own day, whenever it was recorded here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from sqlalchemy.orm import Session

from cxdash.domain.sign_offs import About, Signature
from cxdash.domain.waivers import Waiver, WaiverState
from cxdash.judging import pilot_results
from cxdash.judging.approvals import Owners, Proof, proofs_then
from cxdash.judging.gates import as_waiver
from cxdash.judging.pilot_results import Result
from cxdash.store import approvals, said_then, waivers
from cxdash.store.approvals import Signed
from cxdash.store.gate_tables import Attestation, GateWaiver, SignOff
from cxdash.store.said_then import Condition

_OVER = frozenset({WaiverState.EXPIRED, WaiverState.ENDED})


@dataclass(frozen=True)
class DatedFacts:
    """Results as they are known today, and all that was signed, attested, asked for or set aside, to ask of any day."""

    results: Mapping[str, Sequence[Result]]
    signatures: Mapping[int, Sequence[SignOff]]
    proofs: Mapping[int, Sequence[Signed]]
    attestations: Mapping[int, Sequence[Attestation]]
    waivers: Mapping[int, Sequence[GateWaiver]]
    conditions: Mapping[int, Sequence[Condition]]

    @classmethod
    def of(cls, session: Session, *, today: date) -> Self:
        """Return them as they are stored."""
        results: dict[str, list[Result]] = defaultdict(list)
        for result in pilot_results.results(session, today=today):
            results[result.use_case].append(result)
        conditions: dict[int, list[Condition]] = defaultdict(list)
        for each in said_then.conditions(session):
            conditions[each.use_case_id].append(each)
        return cls(
            results,
            said_then.signatures(session),
            approvals.by_use_case(session),
            said_then.attestations(session),
            waivers.by_use_case(session),
            conditions,
        )

    def results_on(self, slug: str, day: date) -> tuple[Result, ...]:
        """Return the results of a use case's pilots; one whose window was not over by then has no effect yet."""
        return tuple(
            replace(each, today=day)
            if _is_over(each, day)
            else replace(each, today=day, effect=None, guardrails=(), alarms=(), stored={})
            for each in self.results.get(slug, ())
        )

    def proofs_on(self, use_case_id: int, day: date, owners: Owners | None = None) -> tuple[Proof, ...]:
        """Return the proof points of a use case as they stood; without owners, who signed is taken to have been one."""
        stood = self._stood(use_case_id, About.PROOF, day)
        signed = (
            Signed(point, [each for each in stood if each.proof_point_id == point.id])
            for point, _ in self.proofs.get(use_case_id, ())
            if point.made_on <= day
        )
        return proofs_then(signed, owners, on=day)

    def outcomes_on(self, use_case_id: int, day: date) -> dict[str, list[Signature]]:
        """Return the signatures that stood under the outcome of a use case, by function, the newest last."""
        found: dict[str, list[Signature]] = defaultdict(list)
        for each in self._stood(use_case_id, About.OUTCOME, day):
            found[each.function].append(Signature(each.person_id, each.person.name, each.signed_on, each.content))
        return found

    def attestation_on(self, use_case_id: int, day: date) -> Attestation | None:
        """Return finance's last word by then that stood; None where there was none."""
        stood = [each for each in self.attestations.get(use_case_id, ()) if said_then.stood(each, day)]
        return stood[-1] if stood else None

    def waivers_on(self, use_case_id: int, day: date) -> tuple[Waiver, ...]:
        """Return what had been set aside or asked to be by then, the newest first, as it stood."""
        asked = (as_waiver(row) for row in self.waivers.get(use_case_id, ()) if row.asked_on <= day)
        return tuple(_as_it_stood(each, day) for each in asked)

    def has_lapsed(self, use_case_id: int, day: date) -> bool:
        """Say whether a waiver was over by then: what rests on it may have opened a gate again."""
        return any(each.state(day) in _OVER for each in self.waivers_on(use_case_id, day))

    def overdue_on(self, use_case_id: int, day: date) -> tuple[str, ...]:
        """Return the conditions in effect that should have been met before that day and were not, by its end."""
        return tuple(
            each.text
            for each in self.conditions.get(use_case_id, ())
            if each.effective_on <= day and each.due < day and (each.met_on is None or each.met_on > day)
        )

    def over_on(self, slug: str, day: date) -> frozenset[str]:
        """Return the names of a use case's pilots whose window was over by then."""
        return frozenset(each.name for each in self.results.get(slug, ()) if _is_over(each, day))

    def _stood(self, use_case_id: int, about: About, day: date) -> list[SignOff]:
        signed = self.signatures.get(use_case_id, ())
        return [each for each in signed if each.about == about.value and said_then.stood(each, day)]


def _is_over(result: Result, day: date) -> bool:
    return result.window_ends_before is not None and result.window_ends_before <= day


def _as_it_stood(waiver: Waiver, day: date) -> Waiver:
    if waiver.approved_on is not None and waiver.approved_on > day:
        waiver = replace(waiver, approved_on=None, approved_by="")
    if waiver.ended_on is not None and waiver.ended_on > day:
        waiver = replace(waiver, ended_on=None, ended_why="")
    return waiver
