"""A chart as a picture: all of its words, dark on white, in both kinds."""

import io
import re
import xml.etree.ElementTree as ET
from datetime import date

import altair as alt
import pandas as pd
from PIL import Image

from cxdash.charts import compare, this_quarter
from cxdash.charts.theme import ROWS, kept
from cxdash.exports import pictures

BY_GRADE = pd.DataFrame(
    {
        "basis": ["measured", "weak evidence"],
        "grade": ["Grade A · 2 pilots", "Grade D, apart · 1 pilot"],
        "realised": [105_000.0, 20_000.0],
        "low": [80_000.0, -5_000.0],
        "high": [130_000.0, 45_000.0],
        "promised": [130_000.0, None],
        "words": ["£105k of £130k", "£20.0k of –"],
    }
)


@kept
def _by_day():
    return alt.Chart(ROWS).mark_line().encode(x=alt.X("day:T"), y=alt.Y("value:Q", title="Cases"))


def _words(content):
    return " ".join(ET.fromstring(content.decode()).itertext())  # noqa: S314 drawn a moment ago


def test_an_svg_says_the_finding_the_note_and_every_row():
    drawn = pictures.svg(
        this_quarter.by_grade("GBP"), BY_GRADE, title="Fewer no-shows: £105k", note="Tick: what was promised."
    )

    said = _words(drawn)
    for words in ("Fewer no-shows: £105k", "Tick: what was promised.", *BY_GRADE["grade"], *BY_GRADE["words"]):
        assert words in said


def test_words_are_dark_on_white():
    drawn = pictures.svg(this_quarter.by_grade("GBP"), BY_GRADE, title="A finding").decode()

    assert 'fill="white"' in drawn
    assert "currentColor" not in drawn
    assert re.search(r'fill="#1f2937"', drawn)


def test_a_long_finding_takes_further_lines():
    finding = "Proactive outreach to patients with a history of missed appointments " * 4
    drawn = pictures.svg(this_quarter.by_grade("GBP"), BY_GRADE, title=finding)

    width = float(re.search(r'width="(\d+)"', drawn.decode())[1])
    assert width < 900


def test_a_png_is_drawn_at_twice_the_size():
    spec = this_quarter.by_grade("GBP")

    picture = Image.open(io.BytesIO(pictures.png(spec, BY_GRADE, title="A finding")))
    vector = pictures.svg(spec, BY_GRADE, title="A finding").decode()

    width, height = (int(re.search(rf'{side}="(\d+)"', vector)[1]) for side in ("width", "height"))
    assert picture.size == (2 * width, 2 * height)
    assert picture.getpixel((2, 2))[:3] == (255, 255, 255)


def test_days_and_gaps_can_be_drawn():
    rows = pd.DataFrame({"day": [date(2026, 7, 1), date(2026, 8, 1)], "value": [3.0, None]})

    assert "Cases" in _words(pictures.svg(_by_day(), rows, title="Cases by month"))


def test_the_kept_chart_stays_as_it_is():
    spec = compare.attainment()
    before = str(spec)

    pictures.svg(spec, pd.DataFrame(columns=["name", "drawn_low"]), title="None")

    assert str(spec) == before
