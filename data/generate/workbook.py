"""A workbook being written: one date of creation, so that equal figures give equal bytes, and the formats used."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cxdash.domain.metrics import Metric

CREATED = datetime(2026, 11, 16, 8, 0, 0)  # noqa: DTZ001  workbooks know no zones


class Workbook:
    """A workbook with the formats its sheets share, made on first use."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet."""
        return self.book.add_worksheet(name)

    def style(self, **properties: object) -> Format:
        """Return the format with these xlsxwriter properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(properties))
        return self._formats[key]

    @property
    def title(self) -> Format:
        """The format of a sheet's title."""
        return self.style(bold=True, font_size=14)

    @property
    def header(self) -> Format:
        """The format of a header cell."""
        return self.style(bold=True, bg_color="#DCE6E4", text_wrap=True, valign="vcenter", border=1)

    @property
    def day(self) -> Format:
        """The format of a date as the organisation writes it."""
        return self.style(num_format="dd/mm/yyyy")

    def number(self, metric: Metric | None) -> Format:
        """Return the format of a metric's values: percent for shares, whole numbers for seconds, else two decimals."""
        if metric is not None and metric.is_fraction:
            return self.style(num_format="0.0%")
        return self.style(num_format="#,##0" if metric is not None and metric.unit == "seconds" else "#,##0.00")


@contextmanager
def writing(path: Path) -> Iterator[Workbook]:
    """Open a new workbook and save it at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": path.stem, "author": "Alder Vale Health Services", "created": CREATED})
        yield Workbook(book)


def write_cell(sheet: Worksheet, row: int, column: int, value: object, style: Format | None = None) -> None:
    """Write text as text, a date as a date, a number as a number and None not at all; rows and columns from 0."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)
