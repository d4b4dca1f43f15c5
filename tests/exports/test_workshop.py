"""A workshop handed over: the same words in Markdown and on slides, and nothing that people typed taken for markup."""

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Pt

from cxdash.domain.workshops.placing import Place, spread
from cxdash.exports.workshop import deck, markdown
from cxdash.reports.workshops.summary import CardLine, OpenPoint, RankedGroup, Summary

DAY = date(2026, 3, 2)
AGREED, OF_TWO_MINDS = [Place(8, 3), Place(7, 3)], [Place(8, 2), Place(7, 9)]
OWNERS = {"technology": "Tara", "operations": "Omar"}
SUMMARY = Summary(
    title="Fewer calls about letters",
    journey="Patient journey",
    led_by="Fay",
    opened_on=DAY,
    closed_on=DAY,
    people=("Fay", "Ana", "Ben"),
    groups=(
        RankedGroup("Letters nobody understands", ("What is a *copay*?", "| table |"), 7, spread(AGREED)),
        RankedGroup("Callbacks that never come", (), 3, spread(OF_TWO_MINDS)),
        RankedGroup("Parking", (), 0, None),
    ),
    cards=(
        CardLine(
            "Plain letters",
            "Reduce repeat contact by 20 %.",
            "Repeat contact rate",
            "−20 %",
            OWNERS,
            (),
            "plain-letters",
        ),
        CardLine("Callbacks", "", "", "", {}, ("It names no metric.",)),
    ),
    points=(OpenPoint("Ask legal about the wording", "Cora", date(2026, 3, 16)),),
)
EMPTY = Summary("Nothing yet", "", "Fay", DAY, None, (), (), (), ())


def slides_of(content):
    return Presentation(io.BytesIO(content)).slides


def words_of(slide):
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join(frames + tables)


def chart_of(slide):
    (chart,) = [shape.chart for shape in slide.placeholders if shape.has_chart]
    return chart


def labels_of(chart):
    return parse_xml(chart.part.blob).xpath(".//c:dLbl//a:t/text()")


def test_markdown_holds_the_ranked_list_the_cards_and_the_open_points():
    text = markdown(SUMMARY).decode()
    assert text.startswith("# Fewer calls about letters\n")
    assert "1 of 2 cards became use cases" in text
    assert "| Letters nobody understands | 7 | 7.5 | 3 |" in text
    assert "| Parking | 0 | – | – |" in text
    assert "## Plain letters" in text
    assert "Omar" in text
    assert "| Ask legal about the wording | Cora | 16 Mar 2026 |" in text


def test_what_people_typed_is_no_markup():
    text = markdown(SUMMARY).decode()
    assert r"\*copay\*" in text
    assert r"\| table \|" in text


def test_markdown_names_what_the_room_does_not_agree_on():
    assert "Callbacks that never come: You do not agree on effort (from 2 to 9)." in markdown(SUMMARY).decode()


def test_slides_lead_from_what_matters_to_what_is_open():
    titles = [slide.shapes.title.text_frame.text for slide in slides_of(deck(SUMMARY, made_on=DAY))]
    assert titles == [
        "Fewer calls about letters",
        "“Letters nobody understands” matters most to the room",
        "The room is of two minds about 1 group",
        "Plain letters: a use case now",
        "Callbacks: not committed",
        "1 point to settle",
        "3 people took part",
    ]


def test_a_card_has_its_owners_and_what_it_lacks_on_its_slide():
    written = [words_of(slide) for slide in slides_of(deck(SUMMARY, made_on=DAY))]
    assert "Tara" in written[3]
    assert "Repeat contact rate −20 %" in written[3]
    assert "It names no metric." in written[4]


def test_groups_lie_on_a_map_by_value_and_effort_with_the_number_of_their_rank():
    slide = slides_of(deck(SUMMARY, made_on=DAY))[2]
    chart = chart_of(slide)
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert list(sheet.values) == [
        ("What", "Effort", "Agreed", "Of two minds"),
        ("Letters nobody understands", 3, 7.5, None),
        ("Callbacks that never come", 5.5, None, 7.5),
    ]
    assert labels_of(chart) == ["1", "2"]
    assert "1. Letters nobody understands\n2. Callbacks that never come" in words_of(slide)


def test_groups_seen_in_one_place_have_their_numbers_together():
    alike = tuple(RankedGroup(f"Group {number}", (), 9 - number, spread(AGREED)) for number in (1, 2))
    slide = slides_of(deck(replace(SUMMARY, groups=alike), made_on=DAY))[2]
    assert labels_of(chart_of(slide)) == ["1, 2"]


def test_everybody_who_took_part_is_named():
    assert "Fay, Ana, Ben" in words_of(slides_of(deck(SUMMARY, made_on=DAY))[-1])


def test_slides_can_be_read_from_the_back_of_the_room():
    sizes = {
        run.font.size
        for slide in slides_of(deck(SUMMARY, made_on=DAY))
        for shape in slide.placeholders
        if shape.has_text_frame and shape.placeholder_format.idx not in {10, 11, 12}
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    }
    assert min(sizes) >= Pt(16)


@pytest.mark.parametrize("summary", [SUMMARY, EMPTY])
def test_every_workshop_can_be_handed_over_whatever_came_of_it(summary):
    assert len(slides_of(deck(summary, made_on=DAY))) >= 1
    assert summary.headline in markdown(summary).decode()
