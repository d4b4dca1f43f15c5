"""A metric redefined while somebody makes it primary: one of the two waits for the other and is refused."""

from dataclasses import replace

import pytest

from cxdash.changes import metric_care, metrics, use_cases
from cxdash.domain.metrics import MetricClass, Role
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from tests.builders import TODAY
from tests.changes.at_once import at_once
from tests.changes.metric_edits import add, known, stored


def _make_operational(session, slug):
    seen = metrics.definition(session, slug)
    wanted = replace(seen, metric_class=MetricClass.OPERATIONAL)
    metrics.edit(session, slug, seen=seen, wanted=wanted, today=TODAY, reason="It is about how work runs")


def _archive(session, slug):
    metric_care.archive(session, slug)


def _make_primary(session, slug):
    use_cases.create(session, UseCaseValues("Rooms", metrics=(MetricUse(slug, Role.PRIMARY),)))


@pytest.mark.parametrize("redefine", [_make_operational, _archive])
def test_who_makes_a_metric_primary_while_it_is_redefined_is_refused(ready, ready_url, redefine):
    slug = add(*ready)

    (said,) = at_once(ready_url, ready[1], lambda s: redefine(s, slug), lambda s: _make_primary(s, slug))

    assert "may not be a primary metric" in said or "There is no metric" in said


@pytest.mark.parametrize("redefine", [_make_operational, _archive])
def test_who_redefines_a_metric_while_it_becomes_primary_is_refused(ready, ready_url, redefine):
    slug = add(*ready)

    (said,) = at_once(ready_url, ready[1], lambda s: _make_primary(s, slug), lambda s: redefine(s, slug))

    assert "“Rooms”" in said
    assert slug in known(ready[0])
    assert stored(ready[0], slug).metric_class is MetricClass.BUSINESS_OUTCOME
