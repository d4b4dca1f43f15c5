"""What others publish about portfolios of AI, each beside the same figure of this one; claims, never measurements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxdash.domain.figures import count, percent
from cxdash.domain.stages import Stage, Status
from cxdash.domain.traps import Trap
from cxdash.reports.funnel_conversion import furthest
from cxdash.reports.portfolio import Entry

SHARE_IN_PRODUCTION = 0.05
IN_PRODUCTION = "5 % of enterprise AI systems reach production (published claim, “CX leadership 2026” essay)"
SOURCES = (
    "“CX leadership 2026” (A. Procter, essay, 2 Feb 2026) and “The CTO’s playbook for scaling intelligent CX in 2026” "
    "(D. Gaines, TLCx)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A published claim, and what this portfolio shows of the same."""

    about: str
    here: str
    counted: str
    claim: str


def beside(found: Sequence[Entry], *, today: date) -> tuple[Claim, ...]:
    """Return the published claims that a funnel can be held against, each with this portfolio's own figure."""
    return (_production(found), _failed(found), _stuck(found, today=today))


def table(claims: Sequence[Claim]) -> pd.DataFrame:
    """Return the claims as a table to be taken away."""
    rows = [(each.about, each.here, each.counted, each.claim, SOURCES) for each in claims]
    return pd.DataFrame(rows, columns=["What", "Here", "How it is counted", "Published claim", "Sources"])


def _production(found: Sequence[Entry]) -> Claim:
    at_scale = sum(furthest(entry) == Stage.SCALE.position for entry in found)
    return Claim(
        "Reach scale",
        _share(at_scale, len(found)),
        f"{at_scale} of {count(len(found), 'use case')} ever recorded",
        "5 % of enterprise AI systems reach production",
    )


def _failed(found: Sequence[Entry]) -> Claim:
    """Count what is over, one way or the other; what is under way has not failed."""
    scaled = sum(furthest(entry) == Stage.SCALE.position for entry in found)
    over = (Status.STOPPED, Status.RETIRED)
    ended = sum(entry.status in over and furthest(entry) < Stage.SCALE.position for entry in found)
    return Claim(
        "End before scale",
        _share(ended, scaled + ended),
        f"{ended} stopped or retired before scale, of {scaled + ended} that were or reached scale",
        "74 % of CX technology projects fail",
    )


def _stuck(found: Sequence[Entry], *, today: date) -> Claim:
    """Count the active ones before scale whose idea has a day."""
    under_way = [
        entry for entry in found if entry.status is Status.ACTIVE and entry.stage is not Stage.SCALE and _began(entry)
    ]
    stuck = sum(entry.is_in(Trap.PILOT_TRAP) for entry in under_way)
    months = under_way[0].policy.trap_months if under_way else 24
    return Claim(
        f"Stuck for {months} months",
        _share(stuck, len(under_way)),
        f"{stuck} of {len(under_way)} under way began {months} months ago or earlier, as of {today:%-d %b %Y}",
        "Pilots stay stuck over a 24-month observation",
    )


def _began(entry: Entry) -> bool:
    return entry.line.idea_on is not None


def _share(part: int, whole: int) -> str:
    return percent(part / whole, places=0) if whole else "–"
