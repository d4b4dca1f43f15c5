"""The catalogue as it is read, on both databases."""

from datetime import date

import pytest

from cxdash.changes import tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.metrics import MetricClass
from cxdash.domain.periods import Grain, Period
from cxdash.reports import metric_list, metrics
from tests.builders import TODAY, add_use_case, reading, tracker


def listed(database, **narrow):
    with database.reading() as session:
        return metric_list.listed(session, today=TODAY, **narrow)


def opened(database, slug):
    with database.reading() as session:
        return metrics.opened(session, slug, today=TODAY)


def upload(database, person, *readings):
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        tracker_import.apply(session, tracker_import.plan(session, tracker(*readings)), b"", today=TODAY)


def row_of(database, name):
    return listed(database).table.set_index("Metric").loc[name]


def test_the_whole_catalogue_is_listed_before_anything_is_uploaded(ready):
    found = listed(ready[0])

    assert len(found.slugs) == found.of > 50
    assert found.unclassified == ()
    assert found.table["Series"].sum() == 0


@pytest.mark.parametrize(
    ("narrow", "slug"),
    [
        ({"search": "no-show"}, "no_show_rate"),
        ({"search": "CPC"}, "cost_per_contact"),
        ({"search": "satisfied responses"}, "csat"),
        ({"search": "containment", "metric_class": MetricClass.TECHNICAL}, "containment_rate"),
    ],
)
def test_a_metric_is_found_by_name_alias_or_formula(ready, narrow, slug):
    assert slug in listed(ready[0], **narrow).slugs


def test_a_class_narrows_the_list(ready):
    found = listed(ready[0], metric_class=MetricClass.VANITY)

    assert set(found.table["Class"]) == {"Vanity"}
    assert 0 < len(found.slugs) < found.of


def test_nothing_that_fits_keeps_the_columns(ready):
    assert list(listed(ready[0], search="joy of living").table.columns) == list(metric_list.LIST_COLUMNS)


def test_use_and_freshness_are_counted(ready):
    """A weekly figure of 1 June reaches to the 7th, a monthly one of June to the 30th."""
    add_use_case(*ready)
    upload(*ready, reading(0.2), reading(6.0, metric="complaint_rate", period=Period(date(2026, 6, 1), Grain.MONTH)))

    rate, complaints = row_of(ready[0], "Appointment no-show rate"), row_of(ready[0], "Complaint rate")

    assert (rate["Use cases"], rate["Series"], rate["Newest figure"]) == (1, 1, date(2026, 6, 7))
    assert complaints["Newest figure"] == date(2026, 6, 30)


def test_an_unclassified_metric_of_a_tracker_is_pointed_out(ready):
    add_use_case(*ready)
    upload(*ready, reading(5.0, metric="Bananas eaten"))

    ((slug, name),) = listed(ready[0]).unclassified

    assert name == "Bananas eaten"
    assert opened(ready[0], slug).may_be == "context"
    assert "nobody has said" in opened(ready[0], slug).why


def test_an_opened_metric_says_what_it_means_and_who_uses_it(ready):
    add_use_case(*ready)
    found = opened(ready[0], "no_show_rate")

    said = dict(found.reads)
    assert said["Unit"] == "%"
    assert said["Good is"] == "down"
    assert "primary" in found.may_be
    assert found.fresh == "No figure was uploaded yet."
    assert [(user.title, user.role) for user in found.users] == [("Fewer no-shows", "primary")]


def test_a_pair_is_named(ready):
    assert opened(ready[0], "cost_to_serve").paired == (
        ("csat", "Customer satisfaction (CSAT)"),
        ("resolution_rate", "Resolution rate"),
    )


@pytest.mark.parametrize("metric_class", MetricClass)
def test_every_class_says_why_it_limits_the_role(ready, metric_class):
    with ready[0].reading() as session:
        slugs = metric_list.listed(session, today=TODAY, metric_class=metric_class).slugs

    assert all(opened(ready[0], slug).why for slug in slugs[:1])


def test_no_metric_of_this_link_is_none(ready):
    assert opened(ready[0], "joy") is None
