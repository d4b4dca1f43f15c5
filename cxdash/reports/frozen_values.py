"""Reports as JSON and back: dataclasses, tables, days and words, each by the type that its field says."""

import math
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pandas as pd

from cxdash.reports import frozen_frames

_Report = TypeVar("_Report")
_TUPLES = (tuple, list, frozenset, set)
_PLAIN = (str, int, float, bool, type(None))
_NOT_A_NUMBER = "not a number"


def freeze(value: object) -> Any:  # noqa: ANN401 whatever JSON can hold
    """Return a report, or a part of one, in a form that JSON can hold; TypeError names what cannot be kept."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and not math.isfinite(value):
        return {_NOT_A_NUMBER: repr(value)}
    if isinstance(value, _PLAIN):
        return value
    return value.isoformat() if isinstance(value, date) else _freeze_whole(value)


def _freeze_whole(value: object) -> Any:  # noqa: ANN401 whatever JSON can hold
    if isinstance(value, pd.DataFrame):
        return frozen_frames.freeze(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: freeze(getattr(value, each.name)) for each in fields(value) if each.init}
    if isinstance(value, Mapping):
        return [[freeze(key), freeze(each)] for key, each in value.items()]
    if isinstance(value, _TUPLES):
        return [freeze(each) for each in value]
    raise TypeError(f"A closed quarter cannot keep {value!r}. Make it of words, numbers, days, tables or dataclasses.")


def thaw(kept: Any, kind: type[_Report]) -> _Report:  # noqa: ANN401 whatever JSON can hold
    """Rebuild a dataclass from what ``freeze`` returned of it, by the types of its fields.

    A field that the kept form does not know yet has its default, or is empty: "", no rows, None.
    """
    hints = get_type_hints(kind)
    return kind(
        **{
            each.name: _thaw(kept[each.name], hints[each.name])
            if each.name in kept
            else _absent(each, hints[each.name])
            for each in fields(kind)  # type: ignore[arg-type] # callers name a dataclass
            if each.init
        }
    )


def _thaw(kept: Any, kind: Any) -> Any:  # noqa: ANN401 by the type that a field says
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if kept is None else _thaw(kept, _chosen(kept, [each for each in inside if each is not type(None)]))
    if origin in _TUPLES:
        return _collection(kept, origin, inside)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        built = {_thaw(key, inside[0]): _thaw(each, inside[1]) for key, each in kept}
        return built if not issubclass(origin, dict) or origin is dict else origin(built)
    if isinstance(kind, type):
        return _single(kept, kind)
    if origin is Literal or kind is Any:
        return kept
    raise TypeError(f"A closed quarter cannot rebuild {kind!r}. Say its type as a class.")


def _single(kept: Any, kind: type) -> Any:  # noqa: ANN401 by the type that a field says
    if issubclass(kind, pd.DataFrame):
        return frozen_frames.thaw(kept)
    if is_dataclass(kind):
        return thaw(kept, kind)
    if issubclass(kind, Enum):
        return kind(kept)
    if issubclass(kind, date):
        return datetime.fromisoformat(kept) if issubclass(kind, datetime) else date.fromisoformat(kept)
    if isinstance(kept, Mapping) and _NOT_A_NUMBER in kept:
        return float(kept[_NOT_A_NUMBER])
    return kept


def _collection(kept: Any, origin: Any, inside: tuple[Any, ...]) -> Any:  # noqa: ANN401 by the type that a field says
    if origin is tuple and Ellipsis not in inside:
        return tuple(_thaw(each, kind) for each, kind in zip(kept, inside, strict=True))
    return origin(_thaw(each, inside[0]) for each in kept)


def _chosen(kept: Any, kinds: list[Any]) -> Any:  # noqa: ANN401 by the type that a field says
    """Return which of several types a kept value has: the only one there is, else the plain one it is already."""
    if len(kinds) == 1:
        return kinds[0]
    plain = [kind for kind in kinds if isinstance(kind, type) and isinstance(kept, kind)]
    return plain[0] if plain else kinds[0]


def _absent(each: Field[Any], kind: Any) -> Any:  # noqa: ANN401 by the type that a field says
    """Return what stands for a field that was not kept; TypeError where emptiness would be taken for a figure."""
    if each.default is not MISSING:
        return each.default
    if each.default_factory is not MISSING:
        return each.default_factory()
    origin, inside = get_origin(kind), get_args(kind)
    if type(None) in inside:
        return None
    if isinstance(origin, type) and issubclass(origin, (*_TUPLES, Mapping)):
        return {} if issubclass(origin, Mapping) else origin()
    return _empty(each.name, kind)


def _empty(name: str, kind: Any) -> Any:  # noqa: ANN401 by the type that a field says
    if kind is str or kind is pd.DataFrame:
        return kind()
    if is_dataclass(kind) and isinstance(kind, type):
        return thaw({}, kind)
    raise TypeError(f"“{name}” was not kept by earlier closings. Give it a default that is no figure.")
