"""How the operating model came here, quarter by quarter, as far as the facts behind it carry their day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.disciplines import Part
from cxdash.domain.gates import Facts, Finished
from cxdash.domain.mastery import Mark, score
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.practices import Practice
from cxdash.domain.stages import Stage, Status
from cxdash.judging import approvals, gates, pilot_results
from cxdash.judging.pilot_results import Result
from cxdash.store import approvals as stored_approvals
from cxdash.store import organisation, standings
from cxdash.store.gate_tables import SignOff
from cxdash.store.standings import Move, UseCaseLine

DATED = (Part.BUSINESS_SUCCESS, Part.PROOF_POINTS)
"""The parts whose facts all carry their day: stage moves, the ends of windows and signatures under proofs."""
COLUMNS = ("quarter", "part", "level", "met", "of", "words")
_QUARTERS = 8


@dataclass(frozen=True)
class Trend:
    """The levels at the end of each quarter, the oldest first; the present quarter as of today."""

    rows: tuple[tuple[str, Mark], ...]

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """As the chart draws them, with ``COLUMNS``."""
        rows = [
            (quarter, mark.part.label, mark.level, mark.met, mark.of, f"{mark.met} of {mark.of}")
            for quarter, mark in self.rows
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @property
    def since(self) -> str:
        """The first quarter that can be told; "" where none can."""
        return self.rows[0][0] if self.rows else ""

    @property
    def finding(self) -> str:
        """What changed from the first quarter to the last: ``Business success went from level 1 to 3``."""
        said: list[str] = []
        for part in DATED:
            marks = [mark for _, mark in self.rows if mark.part is part]
            if marks:
                first, last = marks[0].level, marks[-1].level
                went = f"stayed at level {last}" if first == last else f"went from level {first} to {last}"
                said.append(f"{part.label if not said else part.value} {went}")
        return ", ".join(said)


def trend(session: Session, *, today: date) -> Trend:
    """Return the dated parts by quarter, with results as they are known today.

    A use case counts in the quarters before it was parked, stopped or retired; its pilots from the end of their window,
    its proofs from the day on which they were signed.
    """
    judged = gates.gates(session, today=today)
    results = pilot_results.results(session, today=today)
    past = _Past(results, stored_approvals.by_pilot(session))
    moves, use_cases = standings.moves(session), standings.use_cases(session)
    calendar = organisation.calendar(session)
    rows: list[tuple[str, Mark]] = []
    for quarter, day in _ends(calendar, today=today):
        known = [
            Practice(
                slug=each.slug, title=each.title, stage=stage, known=past.facts(judged[each.slug].facts, each, day)
            )
            for each in use_cases
            if (stage := _stage(moves.get(each.id, ()), day)) is not None and _was_active(each, day)
        ]
        found = score(known)
        if found is not None and any(each.stage is not Stage.IDEA for each in known):
            rows += [(calendar.name(quarter), mark) for mark in found.marks if mark.part in DATED]
    return Trend(tuple(rows))


@dataclass(frozen=True)
class _Past:
    """Results and signatures, to be asked of any day."""

    results: Sequence[Result]
    signed: Mapping[int, Sequence[SignOff]]

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Result]:
        return {(each.use_case, each.name): each for each in self.results}

    def facts(self, known: Facts, use_case: UseCaseLine, day: date) -> Facts:
        """Return the facts with those results alone whose window was over, approved by whom had signed by then."""
        finished = ((each, self._by_name[use_case.slug, each.name]) for each in known.finished)
        over = [(each, result) for each, result in finished if _is_over(result, day)]
        return replace(known, finished=tuple(self._approved(each, result, day) for each, result in over))

    def _approved(self, each: Finished, result: Result, day: date) -> Finished:
        signed = [one for one in self.signed.get(result.id, ()) if one.signed_on <= day]
        if not signed:
            return replace(each, approved_by={})
        return replace(each, approved_by=approvals.approved_by(signed, approvals.proof(self.results, result.slug)))


def _is_over(result: Result, day: date) -> bool:
    return result.window_ends_before is not None and result.window_ends_before <= day


def _stage(moves: Iterable[Move], day: date) -> Stage | None:
    """Return the stage on a day; None before the first one."""
    until = [move for move in moves if move.moved_on <= day]
    return Stage(until[-1].to_stage) if until else None


def _was_active(use_case: UseCaseLine, day: date) -> bool:
    """Say whether it was being worked on; at rest since nobody knows when counts as at rest all along."""
    if use_case.status == Status.ACTIVE.value:
        return True
    return use_case.status_since is not None and use_case.status_since > day


def _ends(calendar: FiscalCalendar, *, today: date) -> Iterable[tuple[Quarter, date]]:
    """Yield the last quarters with their last days, the oldest first; the present one with today."""
    found: list[tuple[Quarter, date]] = []
    day = today
    while len(found) < _QUARTERS:
        quarter = calendar.quarter_of(day)
        found.append((quarter, min(day, today)))
        day = calendar.period(quarter).starts - timedelta(days=1)
    return reversed(found)
