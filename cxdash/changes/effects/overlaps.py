"""Pilots that touch the same people at the same time, which weakens the evidence of each."""

from collections.abc import Iterable, Sequence

from cxdash.store.tables import Pilot


def overlapping(pilot: Pilot, everybody: Iterable[Pilot]) -> Sequence[Pilot]:
    """Return the other pilots that touch the same population in this one's window."""
    window = _window(pilot)
    if window is None or not pilot.population:
        return ()
    return [
        other
        for other in everybody
        if other.id != pilot.id
        and other.population == pilot.population
        and (theirs := _window(other)) is not None
        and theirs[0] < window[1]
        and window[0] < theirs[1]
    ]


def _window(pilot: Pilot) -> tuple[int, int] | None:
    if pilot.goes_live is None:
        return None
    first = pilot.goes_live.toordinal()
    return first, first + pilot.window_days
