"""Use cases archived and brought back: under the rules that hold on that day, with a log that says so."""

from dataclasses import replace

import pytest

from cxdash.changes import joining, metrics, use_case_links, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.metrics import Direction, Metric, MetricClass, Role
from cxdash.domain.modules import Part
from cxdash.domain.people import Person
from cxdash.domain.people import Role as Doing
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import history
from cxdash.reports import use_cases as reports
from tests.builders import TODAY, add_use_case


def archive(database, person, slug):
    with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, slug)


def bring_back(database, person, slug):
    with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
        use_cases.bring_back(session, slug)


def opened(database, slug):
    with database.reading() as session:
        return reports.opened(session, slug, today=TODAY)


def test_an_archived_use_case_comes_back_as_it_was(ready):
    slug = add_use_case(*ready)
    before = opened(ready[0], slug)
    archive(*ready, slug)

    bring_back(*ready, slug)

    assert opened(ready[0], slug) == before


def test_its_page_says_who_archived_it(ready):
    slug = add_use_case(*ready)

    archive(*ready, slug)

    assert opened(ready[0], slug).archived_by == ready[1].name


def test_the_log_tells_of_both(ready):
    slug = add_use_case(*ready)
    archive(*ready, slug)
    bring_back(*ready, slug)

    with ready[0].reading() as session:
        back, gone = history.lines(session, slug)[:2]
    assert (gone.what, gone.after, gone.number) == ("Archived", "yes", None)
    assert (back.what, back.before, back.after) == ("Archived", "yes", "no")


def test_joined_ones_part_again(ready):
    slug, other = add_use_case(*ready, pilots_named=()), add_use_case(*ready, "Calls first", pilots_named=())
    with ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session:
        joining.join(session, slug, into=other)
    assert opened(ready[0], slug).joined_into == (other, "Calls first")

    bring_back(*ready, slug)

    assert opened(ready[0], slug).joined_into is None


def test_a_primary_that_was_forbidden_meanwhile_refuses_with_its_sentence(ready):
    with ready[0].changing(ready[1], Action.METRIC_EDIT) as session:
        own = metrics.create(session, Metric("", "Rooms ready", "%", Direction.UP, MetricClass.BUSINESS_OUTCOME)).slug
    slug = add_use_case(*ready, pilots_named=(), metrics=(MetricUse(own, Role.PRIMARY),))
    archive(*ready, slug)
    with ready[0].changing(ready[1], Action.METRIC_EDIT) as session:
        seen = metrics.definition(session, own)
        metrics.edit(session, own, seen=seen, wanted=replace(seen, metric_class=MetricClass.VANITY), today=TODAY)

    with pytest.raises(RuleError, match="Rooms ready"):
        bring_back(*ready, slug)
    assert opened(ready[0], slug).archived_on is not None


def test_two_may_not_create_the_same_module(ready):
    slug = add_use_case(*ready, pilots_named=(), modules=("Outreach",))
    archive(*ready, slug)
    other = add_use_case(*ready, "Calls first", pilots_named=(), modules=("Outreach",))
    with ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session:
        ties = use_case_links.values(session, other)
        wanted = replace(ties, parts={"Outreach": Part.CREATES})
        use_case_links.edit(session, other, seen=ties, wanted=wanted)

    with pytest.raises(RuleError, match="Outreach"):
        bring_back(*ready, slug)


def test_what_is_not_archived_has_nothing_to_come_back_from(ready):
    slug = add_use_case(*ready)

    with pytest.raises(RuleError, match="is not archived"):
        bring_back(*ready, slug)
    with pytest.raises(NotFoundError):
        bring_back(*ready, "nothing")


def test_only_who_may_archive_may_bring_back(ready):
    slug = add_use_case(*ready)
    archive(*ready, slug)
    viewer = Person(ready[1].id, "A viewer", frozenset({Doing.VIEWER}))

    with pytest.raises(NotAllowedError):
        bring_back(ready[0], viewer, slug)
