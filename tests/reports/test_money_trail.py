"""Every amount of money opens down: its numbers multiply to it, and its cases add up to cells."""

import math
from datetime import date

import pytest

from cxdash.changes import money_entries
from cxdash.domain.actions import Action
from cxdash.domain.figures import NO_BREAK
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntryValues, Side
from cxdash.domain.periods import Grain, Period, Quarter
from cxdash.effects.net_value import NetValue
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import State
from cxdash.reports import money_trail, quarter_value
from cxdash.store import organisation
from tests.builders import TODAY, add_use_case
from tests.reports.rows import A_QUARTER_LESS, store_effect

QUARTER = Quarter(2026, 3)


def _priced(session):
    results = pilot_results.results(session, today=TODAY)
    return [each for each in results if each.state is State.FINISHED and isinstance(each.money, NetValue)]


def test_every_year_of_the_sample_is_the_product_of_its_numbers(sample):
    with sample.reading() as session:
        priced = _priced(session)
        trails = {each.name: money_trail.trail(session, each.slug, each.metric.slug, today=TODAY) for each in priced}

    assert len(priced) > 10
    for each in priced:
        assert trails[each.name].amount == pytest.approx(each.money.gross_year, rel=1e-9, abs=1e-6), each.name


def test_every_quarter_of_the_sample_is_the_product_of_its_numbers(sample):
    with sample.reading() as session:
        period = organisation.calendar(session).period(QUARTER)
        (value,) = quarter_value.values(session, pilot_results.results(session, today=TODAY), (period,))
        earned = {each.result.slug: each for each in value.earned}
        trails = {
            slug: money_trail.trail(session, slug, each.result.metric.slug, QUARTER, today=TODAY)
            for slug, each in earned.items()
        }

    assert len(earned) > 8
    for slug, each in earned.items():
        assert trails[slug].amount == pytest.approx(each.counts.likely, rel=1e-9, abs=1e-6), slug


def test_the_cases_of_a_quarter_add_up_to_the_cells_they_were_counted_in(sample):
    with sample.reading() as session:
        found = money_trail.trail(session, "no-show-outreach-northgate", "no_show_rate", QUARTER, today=TODAY)

    cases = next(each for each in found.factors if each.what == "Cases")
    assert found.cases["Denominator"].sum() == pytest.approx(cases.size)
    assert found.cases["Cell"].str.contains("!").all()
    assert found.cases["File"].str.endswith(".xlsx").all()


def test_what_is_written_multiplies_to_what_is_shown(sample):
    """A reader with a calculator comes to the amount, but for the rounding of four digits."""
    with sample.reading() as session:
        found = money_trail.trail(session, "no-show-outreach-northgate", "no_show_rate", today=TODAY)

    amount, product = found.finding.replace(NO_BREAK, " ").split(" a year = ")
    sizes = [_read(factor) for factor in product.split(" × ")]

    assert math.prod(sizes) == pytest.approx(_read(amount), rel=2e-3)


def _read(text):
    number = float(text.replace("£", "").replace(",", "").split(" ")[0])
    return number / 100 if text.endswith((" points", " %")) else number


def test_a_pilot_without_money_says_why(small):
    add_use_case(*small, pilots_named=("Riverside",))
    because = "nobody has said how many cases a year has"
    store_effect(*small, "riverside", A_QUARTER_LESS, net_value=None, no_net_value_because=because)

    with small[0].reading() as session:
        found = money_trail.trail(session, "riverside", "no_show_rate", today=TODAY)

    assert found == f"There is no money figure, because {because}."


def test_a_quarter_before_it_was_live_says_so(sample):
    with sample.reading() as session:
        found = money_trail.trail(session, "no-show-outreach-northgate", "no_show_rate", Quarter(2024, 1), today=TODAY)

    assert found == "No-show outreach Northgate has no money in Q1 2024, because it was not live."


def test_recorded_costs_of_the_pilot_and_of_its_use_case_stand_in_the_trail_others_do_not(ready):
    add_use_case(*ready, pilots_named=("Riverside", "Eastfield"))
    store_effect(*ready, "riverside", A_QUARTER_LESS, net_value=_money().to_json())
    with ready[0].changing(ready[1], Action.MONEY_EDIT) as session:
        for pilot, amount in (("riverside", 5_000.0), (None, 700.0), ("eastfield", 9.0)):
            money_entries.add(session, "fewer-no-shows", _cost(pilot, amount))

    with ready[0].reading() as session:
        found = money_trail.trail(session, "riverside", "no_show_rate", today=TODAY)

    assert {(each.whose, each.amount, each.where) for each in found.costs} == {
        ("Riverside", "£5,000", "by hand"),
        ("The whole use case", "£700", "by hand"),
    }


def _cost(pilot, amount):
    period = Period(date(2026, 7, 1), Grain.QUARTER)
    return MoneyEntryValues(
        side=Side.COST, kind=CostKind.RUN, basis=Basis.ACTUAL, period=period, amount=amount, pilot=pilot
    )


def _money():
    return NetValue(
        p10=1.0,
        p50=2.0,
        p90=3.0,
        p_positive=0.9,
        gross_year=4.0,
        first_year=3.0,
        payback_month=5,
        return_on_investment=3.0,
        horizon_years=3,
        of_target=None,
        cost=1.0,
    )
