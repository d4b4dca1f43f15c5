"""Durations on a busy machine: kinds of work take turns, so that what else runs slows each of them alike."""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median

Clock = Callable[[], float]


def interleaved(
    works: Mapping[str, Callable[[], object]], *, rounds: int, clock: Clock = time.process_time
) -> dict[str, float]:
    """Return the median seconds of each kind of work over the rounds, after one round that nobody counts.

    By default seconds of this process on a processor are counted: what another process takes meanwhile is left out.
    """
    seconds: dict[str, list[float]] = {name: [] for name in works}
    with without_collections():
        for warm in range(-1, rounds):
            for name, work in works.items():
                took = seconds_of(work, clock=clock)
                if warm >= 0:
                    seconds[name].append(took)
            gc.collect()
    return {name: median(each) for name, each in seconds.items()}


def seconds_of(work: Callable[[], object], *, clock: Clock = time.process_time) -> float:
    """Return how long one piece of work took."""
    started = clock()
    work()
    return clock() - started


@contextmanager
def without_collections() -> Iterator[None]:
    """Keep Python from collecting garbage in the middle of a measurement, as the server keeps it from doing."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
