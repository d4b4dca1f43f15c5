"""What a use case's pilots showed, as its gates ask for it: results, pilots under way, red guardrails."""

from collections.abc import Iterable, Sequence

from cxdash.domain.figures import Figures
from cxdash.domain.gates import Finished, Unfinished, WaitsFor
from cxdash.domain.proof_points import State as ProofState
from cxdash.effects.net_value import NetValue
from cxdash.effects.verdict import Verdict
from cxdash.judging.approvals import Proof
from cxdash.judging.pilot_results import Result, State
from cxdash.store.tables import Pilot


def finished(
    results: Sequence[Result],
    pilots: Iterable[Pilot],
    proofs: Iterable[Proof],
    figures: Figures,
) -> tuple[Finished, ...]:
    """Return the results of pilots whose window is over, the best first.

    Args:
        results: of a use case's pilots.
        pilots: these pilots.
        proofs: their proof points.
        figures: in the organisation's currency.
    """
    accepted = {pilot.slug: pilot.comparison_waiver.name for pilot in pilots if pilot.comparison_waiver}
    told: dict[tuple[int, int | None], Proof] = {
        (each.pilot_id, each.metric_id): each for each in proofs if each.state is not ProofState.RETIRED
    }
    found = [
        _finished(each, figures, accepted_by=accepted.get(each.slug, ""), proof=told.get((each.id, each.metric_id)))
        for each in _over(results)
    ]
    return tuple(sorted(found, key=_best_first))


def unfinished(results: Iterable[Result]) -> tuple[Unfinished, ...]:
    """Return the pilots without a verdict, each once, those first that only wait for time."""
    found = {
        each.slug: Unfinished(each.name, each.progress, _waits_for(each), each.site)
        for each in results
        if each.state is not State.FINISHED
    }
    return tuple(sorted(found.values(), key=lambda each: each.waits_for is not WaitsFor.TIME))


def red(results: Iterable[Result]) -> dict[str, tuple[str, ...]]:
    """Return the red guardrails by pilot; of a running one only those whose harm is sure enough to stop it now."""
    found = {each.name: _harmed(each) for each in results if each.metric is not None}
    return {name: what for name, what in found.items() if what}


def _harmed(each: Result) -> tuple[str, ...]:
    if each.state is State.FINISHED:
        return each.harmed
    return tuple(name for name, light in each.guardrails if light.stop_early)


def _over(results: Iterable[Result]) -> list[Result]:
    return [each for each in results if each.state is State.FINISHED and each.metric is not None]


def _waits_for(each: Result) -> WaitsFor:
    ends_before = each.window_ends_before
    if ends_before is None:
        return WaitsFor.DATE
    return WaitsFor.FIGURES if ends_before <= each.today else WaitsFor.TIME


def _finished(each: Result, figures: Figures, *, accepted_by: str, proof: Proof | None) -> Finished:
    money = each.money
    known = money if isinstance(money, NetValue) else None
    return Finished(
        name=each.name,
        metric="" if each.metric is None else each.metric.name,
        is_business=each.metric is not None and each.metric.carries_to_scale,
        verdict=each.verdict.value,
        grade=each.grade.value,
        target_met=each.verdict is Verdict.TARGET_MET,
        better=each.verdict is Verdict.BETTER,
        harm=each.verdict is Verdict.HARM,
        money_low=None if known is None else figures.money(known.p10),
        money_is_positive=known is not None and known.p10 > 0,
        accepted_by=accepted_by,
        site=each.site,
        proof="" if proof is None else proof.state.value,
        approved_by={} if proof is None else proof.approved_by,
    )


def _best_first(each: Finished) -> tuple[bool, bool, str]:
    return not each.target_met, not each.better, each.grade
