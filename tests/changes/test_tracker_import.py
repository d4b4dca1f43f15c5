"""Importing: what is new, changed or as before; what is asked; what undoing restores; on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from cxdash.changes import tracker_import, tracker_undo, use_cases
from cxdash.changes.matching import SKIP, Answers
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Arm
from cxdash.domain.errors import UndoRefusedError
from cxdash.domain.metrics import Role
from cxdash.domain.periods import Grain, Period
from cxdash.domain.use_cases import MetricUse
from cxdash.store import import_changes, imports, metrics, rollup_sums, rollups
from cxdash.store.schema import Base
from cxdash.store.tables import AuditEvent, Effect, Observation, Rollup, Series, Subject, UseCase
from cxdash.trackers.readings import Column, Problem, RegisterRow, Source
from tests.builders import TODAY, add_use_case, reading, tracker

WEEKS = [date(2026, 3, 2) + timedelta(weeks=number) for number in range(26)]
CONTENT_TABLES = (
    "use_case", "pilot", "person", "site", "metric", "segment", "subject", "series", "observation", "ownership",
    "use_case_metric", "stage_move", "use_case_step", "use_case_module", "module", "journey_step",
)  # fmt: skip


def _plan(database, upload, answers=None):
    with database.reading() as session:
        return tracker_import.plan(session, upload, answers)


def _store(database, person, upload, answers=None):
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, upload, answers)
        return tracker_import.apply(session, plan, b"the file", today=TODAY)


def _undo(database, person, import_id):
    with database.changing(person, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, import_id, today=TODAY)


def _counts(plan):
    return plan.new, plan.changed, plan.unchanged, plan.rejected


def _content(database):
    """Everything people keep, without the count of versions and the history of imports."""
    content = {}
    with database.engine.connect() as connection:
        for name in CONTENT_TABLES:
            table = Base.metadata.tables[name]
            columns = [column for column in table.columns if column.name != "version"]
            content[name] = sorted(map(repr, connection.execute(select(*columns)).all()))
        cells = connection.execute(select(Rollup.__table__)).all()
    content["rollup"] = {tuple(cell[:3]): [round(part, 6) for part in cell[3:]] for cell in cells}
    return content


def _share(numerator, denominator=100.0, *, week=WEEKS[0], cell="C7", **said):
    return reading(numerator / denominator, numerator=numerator, denominator=denominator, week=week, cell=cell, **said)


def test_a_first_upload_is_all_new_and_nothing_is_stored_by_looking(ready):
    database, person = ready
    add_use_case(database, person)

    plan = _plan(database, tracker(_share(20), _share(18, week=WEEKS[1], cell="C8")))

    assert _counts(plan) == (2, 0, 0, 0)
    with database.reading() as session:
        assert session.scalars(select(Observation.day)).all() == []


def test_the_same_file_again_changes_nothing(ready):
    database, person = ready
    add_use_case(database, person)
    upload = tracker(_share(20), _share(18, week=WEEKS[1], cell="C8"))

    _store(database, person, upload)

    assert _counts(_plan(database, upload)) == (0, 0, 2, 0)


def test_a_file_downloaded_twice_is_about_the_same_use_case(ready):
    database, person = ready
    figure = _share(20, entity=None)
    _store(database, person, tracker(figure, file="Ward figures.xlsx"))

    assert _counts(_plan(database, tracker(figure, file="Ward figures (1).xlsx", fingerprint="other"))) == (0, 0, 1, 0)


def test_a_corrected_figure_is_shown_with_what_stands_there_now(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, tracker(_share(20)))

    plan = _plan(database, tracker(_share(21), _share(9, week=WEEKS[1], cell="C8")))

    assert _counts(plan) == (1, 1, 0, 0)
    corrected = plan.rows[0]
    assert (corrected.old.value.numerator, corrected.value.numerator) == (20, 21)
    assert str(corrected.source) == "KPI!C7"


def test_two_different_figures_for_one_week_are_a_problem_at_the_second_cell(ready):
    database, person = ready
    add_use_case(database, person)

    plan = _plan(database, tracker(_share(20, cell="C7"), _share(25, cell="C8")))

    assert _counts(plan) == (1, 0, 0, 1)
    assert (str(plan.problems[0].source), plan.problems[0].code) == ("KPI!C8", "given_twice")


def test_months_do_not_mix_into_a_series_kept_by_week(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, tracker(_share(20)))

    plan = _plan(database, tracker(_share(80, 400.0, period=Period(date(2026, 4, 1), Grain.MONTH))))

    assert [problem.code for problem in plan.problems] == ["mixed_cadence"]
    assert plan.new == 0


def test_problems_of_the_reader_do_not_hide_the_good_cells(ready):
    database, person = ready
    add_use_case(database, person)
    bad = Problem("not_a_number", "“lots” is not a number.", Source("KPI", "C9"))

    plan = _plan(database, tracker(_share(20), problems=[bad]))

    assert _counts(plan) == (1, 0, 0, 1)


def test_a_metric_nobody_defined_does_not_change_how_the_next_file_is_read(ready):
    database, person = ready
    _store(database, person, tracker(_share(20, entity=None, metric="Type 1 departments")))

    with database.reading() as session:
        stored, words = metrics.catalogue(session), metrics.dictionary(session)

    assert stored.named("Type 1 departments") is not None
    assert words.named("Type 1 departments") is None
    assert words.named("AHT") is not None


def test_unknown_names_in_a_column_of_use_cases_become_use_cases(ready):
    database, person = ready
    columns = (Column("A", "Use case", "use_case"), Column("B", "No-shows", "value"))
    upload = tracker(_share(20, entity="Quicker answers"), _share(30, entity="Fewer calls", cell="C8"), columns=columns)

    plan = _plan(database, upload)
    _store(database, person, upload)

    assert plan.creates == ("use case “Quicker answers”", "use case “Fewer calls”")
    with database.reading() as session:
        assert sorted(session.scalars(select(UseCase.title))) == ["Fewer calls", "Quicker answers"]
    assert _counts(_plan(database, upload)) == (0, 0, 2, 0)


def test_a_metric_nearly_right_is_taken_and_said(ready):
    database, person = ready
    add_use_case(database, person)

    plan = _plan(database, tracker(_share(20, metric="Appointment no show rat")))

    assert plan.rows[0].series.metric == "no_show_rate"
    assert "Appointment no show rat" in plan.names.matched[0]


def test_names_that_differ_in_a_number_are_never_taken_for_each_other(ready):
    database, person = ready
    first = tracker(_share(20, entity=None, metric="Seen in 4 hours (type 1)", cell="B2"))
    _store(database, person, first)

    plan = _plan(database, tracker(_share(20, entity=None, metric="Seen in 4 hours (type 2)", cell="C2")))

    assert plan.rows[0].series.metric == "new:Seen in 4 hours (type 2)"
    assert plan.questions == ()


def test_one_label_on_two_sheets_is_two_metrics_named_after_the_sheets(ready):
    database, _ = ready
    upload = tracker(
        reading(700.0, entity=None, metric="Type 1", source=Source("Activity", "B2")),
        reading(0.7, entity=None, metric="Type 1", source=Source("Performance", "B2")),
    )

    plan = _plan(database, upload)

    assert [row.series.metric for row in plan.rows] == ["new:Activity: Type 1", "new:Performance: Type 1"]


def test_one_label_on_sheets_of_one_site_each_is_one_metric(ready):
    database, _ = ready
    upload = tracker(
        reading(700.0, entity="Leeds", metric="Bookings", source=Source("Leeds", "B2")),
        reading(500.0, entity="York", metric="Bookings", source=Source("York", "B2")),
    )

    plan = _plan(database, upload)

    assert [(row.series.metric, row.series.segment) for row in plan.rows] == [
        ("new:Bookings", "Leeds"),
        ("new:Bookings", "York"),
    ]


def test_a_pilot_s_name_nearly_right_is_asked_because_sites_differ_in_one_word(ready):
    database, person = ready
    add_use_case(database, person)

    plan = _plan(database, tracker(_share(20, entity="Lakeside reminders")))

    assert [question.candidates for question in plan.questions] == [("pilot:riverside-reminders",)]


def test_a_name_somewhat_alike_is_asked_and_waits(ready):
    database, person = ready
    add_use_case(database, person)
    upload = tracker(_share(20, entity="Riversid remnder calls"))

    asked = _plan(database, upload)
    answered = _plan(database, upload, Answers(entities={"Riversid remnder calls": "pilot:riverside-reminders"}))
    left_out = _plan(database, upload, Answers(entities={"Riversid remnder calls": SKIP}))

    assert [question.candidates for question in asked.questions] == [("pilot:riverside-reminders",)]
    assert _counts(asked) == (0, 0, 0, 1)
    assert _counts(answered) == (1, 0, 0, 0)
    assert _counts(left_out) == (0, 0, 0, 0)


def test_unknown_names_become_segments_of_a_new_use_case_named_after_the_file(ready):
    database, person = ready
    upload = tracker(
        _share(20, entity="Ward A", cell="B2"),
        _share(30, entity="Ward B", cell="C2"),
        reading(7.0, entity="Ward A", metric="Type 1 departments", cell="D2"),
        file="Monthly-AE_2024.xls",
    )

    plan = _plan(database, upload)
    import_id = _store(database, person, upload)

    assert [sentence.split(",")[0] for sentence in plan.creates] == [
        "use case “Monthly AE 2024”",
        "metric “Type 1 departments”",
    ]
    with database.reading() as session:
        assert session.scalars(select(UseCase.title)).all() == ["Monthly AE 2024"]
        assert len(session.scalars(select(Series.id)).all()) == 3
        assert imports.find(session, import_id).new == 3
    assert _counts(_plan(database, upload)) == (0, 0, 3, 0)


def test_answers_are_remembered_for_the_same_headers(ready):
    database, person = ready
    add_use_case(database, person)
    answers = Answers(entities={"Riversid remnder calls": "pilot:riverside-reminders"})

    _store(database, person, tracker(_share(20, entity="Riversid remnder calls")), answers)

    again = _plan(database, tracker(_share(18, entity="Riversid remnder calls", week=WEEKS[1]), file="next week.xlsx"))
    assert _counts(again) == (1, 0, 0, 0)


def test_next_month_s_file_goes_to_the_use_case_of_the_last_one_with_its_headers(ready):
    database, person = ready
    _store(database, person, tracker(_share(20, entity=None), file="A&E January 2024.xls"))

    again = _plan(database, tracker(_share(20, entity=None), file="A&E March 2025.xls"))
    elsewhere = _plan(database, tracker(_share(20, entity=None), file="A&E March 2025.xls", fingerprint="other"))

    assert _counts(again) == (0, 0, 1, 0)
    assert "“A&E January 2024”" in again.names.matched[0]
    assert _counts(elsewhere) == (1, 0, 0, 0)


def test_an_import_is_one_log_entry_and_keeps_what_stood_there(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, tracker(_share(20)))
    revision = database.revision()

    second = _store(database, person, tracker(_share(21)))

    with database.reading() as session:
        query = select(AuditEvent.row_table, AuditEvent.action).where(AuditEvent.id > revision)
        entries = [tuple(entry) for entry in session.execute(query)]
        done = import_changes.of(session, second)
    assert entries == [("tracker_import", "tracker.import")]
    assert (done.cell, done.previous.numerator.tolist()) == (["KPI!C7"], [20])


def test_quarters_add_up_numerators_and_denominators_and_never_average_shares(ready):
    database, person = ready
    add_use_case(database, person)
    upload = tracker(_share(10, 100.0, week=WEEKS[5], cell="C7"), _share(90, 300.0, week=WEEKS[6], cell="C8"))

    _store(database, person, upload)

    with database.reading() as session:
        query = select(Rollup.parts, Rollup.numerator_sum, Rollup.denominator_sum)
        (quarter,) = session.execute(query.where(Rollup.grain == rollups.CODES[Grain.QUARTER])).all()
    assert tuple(quarter) == (2, 100, 400)


def test_the_sums_equal_those_computed_anew(ready):
    database, person = ready
    add_use_case(database, person)
    for factor in (1.0, 1.1, 0.9):
        _store(
            database,
            person,
            tracker(*(_share(10 * factor + number, week=week, cell=f"C{number}") for number, week in enumerate(WEEKS))),
        )

    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        assert rollup_sums.rebuild(session) == 0


def test_a_segment_counts_in_the_total_only_where_no_total_is_reported(ready):
    database, person = ready
    add_use_case(database, person)

    _store(database, person, tracker(_share(5, segment="New patients", cell="C7")))
    with database.reading() as session:
        alone = session.scalars(select(Series.counts_in_total)).all()
    _store(database, person, tracker(_share(20, cell="C8")))
    with database.reading() as session:
        beside = session.scalars(select(Series.counts_in_total).order_by(Series.segment_id)).all()

    assert alone == [True]
    assert beside == [True, False]


def test_an_import_estimates_the_effects_of_the_pilots_it_touches(ready):
    database, person = ready
    add_use_case(database, person)
    noise = [0, 2, -1, 1, -2, 1, 0, -1, 2, -2, 1, 0, -1] * 2
    missed = {
        Arm.PILOT: [200 - 80 * (week >= date(2026, 6, 1)) + wobble for week, wobble in zip(WEEKS, noise, strict=True)],
        Arm.COMPARISON: [200 + wobble for wobble in reversed(noise)],
    }
    rows = [
        _share(count, 1000.0, week=week, arm=arm, cell=f"{arm[0]}{number}")
        for arm, counts in missed.items()
        for number, (week, count) in enumerate(zip(WEEKS, counts, strict=True))
    ]

    _store(database, person, tracker(*rows))

    with database.reading() as session:
        (effect,) = session.execute(select(Effect.role, Effect.grade, Effect.verdict, Effect.result)).all()
    assert effect[:3] == ("primary", "B", "Target met")
    assert effect.result["effect"]["low"] < 0.4 < effect.result["effect"]["high"]


def _register_row(sheet_row=2, **fields):
    sources = {name: Source("Register", f"{chr(65 + index)}{sheet_row}") for index, name in enumerate(fields)}
    return RegisterRow(fields, sources, Source("Register", f"A{sheet_row}"))


def _register(*rows, file="register.xlsx"):
    return tracker(register=rows, file=file)


FIRST = {
    "use_case": "Fewer no-shows",
    "statement": "Reduce patient no-shows by 30 % through proactive outreach, measured over 90 days.",
    "stage": "pilot",
    "idea_on": date(2026, 1, 5),
    "pilot_on": date(2026, 3, 2),
    "technology_owner": "Ada Quist",
    "metric": "Appointment no-show rate",
    "target": -0.3,
    "baseline": 0.2,
    "guardrails": "CSAT; Complaint rate",
    "margin": "4 points; 2",
}


def test_a_register_creates_use_cases_and_pilots_under_the_rules_of_the_page(ready):
    database, person = ready
    pilot = {
        "pilot": "Riverside reminders",
        "use_case": "Fewer no-shows",
        "goes_live": date(2026, 6, 1),
        "window_days": 90.0,
    }
    upload = _register(_register_row(2, **FIRST), _register_row(3, **pilot))

    plan = _plan(database, upload)
    _store(database, person, upload)

    assert _counts(plan) == (2, 0, 0, 0)
    with database.reading() as session:
        stored = session.scalars(select(UseCase)).one()
        values = use_cases.values_of(stored)
        assert [(move.to_stage, move.moved_on) for move in stored.moves] == [
            ("idea", date(2026, 1, 5)),
            ("pilot", date(2026, 3, 2)),
        ]
        assert [each.name for each in stored.pilots] == ["Riverside reminders"]
    uses = {use.metric: use for use in values.metrics}
    assert uses["no_show_rate"].target.size == -0.3
    assert (uses["csat"].role, uses["csat"].margin) == (Role.GUARDRAIL, pytest.approx(0.04))
    assert uses["complaint_rate"].margin == 2
    assert _counts(_plan(database, upload)) == (0, 0, 2, 0)


def test_a_register_of_pilots_alone_brings_their_use_cases_along(ready):
    database, person = ready
    pilots_of = [
        FIRST | {"pilot": name, "goes_live": date(2026, 6, 1), "status": "stopped"}
        for name in ("Riverside reminders", "Eastfield reminders")
    ]
    upload = _register(*(_register_row(2 + number, **row) for number, row in enumerate(pilots_of)))

    plan = _plan(database, upload)
    _store(database, person, upload)

    assert _counts(plan) == (3, 0, 0, 0)
    with database.reading() as session:
        use_case = session.scalars(select(UseCase)).one()
        assert (use_case.title, use_case.status, use_case.stage) == ("Fewer no-shows", "active", "pilot")
        assert [(pilot.name, pilot.status) for pilot in use_case.pilots] == [
            ("Riverside reminders", "stopped"),
            ("Eastfield reminders", "stopped"),
        ]
    assert _counts(_plan(database, upload)) == (0, 0, 2, 0)


def test_figures_go_to_the_pilots_that_the_same_file_registers(ready):
    database, person = ready
    row = _register_row(2, **FIRST | {"pilot": "Riverside  reminders", "goes_live": date(2026, 6, 1)})
    upload = tracker(_share(20, entity="riverside reminders"), register=[row])

    plan = _plan(database, upload)
    _store(database, person, upload)

    assert _counts(plan) == (3, 0, 0, 0)
    with database.reading() as session:
        (subject,) = session.scalars(select(Subject)).all()
        assert subject.pilot_id is not None
        assert session.scalars(select(UseCase.title)).all() == ["Fewer no-shows"]
    assert _counts(_plan(database, upload)) == (0, 0, 2, 0)


def test_figures_of_a_pilot_whose_row_is_to_be_mended_wait_for_it(ready):
    database, person = ready
    row = _register_row(2, **FIRST | {"pilot": "Riverside reminders", "goes_live": "soon"})
    upload = tracker(_share(20), _share(30, entity="Ward A", cell="C8"), register=[row])

    plan = _plan(database, upload)
    _store(database, person, upload)

    assert {problem.code for problem in plan.problems} == {"not_a_date", "needs_answer"}
    with database.reading() as session:
        assert len(session.scalars(select(Observation.day)).all()) == 1


def test_pilots_of_a_use_case_to_be_mended_are_problems_and_the_rest_comes_in(ready):
    database, person = ready
    upload = _register(
        _register_row(2, **FIRST | {"metric": "Wow factor"}),
        _register_row(3, pilot="Riverside reminders", use_case="Fewer no-shows"),
        _register_row(4, **FIRST | {"use_case": "Faster answers"}),
    )

    plan = _plan(database, upload)
    _store(database, person, upload)

    assert _counts(plan)[0] == 1
    assert {problem.code for problem in plan.problems} == {"unknown_metric", "unknown_use_case"}


def test_a_register_row_with_a_cell_that_could_not_be_read_waits_as_a_whole(ready):
    database, person = ready
    misspelt = Problem("not_a_stage", "“Lift-off” is not a stage.", Source("Register", "C2"))
    columns = (Column("C", "Stage", "stage"), Column("D", "Days", "other:Days"))
    without_stage = {name: value for name, value in FIRST.items() if name != "stage"}
    upload = tracker(register=[_register_row(2, **without_stage)], problems=[misspelt], columns=columns)

    plan = _plan(database, upload)
    mended = _register(_register_row(2, **FIRST))
    _store(database, person, mended)

    assert _counts(plan) == (0, 0, 0, 1)
    with database.reading() as session:
        assert session.scalars(select(UseCase.stage)).all() == ["pilot"]


def test_a_broken_formula_in_a_column_that_nobody_reads_holds_no_row_back(ready):
    database, _ = ready
    uncached = Problem("formula_without_value", "Open the file and save it.", Source("Register", "D2"))
    columns = (Column("C", "Stage", "stage"), Column("D", "Days", "other:Days"))

    plan = _plan(database, tracker(register=[_register_row(2, **FIRST)], problems=[uncached], columns=columns))

    assert _counts(plan) == (1, 0, 0, 1)


def test_a_register_is_held_to_the_metric_firewall(ready):
    database, _ = ready

    plan = _plan(database, _register(_register_row(2, **FIRST | {"metric": "Model accuracy"})))

    assert _counts(plan) == (0, 0, 0, 1)
    assert "may not be a primary metric" in plan.problems[0].message
    assert str(plan.problems[0].source) == "Register!G2"


def test_a_stage_does_not_change_in_a_tracker(ready):
    database, person = ready
    _store(database, person, _register(_register_row(2, **FIRST)))

    plan = _plan(database, _register(_register_row(2, **FIRST | {"stage": "scale"})))

    assert [problem.code for problem in plan.problems] == ["stage_needs_gate"]
    assert _counts(plan) == (0, 0, 0, 1)


def test_ten_wrong_cells_are_ten_problems_and_the_other_rows_come_in(ready):
    database, _ = ready
    wrong = [
        {"stage": "launched"}, {"idea_on": "soon"}, {"target": "lots"}, {"metric": "Wow factor"}, {"baseline": "low"},
        {"guardrails": "Good vibes"}, {"pilot_on": "Q2"}, {"status": "on fire"}, {"unit_value": "priceless"},
        {"use_case": " "},
    ]  # fmt: skip
    rows = [
        _register_row(2 + number, **FIRST | {"use_case": f"Use case {number}"} | cell)
        for number, cell in enumerate(wrong)
    ]

    plan = _plan(database, _register(*rows, _register_row(20, **FIRST)))

    assert _counts(plan) == (1, 0, 0, 10)
    assert len({str(problem.source) for problem in plan.problems}) == 10


def test_undo_restores_what_stood_before(ready):
    database, person = ready
    add_use_case(database, person)
    _store(database, person, tracker(_share(20), _share(18, week=WEEKS[1], cell="C8")))
    before = _content(database)

    second = _store(
        database,
        person,
        tracker(_share(25), _share(9, week=WEEKS[2], cell="C9"), _share(3, entity="Ward A", cell="C10")),
    )
    assert _content(database) != before
    _undo(database, person, second)

    assert _content(database) == before


def test_undoing_a_register_takes_back_use_cases_pilots_and_people(ready):
    database, person = ready
    before = _content(database)
    pilot = {"pilot": "Riverside reminders", "use_case": "Fewer no-shows", "site": "Riverside"}

    import_id = _store(database, person, _register(_register_row(2, **FIRST), _register_row(3, **pilot)))
    _undo(database, person, import_id)

    assert _content(database) == before


def test_undo_is_refused_while_later_imports_rest_on_it(ready):
    database, person = ready
    add_use_case(database, person)
    first = _store(database, person, tracker(_share(20)))
    second = _store(database, person, tracker(_share(21)))

    with pytest.raises(UndoRefusedError, match=f"Undo these first: {second}"):
        _undo(database, person, first)
    _undo(database, person, second)
    _undo(database, person, first)

    with pytest.raises(UndoRefusedError, match="undone already"):
        _undo(database, person, first)


def test_undo_is_refused_where_somebody_edited_what_it_created(ready):
    database, person = ready
    import_id = _store(database, person, _register(_register_row(2, **FIRST)))
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use_case = session.scalars(select(UseCase)).one()
        use_case.title = "Far fewer no-shows"
    before = _content(database)

    with pytest.raises(UndoRefusedError, match="was edited after it"):
        _undo(database, person, import_id)

    assert _content(database) == before


def test_metric_uses_are_kept_in_one_order(ready):
    database, person = ready
    uses = (MetricUse("no_show_rate", Role.PRIMARY), MetricUse("csat", Role.GUARDRAIL))
    slug = add_use_case(database, person, metrics=uses, pilots_named=())

    with database.reading() as session:
        stored = use_cases.values_of(session.scalars(select(UseCase).where(UseCase.slug == slug)).one())

    assert [use.metric for use in stored.metrics] == ["csat", "no_show_rate"]
