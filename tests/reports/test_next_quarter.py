"""Next quarter: what is picked of the sample portfolio, and figures worked out by hand from one use case."""

from datetime import date

import pytest
from sqlalchemy import event

from cxdash.changes import money_entries, readiness
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import Action
from cxdash.domain.commitments import Basis, Outcome
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Role
from cxdash.domain.money_entries import Basis as Known
from cxdash.domain.money_entries import CostKind, MoneyEntryValues, Side
from cxdash.domain.periods import FiscalCalendar, Grain, Period, Quarter
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import commitments, next_quarter
from tests.builders import TODAY, add_use_case

AHEAD = Quarter(2027, 1)
LIMITS = (None, 0.0, 20_000.0, 50_000.0, 100_000.0, 1e6)
A_YEAR = MetricUse(
    "no_show_rate",
    Role.PRIMARY,
    Target(TargetKind.RELATIVE, -0.3),
    baseline=0.2,
    unit_value=40.0,
    annual_volume=100_000.0,
)
"""30 % of 20 % are 6 points: of 100,000 cases 6,000 fewer, at £40 £240,000 a year, £60,000 a quarter."""


def picks(database, **said):
    with database.reading() as session:
        return next_quarter.picks(session, **{"quarter": AHEAD, "today": TODAY} | said)


def add(small, *, stage=Stage.IDEA, level=2, **said):
    database, person = small
    slug = add_use_case(database, person, stage=stage, metrics=(A_YEAR,), pilots_named=(), **said)
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        for each in Dimension:
            readiness.edit(session, slug, each, seen=UNJUDGED, wanted=Readiness(level))
    return slug


def spend(small, slug, amount, *, basis=Known.PLANNED, starts=date(2027, 1, 1), grain=Grain.QUARTER, line="Licences"):
    database, person = small
    entry = MoneyEntryValues(
        side=Side.COST, kind=CostKind.RUN, basis=basis, period=Period(starts, grain), amount=amount, line=line
    )
    with database.changing(person, Action.MONEY_EDIT) as session:
        money_entries.add(session, slug, entry)


@pytest.mark.parametrize("budget", LIMITS)
def test_the_picks_of_the_sample_fit_and_every_other_use_case_has_a_reason(sample, budget):
    found = picks(sample, budget=budget)

    assert sum(each.basis.cost for each in found.picked) <= (float("inf") if budget is None else budget)
    assert all(each.because for each in found.left)
    assert len(found.table) == len(found.lines) == len({each.slug for each in found.lines})


def test_more_budget_never_brings_less_of_the_sample(sample):
    brought = [sum(each.basis.expected for each in picks(sample, budget=budget).picked) for budget in LIMITS[1:]]

    assert brought == sorted(brought)


def test_what_does_harm_or_waits_at_an_open_gate_is_not_picked_whatever_it_is_worth(sample):
    left = {each.title: each.because for each in picks(sample).left}

    assert left["More enquiries become bookings"].startswith("Complaint rate got worse")
    assert "is open again" in left["Lower cost per contact with agent guidance"]
    assert left["AI across the contact centre"].startswith("It has no primary metric")


def test_what_runs_at_scale_is_no_new_value(sample):
    left = {each.title: each.because for each in picks(sample).left}

    assert left["Fewer patient no-shows"] == "It brings already all that can be expected of it."


def test_a_site_narrows_the_choice(sample):
    everywhere, there = picks(sample), picks(sample, site="millbrook")

    assert 0 < len(there.lines) < len(everywhere.lines)


def test_an_idea_counts_at_the_success_rate_and_its_readiness(small):
    slug = add(small)
    spend(small, slug, 5_000.0)

    found = picks(small[0], budget=10_000.0)

    (line,) = found.picked
    assert line.basis.expected == pytest.approx(60_000 * 0.2 * 2 / 4)
    assert (line.basis.low, line.basis.high) == (0.0, pytest.approx(6_000))
    assert found.headline == "Within £10.0k: 1 use case, expected £6,000 (£0 to £6,000) in Q1 2027"


def test_what_costs_more_than_it_brings_in_the_quarter_says_so(small):
    slug = add(small)
    spend(small, slug, 9_000.0)

    (line,) = picks(small[0]).picked

    assert "takes more in the quarter than it is expected to bring" in line.first


def test_a_use_case_whose_cost_nobody_knows_is_asked_for_it(small):
    add(small)

    (line,) = picks(small[0]).left

    assert line.because == "Say what it costs first."


def test_what_is_not_picked_says_why_in_its_own_line_of_the_chart(small):
    slug = add(small)
    spend(small, slug, 9_000.0)

    drawn = picks(small[0], budget=1_000.0).drawn

    assert list(drawn["why"]) == ["It costs more than the whole budget."]
    assert not drawn["is_picked"].any()


def test_without_a_budget_every_use_case_that_is_worth_it_is_picked(small):
    slug = add(small)
    spend(small, slug, 9_000.0)

    found = picks(small[0])

    assert found.headline.startswith("No budget set: 1 use case")
    assert found.budget is None


def test_the_forecast_counts_before_the_plan_and_a_year_by_its_days(small):
    slug = add(small)
    spend(small, slug, 5_000.0)
    spend(small, slug, 4_000.0, basis=Known.FORECAST)
    spend(small, slug, 36_500.0, grain=Grain.YEAR, line="Support")

    (line,) = picks(small[0]).lines

    assert line.basis.cost == pytest.approx(4_000 + 36_500 * 90 / 365)


def test_a_use_case_that_is_not_judged_is_not_picked(small):
    database, person = small
    slug = add_use_case(database, person, stage=Stage.IDEA, metrics=(A_YEAR,), pilots_named=())
    spend(small, slug, 1_000.0)

    (line,) = picks(database).left

    assert line.because == "Nobody judged how ready it is."


def test_an_empty_portfolio_picks_nothing(small):
    found = picks(small[0])

    assert found.lines == ()
    assert found.headline == "No budget set: no use case can be picked for Q1 2027 yet"


def test_commitments_of_the_sample_say_how_they_went(sample):
    with sample.reading() as session:
        quarters = (Quarter(2026, 3), Quarter(2026, 4), AHEAD)
        found = commitments.committed(session, quarters, today=TODAY)

    assert [each.outcome for each in found].count(Outcome.KEPT) == 2
    assert [each.outcome for each in found].count(Outcome.MISSED) == 1
    assert commitments.finding(found) == "8 commitments: 2 kept, 1 missed"
    assert [each.has_begun for each in found if each.quarter == "Q1 2027"] == [False, False]


def test_what_a_commitment_rested_on_reads_as_a_line():
    basis = Basis(expected=42_100.0, low=9_000.0, high=60_000.0, level=3, evidence=0.9, grade="B", cost=18_000.0)

    assert commitments.basis_words(basis, Figures()) == (
        "£42.1k expected (£9,000 to £60.0k), £18.0k cost, readiness 3 of 4, grade B"
    )


def test_it_is_asked_as_often_for_many_use_cases_as_for_a_few(small):
    def queries():
        asked = []

        def count(*said):
            asked.append(said[2])

        event.listen(small[0].engine, "before_cursor_execute", count)
        picks(small[0])
        event.remove(small[0].engine, "before_cursor_execute", count)
        return sum(statement.startswith("SELECT") for statement in asked)

    add(small, title="One")
    few = queries()
    for number in range(4):
        add(small, title=f"Another {number}")

    assert queries() == few


@pytest.mark.parametrize(
    ("shown", "ahead"),
    [(Quarter(2026, 1), AHEAD), (Quarter(2026, 3), AHEAD), (Quarter(2026, 4), AHEAD), (AHEAD, Quarter(2027, 2))],
)
def test_the_choice_is_for_a_quarter_that_has_not_begun(shown, ahead):
    assert next_quarter.planned_for(FiscalCalendar(1), shown, today=TODAY) == ahead
