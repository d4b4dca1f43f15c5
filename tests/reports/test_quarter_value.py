"""A quarter in money worked out by hand: classes, confirmations, budgets, what was spent, what is only modelled."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from cxdash.changes import budget_lines, money_entries, money_policy, pilots, use_cases, valuations
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.metrics import Role
from cxdash.domain.money_entries import Basis as Said
from cxdash.domain.money_entries import CostKind, MoneyEntryValues, Side
from cxdash.domain.money_policy import START
from cxdash.domain.people import Role as PersonRole
from cxdash.domain.periods import FiscalCalendar, Grain, Period, Quarter
from cxdash.domain.pools import PoolKind
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.valuations import ValuationValues
from cxdash.effects.grade import Grade
from cxdash.judging import pilot_results
from cxdash.reports import quarter_figures, quarter_value, this_quarter
from cxdash.reports.earned_costs import costs
from cxdash.reports.live_days import Stretch
from cxdash.reports.quarter_value import Basis
from tests.builders import TODAY, add_use_case, pilot_values, ready_database
from tests.reports.rows import A_QUARTER_LESS, store_effect, store_weeks

Q3 = Quarter(2026, 3)
SLUG, METRIC, PILOT = "fewer-no-shows", "no_show_rate", "riverside-reminders"
NO_SHOWS = MetricUse(
    METRIC, Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), unit_value=40.0, value_source="Ledger", baseline=0.2
)
"""25 % of a baseline of 20 % are 5 points: in 13 weeks of 1,000 cases 650 no-shows less, at £40 £26,000."""
CASHABLE = ValuationValues(owner="Finn", valued_on=date(2026, 6, 1), finance_class=FinanceClass.CASHABLE)
JULY = Period(date(2026, 7, 1), Grain.MONTH)


@pytest.fixture
def room(tmp_path):
    """A quick database with a pilot worth £26,000, its administrator and somebody of finance."""
    database, admin = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    finn = database.add_first_person("finn", "Finn", frozenset({PersonRole.FINANCE}))
    prove(database, admin)
    yield database, admin, finn
    database.dispose()


def prove(database, admin, *, title="Fewer no-shows", name="Riverside reminders", effect=A_QUARTER_LESS, **said):
    slug = add_use_case(database, admin, title, metrics=(NO_SHOWS,), pilots_named=())
    with database.changing(admin, Action.PILOT_EDIT) as session:
        pilot = pilots.create(session, slug, pilot_values(name=name, **said)).slug
    store_weeks(database, admin, entity=name, first=date(2026, 6, 1), weeks=18, file=f"{pilot}.xlsx")
    # Figures judge the pilot anew; what is stored by hand comes after all of them.
    store_effect(database, admin, PILOT, A_QUARTER_LESS)
    store_effect(database, admin, pilot, effect)
    return slug


def edit_pilot(room, **said):
    with room[0].changing(room[1], Action.PILOT_EDIT) as session:
        seen = pilots.values(session, PILOT)
        pilots.edit(session, PILOT, seen=seen, wanted=replace(seen, **said), today=TODAY, reason="As spent")


def say(room, wanted=CASHABLE, *, slug=SLUG):
    """Say what stands behind the value, and put the effects back that this judged anew."""
    with room[0].changing(room[2], Action.MONEY_EDIT) as session:
        seen = valuations.values(session, slug, METRIC)
        valuations.edit(session, slug, METRIC, seen=seen, wanted=wanted, today=TODAY)
    restore(room)


def restore(room):
    with room[0].reading() as session:
        slugs = [each.slug for each in pilot_results.results(session, today=TODAY)]
    for slug in slugs:
        store_effect(room[0], room[1], slug, A_QUARTER_LESS)


def confirm(room, *, slug=SLUG):
    with room[0].changing(room[2], Action.MONEY_ATTEST) as session:
        valuations.confirm_class(session, slug, METRIC, seen=valuations.values(session, slug, METRIC), today=TODAY)


def line(room, amount):
    with room[0].changing(room[2], Action.MONEY_EDIT) as session:
        budget_lines.create(session, BudgetLineValues("Locum clinicians", amount))


def enter(room, amount, *, side=Side.COST, kind=CostKind.RUN, basis=Said.ACTUAL, period=JULY, pilot=PILOT, slug=SLUG):
    wanted = MoneyEntryValues(side=side, kind=kind, basis=basis, period=period, amount=amount, pilot=pilot, line="X")
    with room[0].changing(room[2], Action.MONEY_EDIT) as session:
        money_entries.add(session, slug, wanted)


def value(room, quarter=Q3):
    with room[0].reading() as session:
        results = pilot_results.results(session, today=TODAY)
        (found,) = quarter_value.values(session, results, [FiscalCalendar(1).period(quarter)])
    return found


def test_what_nobody_classed_is_measured_and_in_no_headline(room):
    found = value(room)

    assert found.gross.likely == pytest.approx(26_000)
    assert (found.headline.value.likely, found.headline.pilots) == (0, 0)
    assert [(each.label, each.value.likely) for each in found.by_class] == [("Class not said", pytest.approx(26_000))]


def test_the_headline_is_what_finance_confirmed(room):
    say(room)
    before = value(room)
    confirm(room)

    after = value(room)

    assert (before.gross.likely, after.gross.likely) == pytest.approx((26_000, 26_000))
    assert (before.headline.value.likely, after.headline.value.likely) == pytest.approx((0, 26_000))
    assert [each.label for each in before.by_class] == ["Cashable saving, not confirmed"]
    assert [each.label for each in after.by_class] == ["Cashable saving, confirmed"]
    assert after.headline.value == after.gross


def test_weak_evidence_is_in_no_headline_whatever_finance_says(room):
    say(room)
    confirm(room)
    store_effect(room[0], room[1], PILOT, replace(A_QUARTER_LESS, grade=Grade.D))

    found = value(room)

    assert (found.headline.pilots, found.by_class) == (0, ())
    assert found.totals[Basis.WEAK].likely == pytest.approx(26_000)


def test_released_hours_are_measured_as_far_as_they_are_redeployed(room):
    say(room, replace(CASHABLE, finance_class=FinanceClass.CAPACITY))
    assert "0 % of released hours" in value(room).left_out[0][1]
    with room[0].changing(room[2], Action.MONEY_POLICY_EDIT) as session:
        wanted = replace(START, redeployment_share=0.5)
        money_policy.edit(session, seen=START, wanted=wanted, today=TODAY, reason="New rosters")
    restore(room)
    confirm(room)

    found = value(room)

    assert (found.gross.likely, found.promised) == pytest.approx((13_000, 15_600))
    assert found.headline.pilots == 0


def test_the_return_is_of_the_elapsed_days_with_its_part_of_what_was_paid_once(room):
    """£26,000 against £9,200 of a year's £36,500, and 92 of the 1,095 days that £10,950 is spread over: £920."""
    edit_pilot(room, run_cost_year=36_500.0, one_off_cost=10_950.0)
    say(room)
    confirm(room)

    headline = value(room).headline

    assert (headline.run_cost, headline.one_off, headline.cost) == pytest.approx((9_200, 920, 10_120))
    assert headline.net.likely == pytest.approx(15_880)
    assert headline.return_on_investment == pytest.approx(15_880 / 10_120)


def test_there_is_no_return_while_nobody_said_what_one_of_the_pilots_costs(room):
    """The second pilot would be free otherwise, and the return of both nearly twice that of the first."""
    edit_pilot(room, run_cost_year=36_500.0)
    other = prove(room[0], room[1], title="Rides", name="Harbour rides", site="Harbour Road")
    for slug in (SLUG, other):
        say(room, slug=slug)
        confirm(room, slug=slug)

    headline = value(room).headline

    assert (headline.value.likely, headline.run_cost) == pytest.approx((52_000, 9_200))
    assert headline.return_on_investment is None


def test_what_was_paid_once_is_paid_off_after_the_years_that_money_counts_for(room):
    edit_pilot(room, one_off_cost=10_950.0)
    with room[0].changing(room[2], Action.MONEY_POLICY_EDIT) as session:
        wanted = replace(START, horizon_years=1)
        money_policy.edit(session, seen=START, wanted=wanted, today=TODAY, reason="Short contracts")
    restore(room)

    with room[0].reading() as session:
        results = pilot_results.results(session, today=TODAY)
        quarters = [FiscalCalendar(1).period(each) for each in (Q3, Quarter(2027, 2), Quarter(2027, 3))]
        ((result,),) = ([each for each in results if each.metric is not None],)
        stretches = [Stretch(each.starts, each.ends_before, 13, 13_000) for each in quarters]
        found = [costs([(result, each)], {}, years=1)[0].one_off for each in stretches]

    # It went live on 1 June 2026, so that of the quarter from April to June 2027 only April and May are left.
    assert found == pytest.approx([30 * 92, 30 * 61, 0])


def test_a_return_on_nothing_spent_is_none(room):
    say(room)
    confirm(room)

    assert value(room).headline.return_on_investment is None


def test_what_was_spent_goes_before_what_a_year_costs(room):
    """£5,000 in July, and 61 days of a year's £36,500."""
    edit_pilot(room, run_cost_year=36_500.0)
    enter(room, 5_000)
    enter(room, 1_000, basis=Said.PLANNED)

    (earned,) = value(room).earned

    assert (earned.run_cost, earned.run_cost_basis) == (pytest.approx(11_100), "actual and pro rata")


def test_each_case_is_paid_for(room):
    """13,000 cases at £0.50."""
    edit_pilot(room, usage_cost=0.5)

    (earned,) = value(room).earned

    assert (earned.run_cost, earned.run_cost_basis) == (pytest.approx(6_500), "pro rata")


def test_what_a_use_case_costs_is_borne_by_its_pilots_in_equal_parts(room):
    database, admin, _ = room
    with database.changing(admin, Action.PILOT_EDIT) as session:
        pilots.create(session, SLUG, pilot_values(name="Harbour reminders", site="Harbour Road"))
    store_weeks(database, admin, entity="Harbour reminders", first=date(2026, 6, 1), weeks=18, file="harbour.xlsx")
    restore(room)
    enter(room, 5_000, pilot=None)
    enter(room, 1_000)

    found = value(room)

    assert {each.result.slug: each.run_cost for each in found.earned} == {PILOT: 3_500, "harbour-reminders": 2_500}
    assert found.run_cost == 6_000


def test_a_pilot_with_two_metrics_costs_once(room):
    database, admin, _ = room
    edit_pilot(room, run_cost_year=36_500.0)
    with database.changing(admin, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, SLUG)
        further = replace(NO_SHOWS, metric="churn_rate")
        metrics = tuple(sorted((*seen.metrics, further), key=lambda use: use.metric))
        use_cases.edit(session, SLUG, seen=seen, wanted=replace(seen, metrics=metrics), today=TODAY, reason="Both")
    store_weeks(
        database,
        admin,
        entity="Riverside reminders",
        first=date(2026, 6, 1),
        weeks=18,
        metric="churn_rate",
        file="churn.xlsx",
    )
    restore(room)
    store_effect(database, admin, PILOT, A_QUARTER_LESS, metric="churn_rate")

    found = value(room)

    assert [each.run_cost for each in found.earned] == pytest.approx([4_600, 4_600])
    assert found.run_cost == pytest.approx(9_200)


def test_two_use_cases_on_one_budget_line_save_no_more_than_it_costs(room):
    """The line costs £52,000 in the quarter, each saves half of it: a quarter is left, so £39,000 are saved."""
    other = prove(room[0], room[1], title="Fewer cancelled lists", name="Harbour lists", site="Harbour Road")
    line(room, 52_000 * 365 / 92)
    for slug in (SLUG, other):
        say(room, replace(CASHABLE, budget_line="Locum clinicians"), slug=slug)

    found = value(room)

    assert found.gross.likely == pytest.approx(39_000)
    assert found.overlap == pytest.approx(13_000)
    (pool,) = found.pools
    assert (pool.kind, pool.name, pool.most) == (PoolKind.BUDGET_LINE, "Locum clinicians", pytest.approx(52_000))
    assert (pool.plain_sum, pool.counts) == pytest.approx((52_000, 39_000))


def test_a_budget_line_keeps_the_name_of_its_figure_when_it_is_called_otherwise(room):
    other = prove(room[0], room[1], title="Fewer cancelled lists", name="Harbour lists", site="Harbour Road")
    line(room, 52_000 * 365 / 92)
    for slug in (SLUG, other):
        say(room, replace(CASHABLE, budget_line="Locum clinicians"), slug=slug)
    before = pool_figure(room)

    with room[0].changing(room[2], Action.MONEY_EDIT) as session:
        seen = budget_lines.values(session, "locum-clinicians")
        budget_lines.edit(session, "locum-clinicians", seen=seen, wanted=replace(seen, name="Agency"), today=TODAY)

    now = pool_figure(room)
    assert (now.key, now.value) == (before.key, before.value) == ("pool/budget_line/locum-clinicians", now.value)
    assert now.words == "Budget line Agency: what counts"


def pool_figure(room):
    with room[0].reading() as session:
        figures = quarter_figures.figures(session, FiscalCalendar(1).period(Q3), today=TODAY)
    [found] = [each for each in figures if each.key.startswith("pool/budget_line/")]
    return found


def test_people_that_two_pilots_claim_are_named_with_what_was_cut(room):
    edit_pilot(room, population="Riverside patients")
    prove(room[0], room[1], title="Rides", name="Riverside rides", population="Riverside patients")
    store_effect(room[0], room[1], PILOT, A_QUARTER_LESS)

    found = value(room)

    assert found.gross.likely == pytest.approx(26_000)
    assert [(pool.kind, pool.name, pool.metric) for pool in found.pools] == [
        (PoolKind.PEOPLE, "Riverside patients", METRIC)
    ]
    assert found.pools[0].overlap == pytest.approx(found.overlap) == pytest.approx(26_000)


def test_a_masked_gain_counts_as_nothing_and_still_costs(room):
    edit_pilot(room, run_cost_year=36_500.0)
    say(room)
    confirm(room)
    store_effect(room[0], room[1], PILOT, A_QUARTER_LESS, alarms=("Containment rose but resolution did not.",))

    found = value(room)

    assert (found.gross.likely, found.net.likely) == pytest.approx((0, -9_200))
    assert found.headline.return_on_investment == -1
    assert [each.slug for each in found.masked] == [PILOT]


def test_a_masked_gain_is_nothing_even_where_nobody_knows_what_it_would_be_worth(room):
    """Nobody counted its cases, and no number of cases makes anything of it."""
    database, admin, _ = room
    add_use_case(database, admin, "Assistant", metrics=(NO_SHOWS,), pilots_named=())
    with database.changing(admin, Action.PILOT_EDIT) as session:
        pilots.create(session, "assistant", pilot_values(name="Query assistant"))
    alarms = ("Containment rose but resolution did not.",)
    store_effect(database, admin, "query-assistant", A_QUARTER_LESS, alarms=alarms)

    found = value(room)

    assert [each.slug for each in found.masked] == ["query-assistant"]
    assert [each.slug for each, _ in found.left_out] == []
    assert found.gross.likely == pytest.approx(26_000)


def test_what_is_modelled_stands_apart(room):
    """£8,000 entered for July, £9,200 planned for the quarter as a whole: neither touches what was measured."""
    measured = value(room)
    enter(room, 8_000, side=Side.BENEFIT, kind=FinanceClass.CASHABLE)
    enter(
        room,
        9_200,
        side=Side.BENEFIT,
        kind=None,
        basis=Said.PLANNED,
        period=Period(JULY.starts, Grain.QUARTER),
        pilot=None,
    )

    found = value(room)

    assert [(each.pilot, each.finance_class, each.amount, each.rests_on) for each in found.modelled] == [
        (None, None, 9_200, "planned"),
        (PILOT, FinanceClass.CASHABLE, 8_000, "actual"),
    ]
    assert found.modelled_total == 17_200
    assert (found.gross, found.net, found.headline) == (measured.gross, measured.net, measured.headline)


def test_what_is_modelled_before_there_is_any_pilot_counts_to_today_alike(tmp_path):
    database, admin = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    finn = database.add_first_person("finn", "Finn", frozenset({PersonRole.FINANCE}))
    slug = add_use_case(database, admin, pilots_named=())
    room = database, admin, finn
    quarter = Period(date(2026, 10, 1), Grain.QUARTER)
    enter(room, 9_200, side=Side.BENEFIT, kind=None, basis=Said.PLANNED, period=quarter, pilot=None, slug=slug)

    with database.reading() as session:
        found = {each.key: each.value for each in quarter_figures.figures(session, quarter, today=TODAY)}
    database.dispose()

    assert found["total/modelled"] == pytest.approx(5_100)


def test_what_is_modelled_for_days_to_come_is_not_said_of_those_that_are_over(room):
    """Of 92 days from October on 51 are over on 21 November."""
    enter(room, 9_200, side=Side.BENEFIT, kind=None, period=Period(date(2026, 10, 1), Grain.QUARTER))

    assert value(room, Quarter(2026, 4)).modelled_total == pytest.approx(5_100)


def test_the_realisation_rate_is_what_came_in_of_what_was_promised(room):
    """A quarter less of 30 % promised: five sixths."""
    found = value(room)

    assert (found.promised, found.realisation_rate) == pytest.approx((31_200, 5 / 6))


def test_a_part_of_the_pilots_is_their_part_of_the_whole(room):
    prove(room[0], room[1], title="Others", name="Harbour lists", site="Harbour Road")
    restore(room)
    enter(room, 8_000, side=Side.BENEFIT, kind=None)
    whole = value(room)
    one, other = (
        whole.among([each.result]) for each in sorted(whole.earned, key=lambda each: each.result.name, reverse=True)
    )

    assert (one.gross.likely + other.gross.likely) == pytest.approx(whole.gross.likely)
    assert (one.modelled_total, other.modelled_total) == (8_000, 0)


def test_what_a_model_says_of_a_whole_use_case_is_no_site_s(room):
    """£8,000 of the pilot's own and £9,200 of the use case: a site shows the first, and says what it leaves out."""
    enter(room, 8_000, side=Side.BENEFIT, kind=None)
    enter(room, 9_200, side=Side.BENEFIT, kind=None, pilot=None)
    whole = value(room)

    one = whole.among([each.result for each in whole.earned])

    assert (whole.modelled_total, one.modelled_total) == (17_200, 8_000)
    assert [(each.use_case, each.amount) for each in one.modelled_of_whole] == [(SLUG, 9_200)]
    with room[0].reading() as session:
        sites = [this_quarter.quarterly(session, Q3, today=TODAY, site=site) for site in (None, "riverside")]
    said = "Modelled for a whole use case and for no site or client, so left out here: Fewer no-shows £9,200."
    assert [said in page.value_details for page in sites] == [False, True]
    assert [sum("£8,000" in note for note in page.value.notes) for page in sites] == [0, 1]


def test_as_many_queries_for_many_pilots_and_quarters_as_for_one(room):
    database, admin, _ = room
    say(room)
    one = queries(database, [Q3])

    for number in range(4):
        slug = prove(database, admin, title=f"Other {number}", name=f"Site {number}", site=f"Site {number}")
        enter(room, 100, pilot=None, slug=slug)
        say(room, slug=slug)

    assert queries(database, [Q3]) == one
    assert queries(database, [Quarter(2026, 1), Quarter(2026, 2), Q3]) == one


def queries(database, quarters):
    """How many statements the values of some quarters take."""
    said = []
    with database.reading() as session:
        results = pilot_results.results(session, today=TODAY)
        listen = (database.engine, "before_cursor_execute", lambda *_: said.append(1))
        event.listen(*listen)
        quarter_value.values(session, results, [FiscalCalendar(1).period(each) for each in quarters])
        event.remove(*listen)
    return len(said)
