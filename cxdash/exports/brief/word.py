"""A brief as a Word file: headings, lists, tables whose heads repeat on each page, and page numbers."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from cxdash.domain.brief import Brief, Section, Table
from cxdash.exports.brief import word_styles

_PALE = "E8F0F9"
_LINE = "B8C4D2"
_PAGE_WIDTH, _PAGE_HEIGHT = Cm(21.0), Cm(29.7)
_MARGIN = Cm(2.2)
_TEXT_WIDTH = Cm(21.0 - 2 * 2.2)
_WIDEST = 60
"""Characters of a cell beyond which it gets no more of a table's width."""
_NOT_IN_XML = re.compile(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")


def word(brief: Brief, *, subject: str = "Vendor-neutral brief") -> bytes:
    """Return the brief as a .docx, A4, in British English; ``subject`` stands in the properties of the file."""
    document = Document()
    _set_up(document, brief, subject)
    document.add_paragraph(_clean(brief.title), style="Title")
    document.add_paragraph(_clean(brief.about), style="Subtitle")
    document.add_paragraph(_clean(brief.statement), style="Intense Quote")
    for section in brief.sections:
        _add(document, section)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _add(document: WordDocument, section: Section) -> None:
    document.add_heading(_clean(section.title), level=1)
    for sentence in section.says:
        document.add_paragraph(_clean(sentence))
    for point in section.points:
        document.add_paragraph(_clean(point), style="List Number" if section.is_numbered else "List Bullet")
    if section.table is not None:
        _add_table(document, section.table)


def _add_table(document: WordDocument, table: Table) -> None:
    written = document.add_table(rows=1, cols=len(table.heads))
    written.style = document.styles["Table Grid"]
    written.alignment = WD_TABLE_ALIGNMENT.CENTER
    written.autofit = False
    _fill(written.rows[0].cells, table.heads, is_head=True)
    _mark(written.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 repeated heads have no API of their own
    for row in table.rows:
        added = written.add_row()
        _fill(added.cells, row)
        _mark(added._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 nor have rows that stay on one page
    _set_widths(written, table)
    _set_lines(written)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(cells: Sequence[_Cell], texts: Iterable[str], *, is_head: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.space_before = Pt(2)
        run = paragraph.add_run(_clean(text))
        run.font.size = Pt(9.5)
        run.bold = is_head
        if is_head:
            _shade(cell._tc.get_or_add_tcPr())  # noqa: SLF001 shading has no API of its own


def _set_widths(written: WordTable, table: Table) -> None:
    """Share the page's width by how much each column has to say."""
    columns = zip(table.heads, *table.rows, strict=True)
    needs = [max(8, *(min(len(cell), _WIDEST) for cell in column)) ** 0.75 for column in columns]
    for at, need in enumerate(needs):
        width = Cm(_TEXT_WIDTH.cm * need / sum(needs))
        written.columns[at].width = width
        for cell in written.columns[at].cells:
            cell.width = width


def _set_up(document: WordDocument, brief: Brief, subject: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    page.left_margin = page.right_margin = _MARGIN
    page.top_margin, page.bottom_margin = Cm(2.0), Cm(2.0)
    word_styles.apply(document)
    properties = document.core_properties
    properties.title, properties.subject = _clean(brief.title), subject
    properties.author, properties.language, properties.comments = "cxdash", "en-GB", ""
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    _number_pages(page.footer.paragraphs[0], _clean(brief.title))


def _number_pages(paragraph: Paragraph, title: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(f"{title}  ·  Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    """Add a field that the word processor fills in, with a first value for those that do not."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run("1")._r)  # noqa: SLF001 fields have no API of their own
    paragraph._p.append(field)  # noqa: SLF001 same


def _clean(text: str) -> str:
    """Put a blank for breaks of lines and for what XML cannot hold."""
    return _NOT_IN_XML.sub(" ", text).strip()


def _mark(properties: Any, name: str) -> None:  # noqa: ANN401 elements of XML have no public type
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _shade(properties: Any) -> None:  # noqa: ANN401 same
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), _PALE)
    properties.append(shade)


def _set_lines(written: WordTable) -> None:
    """Draw thin grey lines between the rows and none between the columns."""
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in {"top", "bottom", "insideH"} else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:space"), "0")
        line.set(qn("w:color"), _LINE)
        lines.append(line)
    properties = written._tbl.tblPr  # noqa: SLF001 lines of a table have no API of their own
    properties.insert_element_before(lines, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
