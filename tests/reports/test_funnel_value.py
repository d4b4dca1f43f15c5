"""What each stage is worth: measured apart from planned, with a range, and once."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import statuses
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.domain.stages import Stage, Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.effects.grade import Grade
from cxdash.judging import pilot_results
from cxdash.reports import choices, quarter_value
from cxdash.reports.quarter_value import Basis
from cxdash.store.database import Database
from tests.builders import TODAY, add_use_case
from tests.reports.funnels import seen
from tests.reports.rows import A_QUARTER_LESS, store_effect, store_weeks

PILOT = "riverside-reminders"
NO_SHOWS = MetricUse(
    "no_show_rate",
    Role.PRIMARY,
    Target(TargetKind.RELATIVE, -0.3),
    baseline=0.2,
    unit_value=40.0,
    annual_volume=10_000,
)
"""25 % of a baseline of 20 % are 5 points: of 1,000 cases a week 50 fewer, at £40 £2,000 a week; 13 weeks in Q3."""


@pytest.fixture
def proved(small_after):
    """A use case in its pilot stage with weekly figures from June to September and an effect, grade B."""
    return small_after(prove)


def prove(database, person, *, effect=A_QUARTER_LESS):
    add_use_case(database, person, metrics=(NO_SHOWS,))
    store_weeks(database, person, entity="Riverside reminders", first=date(2026, 6, 1), weeks=18)
    store_effect(database, person, PILOT, effect)
    return person


def rows(database, **narrow):
    return seen(database, **narrow).value.table.set_index("Stage")


def test_measured_money_stands_at_the_stage_of_its_use_case_with_its_range(proved):
    pilot = rows(proved[0]).loc["Pilot"]

    total = whole(proved[0]).gross
    assert pilot["Measured"] == round(total.likely) > 0
    assert (pilot["95 % from"], pilot["95 % to"]) == (round(total.low), round(total.high))
    assert pilot["Their grades"] == "B"


def test_what_is_planned_is_never_among_what_is_measured(proved):
    """Planned: 30 % of 20 % are 6 points, of 10,000 cases 600, at £40 £24,000 a year."""
    table = rows(proved[0])

    assert table.loc["Pilot", "Planned a year"] == 24_000
    assert table.loc["Pilot", "Plans"] == "1 of 1"
    assert table["Measured"].sum() == round(whole(proved[0]).gross.likely)


def test_grade_d_stands_apart(small):
    prove(*small, effect=replace(A_QUARTER_LESS, grade=Grade.D))
    pilot = rows(small[0]).loc["Pilot"]

    assert pilot["Grade D, apart"] > 0
    assert pilot["Pilots"] == 0
    assert seen(small[0]).value.heads[Stage.PILOT] == "No measured value"


def test_the_head_of_a_lane_says_unit_quarter_and_range(proved):
    head = seen(proved[0]).value.heads[Stage.PILOT]

    assert head.startswith("£")
    assert "measured in Q3 2026, 95\u00a0% range £" in head


def test_what_rests_keeps_what_it_brought_apart_from_the_stages(proved):
    with proved[0].changing(proved[1], Action.USE_CASE_STATUS) as session:
        said = {"reason": "No capacity", "today": TODAY}
        statuses.change(session, "fewer-no-shows", Status.PARKED, seen=Status.ACTIVE, **said)

    table = rows(proved[0])

    assert table.loc["At rest", "Measured"] > 0
    assert table.loc["Pilot"].isna()["Measured"]
    assert table.loc["At rest", "Plans"] == "0 of 0"


def test_filters_narrow_the_money(proved):
    assert rows(proved[0], site="riverside").loc["Pilot", "Pilots"] == 1
    assert rows(proved[0], site="nowhere").loc["Pilot", "Pilots"] == 0


def test_without_figures_nothing_is_worth_money(small):
    add_use_case(*small)
    value = seen(small[0]).value

    assert value.quarter == ""
    assert value.drawn.empty
    assert value.says == "Nothing measured is worth money yet"


def test_the_stages_together_are_the_quarter_of_the_home_page(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    found, everything = seen(database).value, whole(database)
    database.dispose()

    sums = found.drawn.groupby("basis")["realised"].sum()
    assert sums["measured"] == pytest.approx(everything.gross.likely)
    assert sums["weak evidence"] == pytest.approx(everything.totals[Basis.WEAK].likely)


def whole(database):
    """The value of the latest quarter that is over, of the whole portfolio."""
    with database.reading() as session:
        offered = choices.offered(session)
        quarter = next(each for each in offered.quarters if offered.calendar.period(each).ends_before <= TODAY)
        results = pilot_results.results(session, today=TODAY)
        (found,) = quarter_value.values(session, results, [offered.calendar.period(quarter)])
    return found
