"""From a tracker's figures to the two phases that the estimators compare: weeks, sums over sums, nothing filled in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.periods import Grain
from cxdash.effects.plan import Kind, Plan
from cxdash.effects.points import Point
from cxdash.effects.timeline import ENOUGH_OF_A_PERIOD, MixedCadenceError, Phase, Slot, Timeline, grain_of, timeline

_DAYS_OF_A_WEEK = 5
_UNEVEN = 5.0


class UnusableSeriesError(ValueError):
    """The figures cannot be put into one series; the text completes the sentence "no interval, because …"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of one slot, and the two counts it is the quotient of, where there are any."""

    slot: Slot
    value: float
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Both arms on one timeline, without what was excluded, straddles go-live, or lies outside baseline and window.

    Attributes:
        missing: periods of baseline and window that have passed and lack a figure in any arm that there is.
        excluded: periods left out by declaration.
        expected: periods of baseline and window that have passed.
        declared: periods of the whole window, passed or not.
        is_complete: whether the declared window may be analysed.
        first_seen: the first day from go-live on that the pilot has a figure of, run-in included.
        cautions: what the reader should know about the data, in sentences.
    """

    timeline: Timeline
    pilot: tuple[Figure, ...]
    comparison: tuple[Figure, ...]
    missing: tuple[Slot, ...]
    excluded: tuple[Slot, ...]
    expected: tuple[Slot, ...]
    declared: int
    is_complete: bool
    first_seen: date | None
    cautions: tuple[str, ...]

    def figures(self, phase: Phase, *, arm: Arm = Arm.PILOT) -> tuple[Figure, ...]:
        """Return one arm's figures of one phase, in order of time."""
        chosen = self.pilot if arm is Arm.PILOT else self.comparison
        return tuple(figure for figure in chosen if figure.slot.phase is phase)


def prepare(points: Sequence[Point], plan: Plan, *, as_of: date) -> Prepared:
    """Put the points on one timeline and say what is missing.

    Periods of which less than five days in seven have passed by ``as_of`` are not there yet.

    Raises:
        UnusableSeriesError: periods of different lengths, or segments that cannot be added up.
    """
    in_order = sorted(points, key=lambda each: each.starts)
    used = [each for each in in_order if each.arm is Arm.PILOT or plan.comparison is not Comparison.NONE]
    try:
        grain = grain_of(used)
        starts = {each.starts for each in used}
        line = timeline(starts, plan, grain=grain)
        slots = _passed_slots(line, starts, days=grain is Grain.DAY, as_of=as_of)
        pilot = _arm(used, Arm.PILOT, slots, plan, grain=grain)
        comparison = _arm(used, Arm.COMPARISON, slots, plan, grain=grain)
    except MixedCadenceError as error:
        raise UnusableSeriesError(str(error)) from error

    excluded = {
        slot for slot in line.slots if any(each.overlaps(slot.starts, slot.ends_before) for each in plan.excluded)
    }
    counted = [slot for slot in line.slots if slot.phase is not Phase.NEITHER]
    present = pilot.keys() & comparison.keys() if comparison else pilot.keys()
    expected = tuple(slot for slot in counted if _has_passed(slot, as_of))
    return Prepared(
        timeline=line,
        pilot=_kept(pilot, counted, excluded),
        comparison=_kept(comparison, counted, excluded),
        missing=tuple(slot for slot in expected if slot not in present and slot not in excluded),
        excluded=tuple(slot for slot in expected if slot in excluded),
        expected=expected,
        declared=len(line.expected(Phase.PILOT)),
        is_complete=_is_complete(line, plan, present | excluded, as_of),
        first_seen=min((slot.starts for slot in pilot if slot.starts >= plan.go_live), default=None),
        cautions=_cautions(points, plan, [pilot, comparison]),
    )


def _passed_slots(line: Timeline, starts: Iterable[date], *, days: bool, as_of: date) -> dict[date, Slot]:
    """Return the slot of every day on which a figure starts, where there is one that has passed.

    Raises:
        MixedCadenceError: a day does not fit; the first of them is named.
    """
    found = {day: line.week_of(day) if days else line.slot_of(day) for day in sorted(starts)}
    return {day: slot for day, slot in found.items() if slot is not None and _has_passed(slot, as_of)}


def _arm(points: Iterable[Point], arm: Arm, slots: dict[date, Slot], plan: Plan, *, grain: Grain) -> dict[Slot, Figure]:
    """Return one arm's figure for each slot that has one and has passed."""
    days = grain is Grain.DAY
    found: dict[Slot, dict[date, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for point in points:
        if point.arm is arm and point.starts in slots and not point.is_missing:
            found[slots[point.starts]][point.starts].append(point)
    figures = {}
    for slot, by_start in found.items():
        if len(by_start) > 1 and not days:
            named = " and ".join(str(day) for day in sorted(by_start))
            raise UnusableSeriesError(f"{named} fall into the same {grain.value}")
        if days and len(by_start) < _DAYS_OF_A_WEEK:
            continue
        parts = [_together(same, plan.kind) for _, same in sorted(by_start.items())]
        figures[slot] = _figure(slot, parts)
    return figures


def _together(points: Sequence[Point], kind: Kind) -> Point:
    """Add up the segments of one period: sums over sums, never the mean of percentages."""
    if len(points) == 1:
        return points[0]
    first = points[0]
    if all(each.has_counts for each in points):
        ordered = sorted((each.numerator or 0.0, each.denominator or 0.0) for each in points)
        return Point(
            first.starts,
            numerator=sum(each[0] for each in ordered),
            denominator=sum(each[1] for each in ordered),
            arm=first.arm,
        )
    if kind is Kind.COUNT:
        return Point(first.starts, value=sum(sorted(each.value or 0.0 for each in points)), arm=first.arm)
    raise UnusableSeriesError(
        f"{first.starts} has {len(points)} values that cannot be averaged without their numerators and denominators"
    )


def _figure(slot: Slot, parts: Sequence[Point]) -> Figure:
    """Return one figure for one or more parts of a slot: the quotient of their sums, or the mean of their values."""
    if len(parts) == 1:
        return _of_one(slot, parts[0])
    if all(each.has_counts for each in parts):
        numerator = sum(each.numerator or 0.0 for each in parts)
        denominator = sum(each.denominator or 0.0 for each in parts)
        return Figure(slot, numerator / denominator, numerator, denominator)
    values = [(each.numerator or 0.0) / (each.denominator or 1.0) if each.has_counts else each.value for each in parts]
    return Figure(slot, fmean(value for value in values if value is not None))


def _of_one(slot: Slot, part: Point) -> Figure:
    numerator, denominator = part.numerator, part.denominator
    if numerator is not None and denominator:
        return Figure(slot, numerator / denominator, numerator, denominator)
    return Figure(slot, part.value or 0.0)


def _kept(figures: dict[Slot, Figure], counted: Iterable[Slot], excluded: set[Slot]) -> tuple[Figure, ...]:
    return tuple(figures[slot] for slot in counted if slot in figures and slot not in excluded)


def _has_passed(slot: Slot, as_of: date) -> bool:
    return (as_of - slot.starts).days >= ENOUGH_OF_A_PERIOD * slot.days


def _is_complete(line: Timeline, plan: Plan, present: Iterable[Slot], as_of: date) -> bool:
    """Whether the window is over and its last period has arrived, or is more than one period overdue."""
    if as_of < plan.window_ends_before:
        return False
    declared = line.expected(Phase.PILOT)
    if not declared or declared[-1] in set(present):
        return True
    last = declared[-1]
    return as_of >= plan.window_ends_before + (last.ends_before - last.starts)


def _cautions(points: Sequence[Point], plan: Plan, arms: Sequence[dict[Slot, Figure]]) -> tuple[str, ...]:
    cautions = []
    if plan.comparison is Comparison.NONE and any(each.arm is Arm.COMPARISON for each in points):
        cautions.append("There are figures of a comparison group, but the plan names none; they were not used.")
    sizes = [figure.denominator for arm in arms for figure in arm.values() if figure.denominator]
    if sizes and max(sizes) > _UNEVEN * min(sizes):
        cautions.append(
            f"The largest period counts {max(sizes) / min(sizes):.0f} times as many as the smallest; "
            "each counts the same in the estimate."
        )
    return tuple(cautions)
