"""The money policy changed on both databases: further versions, and every amount counted by the newest."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import money_policy
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.money_policy import START
from cxdash.domain.people import Role
from cxdash.judging import pilot_results
from cxdash.store import money_policies
from cxdash.store.money_tables import MoneyPolicyRow
from cxdash.store.plan_tables import EffectRevision
from tests.builders import TODAY
from tests.changes.at_once import at_once
from tests.changes.finished import METRIC, PILOT, add_finished

PUBLIC = replace(START, discount_rate=0.035)


@pytest.fixture
def room(ready):
    """A database, its administrator, and somebody of finance."""
    database, admin = ready
    return database, admin, database.add_first_person("finn", "Finn", frozenset({Role.FINANCE}))


def edit(database, person, wanted=PUBLIC, *, seen=START, today=TODAY, reason="We are a public body"):
    with database.changing(person, Action.MONEY_POLICY_EDIT) as session:
        return money_policy.edit(session, seen=seen, wanted=wanted, today=today, reason=reason)


def money(database):
    with database.reading() as session:
        return pilot_results.one(session, PILOT, METRIC, today=TODAY).money


def test_a_change_is_a_further_version_with_its_reason_and_author(room):
    database, admin, finn = room

    first = edit(database, finn)
    second = edit(database, admin, replace(first, horizon_years=5), seen=first, today=date(2026, 12, 1))

    assert (first.number, second.number) == (1, 2)
    with database.reading() as session:
        assert [(row.number, row.person.name, row.reason) for row in money_policies.versions(session)] == [
            (2, "Local administrator", "We are a public body"),
            (1, "Finn", "We are a public body"),
        ]
        assert money_policies.current(session) == second
        assert [money_policies.version(session, number) for number in (0, 1)] == [START, first]
        with pytest.raises(NotFoundError):
            money_policies.version(session, 3)


def test_every_effect_is_worth_what_the_new_policy_says(room):
    database, admin, finn = room
    add_finished(database, admin)
    before = money(database)

    edit(database, finn, replace(START, horizon_years=1, ramp_months=0.0))

    after = money(database)
    assert (before.horizon_years, before.policy_number) == (3, 0)
    assert (after.horizon_years, after.policy_number) == (1, 1)
    assert after.gross_year == pytest.approx(before.gross_year)
    assert after.first_year == pytest.approx(after.gross_year)
    assert after.p50 < before.p50


def test_what_was_measured_is_no_new_result_because_its_money_is_counted_otherwise(room):
    database, admin, finn = room
    add_finished(database, admin)
    before = kept(database)

    edit(database, finn, replace(START, horizon_years=1))

    assert kept(database) == before


def kept(database):
    """Every dated result of a window, by its pilot, metric and number."""
    with database.reading() as session:
        columns = (EffectRevision.pilot_id, EffectRevision.metric_id, EffectRevision.number)
        return [tuple(row) for row in session.execute(select(*columns).order_by(*columns))]


@pytest.mark.parametrize(
    ("wanted", "reason", "said"),
    [
        (PUBLIC, " ", "Say why"),
        (START, "No reason", "says this already"),
        (replace(START, discount_rate=1.5), "Dear", "from 0 to 100 %"),
        (replace(START, horizon_years=1, ramp_months=18), "Slow", "longer than all that is counted"),
        (replace(START, allowances=dict(START.allowances) | {"E": 0.5}), "Mild", "Grade E counts as nothing"),
        (replace(START, allowances=dict(START.allowances) | {"B": 0.3}), "Odd", "Grade C is weaker evidence than B"),
    ],
)
def test_what_no_policy_may_say_is_not_stored(room, wanted, reason, said):
    with pytest.raises(RuleError, match=said):
        edit(room[0], room[2], wanted, reason=reason)

    with room[0].reading() as session:
        assert money_policies.current(session) == START


@pytest.mark.parametrize("role", [each for each in Role if each not in {Role.FINANCE, Role.ADMIN}])
def test_who_is_neither_of_finance_nor_administrator_changes_no_policy(room, role):
    database, _, _ = room
    somebody = database.add_first_person("sam", "Sam", frozenset({role}))

    with pytest.raises(NotAllowedError, match="may not change the money policy"):
        edit(database, somebody)


def test_who_saw_an_earlier_version_is_told_what_changed(room):
    database, admin, finn = room
    edit(database, finn)

    with pytest.raises(StaleEditError, match=r"Discount rate a year: 10 % → 3\.5 %"):
        edit(database, admin, replace(START, horizon_years=5))


def test_of_two_who_change_it_at_the_same_moment_one_is_refused(room, ready_url):
    database, _, finn = room

    def change(wanted):
        return lambda session: money_policy.edit(session, seen=START, wanted=wanted, today=TODAY, reason="Why")

    said = at_once(
        ready_url, finn, change(PUBLIC), change(replace(START, horizon_years=5)), action=Action.MONEY_POLICY_EDIT
    )

    assert len(said) == 1
    with database.reading() as session:
        assert money_policies.current(session) == replace(PUBLIC, number=1)


def test_a_version_that_held_is_never_rewritten(room):
    database, admin, _ = room
    edit(database, admin)

    with pytest.raises(TypeError), database.changing(admin, Action.MONEY_POLICY_EDIT) as session:
        session.scalars(select(MoneyPolicyRow)).one().reason = "Another past"
