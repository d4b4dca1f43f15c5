"""Budget lines on both databases: added, edited by several people, archived when nothing comes out of them."""

from dataclasses import replace
from math import inf, nan

import pytest

from cxdash.changes import budget_lines, valuations
from cxdash.domain.actions import Action
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.valuations import ValuationValues
from cxdash.store import budget_lines as stored
from tests.builders import TODAY, add_use_case
from tests.changes.at_once import at_once

LINE = BudgetLineValues("Contact centre agents", 900_000.0, "Local administrator")
SLUG = "contact-centre-agents"


def create(ready, values=LINE):
    database, admin = ready
    with database.changing(admin, Action.MONEY_EDIT) as session:
        return budget_lines.create(session, values).slug


def edit(ready, wanted, *, seen=LINE, slug=SLUG):
    database, admin = ready
    with database.changing(admin, Action.MONEY_EDIT) as session:
        budget_lines.edit(session, slug, seen=seen, wanted=wanted, today=TODAY)


def archive(ready):
    database, admin = ready
    with database.changing(admin, Action.MONEY_EDIT) as session:
        budget_lines.archive(session, SLUG)


def lines(ready):
    with ready[0].reading() as session:
        return [stored.values_of(row) for row in stored.current(session)]


def test_lines_are_listed_by_name(ready):
    create(ready)
    create(ready, BudgetLineValues("  Agency   staff ", 120_000.0))

    assert lines(ready) == [BudgetLineValues("Agency staff", 120_000.0), LINE]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (replace(LINE, name=" "), "name"),
        (replace(LINE, name="x" * 121), "name"),
        (replace(LINE, annual_amount=0.0), "annual_amount"),
        (replace(LINE, annual_amount=-1.0), "annual_amount"),
        (replace(LINE, annual_amount=inf), "annual_amount"),
        (replace(LINE, annual_amount=nan), "annual_amount"),
        (replace(LINE, owner="Nobody"), "owner"),
    ],
)
def test_a_line_has_a_name_and_costs_something(ready, values, field):
    with pytest.raises(RuleError) as refused:
        create(ready, values)

    assert refused.value.field == field
    assert lines(ready) == []


def test_a_name_is_given_once_however_it_is_written(ready):
    create(ready)

    with pytest.raises(RuleError, match="There is a budget line “Contact centre agents” already"):
        create(ready, replace(LINE, name="contact centre  AGENTS"))
    other = create(ready, BudgetLineValues("Agency staff", 1.0))
    with pytest.raises(RuleError, match="names another budget line"):
        edit(
            ready,
            BudgetLineValues("Contact centre agents", 1.0),
            seen=BudgetLineValues("Agency staff", 1.0),
            slug=other,
        )


def test_two_edits_of_one_amount_are_not_lost(ready, ready_url):
    create(ready)

    def change(amount):
        wanted = replace(LINE, annual_amount=amount)
        return lambda session: budget_lines.edit(session, SLUG, seen=LINE, wanted=wanted, today=TODAY)

    said = at_once(ready_url, ready[1], change(800_000.0), change(700_000.0), action=Action.MONEY_EDIT)

    assert len(said) == 1
    assert "is “800,000” now, and you entered “700,000”" in said[0]
    assert lines(ready) == [replace(LINE, annual_amount=800_000.0)]


def test_who_saw_an_earlier_name_is_shown_both(ready):
    create(ready)
    edit(ready, replace(LINE, name="Agents"))

    with pytest.raises(StaleEditError) as refused:
        edit(ready, replace(LINE, name="People on the phone"))

    assert (refused.value.theirs, refused.value.mine) == ("Agents", "People on the phone")


def test_what_savings_come_out_of_stays_in_the_list(ready):
    database, admin = ready
    create(ready)
    use_case = add_use_case(database, admin)
    wanted = ValuationValues(budget_line="Contact centre agents")
    with database.changing(admin, Action.MONEY_EDIT) as session:
        valuations.edit(session, use_case, "no_show_rate", seen=ValuationValues(), wanted=wanted, today=TODAY)

    with pytest.raises(
        RuleError, match="What 1 metric saves comes out of “Contact centre agents”, Appointment no-show"
    ):
        archive(ready)


def test_an_archived_line_comes_back_by_its_name(ready):
    create(ready)
    archive(ready)
    assert lines(ready) == []
    with pytest.raises(RuleError, match="archived already"):
        archive(ready)

    again = create(ready, replace(LINE, annual_amount=5.0))

    assert (again, lines(ready)) == (SLUG, [replace(LINE, annual_amount=5.0)])


def test_a_line_that_nobody_knows_is_looked_for_in_the_settings(ready):
    with pytest.raises(NotFoundError, match="Settings, Money"):
        edit(ready, LINE, slug="postage")
