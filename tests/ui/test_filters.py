"""Filters come from the address, go into it, and offer what there is."""

# ruff: noqa: PLC0415 - AppTest runs the text of a function by itself, so it brings its imports

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import setup
from cxdash.domain.actions import Action
from cxdash.domain.periods import Quarter
from cxdash.store.tables import Organisation, Pilot, Site, UseCase
from cxdash.ui import filters


def page():
    import streamlit as st

    from cxdash.ui import filters

    st.session_state.chosen = filters.line("quarter", "site", "stage")


@pytest.fixture
def with_sites(empty):
    """A database with two sites, of which one has a pilot."""
    with empty.changing(setup.ensure_ready(empty), Action.USE_CASE_CREATE) as changing:
        busy, idle = Site(slug="harbour-road", name="Harbour Road"), Site(slug="mill-lane", name="Mill Lane")
        use_case = UseCase(slug="no-shows", title="Fewer no-shows")
        use_case.pilots = [Pilot(slug="harbour-pilot", name="Harbour pilot", site=busy)]
        changing.add_all([use_case, idle])
    return empty


@pytest.mark.usefixtures("empty")
def test_nothing_is_narrowed_at_first_and_no_quarter_is_invented():
    seen = AppTest.from_function(page).run()

    chosen = seen.session_state.chosen
    assert (chosen.quarter, chosen.site, chosen.stage) == (None, None, None)
    assert [box.label for box in seen.selectbox] == ["Site", "Stage"]


@pytest.mark.usefixtures("with_sites")
def test_only_sites_with_pilots_are_offered():
    seen = AppTest.from_function(page).run()

    assert seen.selectbox(key="site").options == ["Every site", "Harbour Road"]


@pytest.mark.usefixtures("with_sites")
def test_a_link_carries_its_filters():
    seen = AppTest.from_function(page)
    seen.query_params["site"] = "Harbour Road"
    seen.query_params["stage"] = "Proof"

    chosen = seen.run().session_state.chosen

    assert (chosen.site, chosen.stage) == ("harbour-road", "proof")


@pytest.mark.usefixtures("with_sites")
def test_a_link_to_what_is_no_longer_there_shows_everything():
    seen = AppTest.from_function(page)
    seen.query_params["site"] = "Closed Street"

    assert seen.run().session_state.chosen.site is None


def test_a_link_names_quarters_as_the_organisation_does(empty):
    with empty.changing(setup.ensure_ready(empty), Action.ORGANISATION_EDIT) as changing:
        changing.get(Organisation, 1).fiscal_first_month = 4

    assert filters.link(quarter=Quarter(2027, 1), site="Harbour Road") == {
        "quarter": "Q1 FY2027",
        "site": "Harbour Road",
    }


@pytest.mark.usefixtures("portfolio")
def test_quarters_are_offered_without_gaps_newest_first_and_start_at_the_latest_that_is_over():
    seen = AppTest.from_function(page).run()

    offered = seen.selectbox(key="quarter").options
    assert offered[:3] == ["Q4 2026", "Q3 2026", "Q2 2026"]
    assert len(offered) == len(set(offered)) >= 8
    assert seen.session_state.chosen.quarter == Quarter(2026, 3)


def clients():
    import streamlit as st

    from cxdash.ui import filters

    st.session_state.chosen = filters.line("client")


def test_a_client_is_asked_for_only_where_a_pilot_serves_one(with_sites):
    assert not AppTest.from_function(clients).run().selectbox

    with with_sites.changing(setup.ensure_ready(with_sites), Action.PILOT_EDIT) as changing:
        changing.query(Pilot).one().client = "Helix Insurance"
    seen = AppTest.from_function(clients).run()
    seen.selectbox(key="client").select("Helix Insurance").run()

    assert seen.session_state.chosen.client == "Helix Insurance"
