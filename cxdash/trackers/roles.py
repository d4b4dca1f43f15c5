"""Which column of a table plays which part: names, metrics, periods, units, segments."""

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from cxdash.domain.metrics import Catalogue, Metric, plain
from cxdash.trackers.frames import ColumnProfile, Frame
from cxdash.trackers.kinds import Kind
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import LIKELY, SURE, arm_of

# Fields that columns of figures may have; any other named field on a column of figures is taken back.
_OF_FIGURES = frozenset({"value", "numerator", "denominator", "year", "period", "ignore"})
_NOT_OF_TEXTS = frozenset({"value", "numerator", "denominator", "period", "year", "arm", "unit"})
_NAMED_FIGURES = frozenset({"metric", "entity", "period"})
_NAMES = frozenset({"pilot", "use_case", "entity", "site"})
# Days that say when something is to be done, not what time figures are from.
_TASK_DATES = words("task_date")
_UNITS = words("unit")
_PERIOD_WORDS = words("period")


def assign_roles(frame: Frame, catalogue: Catalogue) -> None:
    """Give each column its field, from what a person said, from its header, then from its cells."""
    for column in frame.columns:
        column.field = _by_content(column, catalogue) if column.said is None else _by_word(column.said)
    _yield_to_said(frame)
    _one_period(frame)
    _one_value(frame)
    _one_each(frame)


def _by_word(said: str) -> str | None:
    """Return the field that was said; a column of figures that has only a name, such as ``metric:CSAT``, has none."""
    kind, named, _ = said.partition(":")
    return None if named and kind in _NAMED_FIGURES else kind


def _yield_to_said(frame: Frame) -> None:
    """Take back a field that was only recognised where a person gave it, or another name of rows, to a column."""
    said = {column.field for column in frame.columns if column.said is not None}
    if said & _NAMES:
        said |= _NAMES
    for column in frame.columns:
        if column.said is None and column.field in said - {None, "ignore"}:
            column.field = None


def _by_content(column: ColumnProfile, catalogue: Catalogue) -> str | None:
    if column.numeric:
        return None if column.when is not None else _of_figures(column, catalogue)
    if column.kind in {Kind.DATE, Kind.PERIOD} and column.field not in {"year", "ignore"}:
        return "period"
    return _of_texts(column, catalogue)


def _of_figures(column: ColumnProfile, catalogue: Catalogue) -> str | None:
    field = column.field
    if catalogue.named(column.last) and field not in {"numerator", "denominator"}:
        return None
    said = set(plain(column.label).split())
    if column.years and (field in {"year", "period"} or said & _PERIOD_WORDS or not said):
        return "year"
    return field if field in _OF_FIGURES and column.filled else None


def _of_texts(column: ColumnProfile, catalogue: Catalogue) -> str | None:
    field = column.field
    if column.texts and all(arm_of(text) for text in column.texts):
        return "arm"
    named = sum(catalogue.named(text) is not None for text in column.texts)
    if named and named >= 0.6 * len(column.texts) and field != "unit":
        return "metric"
    if column.texts and all(plain(text) in _UNITS or text.casefold() in _UNITS for text in column.texts):
        return "unit"
    return None if column.kind is Kind.TEXT and field in _NOT_OF_TEXTS else field


def _one_period(frame: Frame) -> None:
    """Keep one period column: the one that says so, else the first; a year stays beside months without years."""
    periods = [column for column in frame.columns if column.field == "period"]
    if len(periods) > 1:
        real = [column for column in periods if column.kind in {Kind.DATE, Kind.PERIOD}] or periods
        labelled = [column for column in real if set(plain(column.last).split()) & _PERIOD_WORDS]
        timely = [column for column in labelled or real if not set(plain(column.last).split()) & _TASK_DATES]
        keep = (timely or labelled or real)[0]
        for column in periods:
            if column is not keep:
                column.field = "ignore" if column.kind is Kind.DATE else None
    years = [column for column in frame.columns if column.field == "year"]
    for column in years[1:]:
        column.field = None
    if (
        years
        and frame.with_field("period") is None
        and not any(column.when for column in frame.columns if column.numeric)
    ):
        years[0].field = "period"


def _one_value(frame: Frame) -> None:
    """Keep a value column only where the table has exactly one; two of them are metrics of their own."""
    values = [column for column in frame.columns if column.field == "value"]
    strong = [
        column for column in values if plain(column.last) not in {"target", "soll", "ziel", "score", "amount", "result"}
    ]
    if len(values) > 1:
        keep = strong[0] if strong else None
        for column in values:
            if column is not keep:
                column.field = "ignore" if keep and plain(column.last) in {"target", "soll", "ziel"} else None


def _one_each(frame: Frame) -> None:
    for name in ("pilot", "use_case", "entity", "site", "metric", "unit", "segment", "arm", "numerator", "denominator"):
        for column in [column for column in frame.columns if column.field == name][1:]:
            if column.said_name(name) is None:  # a part of CSAT stands beside a part of another metric
                column.field = "segment" if name in {"entity", "site"} and frame.with_field("segment") is None else None


class MetricNames:
    """Finds the metric that a label of a tracker means."""

    def __init__(self, catalogue: Catalogue, said: Mapping[str, str]) -> None:
        """Keep the catalogue and what a person has said about labels."""
        self._catalogue = catalogue
        self._said = {plain(label): slug for label, slug in said.items()}
        self._found: dict[str, Metric | None] = {}
        self.suggested: dict[str, tuple[str, ...]] = {}

    def find(self, label: str) -> Metric | None:
        """Return the metric for a label: as said, by name or alias, or by a name that is nearly the same."""
        if label not in self._found:
            self._found[label] = self._find(label)
        return self._found[label]

    def key(self, label: str) -> str:
        """Return the slug for a label, the label itself where no metric is known."""
        metric = self.find(label)
        return metric.slug if metric else label

    def _find(self, label: str) -> Metric | None:
        said = self._said.get(plain(label))
        if said is not None:
            return self._catalogue.get(said)
        for text in _variants(label):
            metric = self._catalogue.named(text)
            if metric is not None:
                return metric
        return self._close(label)

    def _close(self, label: str) -> Metric | None:
        name = plain(label)
        if len(name) < 5:
            return None
        names = self._catalogue.names()
        close = process.extract(name, names.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY, limit=3)
        long = [(text, score) for text, score, _ in close if len(text) >= 5]
        if long and long[0][1] >= SURE:
            return names[long[0][0]]
        if long:
            self.suggested[label] = tuple(dict.fromkeys(names[text].name for text, _ in long))
        return None


def _variants(label: str) -> tuple[str, ...]:
    """Return a label as it is, and without units or footnotes at its end."""
    without = label.split("(", maxsplit=1)[0].split("[", maxsplit=1)[0].strip()
    bare = without.rstrip("%*†0123456789 ").strip()
    return tuple(dict.fromkeys(text for text in (label, without, bare) if text))
