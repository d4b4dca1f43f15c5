"""Fields of a use case edited where they stand: saved one by one, refused with a sentence, never overwritten."""

import re
from dataclasses import replace

import pytest

from cxdash.changes import readiness, use_case_fields, use_case_links, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.domain.modules import Part
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.targets import Target, TargetKind
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.tables import PersonRow
from cxdash.ui import session
from tests.builders import TODAY
from tests.pages.use_case_page import NO_SHOWS, button, opened_at, press, stored, text, unfold

IDEA = "ai-across-the-contact-centre"
TITLE, NOTES = f"title-{NO_SHOWS}", f"notes-{NO_SHOWS}"


@pytest.fixture
def opened(portfolio):  # noqa: ARG001 the page answers from this database
    return opened_at


def test_a_field_is_stored_as_soon_as_it_is_left(opened, portfolio):
    page = opened(NO_SHOWS)
    page.text_input(key=TITLE).input("No more no-shows").run()

    assert stored(portfolio, NO_SHOWS).title == "No more no-shows"
    assert page.title[0].value.replace("\\", "") == "No more no-shows"


def test_a_refused_field_says_why_and_keeps_what_was_typed(opened, portfolio):
    page = opened(NO_SHOWS)
    page.text_input(key=TITLE).input(" ").run()

    assert "needs a title" in page.error[0].value.replace("\\", "")
    assert stored(portfolio, NO_SHOWS).title == "Fewer patient no-shows"

    page.text_input(key=TITLE).input("Better").run()

    assert not page.error
    assert stored(portfolio, NO_SHOWS).title == "Better"


def test_somebody_else_s_save_in_another_field_is_kept_and_shown(opened, portfolio):
    page = opened(NO_SHOWS)
    _edit_meanwhile(portfolio, notes="Theirs")
    page.text_input(key=TITLE).input("Mine").run()

    assert (stored(portfolio, NO_SHOWS).title, stored(portfolio, NO_SHOWS).notes) == ("Mine", "Theirs")
    assert page.text_area(key=NOTES).value == "Theirs"


def test_a_clash_shows_both_values_and_stores_neither_until_somebody_chooses(opened, portfolio):
    page = _clashing(opened, portfolio)

    assert "Yours: Mine" in text(page)
    assert "Theirs, stored now: Theirs" in text(page)
    assert page.text_input(key=TITLE).value == "Mine"
    assert stored(portfolio, NO_SHOWS).title == "Theirs"


def test_keeping_mine_is_deliberate(opened, portfolio):
    page = _clashing(opened, portfolio)
    press(page, "Keep mine")

    assert stored(portfolio, NO_SHOWS).title == "Mine"
    assert "Yours: Mine" not in text(page)


def test_taking_theirs_shows_it(opened, portfolio):
    page = _clashing(opened, portfolio)
    press(page, "Take theirs")

    assert stored(portfolio, NO_SHOWS).title == "Theirs"
    assert page.text_input(key=TITLE).value == "Theirs"


def test_keeping_mine_over_a_third_value_is_refused_again(opened, portfolio):
    page = _clashing(opened, portfolio)
    _edit_meanwhile(portfolio, title="A third")
    press(page, "Keep mine")

    assert "Theirs, stored now: A third" in text(page)
    assert stored(portfolio, NO_SHOWS).title == "A third"


@pytest.mark.parametrize(
    ("kind", "field", "value", "name", "expected"),
    [
        ("radio", "help_mode", "Full automation", "help_mode", "Full automation"),
        ("multiselect", "steps", ["Book", "Attend"], "steps", ("Attend", "Book")),
        ("multiselect", "modules", [], "modules", ()),
        ("date_input", "idea_on", TODAY, "idea_on", TODAY),
        ("text_area", "notes", "Long thought about", "notes", "Long thought about"),
    ],
)
def test_every_kind_of_field_is_stored(opened, portfolio, kind, field, value, name, expected):
    page = opened(NO_SHOWS)
    getattr(page, kind)(key=f"{field}-{NO_SHOWS}").set_value(value).run()

    assert not page.exception
    assert getattr(stored(portfolio, NO_SHOWS), name) == expected


def test_owners_are_named_and_taken_away_one_by_one(opened, portfolio):
    page = opened(NO_SHOWS)
    page.selectbox(key=f"operations-{NO_SHOWS}").set_value("Leila Haddad").run()
    page.selectbox(key=f"finance-{NO_SHOWS}").set_value("").run()

    owners = stored(portfolio, NO_SHOWS).owners
    assert owners[Function.OPERATIONS] == "Leila Haddad"
    assert Function.FINANCE not in owners
    assert owners[Function.TECHNOLOGY] == "Tomasz Wieczorek"


def test_the_part_in_a_module_is_chosen(opened, portfolio):
    page = opened(NO_SHOWS)
    page.selectbox(key=f"part-{NO_SHOWS}-Proactive outreach").set_value(Part.EXTENDS).run()

    with portfolio.reading() as reading:
        assert use_case_links.values(reading, NO_SHOWS).parts["Proactive outreach"] is Part.EXTENDS


def test_readiness_is_judged_by_its_statements_under_the_gate(opened, portfolio):
    page = opened(NO_SHOWS, view="Readiness")
    before = _as_ready_as_asked_for(page)
    page.selectbox(key=f"data-level-{NO_SHOWS}").set_value(0).run()
    assert _as_ready_as_asked_for(page) == before - 1
    page.selectbox(key=f"data-level-{NO_SHOWS}").set_value(3).run()

    with portfolio.reading() as reading:
        assert readiness.values(reading, NO_SHOWS)[Dimension.DATA].level == 3
    assert _as_ready_as_asked_for(page) == before
    assert page.query_params["view"] == "Gate"


def test_the_highest_readiness_asks_for_evidence_first(opened, portfolio):
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        seen = readiness.values(changing, NO_SHOWS).get(Dimension.DATA, readiness.UNJUDGED)
        wanted = replace(seen, level=2, evidence="")
        readiness.edit(changing, NO_SHOWS, Dimension.DATA, seen=seen, wanted=wanted)
    page = opened(NO_SHOWS, view="Gate")
    page.selectbox(key=f"data-level-{NO_SHOWS}").set_value(4).run()

    assert "write down what shows it" in page.error[0].value
    with portfolio.reading() as reading:
        assert readiness.values(reading, NO_SHOWS)[Dimension.DATA].level == 2


def test_archiving_asks_first(opened, portfolio):
    page = opened(NO_SHOWS)
    unfold(page, f"archiving-{NO_SHOWS}")
    assert button(page, "Archive this use case").disabled

    page.checkbox(key=f"archive-{NO_SHOWS}-0-sure").check().run()
    press(page, "Archive this use case")

    assert "Archived on" in text(page)
    assert stored(portfolio, NO_SHOWS).title == "Fewer patient no-shows"


def test_an_earlier_value_is_put_back_from_the_history(opened, portfolio):
    page = opened(NO_SHOWS)
    page.text_input(key=TITLE).input("No more no-shows").run()
    page = opened(NO_SHOWS, view="History")
    assert "Title**: Fewer patient no-shows → No more no-shows" in text(page)
    press(page, "Restore")
    press(page, "Leave it")
    assert stored(portfolio, NO_SHOWS).title == "No more no-shows"

    press(page, "Restore")
    press(page, "Put it back")

    assert stored(portfolio, NO_SHOWS).title == "Fewer patient no-shows"
    assert "Title**: No more no-shows → Fewer patient no-shows" in text(page)


def test_what_was_added_is_taken_away_from_the_history(opened, portfolio):
    page = opened(IDEA, view="Gate")
    page.selectbox(key=f"data-level-{IDEA}").set_value(2).run()
    page = opened(IDEA, view="History")
    assert "Data readiness: level**: 2" in text(page)

    press(page, "Restore")
    assert page.text_input(key="restoring-why").label == "Why it is taken away, if you like"
    press(page, "Take it away")

    with portfolio.reading() as reading:
        assert Dimension.DATA not in readiness.values(reading, IDEA)
    assert "Data readiness**: level 2 → nothing" in text(page)


def test_what_a_locked_plan_does_not_let_go_is_said(opened, portfolio):
    _edit_meanwhile(portfolio, reason="Nobody complains", metrics=stored(portfolio, NO_SHOWS).metrics[1:])
    page = opened(NO_SHOWS, view="History")
    before = stored(portfolio, NO_SHOWS).metrics
    press(page, "Restore")
    press(page, "Put it back")

    assert "give a reason" in page.error[0].value
    assert stored(portfolio, NO_SHOWS).metrics == before

    page.text_input(key="restoring-why").input("Somebody does complain").run()
    press(page, "Put it back")
    assert len(stored(portfolio, NO_SHOWS).metrics) == len(before) + 1
    assert "Somebody does complain" in text(page)


def test_an_archived_use_case_is_brought_back_by_who_may_archive(opened, portfolio):
    with portfolio.changing(session.current_person(), Action.USE_CASE_ARCHIVE) as changing:
        use_cases.archive(changing, NO_SHOWS)
    page = opened(NO_SHOWS)
    assert "by Local administrator" in text(page)

    press(page, "Bring it back")

    assert "Archived on" not in text(page)
    with portfolio.reading() as reading:
        assert NO_SHOWS in [each.slug for each in stored_use_cases.active(reading)]


def test_who_may_only_read_sees_words_and_no_fields(portfolio):
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        changing.get(PersonRow, 1).roles = ["viewer"]
    session.forget()
    page = opened_at(NO_SHOWS)

    assert "Reduce patient no-shows by 30 %" in text(page)
    assert ":small[Operations owner]" in text(page)
    assert not [*page.text_input, *page.selectbox, *page.text_area, *page.radio, *page.multiselect]
    for view, gone in (("Metrics", "Edit"), ("Pilots", "Add a pilot"), ("History", "Restore")):
        labels = {each.label for each in opened_at(NO_SHOWS, view=view).button}
        assert gone not in labels


def _as_ready_as_asked_for(page):
    """How many dimensions the page counts as ready."""
    return int(re.search(r"Readiness: (\d) of 6 dimensions are as ready as scale asks for", text(page)).group(1))


def _clashing(opened, portfolio):
    """The page after somebody else was quicker to change the title."""
    page = opened(NO_SHOWS)
    _edit_meanwhile(portfolio, title="Theirs")
    return page.text_input(key=TITLE).input("Mine").run()


def _edit_meanwhile(database, *, reason="", **said):
    with database.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        seen = use_cases.values(changing, NO_SHOWS)
        use_cases.edit(changing, NO_SHOWS, seen=seen, wanted=replace(seen, **said), today=TODAY, reason=reason)


def test_a_suggested_wording_is_taken_over(opened, portfolio):
    page = opened(IDEA)
    press(page, "Use this wording")

    assert stored(portfolio, IDEA).statement.startswith("Reduce / increase ___ by ___ %")


def test_the_metric_a_statement_names_becomes_primary_with_one_click(opened, portfolio):
    wanted = "Reduce patient no-shows by 30 % through reminders, measured over 90 days."
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        use_case_fields.edit(
            changing, IDEA, "statement", seen="Implement AI across our contact centre.", wanted=wanted, today=TODAY
        )
    page = opened(IDEA)
    press(page, "Make Appointment no-show rate the primary metric with target −30\u00a0%")

    (use,) = stored(portfolio, IDEA).metrics
    assert (use.metric, use.role, use.target) == ("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3))
    assert "Make Appointment no-show rate" not in "".join(each.label for each in page.button)


def test_a_metric_that_may_not_be_primary_is_not_offered(opened, portfolio):
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        use_case_fields.edit(
            changing,
            IDEA,
            "statement",
            seen="Implement AI across our contact centre.",
            wanted="Increase containment to 60 % through self-service, measured over 90 days.",
            today=TODAY,
        )
    page = opened(IDEA)

    assert "may not be a primary metric" in text(page)
    assert not [each for each in page.button if each.label.startswith("Make ")]


def test_a_use_case_with_pilots_cannot_be_joined_away(opened, portfolio):
    page = opened(NO_SHOWS)
    unfold(page, f"alike-{NO_SHOWS}")
    press(page, "Join now")

    assert "has the pilot" in page.error[0].value.replace("\\", "")
    with portfolio.reading() as reading:
        assert stored_use_cases.get(reading, NO_SHOWS).archived_at is None
