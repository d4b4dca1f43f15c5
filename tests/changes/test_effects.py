"""Stored effects follow from the figures, the plan and what other pilots do to the same population."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from cxdash.changes import effects, measured, metrics, pilots, tracker_import, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Role
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.effects.scrutiny import Scrutiny
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.definition_tables import MetricVersion
from cxdash.store.plan_tables import EffectRevision
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


def _try_two_things_on_the_same_people(database, person, slug, first, second):
    """Two pilots with one population, and the changes per thousand that their figures show."""
    with database.changing(person, Action.PILOT_EDIT) as session:
        for name in ("Riverside reminders", "Riverside texts"):
            pilots.create(session, slug, replace(pilot_values(name), population="Riverside patients"))
    _store(
        database,
        person,
        *_figures("no_show_rate", 200, first),
        *_figures("no_show_rate", 200, second, entity="Riverside texts", column="D"),
    )


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


def test_a_witness_that_is_no_guardrail_raises_the_masking_alarm_too(ready):
    database, person = ready
    masked = (
        MetricUse("containment_rate", Role.DIAGNOSTIC),
        MetricUse("cost_per_contact", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.1)),
        MetricUse("repeat_contact_rate", Role.SECONDARY),
    )
    add_use_case(database, person, metrics=masked)

    _store(
        database, person, *_figures("containment_rate", 300, 150), *_figures("repeat_contact_rate", 100, 80, column="C")
    )

    assert "Repeat contact rate got worse." in _effects(database)["Riverside reminders", "containment_rate"].alarms


def test_containment_that_was_not_verified_raises_the_masking_alarm(ready):
    database, person = ready
    masked = (
        MetricUse("containment_rate", Role.DIAGNOSTIC),
        MetricUse("verified_containment_rate", Role.DIAGNOSTIC),
        MetricUse("cost_per_contact", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.1)),
    )
    add_use_case(database, person, metrics=masked)

    _store(
        database,
        person,
        *_figures("containment_rate", 300, 150),
        *_figures("verified_containment_rate", 250, 0, column="C"),
    )

    reasons = _effects(database)["Riverside reminders", "containment_rate"].alarms[1:]
    assert reasons == ["Contacts contained without another one in seven days are not shown to have risen."]


def test_containment_up_with_resolution_as_it_was_raises_none(ready):
    database, person = ready
    honest = (
        MetricUse("containment_rate", Role.DIAGNOSTIC),
        MetricUse("cost_per_contact", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.1)),
        MetricUse("resolution_rate", Role.GUARDRAIL, margin=0.05),
    )
    add_use_case(database, person, metrics=honest)

    _store(database, person, *_figures("containment_rate", 300, 150), *_figures("resolution_rate", 800, 0, column="C"))

    assert _effects(database)["Riverside reminders", "containment_rate"].alarms == []


def test_another_pilot_on_the_same_population_costs_both_a_letter(ready):
    database, person = ready
    slug = add_use_case(database, person, pilots_named=())

    _try_two_things_on_the_same_people(database, person, slug, -80, -80)

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


def _edit_plan(database, person, *, reason="", **changed):
    """Edit the plan of the pilot as the page does, and judge it anew."""
    with database.changing(person, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, "riverside-reminders")
        wanted = replace(seen, **changed)
        measured.edit_pilot(session, "riverside-reminders", seen=seen, wanted=wanted, today=TODAY, reason=reason)
    return _effects(database)["Riverside reminders", "no_show_rate"]


def _downgrades(effect):
    return [each["code"] for each in effect.result["effect"]["downgrades"]]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"window_days": 98}, "window extended"),
        ({"window_days": 84}, "plan changed"),
        ({"comparison_label": "Northgate"}, "plan changed"),
        ({"chosen_because_bad": True}, "chosen because bad"),
        (
            {"occasions": (Declared(OccasionKind.EVENT, date(2026, 7, 6), date(2026, 7, 13), "Strike"),)},
            "overlap",
        ),
        ({"left_out": (LeftOut(date(2026, 6, 29), date(2026, 7, 27), "Server down"),)}, "periods missing"),
    ],
)
def test_what_people_declare_after_the_lock_is_weighed(ready, changed, code):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))

    effect = _edit_plan(database, person, reason="As agreed", **changed)

    assert code in _downgrades(effect)


def test_weeks_left_out_with_a_reason_are_counted(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))

    week = LeftOut(date(2026, 6, 29), date(2026, 7, 6), "Server down", "no_show_rate")
    effect = _edit_plan(database, person, reason="As agreed", left_out=(week,))

    assert (effect.result["effect"]["n_excluded"], effect.result["effect"]["n_pilot"]) == (1, 12)


def test_a_new_definition_within_the_window_is_a_doubt_and_no_downgrade(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))
    changed = Declared(OccasionKind.DEFINITION, date(2026, 7, 6), date(2026, 7, 7), "Late arrivals count")

    effect = _edit_plan(database, person, reason="As agreed", occasions=(changed,))

    doubts = [each["sentence"] for each in effect.result["scrutiny"]["findings"]]
    assert (len(doubts), "Late arrivals count" in doubts[0]) == (1, True)
    assert "overlap" not in _downgrades(effect)


def test_an_edited_definition_of_the_metric_is_a_doubt_where_it_falls_into_the_pilot(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))
    with database.changing(person, Action.METRIC_EDIT) as session:
        seen = metrics.definition(session, "no_show_rate")
        wanted = replace(seen, formula="missed or cancelled late / booked")
        metrics.edit(session, "no_show_rate", seen=seen, wanted=wanted, today=TODAY, reason="As in the contract")
    later = _effects(database)["Riverside reminders", "no_show_rate"].result["scrutiny"]["findings"]

    with database.engine.begin() as connection:  # as if it had been edited while the pilot ran
        connection.execute(update(MetricVersion).where(MetricVersion.number == 2).values(made_on=date(2026, 7, 6)))
    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        effects.recompute(session, today=TODAY)

    doubts = _effects(database)["Riverside reminders", "no_show_rate"].result["scrutiny"]["findings"]
    assert later == []
    assert "The definition changed on 2026-07-06" in doubts[0]["sentence"]


def test_pilots_on_the_same_people_have_an_effect_together(ready):
    database, person = ready
    slug = add_use_case(database, person, pilots_named=())

    _try_two_things_on_the_same_people(database, person, slug, -80, -40)

    found = [effect.result["joint"] for effect in _effects(database).values()]
    assert {tuple(sorted(each["pilots"])) for each in found} == {("Riverside reminders", "Riverside texts")}
    assert found[0]["effect"]["observed_change"] == pytest.approx(0.3, abs=0.02)


def test_a_pilot_alone_on_its_people_has_no_joint_effect(ready):
    database, person = ready
    add_use_case(database, person)

    _store(database, person, *_figures("no_show_rate", 200, -80))

    assert _effects(database)["Riverside reminders", "no_show_rate"].result["joint"] is None


def _revisions(database):
    query = select(EffectRevision.number, EffectRevision.because, EffectRevision.checksum).order_by(
        EffectRevision.number
    )
    with database.reading() as session:
        return session.execute(query).all()


def test_later_figures_are_a_further_dated_result_beside_the_first(ready):
    database, person = ready
    add_use_case(database, person)
    figures = _figures("no_show_rate", 200, -80)
    _store(database, person, *figures)
    first = _revisions(database)

    corrected = figures[-30]._replace(numerator=figures[-30].numerator + 5)
    _store(database, person, corrected)

    found = _revisions(database)
    assert [(each.number, each.because) for each in first] == [(1, "The window ended")]
    assert [each.number for each in found] == [1, 2]
    assert found[0] == first[0]
    assert found[1].because == "Figures of tracker.xlsx"


def test_the_same_result_is_kept_once_and_a_running_window_not_at_all(ready):
    database, person = ready
    add_use_case(database, person)
    figures = _figures("no_show_rate", 200, -80)
    _store(database, person, *figures[:30], today=GOES_LIVE + timedelta(days=40))
    running = _revisions(database)
    _store(database, person, *figures)

    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        effects.recompute(session, today=TODAY)

    assert (len(running), len(_revisions(database))) == (0, 1)


def test_an_amendment_says_why_the_result_was_judged_anew(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, *_figures("no_show_rate", 200, -80))

    _edit_plan(database, person, reason="The site closes a week early.", window_days=84)

    assert [each.because for each in _revisions(database)] == [
        "The window ended",
        "The plan, or one among the same people, was changed",
    ]


def test_an_effect_is_worth_money_where_somebody_said_what_one_is_worth(ready):
    database, person = ready
    priced = MetricUse(
        "no_show_rate",
        Role.PRIMARY,
        Target(TargetKind.RELATIVE, -0.3),
        unit_value=40.0,
        unit_value_low=30.0,
        unit_value_high=50.0,
        annual_volume=52_000,
    )
    add_use_case(database, person, metrics=(priced,))

    _store(database, person, *_figures("no_show_rate", 200, -80))

    worth = _effects(database)["Riverside reminders", "no_show_rate"].result["net_value"]
    # About 8 of 100 visits of 52,000 are no longer missed, each worth 40.
    assert worth["gross_year"] == pytest.approx(0.08 * 52_000 * 40, rel=0.15)
    assert (worth["p10"] < worth["p50"] < worth["p90"], worth["p_positive"]) == (True, 1.0)


def test_gains_that_two_pilots_claim_are_counted_once_between_them(ready):
    database, person = ready
    priced = MetricUse(
        "no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), unit_value=40.0, annual_volume=52_000
    )
    slug = add_use_case(database, person, pilots_named=(), metrics=(priced,))

    _try_two_things_on_the_same_people(database, person, slug, -80, -40)

    shares = {name: effect.result["net_value"]["counted"] for (name, _), effect in _effects(database).items()}
    assert shares == {
        "Riverside reminders": pytest.approx(2 / 3, abs=0.03),
        "Riverside texts": pytest.approx(2 / 3, abs=0.03),
    }


def test_without_a_unit_value_the_reason_is_kept(ready):
    database, person = ready
    add_use_case(
        database, person, metrics=(MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3)),)
    )

    _store(database, person, *_figures("no_show_rate", 200, -80))

    result = _effects(database)["Riverside reminders", "no_show_rate"].result
    assert (result["net_value"], "what one unit is worth" in result["no_net_value_because"]) == (None, True)


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
