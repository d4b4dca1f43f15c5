"""Costs and modelled benefits by period: precedence, days, and what never counts twice."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain import money_entries, spending
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import RuleError
from cxdash.domain.money_entries import Basis, CostKind, Kind, MoneyEntry, MoneyEntryValues, Side
from cxdash.domain.period_words import period_label, written_period
from cxdash.domain.periods import FiscalCalendar, Grain, Period

QUARTER = Period(date(2026, 7, 1), Grain.QUARTER)
JULY, AUGUST, SEPTEMBER = (Period(date(2026, month, 1), Grain.MONTH) for month in (7, 8, 9))


def entry(
    basis: Basis,
    period: Period,
    amount: float,
    *,
    id: int = 1,  # noqa: A002 - as the entry calls it
    line: str = "Licences",
    kind: Kind = CostKind.RUN,
    side: Side = Side.COST,
    pilot: str | None = "bot",
) -> MoneyEntry:
    return MoneyEntry(
        id=id, use_case="chat", pilot=pilot, side=side, kind=kind, basis=basis, line=line, period=period, amount=amount
    )


def cost(*entries: MoneyEntry, period: Period = QUARTER) -> float | None:
    spent = spending.cost_in(entries, period)
    return None if spent is None else round(spent.amount, 6)


def test_what_was_spent_replaces_the_forecast_and_that_the_plan() -> None:
    said = [entry(basis, QUARTER, amount) for basis, amount in zip(Basis, (900, 950, 1_000), strict=True)]

    assert [cost(*said[:end]) for end in (1, 2, 3)] == [900, 950, 1_000]


def test_months_without_an_actual_count_by_the_plan_of_their_quarter() -> None:
    plan, spent = entry(Basis.PLANNED, QUARTER, 9_200), entry(Basis.ACTUAL, JULY, 5_000)

    found = spending.cost_in([plan, spent], QUARTER)

    assert found is not None
    assert found.amount == pytest.approx(5_000 + 9_200 * 61 / 92)
    assert found.basis is Basis.PLANNED
    assert found.rests_on == "actual and planned"


def test_what_was_spent_under_another_name_replaces_the_plan_and_the_plan_is_told() -> None:
    plan, spent = entry(Basis.PLANNED, QUARTER, 9_200), entry(Basis.ACTUAL, JULY, 3_000, id=2, line="Licence fee")

    found = spending.cost_in([plan, spent], QUARTER)

    assert found is not None
    assert found.amount == pytest.approx(3_000 + 9_200 * 61 / 92)
    assert [(part.entry.line, part.days, part.amount) for part in found.replaced] == [
        ("Licences", 31, pytest.approx(3_100))
    ]


def test_a_line_that_was_ever_spent_under_its_own_name_is_no_other_line() -> None:
    """Hosting was paid in July, so that its plan for August stands until the bill comes."""
    licence, hosting = entry(Basis.ACTUAL, AUGUST, 500), entry(Basis.PLANNED, AUGUST, 70, id=2, line="Hosting")
    paid = entry(Basis.ACTUAL, JULY, 65, id=3, line="Hosting")

    assert cost(licence, hosting, period=AUGUST) == 500
    assert cost(licence, hosting, paid, period=AUGUST) == 570


def test_a_forecast_of_one_line_leaves_the_plan_of_another() -> None:
    licence, hosting = entry(Basis.FORECAST, JULY, 500), entry(Basis.PLANNED, JULY, 70, line="Hosting")

    assert cost(licence, hosting, period=JULY) == 570


def test_what_was_spent_on_one_kind_or_by_one_bearer_leaves_the_plan_of_another() -> None:
    spent = entry(Basis.ACTUAL, JULY, 500)
    once = entry(Basis.PLANNED, JULY, 70, line="Setup", kind=CostKind.ONE_OFF)
    of_all = entry(Basis.PLANNED, JULY, 9, line="Support", pilot=None)

    assert cost(spent, once, of_all, period=JULY) == 579


def test_names_of_lines_that_differ_by_case_and_spaces_are_one_line() -> None:
    assert cost(entry(Basis.PLANNED, JULY, 500), entry(Basis.ACTUAL, JULY, 450, line=" licences ")) == 450


def test_a_pilot_and_its_use_case_have_costs_of_their_own_so_both_count() -> None:
    assert cost(entry(Basis.ACTUAL, JULY, 500), entry(Basis.ACTUAL, JULY, 200, pilot=None)) == 700


def test_one_off_and_running_costs_of_one_name_are_two_costs() -> None:
    found = spending.cost_in(
        [entry(Basis.ACTUAL, JULY, 500), entry(Basis.ACTUAL, JULY, 200, kind=CostKind.ONE_OFF)], JULY
    )

    assert found is not None
    assert (found.run, found.one_off) == (500, 200)


def test_what_is_paid_once_and_later_than_planned_is_paid_once() -> None:
    """Planned for July, paid in August; what is planned for September is still to come, and running costs go on."""
    once = [
        entry(Basis.PLANNED, JULY, 500, kind=CostKind.ONE_OFF, line="Setup"),
        entry(Basis.ACTUAL, AUGUST, 520, id=2, kind=CostKind.ONE_OFF, line="Setup"),
        entry(Basis.PLANNED, SEPTEMBER, 90, id=3, kind=CostKind.ONE_OFF, line="Setup"),
    ]
    running = [entry(Basis.PLANNED, JULY, 7, id=4), entry(Basis.ACTUAL, AUGUST, 8, id=5)]

    assert cost(*once) == 610
    assert cost(*once, period=JULY) is None
    assert cost(*running) == 15


def test_a_benefit_is_no_cost_and_nothing_said_is_not_nothing_spent() -> None:
    saved = entry(Basis.FORECAST, JULY, 300, side=Side.BENEFIT, kind=FinanceClass.CASHABLE)

    assert cost(saved) is None
    assert total([saved], QUARTER.starts, QUARTER.ends_before, side=Side.BENEFIT) == 300


def test_a_part_of_a_period_takes_its_share_of_the_days() -> None:
    week = Period(date(2026, 7, 6), Grain.WEEK)

    assert cost(entry(Basis.ACTUAL, JULY, 3_100), period=week) == 700


def test_a_zero_that_was_spent_replaces_a_plan() -> None:
    assert cost(entry(Basis.PLANNED, JULY, 500), entry(Basis.ACTUAL, JULY, 0)) == 0


_PERIODS = st.one_of(
    st.dates(date(2026, 1, 1), date(2026, 12, 1)).map(lambda day: Period(day.replace(day=1), Grain.MONTH)),
    st.sampled_from([Period(date(2026, month, 1), Grain.QUARTER) for month in (1, 4, 7, 10)]),
    st.just(Period(date(2026, 1, 1), Grain.YEAR)),
    st.integers(0, 51).map(lambda weeks: Period(date(2026, 1, 5) + timedelta(7 * weeks), Grain.WEEK)),
)
_ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from(Basis),
        _PERIODS,
        st.floats(0, 1e6),
        line=st.sampled_from(["Licences", "Hosting"]),
        pilot=st.sampled_from(["bot", None]),
    ),
    max_size=12,
).map(lambda found: [entry_with(each, at) for at, each in enumerate(found)])


def entry_with(each: MoneyEntry, at: int) -> MoneyEntry:
    return entry(each.basis, each.period, each.amount, id=at, line=each.line, pilot=each.pilot)


def total(entries: list[MoneyEntry], starts: date, ends_before: date, *, side: Side = Side.COST) -> float:
    found = spending.between(entries, starts, ends_before, side=side)
    return 0.0 if found is None else found.amount


@given(_ENTRIES, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_parts_of_a_year_add_up_to_the_year(entries: list[MoneyEntry], cut: date) -> None:
    first, after = date(2026, 1, 1), date(2027, 1, 1)

    whole = total(entries, first, after)

    assert total(entries, first, cut) + total(entries, cut, after) == pytest.approx(whole, abs=1e-3)


@given(_ENTRIES, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_each_day_of_a_line_counts_or_tells_one_entry_that_no_surer_one_covers(
    entries: list[MoneyEntry], day: date
) -> None:
    found = spending.between(entries, day, day + timedelta(1), side=Side.COST)

    for line, pilot in product(["Licences", "Hosting"], ["bot", None]):
        own = [each for each in entries if each.pilot == pilot]
        about = [each for each in own if each.line == line and is_about(each, day)]
        counted, told = (
            [part.entry for part in parts if part.entry in about]
            for parts in ((found.parts, found.replaced) if found else ((), ()))
        )
        assert [each.basis.rank for each in (*counted, *told)] == sorted(each.basis.rank for each in about)[-1:]
        is_spent = any(each.basis is Basis.ACTUAL and is_about(each, day) for each in own)
        is_named = any(each.basis is Basis.ACTUAL and each.line == line for each in own)
        assert bool(told) is (bool(about) and is_spent and not is_named)


def is_about(each: MoneyEntry, day: date) -> bool:
    return each.period.starts <= day < each.period.ends_before


@given(_ENTRIES)
def test_entries_of_pilots_and_of_the_use_case_add_up_apart(entries: list[MoneyEntry]) -> None:
    first, after = date(2026, 1, 1), date(2027, 1, 1)
    apart = [[each for each in entries if (each.pilot is None) is alone] for alone in (True, False)]

    assert sum(total(each, first, after) for each in apart) == pytest.approx(total(entries, first, after), abs=1e-3)


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"amount": -5.0}, "amount", "Amounts are 0 or more"),
        ({"amount": float("nan")}, "amount", "as a number"),
        ({"kind": FinanceClass.MARGIN}, "kind", "one-off or run"),
        ({"side": Side.BENEFIT}, "kind", "a class of money"),
        ({"period": Period(date(2026, 7, 2), Grain.MONTH)}, "period", "starts on 1 Jul 2026"),
        ({"period": Period(date(2026, 7, 1), Grain.QUARTER)}, "period", "starts on 1 May 2026"),
        ({"line": "x" * 121}, "line", "Shorten it to 120"),
    ],
)
def test_an_amount_that_makes_no_sense_is_refused_with_its_field(
    changed: dict[str, object], field: str, says: str
) -> None:
    values = {"side": Side.COST, "kind": CostKind.RUN, "basis": Basis.ACTUAL, "period": JULY, "amount": 5.0} | changed

    with pytest.raises(RuleError, match=says) as refused:
        money_entries.check_money_entry(MoneyEntryValues(**values), FiscalCalendar(2))  # type: ignore[arg-type]

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("period", "calendar", "label", "written"),
    [
        (JULY, FiscalCalendar(), "Jul 2026", "2026-07"),
        (QUARTER, FiscalCalendar(), "Q3 2026", "2026-Q3"),
        (QUARTER, FiscalCalendar(4), "Q2 FY2027", "2027-Q2"),
        (QUARTER, FiscalCalendar(2), "quarter of 1 Jul 2026", "2026-07-01"),
        (Period(date(2026, 1, 1), Grain.YEAR), FiscalCalendar(4), "2026", "2026"),
        (Period(date(2026, 4, 1), Grain.YEAR), FiscalCalendar(4), "FY2027", "FY2027"),
        (Period(date(2026, 7, 6), Grain.WEEK), FiscalCalendar(), "week of 6 Jul 2026", "2026-W28"),
    ],
)
def test_a_period_is_named_as_people_say_it_and_written_as_it_is_read(
    period: Period, calendar: FiscalCalendar, label: str, written: str
) -> None:
    assert (period_label(period, calendar), written_period(period, calendar)) == (label, written)
