"""Saved views: whose they are, who may change them, what is refused; on both databases."""

import pytest

from cxdash.changes import views
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.people import Person, Role
from cxdash.store import views as stored
from cxdash.store.tables import PersonRow

PAGE = "use_cases"
QUERY = {"stage": "pilot", "columns": ["Stage", "Trouble"]}


@pytest.fixture
def ben(ready):
    """Somebody who only reads."""
    database, person = ready
    with database.changing(person, Action.ORGANISATION_EDIT) as session:
        row = PersonRow(slug="ben", name="Ben", roles=[Role.VIEWER.value])
        session.add(row)
        session.flush()
        return Person(row.id, "Ben", frozenset({Role.VIEWER}))


def save(database, person, name="Unowned pilots", *, query=QUERY, is_shared=False):
    with database.changing(person, Action.VIEW_SAVE) as session:
        return views.save(session, page=PAGE, name=name, query=query, is_shared=is_shared).id


def edit(database, person, view_id, **said):
    with database.changing(person, Action.VIEW_SAVE) as session:
        views.edit(session, view_id, **{"name": "Renamed", "is_shared": False} | said)


def seen(database, person):
    with database.reading() as session:
        return stored.seen_by(session, page=PAGE, person_id=person.id)


def test_a_view_keeps_its_name_and_what_was_on_the_screen(ready):
    save(*ready, " Unowned pilots ")

    (view,) = seen(*ready)
    assert (view.name, view.query, view.author) == ("Unowned pilots", QUERY, "Local administrator")


def test_only_shared_views_are_seen_by_others(ready, ben):
    save(*ready, "Mine")
    save(*ready, "Everybody's", is_shared=True)

    assert [view.name for view in seen(ready[0], ben)] == ["Everybody's"]


def test_two_people_may_use_one_name_and_one_person_may_not(ready, ben):
    save(*ready, "Pilots", is_shared=True)
    save(ready[0], ben, "Pilots")

    with pytest.raises(RuleError, match="There is a view “pilots” already"):
        save(*ready, "pilots")
    assert len(seen(ready[0], ben)) == 2


def test_its_author_renames_shares_overwrites_and_deletes_it(ready, ben):
    database = ready[0]
    view = save(database, ben)

    edit(database, ben, view, is_shared=True)
    with database.changing(ben, Action.VIEW_SAVE) as session:
        views.overwrite(session, view, {"search": "calls"})

    (found,) = seen(*ready)
    assert (found.name, found.query, found.is_shared) == ("Renamed", {"search": "calls"}, True)

    with database.changing(ben, Action.VIEW_SAVE) as session:
        views.remove(session, view)

    assert seen(*ready) == ()


def test_somebody_else_may_not_change_a_shared_view(ready, ben):
    view = save(*ready, is_shared=True)

    with pytest.raises(NotAllowedError, match="somebody else's view"):
        edit(ready[0], ben, view)
    with pytest.raises(NotAllowedError), ready[0].changing(ben, Action.VIEW_SAVE) as session:
        views.remove(session, view)


def test_an_administrator_may_change_a_shared_view_and_none_that_is_somebody_s_own(ready, ben):
    own, shared = save(ready[0], ben, "Own"), save(ready[0], ben, "Shared", is_shared=True)

    edit(*ready, shared, is_shared=True)

    assert [view.name for view in seen(*ready)] == ["Renamed"]
    with pytest.raises(NotFoundError):
        edit(*ready, own)


def test_a_view_keeps_its_name_while_it_is_shared(ready):
    view = save(*ready)

    edit(*ready, view, name="unowned pilots", is_shared=True)

    assert seen(*ready)[0].name == "unowned pilots"


@pytest.mark.parametrize("name", ["  ", "x" * 61])
def test_a_view_needs_a_name_of_some_length(ready, name):
    with pytest.raises(RuleError, match="name"):
        save(*ready, name)


def test_what_nobody_could_have_chosen_is_not_kept(ready):
    with pytest.raises(RuleError, match="too long"):
        save(*ready, query={"search": "x" * 5_000})


def test_a_deleted_view_says_so(ready):
    with pytest.raises(NotFoundError, match="deleted"):
        edit(*ready, 99)


@pytest.mark.parametrize("again", ["Übersicht", "ÜBERSICHT "])
def test_a_second_view_of_the_same_name_is_refused_in_any_letters(ready, again):
    save(*ready, "Übersicht")

    with pytest.raises(RuleError, match=f"There is a view “{again.strip()}” already"):
        save(*ready, again)
