"""Columns of targets, plans and limits beside those of what happened: they are no observations, and are left out."""

from cxdash.domain.metrics import plain
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.vocabulary import words

_PLANS, _ACTUALS = words("not_actual"), words("actual")
_GOALS, _FROM_GOALS = words("goal"), words("from_goal")
_LIMITS = frozenset(plain(word) for word in words("limit"))


def set_plans_aside(frame: Frame) -> None:
    """Leave out columns named like another one and a word such as ``target``: ``CSAT target`` beside ``CSAT``.

    The limits of an interval are left out wherever they stand, and so is a bare ``Target`` (or ``vs target``) beside
    columns of figures.
    """
    names = {plain(column.label) for column in frame.columns}
    bare = names | {_without(name, _ACTUALS) for name in names}
    for column in frame.figures:
        name = plain(column.label)
        stem = _without(name, _PLANS)
        if column.said is None and column.when is None and (name in _LIMITS or (stem != name and stem in bare)):
            column.field = "ignore"
    goals = [column for column in frame.columns if _is_goal(column)]
    beside = [column for column in frame.figures if column not in goals]
    if any(column.when for column in beside) or (beside and frame.with_field("metric") is None):
        for column in goals:
            column.field = "ignore"


def _is_goal(column: ColumnProfile) -> bool:
    """Whether a column of figures holds what they are to become, or how far they are from it."""
    if not column.numeric or column.said is not None or column.when is not None or len(column.parts) != 1:
        return False
    said = plain(column.label).split()
    return bool(said) and said[-1] in _GOALS and set(said[:-1]) <= _FROM_GOALS


def _without(name: str, marks: frozenset[str]) -> str:
    """Return a name without one of these words before or behind it."""
    for word in marks:
        if name.endswith(f" {word}"):
            return name.removesuffix(f" {word}")
        if name.startswith(f"{word} "):
            return name.removeprefix(f"{word} ")
    return name
