"""The page Metrics: the catalogue, one metric, and one's own, on the sample portfolio and on nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.domain.metrics import MetricClass
from cxdash.store import metrics
from tests.apps import ROOT


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "pages" / "metrics.py"), default_timeout=60)


@pytest.mark.usefixtures("empty")
class TestOnAnEmptyDatabase:
    def test_the_catalogue_is_there_from_the_first_day(self, page):
        page.run()

        assert not page.exception
        assert len(page.dataframe[0].value) > 50

    def test_a_link_carries_search_and_class(self, page):
        page.query_params["find"] = "containment"
        page.query_params["class"] = "Technical"
        page.run()

        assert "Containment" in page.dataframe[0].value["Metric"].iloc[0]
        assert set(page.dataframe[0].value["Class"]) == {"Technical"}

    def test_a_search_for_nothing_says_so(self, page):
        page.query_params["find"] = "joy of living"
        page.run()

        assert "No metric fits" in page.info[0].value

    def test_a_link_to_nothing_says_so(self, page):
        page.query_params["metric"] = "joy"
        page.run()

        assert not page.exception
        assert "There is no metric “joy”" in page.info[0].value.replace("\\", "")

    def test_one_s_own_metric_is_added_and_opened(self, page, empty):
        page.run()
        page.text_input(key="new-metric-0-name").input("Rooms ready")
        _press(page, "Save metric")

        assert page.query_params["metric"] == "rooms-ready"
        assert page.title[0].value.replace("\\", "") == "Rooms ready"
        assert _stored(empty, "rooms-ready").unit == "%"

    def test_a_name_that_is_taken_is_refused_and_stays_typed(self, page):
        page.run()
        page.text_input(key="new-metric-0-name").input("CSAT")
        _press(page, "Save metric")

        assert "already names the metric" in page.error[0].value
        assert page.text_input(key="new-metric-0-name").value == "CSAT"


@pytest.mark.usefixtures("portfolio")
class TestOnTheSamplePortfolio:
    def test_a_metric_says_what_it_means_why_its_class_limits_it_and_who_uses_it(self, page):
        page.query_params["metric"] = "csat"
        page.run()

        text = _text(page)
        assert not page.exception
        assert "satisfied responses" in text
        assert "never the only primary" in text
        assert "Lower cost per contact with agent guidance (guardrail, in proof)" in text

    def test_a_class_that_use_cases_rest_on_cannot_be_taken_away(self, page, portfolio):
        page.query_params["metric"] = "no_show_rate"
        page.run()
        page.selectbox(key="metric-no_show_rate-0-class").set_value(MetricClass.OPERATIONAL)
        _press(page, "Save metric")

        assert "as a primary metric" in page.error[0].value
        assert _stored(portfolio, "no_show_rate").metric_class is MetricClass.BUSINESS_OUTCOME

    def test_an_unclassified_metric_is_pointed_out_and_gets_its_class(self, page, portfolio):
        with portfolio.reading() as reading:
            unclassified = [
                each.slug for each in metrics.catalogue(reading) if each.metric_class is MetricClass.UNCLASSIFIED
            ]
        if not unclassified:
            pytest.fail("The sample trackers no longer bring a metric that the catalogue does not know.")
        page.run()
        assert "Nobody has said yet what" in _text(page)

        page.query_params["metric"] = unclassified[0]
        page.run()
        page.selectbox(key=f"metric-{unclassified[0]}-0-class").set_value(MetricClass.OPERATIONAL)
        _press(page, "Save metric")

        assert _stored(portfolio, unclassified[0]).metric_class is MetricClass.OPERATIONAL


def _press(page, label):
    next(each for each in page.button if each.label == label).click().run()
    assert not page.exception


def _stored(database, slug):
    with database.reading() as reading:
        return metrics.catalogue(reading).get(slug)


def _text(page):
    return "\n".join(
        each.value.replace("\\", "") for each in (*page.markdown, *page.caption, *page.title, *page.subheader)
    )
