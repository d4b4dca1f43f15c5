"""A pilot with all that it is judged by, and each of its metrics with its figures and its plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cxdash.changes.effects.figures import Figures
from cxdash.changes.effects.plans import stored_plan
from cxdash.domain import figures as written
from cxdash.domain.metrics import Metric, Role
from cxdash.domain.money_policy import START, MoneyPolicy
from cxdash.domain.plans import PlanVersion
from cxdash.domain.valuations import NOBODY_SAID, Valued
from cxdash.effects.effect import Effect
from cxdash.effects.estimation import estimate
from cxdash.effects.guardrails import GuardrailResult, guardrail
from cxdash.effects.plan import Plan
from cxdash.effects.run import Run, run
from cxdash.effects.sentence import Wording
from cxdash.store import metrics
from cxdash.store.tables import Pilot, UseCaseMetric


@dataclass(frozen=True)
class Case:
    """A pilot with all that it is judged by.

    Attributes:
        pilot: one that has a go-live date.
        figures: by metric id.
        versions: of its locked plan.
        overlapping: names of the pilots that touch the same people in the window.
        redefined: the days on which what a metric counts was changed, by metric id.
    """

    pilot: Pilot
    figures: Mapping[int, Figures]
    versions: Sequence[PlanVersion] = ()
    overlapping: tuple[str, ...] = ()
    redefined: Mapping[int, Sequence[date]] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What holds for every pilot.

    Attributes:
        today: the day of the judgement.
        figures: how the organisation writes figures.
        policy: how effects become money.
        valued: what stands behind unit values, by the number of the use case's metric.
    """

    today: date
    figures: written.Figures
    policy: MoneyPolicy = START
    valued: Mapping[int, Valued] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """One metric of a pilot that has figures, and its plan."""

    pilot: str
    use: UseCaseMetric
    figures: Figures
    plan: Plan
    known: Known

    @property
    def slug(self) -> str:
        """The metric's."""
        return self.use.metric.slug

    @property
    def valued(self) -> Valued:
        """What stands behind the value of one unit."""
        return self.known.valued.get(self.use.id, NOBODY_SAID)

    @property
    def is_primary(self) -> bool:
        """Whether the pilot is to change it."""
        return self.use.role == Role.PRIMARY.value

    @cached_property
    def metric(self) -> Metric:
        """The metric as a domain value."""
        return metrics.as_metric(self.use.metric)

    @property
    def wording(self) -> Wording:
        """How the organisation writes its values."""
        metric, figures = self.metric, self.known.figures
        return Wording(lambda value: figures.value(metric, value), lambda value: figures.difference(metric, value))

    @cached_property
    def ran(self) -> Run | str:
        """What the figures say against the target; in metric units where there is none."""
        return self._run(relative=self.plan.is_relative)

    @cached_property
    def light(self) -> GuardrailResult | None:
        """How a guardrail stands; None where the metric is none, or has no margin."""
        margin, relative = self.use.margin, self.use.margin_relative
        if self.use.role != Role.GUARDRAIL.value or not margin or margin <= 0:
            return None
        ran = self.ran if relative == self.plan.is_relative else self._run(relative=relative)
        return guardrail(self.figures.total, self.plan, margin, as_of=self.known.today, relative=relative, ran=ran)

    def effect(self, lights: Sequence[GuardrailResult], *, p_net_value: float | None = None) -> Effect:
        """Return what the pilot changed; red lights count against a primary metric."""
        return estimate(
            self.figures.total,
            self.plan,
            as_of=self.known.today,
            guardrails=lights if self.is_primary else (),
            p_net_value=p_net_value,
            wording=self.wording,
            ran=self.ran,
        )

    def _run(self, *, relative: bool) -> Run | str:
        return run(self.figures.total, self.plan, as_of=self.known.today, relative=relative)


def judged_by(case: Case) -> Iterator[UseCaseMetric]:
    """Yield the metrics that a pilot is judged by and has figures of."""
    for use in case.pilot.use_case.metrics:
        if use.role != Role.CONTEXT.value and use.metric_id in case.figures:
            yield use


def measured(case: Case, use: UseCaseMetric, known: Known) -> Measured:
    """Return one of them with its figures and its plan; RuleError says what in the plan contradicts what."""
    plan = stored_plan(case.pilot, use, versions=case.versions, overlapping=case.overlapping)
    return Measured(case.pilot.name, use, case.figures[use.metric_id], plan, known)
