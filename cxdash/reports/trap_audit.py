"""The pilot-trap audit of the portfolio: who is in which trap, why, the way out, and what stands beside the traps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.ownership import REQUIRED, Function
from cxdash.domain.stages import Status
from cxdash.domain.traps import Flag, Lack, Trap, rule
from cxdash.judging import pilot_results
from cxdash.reports import portfolio, trap_neighbours
from cxdash.reports.portfolio import Entry
from cxdash.reports.quarter_state import Item
from cxdash.store import gate_policies

COLUMNS = ("Use case", "Stage", "Status", "Trap", "Rule", "Evidence", "What to do next")
_WITHOUT: Mapping[Lack, tuple[str, str]] = {
    Lack.PRIMARY: ("has no primary metric", "have no primary metric"),
    Lack.BASELINE: ("has no locked baseline", "have no locked baseline"),
    Lack.FIGURE: ("has no figure yet", "have no figure yet"),
    Lack.RECENT: ("has no recent figure", "have no recent figure"),
}
_IN: Mapping[Trap, tuple[str, str]] = {
    Trap.ISOLATED: ("stands alone", "stand alone"),
    Trap.STALLED: ("is longer in its stage than the policy allows", "are longer in their stage than the policy allows"),
    Trap.PILOT_TRAP: ("is in the pilot trap", "are in the pilot trap"),
}


@dataclass(frozen=True, slots=True)
class Trapped:
    """A use case in a trap."""

    slug: str
    title: str
    stage: str
    status: Status
    flag: Flag


@dataclass(frozen=True, slots=True)
class Group:
    """Everybody in one trap; those that are not being worked on are told apart and counted nowhere."""

    trap: Trap
    rule: str
    active: tuple[Trapped, ...]
    resting: tuple[Trapped, ...]


@dataclass(frozen=True, slots=True)
class Worklist:
    """What several use cases have in common, in words, and what the list of use cases is narrowed to for them."""

    words: str
    query: Mapping[str, str]
    of: int


@dataclass(frozen=True)
class Audit:
    """The portfolio's traps on a day.

    Attributes:
        of: how many use cases are active; ``caught`` is how many of them are in any trap.
        groups: one per trap, in the traps' order.
        worklists: the largest first.
        beside: what is no trap and holds pilots up all the same, by what it is.
    """

    of: int
    caught: int
    groups: tuple[Group, ...]
    worklists: tuple[Worklist, ...]
    beside: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)

    @property
    def headline(self) -> str:
        """How many are in a trap, and which one holds the most."""
        if not self.caught:
            return (
                "The one active use case is in no trap" if self.of == 1 else f"No trap in {self.of:,} active use cases"
            )
        most = max(self.groups, key=lambda group: len(group.active))
        verb = "is" if self.caught == 1 else "are"
        caught = f"{self.caught:,} of {count(self.of, 'active use case')} {verb} in a trap"
        return f"{caught}; most often {most.trap.value}, {len(most.active):,}"

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every flag in a row, to be taken away."""
        rows = [
            (
                each.title,
                each.stage,
                each.status.label,
                each.flag.trap.label,
                each.flag.rule,
                each.flag.evidence,
                each.flag.next_step,
            )
            for group in self.groups
            for each in (*group.active, *group.resting)
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))


def audit(session: Session, *, today: date) -> Audit:
    """Return the audit of every use case that is not archived."""
    entries = portfolio.entries(session, today=today)
    results = pilot_results.results(session, today=today)
    active = [entry for entry in entries if entry.status is Status.ACTIVE]
    policy = gate_policies.current(session)
    return Audit(
        of=len(active),
        caught=sum(bool(entry.flags) for entry in active),
        groups=tuple(_group(trap, entries, policy) for trap in Trap),
        worklists=_worklists(active),
        beside=trap_neighbours.beside(session, entries, results, today=today),
    )


def _group(trap: Trap, entries: Sequence[Entry], policy: GatePolicy) -> Group:
    found = [
        Trapped(entry.line.slug, entry.line.title, entry.stage.label, entry.status, flag)
        for entry in entries
        for flag in entry.flags
        if flag.trap is trap
    ]
    return Group(
        trap,
        rule(trap, policy),
        active=tuple(each for each in found if each.status is Status.ACTIVE),
        resting=tuple(each for each in found if each.status is not Status.ACTIVE),
    )


def _worklists(active: Sequence[Entry]) -> tuple[Worklist, ...]:
    """Return what is missing most often first; what nobody misses is no work."""
    every = [
        *(_ownerless(function, active) for function in REQUIRED),
        *(
            _worklist(sum(lack in entry.lacks for entry in active), words, lack=lack.value)
            for lack, words in _WITHOUT.items()
        ),
        *(
            _worklist(sum(entry.is_in(trap) for entry in active), words, trouble=trap.label)
            for trap, words in _IN.items()
        ),
    ]
    return tuple(sorted((each for each in every if each.of), key=lambda each: -each.of))


def _ownerless(function: Function, active: Sequence[Entry]) -> Worklist:
    words = (f"has no {function.value} owner", f"have no {function.value} owner")
    return _worklist(sum(function in entry.missing for entry in active), words, function=f"{function.label} missing")


def _worklist(of: int, words: tuple[str, str], **query: str) -> Worklist:
    said = f"{count(of, 'use case')} {words[0] if of == 1 else words[1]}"
    return Worklist(said, {"status": Status.ACTIVE.label, **query}, of)
