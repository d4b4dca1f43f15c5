"""Stored effects follow from the figures, the plan and what other pilots do to the same population."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from cxdash.changes import effects, pilots, tracker_import, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Role
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.effects.scrutiny import Scrutiny
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.tables import Effect, MetricRow, Pilot
from tests.builders import TODAY, add_use_case, pilot_values, reading, tracker

WEEKS = [date(2026, 3, 2) + timedelta(weeks=number) for number in range(26)]
GOES_LIVE = date(2026, 6, 1)
NOISE = [0, 7, -4, 3, -8, 5, 1, -6, 8, -5, 2, -3, 4, -7, 6, 0, -2, 7, -5, 3, -1, 4, -6, 8, -4, 1]


def _figures(metric, level, change, *, entity="Riverside reminders", column="B"):
    """Weekly shares of both arms; only the pilot's change at go-live, by ``change`` per thousand."""
    return [
        reading(
            metric=metric,
            entity=entity,
            week=week,
            arm=arm,
            numerator=level + (change if arm is Arm.PILOT and week >= GOES_LIVE else 0) + sign * wobble,
            denominator=1000.0,
            cell=f"{column}{arm[0]}{number}",
        )
        for arm, sign in ((Arm.PILOT, 1), (Arm.COMPARISON, -1))
        for number, (week, wobble) in enumerate(zip(WEEKS, NOISE, strict=True))
    ]


def _store(database, person, *readings, today=TODAY):
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker(*readings))
        tracker_import.apply(session, plan, b"the file", today=today)


def _effects(database):
    query = (
        select(Pilot.name, MetricRow.slug, Effect.verdict, Effect.grade, Effect.result, Effect.alarms)
        .join(Pilot, Pilot.id == Effect.pilot_id)
        .join(MetricRow, MetricRow.id == Effect.metric_id)
    )
    with database.reading() as session:
        return {(row.name, row.slug): row for row in session.execute(query)}


def test_before_the_window_ends_nothing_is_claimed(ready):
    database, person = ready
    add_use_case(database, person)

    _store(database, person, *_figures("no_show_rate", 200, -80)[:20], today=GOES_LIVE + timedelta(days=30))

    effect = _effects(database)["Riverside reminders", "no_show_rate"]
    assert (effect.verdict, effect.result["effect"]["low"]) == ("Too early", None)


def test_a_window_that_ended_since_is_judged_and_the_log_says_so(ready):
    database, person = ready
    add_use_case(database, person)
    early = GOES_LIVE + timedelta(days=88)
    _store(database, person, *_figures("no_show_rate", 200, -80), today=early)
    revision = database.revision()

    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        before_the_end = effects.recompute_ended(session, today=early + timedelta(days=1))
        after_it = effects.recompute_ended(session, today=TODAY)
        again = effects.recompute_ended(session, today=TODAY)

    assert (before_the_end, after_it, again) == (0, 1, 0)
    assert _effects(database)["Riverside reminders", "no_show_rate"].verdict == "Target met"
    assert database.revision() > revision


def test_a_harmed_guardrail_makes_a_better_primary_harm(ready):
    database, person = ready
    guarded = (
        MetricUse("csat", Role.GUARDRAIL, margin=0.02),
        MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3)),
    )
    add_use_case(database, person, metrics=guarded)

    _store(database, person, *_figures("no_show_rate", 200, -80), *_figures("csat", 800, -150, column="C"))

    found = _effects(database)
    assert found["Riverside reminders", "csat"].result["guardrail"]["status"] == "red"
    assert found["Riverside reminders", "no_show_rate"].verdict == "Harm"


def test_containment_up_while_fewer_issues_are_resolved_raises_the_masking_alarm(ready):
    database, person = ready
    masked = (
        MetricUse("containment_rate", Role.DIAGNOSTIC),
        MetricUse("cost_per_contact", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.1)),
        MetricUse("resolution_rate", Role.GUARDRAIL, margin=0.02),
    )
    add_use_case(database, person, metrics=masked)

    _store(
        database, person, *_figures("containment_rate", 300, 150), *_figures("resolution_rate", 800, -120, column="C")
    )

    alarms = _effects(database)["Riverside reminders", "containment_rate"].alarms
    assert alarms[0] == "Containment rose but resolution did not. Counted value: 0."
    assert "Resolution rate got worse." in alarms


def test_containment_up_with_resolution_as_it_was_raises_none(ready):
    database, person = ready
    honest = (
        MetricUse("containment_rate", Role.DIAGNOSTIC),
        MetricUse("resolution_rate", Role.GUARDRAIL, margin=0.05),
    )
    add_use_case(database, person, metrics=honest)

    _store(database, person, *_figures("containment_rate", 300, 150), *_figures("resolution_rate", 800, 0, column="C"))

    assert _effects(database)["Riverside reminders", "containment_rate"].alarms == []


def test_another_pilot_on_the_same_population_costs_both_a_letter(ready):
    database, person = ready
    slug = add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        for name in ("Riverside reminders", "Riverside texts"):
            pilots.create(session, slug, replace(pilot_values(name), population="Riverside patients"))

    _store(
        database,
        person,
        *_figures("no_show_rate", 200, -80),
        *_figures("no_show_rate", 200, -80, entity="Riverside texts", column="D"),
    )

    assert {name: effect.grade for (name, _), effect in _effects(database).items()} == {
        "Riverside reminders": "C",
        "Riverside texts": "C",
    }


def test_a_finished_result_is_kept_with_the_other_readings_of_its_figures(ready):
    database, person = ready
    add_use_case(database, person)

    _store(database, person, *_figures("no_show_rate", 200, -80))

    kept = Scrutiny.from_json(_effects(database)["Riverside reminders", "no_show_rate"].result["scrutiny"])
    assert kept.without_comparison.low < kept.without_comparison.effect < kept.without_comparison.high
    assert kept.lowest.effect < kept.highest.effect
    assert kept.limits.low < 0.2 < kept.limits.high


def test_segments_beside_their_total_show_the_mix_and_leave_the_effect_as_it_is(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))
    alone = _effects(database)["Riverside reminders", "no_show_rate"].result

    parts = [
        each._replace(segment=name, numerator=each.numerator * share, denominator=each.denominator * part)
        for name, share, part in (("New", 0.6, 0.5), ("Known", 0.4, 0.5))
        for each in _figures("no_show_rate", 200, -80)
    ]
    _store(database, person, *parts)

    beside = _effects(database)["Riverside reminders", "no_show_rate"].result
    assert (alone["scrutiny"]["mix"], beside["effect"]) == (None, alone["effect"])
    assert [each["segment"] for each in beside["scrutiny"]["mix"]["segments"]] == ["Known", "New"]


def test_amending_the_plan_after_the_lock_costs_a_letter(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))
    before = _effects(database)["Riverside reminders", "no_show_rate"].grade

    with database.changing(person, Action.PILOT_EDIT) as session:
        pilot = stored_use_cases.get_pilot(session, "riverside-reminders")
        seen = pilots.values_of(pilot)
        wanted = replace(seen, window_days=84)
        pilots.edit(session, pilot.slug, seen=seen, wanted=wanted, today=TODAY, reason="The site closes a week early.")
        effects.recompute(session, pilot_ids={pilot.id}, today=TODAY)

    assert (before, _effects(database)["Riverside reminders", "no_show_rate"].grade) == ("B", "C")


def test_a_plan_that_contradicts_itself_says_so_instead_of_failing(ready):
    database, person = ready
    upwards = (MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, 0.3)),)
    add_use_case(database, person, metrics=upwards)

    _store(database, person, *_figures("no_show_rate", 200, -80))

    effect = _effects(database)["Riverside reminders", "no_show_rate"]
    assert effect.verdict == "Not measured"
    assert "Change its sign" in effect.result["problem"]


def test_rates_per_thousand_are_judged_in_their_own_unit(ready):
    database, person = ready
    complaints = (MetricUse("complaint_rate", Role.PRIMARY, Target(TargetKind.ABSOLUTE, -5.0)),)
    add_use_case(database, person, metrics=complaints)

    _store(database, person, *_figures("complaint_rate", 50, -20))

    measured = _effects(database)["Riverside reminders", "complaint_rate"].result["effect"]
    assert 45 < measured["baseline_mean"] < 55
    assert measured["low"] < 20 < measured["high"]


def test_recomputing_without_a_change_gives_the_same_to_the_bit(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))
    before = _effects(database)

    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        effects.recompute(session, today=TODAY)

    assert _effects(database) == before


def test_a_changed_target_is_judged_anew_by_recomputing(ready):
    database, person = ready
    slug = add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values_of(stored_use_cases.get(session, slug))
        harder = tuple(
            replace(use, target=Target(TargetKind.RELATIVE, -0.6)) if use.role is Role.PRIMARY else use
            for use in seen.metrics
        )
        wanted = replace(seen, metrics=harder)
        use_cases.edit(session, slug, seen=seen, wanted=wanted, today=TODAY, reason="It can do better")
        effects.recompute(session, today=TODAY)

    assert _effects(database)["Riverside reminders", "no_show_rate"].verdict == "Better, target not shown"
