"""Every friction point with all that is known of it, as a list that can be taken away, edited and brought back."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cxdash.domain.journeys import FrictionKind, annual_cost
from cxdash.store import friction, journeys, metrics


@dataclass(frozen=True, slots=True)
class Line:
    """One friction point in words; ``failure_rate`` is a share of 1, money in the organisation's currency."""

    journey: str
    step: str
    is_back_office: bool
    name: str
    kind: FrictionKind
    population: str
    metric: str
    monthly_volume: float | None
    failure_rate: float | None
    unit_cost: float | None
    evidence: str
    effort: int | None
    use_cases: tuple[str, ...]

    @property
    def annual_cost(self) -> float | None:
        """What it costs a year, None where a figure is missing."""
        return annual_cost(self.monthly_volume, self.failure_rate, self.unit_cost)


def lines(session: Session) -> list[Line]:
    """Return every friction point that is not archived, step by step in the journey's order."""
    journey_names = {each.id: each.name for each in journeys.journeys(session)}
    metric_names = {each.slug: each.name for each in metrics.catalogue(session)}
    slugs = journeys.metric_slugs(session)
    answered, points = friction.answered_by(session), journeys.friction(session)
    return [
        Line(
            journey=journey_names[step.journey_id],
            step=step.name,
            is_back_office=step.is_back_office,
            name=point.name,
            kind=FrictionKind(point.kind),
            population=point.population,
            metric=metric_names.get(slugs.get(point.metric_id or 0, ""), ""),
            monthly_volume=point.monthly_volume,
            failure_rate=point.failure_rate,
            unit_cost=point.unit_cost,
            evidence=point.evidence,
            effort=point.effort,
            use_cases=answered.get(point.id, ()),
        )
        for step in journeys.steps(session)
        for point in points
        if point.step_id == step.id
    ]


def journey_names(session: Session) -> list[str]:
    """Return the names of all journeys that are not archived, in their order."""
    return [each.name for each in journeys.journeys(session)]
