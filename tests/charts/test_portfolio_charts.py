"""The charts of Funnel and Use cases draw the tables that their reports make."""

from datetime import date

import pytest

from cxdash.charts import funnel as funnel_charts
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
    return {each["as"] for each in part.get("transform", []) if "calculate" in each}


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        (funnel_charts.reached(0.05), "reached"),
        (funnel_charts.ageing(), "ageing"),
        (funnel_charts.moves(), "moves"),
    ],
    ids=["reached", "ageing", "moves"],
)
def test_a_chart_of_the_funnel_reads_columns_of_its_table(sample, spec, name):
    table = getattr(funnel.seen(sample, today=TODAY), name)

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
