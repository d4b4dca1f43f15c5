"""Two people edit the same thing: what each changed is carried together, what both changed is shown to the second."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from cxdash.domain.errors import StaleEditError
from cxdash.domain.figures import number, percent
from cxdash.domain.ownership import Function
from cxdash.domain.periods import Period
from cxdash.domain.plans import Declared, LeftOut
from cxdash.domain.targets import TargetKind
from cxdash.domain.use_cases import MetricUse

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Values = TypeVar("Values", bound="DataclassInstance")
Part = tuple[str, object]
"""A field, and which owner, metric or list entry of it; None where the field is one value."""
_UNDIVIDED = frozenset({"occasions", "left_out"})
"""Lists that are one value: who edits one of their entries means the list as it was seen."""


def merged(what: str, *, seen: Values, wanted: Values, stored: Values) -> Values:
    """Carry one person's edit over what is stored now: two people in different fields, owners or metrics both win.

    Args:
        what: names the thing in the refusal.
        seen: the values as the person had them on the screen.
        wanted: the values as the person wants them.
        stored: the values as they are now.

    Raises:
        StaleEditError: somebody else changed the same part to something else; both values are in the error.
    """
    before, mine, theirs = (_parts(side) for side in (seen, wanted, stored))
    taken: dict[Part, object] = {}
    for part in [*mine, *(part for part in theirs if part not in mine), *(part for part in before if part not in mine)]:
        was, wish, now = before.get(part), mine.get(part), theirs.get(part)
        if wish not in (was, now) and now != was:
            words = [in_words(value) for value in (was, wish, now)]
            raise StaleEditError(
                what, field=_name(part), seen=words[0], mine=words[1], theirs=words[2], part=part, stored=now
            )
        taken[part] = now if wish == was else wish
    return _rebuilt(wanted, taken)


def conceded(seen: Values, refusal: StaleEditError) -> Values:
    """Return what a person has seen once the refusal showed them the other's value; their next save is deliberate."""
    parts = _parts(seen)
    if refusal.part is not None:
        parts[refusal.part] = refusal.stored
    return _rebuilt(seen, parts)


def with_part(values: Values, part: Part, value: object) -> Values:
    """Return values that say one part otherwise; None takes it away."""
    return _rebuilt(values, _parts(values) | {part: value})


def in_words(value: object) -> str:
    """Write one edited value for people."""
    if value is None or value in ("", ()):
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%-d %b %Y}"
    if isinstance(value, StrEnum):
        return str(getattr(value, "label", value.value)).lower()
    if isinstance(value, int | float):
        return number(value)
    return _entry_in_words(value)


def _entry_in_words(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_entry_in_words(each) for each in value)
    if isinstance(value, Declared | LeftOut):
        return value.words
    if isinstance(value, Period):
        return f"the {value.grain.value} of {in_words(value.starts)}"
    return _use_in_words(value) if isinstance(value, MetricUse) else str(value)


def _use_in_words(use: MetricUse) -> str:
    words = [use.role.value]
    if use.target is not None:
        size = use.target.size
        relative = use.target.kind is TargetKind.RELATIVE
        words.append(f"target {percent(size, sign=True) if relative else number(size, sign=True)}")
    sizes = {
        "baseline": use.baseline,
        "margin as a share of the baseline" if use.margin_relative else "margin": use.margin,
        "unit value": use.unit_value,
        "at least": use.unit_value_low,
        "at most": use.unit_value_high,
        "volume": use.annual_volume,
    }
    words += [f"{name} {number(size)}" for name, size in sizes.items() if size is not None]
    return ", ".join([*words, *([f"according to {use.value_source}"] if use.value_source else [])])


def _name(part: Part) -> str:
    field, key = part
    if isinstance(key, Function):
        return key.label.lower()
    return f"the metric {key}" if field == "metrics" else field.replace("_", " ")


def _parts(values: "DataclassInstance") -> dict[Part, object]:
    """Split values into what can be changed on its own; an absent part reads as None."""
    parts: dict[Part, object] = {}
    for field in fields(values):
        value = getattr(values, field.name)
        if isinstance(value, Mapping):
            parts |= {(field.name, key): entry for key, entry in value.items()}
        elif isinstance(value, tuple) and field.name not in _UNDIVIDED:
            parts |= {(field.name, _key(entry)): entry for entry in value}
        elif isinstance(value, frozenset):
            parts |= {(field.name, entry): entry for entry in sorted(value)}
        else:
            parts[field.name, None] = value
    return parts


def _key(entry: object) -> object:
    return entry.metric if isinstance(entry, MetricUse) else entry


def _rebuilt(like: Values, parts: Mapping[Part, object]) -> Values:
    """Put parts together again."""
    taken: dict[str, Any] = {}
    for field in fields(like):
        was = getattr(like, field.name)
        present = {key: value for (name, key), value in parts.items() if name == field.name and value is not None}
        if isinstance(was, Mapping):
            taken[field.name] = present
        elif isinstance(was, tuple) and field.name not in _UNDIVIDED:
            taken[field.name] = _in_order(was, present)
        elif isinstance(was, frozenset):
            taken[field.name] = frozenset(present.values())
        else:
            taken[field.name] = present.get(None)
    return replace(like, **taken)


def _in_order(was: tuple[object, ...], entries: Mapping[object, object]) -> tuple[object, ...]:
    """Sort a list that was in alphabetical order; leave any other as it was, with what is new at its end."""
    in_alphabet = [str(_key(entry)) for entry in was]
    if in_alphabet == sorted(in_alphabet):
        return tuple(entries[key] for key in sorted(entries, key=str))
    return tuple(entries.values())
