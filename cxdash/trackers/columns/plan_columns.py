"""Columns of targets, plans and limits beside those of what happened: they are no observations, and are left out."""

from cxdash.domain.metrics import plain
from cxdash.trackers.tables.frames import Frame
from cxdash.trackers.vocabulary import words

_PLANS, _ACTUALS = words("not_actual"), words("actual")
_LIMITS = frozenset(plain(word) for word in words("limit"))


def set_plans_aside(frame: Frame) -> None:
    """Leave out columns named like another one and a word such as ``target``: ``CSAT target`` beside ``CSAT``.

    The limits of an interval are left out wherever they stand.
    """
    names = {plain(column.label) for column in frame.columns}
    bare = names | {_without(name, _ACTUALS) for name in names}
    for column in frame.figures:
        name = plain(column.label)
        stem = _without(name, _PLANS)
        if column.said is None and column.when is None and (name in _LIMITS or (stem != name and stem in bare)):
            column.field = "ignore"


def _without(name: str, marks: frozenset[str]) -> str:
    """Return a name without one of these words before or behind it."""
    for word in marks:
        if name.endswith(f" {word}"):
            return name.removesuffix(f" {word}")
        if name.startswith(f"{word} "):
            return name.removeprefix(f"{word} ")
    return name
