"""Friction points written down, edited and archived, and the use cases that answer them, under the product's rules."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import names, use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.archives import check_current
from cxdash.domain.errors import RuleError
from cxdash.domain.journeys import FrictionKind, FrictionValues, check_friction
from cxdash.domain.merging import merged
from cxdash.domain.names import tidy
from cxdash.domain.stages import Stage
from cxdash.domain.use_cases import UseCaseValues
from cxdash.store import journeys, metrics, named
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.journey_tables import FrictionPoint, JourneyStep, UseCaseFriction
from cxdash.store.schema import now
from cxdash.store.tables import MetricRow, UseCase, UseCaseStep


def friction_values(session: Session, slug: str) -> FrictionValues:
    """Return what a person may edit about a friction point; NotFoundError where there is none."""
    return values_of(session, journeys.get_friction(session, slug))


def values_of(session: Session, point: FrictionPoint) -> FrictionValues:
    """Return what a person may edit about a stored friction point; its step by name, its metric by slug."""
    return FrictionValues(
        name=point.name,
        step=session.get_one(JourneyStep, point.step_id).name,
        kind=FrictionKind(point.kind),
        population=point.population,
        metric="" if point.metric_id is None else session.get_one(MetricRow, point.metric_id).slug,
        monthly_volume=point.monthly_volume,
        failure_rate=point.failure_rate,
        unit_cost=point.unit_cost,
        evidence=point.evidence,
        effort=point.effort,
    )


def create_friction(session: Session, values: FrictionValues) -> FrictionPoint:
    """Write down a friction point at a step that there is; RuleError when its values break a rule."""
    check_friction(values)
    point = FrictionPoint(slug=names.free_slug(session, FrictionPoint, values.name), name="", step_id=0, kind="")
    _store(session, point, values)
    session.add(point)
    session.flush()
    return point


def edit_friction(session: Session, slug: str, *, seen: FrictionValues, wanted: FrictionValues) -> FrictionPoint:
    """Carry a person's edit into what is stored now.

    Args:
        slug: which friction point.
        seen: the values as the person had them on the screen.
        wanted: the values as the person wants them.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: the values break a rule, name a step or a metric that there is not, or the point is archived.
        NotFoundError: there is no such friction point.
    """
    point = _current(session, slug)
    result = merged(f"“{point.name}”", seen=seen, wanted=wanted, stored=values_of(session, point))
    check_friction(result)
    _store(session, point, result)
    session.flush()
    return point


def archive_friction(session: Session, slug: str) -> None:
    """Take a friction point off the journey; its figures, log and links stay. RuleError where it is off it already."""
    point = journeys.get_friction(session, slug)
    check_current(point.name, point.archived_at)
    point.archived_at = now()


def link(session: Session, friction: str, *, use_case: str) -> None:
    """Say that a use case answers a friction point, and so serves its step; nothing happens where that is said.

    RuleError where the friction point is archived.
    """
    point = _current(session, friction)
    _link(session, stored_use_cases.get(session, use_case), point)


def unlink(session: Session, friction: str, *, use_case: str) -> None:
    """Say that a use case does not answer a friction point; it goes on serving the step."""
    point, found = journeys.get_friction(session, friction), stored_use_cases.get(session, use_case)
    row = journeys.link(session, use_case_id=found.id, friction_id=point.id)
    if row is not None:
        session.delete(row)
        session.flush()


def use_case_from(session: Session, friction: str, values: UseCaseValues, *, today: date) -> UseCase:
    """Create an idea that answers a friction point and serves its step, in the transaction of this session.

    Args:
        session: writes, under ``Action.USE_CASE_CREATE``.
        friction: slug of the friction point.
        values: the use case; the step is added to its steps.
        today: the day the idea is dated.

    Raises:
        RuleError: the values break a rule, such as the metric firewall, or the friction point is archived; nothing is
            stored.
        NotFoundError: there is no such friction point.
    """
    point = _current(session, friction)
    step = session.get_one(JourneyStep, point.step_id).name
    wanted = replace(values, steps=tuple(sorted({*values.steps, step})), idea_on=values.idea_on or today)
    made = use_cases.create(session, wanted, standing=Standing(entered={Stage.IDEA: today}))
    _link(session, made, point)
    return made


def _current(session: Session, slug: str) -> FrictionPoint:
    point = journeys.get_friction(session, slug)
    if point.archived_at is not None:
        raise RuleError(f"“{point.name}” was archived meanwhile. Write it down again where it still hurts.")
    return point


def _link(session: Session, use_case: UseCase, point: FrictionPoint) -> None:
    if journeys.link(session, use_case_id=use_case.id, friction_id=point.id) is None:
        session.add(UseCaseFriction(use_case_id=use_case.id, friction_id=point.id))
    if not journeys.serves(session, use_case_id=use_case.id, step_id=point.step_id):
        use_case.step_links.append(UseCaseStep(step_id=point.step_id))
    session.flush()


def _store(session: Session, point: FrictionPoint, values: FrictionValues) -> None:
    step = _step(session, values.step)
    same = journeys.friction_named(session, step.id, values.name)
    if same is not None and same is not point:
        raise RuleError(
            f"“{values.name}” is written down at “{step.name}” already. Edit that one, or choose another name.",
            field="name",
        )
    point.name = tidy(values.name)
    point.step_id = step.id
    point.kind = values.kind.value
    point.population = values.population.strip()
    point.metric_id = _metric_id(session, point, values.metric)
    point.monthly_volume = values.monthly_volume
    point.failure_rate = values.failure_rate
    point.unit_cost = values.unit_cost
    point.evidence = values.evidence.strip()
    point.effort = values.effort


def _step(session: Session, name: str) -> JourneyStep:
    found = named.find(session, JourneyStep, name)
    if found is not None:
        named.hold(session, JourneyStep, [found.id])
    if found is None or found.archived_at is not None:
        raise RuleError(f"There is no step “{name}” on the journey. Add the step first, or choose one.", field="step")
    return found


def _metric_id(session: Session, point: FrictionPoint, slug: str) -> int | None:
    """Return a metric's id; one that was archived since may stay, but is not chosen anew."""
    if not slug:
        return None
    metric = metrics.find(session, slug)
    if metric is None or (metric.id != point.metric_id and metric.archived_at is not None):
        raise RuleError(f"There is no metric “{slug}”. Choose one of the catalogue.", field="metric")
    return metric.id
