"""The evidence grade: what the design can show, less a letter for everything that weakens it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.comparisons import Comparison
from cxdash.effects.estimate import Estimate, Shape
from cxdash.effects.plan import Occasion, Plan
from cxdash.effects.preparation import Prepared
from cxdash.effects.timeline import Phase

_FULL_SERIES = 8
_TOLERATED_MISSING = 0.10
_HOPELESS_MISSING = 0.25
_SLOW = 0.7


class Grade(StrEnum):
    """How strong the evidence is, from A (randomised) to E (no evidence)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


@dataclass(frozen=True, slots=True)
class Downgrade:
    """One reason for a lower grade: a stable code and the sentence for people."""

    code: str
    sentence: str


def start_grade(estimate: Estimate, *, declared: int | None = None) -> Grade:
    """Return the grade that the design starts from.

    Args:
        estimate: shape and numbers of periods.
        declared: periods of the whole window, to be used while it is still running.
    """
    pilot = estimate.n_pilot if declared is None else declared
    is_full = estimate.n_baseline >= _FULL_SERIES and pilot >= _FULL_SERIES
    match estimate.shape:
        case Shape.RANDOMISED:
            return Grade.A
        case Shape.COMPARED:
            return Grade.B if is_full else Grade.D
        case Shape.BEFORE_AFTER:
            return Grade.C if is_full else Grade.D
        case Shape.ONE_NUMBER_BEFORE | Shape.COMPARED_WITHOUT_PAST:
            return Grade.D
        case Shape.TARGET_ONLY:
            return Grade.E


def downgrades(
    estimate: Estimate, prepared: Prepared, plan: Plan, *, half_width: float | None
) -> tuple[Downgrade, ...]:
    """Return every reason to lower the grade, one letter each.

    Args:
        estimate: the effect before it is graded.
        prepared: the data it rests on.
        plan: as declared, with what happened to it.
        half_width: half the 95 % interval, in units of the effect; None without an interval.
    """
    return (
        *_of_the_plan(estimate, prepared, plan),
        *_of_the_data(estimate, prepared, plan),
        *_of_the_result(estimate, plan, half_width),
    )


def graded(start: Grade, found: tuple[Downgrade, ...], *, missing: float, has_interval: bool) -> Grade:
    """Return the final grade: D at worst while there is an interval, E where too much is missing or none can be had.

    Args:
        start: what the design allows.
        found: reasons to lower it.
        missing: the share of expected periods that are missing or excluded.
        has_interval: whether the effect has an interval, or will have one when the window is over.
    """
    if not has_interval or start is Grade.E or missing > _HOPELESS_MISSING:
        return Grade.E
    letters = list(Grade)
    return letters[min(letters.index(start) + len(found), letters.index(Grade.D))]


def missing_share(estimate: Estimate, prepared: Prepared) -> float:
    """Return the share of the periods expected so far that are missing or excluded, in the phases the shape uses."""
    uses_both = estimate.shape in {Shape.BEFORE_AFTER, Shape.COMPARED}
    phases = {Phase.BASELINE, Phase.PILOT} if uses_both else {Phase.PILOT}
    expected = sum(slot.phase in phases for slot in prepared.expected)
    gone = sum(slot.phase in phases for slot in (*prepared.missing, *prepared.excluded))
    return gone / expected if expected else 0.0


def _of_the_plan(estimate: Estimate, prepared: Prepared, plan: Plan) -> Iterator[Downgrade]:
    first = prepared.first_seen
    if plan.amended:
        yield Downgrade("plan changed", "The plan was changed after it was locked.")
    elif plan.locked_on is None:
        yield Downgrade("plan not locked", "The plan was never locked.")
    elif first is not None and plan.locked_on > first:
        yield Downgrade("plan changed", f"The plan was locked on {plan.locked_on}, after the first figures of {first}.")
    if plan.comparison is not Comparison.NONE and estimate.shape in {Shape.BEFORE_AFTER, Shape.ONE_NUMBER_BEFORE}:
        yield Downgrade("comparison missing", "The plan names a comparison group, but its figures are missing.")
    if plan.extended:
        yield Downgrade("window extended", "The window was extended.")
    if plan.chosen_because_bad:
        yield Downgrade(
            "chosen because bad",
            "The site or segment was chosen for its bad figures, which tend to recover by themselves.",
        )


def _of_the_data(estimate: Estimate, prepared: Prepared, plan: Plan) -> Iterator[Downgrade]:
    missing = missing_share(estimate, prepared)
    if missing > _TOLERATED_MISSING:
        yield Downgrade("periods missing", f"{missing:.0%} of the expected periods are missing or excluded.")
    events = [
        each.reason
        for each in plan.occasions
        if each.occasion is Occasion.EVENT and each.overlaps(plan.go_live, plan.window_ends_before)
    ]
    if plan.overlapping or events:
        named = ", ".join((*plan.overlapping, *events))
        yield Downgrade("overlap", f"The same people were touched by something else in the window: {named}.")
    if estimate.shape in {Shape.BEFORE_AFTER, Shape.ONE_NUMBER_BEFORE}:
        seasons = [each.reason for each in plan.occasions if each.occasion is Occasion.SEASON]
        lopsided = [each for each in _in_one_phase_only(prepared, plan) if each in seasons]
        if lopsided:
            yield Downgrade("season in one phase", f"{', '.join(lopsided)} falls into one of the two phases only.")


def _in_one_phase_only(prepared: Prepared, plan: Plan) -> Iterator[str]:
    for each in plan.occasions:
        touched = {
            slot.phase
            for slot in prepared.timeline.slots
            if slot.phase is not Phase.NEITHER and each.overlaps(slot.starts, slot.ends_before)
        }
        if len(touched) == 1:
            yield each.reason


def _of_the_result(estimate: Estimate, plan: Plan, half_width: float | None) -> Iterator[Downgrade]:
    if estimate.rho_mean is not None and estimate.rho_mean > _SLOW:
        yield Downgrade("slow-moving series", "Slow-moving series, interval may be too narrow.")
    if estimate.shape is Shape.BEFORE_AFTER and estimate.slope_is_clear:
        yield Downgrade("baseline drifts", "The baseline was already rising or falling before go-live.")
    required = plan.required_effect
    if half_width is not None and required is not None and half_width > required:
        yield Downgrade("interval too wide", "The interval is wider, to each side, than the change that was wanted.")
