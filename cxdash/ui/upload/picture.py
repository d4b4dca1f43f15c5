"""A sheet as it was understood, as the plain data its grid is drawn from: rows, parts, meanings, what may be clicked.

Every colour has a mark beside it: header, total and hidden rows say so beside their number, hidden columns beside their
letter, columns say what they mean, and cells to mend carry an exclamation mark.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cxdash.trackers.answers import said
from cxdash.trackers.files.cells import letters
from cxdash.trackers.readings import Sheet, Table
from cxdash.ui.upload.standing import Standing, meant_by
from cxdash.ui.upload.words import (
    LAYOUTS,
    candidate_in_words,
    doubt,
    doubts,
    meaning_in_words,
    nothing_found,
    rows_listed,
    table_in_words,
)

_ABOVE, _BELOW, _LEAST_BELOW, _MARKED = 2, 12, 4, 5
_LEGEND = {
    "h": "header",
    "l": "labels",
    "v": "figures",
    "total": "total row, left out",
    "hidden": "hidden in the workbook",
    "wrong": "to mend",
}

Data = dict[str, Any]


def of(sheet: Sheet, answers: Mapping[str, str], metrics: Mapping[str, str], *, heard: int) -> Data:
    """Return what the grid of a sheet shows.

    Args:
        answers: what was said about reading the file, by key.
        metrics: the names of known metrics by slug.
        heard: the time stamp of the last click that was acted on, so that the grid stops waiting.
    """
    return _Picture(sheet, answers, metrics).data() | {"heard": heard}


@dataclass(frozen=True)
class _Picture:
    sheet: Sheet
    answers: Mapping[str, str]
    metrics: Mapping[str, str]

    def data(self) -> Data:
        preview = self.sheet.preview
        options: list[Mapping[str, str]] = []
        heads = list(self.heads(options))
        rows = [self.row(number, texts) for number, texts in preview.rows.items()]
        return {
            "name": self.sheet.name,
            "notes": [each for each in (nothing_found(self.sheet), *self.sheet.notes) if each],
            "used": self.sheet.used,
            "tables": [self.strip(each) for each in self.standings],
            "layouts": [[layout.value, words] for layout, words in LAYOUTS.items()],
            "columns": [
                {"letter": letters(place), "hidden": letters(place) in preview.hidden_columns}
                for place in range(self.width)
            ],
            "options": [[list(option) for option in each.items()] for each in options],
            "heads": heads,
            "rows": rows,
            "height": preview.height,
            "more": f"{self.width} of {preview.width:,} columns are shown." if preview.width > self.width else "",
            "legend": [list(entry) for entry in self.legend(rows)],
        }

    @cached_property
    def standings(self) -> list[Standing]:
        return Standing.of(self.sheet)

    @cached_property
    def width(self) -> int:
        return max((len(texts) for texts in self.sheet.preview.rows.values()), default=0)

    @cached_property
    def wrong(self) -> Mapping[str, str]:
        """What to do in each cell to mend, by its address."""
        return {each.source.cell: each.message for table in self.sheet.tables for each in table.problems}

    def strip(self, standing: Standing) -> Data:
        table = standing.table
        return {
            "at": standing.at,
            "top": standing.top,
            "range": table.range,
            "layout": table.layout.value,
            "words": table_in_words(table),
            "doubt": doubt(table) if self.sheet.used else "",
            "questions": [
                {
                    "key": question.key,
                    "text": question.text,
                    "answers": [[each, candidate_in_words(question, each)] for each in question.candidates],
                }
                for question in (doubts(table) if self.sheet.used else ())
            ],
            "totals": self.totals(table),
        }

    def totals(self, table: Table) -> Data | None:
        key, _ = said.totals_answer(self.sheet, table, read=True)
        if key in self.answers:
            return {"words": "Total rows are read like others.", "button": "Leave them out", "read": False}
        if not table.total_rows:
            return None
        noun = "Total row" if len(table.total_rows) == 1 else "Total rows"
        words = f"{noun} {rows_listed(table.total_rows)} left out."
        return {"words": words, "button": "Read it" if len(table.total_rows) == 1 else "Read them", "read": True}

    def heads(self, options: list[Mapping[str, str]]) -> Iterator[Data]:
        """Yield a line of meanings over each header; tables side by side share one, equal choices are kept once."""
        for top in sorted({each.top for each in self.standings}):
            cells: Data = {}
            for each in self.standings:
                if each.top == top:
                    cells |= dict(self.meanings(each, options))
            yield {"row": top, "cells": cells}

    def meanings(self, standing: Standing, options: list[Mapping[str, str]]) -> Iterator[tuple[str, Data]]:
        for place, column in standing.columns.items():
            if place >= self.width:
                continue
            offered = {
                field: meaning_in_words(field, words, self.metrics)
                for field, words in said.meanings(standing.table, column).items()
            }
            if offered not in options:
                options.append(offered)
            yield (
                str(place),
                {
                    "table": standing.at,
                    "letter": column.letter,
                    "label": column.label,
                    "field": column.field,
                    "options": options.index(offered),
                    "part": standing.part_of_column(place),
                },
            )

    def row(self, number: int, texts: Sequence[str]) -> Data:
        meant = meant_by(number, self.standings)
        is_total = any(number in table.total_rows for table in self.sheet.tables)
        is_hidden = number in self.sheet.preview.hidden_rows
        marks = {
            "header": any(each.is_header(number) for each in self.standings),
            "total": is_total,
            "hidden": is_hidden,
        }
        return {
            "number": number,
            "texts": texts,
            "role": " ".join(mark for mark, has in marks.items() if has),
            "table": meant.at if meant else "",
            "header": meant is not None and meant.is_header(number),
            "parts": "".join(self.part(number, place) for place in range(self.width)),
            "wrong": dict(self.wrong_in(number)),
            "asides": dict(self.asides(number, meant)),
            "shown": self.is_shown(number),
        }

    def part(self, number: int, place: int) -> str:
        return next((each.part(number, place) for each in self.standings if each.holds(number, place)), " ")

    def wrong_in(self, number: int) -> Iterator[tuple[str, str]]:
        for place in range(self.width):
            if message := self.wrong.get(f"{letters(place)}{number}"):
                yield str(place), message

    def asides(self, number: int, meant: Standing | None) -> Iterator[tuple[str, Data]]:
        """Yield the row's number again in the empty column before a table beside another: there it means that one."""
        for each in self.standings:
            before = each.area.left - 1
            if meant is None or each is meant or meant.area.right >= before or before >= self.width:
                continue
            if each.is_near(number):
                yield str(before), {"table": each.at, "header": each.is_header(number)}

    def is_shown(self, number: int) -> bool:
        """Whether a row is in sight from the start; one alone between such rows is, for its gap would be as high."""
        return self.is_near(number) or (self.is_near(number - 1) and self.is_near(number + 1))

    def is_near(self, number: int) -> bool:
        """Whether a row is around a header or among the first with a cell to mend; the edges of a sheet count too."""
        if number < 1 or number > self.sheet.preview.height:
            return True
        if not self.standings:
            return number <= _BELOW
        body = max(_BELOW // len({each.top for each in self.standings}), _LEAST_BELOW)
        near = (each.top - _ABOVE <= number <= each.header[1] + body for each in self.standings)
        return any(near) or number in self.first_wrong

    @cached_property
    def first_wrong(self) -> frozenset[int]:
        rows = dict.fromkeys(int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in self.wrong)
        return frozenset(list(rows)[:_MARKED])

    def legend(self, rows: Sequence[Data]) -> Iterator[tuple[str, str]]:
        used = {part for row in rows for part in row["parts"]}
        used |= {"wrong" for row in rows if row["wrong"]} | {"total" for row in rows if "total" in row["role"]}
        if self.sheet.preview.hidden_columns or self.sheet.preview.hidden_rows:
            used.add("hidden")
        return ((part, words) for part, words in _LEGEND.items() if part in used)
