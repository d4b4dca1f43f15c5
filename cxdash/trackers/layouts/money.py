"""Costs and benefits: a row for each amount, or for each line with a column for each period or for plan and actual."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cxdash.domain.money_entries import Basis, Side
from cxdash.domain.periods import Period
from cxdash.trackers.columns.money_columns import Amounts, amounts_of, fields_of, is_money
from cxdash.trackers.columns.money_words import Sort, basis_of, is_general, size_in, sort_of
from cxdash.trackers.columns.register_words import text_in
from cxdash.trackers.content import Content, Setting
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.periods.calendar_of_table import TableCalendar
from cxdash.trackers.periods.row_periods import RowPeriods
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Layout, Question, RegisterRow, Source
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.list_sections import lone_text, note_headings
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.values.money_amounts import Amount, Said, amount_in, note_totals, with_one_sign
from cxdash.trackers.words import is_total

_NAMES = ("use_case", "pilot")
_OF_LINE = ("cost_kind", "line")
_TEXTS = (*_NAMES, "side", "cost_kind", "line", "basis", "note", "currency")


class Money:
    """A row per amount, or per line of costs."""

    layout = Layout.TRACKER

    def recognise(self, frame: Frame, setting: Setting) -> float:  # noqa: ARG002 - as every layout is asked
        """Return high where rows name use cases or pilots, what money is for and how much it is."""
        return 0.99 if is_money(frame) else 0.0

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each amount with what it is about; names that are written once are meant for the rows below too."""
        figures, questions = setting.figures(frame)
        reader = _Rows(frame, setting, figures)
        rows = reader.rows()
        return Content(
            register=tuple(rows),
            figures=figures,
            questions=questions + reader.questions,
            notes=reader.notes,
            fields=reader.column_fields(),
        )


@dataclass
class _Above:
    """What the rows above said, for the rows that leave it out."""

    fields: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    sort: Sort | None = None
    basis: Basis | None = None

    texts: dict[str, str] = field(default_factory=dict)

    def filled(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return what a row says with the line above it, where it names neither a line nor whose it is."""
        if texts.keys() & {*_NAMES, *_OF_LINE}:
            self.texts = {name: texts[name] for name in (*_OF_LINE, "side") if name in texts}
            return dict(texts)
        return self.texts | dict(texts)

    def names(self, said: Mapping[str, str], sources: Mapping[str, Source]) -> None:
        """Take over which use case and pilot a row is about; another use case forgets the last pilot."""
        if "use_case" in said:
            self.fields.pop("pilot", None)
        for name in _NAMES:
            if name in said:
                self.fields[name], self.sources[name] = said[name], sources[name]


class _Rows:
    """The rows of one table, read one after the other."""

    def __init__(self, frame: Frame, setting: Setting, figures: Figures) -> None:
        self._frame, self._figures = frame, figures
        self._fields = fields_of(frame)
        self._columns = amounts_of(frame)
        self._dated = any(each.column.when is not None for each in self._columns)
        titles = [*frame.titles, frame.sheet]
        self._basis = next(filter(None, map(basis_of, reversed(titles))), None)
        self._sort = next(filter(None, map(sort_of, reversed(titles))), None)
        self._size = next((size for title in frame.titles if (size := size_in(title)) != 1.0), 1.0)
        self._above, self._totals = _Above(), list[int]()
        self._headings: list[str] = []
        self._said_missing = False
        self._about = setting.entity
        self.questions: list[Question] = []
        self.notes: list[str] = []
        self._periods, self._calendar = self._calendars(setting)

    def _calendars(self, setting: Setting) -> tuple[RowPeriods | None, TableCalendar]:
        """Return what dates the rows, or the columns where their headers are periods."""
        if not self._dated:
            periods = RowPeriods(self._frame, setting, self._fields.get("period"))
            self.questions += periods.questions
            self.notes += periods.calendar.notes
            return periods, periods.calendar
        calendar = setting.calendar("")
        whens = [each.column.when for each in self._columns if each.column.when is not None]
        calendar.learn(whens, context=setting.context(self._frame))
        self.questions += calendar.questions
        self.notes += calendar.notes
        return None, calendar

    def rows(self) -> list[RegisterRow]:
        """Return every amount, without headings and totals."""
        found: list[Amount] = []
        for number, cells in self._frame.rows():
            texts, sources = self._texts(number, cells)
            if self._is_total(cells):
                self._totals.append(number)
            elif not self._has_amounts(cells):
                self._heading(number, cells, texts, sources)
            else:
                self._above.names(texts, sources)
                found += self._amounts(number, cells, self._above.filled(texts), sources)
        self.notes += note_totals(self._totals) + note_headings(self._headings)
        kept, flipped = with_one_sign(found, self._figures.problems)
        self.notes += flipped
        return [each.as_row() for each in kept]

    def column_fields(self) -> dict[int, str]:
        """Return what each column was taken for."""
        given = {column.index: "other" for column in self._frame.columns}
        given |= {column.index: name for name, column in self._fields.items() if name != "amount"}
        if self._dated and "period" in self._fields:
            given[self._fields["period"].index] = "other"
        return given | {each.column.index: "amount" for each in self._columns}

    def _texts(self, number: int, cells: Sequence[Cell]) -> tuple[dict[str, str], dict[str, Source]]:
        texts: dict[str, str] = {}
        for name in _TEXTS:
            column = self._fields.get(name)
            text = text_in(_at(cells, column)) if column is not None else None
            if text is not None:
                texts[name] = " ".join(text.split())
        return texts, {name: self._figures.source(number, self._fields[name].index) for name in texts}

    def _has_amounts(self, cells: Sequence[Cell]) -> bool:
        return any(_at(cells, each.column) is not None for each in self._columns)

    def _is_total(self, cells: Sequence[Cell]) -> bool:
        """Whether a row adds others up: a name, a kind or a line of it says so."""
        named = (self._fields.get(name) for name in (*_NAMES, "cost_kind", "line", "side"))
        said = [cell for column in named if column is not None and isinstance(cell := _at(cells, column), str)]
        return any(map(is_total, said))

    def _heading(
        self, number: int, cells: Sequence[Cell], texts: Mapping[str, str], sources: Mapping[str, Source]
    ) -> None:
        """Take a row without amounts for the kind, the basis or the name of the rows below it."""
        alone = [str(cell) for cell in cells if isinstance(cell, str)]
        if len(alone) != 1:
            self._above.names(texts, sources)
            return
        text = " ".join(alone[0].split())
        basis, sort = basis_of(text), sort_of(text)
        if basis is not None or sort is not None:
            self._above.basis, self._above.sort = basis or self._above.basis, sort or self._above.sort
        elif not self._fields.keys() & set(_NAMES) or texts.keys() & set(_NAMES):
            place = next(at for at, cell in enumerate(cells) if cell is not None)
            self._above.names({"use_case": text}, {"use_case": self._figures.source(number, place)})
        else:
            self._headings.append(lone_text(number, cells))

    def _amounts(
        self, number: int, cells: Sequence[Cell], texts: Mapping[str, str], sources: Mapping[str, Source]
    ) -> list[Amount]:
        found = []
        period = self._periods.of(number, cells, self._figures) if self._periods is not None else None
        for each in self._columns:
            at = period if each.column.when is None else self._period_of(each)
            size = size_in(each.column.label)
            scale = size if size != 1.0 else self._size
            read = amount_in(self._figures, number, each.column, _at(cells, each.column), scale=scale)
            if read is not None and at is not None:
                found.append(
                    self._amount(each, at, read, texts, sources, self._figures.source(number, each.column.index))
                )
        return found

    def _period_of(self, each: Amounts) -> Period | None:
        when = each.column.when
        if when is None:
            return None
        if when.grain is None:
            source = self._figures.source(self._frame.header.last, each.column.index)
            found = problem("period_too_long", source, value=each.column.label)
            self._figures.problems += [] if found in self._figures.problems else [found]
        return self._calendar.period(when)

    def _amount(
        self,
        column: Amounts,
        period: Period,
        read: tuple[float, str | None],
        texts: Mapping[str, str],
        sources: Mapping[str, Source],
        source: Source,
    ) -> Amount:
        """Return an amount with all that is said about it: in its row, its header, above it, by its sheet."""
        number, currency = read
        cells = dict(self._above.sources) | dict(sources) | {"amount": source}
        said = Said(self._above.fields) | {name: texts[name] for name in ("note",) if name in texts}
        if not said.keys() & set(_NAMES) and self._about:
            said["use_case"] = self._about
        sort, line = self._sorted(column, texts)
        said["side"], said["cost_kind"], said["line"] = sort.side.value, sort.kind, line
        basis = basis_of(texts.get("basis", "")) or column.basis or self._above.basis or self._basis
        if basis is not None:
            said["basis"] = basis.value
        elif "basis" in texts:
            said["basis"] = texts["basis"]
        said["grain"], said["starts"] = period.grain.value, period.starts
        found = texts.get("currency") or currency
        if found:
            said["currency"] = found
        return Amount(number, sort.side, said, cells, source)

    def _sorted(self, column: Amounts, texts: Mapping[str, str]) -> tuple[Sort, str]:
        """Return side and kind of an amount, the closest word first, and its line in the people's own words."""
        kind, line = texts.get("cost_kind", ""), texts.get("line", "")
        found = [
            sort_of(texts.get("side", "")),
            sort_of(kind) if kind else None,
            column.sort,
            self._above.sort,
            sort_of(line) if line else None,
            self._sort,
        ]
        said = [each for each in found if each is not None]
        side = said[0].side if said else Side.COST
        sort = Sort(side, next((each.kind for each in said if each.side is side and each.kind), ""))
        own = line or (kind if not is_general(kind) else "") or (column.label if not is_general(column.label) else "")
        return sort, own


def _at(cells: Sequence[Cell], column: ColumnProfile) -> Cell:
    return cells[column.index] if column.index < len(cells) else None
