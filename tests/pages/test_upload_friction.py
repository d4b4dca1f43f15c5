"""The page Upload with a list of friction points: what it would change, what it asks, and what it stores."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.store.journey_tables import FrictionPoint, JourneyStep
from tests.pages.uploading import PAGE, drop, headline, store, to_mend

PAINS = """Journey step,Back office,Friction point,Kind,Monthly volume,Failure rate,Unit cost,Use case
Book,no,Callers wait,Waiting,12000,12%,4.50,
Results,yes,Letters are typed in,Manual work,3000,20%,6,
"""
DEARER = PAINS.replace("4.50", "5.25")
MISSPELT = "Journey step,Friction point,Kind,Unit cost\nResluts,Results come late,Waiting,2\n"


@pytest.fixture
def page(empty):  # noqa: ARG001 the page answers from this database
    return AppTest.from_file(PAGE, default_timeout=60).run()


def again(page, name, content):
    page.button(key="another").click().run()
    drop(page, name, content.encode())


def table(page):
    """The table of what would change about the journey, headed by its expander."""
    (expander,) = (each for each in page.expander if "friction" in each.label or "step" in each.label)
    (shown,) = expander.dataframe
    return expander.label, shown.value.to_numpy().tolist()


def test_new_steps_and_friction_points_are_shown_with_what_they_cost(page):
    drop(page, "pains.csv", PAINS.encode())

    assert headline(page) == "2 new, 0 corrected, 0 as before, 0 to mend"
    assert table(page) == (
        "2 friction points are new; 2 journey steps are new",
        [
            ["Journey step “Book”", "new", "–", "in “Customer journey”", "pains!A2"],
            ["Journey step “Results”", "new", "–", "in “Customer journey”, back office", "pains!A3"],
            ["Friction point “Callers wait”", "new", "–", "at “Book”, waiting, £77.8k a year", "pains!C2"],
            [
                "Friction point “Letters are typed in”",
                "new",
                "–",
                "at “Results”, manual work behind, £43.2k a year",
                "pains!C3",
            ],
        ],
    )


def test_they_are_stored_and_recognised_and_corrections_are_shown(page, empty):
    drop(page, "pains.csv", PAINS.encode())
    store(page)
    again(page, "pains.csv", DEARER)

    assert not page.exception
    assert headline(page) == "0 new, 1 corrected, 1 as before, 0 to mend"
    assert table(page) == (
        "1 friction point is edited",
        [["Friction point “Callers wait”", "unit cost", "4.5", "5.25", "pains!C2"]],
    )
    with empty.reading() as session:
        assert (session.query(JourneyStep).count(), session.query(FrictionPoint).count()) == (2, 2)


def test_a_misspelt_step_is_asked_about_and_the_answer_counts(page):
    drop(page, "pains.csv", PAINS.encode())
    store(page)
    again(page, "late.csv", MISSPELT)
    question = next(box for box in page.selectbox if "journey step is “Resluts”" in box.label)

    assert headline(page) == "0 new, 0 corrected, 0 as before, 1 waiting for an answer, 0 to mend"
    question.set_value("Results").run()

    assert headline(page) == "1 new, 0 corrected, 0 as before, 0 to mend"
    assert [row[3] for row in table(page)[1]] == ["at “Results”, waiting"]


def test_cells_to_mend_are_named(page):
    drop(page, "pains.csv", PAINS.replace("Manual work", "Sadness").encode())

    ((cell, what_to_do),) = to_mend(page).items()
    assert cell == "pains!D3"
    assert "no kind of friction" in what_to_do
