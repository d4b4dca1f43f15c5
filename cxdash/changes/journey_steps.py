"""Journeys and their steps: written down, renamed, put in another order, and archived once nothing hangs on them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cxdash.changes import names
from cxdash.domain.archives import check_current
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.figures import count
from cxdash.domain.journeys import StepValues, check_step
from cxdash.domain.merging import merged
from cxdash.domain.names import tidy
from cxdash.store import journeys, named
from cxdash.store.journey_tables import Journey, JourneyStep
from cxdash.store.schema import now


def step_values(session: Session, slug: str) -> StepValues:
    """Return what a person may edit about a step; NotFoundError where there is none."""
    return values_of(session, journeys.get_step(session, slug))


def values_of(session: Session, step: JourneyStep) -> StepValues:
    """Return what a person may edit about a stored step, its journey by name."""
    journey = session.get_one(Journey, step.journey_id)
    return StepValues(step.name, journey.name, step.position, step.is_back_office)


def create_step(session: Session, values: StepValues) -> JourneyStep:
    """Write down a step, at the journey's end where its position is 0; an archived one of this name comes back.

    Raises:
        RuleError: the step or its journey has no name, or there is a step of this name already.
    """
    check_step(values)
    step = named.find(session, JourneyStep, values.name)
    if step is None:
        slug = names.free_slug(session, JourneyStep, values.name)
        step = JourneyStep(slug=slug, name=tidy(values.name), journey_id=0)
    elif step.archived_at is None:
        raise _name_taken(session, step)
    step.archived_at = None
    _store(session, step, values)
    step.position = values.position or named.last_position(session, JourneyStep) + 1
    session.add(step)
    session.flush()
    return step


def edit_step(session: Session, slug: str, *, seen: StepValues, wanted: StepValues) -> JourneyStep:
    """Carry a person's edit of a step into what is stored now; another journey's name moves it there.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: a name is missing, too long or taken.
        NotFoundError: there is no such step.
    """
    step = journeys.get_step(session, slug)
    result = merged(f"The step “{step.name}”", seen=seen, wanted=wanted, stored=values_of(session, step))
    check_step(result)
    other = named.find(session, JourneyStep, result.name)
    if other is not None and other is not step:
        raise _name_taken(session, other)
    _store(session, step, result)
    step.position = result.position
    session.flush()
    return step


def put_in_order(session: Session, *, seen: Sequence[str], wanted: Sequence[str]) -> None:
    """Give the steps with these slugs another order among themselves; every other step keeps its place.

    Raises:
        StaleEditError: somebody else changed their order meanwhile.
        NotFoundError: one of them is not there.
    """
    steps = [journeys.get_step(session, slug) for slug in wanted]
    stored = [step.slug for step in journeys.steps(session) if step in steps]
    if stored == list(wanted):
        return
    if stored != list(seen):
        orders = [", ".join(journeys.get_step(session, slug).name for slug in side) for side in (seen, wanted, stored)]
        raise StaleEditError(
            "The journey", field="the order of its steps", seen=orders[0], mine=orders[1], theirs=orders[2]
        )
    order = iter(steps)
    for place, step in enumerate(journeys.steps(session), start=1):
        moved = next(order) if step in steps else step
        moved.position = place
    session.flush()


def archive_step(session: Session, slug: str) -> None:
    """Take a step off its journey; RuleError while friction points or use cases hang on it, or where it is off it."""
    step = journeys.get_step(session, slug)
    named.hold(session, JourneyStep, [step.id])
    check_current(step.name, step.archived_at)
    points, served = journeys.friction_at(session, step.id), journeys.unarchived_at(session, step.id)
    hanging = [count(len(points), "friction point")] if points else []
    hanging += [count(len(served), "use case")] if served else []
    if hanging:
        first = ", ".join(f"“{each}”" for each in [*(point.name for point in points), *served][:3])
        raise RuleError(
            f"“{step.name}” cannot be archived: {' and '.join(hanging)} hang on it ({first}). Move them to another "
            "step, or archive them first."
        )
    step.archived_at = now()
    session.flush()


def rename_journey(session: Session, slug: str, *, seen: str, wanted: str) -> Journey:
    """Give a journey another name; StaleEditError where somebody else did, RuleError where it is taken or empty."""
    journey = journeys.get_journey(session, slug)
    check_step(StepValues("Any", wanted))
    if journey.name not in (seen, wanted):
        raise StaleEditError("The journey", field="name", seen=seen, mine=wanted, theirs=journey.name)
    other = named.find(session, Journey, wanted)
    if other is not None and other is not journey:
        raise RuleError(f"There is a journey “{other.name}” already. Choose another name.", field="journey")
    journey.name = tidy(wanted)
    session.flush()
    return journey


def archive_journey(session: Session, slug: str) -> None:
    """Take a journey away; RuleError while it has steps, or where it is away already."""
    journey = journeys.get_journey(session, slug)
    named.hold(session, Journey, [journey.id])
    check_current(journey.name, journey.archived_at)
    steps = [step for step in journeys.steps(session) if step.journey_id == journey.id]
    if steps:
        raise RuleError(
            f"“{journey.name}” cannot be archived: it has {count(len(steps), 'step')}. Move them to another journey, "
            "or archive them first."
        )
    journey.archived_at = now()
    session.flush()


def _store(session: Session, step: JourneyStep, values: StepValues) -> None:
    journey = names.journey_named(session, values.journey)
    named.hold(session, Journey, [journey.id])
    journey.archived_at = None
    step.name = tidy(values.name)
    step.journey_id = journey.id
    step.is_back_office = values.is_back_office


def _name_taken(session: Session, step: JourneyStep) -> RuleError:
    journey = session.get_one(Journey, step.journey_id).name
    where = f"in “{journey}”" + (", archived" if step.archived_at is not None else "")
    return RuleError(
        f"There is a step “{step.name}” already, {where}. Steps are known by their names, so give this one another.",
        field="name",
    )
