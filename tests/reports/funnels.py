"""Use cases that entered their stages on known days, and what the funnel says of them."""

from datetime import timedelta

from cxdash.changes import use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.ownership import REQUIRED
from cxdash.domain.stages import Stage, Status
from cxdash.reports import funnel
from tests.builders import TODAY, use_case_values


def seen(database, **narrow):
    """What the page Funnel shows."""
    with database.reading() as session:
        return funnel.seen(session, today=TODAY, **narrow)


def enter(database, person, title, *days, **said):
    """Store a use case that entered idea, pilot, proof and scale so many days ago; returns its slug."""
    stages = list(Stage)[: len(days)]
    entered = {stage: TODAY - timedelta(days=ago) for stage, ago in zip(stages, days, strict=True)}
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        return use_cases.create(session, use_case_values(title, **said), standing=Standing(stages[-1], entered)).slug


def fill(database, person):
    """Store four use cases: two ideas, one that became a pilot after 100 days, one that went all the way."""
    enter(database, person, "Waiting idea", 200)
    enter(database, person, "Young idea", 20, status=Status.PARKED)
    enter(database, person, "Pilot", 150, 50, owners=dict.fromkeys(REQUIRED, "Leila"), steps=("Attend", "Book"))
    enter(database, person, "Scaled", 700, 500, 300, 10)
