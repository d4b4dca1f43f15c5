"""What storing a file would change about the journey: steps and friction points, new ones and edited ones."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from cxdash.changes.friction_items import FrictionItem, StepItem
from cxdash.changes.register_items import Outcome
from cxdash.changes.tracker_plan import Plan
from cxdash.domain.figures import NO_BREAK, Figures, count
from cxdash.domain.merging import in_words
from cxdash.ui.upload.differences import exact

_COLUMNS = ["What", "Field", "Before", "Now", "Cell"]
_NOTHING = "–"


def title(planned: Plan) -> str:
    """Head the table: ``14 friction points are new, 2 are edited; 3 journey steps are new``; "" where nothing is."""
    points = _moving("friction point", planned.friction.points)
    steps = _moving("journey step", planned.friction.steps)
    return "; ".join(filter(None, (points, steps)))


def table(planned: Plan, figures: Figures) -> pd.DataFrame:
    """Return the steps and friction points that would be made or edited, a row per field that changes; all text."""
    items: tuple[StepItem | FrictionItem, ...] = (*planned.friction.steps, *planned.friction.points)
    return pd.DataFrame([row for item in items for row in _rows(item, figures)], columns=_COLUMNS, dtype=str)


def has_edits(planned: Plan) -> bool:
    """Whether something would be edited that is stored already."""
    return any(item.outcome is Outcome.CHANGED for item in planned.friction.items)


def _moving(noun: str, items: Sequence[StepItem | FrictionItem]) -> str:
    counted = Counter(item.outcome for item in items)
    moving = {"new": counted[Outcome.NEW], "edited": counted[Outcome.CHANGED]}
    said = [(many, f"{'is' if many == 1 else 'are'} {word}") for word, many in moving.items() if many]
    if not said:
        return ""
    (first, becomes), *rest = said
    return ", ".join([f"{count(first, noun)} {becomes}", *(f"{many:,} {words}" for many, words in rest)])


def _rows(item: StepItem | FrictionItem, figures: Figures) -> Iterator[tuple[str, ...]]:
    kind = "Friction point" if isinstance(item, FrictionItem) else "Journey step"
    what, cell = f"{kind} “{item.name}”", str(item.source)
    if item.outcome is Outcome.NEW:
        short = _step_in_short(item) if isinstance(item, StepItem) else _point_in_short(item, figures)
        yield what, "new", _NOTHING, short, cell
    elif item.outcome is Outcome.CHANGED:
        for change in item.changes:
            name = change.field.replace("_", " ").replace("is back office", "back office")
            yield what, name, _words(change.field, change.old), _words(change.field, change.new), cell


def _step_in_short(item: StepItem) -> str:
    return f"in “{item.wanted.journey}”{', back office' if item.wanted.is_back_office else ''}"


def _point_in_short(item: FrictionItem, figures: Figures) -> str:
    cost = item.wanted.annual_cost
    said = [
        f"at “{item.wanted.step}”",
        f"{item.wanted.kind.value}{', by its own words' if item.kind_by_words else ''}",
        f"{figures.money(cost)} a year" if cost is not None else "",
        f"answered by {'; '.join(item.linked)}" if item.linked else "",
    ]
    return ", ".join(filter(None, said))


def _words(field: str, value: object) -> str:
    if value is None or value == "":
        return _NOTHING
    if not isinstance(value, float):
        return in_words(value)
    return f"{exact(value * 100)}{NO_BREAK}%" if field == "failure_rate" else exact(value)
