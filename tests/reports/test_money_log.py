"""What the log says about money: its policy, budget lines, and what stands behind unit values."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import budget_lines, money_policy, valuations
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.figures import NO_BREAK
from cxdash.domain.money_policy import START
from cxdash.domain.people import Role
from cxdash.domain.valuations import ValuationValues
from cxdash.reports import audit_log
from cxdash.store import metric_uses
from cxdash.store.audit_log import Asked
from cxdash.store.tables import UseCaseMetric
from tests.builders import TODAY, add_use_case

LINE = BudgetLineValues("Agents", 900_000.0, "Finn")
VALUE = ValuationValues(
    owner="Finn", valued_on=date(2026, 6, 1), finance_class=FinanceClass.CASHABLE, budget_line="Agents", adoption=0.8
)


@pytest.fixture
def room(ready):
    """A database with a use case, and somebody of finance."""
    database, admin = ready
    add_use_case(database, admin)
    return database, database.add_first_person("finn", "Finn", frozenset({Role.FINANCE}))


def newest(database, *, size=1, **asked):
    with database.reading() as session:
        return audit_log.page(session, Asked(**asked), size=size)


def said(entries):
    return [(what, before, after.replace(NO_BREAK, " ")) for each in entries for what, before, after in each.changes]


def create(room):
    with room[0].changing(room[1], Action.MONEY_EDIT) as session:
        return budget_lines.create(session, LINE).slug


def value(room, seen, wanted):
    with room[0].changing(room[1], Action.MONEY_EDIT) as session:
        valuations.edit(session, "fewer-no-shows", "no_show_rate", seen=seen, wanted=wanted, today=TODAY)


def test_a_policy_is_one_line_with_its_reason_and_leads_to_the_settings(room):
    with room[0].changing(room[1], Action.MONEY_POLICY_EDIT) as session:
        wanted = replace(START, discount_rate=0.035)
        money_policy.edit(session, seen=START, wanted=wanted, today=TODAY, reason="We are a public body")

    (entry,) = newest(room[0], tables=("money_policy",))

    assert said([entry]) == [("Money policy, version 1", "", "in force")]
    assert (entry.why, entry.thing.page, dict(entry.thing.query)) == (
        "We are a public body",
        "settings",
        {"view": "Money"},
    )


def test_a_budget_line_is_told_with_its_currency(room):
    slug = create(room)
    with room[0].changing(room[1], Action.MONEY_EDIT) as session:
        wanted = BudgetLineValues("People on the phone", 850_000.5)
        budget_lines.edit(session, slug, seen=LINE, wanted=wanted, today=TODAY)
    with room[0].changing(room[1], Action.MONEY_EDIT) as session:
        budget_lines.archive(session, slug)

    archived, edited, made = newest(room[0], size=3)

    assert said([made]) == [("Budget line Agents", "", "£900,000 a year, Finn answers for it")]
    assert said([edited]) == [
        ("Budget line People on the phone: name", "Agents", "People on the phone"),
        ("Budget line People on the phone: a year", "£900,000", "£850,000.50"),
        ("Budget line People on the phone: owner", "Finn", ""),
    ]
    assert said([archived]) == [("Budget line People on the phone: archived", "no", "yes")]


def test_what_stands_behind_a_value_is_told_field_by_field_and_leads_to_the_money(room):
    create(room)
    value(room, ValuationValues(), VALUE)
    value(room, VALUE, replace(VALUE, finance_class=FinanceClass.MARGIN, budget_line=""))

    edited, made = newest(room[0], size=2, tables=("valuation",))

    assert said([made]) == [
        ("Value of Appointment no-show rate: owner", "", "Finn"),
        ("Value of Appointment no-show rate: looked at", "", "1 Jun 2026"),
        ("Value of Appointment no-show rate: class", "", "cashable saving"),
        ("Value of Appointment no-show rate: budget line", "", "Agents"),
        ("Value of Appointment no-show rate: adoption", "", "80.0 %"),
    ]
    assert said([edited]) == [
        ("Value of Appointment no-show rate: class", "cashable saving", "incremental margin"),
        ("Value of Appointment no-show rate: budget line", "Agents", ""),
    ]
    assert (made.thing.name, dict(made.thing.query)) == (
        "Fewer no-shows",
        {"use_case": "fewer-no-shows", "view": "Money"},
    )
    found = newest(room[0], size=50, use_case="fewer-no-shows")
    assert {made.number, edited.number} <= {each.number for each in found}


def test_finances_word_is_told_by_name(room):
    create(room)
    value(room, ValuationValues(), VALUE)
    with room[0].changing(room[1], Action.MONEY_EDIT) as session:
        source = metric_uses.get(session, "no_show_rate")
        use = session.scalars(select(UseCaseMetric).where(UseCaseMetric.metric_id == source.id)).one()
        use.value_source = "Ledger"
    with room[0].changing(room[1], Action.MONEY_ATTEST) as session:
        valuations.confirm_class(session, "fewer-no-shows", "no_show_rate", seen=VALUE, today=TODAY)

    (entry,) = newest(room[0], tables=("valuation",))

    assert said([entry]) == [("Value of Appointment no-show rate: class confirmed by", "", "Finn")]
