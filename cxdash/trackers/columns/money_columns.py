"""Which columns a list of costs and benefits has, under the many headings that people give them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from cxdash.domain.metrics import plain
from cxdash.domain.money_entries import Basis
from cxdash.domain.periods import Grain
from cxdash.trackers.columns.money_words import Sort, basis_of, currency_in, is_basis, is_sort, sort_of
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.numbers import parse_number
from cxdash.trackers.vocabulary import named_words, names, words
from cxdash.trackers.words import REGISTER_FIELDS, SURE, is_derived, is_total, register_field

FIELDS = frozenset(names("money"))
_WORDS = {plain(word): field for word, field in named_words("money").items()}
_OWN = frozenset(map(plain, words("money_own")))
_TELLING = words("telling")
_UNITS = frozenset({"gbp", "eur", "usd", "chf", "k", "000", "000s"})
_OF_REGISTERS = 3
_MOSTLY = 0.5
_CHECKED = 200
_NAMES = frozenset({"use_case", "pilot"})
_OF_KIND = frozenset({"cost_kind", "line", "side"})


@dataclass(frozen=True, slots=True)
class Amounts:
    """A column of amounts, with what its header says of them beside their period."""

    column: ColumnProfile
    basis: Basis | None
    sort: Sort | None
    label: str


def is_money(frame: Frame) -> bool:
    """Whether the rows of a table are costs or benefits of use cases and pilots.

    They are where a person named a column of amounts in a register; else where rows name their use case or pilot, and a
    column has a heading that only such lists have (“Cost type”). Words for costs alone may as well name metrics, so
    they settle it only where something says planned, forecast or actual, where the sheet is called after them, or where
    every row is of such a kind and its amount is called an amount of money.
    """
    if any(column.said == "amount" for column in frame.columns):
        return True
    found = _found(frame)
    if not _NAMES & found.keys() or _is_register(frame) or _has_metrics(frame):
        return False
    amounts = amounts_of(frame)
    if not amounts:
        return False
    is_dated = "period" in found or any(each.column.when is not None for each in amounts)
    has_basis = "basis" in found or any(each.basis is not None for each in amounts)
    if _has_own_heading(found):
        return is_dated or has_basis
    titles = [*frame.titles, frame.sheet]
    is_told = has_basis or any(is_basis(title) or is_sort(title) for title in titles)
    is_told |= all(map(_is_called_money, amounts)) and _says_kinds(found, least=1.0)
    return is_told and is_dated and (_says_kinds(found) or _heads_kinds(amounts))


def fields_of(frame: Frame) -> dict[str, ColumnProfile]:
    """Return the column of each field; a person's word first, then the headings, then what the cells say."""
    return _found(frame)


def amounts_of(frame: Frame) -> list[Amounts]:
    """Return the columns of amounts, without totals and differences beside them."""
    if any(column.said == "amount" for column in frame.columns):
        return [_amounts(column) for column in frame.columns if column.said == "amount"]
    taken = {column.index for field, column in _found(frame).items() if field != "amount"}
    found = [
        _amounts(column)
        for column in frame.columns
        if column.index not in taken and column.said is None and _may_hold_amounts(column)
    ]
    dated = [each for each in found if each.column.when is not None]
    return _without_sums(frame, dated) if dated else [each for each in found if _is_headed(each)]


def _found(frame: Frame) -> dict[str, ColumnProfile]:
    said = {column.said: column for column in frame.columns if column.said in FIELDS}
    found: dict[str, ColumnProfile] = {**said} if said else {}
    open_to = [column for column in frame.columns if column.said is None and column.index not in _indexes(found)]
    for column in open_to:
        field = _named(column)
        if field is None or field in found or not _fits(field, column):
            continue
        found[field] = column
    if "basis" not in found:
        basis = [each for each in open_to if each.index not in _indexes(found) or found.get("cost_kind") is each]
        told = next((each for each in basis if each.texts and all(map(is_basis, each.texts))), None)
        if told is not None:
            found = {field: column for field, column in found.items() if column is not told} | {"basis": told}
    return found


def _indexes(found: dict[str, ColumnProfile]) -> set[int]:
    return {column.index for column in found.values()}


def _named(column: ColumnProfile) -> str | None:
    """Return the field that a header names, by all of it or by its lowest line."""
    if column.when is not None:
        return None
    for text in (column.label, column.last):
        bare = " ".join(word for word in plain(text).split() if word not in _UNITS)
        if not bare and currency_in(text):
            return "amount"  # headed by its currency alone: “GBP k”
        if bare in _WORDS:
            return _WORDS[bare]
    return None


def _fits(field: str, column: ColumnProfile) -> bool:
    """Whether the cells of a column are of the sort that its field wants."""
    match field:
        case "amount":
            return column.numeric
        case "period":
            return not column.numeric or column.years or column.field in {"period", "year"}
        case "note" | "currency":
            return True
        case _:
            return not column.numeric


def _has_own_heading(found: Mapping[str, ColumnProfile]) -> bool:
    """Whether a column is headed as only lists of costs and benefits head it, or a person said that it is one."""
    columns = [found[field] for field in _OF_KIND & found.keys()]
    return any(each.said is not None or {plain(each.last), plain(each.label)} & _OWN for each in columns)


def _says_kinds(found: Mapping[str, ColumnProfile], *, least: float = _MOSTLY) -> bool:
    """Whether enough of the different texts of a column, as a share of them, say what money is for."""
    columns = [found[field] for field in _OF_KIND & found.keys() if found[field].texts]
    return any(
        sum(sort_of(text) is not None for text in column.texts) >= least * len(column.texts) for column in columns
    )


def _is_called_money(each: Amounts) -> bool:
    """Whether the header of a column calls it an amount, or names a currency."""
    return _named(each.column) == "amount" and (
        "amount" in plain(each.column.label) or bool(currency_in(each.column.label))
    )


def _heads_kinds(amounts: Sequence[Amounts]) -> bool:
    """Whether the columns, several of them, are headed by what their money is for."""
    return len(amounts) > 1 and all(each.sort is not None for each in amounts)


def _amounts(column: ColumnProfile) -> Amounts:
    beside = column.rest if column.when is not None else column.parts
    basis = next(filter(None, map(basis_of, reversed(beside))), None)
    label = next((part for part in reversed(beside) if not is_basis(part) and sort_of(part)), "")
    sort = sort_of(label)
    if basis is None and column.when is not None:
        basis = basis_of(column.label)
    return Amounts(column, basis, sort, label)


def _may_hold_amounts(column: ColumnProfile) -> bool:
    beside = column.rest if column.when is not None else column.parts[-1:]
    if any(is_total(part) or is_derived(part) for part in beside) or column.counts_rows:
        return False
    if column.percent and _named(column) != "amount":
        return False
    return column.numeric or (column.when is not None and column.kind is Kind.EMPTY)


def _is_headed(each: Amounts) -> bool:
    """Whether the header of a column without a period says that it holds money."""
    return each.basis is not None or each.sort is not None or _named(each.column) == "amount"


def _without_sums(frame: Frame, columns: Sequence[Amounts]) -> list[Amounts]:
    """Leave out the columns that sum up others of their basis, as those of a year beside its months do."""
    return [each for each in columns if not _sums_up(frame, each, columns)]


def _sums_up(frame: Frame, each: Amounts, among: Sequence[Amounts]) -> bool:
    when = each.column.when
    if when is None or when.grain not in {Grain.YEAR, Grain.QUARTER}:
        return False
    inside = [
        other.column.index
        for other in among
        if (other.basis, other.sort) == (each.basis, each.sort) and _is_shorter(other.column.when, when)
    ]
    compared = [
        (whole, parts)
        for _, cells in islice(frame.rows(), _CHECKED)
        if (whole := _number(cells, each.column.index)) is not None
        and (parts := [part for index in inside if (part := _number(cells, index)) is not None])
    ]
    return len(inside) > 1 and bool(compared) and all(abs(whole - sum(parts)) <= 1.0 for whole, parts in compared)


def _is_shorter(part: When | None, whole: When) -> bool:
    """Whether a period may be a part of another: it is shorter, and not of another year."""
    if part is None or part.grain is None or part.grain is whole.grain:
        return False
    year = part.day.year if part.day is not None else part.year
    return part.grain is not Grain.YEAR and (year is None or whole.year is None or year == whole.year or whole.fiscal)


def _number(cells: Sequence[Cell], index: int) -> float | None:
    cell = cells[index] if index < len(cells) else None
    number = parse_number(cell, decimal_comma=False) if isinstance(cell, str) else cell
    return number if isinstance(number, float) else None


def _is_register(frame: Frame) -> bool:
    fields = set()
    for column in frame.columns:
        if column.parts:
            field, score = register_field(column.last)
            fields |= {field} if score >= SURE else set()
    return len(fields & _TELLING) >= _OF_REGISTERS


def _has_metrics(frame: Frame) -> bool:
    """Whether rows name what they measure: figures of a cost per case are figures, not amounts that were spent."""
    metric = frame.with_field("metric")
    return metric is not None and REGISTER_FIELDS.get(plain(metric.last)) == "metric"
