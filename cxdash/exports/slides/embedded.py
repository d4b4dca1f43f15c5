"""The sheet inside a chart, so that people can edit its figures in PowerPoint, and the chart's references to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from xlsxwriter.utility import xl_col_to_name

SHEET = "Figures"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its head in row 1 and its values below."""

    head: str
    values: Sequence[str | float | None]


class Sheet:
    """A sheet of columns that is put into a chart, and where each column stands in it."""

    def __init__(self, *columns: Column) -> None:
        self._columns = list(columns)

    def add(self, column: Column) -> int:
        """Add a column and return its place, from 0."""
        self._columns.append(column)
        return len(self._columns) - 1

    def place(self, head: str) -> int:
        """Return the place of the column with a head; ValueError where there is none."""
        return [each.head for each in self._columns].index(head)

    def reference(self, at: int) -> str:
        """Return the cells of a column's values: ``Figures!$B$2:$B$5``."""
        letter = xl_col_to_name(at)
        return f"{SHEET}!${letter}$2:${letter}${len(self._columns[at].values) + 1}"

    def head(self, at: int) -> str:
        """Return the cell of a column's head."""
        return f"{SHEET}!${xl_col_to_name(at)}$1"

    def put_into(self, chart: Chart) -> None:
        """Make this the sheet that opens when somebody edits the chart's figures."""
        part: Any = chart.part  # said to be any part of a file, while a chart's has its workbook
        part.chart_workbook.update_from_xlsx_blob(self._written())

    def figures(self, name: str, at: int) -> Any:  # noqa: ANN401 elements of XML have no public type
        """Return an element of the chart that holds a column of numbers: the reference, and the values as they are."""
        values = self._columns[at].values
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
            for place, value in enumerate(values)
            if value is not None
        )
        return parse_xml(
            f"<c:{name} {nsdecls('c')}><c:numRef><c:f>{self.reference(at)}</c:f><c:numCache>"
            f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
            f"</c:numCache></c:numRef></c:{name}>"
        )

    def _written(self) -> bytes:
        target = BytesIO()
        plainly = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(target, plainly) as book:
            sheet = book.add_worksheet(SHEET)
            sheet.set_column(0, 0, 40)
            sheet.set_column(1, max(len(self._columns) - 1, 1), 16)
            for at, column in enumerate(self._columns):
                sheet.write_string(0, at, column.head)
                for row, value in enumerate(column.values, start=1):
                    if isinstance(value, str):
                        sheet.write_string(row, at, value)
                    elif value is not None:
                        sheet.write_number(row, at, value)
        return target.getvalue()


def error_bars(sheet: Sheet, *, above: int, below: int, tone: str) -> Any:  # noqa: ANN401 same
    """Return whiskers along the bars of a series; how far they reach stands in two columns of the sheet."""
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f'<c:spPr><a:ln w="31750" cap="flat"><a:solidFill><a:schemeClr val="{tone}"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )
    line = bars.find("{*}spPr")
    line.addprevious(sheet.figures("plus", above))
    line.addprevious(sheet.figures("minus", below))
    return bars


def set_reference(element: Any, reference: str) -> None:  # noqa: ANN401 same
    """Let what an element of a chart shows come from other cells of its sheet."""
    for formula in element.iter("{*}f"):
        formula.text = reference
