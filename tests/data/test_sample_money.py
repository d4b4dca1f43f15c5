"""The sample's costs and benefits: read whole, stored with it, and in keeping with what the register says of pilots."""

import pytest

from cxdash.domain import spending
from cxdash.domain.money_entries import Basis, CostKind, Side
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.store import money_entries as stored
from cxdash.store.database import Database
from cxdash.trackers.workbook import read_tracker
from data.generate import money
from data.generate.__main__ import TRACKERS
from data.generate.portfolio import PILOTS
from data.generate.vocabulary import MONEY
from tests.trackers.books import default_catalogue

THIRD = FiscalCalendar().period(Quarter(2026, 3))


@pytest.fixture(scope="module")
def tables():
    path = TRACKERS / f"{MONEY}.xlsx"
    return read_tracker(path.read_bytes(), path.name, default_catalogue()).tables


@pytest.fixture
def entries(portfolio_copy):
    database = Database(f"sqlite:///{portfolio_copy}")
    with database.reading() as session:
        found = stored.every(session)
    database.dispose()
    return found


def test_every_amount_is_read_and_what_is_to_be_confirmed_is_missing(tables):
    costs, benefits = tables
    shown = sum(
        amount is not None for pilot in PILOTS for line in money.LINES for amount in money.cells(pilot, line, seed=1)
    )

    assert [table.problems for table in tables] == [(), ()]
    assert [table.questions for table in tables] == [(), ()]
    assert len(costs.register) == shown
    assert (len(benefits.register), benefits.missing) == (len(money.BENEFITS_EXPECTED) - 1, 1)


def test_they_are_stored_with_the_sample(entries, tables):
    assert len(entries) == sum(len(table.register) for table in tables)
    assert len({entry.pilot for entry in entries}) == len(PILOTS)


def test_a_quarter_that_is_over_costs_what_was_spent_in_it(entries):
    spent = spending.cost_in(entries, THIRD)

    assert spent is not None
    assert spent.basis is Basis.ACTUAL
    assert spent.run == pytest.approx(_run_of_register(), rel=0.05)


def test_set_up_costs_what_the_register_says(entries):
    listed = {
        entry.pilot: entry.amount for entry in entries if entry.kind is CostKind.ONE_OFF and entry.basis is Basis.ACTUAL
    }
    said = {pilot.name.lower().replace(" ", "-"): float(pilot.one_off) for pilot in PILOTS}

    assert listed
    assert listed == {slug: said[slug] for slug in listed}


def test_expected_benefits_are_forecasts_of_quarters_that_are_not_over(entries):
    benefits = [entry for entry in entries if entry.side is Side.BENEFIT]

    assert {entry.basis for entry in benefits} == {Basis.FORECAST}
    assert min(entry.period.starts for entry in benefits) == FiscalCalendar().starts(Quarter(2026, 4))


def _run_of_register():
    """What the register's run cost a year makes of the third quarter, from each pilot's first day on."""
    days = {pilot.name: (THIRD.ends_before - max(THIRD.starts, pilot.goes_live)).days for pilot in PILOTS}
    return sum(pilot.run_cost * max(days[pilot.name], 0) / 365 for pilot in PILOTS)
