"""Operating model on a page: the least level heads it, each rule is a click away, only the open tab is worked out."""

from statistics import mean

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.domain.disciplines import RULES, Part
from cxdash.domain.stages import Stage
from cxdash.ui import session
from tests.apps import ROOT
from tests.builders import add_use_case
from tests.pages.use_case_page import text
from tests.reports.mended_sample import mend


def opened(**query):
    page = AppTest.from_file(str(ROOT / "pages" / "operating_model.py"), default_timeout=60)
    for name, words in query.items():
        page.query_params[name] = words
    page.run()
    assert not page.exception
    assert not page.error
    return page


def test_a_mean_of_3_6_with_one_discipline_at_1_shows_1(portfolio):
    mend(portfolio, session.current_person())

    page = opened()

    alts = [chart.alt for chart in page.get("vega_lite_chart")]
    (five,) = (alt for alt in alts if "Use case first" in alt)
    levels = [int(part.split("level ")[1][0]) for part in five.split("), ")]
    assert mean(levels) == pytest.approx(3.6)
    assert page.subheader[0].value.startswith("Level 1 of 5, held down by aligned functions")


@pytest.mark.usefixtures("empty")
def test_without_use_cases_there_is_no_score_and_the_page_says_so():
    page = opened()

    assert not page.subheader
    assert "There is no active use case, so there is no score." in text(page)


@pytest.mark.usefixtures("portfolio")
def test_two_radars_say_what_is_lowest_and_every_part_is_told_by_quarter():
    page = opened()

    said = text(page).replace("\\", "")
    alts = [chart.alt for chart in page.get("vega_lite_chart")]
    assert [alt.split(".")[0] for alt in alts[:2]] == ["Radar chart of levels from 1 to 5"] * 2
    assert "Five disciplines: aligned functions and proof points at level 2, the lowest" in said
    assert "Four properties of mastery: augmenting and governed at level 1, the lowest" in said
    assert alts[2].startswith("Table of levels by quarter since Q1 2025, a row for the whole and for each part.")
    assert "Overall at level 1 in every quarter since Q1 2025; business success 1 to 3" in said
    assert "Owners, statements, modules and readiness are in the log only since a use case was recorded here" in said


def test_with_ideas_alone_there_are_radars_and_no_trend(empty):
    add_use_case(empty, session.current_person(), stage=Stage.IDEA, pilots_named=())

    page = opened()

    assert len(page.get("vega_lite_chart")) == 2
    assert "Dashed" not in text(page)


@pytest.mark.usefixtures("portfolio")
@pytest.mark.parametrize("part", [Part.EMBEDDED, Part.GOVERNED])
def test_each_rule_is_a_click_away_and_stands_in_the_address(part):
    page = opened(part=part.label)

    said = text(page)
    assert RULES[part].sentence.split(",")[0] in said.replace("\\", "")
    assert "do not keep it" in said


@pytest.mark.usefixtures("portfolio")
def test_the_masked_assistant_is_warned_of_on_its_tab():
    said = text(opened(show="Augmentation")).replace("\\", "")

    assert "Automation rises and people lose in 1 use case" in said
    assert "Query assistant Northgate" in said
    assert "How each is computed" not in said


@pytest.mark.usefixtures("portfolio")
@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("routine-queries-resolved-in-self-service", "Automation rises and people lose: Containment rate rose"),
        ("keep-plan-members", "People beside the automation: no clear change. Reduced load: not shown"),
    ],
)
def test_a_use_case_says_at_the_head_of_its_metrics_how_people_fare(slug, expected):
    page = AppTest.from_file(str(ROOT / "pages" / "use_cases.py"), default_timeout=60)
    page.query_params["use_case"], page.query_params["view"] = slug, "Metrics"
    page.run()

    said = " ".join(each.value for each in (*page.warning, *page.caption)).replace("\\", "")
    assert expected in said


def test_an_idea_says_nothing_of_people(empty):
    slug = add_use_case(empty, session.current_person(), stage=Stage.IDEA, pilots_named=())
    page = AppTest.from_file(str(ROOT / "pages" / "use_cases.py"), default_timeout=60)
    page.query_params["use_case"], page.query_params["view"] = slug, "Metrics"
    page.run()

    assert not page.exception
    assert "People beside the automation" not in " ".join(each.value for each in page.caption)
