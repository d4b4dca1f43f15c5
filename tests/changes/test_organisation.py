"""The organisation's settings edited on both databases."""

from dataclasses import replace

import pytest

from cxdash.changes import organisation, tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError, StaleEditError
from cxdash.store import organisation as stored
from tests.builders import TODAY, add_use_case, reading, tracker
from tests.changes.at_the_gate import everybody


def seen_by(database):
    with database.reading() as session:
        return organisation.values(session)


def edit(database, person, seen, **wanted):
    with database.changing(person, Action.ORGANISATION_EDIT) as session:
        organisation.edit(session, seen=seen, wanted=replace(seen, **wanted))


def test_an_administrator_changes_name_currency_and_fiscal_year(ready):
    database, admin = ready

    edit(database, admin, seen_by(database), name=" Brightwell Care ", currency="eur", fiscal_first_month=4)

    assert seen_by(database) == organisation.OrganisationValues("Brightwell Care", "EUR", 4)
    with database.reading() as session:
        assert stored.calendar(session).first_month == 4


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"name": " "}, "needs a name"),
        ({"name": "x" * 121}, "Shorten"),
        ({"currency": "£"}, "is not a currency"),
        ({"currency": "ÄÖÜ"}, "is not a currency"),
        ({"fiscal_first_month": 13}, "is not a month"),
    ],
)
def test_what_no_organisation_may_say_is_refused(ready, wanted, said):
    database, admin = ready
    before = seen_by(database)

    with pytest.raises(RuleError, match=said):
        edit(database, admin, before, **wanted)

    assert seen_by(database) == before


def test_the_fiscal_year_stays_while_figures_are_added_up_by_its_quarters(ready):
    database, admin = ready
    add_use_case(database, admin)
    with database.changing(admin, Action.TRACKER_IMPORT) as session:
        planned = tracker_import.plan(session, tracker(reading(0.2)))
        tracker_import.apply(session, planned, b"", today=TODAY)
    before = seen_by(database)

    with pytest.raises(RuleError, match="Undo the imports"):
        edit(database, admin, before, fiscal_first_month=4)
    edit(database, admin, before, name="Brightwell Care")

    assert seen_by(database) == replace(before, name="Brightwell Care")


def test_two_administrators_in_different_fields_both_win_and_in_one_field_the_second_is_told(ready):
    database, admin = ready
    before = seen_by(database)
    edit(database, admin, before, name="Brightwell Care")

    edit(database, admin, before, currency="EUR")
    with pytest.raises(StaleEditError, match="Brightwell Care"):
        edit(database, admin, before, name="Another")

    assert seen_by(database) == replace(before, name="Brightwell Care", currency="EUR")


def test_who_is_no_administrator_changes_nothing(ready):
    database, _ = ready

    with pytest.raises(NotAllowedError):
        edit(database, everybody(database)["Gus"], seen_by(database), name="Another")
