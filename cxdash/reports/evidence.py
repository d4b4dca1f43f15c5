"""How one effect came about in plain words: method, what speaks against it, and what other readings would say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, percent
from cxdash.domain.metrics import Metric
from cxdash.domain.periods import Grain, Period
from cxdash.effects.effect import Effect
from cxdash.effects.estimate import Estimator
from cxdash.effects.mix_shift import MixShift
from cxdash.effects.scrutiny import OneFewer, Range, Scrutiny
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, day
from cxdash.reports import compare, effect_words, steps
from cxdash.reports.run_chart import period_words
from cxdash.store import organisation

READINGS = ("Reading", "Effect", "What is different")
_PROJECTED = (
    "The figures from before go-live are carried forward, with room for the drift that such figures usually have. "
    "The effect is how far the pilot lies from there on average over its window."
)
_COMPARED = (
    "Period by period the pilot is set against {comparison}, so that what moved both drops out. The effect is how much "
    "further the pilot moved than its own past, with room for the two to drift apart."
)
_RANDOM = "Who was in the pilot was drawn by lot, so both groups are compared in the same periods."
_METHODS = {
    Estimator.ENGINE: _PROJECTED,
    Estimator.ENGINE_ON_DIFFERENCE: _COMPARED,
    Estimator.NEWCOMBE: _RANDOM,
    Estimator.LOG_RATIO: _RANDOM,
    Estimator.PAIRED_PERIODS: _RANDOM,
    Estimator.ONE_NOISY_PERIOD: (
        "Only one number is known from before. It counts as a single, noisy period, however many it averages."
    ),
    Estimator.DIFFERENCE_ONLY: "Only the plain difference between the groups is known; nothing says how sure it is.",
}
_RANGE = (
    "The 95 % range also allows for weeks that resemble the weeks before them, so that a lucky run is not taken for "
    "proof."
)


@dataclass(frozen=True)
class Reasons:
    """Why the effect is what it is.

    Attributes:
        method: how it was measured, in plain words.
        against: everything that speaks against the result: downgrades first, then what else to know.
        joint: what pilots on the same people changed together; empty where there is no other one.
        steps: the way from the observed change to the effect, rows of ``reports.steps``; None without an interval.
        finding: what the steps show, in a sentence.
    """

    method: tuple[str, ...]
    against: tuple[str, ...]
    joint: str
    steps: pd.DataFrame | None
    finding: str


@dataclass(frozen=True)
class OtherReadings:
    """What else the same figures could be taken for; every part is empty where nothing is known.

    Attributes:
        readings: the effect and its alternatives, columns of ``READINGS``.
        doubts: signs that the figure moved because of how it is counted.
        mix: the change taken apart by segment; None without segments.
        mix_finding: what the change is made of, in a sentence.
        mix_says: what that means for the result; empty where the mix does not matter.
    """

    readings: pd.DataFrame
    doubts: tuple[str, ...]
    mix: pd.DataFrame | None
    mix_finding: str
    mix_says: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing else is known."""
        return self.readings.empty and not self.doubts and self.mix is None


def reasons(session: Session, slug: str, metric: str, *, today: date) -> Reasons | None:
    """Return how the effect on a pilot's primary metric (a slug) was measured; None where there is no effect."""
    everybody = pilot_results.results(session, today=today)
    each = pilot_results.named(everybody, slug, metric)
    if each is None or each.effect is None or each.metric is None:
        return None
    effect, figures = each.effect, organisation.figures(session)
    likely = compare.likely_effect(each, compare.shrunk_among(everybody))
    way = steps.of_effect(effect, each.metric, figures, likely=likely)
    return Reasons(
        method=tuple(_method(effect, each)),
        against=(*(down.sentence for down in effect.downgrades), *effect.cautions),
        joint=each.joint,
        steps=steps.table(way, better=effect_words.sign_of(effect)) if way else None,
        finding=f"Of {way[0].amount} observed, {way[2].amount} is the pilot's" if way else "",
    )


def other_readings(session: Session, slug: str, metric: str, *, today: date) -> OtherReadings | None:
    """Return what else could be said of a pilot's primary metric (a slug); None where there is no effect."""
    each = pilot_results.one(session, slug, metric, today=today)
    if each is None or each.effect is None or each.metric is None:
        return None
    figures, scrutiny = organisation.figures(session), each.scrutiny
    rows = list(_readings(each.effect, each.metric, scrutiny, figures, comparison=each.comparison))
    return OtherReadings(
        readings=pd.DataFrame(rows, columns=list(READINGS)),
        doubts=tuple(finding.sentence for finding in scrutiny.findings),
        mix=None if scrutiny.mix is None else _mix(scrutiny.mix, each.metric, figures),
        mix_finding="" if scrutiny.mix is None else _mix_finding(scrutiny.mix, each.metric, figures),
        mix_says=scrutiny.mix_sentence,
    )


def _method(effect: Effect, each: Result) -> Iterator[str]:
    if effect.estimator in _METHODS:
        yield _METHODS[effect.estimator].format(comparison=each.comparison or "the comparison group")
    if effect.has_interval:
        yield _RANGE


def _readings(
    effect: Effect, metric: Metric, scrutiny: Scrutiny, figures: Figures, *, comparison: str
) -> Iterator[tuple[str, str, str]]:
    """Yield the effect as judged and every other reading there is."""
    others = [
        *_plain(scrutiny, effect, metric, figures),
        *_alone(scrutiny.without_comparison, effect, metric, figures, comparison=comparison),
        *_one_fewer(scrutiny.lowest, scrutiny.highest, effect, metric, figures),
    ]
    if others:
        yield "As judged", effect_words.with_range(effect, metric, figures), "What the verdict rests on."
    yield from others


def _plain(scrutiny: Scrutiny, effect: Effect, metric: Metric, figures: Figures) -> Iterator[tuple[str, str, str]]:
    if scrutiny.plain is not None:
        said = effect_words.change(scrutiny.plain, effect, metric, figures)
        yield "Plain averages", said, "No drift removed and no range: what a spreadsheet would say."


def _alone(
    found: Range | None, effect: Effect, metric: Metric, figures: Figures, *, comparison: str
) -> Iterator[tuple[str, str, str]]:
    if found is not None:
        said = replace(effect, effect=found.effect, low=found.low, high=found.high)
        without = f"The pilot against its own past only, without {comparison or 'the comparison group'}."
        yield "Without the comparison", effect_words.with_range(said, metric, figures), without


def _one_fewer(
    lowest: OneFewer | None, highest: OneFewer | None, effect: Effect, metric: Metric, figures: Figures
) -> Iterator[tuple[str, str, str]]:
    for found, which in ((lowest, "smallest"), (highest, "largest")):
        if found is not None:
            said = effect_words.change(found.effect, effect, metric, figures)
            without = _period(found.starts, effect.grain)
            yield f"Without {without}", said, f"The {which} effect that leaving out one period gives."


def _period(starts: date, grain: Grain | None) -> str:
    words = f"the period from {day(starts)}" if grain is None else period_words(Period(starts, grain))
    return words[:1].lower() + words[1:] if grain in {Grain.WEEK, Grain.QUARTER} else words


def _mix(shift: MixShift, metric: Metric, figures: Figures) -> pd.DataFrame:
    """Write each segment's share in the change, and the sum of them."""
    rows = [
        (
            each.segment,
            percent(each.weight, places=0),
            figures.value(metric, each.rate_before),
            figures.value(metric, each.rate_after),
            figures.difference(metric, each.rate_part),
            figures.difference(metric, each.mix_part),
        )
        for each in shift.segments
    ]
    parts = (figures.difference(metric, shift.rate_part), figures.difference(metric, shift.mix_part))
    total = ("All together", percent(1.0, places=0), "", "", *parts)
    columns = ["Segment", "Share of volume", "Before", "After", "From its own rate", "From the mix"]
    return pd.DataFrame([*rows, total], columns=columns)


def _mix_finding(shift: MixShift, metric: Metric, figures: Figures) -> str:
    whole, within, mix = (figures.difference(metric, part) for part in (shift.change, shift.rate_part, shift.mix_part))
    return f"Of {whole} in all segments together, {within} comes from their own rates and {mix} from their mix"
