"""What the board of 200 use cases costs the server against an empty page."""

from pathlib import Path
from statistics import median

from benchmarks import thousand
from benchmarks.servers import CXDASH, EMPTY, served
from benchmarks.timing import without_collections
from benchmarks.visitor import Run, visiting

_USE_CASES = 200
_ROUNDS = 40


def measure(folder: Path) -> dict[str, float]:
    """Return the processor time of a run of the board over an empty page's (``…_vs_empty``), and its latency."""
    database = thousand.database(folder, use_cases=_USE_CASES)
    runs: dict[str, list[Run]] = {"empty": [], "board": []}
    with (
        served(EMPTY, folder / "none.db", folder / "empty.log") as bare,
        served(CXDASH, database, folder / "board.log") as cxdash,
        visiting(bare) as empty,
        visiting(cxdash, "funnel") as board,
        without_collections(),
    ):
        for number in range(-2, _ROUNDS):
            found = {"empty": empty.run(), "board": board.run()}
            for name, run in found.items() if number >= 0 else ():
                runs[name].append(run)
    cost = {name: Run(*(median(part) for part in zip(*each, strict=True))) for name, each in runs.items()}
    return {
        "board_200_vs_empty": cost["board"].processor / cost["empty"].processor,
        "board_200_latency": cost["board"].latency / cost["empty"].latency,
    }
