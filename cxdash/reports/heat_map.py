"""The heat map of the journey: what each kind of friction costs a year at each step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log2

import pandas as pd

from cxdash.domain import coverage
from cxdash.domain.coverage import Pain
from cxdash.domain.figures import Figures, count, percent
from cxdash.domain.journeys import FrictionKind

LEVELS = 5
"""How many shades there are between little and most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one kind of friction costs at one step.

    Attributes:
        level: the shade, 0 to 4; None without a cost.
        words: the cost, or that there is none yet; "" where nothing is written down.
        note: how many friction points it holds, and of how many the cost is missing.
    """

    kind: str
    level: int | None = None
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One step with a cell for every kind; ``total`` is "" where nothing is written down."""

    step: str
    cells: tuple[Cell, ...]
    total: str


@dataclass(frozen=True)
class HeatMap:
    """The map as it is drawn, front and back office apart.

    Attributes:
        says: the finding, in a line.
        kinds: the kinds of friction that occur, in their usual order.
        front: the steps that customers see; ``back`` the others.
        totals: what each kind costs over all steps; ``whole`` what all of it costs.
        cells: per step and kind: what the download holds.
    """

    says: str
    kinds: tuple[str, ...]
    front: tuple[Row, ...]
    back: tuple[Row, ...]
    totals: tuple[str, ...]
    whole: str
    cells: pd.DataFrame


def drawn(steps: Sequence[tuple[str, bool, Sequence[Pain]]], figures: Figures) -> HeatMap:
    """Return the map of steps in their order, each with its name, whether it is back office, and its pains."""
    every = [pain for _, _, pains in steps for pain in pains]
    kinds = [kind for kind in FrictionKind if any(pain.kind is kind for pain in every)]
    groups = {(name, kind): _of(pains, kind) for name, _, pains in steps for kind in kinds}
    dearest = max((coverage.cost(pains) or 0.0 for pains in groups.values()), default=0.0)
    rows = {
        name: Row(
            name,
            tuple(_cell(kind, groups[name, kind], dearest, figures) for kind in kinds),
            _total(pains, figures),
        )
        for name, _, pains in steps
    }
    return HeatMap(
        says=_says(groups, every, figures),
        kinds=tuple(kind.label for kind in kinds),
        front=tuple(rows[name] for name, is_back, _ in steps if not is_back),
        back=tuple(rows[name] for name, is_back, _ in steps if is_back),
        totals=tuple(_total(_of(every, kind), figures) for kind in kinds),
        whole=_total(every, figures),
        cells=_frame(steps, kinds),
    )


def level(amount: float, dearest: float) -> int:
    """Return the shade of an amount: 4 from half of the dearest cell, 3 from a quarter, … 0 below a sixteenth."""
    if amount <= 0 or dearest <= 0:
        return 0
    return min(LEVELS - 1, max(0, LEVELS - ceil(log2(dearest / amount))))


def _of(pains: Iterable[Pain], kind: FrictionKind) -> list[Pain]:
    return [pain for pain in pains if pain.kind is kind]


def _cell(kind: FrictionKind, pains: Sequence[Pain], dearest: float, figures: Figures) -> Cell:
    if not pains:
        return Cell(kind.label)
    unknown, amount = coverage.without_cost(pains), coverage.cost(pains)
    if amount is None:
        return Cell(kind.label, None, "no cost yet", count(len(pains), "friction point"))
    note = count(len(pains), "friction point") + (f", {unknown} without a cost" if unknown else "")
    words = figures.money(amount) + (f" + {unknown}\u00a0?" if unknown else "")
    return Cell(kind.label, level(amount, dearest), words, note)


def _total(pains: Sequence[Pain], figures: Figures) -> str:
    amount = coverage.cost(pains)
    return ("no cost yet" if pains else "") if amount is None else figures.money(amount)


def _says(groups: dict[tuple[str, FrictionKind], list[Pain]], every: Sequence[Pain], figures: Figures) -> str:
    """Name the dearest cell and its share of everything."""
    whole = coverage.cost(every)
    if not whole:
        return "What hurts where; nothing has its cost yet"
    (step, kind), pains = max(groups.items(), key=lambda each: coverage.cost(each[1]) or 0.0)
    amount = coverage.cost(pains) or 0.0
    share = percent(amount / whole, places=0)
    return f"{kind.label} at {step} costs most: {figures.money(amount)} a year, {share} of all friction"


def _frame(steps: Sequence[tuple[str, bool, Sequence[Pain]]], kinds: Sequence[FrictionKind]) -> pd.DataFrame:
    rows = [
        (name, is_back, kind.label, coverage.cost(found), len(found), coverage.without_cost(found))
        for name, is_back, pains in steps
        for kind in kinds
        if (found := _of(pains, kind))
    ]
    columns = ["Step", "Back office", "Kind", "Annual cost", "Friction points", "Without cost"]
    return pd.DataFrame(rows, columns=columns)
