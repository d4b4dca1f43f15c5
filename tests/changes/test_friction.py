"""Lists of friction points as trackers: planned, stored, come back unchanged, and taken back."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from cxdash.changes import journey_steps, journeys, tracker_import, tracker_undo
from cxdash.changes.matching import Answers
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, UndoRefusedError
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from cxdash.domain.people import Person, Role
from cxdash.store import friction as stored_friction
from cxdash.store import journeys as stored_journeys
from cxdash.store.journey_tables import FrictionPoint, Journey, JourneyStep, UseCaseFriction
from cxdash.store.tables import AuditEvent, UseCaseStep
from tests.builders import TODAY, add_use_case, one_use_case, ready_database
from tests.trackers.books import Percent, csv, read, workbook

HEADER = [
    "Journey",
    "Step",
    "Back office?",
    "Friction point",
    "Kind",
    "Who",
    "Metric",
    "Volume per month",
    "Failure rate",
    "Unit cost (£)",
    "Annual cost",
    "Evidence",
    "Effort",
    "Use case",
]
COLUMNS = {label: place for place, label in enumerate(HEADER)}
WAIT = {
    "Journey": "Care",
    "Step": "Book",
    "Friction point": "Callers wait 14 minutes",
    "Kind": "Long queue",
    "Who": "Patients",
    "Metric": "AHT",
    "Volume per month": 12000,
    "Failure rate": Percent(0.12),
    "Unit cost (£)": 4.5,
    "Annual cost": 77760,
    "Evidence": "Telephony",
    "Effort": "M",
}
TWICE = {
    "Journey": "Care",
    "Step": "Book",
    "Friction point": "Details are told twice",
    "Kind": "Repetition",
    "Use case": "Fewer no-shows",
}
LETTERS = {
    "Journey": "Care",
    "Step": "Results",
    "Back office?": "yes",
    "Friction point": "Letters are typed by hand",
    "Kind": "Manual",
    "Volume per month": 3000,
    "Failure rate": "20 %",
    "Unit cost (£)": 6,
    "Effort": "8 months",
}
ALL = (WAIT, TWICE, LETTERS)


def book(*rows, **sheets):
    """A workbook with a sheet Friction under two lines of title, and other sheets after it."""
    told = [[row.get(label) for label in HEADER] for row in rows]
    return workbook({"Friction": [["What hurts, as of November"], [], HEADER, *told], **sheets})


def plan(database, content, **said):
    with database.reading() as session:
        return tracker_import.plan(session, read(content), Answers(reading=said) if said else None)


def store(database, person, content, **said):
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        planned = tracker_import.plan(session, read(content), Answers(reading=said) if said else None)
        return tracker_import.apply(session, planned, content, today=TODAY)


def undo(database, person, import_id):
    with database.changing(person, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, import_id, today=TODAY)


def counts(planned):
    return planned.new, planned.changed, planned.unchanged, planned.rejected


def wrong(planned):
    return {str(problem.source).partition("!")[2]: problem.code for problem in planned.problems}


def values(database, name):
    with database.reading() as session:
        point = session.scalars(select(FrictionPoint).where(FrictionPoint.name == name)).one()
        return journeys.values_of(session, point)


def edit(database, person, name, **changed):
    """Edit a friction point on the page."""
    seen = values(database, name)
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        slug = session.scalars(select(FrictionPoint.slug).where(FrictionPoint.name == name)).one()
        journeys.edit_friction(session, slug, seen=seen, wanted=replace(seen, **changed))


def steps(database):
    with database.reading() as session:
        found = [journey_steps.values_of(session, step) for step in stored_journeys.steps(session)]
    return [(step.journey, step.name, step.is_back_office) for step in found]


def answers(database):
    """Which use cases answer what, by name."""
    with database.reading() as session:
        names = {point.id: point.name for point in stored_journeys.friction(session)}
        return {names[point]: titles for point, titles in stored_friction.answered_by(session).items()}


def everything(database):
    """All rows that a list of friction points may touch."""
    with database.reading() as session:
        tables = (Journey, JourneyStep, FrictionPoint, UseCaseFriction, UseCaseStep)
        return {
            table.__tablename__: sorted(
                str({name: value for name, value in row.items() if name != "version"})
                for row in session.execute(select(table.__table__)).mappings()
            )
            for table in tables
        }


@pytest.fixture
def there(ready_after):
    """A database with one use case and no journey."""
    return ready_after(one_use_case)


def test_friction_points_come_in_with_their_steps_and_use_cases(there):
    database, person = there

    store(database, person, book(*ALL))

    assert values(database, "Callers wait 14 minutes") == FrictionValues(
        name="Callers wait 14 minutes",
        step="Book",
        kind=FrictionKind.WAITING,
        population="Patients",
        metric="average_handle_time",
        monthly_volume=12000,
        failure_rate=0.12,
        unit_cost=4.5,
        evidence="Telephony",
        effort=3,
    )
    assert values(database, "Letters are typed by hand").effort == 5
    assert steps(database) == [("Care", "Book", False), ("Care", "Results", True)]
    assert answers(database) == {"Details are told twice": ("Fewer no-shows",)}


def test_the_same_file_again_changes_nothing(there):
    database, person = there
    first = plan(database, book(*ALL))
    store(database, person, book(*ALL))

    again = plan(database, book(*ALL))

    assert counts(first) == (3, 0, 0, 0)
    assert counts(again) == (0, 0, 3, 0)
    assert not again.has_work


def test_what_it_changes_is_told_field_by_field(there):
    database, person = there
    store(database, person, book(*ALL))
    dearer = {**WAIT, "Unit cost (£)": 5, "Annual cost": None, "Kind": "Not knowing", "Use case": "Fewer no-shows"}

    planned = plan(database, book(dearer, TWICE, LETTERS))

    (item,) = [each for each in planned.friction.points if each.changes]
    assert counts(planned) == (0, 1, 2, 0)
    assert [(each.field, each.old, each.new) for each in item.changes] == [
        ("kind", FrictionKind.WAITING, FrictionKind.UNCERTAINTY),
        ("unit_cost", 4.5, 5),
        ("use_case", "", "Fewer no-shows"),
    ]


def test_what_is_left_empty_stays(there):
    database, person = there
    store(database, person, book(*ALL))
    bare = {label: WAIT[label] for label in ("Step", "Friction point")}

    planned = plan(database, book(bare, {**TWICE, "Use case": None}))

    assert counts(planned) == (0, 0, 2, 0)


def test_a_pain_under_another_step_is_moved_there(there):
    database, person = there
    store(database, person, book(*ALL))

    store(database, person, book({**WAIT, "Step": "Results"}))

    assert values(database, "Callers wait 14 minutes").step == "Results"


def test_one_name_at_two_steps_is_two_pains(there):
    database, person = there

    store(database, person, book(WAIT, {**WAIT, "Step": "Results"}))

    with database.reading() as session:
        assert session.scalar(select(func.count(FrictionPoint.id))) == 2
    assert counts(plan(database, book(WAIT, {**WAIT, "Step": "Results"}))) == (0, 0, 2, 0)


def test_steps_may_move_to_another_journey_and_behind_the_counter(there):
    database, person = there
    store(database, person, book({**TWICE, "Journey": None}, {**LETTERS, "Journey": None, "Back office?": None}))
    before = steps(database)

    planned = plan(database, book(*ALL))
    store(database, person, book(*ALL))

    assert before == [("Customer journey", "Book", False), ("Customer journey", "Results", False)]
    assert [(item.name, [each.field for each in item.changes]) for item in planned.friction.steps] == [
        ("Book", ["journey"]),
        ("Results", ["journey", "is_back_office"]),
    ]
    assert steps(database) == [("Care", "Book", False), ("Care", "Results", True)]
    with database.reading() as session:
        assert [journey.name for journey in stored_journeys.journeys(session)] == ["Care"]


def test_a_step_may_stand_without_a_pain(there):
    database, person = there

    store(database, person, book(WAIT, {"Journey": "Care", "Step": "Pay"}, LETTERS))

    assert [name for _, name, _ in steps(database)] == ["Book", "Pay", "Results"]
    assert counts(plan(database, book(WAIT, {"Journey": "Care", "Step": "Pay"}, LETTERS))) == (0, 0, 3, 0)


def test_use_cases_of_the_same_file_are_linked(ready):
    database, person = ready
    register = [["Use case", "Outcome statement", "Stage", "Journey steps"], ["Fewer no-shows", "", "idea", "Results"]]
    content = book(*ALL, Register=[*register, ["Shorter calls", "", "idea", "Book"]])

    store(database, person, content)

    assert answers(database) == {"Details are told twice": ("Fewer no-shows",)}
    assert [name for _, name, _ in steps(database)] == ["Book", "Results"]
    again = plan(database, content)
    assert (again.new, again.changed, again.problems) == (0, 0, ())


def test_a_use_case_taken_out_of_the_list_is_no_longer_linked(there):
    database, person = there
    add_use_case(database, person, "Shorter calls", pilots_named=())
    store(database, person, book({**TWICE, "Use case": "Fewer no-shows; Shorter calls"}))

    store(database, person, book({**TWICE, "Use case": "Shorter calls"}))

    assert answers(database) == {"Details are told twice": ("Shorter calls",)}


def test_what_was_edited_on_the_page_since_stays(there):
    database, person = there
    store(database, person, book(*ALL))
    edit(database, person, "Callers wait 14 minutes", unit_cost=9.0)

    planned = plan(database, book({**WAIT, "Effort": "L"}, TWICE, LETTERS))

    (item,) = [each for each in planned.friction.points if each.changes]
    assert [each.field for each in item.changes] == ["effort"]
    assert item.wanted.unit_cost == 9.0


def test_a_cell_that_both_changed_is_a_problem(there):
    database, person = there
    store(database, person, book(*ALL))
    edit(database, person, "Callers wait 14 minutes", unit_cost=9.0)

    planned = plan(database, book({**WAIT, "Unit cost (£)": 5, "Annual cost": None}, TWICE, LETTERS))

    assert wrong(planned) == {"J4": "edited_since"}
    assert counts(planned) == (0, 0, 2, 1)


def test_a_step_moved_on_the_page_stays_where_it_is(there):
    database, person = there
    store(database, person, book(*ALL))
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        seen = journey_steps.step_values(session, "book")
        journey_steps.edit_step(session, "book", seen=seen, wanted=replace(seen, journey="Other"))

    assert counts(plan(database, book(*ALL))) == (0, 0, 3, 0)


def test_a_misspelt_step_is_asked_about_and_never_made(there):
    database, person = there
    store(database, person, book(*ALL))
    misspelt = {**WAIT, "Step": "Resluts", "Friction point": "Results come late"}

    asked = plan(database, book(misspelt, TWICE))

    assert [(each.key, each.candidates) for each in asked.questions] == [("step:Resluts", ("Results", "new"))]
    assert wrong(asked) == {"B4": "needs_answer"}
    assert counts(plan(database, book(misspelt, TWICE), **{"step:Resluts": "Results"})) == (1, 0, 1, 0)


def test_what_was_answered_about_a_step_is_remembered(there):
    database, person = there
    store(database, person, book(*ALL))
    misspelt = book({**WAIT, "Step": "Resluts", "Friction point": "Results come late"}, TWICE)
    store(database, person, misspelt, **{"step:Resluts": "Results"})

    again = plan(database, misspelt)

    assert (counts(again), again.questions) == ((0, 0, 2, 0), ())


def test_a_journey_whose_name_nobody_can_read_holds_up_its_steps_alone(there):
    database, person = there
    long = {**WAIT, "Journey": "Care " * 60}

    store(database, person, book(long, {**TWICE, "Journey": None}, LETTERS))

    assert wrong(plan(database, book(long))) == {"A4": "name_too_long"}
    assert steps(database) == [("Care", "Results", True)]


def test_a_step_that_is_new_after_all_is_made(there):
    database, person = there
    store(database, person, book(*ALL))
    other = {**WAIT, "Step": "Results B", "Friction point": "Results come late"}

    store(database, person, book(other), **{"step:Results B": "new"})

    assert [name for _, name, _ in steps(database)] == ["Book", "Results", "Results B"]


def test_a_pain_nearly_called_like_another_is_asked_about(there):
    database, person = there
    store(database, person, book(*ALL))
    retyped = {**TWICE, "Friction point": "Detail are told twice"}

    asked = plan(database, book(WAIT, retyped))
    said = plan(database, book(WAIT, retyped), **{"friction:Detail are told twice": "Details are told twice"})

    assert [each.candidates for each in asked.questions] == [("Details are told twice", "new")]
    assert counts(said) == (0, 0, 2, 0)


def test_ten_wrong_cells_are_ten_problems_and_the_rest_is_stored(there):
    database, person = there
    first = {
        **WAIT,
        "Back office?": "perhaps",
        "Kind": "Sadness",
        "Metric": "Mood",
        "Effort": "forever",
        "Use case": "Nobody's",
        "Annual cost": None,
    }
    second = {**TWICE, "Volume per month": "many", "Failure rate": "often", "Unit cost (£)": "much"}
    third = {**LETTERS, "Step": "Pay", "Annual cost": 99_000}
    fourth = {**LETTERS, "Failure rate": "120 %", "Friction point": "Never right"}

    planned = plan(database, book(first, second, third, fourth, LETTERS))
    store(database, person, book(first, second, third, fourth, LETTERS))

    assert wrong(planned) == {
        "C4": "side_unknown",
        "E4": "friction_kind_unknown",
        "G4": "unknown_metric",
        "M4": "effort_unknown",
        "N4": "unknown_use_case",
        "H5": "not_a_number",
        "I5": "not_a_number",
        "J5": "not_a_number",
        "K6": "annual_cost_differs",
        "I7": "rule",
    }
    assert counts(planned) == (1, 0, 0, 10)
    assert steps(database) == [("Care", "Results", True)]


def test_an_unknown_kind_is_not_coerced_and_its_neighbour_is_named(there):
    database, _ = there

    planned = plan(database, book({**WAIT, "Kind": "Waitng"}))

    (problem,) = planned.problems
    assert "the nearest is “waiting”" in problem.message


def test_an_annual_cost_that_does_not_add_up_names_both_figures(there):
    database, _ = there

    planned = plan(database, book({**WAIT, "Annual cost": 120_000}))

    (problem,) = planned.problems
    assert "120,000" in problem.message
    assert "77,760" in problem.message


def test_a_rounded_annual_cost_is_close_enough(there):
    database, _ = there

    assert counts(plan(database, book({**WAIT, "Annual cost": 78_000}))) == (1, 0, 0, 0)


def test_without_a_kind_the_words_of_the_pain_tell_it_and_that_is_said(there):
    database, _ = there
    bare = {"Step": "Book", "Friction point": "Callers wait too long"}

    planned = plan(database, book(bare, {**bare, "Friction point": "It is just bad"}))

    assert [item.wanted.kind for item in planned.friction.points] == [FrictionKind.WAITING]
    assert planned.assumed == ("“Callers wait too long” is waiting, by its own words",)
    assert wrong(planned) == {"D5": "friction_kind_missing"}


def test_two_rows_that_disagree_about_one_pain_are_a_problem(there):
    database, _ = there

    planned = plan(database, book(WAIT, {**WAIT, "Effort": "XL"}, WAIT))

    assert wrong(planned) == {"M5": "said_twice"}
    assert counts(planned) == (1, 0, 0, 1)


def test_two_rows_that_disagree_about_a_step_are_a_problem(there):
    database, _ = there

    planned = plan(database, book(LETTERS, {**LETTERS, "Friction point": "Letters get lost", "Back office?": "no"}))

    assert wrong(planned) == {"C5": "said_twice"}


def test_what_is_archived_does_not_come_back_unasked(there):
    database, person = there
    store(database, person, book(*ALL))
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journeys.archive_friction(session, "letters-are-typed-by-hand")
        journey_steps.archive_step(session, "results")

    planned = plan(database, book(*ALL))

    assert wrong(planned) == {"B6": "friction_archived"}
    assert counts(planned) == (0, 0, 2, 1)


def test_an_import_belongs_to_one_transaction_and_one_entry_of_the_log(there):
    database, person = there

    import_id = store(database, person, book(*ALL))

    with database.reading() as session:
        tables = session.scalars(select(AuditEvent.row_table).where(AuditEvent.import_id == import_id)).all()
    assert {"journey", "journey_step", "friction_point", "use_case_friction"} <= set(tables)


def test_undo_leaves_everything_as_it_was(there):
    database, person = there
    store(database, person, book({**WAIT, "Journey": None}))
    before = everything(database)
    import_id = store(database, person, book({**WAIT, "Unit cost (£)": 5, "Annual cost": None}, TWICE, LETTERS))

    undo(database, person, import_id)

    assert everything(database) == before
    assert counts(plan(database, book(*ALL))) == (2, 1, 1, 0)


def test_undo_is_refused_where_a_pain_was_edited_since(there):
    database, person = there
    import_id = store(database, person, book(*ALL))
    edit(database, person, "Callers wait 14 minutes", unit_cost=9.0)

    with pytest.raises(UndoRefusedError, match="“Callers wait 14 minutes” was edited after it"):
        undo(database, person, import_id)


def test_undo_is_refused_where_something_new_rests_on_its_step(there):
    database, person = there
    import_id = store(database, person, book(*ALL))
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journeys.create_friction(session, FrictionValues("Bills are unclear", "Book", FrictionKind.UNCERTAINTY))

    with pytest.raises(UndoRefusedError, match="step “Book”, which it created, is in use"):
        undo(database, person, import_id)


def test_undo_is_refused_where_a_use_case_was_linked_since(there):
    database, person = there
    import_id = store(database, person, book(*ALL))
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journeys.link(session, "letters-are-typed-by-hand", use_case="fewer-no-shows")

    with pytest.raises(UndoRefusedError, match="in use by now"):
        undo(database, person, import_id)


def test_undo_is_refused_while_a_later_import_changed_the_same(there):
    database, person = there
    first = store(database, person, book(*ALL))
    store(database, person, book({**WAIT, "Effort": "L"}, TWICE, LETTERS))

    with pytest.raises(UndoRefusedError, match="Undo these first: 2"):
        undo(database, person, first)


def test_who_may_not_import_stores_no_friction(there):
    database, _ = there
    reader = Person(1, "Rea", frozenset({Role.VIEWER}))

    with pytest.raises(NotAllowedError):
        store(database, reader, book(*ALL))

    with database.reading() as session:
        assert session.scalar(select(func.count(FrictionPoint.id))) == 0


def test_a_step_written_down_by_hand_is_found_in_any_letters(there):
    database, person = there
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journey_steps.create_step(session, StepValues("Follow-up", "Care"))

    store(database, person, book({**WAIT, "Step": "follow up"}))

    assert [name for _, name, _ in steps(database)] == ["Follow-up"]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [*map(str, ALL[0].values()), "yes", "no", "-", "n/a", "12 %", "1 in 0", "1e999", "S", "Book", "Bok"]
    ),
    st.sampled_from(
        [*map(str, ALL[1].values()), "Total", "0", "−5", "1/0", "12–15", "#REF!", "x" * 300, "1:30", ";", ","]
    ),
    st.integers(-5, 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20),
)


@given(st.lists(st.lists(CELLS, min_size=len(HEADER), max_size=len(HEADER)), max_size=6))
@settings(max_examples=15)
def test_whatever_is_in_the_cells_is_stored_or_to_be_mended_and_then_the_same(
    tmp_path_factory, ready_sqlite_file, rows
):
    file = shutil.copy(ready_sqlite_file, tmp_path_factory.mktemp("any") / "cxdash.db")
    database, person = ready_database(f"sqlite:///{file}")
    content = csv([HEADER, [WAIT.get(label) for label in HEADER], *rows], delimiter=";")

    def planned():
        with database.reading() as session:
            return tracker_import.plan(session, read(content, "pains.csv"))

    with database.changing(person, Action.TRACKER_IMPORT) as session:
        first = tracker_import.plan(session, read(content, "pains.csv"))
        tracker_import.apply(session, first, content, today=TODAY)
    again = planned()
    database.dispose()

    assert (again.new, again.changed) == (0, 0)
    assert again.unchanged >= first.new
    assert len(again.problems) <= len(first.problems) or again.questions
