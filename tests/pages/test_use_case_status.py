"""The status of a use case on its page: parked, stopped and resumed with a reason, and what was learned kept."""

import pytest

from cxdash.domain.people import Role
from cxdash.domain.stages import Status
from cxdash.ui import session
from tests.builders import add_use_case
from tests.pages.use_case_page import opened_at, stored, text, unfold

SLUG = "fewer-no-shows"
KEY = f"status-{SLUG}"


@pytest.fixture(autouse=True)
def use_case(empty):
    return add_use_case(empty, session.current_person(), pilots_named=())


def changed(page, wanted, *, why, learned=None):
    """Fill in and send what changes the status."""
    unfold(page, f"aside-{KEY}")
    page.radio(key=f"wanted-{KEY}").set_value(wanted).run()
    page.text_input(key=f"why-{KEY}").set_value(why)
    if learned is not None:
        page.text_area(key=f"learned-{KEY}").set_value(learned)
    page.button(key=f"do-{KEY}").click().run()
    assert not page.exception


def test_it_is_parked_with_a_reason_that_is_shown(empty):
    page = opened_at(SLUG)

    changed(page, Status.PARKED, why="No *budget* before April")

    assert stored(empty, SLUG).status is Status.PARKED
    assert "Parked because: No *budget* before April" in text(page)


def test_stopping_asks_what_was_learned_and_keeps_what_was_typed(empty):
    page = opened_at(SLUG)
    changed(page, Status.STOPPED, why="The vendor left", learned="")
    assert "Write down what was learned" in page.error[0].value
    assert page.text_input(key=f"why-{KEY}").value == "The vendor left"

    page.text_area(key=f"learned-{KEY}").set_value("Ask for an exit plan")
    page.button(key=f"do-{KEY}").click().run()

    assert stored(empty, SLUG).status is Status.STOPPED
    assert "Learned: Ask for an exit plan" in text(page)


def test_it_is_resumed_and_its_learning_stays(empty):
    page = opened_at(SLUG)
    changed(page, Status.STOPPED, why="The vendor left", learned="Ask for an exit plan")

    changed(page, Status.ACTIVE, why="A new vendor")

    assert stored(empty, SLUG).status is Status.ACTIVE
    assert "Learned: Ask for an exit plan" in text(page)


@pytest.mark.parametrize("tab", ["Define", "Gate", "History"])
def test_what_was_learned_from_what_rests_is_in_its_head_on_every_tab(tab):
    changed(opened_at(SLUG), Status.STOPPED, why="The vendor left", learned="Ask for an exit plan")

    said = text(opened_at(SLUG, view=tab))

    assert said.count("Stopped because: The vendor left") == 1
    assert said.count("Learned: Ask for an exit plan") == 1


def test_who_only_reads_sees_the_status_and_no_button(empty):
    viewer = empty.add_first_person("vic", "Vic", frozenset({Role.VIEWER}))
    page = opened_at(SLUG)
    page.session_state["acting-as"] = viewer.id
    page.run()

    assert ":small[Status]  \nActive" in text(page)
    unfold(page, f"aside-{KEY}")
    assert f"wanted-{KEY}" not in {each.key for each in page.radio}
