"""The page Metrics: the catalogue, one metric, and one's own, on the sample portfolio and on nothing."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import metric_care
from cxdash.changes import metrics as changing_metrics
from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
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

    def test_a_metric_in_use_asks_why_its_meaning_changes_and_then_shows_both_versions(self, page, portfolio):
        page.query_params["metric"] = "no_show_rate"
        page.run()
        assert "Version 1, as it came with cxdash" in _text(page)
        page.text_input(key="metric-no_show_rate-0-formula").input("missed / booked")
        _press(page, "Save metric")
        assert "makes version 2 of what it means" in page.error[0].value
        assert page.text_input(key="metric-no_show_rate-0-formula").value == "missed / booked"

        page.text_input(key="metric-no_show_rate-0-reason").input("As in the contract")
        _press(page, "Save metric")

        text = _text(page)
        assert "Version 2 since 21 Nov 2026: As in the contract (Local administrator)" in text
        assert "is “missed / booked”" in text
        assert _stored(portfolio, "no_show_rate").formula == "missed / booked"

        page.text_input(key="return-1").input("The contract ended")
        _press(page, "Make it a further version")
        assert "Version 3 since 21 Nov 2026: The contract ended" in _text(page)
        assert _stored(portfolio, "no_show_rate").formula.startswith("appointments missed")

    def test_somebody_else_s_save_meanwhile_is_shown_with_both_values(self, page, portfolio):
        other = AppTest.from_file(str(ROOT / "pages" / "metrics.py"), default_timeout=60)
        for each in (page, other):
            each.query_params["metric"] = "no_show_rate"
            each.run()
            each.text_input(key="metric-no_show_rate-0-reason").input("As agreed")
        page.text_input(key="metric-no_show_rate-0-formula").input("one / all")
        other.text_input(key="metric-no_show_rate-0-formula").input("two / all")
        _press(page, "Save metric")
        _press(other, "Save metric")

        assert "is “one / all” now, and you entered “two / all”. Nothing was saved" in other.error[0].value
        assert _stored(portfolio, "no_show_rate").formula == "one / all"
        _press(other, "Save metric")
        assert _stored(portfolio, "no_show_rate").formula == "two / all"

    def test_a_metric_is_verified_as_it_stood_on_the_screen(self, page, portfolio):
        page.query_params["metric"] = "csat"
        page.run()
        with portfolio.changing(_person(portfolio), Action.METRIC_EDIT) as changing:
            seen = changing_metrics.definition(changing, "csat")
            wanted = replace(seen, formula="happy / all")
            changing_metrics.edit(changing, "csat", seen=seen, wanted=wanted, today=date(2026, 11, 21), reason="So")

        _press(page, "Verify")
        assert "is “happy / all” now" in page.error[0].value
        assert "Nobody has verified it yet" in _text(page)

        _press(page, "Verify")
        assert "Verified by Local administrator on 21 Nov 2026" in _text(page)
        assert "Verify" not in {each.label for each in page.button}

    def test_a_metric_gets_its_owner(self, page, portfolio):
        page.query_params["metric"] = "csat"
        page.run()
        nobody, somebody, *_ = page.selectbox(key="owner-csat-0-owner").options
        page.selectbox(key="owner-csat-0-owner").set_value(somebody)
        _press(page, "Save owner")

        assert nobody == "Nobody"
        assert f"Owner: {somebody}" in _text(page)
        with portfolio.reading() as reading:
            assert metric_care.care(reading, "csat").owner == somebody

    def test_a_metric_nobody_uses_is_archived_found_again_and_brought_back(self, page, portfolio):
        page.query_params["metric"] = "feature_releases"
        page.run()
        _press(page, "Archive this metric")
        assert _stored(portfolio, "feature_releases") is None
        assert "Archived: it is in no list" in page.warning[0].value

        listing = AppTest.from_file(str(ROOT / "pages" / "metrics.py"), default_timeout=60)
        listing.query_params["only"] = "Archived"
        listing.run()
        assert list(listing.dataframe[0].value["Metric"]) == ["Features or tools deployed"]

        _press(page, "Bring it back")
        assert _stored(portfolio, "feature_releases") is not None

    def test_a_metric_that_judges_use_cases_says_so_in_place_of_archiving(self, page):
        page.query_params["metric"] = "csat"
        page.run()

        assert "Take it out of them before you archive it" in _text(page)
        assert "Archive this metric" not in {each.label for each in page.button}

    def test_stale_figures_are_said_in_words_and_found_by_the_filter(self, page):
        page.query_params["only"] = "Stale figures"
        page.run()
        assert "Appointment no-show rate" in set(page.dataframe[0].value["Metric"])
        assert set(page.dataframe[0].value["Figures"].str[:5]) == {"stale"}

        page.query_params["metric"] = "no_show_rate"
        page.run()
        assert "Stale: newest figure 3 May 2026, 202 days ago; the limit is 45" in _text(page)

    def test_a_metric_names_what_could_get_worse_while_it_improves(self, page):
        page.query_params["metric"] = "containment_rate"
        page.run()

        text = _text(page)
        assert "While it improves, watch **resolution**:" in text
        assert "Resolution rate (page metrics)" in text

    def test_other_names_meaning_and_pairs_change_without_a_reason(self, page, portfolio):
        page.query_params["metric"] = "no_show_rate"
        page.run()
        form = "metric-no_show_rate-0"
        page.text_area(key=f"{form}-notes").input("How many nobody came to.")
        page.multiselect(key=f"{form}-pairs").set_value(["csat"])
        _press(page, "Save metric")

        stored = _stored(portfolio, "no_show_rate")
        assert (stored.notes, stored.paired_with) == ("How many nobody came to.", "csat")
        assert stored.numerator == "no_shows"


def _person(database):
    return ensure_ready(database)


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
