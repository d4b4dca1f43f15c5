"""Whom and what a row's figures are about: use case or pilot, metric, segment, side of the comparison."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import plain
from cxdash.trackers.columns.identifiers import is_identifier
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.content import Setting
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.marks import is_missing
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_in, arm_of

_TRUE_SEGMENTS = words("segment")
_CHECK = 2_000


@dataclass(frozen=True, slots=True)
class RowName:
    """What a row says about itself."""

    entity: str | None
    metric: str | None
    segment: str | None
    arm: Arm
    unit: str


class RowNames:
    """Reads the names of rows; blanks below a name go on with it, headings of sections count for what follows."""

    def __init__(
        self, frame: Frame, setting: Setting, names: MetricNames, *, figures: list[ColumnProfile], needs_metric: bool
    ) -> None:
        """Decide which column says what.

        Args:
            needs_metric: the metric stands in the rows, not over the columns.
        """
        self._setting = setting
        self._names = names
        self._figures = [column.index for column in figures]
        self.entity = frame.with_field("pilot", "use_case", "entity", "site")
        has_pilots = self.entity is not None and self.entity.field == "pilot"
        self._use_case = frame.with_field("use_case") if has_pilots else None  # for rows that name no pilot
        self.metric = frame.with_field("metric") if needs_metric else None
        self._segment = frame.with_field("segment")
        self._arm = frame.with_field("arm")
        self._unit = frame.with_field("unit")
        self._needs_metric = needs_metric
        self._spare = [
            column
            for column in frame.columns
            if column.field is None and column not in figures and column.kind is Kind.TEXT and column.distinct > 1
        ]
        codes = [column for column in self._spare if is_identifier(column)]
        self._spare = [column for column in self._spare if column not in codes]
        self._give_spare()
        if self.entity is None and codes:
            self.entity = codes[0]  # better a code for a name than none
        self._drop_attributes(frame)
        self._last: dict[int, Cell] = {}
        parts = (self.entity, self._use_case, self.metric, self._segment, *self._spare)
        self._labels = [column for column in parts if column]
        known = [*self._labels, *(column for column in (self._arm, self._unit) if column)]
        self._places = [column.index for column in known]
        self._label_places = {column.index for column in self._labels}
        few = 0.9 * min(len(frame.body), 400)
        self._sparse = {column.index for column in self._labels if column.filled < few}
        self._section: str | None = None
        self._is_title = _has_one_heading(frame, self._figures) or self._has_groups_of_metrics(frame)
        self._cache: dict[tuple[tuple[Cell, ...], str | None], RowName] = {}
        stems = [arm_in(text) for text in (self.entity.texts if self.entity else ())]
        self._compared = {stem for stem, arm in stems if arm is Arm.COMPARISON}

    def _give_spare(self) -> None:
        """Let nameless columns of texts take the parts that are still open."""
        if self._needs_metric and self.metric is None and self._spare:
            known = self.entity is not None or len(self._spare) > 1
            self.metric = self._spare.pop() if known and self.entity is None else self._spare.pop(0)
        if self.entity is None and self._spare:
            self.entity = self._spare.pop(0)

    def _drop_attributes(self, frame: Frame) -> None:
        """Leave out columns that say nothing new about a row, such as the region of a site."""
        keys = [column for column in (self.entity, self.metric) if column]
        rows = [cells for _, cells in frame.rows()][:_CHECK]
        names = [tuple(_at(cells, column.index) for column in keys) for cells in rows]

        def says_more(column: ColumnProfile) -> bool:
            if not keys:
                return True
            pairs = {(name, _at(cells, column.index)) for name, cells in zip(names, rows, strict=True)}
            return len(pairs) > len(set(names))

        if (
            self._segment is not None
            and self._segment.said is None
            and plain(self._segment.last) not in _TRUE_SEGMENTS
            and not says_more(self._segment)
        ):
            self._segment.field = "ignore"
            self._segment = None
        self._spare = [column for column in self._spare if says_more(column)][:2]

    def fields(self) -> dict[int, str]:
        """Return the parts given to columns that had none by name."""
        given = {column.index: "segment" for column in self._spare}
        for part, column in (("entity", self.entity), ("metric", self.metric)):
            if column is not None and column.field is None:
                given[column.index] = part
        return given

    def heads_section(self, cells: Sequence[Cell]) -> bool:
        """Take a row that has a text and no figures as the heading of a section; say whether it was one."""
        if any(_at(cells, index) is not None for index in self._figures):
            return False
        texts = [text for column in self._labels if isinstance(text := _at(cells, column.index), str)]
        if len(texts) == 1 and not (self._is_title and self._says_nothing(texts[0])):
            self._section = texts[0]
        for column in self._labels:
            self._last.pop(column.index, None)
        return True

    def _has_groups_of_metrics(self, frame: Frame) -> bool:
        """Whether headings stand over groups of metrics: each of these, in a column called so, comes only once.

        Below the names of places the same metrics would come again.
        """
        metric = self.metric
        if metric is None or metric.field != "metric" or self.entity is not None:
            return False
        rows = [cells for _, cells in islice(frame.rows(), _CHECK)]
        with_figures = [any(_at(cells, index) is not None for index in self._figures) for cells in rows]
        said = [_at(cells, metric.index) for cells, figures in zip(rows, with_figures, strict=True) if figures]
        known = sum(isinstance(cell, str) and self._names.find(cell) is not None for cell in said)
        return with_figures.count(False) > 1 and len(set(said)) == len(said) and 2 * known >= len(said)

    def _says_nothing(self, heading: str) -> bool:
        """Whether a heading over all rows is a title of them, neither a metric nor a side of the comparison."""
        return arm_of(heading) is None and self._names.find(heading) is None

    def of(self, cells: Sequence[Cell]) -> RowName:
        """Return what a row says about itself."""
        width = len(cells)
        key = tuple([cells[index] if index < width else None for index in self._places])
        if self._sparse:
            key = self._filled_down(key)
        found = self._cache.get((key, self._section))
        if found is None:
            texts = dict(zip(self._places, map(_clean, key), strict=True))
            found = self._cache[key, self._section] = self._name(texts)
        return found

    def _filled_down(self, key: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Let blanks in columns with many of them go on with the name above; not those right of a name that is written.

        Where a name begins anew, or stands in every row, a blank to its right is no ditto: it says nothing.
        """
        filled = list(key)
        written = [index for index, cell in zip(self._places, key, strict=True) if cell is not None]
        first = min((index for index in written if index in self._label_places), default=None)
        for place, cell in enumerate(key):
            index = self._places[place]
            if cell is not None:
                self._last[index] = cell
            elif index in self._sparse and (first is None or index < first):
                filled[place] = self._last.get(index)
        return tuple(filled)

    def _name(self, texts: Mapping[int, str | None]) -> RowName:
        def text_of(column: ColumnProfile | None) -> str | None:
            return None if column is None else texts[column.index]

        entity, metric, segment = text_of(self.entity), text_of(self.metric), text_of(self._segment)
        entity = entity or text_of(self._use_case)
        arm_text, unit, section = text_of(self._arm), text_of(self._unit), self._section
        spare = [text_of(column) for column in self._spare]
        arm = self._setting.arm
        parts = [part for part in (segment, *spare) if part]
        if entity is not None:
            entity, arm = self._split(entity, arm)
        if section is not None:
            said = arm_of(section)
            if said is not None:
                arm = said
            elif (
                self._needs_metric
                and self._names.find(section) is not None
                and (metric is None or self._names.find(metric) is None)
            ):
                entity, metric = entity or metric, section
            elif entity is None and metric is not None and self._names.find(metric) is not None:
                entity, arm = self._split(section, arm)
            else:
                parts.insert(0, section)
        if arm_text is not None:
            arm = arm_of(arm_text) or arm
        return RowName(entity or self._setting.entity, metric, " · ".join(parts) or None, arm, unit or "")

    def _split(self, entity: str, arm: Arm) -> tuple[str, Arm]:
        stem, said = arm_in(entity)
        if said is Arm.COMPARISON or (said is Arm.PILOT and stem in self._compared):
            return stem, said
        return entity, arm


def _has_one_heading(frame: Frame, figures: Sequence[int]) -> bool:
    """Whether the first row is the only one without figures: what it says is said of all rows."""
    without = 0
    for number, (_, cells) in enumerate(frame.rows()):
        if all(_at(cells, index) is None for index in figures):
            without += 1
            if without > 1 or number:
                return False
        elif number >= _CHECK:
            break
    return without == 1


def _at(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else None


def _clean(cell: Cell) -> str | None:
    if cell is None:
        return None
    text = f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    return None if is_missing(text) else " ".join(text.split())
