"""``python -m benchmarks``: measure everything in one run, print one line of JSON; sentences go to standard error."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from time import perf_counter

from benchmarks import (
    board,
    cold_start,
    estimates,
    growth,
    hostile,
    house,
    long_log,
    pages,
    quarter_read,
    reading,
    register,
    tracker_imports,
    upload,
    workshop,
)
from benchmarks.goals import goal_of

Measure = Callable[[Path], dict[str, float]]
BENCHMARKS: Mapping[str, Measure] = {
    "pages": pages.measure,
    "register": register.measure,
    "board": board.measure,
    "log": long_log.measure,
    "start": cold_start.measure,
    "growth": growth.measure,
    "quarter": quarter_read.measure,
    "estimates": estimates.measure,
    "read": reading.measure,
    "upload": upload.measure,
    "import": tracker_imports.measure,
    "hostile": hostile.measure,
    "workshop": workshop.measure,
    "house": house.measure,
}


def main() -> int:
    """Run the benchmarks that were asked for; 1 when one could not be carried out, never because a goal was missed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--only", nargs="+", choices=BENCHMARKS, default=list(BENCHMARKS), metavar="NAME", help=_names())
    figures, failed = measured(asked.parse_args().only)
    print(json.dumps({name: float(f"{value:.3g}") for name, value in figures.items()}))
    return int(failed)


def measured(names: Collection[str]) -> tuple[dict[str, float], bool]:
    """Return the figures of these benchmarks and whether one of them failed; the others are measured all the same."""
    figures: dict[str, float] = {}
    failed = False
    with tempfile.TemporaryDirectory(prefix="cxdash-bench-") as folder:
        for name in names:
            started = perf_counter()
            try:
                found = BENCHMARKS[name](Path(folder))
            except Exception as error:  # noqa: BLE001 one that fails keeps no other from being measured
                _tell(f"{name} could not be measured: {error}")
                failed = True
                continue
            figures |= found
            _tell(f"{name}, {perf_counter() - started:.0f} s")
            for figure, value in found.items():
                _tell(_line(figure, value))
    return figures, failed


def _line(name: str, value: float) -> str:
    goal = goal_of(name)
    if goal is None:
        return f"  {name:34}{value:10.3g}"
    return f"  {name:34}{value:10.3g}   {goal}{'' if goal.is_met_by(value) else ', MISSED'}"


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _names() -> str:
    return f"some of: {', '.join(BENCHMARKS)}"


if __name__ == "__main__":
    sys.exit(main())
