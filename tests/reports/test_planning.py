"""What a plan can prove, said from stored figures; plans and their versions in words; on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cxdash.changes import measured, pilots, tracker_import, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Comparison
from cxdash.domain.metrics import Role
from cxdash.domain.periods import Grain, Period
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.effects.design import CANNOT_PROVE
from cxdash.reports import plan_text, planning
from cxdash.trackers.readings import Arm
from tests.builders import TODAY, one_use_case, pilot_values, reading, tracker

GOES_LIVE = date(2026, 6, 1)
SLUG = "riverside-reminders"
ALONE = pilot_values(comparison=Comparison.NONE, comparison_label="", locked_on=None)
NO_SHOWS = MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), baseline=0.2)
COMPLAINTS = MetricUse("complaint_rate", Role.GUARDRAIL, margin=2.0)
PAIRS = (
    MetricUse("cancellation_rate", Role.GUARDRAIL, margin=0.02),
    MetricUse("completed_appointment_rate", Role.GUARDRAIL, margin=0.03),
)
# Twelve weeks of no-shows in a thousand appointments, up and down by a tenth.
UNEVEN = (180, 220, 190, 210, 185, 215, 195, 205, 180, 220, 200, 200, 190)


@pytest.fixture
def stored(ready_after):
    """The database and its person, with a use case and one pilot."""
    return ready_after(one_use_case)


def design(database, plan=ALONE, uses=(NO_SHOWS,), *, pilot=SLUG, today=TODAY):
    with database.reading() as session:
        return planning.design(session, plan, tuple(uses), pilot=pilot, today=today)


def upload(database, person, counts=UNEVEN, *, ends=GOES_LIVE, **said):
    """Store weekly figures that end with the week before a day."""
    first = ends - timedelta(weeks=len(counts))
    readings = [
        reading(
            count / 1000,
            period=Period(first + timedelta(weeks=week), Grain.WEEK),
            cell=f"C{week + 2}",
            numerator=float(count),
            denominator=1000.0,
            **said,
        )
        for week, count in enumerate(counts)
    ]
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        planned = tracker_import.plan(session, tracker(*readings, file=f"{first}{said}.xlsx"))
        tracker_import.apply(session, planned, b"", today=TODAY)


def primary(database, *args, **said):
    (found,) = design(database, *args, **said).primaries
    return found


def plain(words):
    return words.replace("\u00a0", " ")


def test_without_figures_nothing_is_known_but_the_rule_of_the_method(stored):
    says = plain(primary(stored[0]).says)

    assert says.startswith("What this window can prove is not known: no figures of this metric have been uploaded")
    assert "13 weeks before and 13 weeks after can tell a change of 1.7 times the usual ups and downs" in says


def test_a_pilot_that_is_not_stored_yet_has_no_figures(stored):
    upload(*stored)

    assert "no figures of this metric have been uploaded" in primary(stored[0], pilot=None).says


def test_baseline_figures_say_which_change_can_be_told_from_none(stored):
    upload(*stored)

    found = primary(stored[0])
    assert plain(found.says).startswith("With 13 weeks before and 13 after, a change of ")
    assert plain(found.says).endswith(" or more can be told from none; your target asks for 30 %.")
    assert found.warning == ""


def test_a_target_in_points_is_answered_in_points(stored):
    upload(*stored)
    use = replace(NO_SHOWS, target=Target(TargetKind.ABSOLUTE, -0.06))

    assert " points or more can be told from none; your target asks for 6.0 points." in plain(
        primary(stored[0], uses=(use,)).says
    )


def test_a_target_smaller_than_what_can_be_told_is_warned_of(stored):
    upload(*stored)
    use = replace(NO_SHOWS, target=Target(TargetKind.RELATIVE, -0.03))

    assert primary(stored[0], uses=(use,)).warning == CANNOT_PROVE


def test_figures_of_the_pilot_itself_prove_nothing_beforehand(stored):
    upload(*stored)
    before = primary(stored[0])
    upload(*stored, counts=(100,) * 13, ends=GOES_LIVE + timedelta(weeks=13))

    assert primary(stored[0]) == before


def test_days_left_out_do_not_count_as_baseline(stored):
    upload(*stored)
    gone = LeftOut(date(2026, 3, 2), date(2026, 3, 16), "Moved house")

    assert "With 11 weeks before" in primary(stored[0], replace(ALONE, left_out=(gone,))).says


def test_too_few_weeks_leave_it_unknown(stored):
    upload(*stored, counts=UNEVEN[:3])

    assert "there are 3 periods from before go-live, and 4 are needed" in primary(stored[0]).says


def test_one_number_from_before_reaches_grade_d_at_best(stored):
    upload(*stored, counts=(150,) * 5, ends=GOES_LIVE + timedelta(weeks=5))

    assert primary(stored[0]).says.endswith("One number from before, without its weeks, reaches grade D at best.")


def test_a_target_that_moves_the_wrong_way_is_said_as_it_is(stored):
    use = replace(NO_SHOWS, target=Target(TargetKind.RELATIVE, 0.3))

    assert "the target moves the other way" in primary(stored[0], uses=(use,)).says


def test_comparison_figures_make_smaller_changes_provable(stored):
    upload(*stored)
    alone = smallest(stored[0], ALONE)
    alike = replace(ALONE, comparison=Comparison.GROUP, comparison_label="Millbrook")
    upload(*stored, counts=(181, 219, *UNEVEN[2:]), arm=Arm.COMPARISON)

    assert smallest(stored[0], alike) < alone


def smallest(database, plan):
    words = plain(primary(database, plan).says).partition("a change of ")[2]
    return float(words.partition(" %")[0])


@pytest.mark.parametrize(
    ("margin", "relative", "says", "warns"),
    [
        (None, False, "No margin is declared", True),
        (0.2, False, "Its margin of 20 points is wide enough to be shown to hold.", False),
        (0.01, False, "Its margin is 1 point.", True),
        (0.02, True, "Its margin is 2.0 % of the baseline.", True),
    ],
)
def test_a_guardrail_is_judged_by_its_margin(stored, margin, relative, says, warns):
    upload(*stored)
    use = MetricUse("no_show_rate", Role.GUARDRAIL, margin=margin, margin_relative=relative)

    (found,) = design(stored[0], uses=(use,)).guardrails
    assert plain(found.says).startswith(says)
    assert bool(found.warning) is warns


def test_what_nobody_watches_is_named_until_somebody_does(stored):
    unwatched = design(stored[0], uses=(NO_SHOWS, COMPLAINTS)).unwatched
    assert [each.partition(". ")[0] for each in unwatched] == [
        "Appointment no-show rate can improve at the expense of cancellations",
        "Appointment no-show rate can improve at the expense of slot utilisation",
    ]

    watched = MetricUse("cancellation_rate", Role.GUARDRAIL, margin=0.02)
    assert len(design(stored[0], uses=(NO_SHOWS, COMPLAINTS, watched)).unwatched) == 1


def test_what_the_lock_lacks_is_said_at_once(stored):
    lacking = design(stored[0], replace(ALONE, goes_live=None, baseline_starts=None), uses=()).lacking

    assert "a go-live date" in lacking
    assert "a primary metric with a target" in lacking
    assert design(stored[0], uses=(*PAIRS, NO_SHOWS, COMPLAINTS)).lacking == ""


def test_the_lock_lacks_what_nobody_watches(stored):
    lacking = design(stored[0], uses=(NO_SHOWS, COMPLAINTS)).lacking

    assert "It needs guardrails that watch cancellations and slot utilisation, under Metrics." in lacking


def test_a_lock_after_the_first_pilot_figures_is_late(stored):
    assert design(stored[0]).late == ""
    upload(*stored, counts=(150,), ends=GOES_LIVE + timedelta(weeks=1))

    assert design(stored[0]).late == (
        "First pilot figures are from 1 Jun 2026: locking now counts as late, one letter down."
    )
    assert design(stored[0], today=GOES_LIVE).late == ""
    assert design(stored[0], replace(ALONE, locked_on=date(2026, 5, 20))).late == ""
    assert design(stored[0], replace(ALONE, locked_on=date(2026, 6, 9))).late == (
        "Locked on 9 Jun 2026, after the first pilot figures of 1 Jun 2026: one letter down."
    )


FULL = pilot_values(
    run_in_days=14,
    population="Riverside patients",
    population_share=0.4,
    chosen_because_bad=True,
    occasions=(Declared(OccasionKind.SEASON, date(2026, 8, 1), date(2026, 8, 15), "Summer"),),
    left_out=(LeftOut(date(2026, 3, 2), date(2026, 3, 9), "Moved house", "no_show_rate"),),
)


def in_words(database, plan, uses=(NO_SHOWS, COMPLAINTS)):
    with database.reading() as session:
        return plan_text.text(session, SLUG, plan, tuple(uses))


def test_a_plan_reads_as_a_short_text(stored):
    declared = {label: plain(words) for label, words in in_words(stored[0], FULL).declared}

    assert declared == {
        "Window": "1 Jun 2026 to 30 Aug 2026, 91 days; the first 14 days do not count",
        "Baseline": "from 2 Mar 2026",
        "Judged by": "Appointment no-show rate, target −30 % from 20.0 %",
        "Guardrails": "Complaint rate, margin +2 per 1,000",
        "Against": "comparison group Millbrook",
        "Who is touched": "Riverside patients, 40 % of them",
        "Chosen": "because its figures were bad; such figures tend to recover by themselves",
        "Out of the ordinary": "season “Summer” 1–14 Aug 2026",
        "Left out": "Appointment no-show rate: 2–8 Mar 2026 (Moved house)",
    }


@pytest.mark.parametrize(
    ("said", "against", "accepted"),
    [
        ({"comparison": Comparison.NONE, "comparison_label": ""}, "its own past; no comparison group", None),
        (
            {"comparison": Comparison.NONE, "comparison_label": "", "comparison_waiver": "Ana Duarte"},
            "its own past; no comparison group",
            "Ana Duarte",
        ),
        (
            {
                "comparison": Comparison.RANDOMISED,
                "comparison_label": "The rest",
                "randomised_unit": "agent",
                "units_per_arm": 24,
                "planned_split": 0.4,
            },
            "groups drawn by lot, by agent, 24 in each group, 40 % in the pilot; the others: The rest",
            None,
        ),
    ],
)
def test_what_it_is_measured_against_is_said_with_all_that_belongs_to_it(stored, said, against, accepted):
    declared = dict(in_words(stored[0], pilot_values(**said)).declared)

    assert plain(declared["Against"]) == against
    assert declared.get("Accepted by") == accepted


def test_every_version_says_who_when_why_and_what(stored):
    database, person = stored
    with database.changing(person, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, SLUG)
        measured.edit_pilot(
            session, SLUG, seen=seen, wanted=replace(seen, window_days=119), today=TODAY, reason="Few patients"
        )
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, "fewer-no-shows")
        uses = tuple(
            replace(use, target=Target(TargetKind.RELATIVE, -0.2)) if use.target else use for use in seen.metrics
        )
        wanted = replace(seen, metrics=uses)
        measured.edit_use_case(session, "fewer-no-shows", seen=seen, wanted=wanted, today=TODAY, reason="Too much")

    versions = in_words(database, FULL).versions
    assert [(each.what, each.made_on, each.why, each.changes) for each in versions] == [
        ("Locked", "20 May 2026", "", ()),
        ("Extended", "21 Nov 2026", "Few patients", ("window 91 → 119 days",)),
        ("Amended", "21 Nov 2026", "Too much", ("Appointment no-show rate: target −30 % → −20 %",)),
    ]
    assert {each.by for each in versions} == {person.name}


def test_an_edit_says_beforehand_what_it_amends_and_what_that_costs(ready):
    with ready[0].reading() as session:
        ask = [
            plan_text.amends(session, FULL, replace(FULL, **said), (NO_SHOWS,))
            for said in ({"notes": "None"}, {"window_days": 119}, {"window_days": 60}, {"occasions": ()})
        ]

    assert [each.changes for each in ask[:3]] == [(), ("window 91 → 119 days",), ("window 91 → 60 days",)]
    assert [each.cost.rpartition(": ")[2].partition(";")[0] for each in ask] == [
        "",
        "the evidence counts one letter less.",
        "The evidence counts one letter less.",
        "It stands in the history",
    ]
