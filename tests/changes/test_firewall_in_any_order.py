"""Whatever is done to metrics and use cases in whatever order: no use case is left with a primary it may not have."""

import contextlib
import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cxdash.changes import metric_care, metrics, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError
from cxdash.domain.metrics import (
    SATISFACTION,
    Direction,
    Metric,
    MetricClass,
    Role,
    primaries_problem,
    role_problem,
)
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.store import metrics as stored_metrics
from cxdash.store.tables import UseCase
from tests.builders import TODAY, ready_database

TITLE = "Rooms"
SLUGS = ("rooms-ready", "csat", "no_show_rate", "containment_rate", "containment-2")
NAMES = ("Rooms ready", "Containment 2")
ROLES = st.sampled_from([frozenset(), frozenset({Role.PRIMARY}), frozenset({Role.SECONDARY})])
CLASSES = [MetricClass.BUSINESS_OUTCOME, MetricClass.CUSTOMER_OUTCOME, MetricClass.OPERATIONAL, MetricClass.TECHNICAL]
MEANINGS = st.fixed_dictionaries(
    {},
    optional={
        "metric_class": st.sampled_from(CLASSES),
        "roles": ROLES,
        "subclass": st.sampled_from(["", SATISFACTION]),
        "name": st.sampled_from(NAMES),
        "unit": st.sampled_from(["%", "count", "currency"]),
    },
)
USES = st.dictionaries(
    st.sampled_from(SLUGS), st.sampled_from([Role.PRIMARY, Role.PRIMARY, Role.SECONDARY]), min_size=1, max_size=2
)


class Undone(Exception):  # noqa: N818 nothing is wrong: it takes back what an example did
    """Raised at the end of an example."""


@pytest.fixture(scope="module")
def database(ready_sqlite_file, tmp_path_factory):
    file = shutil.copy(ready_sqlite_file, tmp_path_factory.mktemp("firewall") / "cxdash.db")
    found, person = ready_database(f"sqlite:///{file}")
    yield found, person
    found.dispose()


def add_metric(session, name, said):
    metrics.create(
        session, replace(Metric("", name, "%", Direction.UP, MetricClass.BUSINESS_OUTCOME), **said | {"name": name})
    )


def edit_metric(session, slug, said):
    seen = metrics.definition(session, slug)
    metrics.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY, reason="As agreed")


def restore_metric(session, slug, number):
    seen = metrics.definition(session, slug)
    metrics.restore(session, slug, number, seen=seen, today=TODAY, reason="Back")


def edit_use_case(session, uses):
    seen = use_cases.values(session, TITLE.lower())
    use_cases.edit(session, TITLE.lower(), seen=seen, wanted=replace(seen, metrics=_uses(uses)), today=TODAY)


def _uses(uses):
    return tuple(MetricUse(slug, role) for slug, role in sorted(uses.items()))


METRIC = st.sampled_from(SLUGS)
STEPS = st.one_of(
    st.tuples(st.just(edit_use_case), USES),
    st.tuples(st.just(edit_metric), METRIC, MEANINGS),
    st.tuples(st.just(restore_metric), METRIC, st.integers(1, 3)),
    st.tuples(st.just(add_metric), st.sampled_from(NAMES), MEANINGS),
    st.tuples(st.sampled_from([metric_care.archive, metric_care.bring_back]), METRIC),
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=6, max_size=16))
def test_no_use_case_is_left_with_a_primary_that_the_firewall_forbids(database, steps):
    with contextlib.suppress(Undone), database[0].changing(database[1], Action.METRIC_EDIT) as session:
        add_metric(session, "Rooms ready", {})
        use_cases.create(session, UseCaseValues(TITLE))
        for does, *said in steps:
            with contextlib.suppress(CxdashError), session.begin_nested():
                does(session, *said)
        session.flush()
        _must_hold(session)
        raise Undone


def _must_hold(session):
    catalogue = stored_metrics.catalogue(session)
    for use_case in session.scalars(select(UseCase).execution_options(populate_existing=True)):
        used = {use.metric.slug: Role(use.role) for use in use_case.metrics}
        primaries = [catalogue.get(slug) for slug, role in used.items() if role is Role.PRIMARY]

        assert all(catalogue.get(slug) for slug in used), "an archived metric is in use"
        assert [role_problem(catalogue.get(slug), role) for slug, role in used.items()] == [None] * len(used)
        assert primaries_problem(primaries) is None
        assert "containment_rate" not in {metric.slug for metric in primaries}
        assert not any("Containment" in metric.name and "currency" not in metric.unit for metric in primaries)
