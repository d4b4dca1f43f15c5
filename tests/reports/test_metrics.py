"""The catalogue as it is read, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cxdash.changes import gate_policy, metric_care, tracker_import
from cxdash.changes.metric_care import Care
from cxdash.domain.actions import Action
from cxdash.domain.gate_policy import START
from cxdash.domain.metrics import MetricClass, Role
from cxdash.domain.periods import Grain, Period
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import MetricUse
from cxdash.judging import own_metrics
from cxdash.reports import gate, metric_list, metrics
from cxdash.reports.metric_list import Only
from tests.builders import TODAY, add_use_case, reading, tracker
from tests.changes.metric_edits import add, edit, verify


def listed(database, **narrow):
    with database.reading() as session:
        return metric_list.listed(session, today=TODAY, **narrow)


def opened(database, slug, *, today=TODAY):
    with database.reading() as session:
        return metrics.opened(session, slug, today=today)


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


def test_the_list_is_narrowed_to_what_is_used_stale_or_not_verified(ready):
    add_use_case(*ready)
    upload(*ready, reading(0.2))
    verify(*ready, "no_show_rate")

    used = listed(ready[0], only=Only.IN_USE)
    assert set(used.slugs) == {"no_show_rate", "complaint_rate"}
    assert dict(zip(used.slugs, used.table["Figures"], strict=True)) == {
        "no_show_rate": "stale in 1 of 1",
        "complaint_rate": "none yet",
    }
    assert listed(ready[0], only=Only.STALE).slugs == ("no_show_rate",)
    assert "no_show_rate" not in listed(ready[0], only=Only.UNVERIFIED).slugs
    assert "no_show_rate" not in listed(ready[0], only=Only.NOT_IN_USE).slugs
    assert listed(ready[0], only=Only.ARCHIVED).slugs == ()


@pytest.mark.parametrize(("days", "fresh"), [(45, True), (46, False)])
def test_a_figure_is_stale_after_45_days_in_an_active_use_case(ready, days, fresh):
    add_use_case(*ready)
    upload(*ready, reading(0.2))
    today = date(2026, 6, 7) + timedelta(days=days)

    (user,) = opened(ready[0], "no_show_rate", today=today).users

    assert user.is_stale == (not fresh)
    words = f"newest figure 7 Jun 2026, {days} days ago"
    assert user.figures == (words if fresh else f"stale: {words}; the limit is 45")
    assert (user.stands, user.pilots) == ("in pilot", "in its pilot")


def test_how_old_a_figure_may_be_is_as_the_gate_policy_says(ready):
    """The newest figure is of 7 June, 167 days ago."""
    add_use_case(*ready)
    upload(*ready, reading(0.2))
    with ready[0].changing(ready[1], Action.POLICY_EDIT) as session:
        wanted = replace(START, fresh_days=200)
        gate_policy.edit(session, seen=START, wanted=wanted, today=TODAY, reason="Figures come in twice a year")

    (user,) = opened(ready[0], "no_show_rate").users

    assert user.figures == "newest figure 7 Jun 2026, 167 days ago"
    assert not user.is_stale
    assert listed(ready[0], only=Only.STALE).slugs == ()


def test_figures_of_what_was_stopped_are_not_waited_for(ready):
    add_use_case(*ready, status=Status.STOPPED)
    upload(*ready, reading(0.2))

    (user,) = opened(ready[0], "no_show_rate").users

    assert not user.is_stale
    assert user.stands == "in pilot, stopped"
    assert listed(ready[0], only=Only.STALE).slugs == ()


def test_a_pilot_that_is_behind_the_newest_figure_is_named(ready):
    add_use_case(*ready, pilots_named=("Riverside reminders", "Eastfield reminders", "Westfield reminders"))
    upload(*ready, reading(0.2), reading(0.2, entity="Eastfield reminders", week=date(2026, 5, 4)))

    (user,) = opened(ready[0], "no_show_rate", today=date(2026, 6, 10)).users

    assert user.pilots == (
        "Eastfield reminders: newest figure 10 May 2026, 31 days ago; Westfield reminders: no figure yet"
    )


def test_versions_are_told_with_day_reason_person_and_what_changed(ready):
    add_use_case(*ready)
    edit(*ready, "no_show_rate", today=date(2026, 11, 3), formula="missed / booked", reason="As in the contract")

    found = opened(ready[0], "no_show_rate")

    assert found.version == "Version 2 since 3 Nov 2026: As in the contract (Local administrator)"
    assert [version.number for version in found.versions] == [2, 1]
    (change,) = found.versions[0].changes
    assert change.endswith("is “missed / booked”.")
    assert row_of(ready[0], "Appointment no-show rate")["Version"] == 2


def test_who_owns_and_verified_a_metric_is_told_in_the_list_and_on_its_page(ready):
    verify(*ready, "csat", today=date(2026, 11, 3))
    with ready[0].changing(ready[1], Action.METRIC_EDIT) as session:
        metric_care.give(session, "csat", seen=Care(), wanted=Care("Ada Lovelace"))

    found, row = opened(ready[0], "csat"), row_of(ready[0], "Customer satisfaction (CSAT)")

    assert (found.owner, found.verified) == ("Ada Lovelace", "Verified by Local administrator on 3 Nov 2026")
    assert (row["Owner"], row["Verified"], row["Version"]) == ("Ada Lovelace", date(2026, 11, 3), 1)


def test_what_was_defined_here_is_unproven_until_somebody_verifies_it(ready):
    def unproven():
        with ready[0].reading() as session:
            return own_metrics.unproven(session)

    assert unproven() == frozenset()
    slug = add(*ready)
    add_use_case(*ready)
    edit(*ready, "no_show_rate", formula="missed / booked", reason="As in the contract")
    assert unproven() == {slug, "no_show_rate"}

    verify(*ready, slug)
    verify(*ready, "no_show_rate")
    assert unproven() == frozenset()


def test_the_first_gate_waits_for_a_primary_metric_of_one_s_own_to_be_verified(ready):
    def primary_line(slug):
        with ready[0].reading() as session:
            lines = gate.of_use_case(session, slug, today=TODAY).lines
        return next(line.judged for line in lines if line.code == "primary_is_allowed")

    metric = add(*ready)
    uses = (MetricUse(metric, Role.PRIMARY),)
    use_case = add_use_case(*ready, "Rooms", stage=Stage.IDEA, metrics=uses, pilots_named=())
    assert primary_line(use_case).figure == "Rooms ready was defined here and nobody has verified that"
    assert "verify it on the page Metrics" in primary_line(use_case).next_step

    verify(*ready, metric)
    assert primary_line(use_case).is_met


def test_what_must_be_watched_is_named_with_the_metrics_that_show_it(ready):
    watched = {each.name: [metric.slug for metric in each.metrics] for each in opened(ready[0], "no_show_rate").watched}

    assert watched == {
        "cancellations": ["cancellation_rate"],
        "slot utilisation": ["completed_appointment_rate"],
        "opt-outs or complaints": ["opt_out_rate", "complaint_rate"],
    }


def test_no_metric_of_this_link_is_none(ready):
    assert opened(ready[0], "joy") is None
