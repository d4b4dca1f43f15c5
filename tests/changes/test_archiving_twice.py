"""What is archived already says so, whatever it is, and keeps the day it was archived."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from cxdash.changes import joining, journey_steps, journeys, metric_care, metrics, modules, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from cxdash.domain.metrics import Direction, Metric, MetricClass
from cxdash.domain.modules import ModuleValues
from cxdash.store.journey_tables import FrictionPoint, Journey, JourneyStep
from cxdash.store.tables import MetricRow, Module, UseCase
from tests.builders import add_use_case

EARLIER = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SAID = r"“.+” was archived on 3 Mar 2026 already\."


@pytest.fixture
def archived(ready_after):
    """A database with one of each kind, archived on 3 March 2026."""
    return ready_after(_archived)


def _archived(database, person):
    slug = add_use_case(database, person, "Old", pilots_named=())
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journey_steps.create_step(session, StepValues("Old", "Old"))
        journeys.create_friction(session, FrictionValues("Old", "Old", FrictionKind.MISSED))
        modules.create(session, ModuleValues("Old"))
        metrics.create(session, Metric("", "Old", "%", Direction.UP, MetricClass.BUSINESS_OUTCOME))
    with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
        for table in (UseCase, FrictionPoint, JourneyStep, Journey, Module, MetricRow):
            session.scalars(select(table).where(table.slug == slug)).one().archived_at = EARLIER
    return person


@pytest.mark.parametrize(
    ("archive", "table", "action"),
    [
        (use_cases.archive, UseCase, Action.USE_CASE_ARCHIVE),
        (journeys.archive_friction, FrictionPoint, Action.JOURNEY_EDIT),
        (journey_steps.archive_step, JourneyStep, Action.JOURNEY_EDIT),
        (journey_steps.archive_journey, Journey, Action.JOURNEY_EDIT),
        (modules.archive, Module, Action.MODULE_EDIT),
        (metric_care.archive, MetricRow, Action.METRIC_EDIT),
    ],
    ids=lambda each: getattr(each, "__tablename__", ""),
)
def test_it_says_so_and_keeps_its_day(archived, archive, table, action):
    with pytest.raises(RuleError, match=SAID), archived[0].changing(archived[1], action) as session:
        archive(session, "old")

    assert _day(archived, table) == EARLIER.date()


def test_it_joins_nothing(archived):
    other = add_use_case(*archived, "Another", pilots_named=())

    with pytest.raises(RuleError, match=SAID), archived[0].changing(archived[1], Action.USE_CASE_ARCHIVE) as session:
        joining.join(session, "old", into=other)

    assert _day(archived, UseCase) == EARLIER.date()


def test_it_is_merged_into_nothing(archived):
    with archived[0].changing(archived[1], Action.MODULE_EDIT) as session:
        modules.create(session, ModuleValues("Another"))

    with pytest.raises(RuleError, match=SAID), archived[0].changing(archived[1], Action.MODULE_EDIT) as session:
        modules.merge(session, "old", into="another")

    assert _day(archived, Module) == EARLIER.date()


def _day(ready, table):
    with ready[0].reading() as session:
        return session.scalars(select(table).where(table.slug == "old")).one().archived_at.date()
