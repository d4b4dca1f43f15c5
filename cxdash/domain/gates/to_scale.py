"""What must be true before a proven use case is rolled out."""

from cxdash.domain.figures import count, listed
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gates.conditions import conditions_are_met
from cxdash.domain.gates.facts import Facts, Finished, WaitsFor, nearest_to_told, replicated
from cxdash.domain.gates.judging import Criterion, Judged, View, Where, waits
from cxdash.domain.gates.readiness import ready
from cxdash.domain.gates.to_proof import NEW_PILOT, under_way
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.proof_points import State
from cxdash.domain.readiness import Dimension

_NOT_TOLD = {
    State.DRAFT.value: ("its proof point is a draft", "Finish it and ask for approval."),
    State.DRIFTED.value: (
        "later figures no longer support its proof point",
        "Look at what changed, then renew its evidence or retire it.",
    ),
    State.EXPIRED.value: ("its proof point has expired", "Renew it and ask for approval again."),
}
"""Why a proof point may not be told, and what mends that."""


def business_outcome_is_met(facts: Facts, _: GatePolicy) -> Judged:
    """A business outcome met its target."""
    met = next((each for each in facts.finished if each.is_business and each.target_met), None)
    if met is not None:
        return Judged(f"{met.metric} in {met.name}")
    if facts.primaries and not any(each.is_business for each in facts.primaries):
        mend = "Choose one under Metrics and show it."
        return Judged("No primary metric is a business outcome", mend, Where(View.METRICS, "metric"))
    return Judged("Not met by any pilot", "Show the target in a pilot before it is rolled out.", under_way(facts))


def money_is_positive(facts: Facts, _: GatePolicy) -> Judged:
    """The net value is above zero nine times in ten, after run cost.

    What a pilot earned that did harm does not count.
    """
    harmless = [each for each in facts.finished if not each.harm]
    positive = next((each for each in harmless if each.money_is_positive), None)
    if positive is not None:
        return Judged(f"{positive.name}: above {positive.money_low}")
    known = next((each for each in harmless if each.money_low is not None), None)
    if known is not None:
        mend = "Lower the run cost, or widen the reach."
        return Judged(f"{known.name}: above {known.money_low}", mend, Where(View.PILOTS, "run_cost_year", known.name))
    if not facts.claims_money:
        mend = "Say what one unit is worth, under Metrics."
        return Judged("No money figure", mend, Where(View.METRICS, "unit_value"))
    if harmless:
        mend = "Under Metrics, say how many cases a year has; Money says what else is missing."
        return Judged("No money figure", mend, Where(View.METRICS, "annual_volume"))
    return Judged("No pilot earned money without harm", "Show it in a pilot that does no harm.", under_way(facts))


def ready_to_scale(facts: Facts, policy: GatePolicy) -> Judged:
    """All six dimensions are ready for scale, at {scale_level} or more."""
    return ready(facts, tuple(Dimension), policy.scale_level)


def proof_is_approved(facts: Facts, _: GatePolicy) -> Judged:
    """Technology, operations and commercial approve the proof point."""
    if not facts.enough:
        return Judged("There is no proof to tell", "Show the outcome in a pilot first.", under_way(facts))
    best = nearest_to_told(facts.enough)
    there = Where(View.PROOF_POINTS, of=best.name)
    if best.is_approved:
        return Judged(f"{best.name}: {listed([best.approved_by[each] for each in ACCOUNTABLE])}")
    if best.proof == State.WAITS.value:
        return _waits_for_approval(best, there)
    figure, mend = _NOT_TOLD.get(best.proof, ("no proof point is written", "Write one from it."))
    return Judged(f"{best.name}: {figure}", mend, there)


def _waits_for_approval(best: Finished, there: Where) -> Judged:
    missing = [each.value for each in ACCOUNTABLE if not best.approved_by.get(each)]
    figure = f"{best.name}: {best.approvals} of {len(ACCOUNTABLE)} approve it"
    if not missing:
        return Judged(figure, "Record that the client whom it names permits it.", there)
    return waits(figure, f"Ask {listed(missing)} to read the proof point and approve it.", there)


def is_replicated(facts: Facts, _: GatePolicy) -> Judged:
    """The result was repeated at a second site."""
    pair = replicated(facts.finished)
    if pair is not None:
        one, two = pair
        return Judged(f"{one.metric} at {one.site} and at {two.site}")
    if not facts.enough:
        return Judged(
            "No pilot shows the outcome yet", "Show it in one pilot, then at a second site.", under_way(facts)
        )
    sites = list(dict.fromkeys(each.site for each in facts.enough if each.site))
    shown = f"{count(len({each.name for each in facts.enough}), 'pilot')} showed it"
    if not sites:
        return Judged(
            f"{shown}; no site is named",
            "Say under Pilots at which site each ran.",
            Where(View.PILOTS, "site", facts.enough[0].name),
        )
    figure = f"{shown}, at {listed(sites)} only" if len(sites) == 1 else f"{shown}, each on a metric of its own"
    second = next((each for each in facts.unfinished if each.site and each.site not in sites), None)
    if second is not None and second.waits_for is WaitsFor.TIME:
        there = Where(View.PILOTS, of=second.name)
        return waits(f"{figure}; {second.site}: {second.progress}", "Wait for the second site.", there)
    return Judged(figure, "Repeat it at a second site, on the same metric.", NEW_PILOT)


def run_owner_is_named(facts: Facts, _: GatePolicy) -> Judged:
    """Somebody owns it in daily running once it is scaled."""
    name = facts.owners.get(Function.SCALING)
    if name:
        return Judged(name)
    return Judged("Nobody yet", "Name the scaling owner under Define.", Where(View.DEFINE, Function.SCALING.value))


CRITERIA: tuple[Criterion, ...] = (
    business_outcome_is_met,
    money_is_positive,
    ready_to_scale,
    proof_is_approved,
    is_replicated,
    run_owner_is_named,
    conditions_are_met,
)
