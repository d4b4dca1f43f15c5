"""What finance of the sample organisation stands behind, and what a quarter's headline is because of it."""

import json
from datetime import date

import pytest

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.pools import PoolKind
from cxdash.judging import pilot_results
from cxdash.reports import quarter_value
from cxdash.store import money_policies, valuations
from cxdash.store.database import Database
from data.generate import valued
from data.generate.__main__ import TRACKERS
from data.generate.appointments import NO_SHOWS
from data.generate.contacts import BILLING
from data.generate.members import REFERRALS, RETENTION
from data.generate.organisation import AS_OF, BIA, ROHAN

Q1, Q3 = Quarter(2026, 1), Quarter(2026, 3)


@pytest.fixture(scope="module")
def reading(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield session
    database.dispose()


def value(session, quarter):
    results = pilot_results.results(session, today=AS_OF)
    (found,) = quarter_value.values(session, results, [FiscalCalendar(1).period(quarter)])
    return found


def test_the_file_is_what_the_generator_writes(tmp_path):
    valued.write(tmp_path / "valued.json")

    assert (tmp_path / "valued.json").read_bytes() == (TRACKERS / "valued.json").read_bytes()


def test_finance_confirmed_four_classes_in_its_own_name(reading):
    found = valuations.by_use_case_metric(reading)

    said = {slug: (each.confirmed_by, each.confirmed_on) for (slug, _), each in found.items() if each.is_confirmed}
    assert said == {
        "fewer-patient-no-shows": (ROHAN, date(2026, 6, 8)),
        "faster-answers-to-billing-queries": (ROHAN, date(2026, 6, 10)),
        "keep-plan-members": (BIA, date(2026, 9, 4)),
        "referrals-handled-within-promise": (BIA, date(2026, 10, 2)),
    }
    assert {NO_SHOWS, BILLING, RETENTION, REFERRALS} == {
        each["use_case"] for each in json.loads((TRACKERS / "valued.json").read_text()) if each["does"] == "confirm"
    }


def test_the_headline_is_what_is_confirmed_and_felt_by_a_budget(reading):
    found = value(reading, Q3)

    assert {each.result.title for each in found.earned if each.is_headline} == {NO_SHOWS, REFERRALS}
    classes = {(each.finance_class, each.is_confirmed) for each in found.by_class}
    assert (FinanceClass.CAPACITY, True) in classes, "confirmed, and still no headline: hours are no budget"
    assert (FinanceClass.MARGIN, False) in classes
    assert 0 < found.headline.value.likely < found.gross.likely
    assert sum(each.value.likely for each in found.by_class) == pytest.approx(found.gross.likely)
    assert found.headline.return_on_investment > 0


def test_two_of_five_freed_hours_are_money(reading):
    """Each hour is worth what the register says, of which the newest policy counts 40 %."""
    assert money_policies.current(reading).redeployment_share == 0.4
    (earned, *_) = [each for each in value(reading, Q3).earned if each.result.title == BILLING]
    effect = earned.result.effect

    size = effect.effect * effect.baseline_mean if effect.relative else effect.effect
    assert earned.counts.likely == pytest.approx(size * earned.volume * earned.result.unit_value * 0.4)


def test_referrals_save_no_more_than_penalties_cost(reading):
    found = value(reading, Q3)

    pool = next(each for each in found.pools if each.name == "Penalties and rework for late referrals")
    assert pool.kind is PoolKind.BUDGET_LINE
    assert pool.most == pytest.approx(190_000 * 92 / 365)
    assert pool.counts < min(pool.plain_sum, pool.most)


def test_two_pilots_on_the_patients_of_millbrook_count_once(reading):
    """Outreach and transport measured the same fall, so that half of their sum counts."""
    (pool,) = [each for each in value(reading, Q1).pools if each.kind is PoolKind.PEOPLE]

    assert pool.name == "Millbrook outpatient appointments"
    assert pool.counts == pytest.approx(pool.plain_sum / 2)


def test_the_masked_assistant_is_worth_nothing(reading):
    found = value(reading, Q3)

    assert [each.name for each in found.masked] == ["Query assistant Northgate"]
    assert [each.counts.likely for each in found.earned if each.result in found.masked] == [0]
