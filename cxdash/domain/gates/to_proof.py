"""What must be true before a pilot counts as proof."""

from cxdash.domain.figures import count, listed
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gates.conditions import conditions_are_met
from cxdash.domain.gates.facts import Facts, Unfinished, WaitsFor
from cxdash.domain.gates.judging import Criterion, Judged, Mend, View, Where, waits

NEW_PILOT = Where(View.PILOTS, "new")
"""Where a pilot is planned."""
_UPLOAD = Where(View.UPLOAD)
_MONEY = Where(View.MONEY, "attestation")
_PASSABLE = "C"
"""The grade of a pilot without a comparison group, which an executive may accept."""
_NOT_OVER = "No window is over"


def window_is_over(facts: Facts, _: GatePolicy) -> Judged:
    """The declared window of a pilot is over, and its figures are in."""
    if facts.finished:
        return Judged(listed(list(dict.fromkeys(each.name for each in facts.finished))))
    if facts.unfinished:
        return _not_yet(facts.unfinished[0])
    return Judged("No pilot has run", "Plan a pilot under Pilots.", NEW_PILOT)


def outcome_is_shown(facts: Facts, _: GatePolicy) -> Judged:
    """A pilot met its target, or is better and its money holds nine times in ten."""
    if facts.enough:
        enough = facts.enough[0]
        money = "" if enough.target_met else f", net value above {enough.money_low}"
        return Judged(f"{enough.name}: {enough.verdict}{money}")
    if not facts.finished:
        return no_verdict(facts, "verdict")
    best = facts.finished[0]
    figure = f"{best.name}: {best.verdict}"
    if best.harm:
        status = Where(View.PILOTS, "status", best.name)
        return Judged(figure, "Stop it, or end the harm and try again.", status, Mend.HARM)
    return Judged(figure, "Extend the pilot, add a comparison, or stop it.", Where(View.PILOTS, "plan", best.name))


def no_guardrail_is_red(facts: Facts, _: GatePolicy) -> Judged:
    """No guardrail is red in any pilot."""
    if facts.red:
        name, what = next(iter(facts.red.items()))
        unharmed = any(each.name not in facts.red for each in facts.enough)
        mend = "Stop the harm there before the use case goes on."
        status = Where(View.PILOTS, "status", name)
        return Judged(f"{name}: {listed(list(what))}", mend, status, Mend.WORK if unharmed else Mend.HARM)
    if not facts.finished:
        return no_verdict(facts, "verdict")
    return Judged(f"0 red in {count(len(dict.fromkeys(each.name for each in facts.finished)), 'pilot')}")


def evidence_is_strong(facts: Facts, policy: GatePolicy) -> Judged:
    """The evidence is of grade {grades}."""
    judged = facts.enough or facts.finished
    if not judged:
        return no_verdict(facts, "grade")
    strong = next((each for each in judged if each.grade in policy.strong_grades), None)
    if strong is not None:
        return Judged(f"{strong.name}: grade {strong.grade}")
    passable = [each for each in judged if each.grade == _PASSABLE and policy.accepts_no_comparison]
    accepted = next((each for each in passable if each.accepted_by), None)
    if accepted is not None:
        return Judged(f"{accepted.name}: grade {accepted.grade}, accepted by {accepted.accepted_by}")
    best = min(judged, key=lambda each: each.grade)
    figure = f"{best.name}: grade {best.grade}"
    if passable:
        mend = "Name the executive who accepts that there is no comparison group, in the plan under Pilots."
        return Judged(figure, mend, Where(View.PILOTS, "comparison_waiver", best.name))
    mend = "Run it with a comparison group, a longer baseline or a longer window."
    return Judged(figure, mend, Where(View.PILOTS, "plan", best.name))


def finance_attests(facts: Facts, _: GatePolicy) -> Judged:
    """Finance attests the money.

    Not applicable only where no unit value is declared and the outcome is shown by the target: then no money is
    claimed. An outcome that rests on money needs finance's word.
    """
    attested = facts.attested
    if attested is not None and not attested.changed:
        return Judged(f"{attested.amount or 'Attested'} by {attested.by} on {attested.on}")
    if attested is not None:
        figure = f"Attested by {attested.by} on {attested.on}; since then {attested.changed[0]}"
        return waits(figure, "Let finance look at the results as they are now and attest again, under Money.", _MONEY)
    if not facts.finished:
        return no_verdict(facts, "verdict")
    if facts.claims_money:
        return waits("Nobody has attested it", "Ask finance to attest the money, under Money.", _MONEY)
    if any(each.target_met for each in facts.finished):
        return Judged("No money is claimed", applies=False)
    mend = "Show the target, or say under Metrics what one unit is worth."
    return Judged("No target is met and no money is claimed", mend, Where(View.METRICS, "unit_value"))


def no_verdict(facts: Facts, of: str) -> Judged:
    """Return what cannot be judged before a pilot has its verdict: time mends it where a pilot is under way."""
    if any(each.waits_for is WaitsFor.TIME for each in facts.unfinished):
        return waits(_NOT_OVER, f"Wait for the {of}.", under_way(facts))
    return Judged(_NOT_OVER, f"Run a pilot to its {of}.", under_way(facts))


def under_way(facts: Facts) -> Where:
    """Return where a result is to come from: the first pilot under way and what it waits for, else a pilot to plan."""
    return _waits_there(facts.unfinished[0]) if facts.unfinished else NEW_PILOT


def _waits_there(pilot: Unfinished) -> Where:
    match pilot.waits_for:
        case WaitsFor.TIME:
            return Where(View.PILOTS, of=pilot.name)
        case WaitsFor.FIGURES:
            return _UPLOAD
        case WaitsFor.DATE:
            return Where(View.PILOTS, "goes_live", pilot.name)


def _not_yet(pilot: Unfinished) -> Judged:
    figure, where = f"{pilot.name}: {pilot.progress}", _waits_there(pilot)
    if pilot.waits_for is WaitsFor.TIME:
        return waits(figure, "Wait for the end of the window; until then there is no verdict.", where)
    if pilot.waits_for is WaitsFor.FIGURES:
        return Judged(figure, "Upload the figures of the last days.", where)
    return Judged(figure, "Enter the day it goes live, under Pilots.", where)


CRITERIA: tuple[Criterion, ...] = (
    window_is_over,
    outcome_is_shown,
    no_guardrail_is_red,
    evidence_is_strong,
    finance_attests,
    conditions_are_met,
)
