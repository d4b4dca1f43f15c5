"""Money attested by finance on both databases: on results that they saw, until these read otherwise."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import attestations, measured, pilots
from cxdash.domain.actions import Action
from cxdash.domain.attestations import Amounts
from cxdash.domain.digests import digest
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.people import Person, Role
from cxdash.judging import attested_money
from cxdash.store import attestations as stored
from cxdash.store import use_cases
from tests.builders import TODAY, add_use_case
from tests.changes.at_the_gate import gate
from tests.changes.finished import PILOT, SLUG, add_finished

LATER = date(2026, 12, 1)
AMOUNTS = Amounts(100_000.0, 160_000.0, 210_000.0)


@pytest.fixture
def finished(ready_after):
    """A database with a pilot whose window is over, and somebody of finance."""
    database, people = ready_after(measured_for_finance)
    return database, *people


def measured_for_finance(database, admin):
    add_finished(database, admin)
    return admin, database.add_first_person("finn", "Finn", frozenset({Role.FINANCE}))


def resting(database, *, slug=SLUG):
    with database.reading() as session:
        return attested_money.resting(session, use_cases.get(session, slug), today=TODAY)


def attest(database, person, amounts=AMOUNTS, *, seen=None, slug=SLUG, today=TODAY):
    with database.changing(person, Action.MONEY_ATTEST) as session:
        name = seen or digest(attested_money.resting(session, use_cases.get(session, SLUG), today=today))
        return attestations.attest(session, slug, amounts, seen=name, today=today, note=" With the ledger ").id


def attested(database):
    return gate(database, slug=SLUG).facts.attested


def test_finance_attests_what_it_saw_and_the_gate_says_so(finished):
    database, _, finance = finished

    attest(database, finance)

    found = attested(database)
    assert (found.by, found.on, found.amount, found.changed) == ("Finn", "21 Nov 2026", "£160k a year", ())
    assert "finance_attests" not in [line.code for line in gate(database).blocking]
    with database.reading() as session:
        row = stored.newest(session, use_cases.get(session, SLUG).id)
        assert (row.low, row.likely, row.high, row.note) == (100_000.0, 160_000.0, 210_000.0, "With the ledger")
        assert row.content == resting_of(session)
        assert row.digest == digest(row.content)


def resting_of(session):
    return attested_money.resting(session, use_cases.get(session, SLUG), today=TODAY)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FINANCE}))
def test_nobody_else_attests_money(finished, role):
    database, admin, _ = finished
    other = Person(admin.id, "Somebody else", frozenset({role}))

    with pytest.raises(NotAllowedError, match="may not attest money"):
        attest(database, other)


def test_a_result_that_reads_otherwise_asks_for_it_again(finished):
    database, admin, finance = finished
    attest(database, finance)

    _run_dearer(database, admin)

    assert attested(database).changed == ("the money of Appointment no-show rate in Riverside reminders changed",)
    assert "finance_attests" in [line.code for line in gate(database).blocking]
    attest(database, finance, today=LATER)
    assert attested(database).changed == ()


def _run_dearer(database, admin):
    with database.changing(admin, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, PILOT)
        wanted = replace(seen, run_cost_year=25_000.0)
        measured.edit_pilot(session, PILOT, seen=seen, wanted=wanted, today=TODAY)


def test_who_saw_other_results_looks_again(finished):
    database, admin, finance = finished
    seen = digest(resting(database))
    _run_dearer(database, admin)

    with pytest.raises(RuleError, match="The results changed after you opened them"):
        attest(database, finance, seen=seen)


def test_there_is_something_to_attest_first_and_amounts_rise(finished):
    database, admin, finance = finished
    with pytest.raises(RuleError, match="must rise"):
        attest(database, finance, Amounts(3.0, 2.0, 1.0))
    empty = add_use_case(database, admin, "Faster answers", pilots_named=())
    with pytest.raises(RuleError, match="nothing to attest yet"):
        attest(database, finance, slug=empty)
    with pytest.raises(NotFoundError):
        attest(database, finance, slug="nothing")


def test_an_attestation_withdrawn_counts_no_more_nor_does_an_earlier_one(finished):
    database, _, finance = finished
    attest(database, finance)
    number = attest(database, finance, Amounts(1.0, 2.0, 3.0), today=LATER)

    def withdraw(reason):
        with database.changing(finance, Action.MONEY_ATTEST) as session:
            attestations.withdraw(session, number, today=LATER, reason=reason)

    with pytest.raises(RuleError, match="Say why"):
        withdraw(" ")
    withdraw("The ledger was wrong")

    assert attested(database) is None
    with pytest.raises(RuleError, match="withdrawn on 1 Dec 2026 already"):
        withdraw("Again")
    with database.reading() as session:
        assert stored.newest_by_use_case(session) == {}
        use_case = use_cases.get(session, SLUG).id
        assert [row.withdrawn_on for row in stored.of_use_case(session, use_case)] == [LATER, LATER]


def test_the_newest_attestation_counts(finished):
    database, _, finance = finished
    attest(database, finance)
    attest(database, finance, Amounts(1_000.0, 2_000.0, 3_000.0))

    assert attested(database).amount == "£2,000 a year"
