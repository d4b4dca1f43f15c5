"""The charts of Operating model draw the tables that their reports make, and name what holds the whole down."""

from datetime import date
from math import hypot

import pytest

from cxdash.charts import operating_model as charts
from cxdash.reports import operating_model, operating_model_trend
from cxdash.store.database import Database
from tests.charts.test_portfolio_charts import fields

TODAY = date(2026, 11, 21)
WEB = {"ring", "place", "x", "y", "x2", "y2", "said"}
"""What the radar works out itself."""


@pytest.fixture(scope="module")
def sample(portfolio_file):
    """A session that reads the sample portfolio."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield session
    database.dispose()


def found(session):
    now = operating_model.operating_model(session, today=TODAY).score
    return operating_model_trend.trend(session, today=TODAY, now=now)


def test_radar_and_trend_read_only_columns_that_their_tables_have(sample):
    past = found(sample)

    for frame in (past.disciplines, past.properties):
        assert fields(charts.radar(len(frame))) - WEB <= set(frame.columns)
    assert fields(charts.trend(("Overall",))) <= set(past.drawn.columns)


def test_the_parts_at_the_overall_level_are_marked_and_no_other(sample):
    past = found(sample)

    for frame in (past.disciplines, past.properties):
        assert list(frame["is_least"]) == list(frame["level"] == past.now.overall)


@pytest.mark.parametrize("spokes", [4, 5])
def test_the_web_has_a_corner_for_each_part_on_each_level(spokes):
    (rings,) = (layer for layer in charts.radar(spokes)["layer"] if "ring" in str(layer["encoding"]))
    corners = rings["data"]["values"]

    assert len(corners) == 5 * spokes
    for each in corners:
        assert hypot(each["x"], each["y"]) == pytest.approx(each["ring"], abs=0.002)
    assert corners[0]["x"] == pytest.approx(0)
    assert corners[0]["y"] > 0


def test_an_unknown_level_a_quarter_ago_breaks_the_dashed_line_and_is_no_zero():
    dashed = [layer for layer in charts.radar(5)["layer"] if "strokeDash" in str(layer["mark"])]

    (line,) = dashed
    filters = [each["filter"] for each in line["transform"] if "filter" in each]
    assert filters == ["isValid(datum.before)", "isValid(datum.next_before)"]
