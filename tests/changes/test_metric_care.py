"""Who answers for a metric, who verified it, and metrics that leave the catalogue, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import metric_care
from cxdash.changes.metric_care import Care
from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError, StaleEditError
from cxdash.domain.metrics import MetricClass, Role
from cxdash.domain.people import Person
from cxdash.domain.people import Role as Holds
from cxdash.domain.use_cases import MetricUse
from cxdash.store import metric_uses
from cxdash.store.tables import Series
from tests.builders import add_use_case, reading
from tests.changes.metric_edits import OWN, add, edit, known, stored, upload, verified, verify


def care(database, slug):
    with database.reading() as session:
        return metric_care.care(session, slug)


def give(database, person, slug, owner, *, seen=None):
    seen = seen or care(database, slug)
    with database.changing(person, Action.METRIC_EDIT) as session:
        metric_care.give(session, slug, seen=seen, wanted=Care(owner))


def archive(database, person, slug):
    with database.changing(person, Action.METRIC_EDIT) as session:
        metric_care.archive(session, slug)


def bring_back(database, person, slug):
    with database.changing(person, Action.METRIC_EDIT) as session:
        metric_care.bring_back(session, slug)


def test_a_metric_is_given_to_somebody_and_taken_from_them(ready):
    give(*ready, "csat", " Ada Lovelace ")
    assert care(ready[0], "csat") == Care("Ada Lovelace")

    give(*ready, "csat", "")
    assert care(ready[0], "csat") == Care()


def test_two_people_who_give_a_metric_away_are_told(ready):
    seen = care(ready[0], "csat")
    give(*ready, "csat", "Ada Lovelace")

    with pytest.raises(StaleEditError, match=r"owner was “empty”.*is “Ada Lovelace” now, and you entered “Ben Okafor”"):
        give(*ready, "csat", "Ben Okafor", seen=seen)


def test_finance_verifies_what_it_saw(ready):
    verify(ready[0], Person(ready[1].id, "Finn", frozenset({Holds.FINANCE})), "cost_to_serve")

    day, name = verified(ready[0], "cost_to_serve")
    assert day is not None
    assert name == ready[1].name


@pytest.mark.parametrize("role", [Holds.VIEWER, Holds.CONTRIBUTOR, Holds.FACILITATOR, Holds.GATEKEEPER])
def test_others_do_not_verify(ready, role):
    with pytest.raises(NotAllowedError, match="may not verify a metric"):
        verify(ready[0], Person(ready[1].id, "Vic", frozenset({role})), "csat")


def test_a_definition_that_changed_meanwhile_is_not_verified_unseen(ready):
    slug = add(*ready)
    seen = stored(ready[0], slug)
    edit(*ready, slug, formula="ready / booked rooms")

    with pytest.raises(StaleEditError, match=r"formula was “ready / all rooms”.*is “ready / booked rooms” now"):
        verify(*ready, slug, seen=seen)

    assert verified(ready[0], slug) == (None, None)


def test_what_nobody_has_defined_cannot_be_verified(ready):
    add_use_case(*ready)
    upload(*ready, reading(5.0, metric="Bananas eaten"))

    with pytest.raises(RuleError, match="Give it its class"):
        verify(*ready, "bananas-eaten")
    with pytest.raises(RuleError, match="has no formula"):
        verify(*ready, add(*ready, replace(OWN, formula=" ")))


def test_an_archived_metric_leaves_the_catalogue_and_keeps_its_figures(ready):
    slug = add(*ready)
    add_use_case(*ready)
    upload(*ready, reading(0.5, metric=slug))

    archive(*ready, slug)

    with ready[0].reading() as session:
        assert len(session.scalars(select(Series.id)).all()) == 1
    assert slug not in known(ready[0])
    with pytest.raises(RuleError, match="There is no metric"):
        add_use_case(*ready, "Rooms", metrics=(MetricUse(slug, Role.PRIMARY),), pilots_named=())
    with pytest.raises(RuleError, match=r"is archived\. Bring it back"):
        edit(*ready, slug, name="Rooms")
    with pytest.raises(RuleError, match=r"is archived\. Bring it back"):
        verify(*ready, slug)


def test_a_metric_that_judges_use_cases_stays_and_the_refusal_names_them(ready):
    for title in ("A", "B", "C", "D"):
        add_use_case(*ready, title, pilots_named=())

    with pytest.raises(RuleError, match=r"judges “A”, “B”, “C” and 1 more\. Take it out"):
        archive(*ready, "no_show_rate")

    assert "no_show_rate" in known(ready[0])


def test_an_archived_metric_is_brought_back(ready):
    slug = add(*ready)
    archive(*ready, slug)

    bring_back(*ready, slug)

    assert slug in known(ready[0])


def test_a_name_taken_meanwhile_keeps_a_metric_in_the_archive(ready):
    slug = add(*ready)
    archive(*ready, slug)
    add(*ready, replace(OWN, formula="another"))

    with pytest.raises(RuleError, match="already names the metric Rooms ready"):
        bring_back(*ready, slug)


def test_a_shipped_metric_stays_archived_at_the_next_start(ready):
    archive(*ready, "pilots_launched")

    ensure_ready(ready[0])

    assert "pilots_launched" not in known(ready[0])


def test_a_tracker_that_goes_on_counting_an_archived_metric_makes_no_new_one(ready):
    add_use_case(*ready)
    upload(*ready, reading(5.0, metric="Bananas eaten"))
    archive(*ready, "bananas-eaten")
    before = known(ready[0])

    upload(*ready, reading(6.0, metric="Bananas eaten", week=date(2026, 6, 8)))

    assert known(ready[0]) == before
    with ready[0].reading() as session:
        assert len(session.scalars(select(Series.id)).all()) == 1


def test_a_name_taken_from_an_archived_metric_belongs_to_the_one_that_has_it_now(ready):
    slug = add(*ready)
    archive(*ready, slug)
    later = add(*ready, replace(OWN, formula="another"))
    add_use_case(*ready)

    upload(*ready, reading(0.5, metric=OWN.name))

    with ready[0].reading() as session:
        assert set(metric_uses.series_counts(session)) == {later}


def test_a_metric_paired_with_an_archived_one_can_still_be_edited(ready):
    other = add(*ready)
    slug = add(*ready, replace(OWN, name="Rooms sold", formula="sold / all", paired_with=other))
    archive(*ready, other)

    edit(*ready, slug, notes="Sold by noon")

    assert stored(ready[0], slug).notes == "Sold by noon"


def test_a_class_may_be_narrowed_and_never_widened_for_a_shipped_metric(ready):
    edit(*ready, "csat", metric_class=MetricClass.VANITY, roles=frozenset())

    assert stored(ready[0], "csat").metric_class is MetricClass.VANITY
