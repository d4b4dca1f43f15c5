"""The use case that could be next: what hurts and nobody answers, and the modules that exist already."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from cxdash.domain import next_use_case
from cxdash.domain.journeys import FrictionKind, annual_cost
from cxdash.domain.metrics import plain
from cxdash.domain.next_use_case import AtHand, Open
from cxdash.domain.stages import Stage, Status
from cxdash.reports import library
from cxdash.store import journeys, modules, organisation, standings
from cxdash.store.journey_tables import FrictionPoint

_MOST = 5


@dataclass(frozen=True, slots=True)
class Next:
    """A use case that could be next; texts are ready to be read."""

    friction: str
    name: str
    reason: str
    template: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """What could be next, of how many friction points that nobody answers and how many of them lack a figure."""

    next: tuple[Next, ...]
    open: int
    without_cost: int


def suggested(session: Session) -> Suggested:
    """Return the use cases that the modules at hand make easy, the most worth while first."""
    answered = {answer.answered for answer in journeys.linked(session)}
    steps = {step.id: step.name for step in journeys.steps(session)}
    slugs = journeys.metric_slugs(session)
    unanswered = [each for each in journeys.friction(session) if each.id not in answered and each.step_id in steps]
    priced = [found for each in unanswered if (found := _open(each, steps, slugs)) is not None]
    known = {plain(name): AtHand(name, stage) for name, stage in _stages(session)}
    ranked = next_use_case.suggestions(priced, library.every(), modules=known, at_step=_at_step(session))
    figures = organisation.figures(session)
    return Suggested(
        next=tuple(
            Next(
                friction=each.friction.slug,
                name=each.friction.name,
                reason=each.reason(figures),
                template=None if each.template is None else (each.template.slug, each.template.title),
            )
            for each in ranked[:_MOST]
        ),
        open=len(unanswered),
        without_cost=len(unanswered) - len(priced),
    )


def _open(point: FrictionPoint, steps: Mapping[int, str], metrics: Mapping[int, str]) -> Open | None:
    """Return a friction point with its cost, None where a figure is missing."""
    cost = annual_cost(point.monthly_volume, point.failure_rate, point.unit_cost)
    if cost is None:
        return None
    return Open(
        slug=point.slug,
        name=point.name,
        step=steps[point.step_id],
        kind=FrictionKind(point.kind),
        metric=metrics.get(point.metric_id or 0, ""),
        annual_cost=cost,
    )


def _stages(session: Session) -> Iterator[tuple[str, Stage | None]]:
    names = {line.id: line.name for line in modules.lines(session)}
    furthest: dict[int, Stage] = {}
    for builder in modules.builders(session):
        stage = Stage(builder.stage)
        if builder.status == Status.ACTIVE.value:
            before = furthest.get(builder.module_id, stage)
            furthest[builder.module_id] = max(before, stage, key=lambda each: each.position)
    yield from ((name, furthest.get(number)) for number, name in names.items())


def _at_step(session: Session) -> Mapping[str, Sequence[str]]:
    """Return the names of the modules that use cases at each step are built from, by the step's plain name."""
    names = {line.id: line.name for line in modules.lines(session)}
    built: dict[str, set[str]] = defaultdict(set)
    for builder in modules.builders(session):
        if builder.module_id in names:
            built[builder.slug].add(names[builder.module_id])
    slugs = {line.id: line.slug for line in standings.use_cases(session)}
    found: dict[str, set[str]] = defaultdict(set)
    for use_case_id, served in standings.steps(session).items():
        for step in served:
            found[plain(step.name)] |= built.get(slugs.get(use_case_id, ""), set())
    return {step: sorted(some) for step, some in found.items() if some}
