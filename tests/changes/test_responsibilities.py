"""Who does what for a use case: one part each, edited by two people at once, kept in the history."""

import pytest

from cxdash.changes import responsibilities
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.responsibilities import Activity, Part, Parts, Responsibilities
from cxdash.reports import history
from tests.builders import add_use_case


def edit(database, person, slug, *wanted, part=Part.RESPONSIBLE, seen=(), activity=Activity.DATA):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        responsibilities.edit(session, slug, activity, part, seen=tuple(seen), wanted=tuple(wanted))


def values(database, slug):
    with database.reading() as session:
        return responsibilities.values(session, slug)


def test_what_is_stored_is_what_was_said_by_activity_and_part(ready):
    slug = add_use_case(*ready)

    edit(*ready, slug, "Sam Okoro", "Leila Haddad")
    edit(*ready, slug, "Tara Tech", part=Part.CONSULTED)
    edit(*ready, slug, "Leila Haddad", activity=Activity.RISK, part=Part.INFORMED)

    stored = values(ready[0], slug)
    assert stored.of(Activity.DATA) == Parts(responsible=("Leila Haddad", "Sam Okoro"), consulted=("Tara Tech",))
    assert stored.of(Activity.RISK) == Parts(informed=("Leila Haddad",))
    assert stored.of(Activity.CHANGE) == Parts()
    assert stored.filled == 1


def test_nobody_has_two_parts_in_one_activity(ready):
    slug = add_use_case(*ready)
    edit(*ready, slug, "Leila Haddad")

    with pytest.raises(RuleError, match="Leila Haddad has two parts in “Data”"):
        edit(*ready, slug, "Leila Haddad", part=Part.INFORMED)

    assert values(ready[0], slug).of(Activity.DATA) == Parts(responsible=("Leila Haddad",))


def test_two_people_who_name_different_people_both_win(ready):
    slug = add_use_case(*ready)
    edit(*ready, slug, "Leila Haddad")

    edit(*ready, slug, "Leila Haddad", "Sam Okoro", seen=["Leila Haddad"])
    edit(*ready, slug, "Leila Haddad", "Tara Tech", seen=["Leila Haddad"])

    assert values(ready[0], slug).of(Activity.DATA).responsible == ("Leila Haddad", "Sam Okoro", "Tara Tech")


def test_who_is_taken_out_has_no_part(ready):
    slug = add_use_case(*ready)
    edit(*ready, slug, "Leila Haddad", "Sam Okoro")

    edit(*ready, slug, "Sam Okoro", seen=["Leila Haddad", "Sam Okoro"])

    assert values(ready[0], slug) == Responsibilities({Activity.DATA: Parts(responsible=("Sam Okoro",))})


def test_the_history_says_who_got_which_part(ready):
    slug = add_use_case(*ready)
    edit(*ready, slug, "Leila Haddad")
    edit(*ready, slug, seen=["Leila Haddad"])

    with ready[0].reading() as session:
        gone, added, *_ = history.lines(session, slug)

    assert (added.what, added.before, added.after) == ("Data: Leila Haddad", "", "responsible")
    assert (gone.what, gone.before, gone.after) == ("Data: Leila Haddad", "responsible", "")
    assert added.number is None


def test_a_viewer_gives_nobody_a_part(ready):
    slug = add_use_case(*ready)

    with pytest.raises(NotAllowedError):
        edit(ready[0], Person(ready[1].id, "Vi", frozenset({Role.VIEWER})), slug, "Leila Haddad")


@pytest.mark.parametrize("activity", Activity)
def test_every_activity_has_its_words_and_one_who_is_accountable(activity):
    assert activity.label
    assert activity.accountable in Function
