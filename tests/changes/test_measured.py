"""Edits by hand judge the pilots they concern anew, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from cxdash.changes import bulk_edit, measured, pilots, tracker_import, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.bulk_changes import MetricAdded
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Role
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.store import standings
from cxdash.store.tables import Effect
from tests.builders import TODAY, add_use_case, pilot_values, reading, tracker

SLUG, PILOT = "fewer-no-shows", "riverside-reminders"
WEEKS = [date(2025, 12, 1) + timedelta(weeks=number) for number in range(39)]


@pytest.fixture
def halved(ready_after):
    """A pilot whose no-shows fell from 20 to 10 % when it went live, judged."""
    return ready_after(_halved)


def _halved(database, person):
    add_use_case(database, person)
    readings = [
        reading(rate, numerator=rate * 1000, denominator=1000.0, week=week, cell=f"C{row}")
        for row, week in enumerate(WEEKS)
        for rate in [(0.2 if week < date(2026, 6, 1) else 0.1) + 0.002 * (row % 3)]
    ]
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        tracker_import.apply(session, tracker_import.plan(session, tracker(*readings)), b"", today=TODAY)
    return person


def verdicts(database):
    with database.reading() as session:
        return {
            (each.pilot, each.role): (each.verdict, each.grade)
            for found in standings.effects(session).values()
            for each in found
        }


def reasons(database):
    """Why the evidence of the pilot's primary effect was graded down."""
    with database.reading() as session:
        (result,) = session.scalars(select(Effect.result).where(Effect.role == "primary"))
        return {each["code"] for each in result["effect"]["downgrades"]}


def edit_use_case(database, person, *, reason="", **said):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, SLUG)
        wanted = replace(seen, **said)
        measured.edit_use_case(session, SLUG, seen=seen, wanted=wanted, today=TODAY, reason=reason)


def edit_pilot(database, person, *, reason="", **said):
    with database.changing(person, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, PILOT)
        measured.edit_pilot(session, PILOT, seen=seen, wanted=replace(seen, **said), today=TODAY, reason=reason)


def test_a_target_out_of_reach_is_no_longer_met(halved):
    assert verdicts(halved[0])[PILOT, "primary"][0] == "Target met"
    target = Target(TargetKind.RELATIVE, -0.9)

    uses = (MetricUse("no_show_rate", Role.PRIMARY, target, baseline=0.2),)
    edit_use_case(*halved, metrics=uses, reason="It can do better")

    assert verdicts(halved[0])[PILOT, "primary"][0] == "Better, target not shown"


def test_a_metric_taken_away_leaves_no_effect_behind(halved):
    edit_use_case(*halved, metrics=(), reason="Asked about nothing")

    assert verdicts(halved[0]) == {}


def test_an_edit_that_leaves_the_metrics_alone_leaves_the_effects_alone(halved):
    before = verdicts(halved[0])

    edit_use_case(*halved, notes="Second try")

    assert verdicts(halved[0]) == before


def test_a_longer_window_is_too_early_to_judge(halved):
    edit_pilot(*halved, window_days=365, reason="Winter counts too")

    assert verdicts(halved[0])[PILOT, "primary"][0] == "Too early"


def test_pilots_among_the_same_people_weaken_each_other_until_one_is_said_to_be_elsewhere(halved):
    edit_pilot(*halved, population="Riverside patients", reason="Said whose outcome it is")
    assert "overlap" not in reasons(halved[0])

    with halved[0].changing(halved[1], Action.PILOT_EDIT) as session:
        other = pilot_values("Transport", population="Riverside patients", locked_on=None)
        measured.add_pilot(session, SLUG, other, today=TODAY)
    assert "overlap" in reasons(halved[0])

    edit_pilot(*halved, population="Other patients", reason="Different people")
    assert "overlap" not in reasons(halved[0])


@pytest.mark.parametrize("lock", ["a new pilot", "a draft"])
def test_a_plan_is_locked_by_hand_only_when_somebody_watches_what_could_get_worse(halved, lock):
    database, person = halved
    values = pilot_values("Eastfield reminders", locked_on=None)

    with (
        pytest.raises(RuleError, match="guardrails that watch cancellations and slot utilisation"),
        database.changing(person, Action.PILOT_EDIT) as session,
    ):
        if lock == "a new pilot":
            measured.add_pilot(session, SLUG, replace(values, locked_on=TODAY), today=TODAY)
        else:
            slug = measured.add_pilot(session, SLUG, values, today=TODAY)
            seen = pilots.values(session, slug)
            measured.edit_pilot(session, slug, seen=seen, wanted=replace(seen, locked_on=TODAY), today=TODAY)


def test_a_plan_whose_metrics_are_all_watched_is_locked_by_hand(halved):
    database, person = halved
    guarded = (
        MetricUse("cancellation_rate", Role.GUARDRAIL, margin=0.02),
        MetricUse("completed_appointment_rate", Role.GUARDRAIL, margin=0.03),
    )
    slug = add_use_case(database, person, "No-shows elsewhere", pilots_named=(), metrics=(*guarded, *_uses(halved)))

    with database.changing(person, Action.PILOT_EDIT) as session:
        added = measured.add_pilot(session, slug, pilot_values("Eastfield", locked_on=TODAY), today=TODAY)

    with database.reading() as session:
        assert pilots.values(session, added).locked_on == TODAY


def _uses(halved):
    with halved[0].reading() as session:
        return use_cases.values(session, SLUG).metrics


def test_a_metric_added_to_several_use_cases_at_once_judges_their_pilots(halved):
    database, person = halved
    edit_pilot(*halved, locked_on=None, reason="Not agreed after all")
    told = [reading(0.1, metric="cancellation_rate", week=week, cell=f"D{row}") for row, week in enumerate(WEEKS)]
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        tracker_import.apply(session, tracker_import.plan(session, tracker(*told)), b"", today=TODAY)
    change = MetricAdded(MetricUse("cancellation_rate", Role.SECONDARY), "Cancellations")
    with database.reading() as session:
        planned = bulk_edit.plan(session, (SLUG,), change)

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        bulk_edit.store(session, planned, today=TODAY)

    assert (PILOT, "secondary") in verdicts(database)
