"""How many names and problems one table may bring along: what has more was hardly read as it was meant."""

from collections.abc import Sequence

from cxdash.trackers.files import limits
from cxdash.trackers.problems import problem
from cxdash.trackers.reading_columns import Readings
from cxdash.trackers.readings import Problem, Reading, Source


def within_names(readings: Sequence[Reading], source: Source) -> tuple[Sequence[Reading], tuple[Problem, ...]]:
    """Return a table's readings, none where it names too many metrics or places, with the problem that says so.

    Every name is compared with all that are known, so that a column of texts taken for names would keep the server
    busy for minutes.
    """
    labels = Readings.of(readings).labels
    for what, names, most in (
        ("metrics", {label.metric for label in labels}, limits.METRICS),
        ("pilots and places", {label.entity for label in labels}, limits.ENTITIES),
    ):
        if len(names) > most:
            return (), (problem("too_many_names", source, count=f"{len(names):,}", what=what, limit=f"{most:,}"),)
    return readings, ()


def within_problems(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return as many problems as anybody could mend, and one that counts the rest."""
    kept, rest = found[: limits.PROBLEMS], found[limits.PROBLEMS :]
    more = (problem("more_problems", rest[0].source, count=f"{len(rest):,}"),) if rest else ()
    return (*kept, *more)
