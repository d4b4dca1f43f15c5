"""The same metric at other sites of a use case: each result, one combined result where that is sensible, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count, listed, percent
from cxdash.domain.metrics import Direction, Metric
from cxdash.effects import change_words
from cxdash.effects.combined import Combined, Study, combined
from cxdash.effects.verdict import Verdict
from cxdash.judging import replicas
from cxdash.judging.pilot_results import Result, State
from cxdash.reports import forest, intervals
from cxdash.reports.forest import Forest
from cxdash.reports.intervals import IntervalRow
from cxdash.store import organisation
from cxdash.store.proof_tables import ProofPoint

_TOO_DIFFERENT = 0.75
"""From this share of the spread that chance does not explain, results are not combined (Cochrane Handbook 10.10.2)."""
_SOME = 0.30
_ALL, _LEAST_SAID = 0.995, 0.01
"""Shares of the differences that are said as all of them, and as less than one per cent."""


@dataclass(frozen=True)
class Replications:
    """Whether a result was repeated.

    Attributes:
        forest: a row for each pilot on the metric that has an interval, the strongest first; ``rows`` are drawn.
        sites: other sites with a finished pilot that met its target or got better.
        sentence: whether it was repeated, and where.
        combined: all results as one, or why they are not combined, in a sentence; "" where there is only one.
    """

    forest: Forest
    sites: tuple[str, ...]
    sentence: str
    combined: str

    @property
    def is_replicated(self) -> bool:
        """Whether a second site shows the same."""
        return bool(self.sites)


def of_proof(session: Session, point: ProofPoint, *, today: date) -> Replications | None:
    """Return the results of a use case's pilots on the metric of a proof point; None where it has the only one."""
    found = replicas.siblings(session, point.pilot, point.metric.slug, today=today)
    drawn = forest.of_use_case(session, point.pilot.slug, point.metric.slug, today=today)
    metric = next((each.metric for each in found), None)
    if drawn is None or metric is None:
        return None
    first = point.pilot.site.name if point.pilot.site else ""
    sites = replicas.sites_of(found, first)
    figures = organisation.figures(session)
    over = _comparable(found)
    whole = combined([_study(each) for each in over]) if len({each.site for each in over}) > 1 else None
    return Replications(
        forest=_with_combined(drawn, whole, metric, over, figures),
        sites=sites,
        sentence=f"Replicated at {listed(sites)}" if sites else "Not replicated: no other site shows it yet",
        combined="" if whole is None else _in_words(whole, metric, over, figures),
    )


def _comparable(found: Sequence[Result]) -> list[Result]:
    """Return the finished results with an interval, on the scale that most of them have."""
    over = [each for each in found if each.state is State.FINISHED and each.has_interval and each.effect is not None]
    relative = [each for each in over if each.effect is not None and each.effect.relative]
    return relative if 2 * len(relative) >= len(over) else [each for each in over if each not in relative]


def _study(each: Result) -> Study:
    effect = each.effect
    if effect is None or effect.effect is None or effect.low is None or effect.high is None:
        raise ValueError(f"{each.name} has no interval and cannot be combined.")
    return Study(effect.effect, effect.low, effect.high)


def _with_combined(
    drawn: Forest, whole: Combined | None, metric: Metric, over: Sequence[Result], figures: Figures
) -> Forest:
    if whole is None or whole.unexplained >= _TOO_DIFFERENT:
        return drawn
    sign = -1 if metric.direction is Direction.DOWN else 1
    low, high = sorted((sign * whole.low, sign * whole.high))
    words = _range(whole, metric, over, figures)
    row = IntervalRow(
        name="All of them together",
        raw=sign * whole.effect,
        low=low,
        high=high,
        likely=None,
        drawn_low=low,
        drawn_high=high,
        target=None,
        state=(Verdict.BETTER if whole.low > 0 else Verdict.NO_CLEAR_CHANGE).value,
        mark=f"{len(over)} results",
        words=words,
        likely_words="",
    )
    rows = [IntervalRow(*each) for each in drawn.rows.itertuples(index=False, name=None)]
    return Forest(drawn.finding, intervals.table([*rows, row]), drawn.axis, drawn.unit, drawn.left_out)


def _in_words(whole: Combined, metric: Metric, over: Sequence[Result], figures: Figures) -> str:
    said = _by_chance(whole.unexplained)
    if whole.unexplained >= _TOO_DIFFERENT:
        return f"The results differ too much to be combined: {said}. Find out what differs between the sites."
    agree = "They agree" if whole.unexplained < _SOME else "They differ somewhat"
    few = " Two results say little about how sites differ." if len(over) == 2 else ""
    return f"All {count(len(over), 'result')} together: {_range(whole, metric, over, figures)}. {agree}: {said}.{few}"


def _by_chance(unexplained: float) -> str:
    """Say how much of the differences between results chance explains; I² stands beside it for who knows it."""
    by_chance = 1 - unexplained
    if by_chance >= _ALL:
        said = "they differ no more than by chance"
    elif by_chance < _LEAST_SAID:
        said = "chance explains less than 1 % of their differences"
    else:
        said = f"chance explains {percent(by_chance, places=0)} of their differences"
    return f"{said} (I² {percent(unexplained, places=0)})"


def _range(whole: Combined, metric: Metric, over: Sequence[Result], figures: Figures) -> str:
    sign = -1 if metric.direction is Direction.DOWN else 1
    low, high = sorted((sign * whole.low, sign * whole.high))
    relative = over[0].effect is not None and over[0].effect.relative
    return change_words.interval(sign * whole.effect, low, high, metric, figures, relative=relative)
