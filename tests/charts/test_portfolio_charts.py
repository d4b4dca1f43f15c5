"""The charts of Funnel and Use cases draw the tables that their reports make."""

from datetime import date
from operator import attrgetter

import pytest

from cxdash.charts import funnel as funnel_charts
from cxdash.charts import this_quarter as quarter_charts
from cxdash.charts import use_cases as use_case_charts
from cxdash.domain.periods import Grain
from cxdash.reports import funnel, use_case_figures
from cxdash.store.database import Database

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sample(portfolio_file):
    """A session that reads the sample portfolio."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield session
    database.dispose()


def fields(part):
    """Every column that a specification reads, but for those it works out itself."""
    if isinstance(part, list):
        return set().union(*(fields(each) for each in part))
    if not isinstance(part, dict):
        return set()
    read = {part["field"]} if "field" in part else set()
    return read.union(*(fields(each) for each in part.values())) - calculated(part)


def calculated(part):
    made = [each["as"] for each in part.get("transform", []) if "as" in each]
    return {name for each in made for name in ([each] if isinstance(each, str) else each)}


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        (funnel_charts.evidence(), "stages"),
        (quarter_charts.by_grade("GBP", "place_and_basis"), "value.drawn"),
        (funnel_charts.reached(0.05), "conversion.reached"),
        (funnel_charts.cohorts(), "conversion.by_year"),
        (funnel_charts.cohorts(), "conversion.by_quarter"),
        (funnel_charts.ageing(), "ageing.longest"),
        (funnel_charts.moves(), "flow.drawn"),
    ],
    ids=["evidence", "value", "reached", "cohorts", "cohorts by quarter", "ageing", "moves"],
)
def test_a_chart_of_the_funnel_reads_columns_of_its_table(sample, spec, name):
    table = attrgetter(name)(funnel.seen(sample, today=TODAY))

    assert not table.empty
    assert fields(spec) <= set(table.columns)


@pytest.mark.parametrize("percent", [True, False])
def test_figures_over_time_read_columns_of_their_table(sample, percent):
    drawn = use_case_figures.over_time(
        sample, "fewer-patient-no-shows", "no_show_rate", ("No-show outreach Northgate",), Grain.MONTH
    )

    assert not drawn.rows.empty
    assert fields(use_case_charts.figures("", percent=percent)) <= set(drawn.rows.columns)


def test_the_published_share_stands_where_it_belongs():
    spec = funnel_charts.reached(0.05)

    values = [layer["data"]["values"] for layer in spec["layer"] if "data" in layer]
    assert values == [[{"stage": "Scale", "share": 0.05}]]


def test_a_chart_is_built_once():
    assert funnel_charts.ageing() is funnel_charts.ageing()
    assert use_case_charts.figures("seconds", percent=False) is use_case_charts.figures("seconds", percent=False)
