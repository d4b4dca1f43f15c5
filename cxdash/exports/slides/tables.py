"""Tables on slides: quiet lines, figures to the right, every cell short enough for its place."""

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide as DrawnSlide
from pptx.util import Inches, Pt

from cxdash.exports.slides import fit, look
from cxdash.exports.slides.content import Table
from cxdash.exports.slides.shapes import Box

SIZE = 14.0
_PADDING = 0.08
"""Inches at either side of a cell's words."""
_ROW, _LINE = 0.4, 0.24
"""Inches: the height of a row of one line, and what each further line adds."""


def rows(lines: int) -> int:
    """Return how many rows below its heads a slide holds, each of so many lines."""
    return int((look.WHOLE.height - _ROW) / _high(lines) + 1e-9)


def _high(lines: int) -> float:
    return _ROW + (lines - 1) * _LINE


def add(slide: DrawnSlide, table: Table, box: Box, *, name: str) -> None:
    """Draw a table at the top of a place; a text too long for its cell is shortened."""
    count = len(table.rows) + 1
    places = [Inches(each) for each in (box.left, box.top, box.width, _ROW + _high(table.lines) * (count - 1))]
    frame = slide.shapes.add_table(count, len(table.heads), *places)
    frame.name = name
    drawn = frame.table
    properties: Any = drawn._tbl.tblPr  # noqa: SLF001 the style of a table has no API of its own
    for old in properties.findall("{*}tableStyleId"):
        properties.remove(old)
    drawn.horz_banding = False
    widths = [box.width * share / sum(table.wide) for share in table.wide]
    for at, width in enumerate(widths):
        drawn.columns[at].width = Inches(width)
    for row, words in enumerate([table.heads, *table.rows]):
        drawn.rows[row].height = Inches(_high(table.lines) if row else _ROW)
        for at, text in enumerate(words):
            short = _short(text, width=widths[at], at_most=table.lines if row else 1, is_head=row == 0)
            _fill(drawn.cell(row, at), short, is_head=row == 0, at_right=at in table.right)


def _short(text: str, *, width: float, at_most: int, is_head: bool) -> str:
    return fit.shortened(text, size=SIZE, width=(width - 2 * _PADDING) * 72, at_most=at_most, bold=is_head)


def _fill(cell: Any, text: str, *, is_head: bool, at_right: bool) -> None:  # noqa: ANN401 of no public type
    cell.margin_left = cell.margin_right = Inches(_PADDING)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    frame = cell.text_frame
    frame.word_wrap = True
    frame.text = text
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if at_right else PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size, run.font.bold = Pt(SIZE), is_head
    _line_below(cell._tc.get_or_add_tcPr(), is_head=is_head)  # noqa: SLF001 lines of a cell have no API of their own


def _line_below(properties: Any, *, is_head: bool) -> None:  # noqa: ANN401 elements of XML have no public type
    tone, width = ("tx1", 15875) if is_head else ("bg2", 9525)
    properties.append(
        parse_xml(f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:schemeClr val="{tone}"/></a:solidFill></a:lnB>')
    )
    properties.append(parse_xml(f"<a:noFill {nsdecls('a')}/>"))
