"""Comments on a use case: kept, withdrawn with their words, and shown to the people they name."""

import pytest
from sqlalchemy import select

from cxdash.changes import comments, names
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.people import Person, Role
from cxdash.store import comments as stored
from cxdash.store.tables import AuditEvent, PersonRow
from tests.builders import add_use_case


@pytest.fixture
def leila(ready):
    """Somebody who may only read and comment."""
    with ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session:
        row = names.person_named(session, "Leila Haddad")
        return Person(row.id, row.name, frozenset({Role.VIEWER}))


def say(database, person, slug, text):
    with database.changing(person, Action.USE_CASE_COMMENT) as session:
        return comments.add(session, slug, text).id


def said(database, slug):
    with database.reading() as session:
        return [(each.person.name, each.text) for each in stored.of_use_case(session, slug)]


def unseen(database, person):
    with database.reading() as session:
        return [comment.text for _, comment in stored.unseen_mentions(session, person.id)]


def test_a_viewer_may_comment(ready, leila):
    slug = add_use_case(*ready)

    say(ready[0], leila, slug, "  Who calls on Sundays?  ")

    assert said(ready[0], slug) == [("Leila Haddad", "Who calls on Sundays?")]


@pytest.mark.parametrize(("text", "sentence"), [(" \n", "is empty"), ("a" * 2_001, "shorten it to 2,000")])
def test_nothing_and_too_much_are_refused(ready, text, sentence):
    slug = add_use_case(*ready)

    with pytest.raises(RuleError, match=sentence):
        say(*ready, slug, text)


def test_a_mention_waits_until_it_was_seen(ready, leila):
    slug = add_use_case(*ready)
    say(*ready, slug, "@leila haddad, can you take operations?")
    assert unseen(ready[0], leila) == ["@leila haddad, can you take operations?"]

    with ready[0].changing(leila, Action.USE_CASE_COMMENT) as session:
        comments.see(session, slug)

    assert unseen(ready[0], leila) == []


def test_nobody_is_told_of_their_own_words(ready, leila):
    slug = add_use_case(*ready)

    say(ready[0], leila, slug, "I, @Leila Haddad, take it")

    assert unseen(ready[0], leila) == []


def test_a_withdrawn_comment_keeps_its_place_and_loses_its_words(ready, leila):
    slug = add_use_case(*ready)
    number = say(ready[0], leila, slug, "Too hasty")

    with ready[0].changing(leila, Action.USE_CASE_COMMENT) as session:
        comments.withdraw(session, number)

    assert said(ready[0], slug) == [("Leila Haddad", "")]
    with ready[0].reading() as session:
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert (event.row_table, event.before["text"], event.after["text"]) == ("comment", "Too hasty", "")


def test_a_withdrawn_comment_names_nobody_any_more(ready, leila):
    slug = add_use_case(*ready)
    number = say(*ready, slug, "@Leila Haddad?")

    with ready[0].changing(ready[1], Action.USE_CASE_COMMENT) as session:
        comments.withdraw(session, number)

    assert unseen(ready[0], leila) == []


def test_only_its_author_withdraws_a_comment(ready, leila):
    slug = add_use_case(*ready)
    number = say(ready[0], leila, slug, "Mine")

    with (
        pytest.raises(NotAllowedError, match="Only its author"),
        ready[0].changing(ready[1], Action.USE_CASE_COMMENT) as session,
    ):
        comments.withdraw(session, number)

    assert said(ready[0], slug) == [("Leila Haddad", "Mine")]


def test_a_name_that_nobody_has_is_only_a_word(ready):
    slug = add_use_case(*ready)
    with ready[0].reading() as session:
        before = session.scalars(select(PersonRow.name)).all()

    say(*ready, slug, "@Nobody Special and mail@leila")

    with ready[0].reading() as session:
        assert session.scalars(select(PersonRow.name)).all() == before
