"""Slides: text fits its place, charts are native and hold their figures, the look is that of the screen."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE

from cxdash.charts import theme
from cxdash.exports.slides import fit, letters, scales
from cxdash.exports.slides.content import (
    Bars,
    Dot,
    Dots,
    Series,
    Slide,
    Step,
    Table,
    Tone,
    Waterfall,
    item,
    said,
)
from cxdash.exports.slides.writing import written
from tests.exports import drawn_slides as drawn

MONEY = '"£"#,##0'
BARS = Bars(
    categories=[("Grade A · 2 pilots", "£105k of £130k"), ("Grade B · 1 pilot", "£95k of –")],
    series=[
        Series("Realised", [105_000.0, 95_000.0], Tone.PILOT, [80_000.0, 60_000.0], [131_000.0, 120_000.0]),
        Series("Promised", [130_000.0, None], Tone.NEUTRAL),
    ],
    form=MONEY,
    alt="Bars: realised against promised.",
)
DOTS = Dots(
    rows=[
        Dot("Harbour View", "B · Target met", "Target met", 1.2, 0.9, 1.6, 1.1),
        Dot("Riverside", "C · No clear change", "No clear change", 0.1, -0.4, 0.5),
    ],
    states=[("Target met", Tone.GOOD), ("No clear change", Tone.NEUTRAL), ("Harm", Tone.BAD)],
    ends=(-0.4, 1.6),
    target=(1.0, "Target"),
    axis="Share of the target attained",
    form="0%",
    alt="Dots with whiskers.",
)
WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=200)


def deck(*slides):
    return drawn.opened(
        written(
            slides,
            title="Q3 2026",
            subject="Board deck",
            footer="Alder Vale · Q3 2026",
            view="as known now",
            made_on=date(2026, 11, 21),
        )
    )


def sheet_of(chart):
    return openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active


def test_a_word_is_as_wide_as_the_font_s_own_table_says():
    """Adobe's metrics of Helvetica: H 722, e 556, l 222, o 556 thousandths; bold 722, 556, 278, 611."""
    assert letters.width("Hello", size=1000) == 722 + 556 + 222 + 222 + 556
    assert letters.width("Hello", size=1000, bold=True) == 722 + 556 + 278 + 278 + 611


@given(WORDS, st.integers(60, 900))
def test_no_line_is_wider_than_its_place(text, width):
    broken = fit.lines(text, size=16, width=width)

    assert all(letters.width(line, size=16) <= width for line in broken if len(line) > 1)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")


@given(WORDS, st.integers(80, 900), st.integers(1, 3))
def test_a_shortened_text_takes_no_more_lines_and_says_that_it_goes_on(text, width, at_most):
    short = fit.shortened(text, size=16, width=width, at_most=at_most)

    assert len(fit.lines(short, size=16, width=width)) <= at_most
    assert short == fit.clean(text) or short.endswith("…")


@given(st.lists(WORDS.filter(str.strip), min_size=1, max_size=8), st.integers(150, 900), st.integers(60, 400))
def test_what_is_kept_fits_and_the_rest_is_handed_back_whole(texts, width, high):
    paragraphs = [fit.Paragraph(fit.clean(text), 20.0) for text in texts]

    kept, rest = fit.fitted(paragraphs, width=width, high=high, smallest=16.0)

    assert fit.height(kept, width=width) <= high or len(kept) == 1
    assert len(kept) + len(rest) == len(paragraphs)
    assert all(each.size >= 16 for each in kept)


def test_a_long_title_keeps_its_last_words():
    title = f"{'Faster answers to billing queries ' * 8}brought the most: £708k"

    said_short = fit.with_its_end(title, size=28, width=870, at_most=2)

    assert said_short.endswith("the most: £708k")
    assert len(fit.lines(said_short, size=28, width=870, bold=True)) == 2


@pytest.mark.parametrize(
    ("reached", "ends"),
    [([131_000.0], (0.0, 150_000.0, 50_000.0)), ([-0.4, 1.6], (-0.5, 2.0, 0.5)), ([], (0.0, 1.0, 1.0))],
)
def test_an_axis_ends_at_round_numbers(reached, ends):
    assert scales.scale(reached, parts=4) == pytest.approx(ends)


def test_a_count_has_no_halves():
    assert scales.scale([2.0], least=1.0) == (0.0, 2.0, 1.0)


def test_every_slide_has_a_title_in_the_outline_a_footer_a_page_and_notes():
    made = deck(Slide("The quarter in one sentence", is_cover=True), Slide("A finding", notes=("Where it is from.",)))

    for slide in made.slides:
        kinds = {each.placeholder_format.idx: each for each in slide.placeholders}
        assert drawn.title(slide)
        assert kinds[11].text_frame.text == "Alder Vale · Q3 2026 · as known now"
        assert "slidenum" in kinds[12].element.xml
    assert drawn.notes(made.slides[1]) == "A finding\nWhere it is from."


def test_slides_are_16_to_9_in_the_colours_of_the_screen():
    made = deck(Slide("A finding"))
    themed = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()

    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=0.001)
    for colour in (theme.PILOT, theme.COMPARISON, theme.GOOD, theme.BAD, theme.NEUTRAL, theme.ON_PAPER):
        assert f'val="{colour[1:]}"' in themed


def test_bars_are_native_and_their_sheet_holds_values_and_ranges():
    (slide,) = deck(Slide("A finding", chart=BARS)).slides
    (chart,) = drawn.charts(slide)
    rows = list(sheet_of(chart).iter_rows(values_only=True))

    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert drawn.values(chart) == {"Realised": [105_000.0, 95_000.0], "Promised": [130_000.0, None]}
    assert rows[0] == (None, "Realised", "Promised", "Realised: range above", "Realised: range below") or rows[0][
        1:
    ] == (
        "Realised",
        "Promised",
        "Realised: range above",
        "Realised: range below",
    )
    assert rows[1][1:] == (105_000, 130_000, 26_000, 25_000)
    assert "errBars" in chart.element.xml


def test_dots_stand_at_their_values_and_whiskers_reach_from_end_to_end():
    (slide,) = deck(Slide("A finding", wide=True, chart=DOTS)).slides
    (chart,) = drawn.charts(slide)
    across = {series.name: _across(series) for series in chart.plots[0].series}

    assert chart.chart_type == XL_CHART_TYPE.XY_SCATTER
    assert across["Target met"][:2] == [1.2, 0.1]
    assert across["Target met: range"][:5] == [0.9, 1.6, None, -0.4, 0.5]
    assert drawn.values(chart)["Target met: range"][:5] == [2.0, 2.0, None, None, None]
    assert set(across["Target"]) == {1.0}
    assert "Harm" not in across


def test_a_waterfall_hangs_between_its_levels_also_below_nothing():
    steps = (
        Step("Realised", "£30", 0.0, 30.0, Tone.PILOT),
        Step("Run cost", "−£50", 30.0, -20.0, Tone.COMPARISON),
        Step("Left", "−£20", 0.0, -20.0, Tone.PILOT),
    )
    (slide,) = deck(Slide("A finding", chart=Waterfall(steps, MONEY, "Waterfall."))).slides
    found = drawn.values(drawn.charts(slide)[0])

    assert found == {
        "Base, not drawn": [0.0, 0.0, 0.0],
        "Above 0": [30.0, 30.0, 0.0],
        "Below 0": [0.0, -20.0, -20.0],
    }


def test_charts_say_in_words_what_they_show_and_nothing_in_them_is_small():
    made = deck(Slide("A finding", chart=BARS), Slide("Another", wide=True, chart=DOTS))

    for slide, alt in zip(made.slides, (BARS.alt, DOTS.alt), strict=True):
        frame = next(shape for shape in slide.shapes if shape.has_chart)
        assert frame.element.nvGraphicFramePr.cNvPr.get("descr") == alt
        found = [int(each) for each in frame.chart.element.xpath(".//@sz") if each.isdigit()]
        assert min(found) >= 1200


@settings(max_examples=20)
@given(st.lists(WORDS.filter(str.strip), min_size=1, max_size=30))
def test_a_list_of_any_length_fits_on_the_slides_it_may_take(texts):
    made = deck(Slide("What is stuck", says=[item("Use case", fit.clean(text)) for text in texts], pages=2))

    assert len(made.slides) <= 2
    assert drawn.overflowing(made) == []


def test_a_list_that_is_too_long_says_how_much_more_there_is():
    made = deck(Slide("What is stuck", says=[item(f"Use case {at}", "Isolated. " * 20) for at in range(40)], pages=2))

    said_on = drawn.words(made)
    shown = sum(f"Use case {at}:" in said_on for at in range(40))
    assert f"And {40 - shown} more in the workbook." in said_on


def test_what_has_no_room_beside_a_chart_is_in_the_notes():
    sentences = [f"Sentence {at} says something that takes two lines beside a chart." for at in range(20)]
    (slide,) = deck(Slide("A finding", says=said(*sentences), chart=BARS)).slides

    assert drawn.overflowing(deck(Slide("A finding", says=said(*sentences), chart=BARS))) == []
    assert sentences[-1] in drawn.notes(slide)


def test_a_table_s_cells_stay_on_one_line():
    rows = [("Proactive outreach to patients with a history of missed appointments", "£1.2m")] * 11
    made = deck(Slide("Every figure", table=Table(("Pilot", "Realised"), rows, (2, 1), frozenset({1}))))

    assert drawn.overflowing(made) == []


@settings(max_examples=20)
@given(WORDS.filter(str.strip))
def test_any_words_can_be_written(text):
    made = deck(Slide(text, number=(text, text), says=said(text), chart=BARS, notes=(text,)))

    assert drawn.overflowing(made) == []


def test_a_file_is_the_same_each_time():
    slides = [Slide("A finding", chart=BARS)]
    one, other = (
        written(slides, title="T", subject="S", footer="F", view="V", made_on=date(2026, 11, 21)) for _ in range(2)
    )

    names = zipfile.ZipFile(BytesIO(one)).namelist()
    texts = [name for name in names if name.endswith(".xml")]
    assert all(zipfile.ZipFile(BytesIO(one)).read(name) == zipfile.ZipFile(BytesIO(other)).read(name) for name in texts)


def _across(series):
    points = series._element.find("{*}xVal").find("{*}numRef").find("{*}numCache")  # noqa: SLF001 values across have no API
    count = int(points.find("{*}ptCount").get("val"))
    found = {int(each.get("idx")): float(each.find("{*}v").text) for each in points.iter("{*}pt")}
    return [found.get(at) for at in range(count)]
