"""The board: every active use case as a card in the lane of its stage, those in trouble first, and what rests."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from cxdash.domain.figures import count
from cxdash.domain.metrics import plain
from cxdash.domain.ownership import REQUIRED
from cxdash.domain.stages import Stage, Status
from cxdash.reports import portfolio
from cxdash.reports.funnel_ageing import is_over
from cxdash.reports.funnel_gates import GateStatus
from cxdash.reports.portfolio import Entry

RESTING = "rest"
"""Stands for the lane of what is not being worked on."""
REOPENED = "Gate reopened"
ASK, OPEN = "Ask for the gate review", "Open the gate review"


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage on the board: how many are active there, what evidence they have and what rests, and the active ones."""

    stage: Stage
    active: str
    says: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Board:
    """The cards.

    Attributes:
        sent: what the browser draws: JSON, people's words among it; the same bytes for as long as the data stay.
        table: the cards as a table to be taken away.
    """

    sent: bytes
    table: pd.DataFrame


def lanes(found: Sequence[Entry], gates: Mapping[str, GateStatus]) -> tuple[Lane, ...]:
    """Return a lane for each stage with its active use cases, those in trouble first, then the longest there.

    ``gates`` says how each active use case stands at its gate, by slug.
    """
    active = [entry for entry in found if entry.status is Status.ACTIVE]
    active.sort(key=lambda entry: _urgency(entry, gates[entry.line.slug]))
    return tuple(_lane(stage, found, active, gates) for stage in Stage)


def resting(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what is not being worked on, the latest to be laid aside first."""
    rest = [entry for entry in found if entry.status is not Status.ACTIVE]
    return tuple(sorted(rest, key=lambda entry: entry.line.status_since or date.min, reverse=True))


def board(
    found: Sequence[Lane],
    rest: Sequence[Entry],
    *,
    values: Mapping[Stage, str],
    gates: Mapping[str, GateStatus],
) -> Board:
    """Return the board; ``values`` are what the lanes' heads say of money, ``gates`` how use cases stand, by slug."""
    told: dict[str, Any] = {
        "lanes": [_told_lane(lane, values.get(lane.stage, ""), gates) for lane in found],
        "rest": [_told_rest(entry) for entry in rest],
        "refusals": {stage.value: refusals(stage) for stage in Stage},
    }
    sent = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").encode()
    return Board(sent, _table([entry for lane in found for entry in lane.entries], gates))


def refusals(stage: Stage) -> dict[str, str]:
    """Return why a card of this stage may not be taken to a lane, by lane; the lanes left out may be asked for."""
    found = {}
    for to in Stage:
        if to is stage or to is stage.following:
            continue
        if to.position < stage.position:
            found[to.value] = f"It goes back to {to.value} by a decision at its gate review, not from the board."
        else:
            following = stage.following.value if stage.following else ""
            found[to.value] = f"From {stage.value} it goes to {following} first: each gate is passed on its own."
    found[RESTING] = "Parking and stopping are decided on the page of the use case, with what was learned."
    return found


def _urgency(entry: Entry, gate: GateStatus) -> tuple[int, bool, int, int]:
    """Sort by harm, alarms and gates that are open again; then by the policy, by traps and by days."""
    worst = sum(each in {portfolio.HARM, portfolio.MASKED} for each in entry.trouble) + bool(gate.reopened)
    return -worst, not is_over(entry), -len(entry.flags), -(entry.days_in_stage or 0)


def _lane(stage: Stage, found: Sequence[Entry], active: Sequence[Entry], gates: Mapping[str, GateStatus]) -> Lane:
    here = tuple(entry for entry in active if entry.stage is stage)
    grades = sorted(Counter(entry.best_grade for entry in here if entry.best_grade is not None).items())
    told = [f"{sum(number for _, number in grades)} with evidence ({grades_in_words(grades)})" if grades else ""]
    late = sum(map(is_over, here))
    told.append(f"{late} past the policy" if late else "")
    reviews = sum(gates[entry.line.slug].is_under_review for entry in here)
    told.append(f"{reviews} under review" if reviews else "")
    apart = Counter(entry.status for entry in found if entry.stage is stage)
    told += [f"{apart[status]} {status.value}" for status in Status if status is not Status.ACTIVE and apart[status]]
    return Lane(stage, f"{len(here)} active", " · ".join(part for part in told if part) or "No evidence yet", here)


def grades_in_words(grades: Iterable[tuple[str, int]]) -> str:
    """Write how many have which grade: ``2 × A, 1 × C``."""
    return ", ".join(f"{number}\u00a0×\u00a0{grade}" for grade, number in grades)


def _told_lane(lane: Lane, value: str, gates: Mapping[str, GateStatus]) -> dict[str, Any]:
    following = lane.stage.following
    return {
        "stage": lane.stage.value,
        "label": lane.stage.label,
        "next": "" if following is None else following.value,
        "active": lane.active,
        "says": lane.says,
        "value": value,
        "cards": [_told_card(entry, gates[entry.line.slug]) for entry in lane.entries],
    }


def _told_card(entry: Entry, gate: GateStatus) -> dict[str, Any]:
    days, limit = entry.days_in_stage, entry.policy_days
    missing = entry.missing
    return {
        "slug": entry.line.slug,
        "title": entry.line.title,
        "days": _days(days, limit),
        "share": min(days / limit, 1.0) if days is not None and limit else 0,
        "late": is_over(entry),
        "shown": entry.shown_in_short,
        "grade": entry.best_grade or "",
        "gate": gate.says,
        "review": "" if entry.stage.following is None else OPEN if gate.is_under_review else ASK,
        "owners": [[function.value, function not in missing] for function in REQUIRED],
        "trouble": [*([REOPENED, each] for each in gate.reopened), *_trouble(entry)],
        "words": _words(entry),
    }


def _table(active: Iterable[Entry], gates: Mapping[str, GateStatus]) -> pd.DataFrame:
    rows = [
        {
            "Use case": entry.line.title,
            "Stage": entry.stage.label,
            "Days in it": entry.days_in_stage,
            "Policy, days": entry.policy_days,
            "Evidence": entry.shown,
            "Gate": gates[entry.line.slug].says,
            "Nobody answers for": ", ".join(function.value for function in entry.missing),
            "What holds it": " ".join([*gates[entry.line.slug].reopened, *(each for _, each in _trouble(entry))]),
        }
        for entry in active
    ]
    return pd.DataFrame(rows).astype({"Days in it": "Int64", "Policy, days": "Int64"} if rows else {})


def _days(days: int | None, limit: int | None) -> str:
    if days is None:
        return "Nobody said since when"
    return count(days, "day") if limit is None else f"{days:,} of {count(limit, 'day')}"


def _trouble(entry: Entry) -> list[list[str]]:
    """Return what holds it, the worst first: the word, and the evidence in a sentence."""
    harm = [[portfolio.HARM, f"Harm at {name}."] for name in entry.harmed]
    masked = [[portfolio.MASKED, alarm] for alarm in entry.alarms]
    return [*harm, *masked, *([flag.trap.label, flag.evidence] for flag in entry.flags)]


def _words(entry: Entry) -> str:
    """Return what the board's search looks through: title, statement, owners, sites, metrics and steps."""
    words = [entry.line.title, entry.line.statement, *(pilot.site_name or "" for pilot in entry.pilots)]
    words += [*(owner.name for owner in entry.owners), *(used.name for used in entry.metrics)]
    return plain(" ".join([*words, *(step.name for step in entry.steps)]))


def _told_rest(entry: Entry) -> dict[str, str]:
    since = entry.line.status_since
    return {
        "slug": entry.line.slug,
        "title": entry.line.title,
        "says": f"{entry.status.label} in {entry.stage.value}" + (f" since {since:%-d %b %Y}" if since else ""),
        "learning": entry.line.learning,
        "words": _words(entry),
    }
