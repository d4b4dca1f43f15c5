"""What stands above a chart: its finding, and its figures and picture to take away."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.ui import drawing

SCRIPT = """
import altair as alt
import pandas as pd
from cxdash.charts.theme import ROWS, kept
from cxdash.ui import drawing

@kept
def bars():
    return alt.Chart(ROWS).mark_bar().encode(x=alt.X("value:Q"), y=alt.Y("name:N"))

frame = pd.DataFrame({"name": ["A"], "value": [1.0]})
drawing.draw(bars(), frame, title="A is *one*", alt="Bars", key="ones", note="Counted.")
"""


@pytest.fixture
def page():
    return AppTest.from_string(SCRIPT, default_timeout=60)


def test_nothing_is_prepared_until_somebody_asks_for_it(page):
    page.run()

    assert page.markdown[0].value == r"##### A is \*one\*"
    assert not page.get("download_button")


def test_the_menu_offers_figures_and_pictures(page):
    page.session_state["ones-menu"] = True
    page.run()

    labels = [each.proto.label for each in page.get("download_button")]
    assert labels == ["Figures as CSV", "Picture as PNG", "Picture as SVG"]


def test_names_of_icons_in_peoples_words_begin_no_icon_and_times_stay_as_they_are():
    assert ":material/home" not in drawing.literally(":material/home: and :smile:").replace("\\", "")
    assert ":smile" not in drawing.literally(":material/home: and :smile:").replace("\\", "")
    assert drawing.literally("At 12:30:45").replace("\\", "") == "At 12:30:45"
