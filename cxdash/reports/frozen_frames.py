"""Tables as JSON and back: the columns with their kinds, every number exact, nothing taken for something else."""

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

_DAY, _TIME, _NONE_OF_NUMBERS = "day", "time", "nan"


def freeze(frame: pd.DataFrame) -> dict[str, Any]:
    """Return a table in a form that JSON can hold; its index is not kept. TypeError names what cannot be."""
    return {
        "columns": [str(name) for name in frame.columns],
        "dtypes": [str(frame.dtypes.iloc[at]) for at in range(frame.shape[1])],
        "data": [[_cell(value) for value in frame.iloc[:, at].tolist()] for at in range(frame.shape[1])],
    }


def thaw(kept: Mapping[str, Any]) -> pd.DataFrame:
    """Rebuild a table from what ``freeze`` returned of it."""
    columns = [
        pd.Series([_value(each) for each in cells], dtype=dtype)
        for cells, dtype in zip(kept["data"], kept["dtypes"], strict=True)
    ]
    if not columns:
        return pd.DataFrame()
    frame: pd.DataFrame = pd.concat(columns, axis=1)
    frame.columns = pd.Index(kept["columns"])
    return frame


def _cell(value: object) -> Any:  # noqa: ANN401 whatever JSON can hold
    if isinstance(value, float) and not math.isfinite(value):
        return {_NONE_OF_NUMBERS: repr(value)}
    if value is None or isinstance(value, str | int | float | bool):
        return getattr(value, "value", value)
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime):
        return {_TIME: value.isoformat()}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(f"A closed quarter cannot keep {value!r} in a table. Write it as words, a number or a day.")


def _value(kept: Any) -> Any:  # noqa: ANN401 whatever a cell can hold
    if not isinstance(kept, Mapping):
        return kept
    [(kind, text)] = kept.items()
    if kind == _NONE_OF_NUMBERS:
        return float(text)
    return datetime.fromisoformat(text) if kind == _TIME else date.fromisoformat(text)
