"""Costs and modelled benefits entered by hand, on both databases: one amount for each place, nothing overwritten."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import money_entries
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntryValues, Side
from cxdash.domain.people import Role
from cxdash.domain.periods import Grain, Period
from cxdash.store import money_entries as stored
from cxdash.store import use_cases
from cxdash.store.money_entries import Bearer
from cxdash.store.tables import AuditEvent
from tests.builders import one_use_case
from tests.changes.at_once import at_once

USE_CASE, PILOT = "fewer-no-shows", "riverside-reminders"
JULY = Period(date(2026, 7, 1), Grain.MONTH)
LICENCES = MoneyEntryValues(
    side=Side.COST, kind=CostKind.RUN, basis=Basis.ACTUAL, period=JULY, amount=1_200.5, line="Licences", pilot=PILOT
)


@pytest.fixture
def portfolio(ready_after):
    return ready_after(one_use_case)


def change(portfolio, what, *said, **named):
    database, admin = portfolio
    with database.changing(named.pop("person", admin), Action.MONEY_EDIT) as session:
        row = what(session, *said, **named)
        return row.id if row is not None else None


def add(portfolio, values=LICENCES, **named):
    return change(portfolio, money_entries.add, USE_CASE, values, **named)


def entries(portfolio):
    with portfolio[0].reading() as session:
        found = stored.of_use_case(session, use_cases.get(session, USE_CASE).id)
        return [money_entries.values_of(each) for each in found]


def test_an_amount_is_kept_with_what_it_is_about(portfolio):
    saving = replace(LICENCES, side=Side.BENEFIT, kind=FinanceClass.CASHABLE, basis=Basis.FORECAST, pilot=None)

    add(portfolio)
    add(portfolio, saving)

    assert entries(portfolio) == [LICENCES, saving]


@pytest.mark.parametrize("again", ["Licences", " licences "])
def test_a_place_has_one_amount_however_its_line_is_written(portfolio, again):
    add(portfolio)

    with pytest.raises(RuleError, match="There is £1,201 already for actual run cost “Licences”, Jul 2026"):
        add(portfolio, replace(LICENCES, amount=9.0, line=again))

    assert entries(portfolio) == [LICENCES]


def test_an_edit_may_not_move_onto_another_amount(portfolio):
    add(portfolio)
    planned = replace(LICENCES, basis=Basis.PLANNED)
    number = add(portfolio, planned)

    with pytest.raises(RuleError, match="already for actual run cost"):
        change(portfolio, money_entries.edit, number, seen=planned, wanted=LICENCES)


def test_two_edits_of_one_amount_are_not_lost(portfolio, ready_url):
    number = add(portfolio)

    def amount(wanted):
        return lambda session: money_entries.edit(
            session, number, seen=LICENCES, wanted=replace(LICENCES, amount=wanted)
        )

    said = at_once(ready_url, portfolio[1], amount(900.0), amount(800.0), action=Action.MONEY_EDIT)

    assert len(said) == 1
    assert "is “900” now, and you entered “800”" in said[0]
    assert entries(portfolio) == [replace(LICENCES, amount=900.0)]


def test_two_people_may_edit_different_parts_of_one_amount(portfolio):
    number = add(portfolio)
    change(portfolio, money_entries.edit, number, seen=LICENCES, wanted=replace(LICENCES, amount=900.0))

    change(portfolio, money_entries.edit, number, seen=LICENCES, wanted=replace(LICENCES, note="Invoice 12"))

    assert entries(portfolio) == [replace(LICENCES, amount=900.0, note="Invoice 12")]


def test_what_somebody_changed_meanwhile_is_not_removed(portfolio):
    number = add(portfolio)
    change(portfolio, money_entries.edit, number, seen=LICENCES, wanted=replace(LICENCES, amount=900.0))

    with pytest.raises(StaleEditError) as refused:
        change(portfolio, money_entries.remove, number, seen=LICENCES)

    assert (refused.value.seen, refused.value.theirs) == ("£1,201", "£900")
    assert len(entries(portfolio)) == 1


def test_a_removed_amount_stays_in_the_log(portfolio):
    number = add(portfolio)

    change(portfolio, money_entries.remove, number, seen=LICENCES)

    with portfolio[0].reading() as session:
        last = session.query(AuditEvent).filter_by(row_table="money_entry").order_by(AuditEvent.id.desc()).first()
        assert last is not None
        assert (last.before["amount"], last.after) == (1_200.5, None)
    with pytest.raises(NotFoundError, match="removed meanwhile"):
        change(portfolio, money_entries.remove, number, seen=LICENCES)


def test_amounts_are_for_people_who_may_edit_money(portfolio):
    owner = replace(portfolio[1], roles=frozenset({Role.CONTRIBUTOR}))

    with pytest.raises(NotAllowedError):
        add(portfolio, person=owner)

    assert entries(portfolio) == []


def test_a_pilot_of_another_use_case_is_refused(portfolio):
    with pytest.raises(NotFoundError, match="“Fewer no-shows” has no pilot “elsewhere”"):
        add(portfolio, replace(LICENCES, pilot="elsewhere"))


def test_one_question_tells_what_is_about_any_day_of_a_quarter(portfolio):
    year = replace(LICENCES, basis=Basis.PLANNED, period=Period(date(2026, 1, 1), Grain.YEAR), pilot=None)
    june = replace(LICENCES, period=Period(date(2026, 6, 1), Grain.MONTH))
    for values in (LICENCES, year, june):
        add(portfolio, values)

    with portfolio[0].reading() as session:
        found = stored.in_period(session, date(2026, 7, 1), date(2026, 10, 1))

    said = {bearer: [money_entries.values_of(each) for each in theirs] for bearer, theirs in found.items()}
    assert said == {Bearer(USE_CASE, PILOT): [LICENCES], Bearer(USE_CASE, None): [year]}
