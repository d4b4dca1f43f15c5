"""What a house of 1,000 use cases and five million observations costs: its quarter, comparison, deck, and closing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy.orm import Session

from benchmarks import portfolios
from benchmarks.portfolios import HOUSE, QUARTER, TODAY
from benchmarks.servers import CXDASH, EMPTY, served
from benchmarks.timing import interleaved, without_collections
from benchmarks.visitor import Run, visiting
from cxdash.exports import deck
from cxdash.reports import compare, next_quarter, quarter_freeze, this_quarter
from cxdash.store.database import Database

_ROUNDS = 20
_FILE = "house.db"


def measure(folder: Path) -> dict[str, float]:
    """Return the processor time of two pages over an empty page's (``house_…``), and how long questions take, in s.

    ``…_latency`` is the same by the clock; ``house_<question>_s`` is a question that nobody asked since the data
    changed; ``house_observations`` says how many there are, in millions.
    """
    held = portfolios.build(folder / _FILE, HOUSE)
    try:
        took = _questions(held.database)
    finally:
        held.database.dispose()
    return {"house_observations": held.observations / 1e6} | took | _pages(folder)


def _questions(database: Database) -> dict[str, float]:
    """Return the processor seconds of each question, after one of each that nobody counts as it loads libraries."""
    soon = QUARTER.shifted(1)
    asked: dict[str, Callable[[Session], object]] = {
        "quarterly": lambda session: this_quarter.quarterly(session, QUARTER, today=TODAY),
        "comparison": lambda session: compare.comparison(session, today=TODAY),
        "picks": lambda session: next_quarter.picks(session, quarter=soon, today=TODAY, budget=None),
        "freeze": lambda session: quarter_freeze.freeze(session, QUARTER, TODAY),
        "deck": lambda session: deck.deck(session, QUARTER, today=TODAY),
    }

    def answered(question: Callable[[Session], object]) -> None:
        with database.reading() as session:
            question(session)

    works = {f"house_{name}_s": partial(answered, question) for name, question in asked.items()}
    return interleaved(works, rounds=1)


def _pages(folder: Path) -> dict[str, float]:
    runs: dict[str, list[Run]] = {"empty": [], "this_quarter": [], "compare": []}
    with (
        served(EMPTY, folder / "none.db", folder / "empty.log") as bare,
        served(CXDASH, folder / _FILE, folder / "house.log") as cxdash,
        visiting(bare) as empty,
        visiting(cxdash) as quarter,
        visiting(cxdash, "compare") as compare,
        without_collections(),
    ):
        sessions = {"empty": empty, "this_quarter": quarter, "compare": compare}
        for number in range(-2, _ROUNDS):
            found = {name: each.run() for name, each in sessions.items()}
            for name, run in found.items() if number >= 0 else ():
                runs[name].append(run)
    cost = {name: Run(*(median(part) for part in zip(*each, strict=True))) for name, each in runs.items()}
    base = cost.pop("empty")
    ratios = {f"house_{name}": each.processor / base.processor for name, each in cost.items()}
    return ratios | {f"house_{name}_latency": each.latency / base.latency for name, each in cost.items()}
