"""Goodhart checks: signs that the figure moved because of how it is counted, not because customers are better off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean

from cxdash.domain.figures import percent, points
from cxdash.effects.effect import Effect
from cxdash.effects.mix_shift import Slice
from cxdash.effects.plan import Plan
from cxdash.effects.preparation import Prepared
from cxdash.effects.timeline import Phase
from cxdash.effects.xmr import largest_step

_DENOMINATOR_MOVED = 0.10
_UNKNOWN_ROSE = 0.02
_TOO_GOOD = 2.0
_WEEK = timedelta(days=7)


class Suspicion(StrEnum):
    """What may have moved the figure instead of the pilot."""

    DENOMINATOR = "denominator moved"
    UNKNOWN = "more outcomes unknown"
    MEASURING = "measured differently"
    JUMP = "jump with a new measuring system"
    TOO_GOOD = "too good to be true"


class MeasuringPart(StrEnum):
    """What about the measuring changed."""

    DEFINITION = "definition"
    SOURCE = "source"
    SYSTEM = "measuring system"


@dataclass(frozen=True, slots=True)
class MeasuringChange:
    """A change of how the metric is measured, and its day; ``note`` is what people wrote about it."""

    on: date
    part: MeasuringPart
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One suspicion with the sentence that people read."""

    suspicion: Suspicion
    sentence: str


@dataclass(frozen=True, slots=True)
class ReferenceEffect:
    """The largest published effect on a metric (slug), as a share of what it was."""

    metric: str
    share: float
    source: str


REFERENCE_EFFECTS = (
    ReferenceEffect("no_show_rate", 0.34, "appointment reminders, Youssef 2014; Hallsworth 2015 found 24 %"),
    ReferenceEffect("issues_resolved_per_hour", 0.34, "AI agent assist for novices, Brynjolfsson, Li, Raymond 2023"),
)


def goodhart_findings(
    prepared: Prepared,
    plan: Plan,
    effect: Effect,
    *,
    slug: str,
    changes: Sequence[MeasuringChange] = (),
    unknown: Slice | None = None,
) -> tuple[Finding, ...]:
    """Return every sign that the figure may mislead; none of them lowers the grade by itself.

    Args:
        prepared: the data of the effect.
        plan: its plan.
        effect: what was measured.
        slug: the metric's, for the reference effects.
        changes: how measuring changed, whenever that was.
        unknown: contacts whose outcome is unknown or excluded, out of all, before and after go-live.
    """
    return (
        *_denominator(prepared),
        *_unknown(unknown),
        *_measuring(prepared, plan, changes),
        *_jump(prepared, plan, changes),
        *_too_good(effect, slug),
    )


def _denominator(prepared: Prepared) -> Iterator[Finding]:
    before, after = (_mean_denominator(prepared, phase) for phase in (Phase.BASELINE, Phase.PILOT))
    if before and after and abs(after - before) > _DENOMINATOR_MOVED * before:
        way = "more" if after > before else "fewer"
        yield Finding(
            Suspicion.DENOMINATOR,
            f"A period of the pilot counts {percent(abs(after / before - 1), places=0)} {way} cases than one before. "
            "Check that the same cases are counted.",
        )


def _mean_denominator(prepared: Prepared, phase: Phase) -> float | None:
    counted = [figure.denominator for figure in prepared.figures(phase) if figure.denominator is not None]
    return fmean(counted) if counted else None


def _unknown(unknown: Slice | None) -> Iterator[Finding]:
    if unknown is None or not unknown.volume_before or not unknown.volume_after:
        return
    rose = unknown.count_after / unknown.volume_after - unknown.count_before / unknown.volume_before
    if round(rose, 9) > _UNKNOWN_ROSE:
        yield Finding(
            Suspicion.UNKNOWN,
            f"The share of cases with an unknown or excluded outcome moved by {points(rose)}. Ask what became of them.",
        )


def _measuring(prepared: Prepared, plan: Plan, changes: Sequence[MeasuringChange]) -> Iterator[Finding]:
    """Yield changes of definition or source between the first period that counts and the window's end."""
    starts = [slot.starts for slot in prepared.timeline.expected(Phase.BASELINE)]
    first = min(starts, default=plan.go_live)
    for change in changes:
        if change.part is not MeasuringPart.SYSTEM and first < change.on < plan.window_ends_before:
            yield Finding(
                Suspicion.MEASURING,
                f"The {change.part.value} changed on {change.on}{_noted(change)}: two things differ.",
            )


def _jump(prepared: Prepared, plan: Plan, changes: Sequence[MeasuringChange]) -> Iterator[Finding]:
    """Yield changes of the measuring system within a week of go-live, where the figure jumps at go-live."""
    baseline, pilot = (prepared.figures(phase) for phase in (Phase.BASELINE, Phase.PILOT))
    if len(baseline) < 2 or not pilot:
        return
    before = [figure.value for figure in baseline]
    if abs(pilot[0].value - before[-1]) <= largest_step(before):
        return
    for change in changes:
        if change.part is MeasuringPart.SYSTEM and abs(change.on - plan.go_live) < _WEEK:
            yield Finding(
                Suspicion.JUMP,
                f"The figure jumps at go-live, and the measuring system changed on {change.on}{_noted(change)}. "
                "Measure one week both ways.",
            )


def _too_good(effect: Effect, slug: str) -> Iterator[Finding]:
    """Yield Twyman's law: any figure that looks interesting or different is usually wrong."""
    share = _as_share(effect)
    for reference in REFERENCE_EFFECTS:
        if reference.metric == slug and share is not None and abs(share) > _TOO_GOOD * reference.share:
            yield Finding(
                Suspicion.TOO_GOOD,
                f"The effect of {percent(share, places=0, sign=True)} is more than twice the largest published one, "
                f"{percent(reference.share, places=0)} ({reference.source}). Treat it as an error in the data until "
                "shown otherwise.",
            )


def _as_share(effect: Effect) -> float | None:
    if effect.effect is None or effect.relative:
        return effect.effect
    return effect.effect / effect.baseline_mean if effect.baseline_mean else None


def _noted(change: MeasuringChange) -> str:
    return f" ({change.note})" if change.note else ""
