"""One friction point opened: what it costs, what answers it, and how a use case for it would begin."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cxdash.domain.coverage import Pain
from cxdash.domain.figures import NO_BREAK, Figures, number, percent
from cxdash.domain.journeys import EFFORTS, annual_cost
from cxdash.domain.metrics import Catalogue, Direction, Metric, MetricClass, Role, primaries_problem, role_problem
from cxdash.domain.statements import Parts, render
from cxdash.domain.statements.render import spoken
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import journey
from cxdash.store import journeys, metrics, organisation
from cxdash.store.journey_tables import FrictionPoint, Journey, JourneyStep
from cxdash.store.tables import MetricRow

WINDOW = 90
"""The days over which a new use case is measured until somebody says otherwise."""


@dataclass(frozen=True)
class Offered:
    """What the forms of the page offer: steps and journeys by name, metrics, and how money is written."""

    steps: tuple[str, ...]
    journeys: tuple[str, ...]
    metrics: tuple[Metric, ...]
    use_cases: tuple[tuple[str, str], ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a use case begins: what it might be called, "" where no metric says so, and its statement with blanks."""

    title: str
    statement: str


@dataclass(frozen=True)
class Opened:
    """A friction point in words.

    Attributes:
        pain: with the use cases that answer it; None once it is archived.
        costs: what it costs a year and how that comes about, or which figures are missing.
        reads: label and words of everything else that is known.
        primary: its metric where that may be primary; ``refusal`` says why it may not.
        beside: its metric in the role that it may have, where it may not be primary.
        instead: the metrics that may be primary, business outcomes first.
    """

    slug: str
    name: str
    step: str
    step_slug: str
    journey: str
    pain: Pain | None
    costs: str
    reads: tuple[tuple[str, str], ...]
    primary: str
    refusal: str
    beside: MetricUse | None
    instead: tuple[Metric, ...]


def offered(session: Session) -> Offered:
    """Return what the forms of the page offer to choose from."""
    return Offered(
        steps=tuple(step.name for step in journeys.steps(session)),
        journeys=tuple(each.name for each in journeys.journeys(session)),
        metrics=metrics.catalogue(session).metrics,
        use_cases=tuple(journeys.active_use_cases(session)),
        figures=organisation.figures(session),
    )


def opened(session: Session, slug: str) -> Opened | None:
    """Return one friction point, archived or not; None where there is none."""
    point = journeys.find_friction(session, slug)
    if point is None:
        return None
    step = session.get_one(JourneyStep, point.step_id)
    catalogue, figures = metrics.catalogue(session), organisation.figures(session)
    row = None if point.metric_id is None else session.get_one(MetricRow, point.metric_id)
    metric = None if row is None else metrics.as_metric(row)
    refusal = primary_refusal(metric)
    pains = (pain for place in journey.places(session) for pain in place.pains)
    return Opened(
        slug=point.slug,
        name=point.name,
        step=step.name,
        step_slug=step.slug,
        journey=session.get_one(Journey, step.journey_id).name,
        pain=next((pain for pain in pains if pain.slug == slug), None),
        costs=cost_in_words(point.monthly_volume, point.failure_rate, point.unit_cost, figures),
        reads=_reads(point, metric),
        primary=metric.slug if metric is not None and not refusal else "",
        refusal=refusal,
        beside=_beside(metric) if metric is not None and refusal else None,
        instead=_may_be_primary(catalogue),
    )


def beginning(session: Session, slug: str, *, metric: str = "") -> Beginning:
    """Return how a use case for a friction point would begin, judged by a metric of the catalogue, or by none yet."""
    point, catalogue = journeys.get_friction(session, slug), metrics.catalogue(session)
    judge = catalogue.get(metric)
    parts = Parts(
        direction=Direction.DOWN if judge is None else judge.direction,
        metric=None if judge is None else judge.slug,
        population=point.population,
        window_days=WINDOW,
    )
    step = session.get_one(JourneyStep, point.step_id).name
    return Beginning(proposed_title(parts, catalogue, step=step), render(parts, catalogue))


def proposed_title(parts: Parts, catalogue: Catalogue, *, step: str) -> str:
    """Name an outcome as a title would: “Lower no-show rate at Book”; "" where its metric or direction is not said."""
    way = {Direction.DOWN: "Lower", Direction.UP: "Higher"}.get(parts.direction or Direction.NONE)
    metric = catalogue.get(parts.metric or "")
    return "" if metric is None or way is None else f"{way} {spoken(metric)} at {step}"


def primary_refusal(metric: Metric | None) -> str:
    """Say in the firewall's words why a metric may not be the only primary one, "" where it may."""
    if metric is None:
        return ""
    return role_problem(metric, Role.PRIMARY) or primaries_problem([metric]) or ""


def cost_in_words(
    monthly_volume: float | None, failure_rate: float | None, unit_cost: float | None, figures: Figures
) -> str:
    """Say what a friction point costs a year and how that comes about, or which of its figures are missing."""
    cost = annual_cost(monthly_volume, failure_rate, unit_cost)
    parts = {"monthly volume": monthly_volume, "failure rate": failure_rate, "unit cost": unit_cost}
    missing = [name for name, value in parts.items() if value is None]
    if cost is None or monthly_volume is None or failure_rate is None or unit_cost is None:
        return f"No cost yet: {_listed(missing)} not known."
    ways = (number(monthly_volume) + " a month", _share(failure_rate), figures.money(unit_cost), "12 months")
    return f"About {figures.money(cost)} a year: {f'{NO_BREAK}× '.join(ways)}."


def _share(rate: float) -> str:
    """Write a rate in percent, with a decimal where it has one."""
    return percent(rate, places=0 if abs(rate * 100 - round(rate * 100)) < 0.05 else 1)


def _listed(names: list[str]) -> str:
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{said} {'is' if len(names) == 1 else 'are'}"


def _reads(point: FrictionPoint, metric: Metric | None) -> tuple[tuple[str, str], ...]:
    said = {
        "Kind": point.kind.capitalize(),
        "Who feels it": point.population,
        "Metric that would show it gone": "" if metric is None else metric.name,
        "Effort to remove it": "" if point.effort is None else EFFORTS[point.effort - 1],
        "Where the figures come from": point.evidence,
    }
    return tuple((label, words) for label, words in said.items() if words)


def _beside(metric: Metric) -> MetricUse:
    role = next((role for role in (Role.SECONDARY, Role.DIAGNOSTIC) if role in metric.allowed_roles), Role.CONTEXT)
    return MetricUse(metric.slug, role)


def _may_be_primary(catalogue: Catalogue) -> tuple[Metric, ...]:
    """Return the metrics that may be the only primary one, business outcomes before customer outcomes."""
    allowed = [metric for metric in catalogue if not primary_refusal(metric)]
    return tuple(sorted(allowed, key=lambda each: each.metric_class is not MetricClass.BUSINESS_OUTCOME))
