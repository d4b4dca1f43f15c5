"""Registers under the rules of the page: what breaks one is a problem at its cell, and nothing of its row is stored."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from cxdash.changes import pilots, tracker_import, tracker_undo, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Comparison
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.store.tables import AuditEvent, PersonRow, Pilot, Site, UseCase
from cxdash.trackers.readings import RegisterRow, Source
from tests.builders import TODAY, add_use_case, tracker
from tests.changes.at_the_gate import CONDITIONS, decide, everybody, request, second, stands, waive_all

USE_CASE = {
    "use_case": "Fewer no-shows",
    "statement": "Reduce patient no-shows by 30 % through proactive outreach, measured over 90 days.",
    "stage": "pilot",
    "idea_on": date(2026, 1, 5),
    "pilot_on": date(2026, 3, 2),
    "operations_owner": "Ben Okafor",
    "metric": "Appointment no-show rate",
    "target": -0.3,
    "baseline": 0.2,
    "guardrails": "CSAT; Complaint rate",
    "margin": "4 points; 2",
}
PILOT = {
    "pilot": "Riverside reminders",
    "use_case": "Fewer no-shows",
    "site": "Riverside",
    "goes_live": date(2026, 6, 1),
    "window_days": 91.0,
    "baseline_starts": date(2026, 1, 5),
}


def row(number, **fields):
    """A row of the sheet Register, each field in a column of its own."""
    sources = {name: Source("Register", f"{chr(65 + index)}{number}") for index, name in enumerate(fields)}
    return RegisterRow(fields, sources, Source("Register", f"A{number}"))


def cell_of(name, fields, number=2):
    """The address of a field in a row made by ``row``."""
    return f"Register!{chr(65 + list(fields).index(name))}{number}"


def plan(database, *rows):
    with database.reading() as session:
        return tracker_import.plan(session, tracker(register=rows))


def store(database, person, *rows):
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        planned = tracker_import.plan(session, tracker(register=rows))
        return tracker_import.apply(session, planned, b"", today=TODAY)


def counts(planned):
    return planned.new, planned.changed, planned.unchanged, planned.rejected


def said(planned):
    return [(str(problem.source), problem.message) for problem in planned.problems]


def values(database, title="Fewer no-shows"):
    with database.reading() as session:
        return use_cases.values_of(session.scalars(select(UseCase).where(UseCase.title == title)).one())


def pilot_values(database):
    with database.reading() as session:
        return pilots.values_of(session.scalars(select(Pilot)).one())


def edit(database, person, *, reason="", **changed):
    """Edit the use case on its page."""
    seen = values(database)
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        wanted = replace(seen, **changed)
        use_cases.edit(session, "fewer-no-shows", seen=seen, wanted=wanted, today=TODAY, reason=reason)


def edit_pilot(database, person, *, reason="", **changed):
    """Edit the pilot on its page."""
    seen = pilot_values(database)
    with database.changing(person, Action.PILOT_EDIT) as session:
        wanted = replace(seen, **changed)
        pilots.edit(session, "riverside-reminders", seen=seen, wanted=wanted, today=TODAY, reason=reason)


def test_a_use_case_comes_in_as_the_register_has_it(ready):
    database, person = ready

    store(database, person, row(2, **USE_CASE))

    stored = values(database)
    uses = {use.metric: use for use in stored.metrics}
    assert (stored.owners, stored.idea_on) == ({Function.OPERATIONS: "Ben Okafor"}, date(2026, 1, 5))
    assert uses["no_show_rate"].target == Target(TargetKind.RELATIVE, -0.3)
    assert (uses["csat"].role, uses["csat"].margin, uses["complaint_rate"].margin) == (Role.GUARDRAIL, 0.04, 2.0)


WRONG_USE_CASES = {
    "a technical metric may not be primary": ({"metric": "Model accuracy"}, "metric", "name the business outcome"),
    "a vanity metric may not be primary": ({"metric": "Pilots launched"}, "metric", "name the business outcome"),
    "a vanity metric may be no guardrail": (
        {"guardrails": "Pilots launched", "margin": "2"},
        "guardrails",
        "may not be",
    ),
    "satisfaction never stands alone": (
        {"metric": "CSAT", "guardrails": "AHT", "margin": "9"},
        "metric",
        "only primary",
    ),
    "a metric has one role": ({"guardrails": "No-show rate", "margin": "2"}, "guardrails", "one role"),
    "unknown metrics are asked for": ({"metric": "Wow factor"}, "metric", "page Metrics"),
    "targets are sizes": ({"target": "much better"}, "target", "Write −30 %"),
    "a baseline is a number": ({"baseline": "20 to 25 %"}, "baseline", "not a number"),
    "a share is not above all of it": ({"baseline": 20.0}, "baseline", "more than 100 %"),
    "margins are sizes": ({"margin": "a little; 2"}, "margin", "no margin for"),
    "margins are as many as guardrails": ({"margin": "4 points; 2; 3"}, "margin", "3 margins for 2 guardrails"),
    "units rise from low to high": ({"unit_value": 5.0, "unit_value_low": 9.0}, "unit_value", "must rise"),
    "stages are four": ({"stage": "launched"}, "stage", "Write idea, pilot, proof or scale."),
    "a stage ahead has no day": ({"scale_on": date(2026, 9, 1)}, "scale_on", "The stage is Pilot"),
    "stages follow each other": ({"pilot_on": date(2025, 9, 1)}, "pilot_on", "before the stage"),
    "a status is one of four": ({"status": "on fire"}, "status", "Write active, parked, stopped or retired."),
    "people are helped in one of four ways": ({"help_mode": "magic"}, "help_mode", "Write Real-time guidance"),
    "one person answers": ({"operations_owner": "Ben Okafor / Ada Quist"}, "operations_owner", "names 2 people"),
    "names can be read": ({"operations_owner": "B" * 201}, "operations_owner", "Shorten it to 200"),
    "a title can be read": ({"use_case": "F" * 201}, "use_case", "Shorten it to 200"),
    "days are of this century": ({"idea_on": date(1926, 1, 5)}, "idea_on", "Correct the year"),
    "days are days": ({"idea_on": "soon"}, "idea_on", "Write it as 2025-03-31"),
}


@pytest.mark.parametrize("rule", WRONG_USE_CASES)
def test_of_use_cases(ready, rule):
    """Every rule: its problem is at the cell and says what to write, and nothing of the row is stored."""
    database, person = ready
    wrong, name, sentence = WRONG_USE_CASES[rule]
    fields = USE_CASE | wrong

    planned = plan(database, row(2, **fields))
    store(database, person, row(2, **fields))

    assert said(planned)[0][0] == cell_of(name, fields)
    assert any(sentence in message for _, message in said(planned))
    assert counts(planned)[:3] == (0, 0, 0)
    _assert_nothing_is_stored(database)


WRONG_PILOTS = {
    "a window has days": ({"window_days": 0.0}, "window_days", "is none"),
    "a window is whole days": ({"window_days": 12.5}, "window_days", "not a whole number"),
    "a window ends": ({"window_days": 100_000.0}, "window_days", "longer than ten years"),
    "the baseline comes first": (
        {"baseline_starts": date(2026, 7, 1)},
        "baseline_starts",
        "before the pilot goes live",
    ),
    "what is locked has a start": ({"goes_live": None, "locked_on": date(2026, 5, 1)}, "locked_on", "cannot be locked"),
    "comparisons are three": ({"comparison": "gut feeling"}, "comparison", "Write none, group or randomised."),
    "costs are numbers": ({"one_off_cost": "a lot"}, "one_off_cost", "not a number"),
    "cases cost nothing or more": ({"usage_cost": -0.2}, "usage_cost", "without a sign"),
    "names can be read": ({"site": "R" * 201}, "site", "Shorten it to 200"),
    "its use case is there": ({"use_case": "Something else"}, "use_case", "There is no use case"),
}


@pytest.mark.parametrize("rule", WRONG_PILOTS)
def test_of_pilots(ready, rule):
    database, person = ready
    add_use_case(database, person, pilots_named=())
    wrong, name, sentence = WRONG_PILOTS[rule]
    fields = {key: value for key, value in (PILOT | wrong).items() if value is not None}
    if rule == "its use case is there":
        fields["metric"] = "Model accuracy"  # else the first pilot would bring its use case along

    planned = plan(database, row(2, **fields))
    store(database, person, row(2, **fields))

    found = [(where, message) for where, message in said(planned) if where == cell_of(name, fields)]
    assert [sentence in message for _, message in found] == [True]
    with database.reading() as session:
        assert session.scalars(select(Pilot.name)).all() == []
        assert session.scalars(select(Site.name)).all() == []


def _assert_nothing_is_stored(database):
    with database.reading() as session:
        assert session.scalars(select(UseCase.title)).all() == []
        assert session.scalars(select(PersonRow.name)).all() == ["Local administrator"]


def test_one_bad_row_keeps_no_other_from_coming_in(ready):
    database, person = ready

    store(
        database, person, row(2, **USE_CASE | {"metric": "Model accuracy"}), row(3, **USE_CASE | {"use_case": "Next"})
    )

    with database.reading() as session:
        assert session.scalars(select(UseCase.title)).all() == ["Next"]


def test_a_register_changes_what_it_says_and_leaves_the_rest(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE), row(3, **PILOT))
    before, pilot_before = values(database), pilot_values(database)

    later = row(2, use_case="fewer NO-SHOWS", operations_owner="Ada Quist", status="Parked")
    planned = plan(database, later, row(3, pilot="Riverside reminders", window_days=84.0))
    store(database, person, later, row(3, pilot="Riverside reminders", window_days=84.0))

    assert counts(planned) == (0, 2, 0, 0)
    owners = {Function.OPERATIONS: "Ada Quist"}
    assert values(database) == replace(before, owners=owners, status=Status.PARKED)
    assert pilot_values(database) == replace(pilot_before, window_days=84)


def test_owners_are_found_by_name_in_any_letters(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE))

    store(database, person, row(2, **USE_CASE | {"use_case": "Next", "operations_owner": " ben  okafor "}))

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 2


def test_a_locked_plan_is_amended_on_the_page(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE), row(3, **PILOT | {"locked_on": date(2026, 5, 20)}))

    changed = PILOT | {"window_days": 120.0}
    planned = plan(database, row(3, **changed))

    assert said(planned)[0][0] == cell_of("window_days", changed, 3)
    assert "locked since 20 May 2026" in said(planned)[0][1]
    assert "a tracker cannot say why, nor who decided it." in said(planned)[0][1]
    assert counts(plan(database, row(3, **PILOT | {"notes": "Ran well"}))) == (0, 1, 0, 0)


def test_a_pilot_stays_with_its_use_case(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE), row(3, **PILOT), row(4, **USE_CASE | {"use_case": "Next"}))

    planned = plan(database, row(3, **PILOT | {"use_case": "Next"}))

    assert "belongs to “Fewer no-shows”, not to “Next”" in said(planned)[0][1]


def test_a_stage_moves_in_a_gate_review(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE))

    further = USE_CASE | {"stage": "proof"}
    another_day = USE_CASE | {"pilot_on": date(2026, 3, 9)}

    assert said(plan(database, row(2, **further)))[0][0] == cell_of("stage", further)
    assert "entered Pilot on 2 Mar 2026" in said(plan(database, row(2, **another_day)))[0][1]


def test_a_register_that_lags_behind_a_gate_review_is_no_problem(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE))
    people = everybody(database)
    waive_all(database, people["Omar"], people["Gus"])
    request(database, people["Omar"])
    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS)
    second(database, people["Gita"])

    assert stands(database)[0] == "proof"
    assert counts(plan(database, row(2, **USE_CASE))) == (0, 0, 1, 0)


def test_what_was_edited_on_the_page_since_the_last_upload_stays(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE), row(3, **PILOT))
    edit(database, person, statement="Reduce no-shows by 25 %.", owners={Function.OPERATIONS: "Ada Quist"})
    edit_pilot(database, person, window_days=84)
    edited, pilot_edited = values(database), pilot_values(database)

    planned = plan(database, row(2, **USE_CASE | {"notes": "New"}), row(3, **PILOT))
    store(database, person, row(2, **USE_CASE | {"notes": "New"}), row(3, **PILOT))

    assert counts(planned) == (0, 1, 1, 0)
    assert values(database) == replace(edited, notes="New")
    assert pilot_values(database) == pilot_edited


def test_a_cell_that_changed_as_well_as_the_page_is_a_problem_with_both_values(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE), row(3, **PILOT))
    edit(database, person, owners={Function.OPERATIONS: "Ada Quist"})
    edit_pilot(database, person, window_days=84)

    mine, of_pilot = USE_CASE | {"operations_owner": "Cleo Park"}, PILOT | {"window_days": 70.0}
    planned = plan(database, row(2, **mine), row(3, **of_pilot))

    assert [where for where, _ in said(planned)] == [
        cell_of("operations_owner", mine),
        cell_of("window_days", of_pilot, 3),
    ]
    assert (
        "was “Ben Okafor” in the last upload and is “Cleo Park” now, but somebody changed it to “Ada Quist”"
        in (said(planned)[0][1])
    )
    assert counts(planned) == (0, 0, 0, 2)
    agreeing = USE_CASE | {"operations_owner": "Ada Quist"}
    assert counts(plan(database, row(2, **agreeing))) == (0, 0, 1, 0)


def test_a_register_undone_has_said_nothing(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE))
    changed = row(2, **USE_CASE | {"notes": "Second thoughts"})
    import_id = store(database, person, changed)
    with database.changing(person, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, import_id, today=TODAY)

    assert counts(plan(database, changed)) == (0, 1, 0, 0)


def test_the_log_names_the_import_and_the_fields(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE))
    version = _version(database)

    import_id = store(database, person, row(2, **USE_CASE | {"notes": "New"}))

    with database.reading() as session:
        columns = (AuditEvent.import_id, AuditEvent.reason, AuditEvent.before, AuditEvent.after)
        query = select(*columns).where(AuditEvent.row_table == "use_case").order_by(AuditEvent.id.desc())
        entry = session.execute(query).first()
    assert (entry.import_id, entry.reason) == (import_id, f"Import {import_id}: tracker.xlsx")
    assert {name: (entry.before[name], entry.after[name]) for name in entry.after if name != "version"} == {
        "notes": ("", "New")
    }
    assert _version(database) > version


def _version(database):
    with database.reading() as session:
        return session.scalars(select(UseCase.version)).one()


def test_two_rows_about_one_thing_complete_each_other(ready):
    database, person = ready
    rows = [row(2, **USE_CASE), row(3, **PILOT), row(4, pilot="Riverside reminders", one_off_cost=9_000.0)]

    store(database, person, *rows)

    assert pilot_values(database).one_off_cost == 9_000


def test_a_register_names_the_client_and_what_a_case_costs(ready):
    database, person = ready

    store(database, person, row(2, **USE_CASE), row(3, **PILOT, client=" Harbour  Health", usage_cost=0.12))
    store(database, person, row(3, **PILOT, usage_cost=0.15))

    assert (pilot_values(database).client, pilot_values(database).usage_cost) == ("Harbour Health", 0.15)


def test_two_rows_that_contradict_each_other_are_a_problem_at_the_second(ready):
    database, _ = ready
    second = row(3, use_case="Fewer no-shows", baseline=0.25)

    planned = plan(database, row(2, **USE_CASE), second)

    assert said(planned) == [
        (
            "Register!B3",
            f"{cell_of('baseline', USE_CASE)} says something else about the same use case. Keep one of them.",
        )
    ]
    assert counts(planned) == (1, 0, 0, 1)


def test_an_archived_use_case_does_not_come_back_by_itself(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE))
    with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, "fewer-no-shows")

    planned = plan(database, row(2, **USE_CASE), row(3, **PILOT))

    assert {problem.code for problem in planned.problems} == {"archived", "unknown_use_case"}
    assert counts(planned)[:2] == (0, 0)


def test_rows_of_their_own_add_metrics_in_their_roles_with_all_they_say(ready):
    database, person = ready
    add_use_case(database, person, pilots_named=())
    more = {
        "use_case": "Fewer no-shows",
        "metric": "Cost to serve",
        "role": "Secondary",
        "target": "-10 %",
        "unit_value": 4.0,
    }

    planned = plan(database, row(2, **more))
    store(database, person, row(2, **more))

    assert counts(planned) == (0, 1, 0, 0)
    added = next(use for use in values(database).metrics if use.metric == "cost_to_serve")
    assert (added.role, added.target.size, added.unit_value) == (Role.SECONDARY, -0.1, 4.0)


@pytest.mark.parametrize(
    ("metric", "role", "name"),
    [("Model accuracy", "Primary", "role"), ("No-show rate", "Guardrail", "role"), ("Wow factor", "Context", "metric")],
)
def test_a_metric_that_breaks_a_rule_is_left_out_alone(ready, metric, role, name):
    database, _ = ready
    wrong = {"use_case": "Fewer no-shows", "metric": metric, "role": role}

    planned = plan(database, row(2, **USE_CASE), row(3, **wrong))

    assert [where for where, _ in said(planned)] == [cell_of(name, wrong, 3)]
    assert counts(planned) == (1, 0, 0, 1)


def test_a_target_without_a_metric_goes_to_the_only_primary_one_or_is_asked_about(ready):
    database, person = ready
    add_use_case(database, person, pilots_named=())
    new = {"use_case": "Next", "target": "-5 %"}

    changed = plan(database, row(2, use_case="Fewer no-shows", target="-20 %"))
    asked = plan(database, row(2, **new))

    assert counts(changed) == (0, 1, 0, 0)
    assert said(asked)[0][0] == cell_of("target", new)


def test_a_list_of_risks_is_one_problem_and_not_one_a_row(ready):
    database, _ = ready
    risks = [row(2 + n, owner="Ben", **{"other:Risk": f"Risk {n}"}) for n in range(9)]

    planned = plan(database, *risks)

    assert [problem.code for problem in planned.problems] == ["names_nothing"]
    assert "No row of “Register” names a use case or pilot" in planned.problems[0].message


def test_a_comparison_site_means_a_comparison_group(ready):
    database, person = ready

    store(database, person, row(2, **USE_CASE), row(3, **PILOT | {"comparison_site": "Millbrook"}))

    stored = pilot_values(database)
    assert (stored.comparison, stored.comparison_label) == (Comparison.GROUP, "Millbrook")
