"""What a brief is written from: one use case with its statement, its measures and what is known of today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cxdash.domain.comparisons import Comparison
from cxdash.domain.figures import Figures
from cxdash.domain.last_day import aimed_at
from cxdash.domain.metrics import Catalogue, Metric, Role
from cxdash.domain.statements.parts import Parts
from cxdash.domain.targets import Target
from cxdash.domain.templates import Template
from cxdash.domain.use_cases import MetricUse
from cxdash.reports.statement_words import target_of

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a metric stands today, in metric units, and how that is known: source and period in words."""

    value: float
    known: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One metric of the use case, with every baseline known of it, the best one first."""

    metric: Metric
    use: MetricUse
    baselines: tuple[Baseline, ...] = ()

    @property
    def baseline(self) -> float | None:
        """Where it stands today, in metric units; None where nobody knows."""
        return self.baselines[0].value if self.baselines else None


@dataclass(frozen=True, slots=True)
class Pain:
    """A friction point that is answered: its name, its step, its annual cost in currency and the evidence for it."""

    name: str
    step: str
    annual_cost: float | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Try:
    """A pilot that is declared: where, when, and what it is compared with, in words and in kind."""

    where: str
    baseline_starts: date | None
    goes_live: date
    last_day: date
    against: str
    comparison: Comparison


@dataclass(frozen=True)
class Facts:
    """Everything a brief is made of.

    Attributes:
        measures: primary metrics first, then by role.
        tries: pilots to come or under way, by their go-live date.
        template: the library's closest, None where none has the same primary metric.
        catalogue: what could be mistaken for proof.
    """

    title: str
    statement: str
    parts: Parts
    organisation: str
    as_of: date
    help_mode: str
    steps: tuple[str, ...]
    pains: tuple[Pain, ...]
    measures: tuple[Measure, ...]
    tries: tuple[Try, ...]
    template: Template | None
    catalogue: Catalogue
    figures: Figures

    @property
    def has_comparison(self) -> bool:
        """Whether any pilot has, or could still have, something to be compared with besides its own past."""
        return not self.tries or any(each.comparison is not Comparison.NONE for each in self.tries)

    @property
    def main(self) -> Measure:
        """The measure that the statement names; made from the statement where the use case has no such metric yet."""
        wanted = self.parts.metric or ""
        found = next((each for each in self.measures if each.metric.slug == wanted), None)
        if found is not None:
            return found
        metric = self.catalogue.get(wanted)
        if metric is None:
            message = f"The catalogue has no metric {wanted}."
            raise LookupError(message)
        start = () if self.stated_start is None else (Baseline(self.stated_start, "The statement says so"),)
        return Measure(metric, MetricUse(wanted, Role.PRIMARY, target=self.stated_target(metric)), start)

    @property
    def stated_start(self) -> float | None:
        """Where the metric stands as the statement says (“from 18 %”), in metric units."""
        change, metric = self.parts.change, self.catalogue.get(self.parts.metric or "")
        if change is None or change.start is None or metric is None:
            return None
        return change.start / 100 if metric.is_fraction else change.start

    def stated_target(self, metric: Metric) -> Target | None:
        """Return the target that the statement names, in metric units."""
        return target_of(self.parts, metric)

    def of_role(self, *roles: Role) -> Iterator[Measure]:
        """Yield the measures with one of these roles; the statement's own always counts as primary."""
        main = self.main
        if Role.PRIMARY in roles:
            yield main
        yield from (each for each in self.measures if each.use.role in roles and each.metric.slug != main.metric.slug)

    def target(self, measure: Measure) -> Target | None:
        """Return what is promised of a metric: its declared target; the statement's where it has none."""
        own = measure.use.target
        return own if own is not None or measure != self.main else self.stated_target(measure.metric)

    @property
    def window(self) -> str:
        """The window in words."""
        return "the window" if self.parts.window_days is None else f"{self.parts.window_days:,} days"

    def worth(self, measure: Measure) -> tuple[float, float, float] | None:
        """Return what the target is worth a year: low, likely, high, in currency; None where something is not known."""
        use, target = measure.use, self.target(measure)
        if target is None or measure.baseline is None or use.unit_value is None or not use.annual_volume:
            return None
        change = abs(aimed_at(target, measure.baseline) - measure.baseline)
        of_one = change * use.annual_volume / measure.metric.per
        low = use.unit_value if use.unit_value_low is None else use.unit_value_low
        high = use.unit_value if use.unit_value_high is None else use.unit_value_high
        return of_one * low, of_one * use.unit_value, of_one * high
