"""One use case opened, its figures over time and its log, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cxdash.changes import pilots, readiness, tracker_import, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.periods import Grain, Period
from cxdash.domain.plans import Declared, OccasionKind
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage, Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import history, use_case_figures
from cxdash.reports import use_cases as report
from cxdash.store import use_cases as stored
from cxdash.trackers.readings import Arm
from tests.builders import TODAY, add_use_case, reading, tracker, use_case_values
from tests.changes import at_the_gate

SLUG = "fewer-no-shows"
JANUARY = Period(date(2026, 1, 1), Grain.MONTH)


def opened(database, slug=SLUG):
    with database.reading() as session:
        return report.opened(session, slug, today=TODAY)


def log(database):
    with database.reading() as session:
        return history.of_use_case(session, SLUG)


def edit(database, person, *, reason="", **said):
    with database.changing(person, Action.USE_CASE_EDIT, reason=reason) as session:
        seen = use_cases.values(session, SLUG)
        use_cases.edit(session, SLUG, seen=seen, wanted=replace(seen, **said), today=TODAY, reason=reason)


def upload(database, person, *readings):
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        tracker_import.apply(session, tracker_import.plan(session, tracker(*readings)), b"", today=TODAY)


def monthly(value, month, **said):
    return reading(value, period=Period(date(2026, month, 1), Grain.MONTH), **said)


def lines(database):
    with database.reading() as session:
        return use_case_figures.lines(session, SLUG)


def over_time(database, *names, metric="no_show_rate", grain=Grain.MONTH):
    with database.reading() as session:
        return use_case_figures.over_time(session, SLUG, metric, names, grain)


def test_no_use_case_of_this_link_is_none(ready):
    assert opened(ready[0], "joy") is None


def test_an_archived_use_case_opens_by_its_link_and_says_so(ready):
    add_use_case(*ready)
    with ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, SLUG)

    found = opened(ready[0])

    assert found.archived_on is not None


def test_the_standing_says_stage_day_and_policy(ready):
    """Pilot since 6 March 2026: 260 days on 21 November."""
    add_use_case(*ready)

    assert opened(ready[0]).standing == "Pilot since 6 Mar 2026 (260 days; the policy allows 270)"


def test_a_use_case_taken_over_says_which_gates_nobody_reviewed_here(ready):
    add_use_case(*ready)

    assert opened(ready[0]).taken_over == "gate to pilot"


def test_a_use_case_without_a_day_for_its_stage_was_taken_over_all_the_same(ready):
    database, person = ready
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        standing = use_cases.Standing(Stage.SCALE)
        slug = use_cases.create(session, use_case_values("Fewer repeat calls"), standing=standing).slug

    with database.reading() as session:
        assert not stored.get(session, slug).moves
    assert opened(database, slug).taken_over == "gates to pilot, proof and scale"


def test_a_gate_that_was_decided_here_is_not_among_them(ready):
    database, _ = ready
    people = at_the_gate.everybody(database)
    slug = at_the_gate.add(database, people["Mara"])
    assert not opened(database, slug).taken_over

    at_the_gate.pass_gate(database, people)

    assert opened(database, slug).stage is Stage.PILOT
    assert not opened(database, slug).taken_over


def test_the_required_owners_are_shown_also_where_nobody_is_named(ready):
    add_use_case(*ready, owners={Function.FINANCE: "Rohan", Function.OPERATIONS: "Leila"})

    assert opened(ready[0]).owners == (
        ("Technology owner", ""),
        ("Operations owner", "Leila"),
        ("Commercial owner", ""),
        ("Scaling owner", ""),
        ("Finance", "Rohan"),
    )


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target(TargetKind.RELATIVE, -0.3), "−30\u00a0%"),
        (Target(TargetKind.ABSOLUTE, -0.06), "−6\u00a0points"),
        (Target(TargetKind.TO_VALUE, 0.12), "to 12\u00a0%"),
        (None, ""),
    ],
)
def test_measures_are_written_as_people_say_them_the_primary_first(ready, target, words):
    uses = (
        MetricUse("csat", Role.GUARDRAIL, margin=0.04),
        MetricUse("no_show_rate", Role.PRIMARY, target, baseline=0.2, unit_value=40.0, annual_volume=31_000),
    )
    add_use_case(*ready, metrics=uses, pilots_named=())

    first, second = opened(ready[0]).measures_table.to_dict("records")

    assert (first["Role"], first["Target"], first["Baseline"]) == ("Primary", words, "20.0\u00a0%")
    assert first["Worth"] == "£40 × 31,000 a year"
    assert second["Margin"] == "−4\u00a0points"


def test_a_pilot_in_its_window_has_a_day_and_no_verdict(ready):
    add_use_case(*ready)
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        seen = pilots.values(session, "riverside-reminders")
        wanted = replace(seen, goes_live=TODAY - timedelta(days=40), window_days=90)
        pilots.edit(session, "riverside-reminders", seen=seen, wanted=wanted, today=TODAY, reason="It opened late")

    (pilot,) = opened(ready[0]).pilots

    assert (pilot.progress, pilot.verdict) == ("Day 41 of 90", "")
    assert pilot.lock == "Plan locked 20 May 2026, amended 21 Nov 2026"
    assert "comparison group Millbrook" in pilot.plan


def test_nothing_uploaded_is_no_lines(ready):
    add_use_case(*ready)

    assert lines(ready[0]).metrics == ()


def test_lines_are_pilots_comparisons_and_segments(ready):
    add_use_case(*ready)
    upload(
        *ready,
        reading(0.2),
        reading(0.2, arm=Arm.COMPARISON),
        reading(6.0, metric="complaint_rate", segment="New patients"),
    )

    found = lines(ready[0])

    assert [slug for slug, _ in found.metrics] == ["no_show_rate", "complaint_rate"]
    assert found.names["no_show_rate"] == ("Riverside reminders", "Riverside reminders, comparison")
    assert found.names["complaint_rate"] == ("Riverside reminders, New patients",)
    assert found.has_pilots


def test_a_monthly_series_offers_no_weeks(ready):
    add_use_case(*ready)
    upload(*ready, monthly(0.2, 1))

    assert lines(ready[0]).grains["no_show_rate"] == (Grain.MONTH, Grain.QUARTER)


def test_figures_without_a_pilot_belong_to_everybody_and_are_no_evidence(ready):
    add_use_case(*ready, pilots_named=())
    upload(*ready, monthly(0.2, 1, entity="Fewer no-shows"))

    assert not lines(ready[0]).has_pilots
    assert lines(ready[0]).names["no_show_rate"] == ("Everybody",)


def test_a_quarter_is_its_cases_over_its_cases(ready):
    """10 of 100 and 90 of 300 are 25 %."""
    add_use_case(*ready)
    upload(
        *ready,
        monthly(0.1, 1, numerator=10.0, denominator=100.0, cell="C2"),
        monthly(0.3, 2, numerator=90.0, denominator=300.0, cell="C3"),
    )

    drawn = over_time(ready[0], "Riverside reminders", grain=Grain.QUARTER)

    assert drawn.rows["value"].tolist() == [0.25]
    assert drawn.finding == "Appointment no-show rate, Riverside reminders: 25.0\u00a0% in Q1 2026"


def test_the_finding_compares_with_the_same_month_a_year_before(ready):
    add_use_case(*ready)
    earlier = reading(0.3, period=Period(date(2025, 1, 1), Grain.MONTH), cell="C2")
    upload(*ready, earlier, monthly(0.2, 1, cell="C3"))

    finding = over_time(ready[0], "Riverside reminders").finding

    assert finding.endswith("20.0\u00a0% in Jan 2026, 30.0\u00a0% a year before")


@pytest.mark.parametrize(("chosen", "metric"), [((), "no_show_rate"), (("Elsewhere",), "no_show_rate")])
def test_no_line_chosen_draws_nothing(ready, chosen, metric):
    add_use_case(*ready)
    upload(*ready, monthly(0.2, 1))

    assert over_time(ready[0], *chosen, metric=metric).rows.empty
    assert over_time(ready[0], metric="joy") is None


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (("A", "A, comparison"), ("A", "A, comparison")),
        (("A", "A, comparison", "B", "C"), ("A", "B", "C")),
        (tuple("ABCDEFGH"), tuple("ABCDEF")),
    ],
)
def test_comparisons_are_drawn_at_first_only_where_there_is_room(names, first):
    assert use_case_figures.first_lines(names) == first


def test_the_log_begins_with_the_recording(ready):
    add_use_case(*ready, pilots_named=())

    what = log(ready[0])[["What", "After"]].to_numpy().tolist()

    assert ["Use case", "recorded"] in what
    assert ["Appointment no-show rate", "added"] in what
    assert ["Stage", "pilot"] in what
    assert not any("title" in name.lower() for name, _ in what)


def test_the_log_says_who_what_before_after_and_why_the_newest_first(ready):
    add_use_case(*ready)
    edit(*ready, reason="Renamed at the council", title="No more no-shows")

    newest = log(ready[0]).iloc[0]

    assert (newest["Who"], newest["What"]) == ("Local administrator", "Title")
    assert (newest["Before"], newest["After"]) == ("Fewer no-shows", "No more no-shows")
    assert newest["Why"] == "Renamed at the council"


def test_a_decision_says_its_ground_once(ready):
    people = at_the_gate.everybody(ready[0])
    at_the_gate.add(ready[0], people["Mara"])
    at_the_gate.pass_gate(ready[0], people)

    found = log(ready[0])
    assert [each for each in found["After"] if "As the evidence says" in each] == ["decided: go: As the evidence says"]
    assert "As the evidence says" not in set(found["Why"])
    assert found[found["What"] == "Stage"]["Why"].iloc[0] == "Decide at a gate"


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ({"owners": {Function.OPERATIONS: "Kwabena"}}, ("Operations owner", "Leila", "Kwabena")),
        ({"owners": {}}, ("Operations owner", "Leila", "")),
        ({"steps": ("Attend", "Book")}, ("Journey step", "", "Book")),
        ({"steps": ()}, ("Journey step", "Attend", "")),
        ({"idea_on": date(2026, 2, 2)}, ("Idea on", "5 Jan 2026", "2 Feb 2026")),
        ({"status": Status.PARKED}, ("Status", "active", "parked")),
        ({"metrics": ()}, ("Appointment no-show rate", "there", "removed")),
        (
            {"metrics": (MetricUse("no_show_rate", Role.SECONDARY),)},
            ("Appointment no-show rate: role", "primary", "secondary"),
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_every_kind_of_change_reads_in_plain_words(ready, said, entry):
    add_use_case(
        *ready,
        owners={Function.OPERATIONS: "Leila"},
        steps=("Attend",),
        metrics=(MetricUse("no_show_rate", Role.PRIMARY),),
        pilots_named=(),
    )

    edit(*ready, reason="Agreed", **said)

    assert entry in {tuple(row) for row in log(ready[0])[["What", "Before", "After"]].to_numpy()}


def test_one_edit_of_readiness_is_one_entry(ready):
    slug = add_use_case(*ready, pilots_named=())
    first, then = Readiness(1, "Logs"), Readiness(3, "A year of logs", "Leila")
    for seen, wanted in ((readiness.UNJUDGED, first), (first, then), (then, replace(then, level=2))):
        with ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session:
            readiness.edit(session, slug, Dimension.DATA, seen=seen, wanted=wanted)
    with ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session:
        readiness.take_away(session, slug, Dimension.DATA, seen=replace(then, level=2))

    rows = log(ready[0])[["What", "Before", "After"]].head(4).to_numpy().tolist()

    assert rows == [
        ["Data readiness", "level 2; evidence “A year of logs”; owner Leila", ""],
        ["Data readiness: level", "3", "2"],
        ["Data readiness", "level 1; evidence “Logs”", "level 3; evidence “A year of logs”; owner Leila"],
        ["Data readiness", "", "level 1; evidence “Logs”"],
    ]


def test_an_amendment_of_a_pilot_stands_in_the_log_with_its_reason(ready):
    add_use_case(*ready)
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        seen = pilots.values(session, "riverside-reminders")
        pilots.edit(
            session,
            "riverside-reminders",
            seen=seen,
            wanted=replace(seen, goes_live=date(2026, 7, 6), site="Eastfield"),
            today=TODAY,
            reason="It opened late",
        )

    found = {row["What"]: row for row in log(ready[0]).to_dict("records")}

    assert found["Pilot Riverside reminders: goes live"]["After"] == "6 Jul 2026"
    assert found["Pilot Riverside reminders: site"]["Before"] == "Riverside"
    assert found["Pilot Riverside reminders: goes live"]["Why"] == "It opened late"


def test_days_declared_and_taken_back_stand_in_the_log_with_their_words(ready):
    database, person = ready
    add_use_case(*ready)
    summer = Declared(OccasionKind.SEASON, date(2026, 8, 1), date(2026, 8, 15), "Summer")
    for occasions in ((summer,), ()):
        with database.changing(person, Action.PILOT_EDIT) as session:
            seen = pilots.values(session, "riverside-reminders")
            wanted = replace(seen, occasions=occasions)
            pilots.edit(session, "riverside-reminders", seen=seen, wanted=wanted, today=TODAY, reason="Holidays")

    found = [tuple(row) for row in log(database)[["What", "Before", "After", "Why"]].to_numpy()]
    assert ("Out of the ordinary: Summer", "", "1–14 Aug 2026", "Holidays") in found
    assert ("Out of the ordinary: Summer", "1–14 Aug 2026", "", "Holidays") in found


def test_what_belongs_to_another_use_case_is_not_in_the_log(ready):
    add_use_case(*ready)
    add_use_case(*ready, "Another", owners={Function.SPONSOR: "Ingrid"}, pilots_named=("Elsewhere",))

    assert not {"Sponsor", "Pilot Elsewhere"} & set(log(ready[0])["What"])
