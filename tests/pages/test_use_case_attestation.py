"""Finance's word on the tab Money: given on the results in sight, asked for again once they change, taken back."""

import pytest

from cxdash.domain.people import Role
from cxdash.store import attestations
from cxdash.store import use_cases as store
from cxdash.ui import cached, session
from tests.builders import add_use_case
from tests.pages.use_case_page import a_page, button, text, unfold
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY, store_effect

SLUG, PILOT = "fewer-no-shows", "riverside-reminders"
KEY = f"attest-{SLUG}"


@pytest.fixture
def finance(empty):
    """Somebody of finance, where a pilot has shown what it is worth."""
    add_use_case(empty, session.current_person())
    store_effect(empty, session.current_person(), PILOT, A_QUARTER_LESS)
    return empty.add_first_person("finn", "Finn", frozenset({Role.FINANCE}))


def opened_by(person):
    page = a_page()
    page.session_state["acting-as"] = person.id
    page.query_params["use_case"] = SLUG
    page.query_params["view"] = "Money"
    page.run()
    assert not page.exception
    return page


def attest(page, *amounts):
    unfold(page, f"aside-{KEY}")
    for name, amount in zip(("low", "likely", "high"), amounts, strict=False):
        page.number_input(key=f"{name}-{KEY}").set_value(amount)
    page.text_input(key=f"note-{KEY}").set_value("With the ledger")
    page.button(key=f"do-{KEY}").click().run()
    assert not page.exception


def newest(database):
    with database.reading() as reading:
        row = attestations.newest(reading, store.get(reading, SLUG).id)
        return None if row is None else (row.low, row.likely, row.high, row.note)


def test_who_is_not_of_finance_reads_that_nobody_has_attested_it(finance):
    page = opened_by(session.current_person())

    assert finance
    assert "Nobody of finance has attested it yet." in text(page)
    assert not any(each.label == "Attest the money" for each in page.button)


def test_finance_sees_what_it_rests_on_and_attests(empty, finance):
    page = opened_by(finance)
    unfold(page, f"aside-{KEY}")
    assert "- Appointment no-show rate in Riverside reminders: Better, target not shown, grade B" in text(page)

    attest(page, 100_000.0, 160_000.0, 210_000.0)

    assert newest(empty) == (100_000.0, 160_000.0, 210_000.0, "With the ledger")
    assert "£160k a year, between £100k and £210k" in text(page)


def test_a_missing_amount_is_asked_for_and_nothing_is_stored(empty, finance):
    page = opened_by(finance)

    attest(page, 100_000.0)

    assert "Enter all three amounts" in page.error[0].value
    assert newest(empty) is None


def test_changed_results_ask_again_and_it_is_taken_back(empty, finance):
    attest(opened_by(finance), 1.0, 2.0, 3.0)
    store_effect(empty, session.current_person(), PILOT, TOO_EARLY)
    cached.forget()

    page = opened_by(finance)

    assert "Attest again" in text(page)
    assert "- Appointment no-show rate in Riverside reminders is no longer among the results" in text(page)
    with empty.reading() as reading:
        number = attestations.newest(reading, store.get(reading, SLUG).id).id
    unfold(page, f"aside-unattest-{number}")
    page.text_input(key=f"why-unattest-{number}").set_value("Booked twice")
    button(page, "Take it back").click().run()
    assert newest(empty) is None
