"""The page Upload with a list of costs and benefits: what it would change, what it asks, and what it stores."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes.setup import ensure_ready
from cxdash.store import money_entries
from tests.builders import add_use_case
from tests.pages.uploading import PAGE, drop, headline, store, to_mend

COSTS = """Use case,Pilot,Cost type,Basis,Period,Amount
Fewer no-shows,Riverside reminders,Licences,Actual,Jul 2026,"£1,200.50"
Fewer no-shows,Riverside reminders,Set-up,Plan,Q3 2026,9k
Fewer no-shows,,Savings,Forecast,2026-10,4000
"""
CORRECTED = COSTS.replace("1,200.50", "1,300")
MISSPELT = COSTS.replace("Riverside reminders,Licences", "Riverside reminder,Licences")
IN_EUROS = COSTS.replace("£1,200.50", "€1,200.50")


@pytest.fixture
def page(empty):
    """The page before a file, in a database with one use case and its pilot."""
    add_use_case(empty, ensure_ready(empty))
    return AppTest.from_file(PAGE, default_timeout=60).run()


def table(page):
    """The table of amounts that would change, headed by its expander."""
    (expander,) = (
        each for each in page.expander if "costs and benefits" in each.label or "cost or benefit" in each.label
    )
    (shown,) = expander.dataframe
    return expander.label, shown.value.to_numpy().tolist()


def amounts(database):
    with database.reading() as session:
        return sorted(entry.amount for entry in money_entries.every(session))


def test_amounts_are_shown_with_what_they_are_about_and_stored(page, empty):
    drop(page, "costs.csv", COSTS.encode())

    assert headline(page) == "3 new, 0 corrected, 0 as before, 0 to mend"
    assert table(page) == (
        "3 costs and benefits are new",
        [
            ["Riverside reminders", "Licences (run)", "Jul 2026", "Actual", "–", "£1,200.5", "costs!F2"],
            ["Riverside reminders", "Set-up (one-off)", "Q3 2026", "Planned", "–", "£9,000", "costs!F3"],
            ["Fewer no-shows", "Cashable saving", "Oct 2026", "Forecast", "–", "£4,000", "costs!F4"],
        ],
    )
    store(page)
    assert not page.exception
    assert amounts(empty) == [1_200.5, 4_000, 9_000]


def test_a_corrected_amount_is_shown_before_and_now(page):
    drop(page, "costs.csv", COSTS.encode())
    store(page)
    page.button(key="another").click().run()
    drop(page, "costs.csv", CORRECTED.encode())

    assert headline(page) == "0 new, 1 corrected, 2 as before, 0 to mend"
    assert table(page) == (
        "1 cost or benefit is corrected",
        [["Riverside reminders", "Licences (run)", "Jul 2026", "Actual", "£1,200.5", "£1,300", "costs!F2"]],
    )


def test_a_name_nobody_knows_is_asked_and_its_amounts_wait(page):
    drop(page, "costs.csv", MISSPELT.encode())

    (asked,) = (each for each in page.selectbox if "Riverside reminder”" in each.label)
    assert headline(page) == "2 new, 0 corrected, 0 as before, 1 waiting for an answer, 0 to mend"
    asked.set_value("pilot:riverside-reminders").run()
    assert headline(page) == "3 new, 0 corrected, 0 as before, 0 to mend"


def test_another_currency_is_to_be_mended_in_its_cell(page):
    drop(page, "costs.csv", IN_EUROS.encode())

    assert to_mend(page) == {
        "costs!F2": "EUR is not GBP, in which this organisation counts. Convert the amount to GBP and write that; "
        "no rate is assumed here."
    }
