"""The page Journey: where it hurts, the grid and the forms that write it down, and the use case it becomes."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import journey_steps, journeys, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from cxdash.domain.metrics import Role
from cxdash.domain.targets import Target, TargetKind
from cxdash.store import journeys as stored
from cxdash.store.tables import PersonRow
from cxdash.ui import session
from tests.apps import ROOT

GRID, STEPS = "friction-grid-every-every-0-grid", "steps-grid-every-0-grid"
BILL = FrictionValues(
    "Late *bill*",
    "Pay",
    FrictionKind.WAITING,
    population="customers",
    metric="churn_rate",
    monthly_volume=20_000,
    failure_rate=0.07,
    unit_cost=8.0,
    effort=2,
)
BOT = FrictionValues("The bot knows nothing", "Order", FrictionKind.ERROR, metric="containment_rate")


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "pages" / "journey.py"), default_timeout=60)


@pytest.fixture
def written(empty):
    """The database of the page, with two steps and a friction point at each."""
    with _changing(empty) as session_:
        for name in ("Order", "Pay"):
            journey_steps.create_step(session_, StepValues(name))
        for values in (BILL, BOT):
            journeys.create_friction(session_, values)
    return empty


@pytest.mark.usefixtures("empty")
def test_an_empty_journey_says_what_to_do_first(page):
    page.run()

    assert not page.exception
    assert "No step of the journey is written down yet." in _text(page)


def test_the_first_steps_are_written_into_the_grid(page, empty):
    page.run()
    page.session_state[STEPS] = _added({"Step": "Order"}, {"Step": "Pay", "Back office": True})
    page.run()
    _press(page, "Save steps")

    with empty.reading() as reading:
        assert [(step.name, step.is_back_office) for step in stored.steps(reading)] == [("Order", False), ("Pay", True)]


@pytest.mark.usefixtures("written")
def test_the_answer_comes_first_and_names_are_shown_as_they_are(page):
    page.run()

    assert not page.exception
    # 20,000 × 7 % × £8 × 12 = £134,400
    assert (
        page.subheader[0].value.replace("\\", "") == "Friction costs about £134k a year; £134k at Pay has no use case."
    )
    assert r"Late \*bill\*" in "\n".join(each.value for each in page.markdown)


@pytest.mark.usefixtures("written")
def test_a_link_carries_the_step(page):
    page.query_params["step"] = "Order"
    page.run()

    assert "not one has its cost yet" in page.subheader[0].value


def test_cells_edited_and_rows_added_are_saved_at_once(page, written):
    _open(page, "Friction points")
    state = _added({"What hurts": "Two bills", "Step": "Pay", "Kind": "Being handed on", "Failure rate, %": 12.5})
    page.session_state[GRID] = state | {"edited_rows": {1: {"Unit cost": 9.0, "Effort": "A quarter"}}}
    page.run()
    _press(page, "Save")

    assert _values(written, "late-bill").unit_cost == 9.0
    assert _values(written, "late-bill").effort == 3
    assert _values(written, "late-bill").failure_rate == 0.07, "a cell that was not touched"
    assert _values(written, "two-bills").failure_rate == 0.125


def test_wrong_cells_are_named_by_row_and_column_and_nothing_is_saved_or_lost(page, written):
    _open(page, "Friction points")
    state = _added({"What hurts": "Two bills", "Step": "Pay", "Kind": "Waiting", "Failure rate, %": 700.0})
    page.session_state[GRID] = state | {"edited_rows": {0: {"What hurts": ""}, 1: {"Unit cost": 9.0}}}
    page.run()
    _press(page, "Save")

    assert "**Row 1**, What hurts:" in page.error[0].value
    assert "**New row 1**, Failure rate, %:" in page.error[0].value
    assert _values(written, "late-bill").unit_cost == 8.0
    assert page.session_state[GRID]["edited_rows"][1] == {"Unit cost": 9.0}


@pytest.mark.usefixtures("written")
def test_a_new_row_without_a_kind_is_named_before_anything_is_tried(page):
    _open(page, "Friction points")
    page.session_state[GRID] = _added({"What hurts": "Two bills", "Step": "Pay"})
    page.run()
    _press(page, "Save")

    assert "**New row 1**, Kind: Choose what kind of friction it is." in page.error[0].value


def test_a_new_row_belongs_to_the_step_that_is_chosen(page, written):
    page.query_params["step"] = "Pay"
    _open(page, "Friction points")
    page.session_state["friction-grid-every-pay-0-grid"] = _added({"What hurts": "Two bills", "Kind": "Waiting"})
    page.run()
    _press(page, "Save")

    assert _values(written, "two-bills").step == "Pay"


def test_a_stale_cell_is_refused_with_both_values_and_the_next_save_is_deliberate(page, written):
    _open(page, "Friction points")
    page.session_state[GRID] = _edited({1: {"Unit cost": 9.0}})
    page.run()
    with _changing(written) as session_:
        wanted = FrictionValues(**{name: getattr(BILL, name) for name in BILL.__slots__} | {"unit_cost": 7.0})
        journeys.edit_friction(session_, "late-bill", seen=BILL, wanted=wanted)

    _press(page, "Save")
    assert "somebody else changed it from “8” to “7” meanwhile, and you entered “9”" in page.error[0].value
    assert _values(written, "late-bill").unit_cost == 7.0

    _press(page, "Save")
    assert _values(written, "late-bill").unit_cost == 9.0


def test_a_friction_point_becomes_a_use_case_with_its_metric_and_population(page, written):
    page.query_params["friction"] = "late-bill"
    page.run()
    assert "2 things to mend" in [each.label for each in page.expander]
    _press(page, "Create the use case")

    with written.reading() as reading:
        (answer,) = stored.linked(reading)
        made = use_cases.values(reading, answer.slug)
    assert [(use.metric, use.role) for use in made.metrics] == [("churn_rate", Role.PRIMARY)]
    assert made.steps == ("Pay",)
    assert "among customers through ___, measured over 90 days" in made.statement


def test_a_metric_that_may_not_judge_says_so_and_another_one_writes_the_statement_anew(page, written):
    page.query_params["friction"] = "the-bot-knows-nothing"
    page.run()
    assert "may not be a primary metric" in page.warning[0].value
    page.selectbox(key="use-case-of-the-bot-knows-nothing-0-metric").set_value("resolution_rate").run()
    _press(page, "Create the use case")

    with written.reading() as reading:
        (answer,) = stored.linked(reading)
        made = use_cases.values(reading, answer.slug)
    assert {use.metric: use.role for use in made.metrics} == {
        "resolution_rate": Role.PRIMARY,
        "containment_rate": Role.DIAGNOSTIC,
    }
    assert made.statement.startswith("Increase")


@pytest.mark.parametrize(
    ("size", "target"), [("by 10 % ", Target(TargetKind.RELATIVE, -0.1)), ("", None)], ids=["with a size", "without"]
)
def test_without_a_metric_the_statement_names_the_primary_one_and_the_title(page, written, size, target):
    with _changing(written) as session_:
        journeys.create_friction(session_, FrictionValues("Nobody answers", "Order", FrictionKind.WAITING))
    page.query_params["friction"] = "nobody-answers"
    statement = f"Reduce churn rate {size}among customers through call-backs, measured over 90 days."
    page.session_state["use-case-of-nobody-answers-0-wording"] = statement
    page.run()

    assert "As the statement says, its primary metric will be Customer churn rate." in _text(page)
    assert "Without a title it will be called “Lower customer churn rate at Order”." in _text(page)
    _press(page, "Create the use case")

    with written.reading() as reading:
        (answer,) = stored.linked(reading)
        made = use_cases.values(reading, answer.slug)
    assert made.title == "Lower customer churn rate at Order"
    assert [(use.metric, use.role, use.target) for use in made.metrics] == [("churn_rate", Role.PRIMARY, target)]


def test_a_metric_that_may_not_judge_is_not_taken_over_from_the_statement(page, written):
    with _changing(written) as session_:
        journeys.create_friction(session_, FrictionValues("Nobody answers", "Order", FrictionKind.WAITING))
    page.query_params["friction"] = "nobody-answers"
    statement = "Increase the containment rate by 10 % among customers through call-backs, measured over 90 days."
    page.session_state["use-case-of-nobody-answers-0-wording"] = statement
    page.run()
    page.text_input(key="use-case-of-nobody-answers-0-title").input("Somebody answers").run()

    assert "As the statement says" not in _text(page)
    assert "Without a title" not in _text(page)
    _press(page, "Create the use case")

    with written.reading() as reading:
        (answer,) = stored.linked(reading)
        made = use_cases.values(reading, answer.slug)
    assert (made.title, made.metrics) == ("Somebody answers", ())


def test_a_use_case_that_there_is_can_be_linked_and_unlinked(page, written):
    with written.changing(session.current_person(), Action.USE_CASE_CREATE) as session_:
        use_cases.create(session_, use_cases.UseCaseValues("Bills on time"))
    page.query_params["friction"] = "late-bill"
    page.run()
    page.selectbox(key="link-late-bill").set_value("bills-on-time").run()
    _press(page, "Link")
    with written.reading() as reading:
        assert [each.slug for each in stored.linked(reading)] == ["bills-on-time"]

    _press(page, "Unlink")
    with written.reading() as reading:
        assert stored.linked(reading) == []


def test_the_form_says_what_it_costs_before_it_is_saved(page, written):
    page.query_params["friction"] = "late-bill"
    page.run()
    page.number_input(key="friction-late-bill-0-rate").set_value(14.0).run()

    assert "About £269k a year" in _text(page)
    assert _values(written, "late-bill").failure_rate == 0.07


def test_a_step_is_moved_and_one_in_use_is_not_archived(page, written):
    _open(page, "Steps")
    _press(page, "Down")
    with written.reading() as reading:
        assert [step.name for step in stored.steps(reading)] == ["Pay", "Order"]

    page.button(key="step-archive").click().run()
    assert "1 friction point hang on it" in page.error[0].value


def test_a_viewer_reads_the_journey_and_finds_no_form(page, written):
    with _changing(written) as changing:
        changing.get(PersonRow, 1).roles = ["viewer"]
    session.forget()
    page.run()
    assert [each.label for each in page.tabs] == ["Where it hurts", "What to do first"]

    page.query_params["friction"] = "late-bill"
    page.run()

    assert not page.exception
    assert [each.label for each in page.button] == ["The journey"]
    assert not page.text_input


@pytest.mark.usefixtures("empty")
def test_a_link_to_nothing_says_so(page):
    page.query_params["friction"] = "joy"
    page.run()

    assert "There is no friction point “joy”" in page.info[0].value


def _changing(database):
    return database.changing(session.current_person(), Action.JOURNEY_EDIT)


def _open(page, view):
    page.query_params["view"] = view
    page.run()
    assert not page.exception


def _added(*rows):
    return {"edited_rows": {}, "added_rows": list(rows), "deleted_rows": []}


def _edited(rows):
    return {"edited_rows": rows, "added_rows": [], "deleted_rows": []}


def _press(page, label):
    next(each for each in page.button if each.label == label).click().run()
    assert not page.exception


def _values(database, slug):
    with database.reading() as reading:
        return journeys.friction_values(reading, slug)


def _text(page):
    said = (*page.markdown, *page.caption, *page.title, *page.subheader)
    return "\n".join(each.value.replace("\\", "") for each in said)
