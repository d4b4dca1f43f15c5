"""Briefs of use cases: figures with their source, what the last day looks like, and no vendor in any of it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import approaches, journeys, pilots, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.approaches import ApproachValues
from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.journeys import FrictionKind, FrictionValues
from cxdash.domain.metrics import Role
from cxdash.domain.stages import Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.reports.brief import brief
from cxdash.store.database import Database
from tests.builders import TODAY, pilot_values, use_case_values

STATEMENT = "Reduce the no-show rate of outpatients by 30 % through reminders with an answer, measured over 90 days."
USES = (
    MetricUse("cancellation_rate", Role.GUARDRAIL, margin=0.02),
    MetricUse("complaint_rate", Role.GUARDRAIL, margin=0.1, margin_relative=True),
    MetricUse("completed_appointment_rate", Role.GUARDRAIL, margin=0.03, baseline=0.75),
    MetricUse(
        "no_show_rate",
        Role.PRIMARY,
        Target(TargetKind.RELATIVE, -0.3),
        baseline=0.18,
        unit_value=40.0,
        unit_value_low=30.0,
        unit_value_high=50.0,
        annual_volume=100_000,
        value_source="Finance model",
    ),
)


def _stored(ready, **said):
    database, person = ready
    values = use_case_values(**{"statement": STATEMENT, "metrics": USES, "help_mode": "Reduced load"} | said)
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        return use_cases.create(session, values).slug


def _brief(ready, slug):
    with ready[0].reading() as session:
        return brief(session, slug, today=TODAY)


def _section(found, title):
    return next(each for each in found.sections if each.title.startswith(title))


def _said(found):
    return re.sub(r"\s", " ", "\n".join(found.texts()))


def test_it_says_the_last_day_in_figures(ready):
    found = _brief(ready, _stored(ready))
    points = [point.replace("\u00a0", " ") for point in _section(found, "What the last day looks like, day 90").points]

    assert any("at most 126 " in point and "instead of 180" in point for point in points)
    assert "Slot utilisation is not below 72.0 % (baseline 75.0 %)." in points
    assert "Complaint rate is not more than 10 % above its own baseline." in points


def test_it_says_what_the_target_is_worth_as_a_forecast(ready):
    """100,000 × 5.4 points × £40 are £216,000; at £30 and £50 they are £162,000 and £270,000."""
    (worth,) = _section(_brief(ready, _stored(ready)), "What counts as success").says

    assert "about £216k, between £162k and £270k" in worth
    assert "a forecast before costs, not a measurement" in worth
    assert worth.endswith("comes from: Finance model.")


def test_it_says_the_baseline_with_its_source_population_and_volume(ready):
    today = _section(_brief(ready, _stored(ready)), "Where it stands today")

    assert [tuple(cell.replace("\u00a0", " ") for cell in row) for row in today.table.rows] == [
        ("18.0 %", "Declared with the use case")
    ]
    assert "Population: outpatients." in today.says
    assert any("100,000 appointments booked a year, about 24,700 within 90 days" in each for each in today.says)


def test_measured_baselines_come_with_place_and_period(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        found = brief(session, "fewer-patient-no-shows", today=date(2026, 11, 21))
    database.dispose()
    known = [row[1] for row in _section(found, "Where it stands today").table.rows]

    assert "Measured at Harbour View from 3 Mar 2025 to 1 Sep 2025, 26 periods" in known


def test_it_says_where_it_is_tried_first_and_names_no_pilot(ready):
    slug = _stored(ready)
    planned = {"goes_live": date(2027, 1, 4), "baseline_starts": None, "locked_on": None}
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        pilots.create(session, slug, pilot_values("Brandbot at Northgate", site="Northgate", **planned))
        pilots.create(session, slug, pilot_values("Over", goes_live=date(2026, 6, 1)))
        pilots.create(session, slug, pilot_values("Parked", status=Status.PARKED, **planned))
    found = _brief(ready, slug)

    (row,) = _section(found, "Where it is tried first").table.rows
    assert row == ("Northgate", "to be agreed", "4 Jan 2027", "4 Apr 2027", "Millbrook")
    assert "Brandbot" not in _said(found)


def test_without_a_pilot_to_come_it_does_not_say_where(ready):
    assert "Where it is tried first" not in _said(_brief(ready, _stored(ready)))


NONE, GROUP, LOT = Comparison.NONE, Comparison.GROUP, Comparison.RANDOMISED


@pytest.mark.parametrize(
    ("designs", "says", "stops"),
    [
        ([], "against people or sites that went without, over the same days, with", "against the comparison"),
        ([GROUP], "against people or sites that went without, over the same days, with", "against the comparison"),
        ([LOT], "that went without, over the same days, drawn by lot, with", "against the comparison"),
        ([NONE], "against the pilot's own past, before it went live, with", "against its own past"),
        ([NONE, GROUP], "; where there are none, against the pilot's own past; with", "against the comparison"),
    ],
)
def test_it_says_what_the_change_is_shown_against_as_the_pilots_are_designed(ready, designs, says, stops):
    slug = _stored(ready)
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        for number, design in enumerate(designs):
            planned = {"goes_live": date(2027, 1, 4), "baseline_starts": None, "locked_on": None, "comparison": design}
            pilots.create(session, slug, pilot_values(f"Pilot {number}", **planned))
    found = _brief(ready, slug)

    assert any(says in point for point in _section(found, "What the last day looks like").points)
    assert stops in _section(found, "What would make us stop").points[0]
    assert ("and comparison" in _section(found, "Data needed").says[0]) is (designs != [NONE])


def test_figures_beside_each_other_have_as_many_places(ready):
    use = MetricUse("complaint_rate", Role.SECONDARY, Target(TargetKind.RELATIVE, -0.2), baseline=4.0)
    statement = "Reduce the complaint rate of callers by 20 % through letters, measured over 90 days."
    found = _brief(ready, _stored(ready, title="X", statement=statement, metrics=(use,)))
    (row,) = _section(found, "What counts as success").table.rows

    assert [row[2].replace("\u00a0", " "), row[4].replace("\u00a0", " ")] == ["4.00 per 1,000", "3.20 per 1,000"]
    assert "at most 3.20 per 1,000, instead of 4.00 per 1,000." in _said(found)


def test_it_asks_for_the_counts_of_every_metric_that_judges(ready):
    rows = _section(_brief(ready, _stored(ready)), "Data needed").table.rows

    assert rows[0][0] == "Appointment no-show rate"
    assert {row[0] for row in rows} == {
        "Appointment no-show rate",
        "Appointment cancellation rate",
        "Complaint rate",
        "Slot utilisation",
    }
    assert all(row[2] and row[3] for row in rows)


def test_it_takes_data_and_systems_from_the_closest_template(ready):
    systems = _section(_brief(ready, _stored(ready)), "Systems").points

    assert any(system.startswith("Booking system: read appointments") for system in systems)


def test_without_a_template_systems_follow_from_metrics_and_help_mode(ready):
    uses = (MetricUse("resolution_rate", Role.PRIMARY, Target(TargetKind.ABSOLUTE, 0.05)),)
    statement = "Increase the resolution rate of callers by 5 points through clearer letters, measured over 90 days."
    found = _brief(ready, _stored(ready, title="X", statement=statement, metrics=uses))

    assert any("Contact and case system" in system for system in _section(found, "Systems").points)
    assert any("Place where people work" in system for system in _section(found, "Systems").points)


def test_it_asks_at_least_twelve_numbered_questions(ready):
    asked = _section(_brief(ready, _stored(ready)), "Questions")

    assert asked.is_numbered
    assert len(asked.points) >= 12


def test_it_says_what_stops_the_pilot_and_what_is_no_proof(ready):
    found = _brief(ready, _stored(ready))

    assert any("no-show rate rises" in point for point in _section(found, "What would make us stop").points)
    no_proof = " ".join(_section(found, "What we do not accept").points)
    assert "Model accuracy" in no_proof
    assert "Containment rate" in no_proof
    assert "What only grows with activity: Pilots launched, AI interactions" in no_proof


def test_friction_that_it_answers_says_why_it_matters(ready):
    database, person = ready
    slug = _stored(ready, steps=("Attend",))
    pain = FrictionValues(
        "Patients do not come",
        "Attend",
        FrictionKind.MISSED,
        monthly_volume=10_000,
        failure_rate=0.2,
        unit_cost=50.0,
        evidence="Booking system 2025",
    )
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journeys.link(session, journeys.create_friction(session, pain).slug, use_case=slug)

    (point,) = _section(_brief(ready, slug), "Why it matters").points

    assert point == "Attend: Patients do not come. About £1.20m a year. Source: Booking system 2025."

    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journeys.archive_friction(session, "patients-do-not-come")

    assert point not in str(_brief(ready, slug))


class TestOpenPoints:
    def test_a_complete_use_case_has_none(self, ready):
        assert _brief(ready, _stored(ready)).open_points == ()

    def test_what_is_missing_is_named_for_the_author_and_stands_in_no_file(self, ready):
        uses = tuple(replace(use, baseline=None, margin=None, unit_value=None) for use in USES)
        uses = tuple(replace(use, unit_value_low=None, unit_value_high=None) for use in uses)
        found = _brief(ready, _stored(ready, metrics=uses, help_mode=""))

        open_points = " ".join(found.open_points)
        assert "Appointment no-show rate has no baseline." in open_points
        assert "Complaint rate has no margin." in open_points
        assert "How people are helped is not said." in open_points
        assert "has no margin" not in _said(found)

    def test_a_statement_about_a_metric_that_does_not_judge_is_pointed_out(self, ready):
        statement = "Reduce the complaint rate of outpatients by 30 % through reminders, measured over 90 days."
        uses = tuple(use for use in USES if use.metric != "complaint_rate")

        found = _brief(ready, _stored(ready, statement=statement, metrics=uses))

        assert found.open_points[0].startswith("The statement names Complaint rate, which the use case does not have")

    def test_a_target_other_than_the_statement_s_is_pointed_out(self, ready):
        uses = (*USES[:-1], replace(USES[-1], target=Target(TargetKind.RELATIVE, -0.2)))

        (point,) = _brief(ready, _stored(ready, metrics=uses)).open_points

        assert re.sub(r"\s", " ", point).startswith("The statement says −30 %, the metric's target −20 %.")


class TestRefusal:
    @pytest.mark.parametrize("statement", ["", "Implement AI across our contact centre.", "Fewer no-shows"])
    def test_a_statement_that_does_not_pass_gets_no_brief_and_hears_why(self, ready, statement):
        slug = _stored(ready, statement=statement)

        with pytest.raises(RuleError, match="“Fewer no-shows” cannot have a brief yet: its outcome statement does not"):
            _brief(ready, slug)

    def test_the_sentence_names_each_missing_part(self, ready):
        slug = _stored(ready, statement="Reduce no-shows of outpatients by 30 % through reminders.")

        with pytest.raises(RuleError) as refusal:
            _brief(ready, slug)

        assert "measured over" in str(refusal.value)
        assert "Say by how much" not in str(refusal.value)

    def test_a_use_case_that_is_not_there_says_where_to_look(self, ready):
        with pytest.raises(NotFoundError):
            _brief(ready, "joy")


class TestVendors:
    def test_recorded_vendors_are_not_in_it(self, ready):
        database, person = ready
        slug = _stored(ready)
        with database.changing(person, Action.USE_CASE_EDIT) as session:
            approaches.add(session, slug, ApproachValues("Reminders", "Acme Ltd"), today=TODAY)

        assert "Acme" not in _said(_brief(ready, slug))

    def test_a_brief_that_would_name_one_is_refused(self, ready):
        database, person = ready
        slug = _stored(ready, title="No-shows with Acme")
        with database.changing(person, Action.USE_CASE_EDIT) as session:
            approaches.add(session, slug, ApproachValues("Reminders", "ACME"), today=TODAY)

        with pytest.raises(RuleError, match="would name “ACME”"):
            _brief(ready, slug)
