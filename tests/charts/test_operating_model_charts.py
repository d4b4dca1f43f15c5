"""The charts of Operating model draw the tables that their reports make, and name what holds the whole down."""

from datetime import date

import pytest

from cxdash.charts import operating_model as charts
from cxdash.reports import operating_model, operating_model_trend
from cxdash.store.database import Database
from tests.charts.test_portfolio_charts import fields

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sample(portfolio_file):
    """A session that reads the sample portfolio."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield session
    database.dispose()


def test_levels_and_trend_read_only_columns_that_their_tables_have(sample):
    model = operating_model.operating_model(sample, today=TODAY)
    past = operating_model_trend.trend(sample, today=TODAY)

    for frame in (model.disciplines, model.properties):
        assert fields(charts.levels()) <= set(frame.columns)
    assert fields(charts.trend()) <= set(past.drawn.columns)


def test_the_parts_at_the_overall_level_are_marked_and_no_other(sample):
    model = operating_model.operating_model(sample, today=TODAY)

    for frame in (model.disciplines, model.properties):
        assert list(frame["is_least"]) == list(frame["level"] == model.score.overall)
