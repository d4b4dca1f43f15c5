"""How long the app takes from its start to its first good answer, against a Streamlit app with one empty page."""

from pathlib import Path
from statistics import median

from benchmarks import sample
from benchmarks.servers import CXDASH, EMPTY, served

_ROUNDS = 5


def measure(folder: Path) -> dict[str, float]:
    """Return the time of ``python -m cxdash serve`` on a filled database over that of the empty app, by the clock."""
    database = sample.database(folder)
    seconds: dict[str, list[float]] = {"empty": [], "cxdash": []}
    for counted in [False] + [True] * _ROUNDS:
        for name, command in (("empty", EMPTY), ("cxdash", CXDASH)):
            with served(command, database, folder / f"start-{name}.log") as server:
                if counted:
                    seconds[name].append(server.seconds_to_healthy)
    return {"start_to_healthy": median(seconds["cxdash"]) / median(seconds["empty"])}
