"""What storing a file would change of costs and benefits: amounts that are new, and those that are corrected."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from cxdash.changes.money_items import MoneyItem
from cxdash.changes.register_items import FieldChange, Outcome
from cxdash.changes.tracker_plan import Plan
from cxdash.domain.figures import Figures, count, signed
from cxdash.domain.merging import in_words
from cxdash.domain.money_entries import kind_label
from cxdash.domain.period_words import period_label
from cxdash.domain.periods import FiscalCalendar
from cxdash.ui.upload.differences import NOTHING, exact

_COLUMNS = ["Use case or pilot", "What", "Period", "Basis", "Before", "Now", "Cell"]


def title(planned: Plan) -> str:
    """Head the table: ``24 costs and benefits are new, 2 are corrected``; "" where nothing changes."""
    counted = Counter(item.outcome for item in planned.money.items)
    new, corrected = counted[Outcome.NEW], counted[Outcome.CHANGED]
    first, word = (new, "new") if new else (corrected, "corrected")
    if not first:
        return ""
    head = f"{count(first, 'cost or benefit is', 'costs and benefits are')} {word}"
    return f"{head}, {corrected:,} {'is' if corrected == 1 else 'are'} corrected" if new and corrected else head


def table(planned: Plan, figures: Figures, calendar: FiscalCalendar) -> pd.DataFrame:
    """Return the amounts that would be stored or corrected, corrected ones first; all text."""
    items = sorted(planned.money.items, key=lambda item: item.outcome is not Outcome.CHANGED)
    rows = [row for item in items for row in _rows(item, figures, calendar)]
    return pd.DataFrame(rows, columns=_COLUMNS, dtype=str)


def has_corrections(planned: Plan) -> bool:
    """Whether an amount would be corrected that is stored already."""
    return any(item.outcome is Outcome.CHANGED for item in planned.money.items)


def _rows(item: MoneyItem, figures: Figures, calendar: FiscalCalendar) -> Iterator[tuple[str, ...]]:
    wanted = item.wanted
    kind = f"{kind_label(wanted.kind)} {wanted.side.value}" if wanted.kind is None else kind_label(wanted.kind)
    what = f"{wanted.line} ({kind.lower()})" if wanted.line else kind
    about = (item.whose.name, what, period_label(wanted.period, calendar), wanted.basis.label)
    if item.outcome is Outcome.NEW:
        yield *about, NOTHING, _amount(wanted.amount, figures), str(item.source)
    elif item.outcome is Outcome.CHANGED:
        for change in item.changes:
            yield *about, *_sides(change, figures), str(item.source)


def _sides(change: FieldChange, figures: Figures) -> tuple[str, str]:
    old, new = (
        _amount(side, figures) if isinstance(side, float) else in_words(side) for side in (change.old, change.new)
    )
    return old, new


def _amount(amount: float, figures: Figures) -> str:
    return signed(f"{figures.symbol}{exact(abs(amount))}", amount, show_plus=False)
