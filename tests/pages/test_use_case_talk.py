"""What people say on the page of a use case: shown as words, told to whom it names, and joined use cases linked."""

import pytest

from cxdash.changes import comments, joining, names
from cxdash.domain.actions import Action
from cxdash.domain.people import Person, Role
from cxdash.reports import talk
from cxdash.store import comments as stored_comments
from cxdash.store.tables import PersonRow
from cxdash.ui import session
from tests.pages.use_case_page import NO_SHOWS, a_page, opened_at, press, text

IDEA = "ai-across-the-contact-centre"


@pytest.fixture
def leila(portfolio):
    """Somebody else who may comment."""
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        row = names.person_named(changing, "Leila Haddad")
        return Person(row.id, row.name, frozenset({Role.VIEWER}))


def say(database, person, words, slug=NO_SHOWS):
    with database.changing(person, Action.USE_CASE_COMMENT) as changing:
        return comments.add(changing, slug, words).id


def test_who_is_named_is_told_at_the_top_until_they_open_the_talk(portfolio, leila):
    say(portfolio, leila, "@Local administrator, who calls on Sundays?")
    assert "**Leila Haddad** named you" in opened_at(NO_SHOWS).info[0].value

    talk = opened_at(NO_SHOWS, view="Talk")
    assert "who calls on Sundays?" in text(talk)

    assert not opened_at(NO_SHOWS).info


def test_the_register_says_where_one_is_named_until_one_has_looked(portfolio, leila):
    with portfolio.changing(session.current_person(), Action.USE_CASE_COMMENT) as changing:
        for each in talk.waiting(changing, session.current_person().id):
            comments.see(changing, each.slug)
    register = a_page().run()
    assert "of you" not in text(register)
    say(portfolio, leila, "@Local administrator, who calls on Sundays?")
    say(portfolio, leila, "@Local administrator, and on holidays?")
    say(portfolio, leila, "@Local administrator, what is this?", slug=IDEA)

    register.run()
    assert "3 mentions of you" in text(register)
    assert "Fewer patient no-shows" in text(register)

    opened_at(NO_SHOWS, view="Talk")
    register.run()
    assert "1 mention of you" in text(register)


def test_a_comment_s_words_are_words(portfolio, leila):
    say(portfolio, leila, "<b>bold</b> [link](http://x) :red[no]")

    said = [each.value for each in opened_at(NO_SHOWS, view="Talk").markdown]

    assert "\\<b\\>bold\\</b\\> \\[link\\]\\(http\\://x\\) \\:red\\[no\\]" in said


def test_only_one_s_own_comment_is_withdrawn_and_its_words_are_gone_everywhere(portfolio, leila):
    say(portfolio, leila, "Theirs stays")
    say(portfolio, session.current_person(), "Said too early")
    page = opened_at(NO_SHOWS, view="Talk")
    assert [each.label for each in page.button].count("Withdraw") == 1

    press(page, "Withdraw")

    assert "Withdrawn by its author." in text(page)
    assert "Said too early" not in text(page)
    history = text(opened_at(NO_SHOWS, view="History"))
    assert "Comment**: withdrawn" in history
    assert "Said too early" not in history


def test_a_viewer_may_comment_and_not_edit(portfolio):
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        changing.get(PersonRow, 1).roles = ["viewer"]
    session.forget()

    say(session.database(), session.current_person(), "A viewer's word")

    assert "A viewer's word" in text(opened_at(NO_SHOWS, view="Talk"))


def test_a_joined_use_case_links_to_the_one_it_went_into(portfolio):
    page = opened_at(IDEA)
    assert "Joined into" not in text(page)
    with portfolio.reading() as reading:
        before = stored_comments.how_many(reading, NO_SHOWS)
    with portfolio.changing(session.current_person(), Action.USE_CASE_ARCHIVE) as changing:
        joining.join(changing, IDEA, into=NO_SHOWS)

    page.run()

    assert "Joined into “Fewer patient no-shows” on" in text(page)
    assert "wanted the same: AI across the contact centre" in text(opened_at(NO_SHOWS, view="Talk"))
    with portfolio.reading() as reading:
        assert stored_comments.how_many(reading, NO_SHOWS) == before + 1
