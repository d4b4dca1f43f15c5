"""Approaches and vendors: recorded only once the outcome statement passes, edited by several, archived and not lost."""

from dataclasses import replace

import pytest

from cxdash.changes import approaches, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.approaches import ApproachValues
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.store import approaches as stored
from cxdash.store import use_cases as stored_use_cases
from tests.builders import TODAY, use_case_values

PASSES = "Reduce the no-show rate of outpatients by 30 % through reminders, measured over 90 days."
REMINDERS = ApproachValues("Reminders with an answer", "Acme Ltd", "Seen at a fair")


def _use_case(ready, statement=PASSES):
    database, person = ready
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        return use_cases.create(session, use_case_values(statement=statement)).slug


def _changed(ready, change):
    database, person = ready
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        return change(session)


def _add(ready, slug, values=REMINDERS):
    return _changed(ready, lambda session: approaches.add(session, slug, values, today=TODAY).id)


def _recorded(ready, slug):
    with ready[0].reading() as session:
        found = stored.of_use_case(session, stored_use_cases.get(session, slug).id)
        return [approaches.values_of(each) for each in found]


def test_an_approach_is_recorded_once_the_statement_passes(ready):
    slug = _use_case(ready)
    _add(ready, slug)

    assert _recorded(ready, slug) == [REMINDERS]


@pytest.mark.parametrize("statement", ["", "Implement AI across our contact centre.", "Reduce no-shows by 30 %"])
def test_it_is_refused_while_the_statement_does_not_pass(ready, statement):
    slug = _use_case(ready, statement)

    with pytest.raises(RuleError, match="cannot have an approach or a vendor yet: its outcome statement does not pass"):
        _add(ready, slug)

    assert _recorded(ready, slug) == []


@pytest.mark.parametrize("values", [ApproachValues(" "), ApproachValues("x" * 201), ApproachValues("x", "y" * 201)])
def test_one_without_a_sensible_name_is_refused(ready, values):
    slug = _use_case(ready)

    with pytest.raises(RuleError):
        _add(ready, slug, values)


def test_two_people_in_different_fields_both_win(ready):
    slug = _use_case(ready)
    number = _add(ready, slug)
    for wanted in (replace(REMINDERS, vendor=""), replace(REMINDERS, notes="Called back")):
        _changed(ready, lambda session, w=wanted: approaches.edit(session, number, seen=REMINDERS, wanted=w))

    assert _recorded(ready, slug) == [ApproachValues("Reminders with an answer", "", "Called back")]


def test_two_people_in_one_field_the_second_sees_both(ready):
    number = _add(ready, _use_case(ready))
    theirs, mine = replace(REMINDERS, vendor="Other plc"), replace(REMINDERS, vendor="")
    _changed(ready, lambda session: approaches.edit(session, number, seen=REMINDERS, wanted=theirs))

    with pytest.raises(StaleEditError, match="“Other plc” now"):
        _changed(ready, lambda session: approaches.edit(session, number, seen=REMINDERS, wanted=mine))


def test_an_archived_one_leaves_the_list_and_cannot_be_edited(ready):
    slug = _use_case(ready)
    number = _add(ready, slug)
    _changed(ready, lambda session: approaches.archive(session, number))

    assert _recorded(ready, slug) == []
    with pytest.raises(NotFoundError, match="not there any more"):
        _changed(ready, lambda session: approaches.edit(session, number, seen=REMINDERS, wanted=REMINDERS))


def test_one_stays_editable_after_its_statement_was_weakened(ready):
    slug = _use_case(ready)
    number = _add(ready, slug)

    def weaken(session):
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, statement="Fewer no-shows"), today=TODAY)

    _changed(ready, weaken)
    _changed(ready, lambda session: approaches.archive(session, number))

    assert _recorded(ready, slug) == []
