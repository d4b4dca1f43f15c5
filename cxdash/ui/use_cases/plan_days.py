"""The small tables of a plan: days out of the ordinary and days left out, entered with their last day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from cxdash.domain.plans import Declared, LeftOut, OccasionKind, in_order, left_out_in_order
from cxdash.domain.use_cases import PilotValues
from cxdash.ui import edits
from cxdash.ui.days import EARLIEST
from cxdash.ui.drawing import literally

EVERY_METRIC = "Every metric"
_KIND, _FIRST, _LAST, _NOTE = "What", "First day", "Last day", "Which"
_METRIC, _REASON = "Metric", "Why"
_KINDS = {each.label.capitalize(): each for each in OccasionKind}
_DAY = timedelta(days=1)
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Days:
    """What the two tables say; ``problems`` are sentences about rows that cannot be stored as they are."""

    occasions: tuple[Declared, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[str, ...]


def ask(form: edits.Draft[PilotValues], *, metrics: Mapping[str, str], has_figures: bool) -> Days:
    """Show both tables and return what they say.

    Args:
        form: the draft of a pilot's values.
        metrics: names of the use case's metrics by slug.
        has_figures: whether the pilot may have figures, so that some can be left out.
    """
    problems: list[str] = []
    st.caption("Seasons, events, and changes in how something is measured, up to their last day.")
    shown = _shown_occasions(form.shown.occasions)
    occasions = in_order(_occasions(_edited(shown, form.key("occasions"), _OCCASIONS), problems))
    _say(problems)
    if not has_figures:
        return Days(occasions, form.shown.left_out, tuple(problems))
    st.caption("Figures that are left out, and why. It always shows; figures that have not come cannot be left out.")
    names = {**metrics, "": EVERY_METRIC}
    names |= {each.metric: each.metric for each in form.shown.left_out if each.metric not in names}
    columns = {_METRIC: st.column_config.SelectboxColumn(options=list(names.values()), width=120), **_LEFT_OUT}
    rows = _edited(_shown_left_out(form.shown.left_out, names), form.key("left-out"), columns)
    of_figures: list[str] = []
    left_out = left_out_in_order(_left_out(rows, names, of_figures))
    _say(of_figures)
    return Days(occasions, left_out, (*problems, *of_figures))


def last_day(ends_before: date) -> date:
    """Return the last day of a stretch that the domain ends with the first day after it."""
    return ends_before - _DAY


def day_after(last: date) -> date:
    """Return the first day after a stretch that people end with its last one."""
    return last + _DAY


def _say(problems: Sequence[str]) -> None:
    """Say under a table what in it cannot be stored yet."""
    for each in problems:
        st.markdown(f":red[{literally(each)}]")


_DATES = {
    _FIRST: st.column_config.DateColumn(format="YYYY-MM-DD", min_value=EARLIEST, width=95),
    _LAST: st.column_config.DateColumn(format="YYYY-MM-DD", min_value=EARLIEST, width=95),
}
_OCCASIONS: dict[str, Any] = {
    _KIND: st.column_config.SelectboxColumn(options=list(_KINDS), width=120),
    **_DATES,
    _NOTE: st.column_config.TextColumn(width="medium"),
}
_LEFT_OUT: dict[str, Any] = {**_DATES, _REASON: st.column_config.TextColumn(width="medium")}


def _shown_occasions(stored: Sequence[Declared]) -> pd.DataFrame:
    rows = [(each.kind.label.capitalize(), each.starts, last_day(each.ends_before), each.note) for each in stored]
    return _frame(rows, [_KIND, _FIRST, _LAST, _NOTE])


def _shown_left_out(stored: Sequence[LeftOut], names: Mapping[str, str]) -> pd.DataFrame:
    rows = [(names[each.metric], each.starts, last_day(each.ends_before), each.reason) for each in stored]
    return _frame(rows, [_METRIC, _FIRST, _LAST, _REASON])


def _frame(rows: Sequence[tuple[object, ...]], columns: list[str]) -> pd.DataFrame:
    """Let every column hold whatever is typed: a half-filled row must not break it."""
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _edited(frame: pd.DataFrame, key: str, columns: dict[str, Any]) -> list[_Row]:
    """Return the rows in which something stands; cells without a value are None."""
    edited = st.data_editor(
        frame,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config=columns,
        key=key,
        placeholder="",
        alt=f"Table to fill in: {', '.join(frame.columns)}",
    )
    rows = [
        {str(name): None if pd.isna(cell) else cell for name, cell in row.items()} for row in edited.to_dict("records")
    ]
    return [row for row in rows if any(cell not in (None, "") for cell in row.values())]


def _occasions(rows: Sequence[_Row], problems: list[str]) -> Iterator[Declared]:
    for row in rows:
        stretch = _stretch(row, problems, named=row[_NOTE] or row[_KIND] or "what is out of the ordinary")
        if stretch is not None:
            kind = _KINDS.get(str(row[_KIND]), OccasionKind.EVENT)
            yield Declared(kind, *stretch, str(row[_NOTE] or ""))


def _left_out(rows: Sequence[_Row], names: Mapping[str, str], problems: list[str]) -> Iterator[LeftOut]:
    slugs = {name: slug for slug, name in names.items()}
    for row in rows:
        stretch = _stretch(row, problems, named=row[_REASON] or "the figures left out")
        if stretch is not None:
            yield LeftOut(*stretch, str(row[_REASON] or ""), slugs.get(str(row[_METRIC]), ""))


def _stretch(row: _Row, problems: list[str], *, named: str) -> tuple[date, date] | None:
    """Return first day and first day after; one day alone where no last day is given."""
    if row[_FIRST] is None:
        problems.append(f"Give the first day of “{named}”.")
        return None
    first = _as_day(row[_FIRST])
    return first, day_after(first if row[_LAST] is None else _as_day(row[_LAST]))


def _as_day(cell: object) -> date:
    return pd.Timestamp(cell).date()  # type: ignore[arg-type] # a day, or its text while the column was empty
