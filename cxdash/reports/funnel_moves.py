"""The flow over quarters: who moved from where to where, went back, was parked, stopped or taken up again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from cxdash.domain.figures import count
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.stages import Stage, Status
from cxdash.reports.portfolio import Entry
from cxdash.store.status_changes import StatusChange

QUARTERS_SHOWN = 8
DRAWN = ("quarter", "move", "kind", "use_cases", "names", "position", "order")
LISTED = ("Day", "Quarter", "Use case", "Move", "On what ground")
REVIEWED, BEFORE_REVIEWS = "Decided at a gate review", "Taken over from the register, not reviewed here"
_NEW = "New"
_STEPS = tuple(f"{stage.label} → {stage.following.label}" for stage in Stage if stage.following)


class Kind(StrEnum):
    """Which way a move goes."""

    NEW = "new"
    ON = "on"
    BACK = "back"
    REST = "rest"
    RESUMED = "taken up again"


@dataclass(frozen=True, slots=True)
class Moved:
    """One use case on one day: from where to where, and on what ground."""

    day: date
    slug: str
    title: str
    kind: Kind
    move: str
    says: str
    ground: str


@dataclass(frozen=True)
class Flow:
    """What moved in the last quarters.

    Attributes:
        drawn: per quarter and move, in ``DRAWN``; a quarter in which nothing moved keeps a row of 0.
        listed: every move of these quarters, the newest first, in ``LISTED``; ``slugs`` are its use cases.
        says: who moved on in this quarter and the one before, in a line.
        recent: sentences about the moves of these two, the newest first.
    """

    drawn: pd.DataFrame
    listed: pd.DataFrame
    slugs: tuple[str, ...]
    says: str
    recent: tuple[str, ...]


def flow(
    found: Sequence[Entry], changes: Mapping[int, Sequence[StatusChange]], calendar: FiscalCalendar, *, today: date
) -> Flow:
    """Return the moves of these use cases, of which ``changes`` are the changes of status by id."""
    this = calendar.quarter_of(today)
    shown = [this.shifted(-back) for back in range(QUARTERS_SHOWN - 1, -1, -1)]
    every = sorted(moves(found, changes), key=lambda each: (each.day, each.title), reverse=True)
    latest = [each for each in every if calendar.starts(shown[0]) <= each.day <= today]
    begins = calendar.starts(this.shifted(-1))
    return Flow(
        drawn=_drawn(latest, shown, calendar),
        listed=_listed(latest, calendar),
        slugs=tuple(each.slug for each in latest),
        says=_says(latest, calendar, this),
        recent=tuple(f"{each.title} {each.says} on {each.day:%-d %b %Y}." for each in latest if each.day >= begins),
    )


def moves(found: Iterable[Entry], changes: Mapping[int, Sequence[StatusChange]]) -> Iterator[Moved]:
    """Yield every move of these use cases, of which ``changes`` are the changes of status by id."""
    for entry in found:
        named = (entry.line.slug, entry.line.title)
        for move in entry.moves:
            ground = REVIEWED if move.review_id is not None else BEFORE_REVIEWS
            kind, name, says = _way(move.from_stage, move.to_stage)
            yield Moved(move.moved_on, *named, kind, name, says, ground)
        for change in changes.get(entry.line.id, ()):
            kind, name, says = _turn(change)
            yield Moved(change.changed_on, *named, kind, name, says, change.reason)
        if entry.status is not Status.ACTIVE and entry.line.status_since and not changes.get(entry.line.id):
            label = entry.status.label
            says = f"was {entry.status.value}"
            yield Moved(entry.line.status_since, *named, Kind.REST, label, says, entry.line.learning)


def _way(from_stage: str | None, to_stage: str) -> tuple[Kind, str, str]:
    """Return which way a move goes, its name, and the verb of its sentence."""
    to = Stage(to_stage)
    if from_stage is None:
        return Kind.NEW, _NEW, "was recorded as an idea" if to is Stage.IDEA else f"was recorded in {to.value}"
    earlier = Stage(from_stage)
    is_back = to.position < earlier.position
    says = f"went {'back ' if is_back else ''}from {earlier.value} to {to.value}"
    return Kind.BACK if is_back else Kind.ON, f"{earlier.label} → {to.label}", says


def _turn(change: StatusChange) -> tuple[Kind, str, str]:
    to = Status(change.to_status)
    if to is Status.ACTIVE:
        return Kind.RESUMED, "Resumed", "was taken up again"
    return Kind.REST, to.label, f"was {to.value}"


def _order(move: str, kind: Kind) -> tuple[int, int, str]:
    """Sort moves as they are met: new ones, steps on, back, then rest and what was taken up again."""
    step = _STEPS.index(move) if move in _STEPS else len(_STEPS)
    return list(Kind).index(kind), step, move


def _drawn(latest: Sequence[Moved], shown: Sequence[Quarter], calendar: FiscalCalendar) -> pd.DataFrame:
    cells: dict[tuple[int, str, Kind], list[str]] = {}
    for each in latest:
        at = shown.index(calendar.quarter_of(each.day))
        cells.setdefault((at, each.move, each.kind), []).append(each.title)
    kinds = dict(sorted({(move, kind) for _, move, kind in cells}, key=lambda pair: _order(*pair)))
    order = {move: number for number, move in enumerate(kinds)}
    rows = [
        (calendar.name(shown[at]), move, kind.value, len(names), ", ".join(sorted(names)), at, order[move])
        for (at, move, kind), names in cells.items()
    ]
    if rows:
        busy = {row[5] for row in rows}
        first = min(rows, key=lambda row: row[6])
        rows += [
            (calendar.name(each), first[1], first[2], 0, "", at, first[6])
            for at, each in enumerate(shown)
            if at not in busy
        ]
    return pd.DataFrame(rows, columns=list(DRAWN)).sort_values(["position", "order"], ignore_index=True)


def _listed(latest: Sequence[Moved], calendar: FiscalCalendar) -> pd.DataFrame:
    rows = [
        (each.day, calendar.name(calendar.quarter_of(each.day)), each.title, each.move, each.ground) for each in latest
    ]
    return pd.DataFrame(rows, columns=list(LISTED))


def _says(latest: Sequence[Moved], calendar: FiscalCalendar, this: Quarter) -> str:
    """Say how many moved on in this quarter and the one before, and how many the other way."""
    by = Counter((calendar.quarter_of(each.day), each.kind) for each in latest)
    before = this.shifted(-1)
    said = f"{by[this, Kind.ON] or 'None'} moved on in {calendar.name(this)}, "
    said += f"{by[before, Kind.ON] or 'none'} in the quarter before"
    back, rest = (by[this, kind] + by[before, kind] for kind in (Kind.BACK, Kind.REST))
    parts = [count(back, "went back", "went back")] if back else []
    parts += [count(rest, "was parked, stopped or retired", "were parked, stopped or retired")] if rest else []
    return said + (f"; {', '.join(parts)} in the two" if parts else "")
