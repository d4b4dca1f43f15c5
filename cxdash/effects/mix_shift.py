"""Whether a rate changed within the segments, or only because the mix of segments did (Simpson's paradox)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cxdash.domain.comparisons import Arm
from cxdash.domain.errors import RuleError
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point, is_measurable
from cxdash.effects.preparation import prepare
from cxdash.effects.sentence import Wording
from cxdash.effects.timeline import Phase

_MIX_THAT_MATTERS = 0.25
_SEGMENT_THAT_MATTERS = 0.10


@dataclass(frozen=True, slots=True)
class Slice:
    """One segment's counts in both phases: what happened (``count``) out of what could have (``volume``, 0 or more).

    Raises:
        RuleError: a number is not measurable, a volume is negative, or something happened where nothing could have.
    """

    segment: str
    count_before: float
    volume_before: float
    count_after: float
    volume_after: float

    def __post_init__(self) -> None:
        """Refuse counts that no rate follows from."""
        for count, volume in ((self.count_before, self.volume_before), (self.count_after, self.volume_after)):
            are_numbers = is_measurable(count) and is_measurable(volume)
            if not are_numbers or volume < 0 or (volume == 0 and count != 0):
                raise RuleError(f"“{self.segment}” counts {count:g} out of {volume:g}, which is no rate.")


@dataclass(frozen=True, slots=True)
class SegmentShift:
    """One segment's share in the change; ``weight`` is its share of the volume, the mean of both phases."""

    segment: str
    rate_before: float
    rate_after: float
    weight: float
    rate_part: float
    mix_part: float


@dataclass(frozen=True, slots=True)
class MixShift:
    """A change of a rate taken apart: ``change = rate_part + mix_part``, in metric units, signed as the metric moved.

    Attributes:
        change: rate of all segments together, after minus before.
        rate_part: what changed within the segments, at their average mix.
        mix_part: what comes from segments having become larger or smaller.
    """

    change: float
    rate_part: float
    mix_part: float
    segments: tuple[SegmentShift, ...]

    @property
    def matters(self) -> bool:
        """Whether the mix is at least a quarter of the change, so that the rate part is the headline."""
        return self.mix_part != 0 and abs(self.mix_part) >= _MIX_THAT_MATTERS * abs(self.change)

    @property
    def headline(self) -> float:
        """The figure to be reported: the rate part where the mix matters, else the change."""
        return self.rate_part if self.matters else self.change

    @property
    def sign_reverses(self) -> bool:
        """Whether the segments moved one way and their total the other."""
        return self.rate_part * self.change < 0

    @property
    def against(self) -> tuple[SegmentShift, ...]:
        """Segments of at least 10 % of the volume that moved the other way than the headline, largest first."""
        moved = (each for each in self.segments if (each.rate_after - each.rate_before) * self.headline < 0)
        return tuple(
            sorted((each for each in moved if each.weight >= _SEGMENT_THAT_MATTERS), key=lambda each: -each.weight)
        )


def mix_shift(slices: Sequence[Slice]) -> MixShift | None:
    """Take the change of a rate apart into rate and mix; None where one phase has no volume at all.

    With w for shares of the volume, r for rates and bars for means of the two phases: rate part Σ w̄ (r₁ − r₀), mix
    part Σ r̄ (w₁ − w₀). A segment that has volume in one phase only has one rate, so all it adds is mix.

    Source: Kitagawa (1955), Journal of the American Statistical Association 50:1168-1194.
    """
    before, after = sum(each.volume_before for each in slices), sum(each.volume_after for each in slices)
    if before <= 0 or after <= 0:
        return None
    shifts = tuple(_shift(each, before, after) for each in slices if each.volume_before + each.volume_after > 0)
    change = sum(each.count_after for each in slices) / after - sum(each.count_before for each in slices) / before
    return MixShift(
        change,
        rate_part=sum(each.rate_part for each in shifts),
        mix_part=sum(each.mix_part for each in shifts),
        segments=shifts,
    )


def slices_of(points: Sequence[Point], plan: Plan, *, as_of: date) -> tuple[Slice, ...]:
    """Return the pilot's counts by segment and phase, by name of the segment; figures without counts are left out.

    Raises:
        UnusableSeriesError: a segment's periods cannot be put into one series.
    """
    counted = [each for each in points if each.arm is Arm.PILOT and each.segment is not None and each.has_counts]
    by_segment = groupby(sorted(counted, key=lambda each: each.segment or ""), key=lambda each: each.segment or "")
    return tuple(_slice(segment, list(each), plan, as_of=as_of) for segment, each in by_segment)


def mix_sentence(shift: MixShift, wording: Wording) -> str:
    """Say what of the change is rate and what is mix, where the mix matters; else nothing."""
    if not shift.matters:
        return ""
    within, mix = wording.difference(shift.rate_part), wording.difference(shift.mix_part)
    sentence = f"Within the segments the change is {within}; {mix} comes from a different mix of segments."
    if shift.sign_reverses:
        sentence += " The two point in opposite directions: the total misleads."
    if shift.against:
        sentence += f" The other way moved: {', '.join(each.segment for each in shift.against)}."
    return sentence


def _shift(each: Slice, before: float, after: float) -> SegmentShift:
    earlier, later = each.volume_before / before, each.volume_after / after
    rate_before = each.count_before / each.volume_before if each.volume_before else each.count_after / each.volume_after
    rate_after = each.count_after / each.volume_after if each.volume_after else rate_before
    weight = (earlier + later) / 2
    return SegmentShift(
        each.segment,
        rate_before,
        rate_after,
        weight=weight,
        rate_part=weight * (rate_after - rate_before),
        mix_part=(rate_before + rate_after) / 2 * (later - earlier),
    )


def _slice(segment: str, points: Sequence[Point], plan: Plan, *, as_of: date) -> Slice:
    prepared = prepare(points, plan, as_of=as_of)
    before, after = prepared.figures(Phase.BASELINE), prepared.figures(Phase.PILOT)
    return Slice(
        segment,
        count_before=sum(figure.numerator or 0.0 for figure in before),
        volume_before=sum(figure.denominator or 0.0 for figure in before),
        count_after=sum(figure.numerator or 0.0 for figure in after),
        volume_after=sum(figure.denominator or 0.0 for figure in after),
    )
