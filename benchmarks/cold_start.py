"""How long the app takes from its start to its first good answer, against a Streamlit app with one empty page."""

from pathlib import Path
from statistics import median

from benchmarks import sample
from benchmarks.servers import CXDASH, EMPTY, served

_ROUNDS = 4
_Cost = tuple[float, float]


def measure(folder: Path) -> dict[str, float]:
    """Return what ``python -m cxdash serve`` on a filled database costs until it is healthy, over the empty app.

    Once in processor seconds, which a busy machine leaves as they are, and once by the clock.
    """
    database = sample.database(folder)
    costs: dict[str, list[_Cost]] = {"empty": [], "cxdash": []}
    for counted in [False] + [True] * _ROUNDS:
        for name, command in (("empty", EMPTY), ("cxdash", CXDASH)):
            with served(command, database, folder / f"start-{name}.log") as server:
                cost = server.processor_seconds(), server.seconds_to_healthy
            if counted:
                costs[name].append(cost)
    empty, cxdash = ([median(part) for part in zip(*each, strict=True)] for each in costs.values())
    return {"start_to_healthy": cxdash[0] / empty[0], "start_to_healthy_clock": cxdash[1] / empty[1]}
