"""What else should be known before a result is believed: other readings, the mix, suspicions, unusual points."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from pydantic import TypeAdapter

from cxdash.effects.effect import Effect
from cxdash.effects.goodhart import Finding, MeasuringChange, goodhart_findings
from cxdash.effects.interval import Interval
from cxdash.effects.mix_shift import MixShift, Slice, mix_sentence, mix_shift, slices_of
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.effects.preparation import UnusableSeriesError
from cxdash.effects.run import Run
from cxdash.effects.sensitivity import WithoutPeriod, sensitivity
from cxdash.effects.sentence import Wording
from cxdash.effects.timeline import Phase
from cxdash.effects.xmr import Limits, Pattern, limits_of, signals

_LEAST_FOR_LIMITS = 2
_FEWEST_SEGMENTS = 2
_UNKNOWN = re.compile(r"unknown|unclassified|excluded|not (?:recorded|stated|known|available)|n/?a", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Range:
    """An effect with its 95 % interval; positive is an improvement."""

    effect: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OneFewer:
    """The effect when the period that starts on this day is left out."""

    starts: date
    effect: float


@dataclass(frozen=True, slots=True)
class Unusual:
    """A pattern that a steady series seldom shows, from the first to the last period's first day; a prompt to ask."""

    pattern: Pattern
    first: date
    last: date
    is_high: bool


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """Everything about one result that ``How do we know?`` opens beside the effect itself.

    Effects are positive where the metric improved; limits and the mix are in metric units, as the metric moved.

    Attributes:
        plain: the change of the averages, less the comparison group's; no drift removed.
        without_comparison: the effect by the pilot's own figures alone; None without a comparison group.
        lowest: the smallest effect that leaving out one period gives; None without an interval.
        highest: the largest one.
        mix: the change taken apart into rate and mix; None without segments that are counted.
        mix_sentence: what it says, where the mix matters; else empty.
        findings: signs that the figure moved because of how it is counted.
        limits: what the baseline stays within by itself; None where it has fewer than two figures.
        unusual: patterns that reach beyond the baseline.
    """

    plain: float | None = None
    without_comparison: Range | None = None
    lowest: OneFewer | None = None
    highest: OneFewer | None = None
    mix: MixShift | None = None
    mix_sentence: str = ""
    findings: tuple[Finding, ...] = ()
    limits: Limits | None = None
    unusual: tuple[Unusual, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold; ``from_json`` returns an equal value."""
        kept: dict[str, Any] = _STORED.dump_python(self, mode="json")
        return kept

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild what ``to_json`` returned."""
        return _STORED.validate_python(stored)  # type: ignore[return-value]  # the adapter is of this class


_STORED: TypeAdapter[Scrutiny] = TypeAdapter(Scrutiny)


def scrutinised(  # noqa: PLR0913 each is one of the things looked at
    points: Sequence[Point],
    plan: Plan,
    effect: Effect,
    ran: Run,
    *,
    as_of: date,
    slug: str,
    wording: Wording,
    segments: Sequence[Point] = (),
    changes: Sequence[MeasuringChange] = (),
) -> Scrutiny:
    """Look at a finished result from every other side; a running window shows unusual points and nothing else.

    Args:
        points: the figures of both arms that the effect rests on.
        plan: what was declared.
        effect: what was measured.
        ran: what ``run`` made of these points and this plan.
        as_of: the day of the measurement.
        slug: the metric's, for published reference effects.
        wording: how differences of the metric are written.
        segments: the pilot's figures by segment, also where the tracker reports the total beside them.
        changes: how measuring changed.
    """
    limits, unusual = _monitored(ran)
    if not effect.window_complete:
        return Scrutiny(limits=limits, unusual=unusual)
    slices = _slices(segments, plan, as_of=as_of)
    mix = mix_shift(slices) if len(slices) >= _FEWEST_SEGMENTS else None
    found = goodhart_findings(ran.prepared, plan, effect, slug=slug, changes=changes, unknown=_unknown(slices))
    others = sensitivity(points, plan, as_of=as_of, ran=ran)
    return Scrutiny(
        plain=others.plain,
        without_comparison=_range(others.without_comparison),
        lowest=_one_fewer(others.lowest),
        highest=_one_fewer(others.highest),
        mix=mix,
        mix_sentence="" if mix is None else mix_sentence(mix, wording),
        findings=found,
        limits=limits,
        unusual=unusual,
    )


def _range(found: Interval | None) -> Range | None:
    return None if found is None else Range(found.effect, found.low, found.high)


def _one_fewer(found: WithoutPeriod | None) -> OneFewer | None:
    return None if found is None else OneFewer(found.slot.starts, found.effect)


def _slices(segments: Sequence[Point], plan: Plan, *, as_of: date) -> tuple[Slice, ...]:
    """Return the counts by segment; segments that cannot be put into one series show no mix."""
    try:
        return slices_of(segments, plan, as_of=as_of)
    except UnusableSeriesError:
        return ()


def _unknown(slices: Sequence[Slice]) -> Slice | None:
    """Return how many cases have an outcome that is unknown or excluded, out of all; None where no segment says so."""
    unknown = [each for each in slices if _UNKNOWN.fullmatch(each.segment.strip())]
    if not unknown or len(unknown) == len(slices):
        return None
    return Slice(
        unknown[0].segment,
        count_before=sum(each.volume_before for each in unknown),
        volume_before=sum(each.volume_before for each in slices),
        count_after=sum(each.volume_after for each in unknown),
        volume_after=sum(each.volume_after for each in slices),
    )


def _monitored(ran: Run) -> tuple[Limits | None, tuple[Unusual, ...]]:
    """Return the limits that the baseline sets, and the patterns that reach beyond go-live."""
    baseline = ran.prepared.figures(Phase.BASELINE)
    if len(baseline) < _LEAST_FOR_LIMITS:
        return None, ()
    limits = limits_of([figure.value for figure in baseline])
    return limits, tuple(_unusual(ran, limits, len(baseline)))


def _unusual(ran: Run, limits: Limits, n_baseline: int) -> Iterator[Unusual]:
    figures = (*ran.prepared.figures(Phase.BASELINE), *ran.prepared.figures(Phase.PILOT))
    for each in signals([figure.value for figure in figures], limits):
        if each.last >= n_baseline:
            first, last = (figures[place].slot.starts for place in (each.first, each.last))
            yield Unusual(each.pattern, first, last, each.is_high)
