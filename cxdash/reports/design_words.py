"""What a design can prove of one metric, in sentences: the change it can tell from none, the margin it can hold."""

from dataclasses import dataclass
from datetime import date

from cxdash.domain.figures import Figures, count, number, percent
from cxdash.domain.metrics import Metric
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.use_words import change_words
from cxdash.effects.design import Provable, margin_warning, provable, smallest_step
from cxdash.effects.estimators import LEAST_BASELINE, LEAST_PILOT
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.effects.sentence import Wording

_WEEK = 7
_EVEN = 1e-9
_NO_FIGURES = "no figures of this metric have been uploaded for this pilot yet"
_NOTHING_BEFORE = "there are no figures from before go-live"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a design can show of one metric: a sentence, and a warning where that is not enough."""

    metric: str
    says: str
    warning: str = ""


@dataclass(frozen=True)
class Asked:
    """What is known of one metric: its plan, its figures by periods of a grain, and how its values are written."""

    metric: Metric
    use: MetricUse
    plan: Plan
    points: list[Point]
    grain: str
    figures: Figures
    today: date

    def change(self, size: float) -> str:
        """Write the size of a change in the plan's terms: percent of the baseline, or the metric's unit."""
        written = percent(size) if self.plan.is_relative else self.figures.difference(self.metric, size)
        return written.lstrip("+")

    def target(self, found: Provable) -> str:
        """Write the change that the target asks for."""
        required = found.required or 0.0
        places = 0 if abs(required * 100 - round(required * 100)) < _EVEN else 1
        return percent(required, places=places) if self.plan.is_relative else self.change(required)


def of_primary(asked: Asked) -> Proof:
    """Say what change of a primary metric can be told from none, against what its target asks for."""
    if not asked.points:
        return Proof(asked.metric.name, _without_figures(asked))
    found = provable(asked.points, asked.plan, as_of=asked.today)
    if found.smallest is None:
        return Proof(asked.metric.name, _not_known(asked, found))
    wanted = "no target is declared" if found.required is None else f"your target asks for {asked.target(found)}"
    says = (
        f"With {count(found.n_baseline, asked.grain)} before and {found.n_pilot} after, a change of "
        f"{asked.change(found.smallest)} or more can be told from none; {wanted}."
    )
    return Proof(asked.metric.name, says, found.warning)


def of_guardrail(asked: Asked) -> Proof:
    """Say whether harm can be shown to stay within a guardrail's margin."""
    use, name = asked.use, asked.metric.name
    if not use.margin or use.margin <= 0:
        return Proof(name, "No margin is declared, so nothing can show that it stays safe.", "Declare a margin.")
    if not asked.points:
        return Proof(name, _unknown(_NO_FIGURES))
    wording = Wording(
        lambda value: asked.figures.value(asked.metric, value),
        lambda value: asked.figures.difference(asked.metric, value),
    )
    warning = margin_warning(
        asked.points, asked.plan, use.margin, as_of=asked.today, relative=use.margin_relative, wording=wording
    )
    if warning:
        return Proof(name, f"Its margin is {_margin(asked)}.", warning)
    found = provable(asked.points, asked.plan, as_of=asked.today)
    if found.smallest is None:
        return Proof(name, _unknown(found.unknown_because if found.n_baseline else _NOTHING_BEFORE))
    return Proof(name, f"Its margin of {_margin(asked)} is wide enough to be shown to hold.")


def _margin(asked: Asked) -> str:
    size = asked.use.margin or 0.0
    if asked.use.margin_relative:
        return f"{percent(size)} of the baseline"
    return change_words(size, asked.metric, asked.figures).lstrip("+")


def _not_known(asked: Asked, found: Provable) -> str:
    if found.n_baseline:
        return _unknown(found.unknown_because)
    if asked.use.baseline is None:
        return _unknown(_NOTHING_BEFORE)
    return f"{_unknown(_NOTHING_BEFORE)} One number from before, without its weeks, reaches grade D at best."


def _unknown(because: str | None) -> str:
    return f"What this window can prove is not known: {because}."


def _without_figures(asked: Asked) -> str:
    """Say what the method's own table says, where the plan declares how long the baseline is to be."""
    unknown = _unknown(_NO_FIGURES)
    plan = asked.plan
    if plan.baseline_starts is None:
        return unknown
    before = (plan.go_live - plan.baseline_starts).days // _WEEK
    after = (plan.window_days - plan.run_in_days) // _WEEK
    if before < LEAST_BASELINE or after < LEAST_PILOT:
        return unknown
    usual = number(smallest_step(before, after), places=1)
    return (
        f"{unknown} As a rule, {count(before, 'week')} before and {count(after, 'week')} after can tell a change of "
        f"{usual} times the usual ups and downs (standard deviation) from none."
    )
