"""What the register of 1,000 use cases costs the server against an empty page: opened, and narrowed."""

from pathlib import Path
from statistics import median

from benchmarks import thousand
from benchmarks.servers import CXDASH, EMPTY, served
from benchmarks.timing import without_collections
from benchmarks.visitor import Run, visiting

_ROUNDS = 40


def measure(folder: Path) -> dict[str, float]:
    """Return the processor time of the register's runs over an empty page's (``…_opens``), and their latency.

    ``…_filters`` are runs with a search that nobody has made before.
    """
    database = thousand.database(folder)
    runs: dict[str, list[Run]] = {"empty": [], "opens": [], "filters": []}
    with (
        served(EMPTY, folder / "none.db", folder / "empty.log") as bare,
        served(CXDASH, database, folder / "register.log") as cxdash,
        visiting(bare) as empty,
        visiting(cxdash, "use_cases") as plainly,
        visiting(cxdash, "use_cases") as searching,
        without_collections(),
    ):
        for number in range(-2, _ROUNDS):
            found = {
                "empty": empty.run(),
                "opens": plainly.run(),
                "filters": searching.run({"Search": f"desk {number + 2:02}"}),
            }
            for name, run in found.items() if number >= 0 else ():
                runs[name].append(run)
    cost = {name: Run(*(median(part) for part in zip(*each, strict=True))) for name, each in runs.items()}
    base = cost.pop("empty")
    ratios = {f"register_1000_{name}": each.processor / base.processor for name, each in cost.items()}
    return ratios | {f"register_1000_latency_{name}": each.latency / base.latency for name, each in cost.items()}
