"""Chart colours and specifications: seen on both backgrounds, told apart by everybody, built once."""

import itertools
import subprocess
import sys

import altair as alt
import numpy as np
import pytest

from cxdash.charts import theme
from tests.apps import ROOT
from tests.test_theme import CONFIG, SIGHT, TOLD_APART, _contrast, _linear, _oklab, _rgb

TOGETHER = {
    "a pilot against its comparison and baseline": (theme.PILOT, theme.COMPARISON, theme.BASELINE),
    "good, bad and neither": (theme.GOOD, theme.BAD, theme.NEUTRAL),
    "categories": theme.SERIES,
}


@pytest.mark.parametrize("background", [CONFIG["theme"][name]["backgroundColor"] for name in ("light", "dark")])
@pytest.mark.parametrize("colours", TOGETHER.values(), ids=TOGETHER)
def test_colours_stand_out_from_the_page_in_both_themes(colours, background):
    assert min(_contrast(colour, background) for colour in colours) >= 3


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colours", TOGETHER.values(), ids=TOGETHER)
def test_colours_shown_together_are_told_apart(colours, sight):
    seen = [_oklab(SIGHT[sight] @ _linear(_rgb(colour))) for colour in colours]

    closest = min(np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2))

    assert closest >= TOLD_APART


def test_a_specification_is_built_once_for_each_shape():
    built = []

    @theme.kept
    def chart(unit):
        built.append(unit)
        return alt.Chart(theme.ROWS).mark_bar().encode(x=alt.X("value:Q", title=unit))

    assert chart("%") is chart("%")
    assert chart("£")["encoding"]["x"]["title"] == "£"
    assert built == ["%", "£"]


def test_every_layer_takes_the_table_that_is_drawn_but_constants_keep_their_own():
    @theme.kept
    def chart():
        bars = alt.Chart(theme.ROWS).mark_bar().encode(x=alt.X("value:Q"))
        line = alt.Chart(alt.Data(values=[{}])).mark_rule().encode(x=alt.datum(0))
        return bars + line

    bars, line = chart()["layer"]

    assert "data" not in chart()
    assert "data" not in bars
    assert line["data"] == {"values": [{}]}


def test_pandas_is_whole_before_altair_may_meet_it():
    loaded = "import sys, cxdash.charts.theme; print(hasattr(sys.modules.get('pandas'), 'Timestamp'))"

    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True, cwd=ROOT)

    assert said.stdout.strip() == "True"
