"""Where the portfolio stands and leaks: one answer for the page, put together from its parts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.stages import Stage, Status
from cxdash.reports import (
    funnel_ageing,
    funnel_board,
    funnel_claims,
    funnel_conversion,
    funnel_gates,
    funnel_moves,
    funnel_value,
    portfolio,
)
from cxdash.reports.funnel_ageing import Ageing, is_over
from cxdash.reports.funnel_board import Board, Lane
from cxdash.reports.funnel_claims import Claim
from cxdash.reports.funnel_conversion import Step
from cxdash.reports.funnel_moves import Flow
from cxdash.reports.funnel_value import StageValue
from cxdash.reports.portfolio import Entry
from cxdash.store import organisation, status_changes

NOT_MEASURED = "None"
GRADES = ("A", "B", "C", "D", NOT_MEASURED)


@dataclass(frozen=True)
class Conversion:
    """How use cases come on: by step, and by the cohort that entered a stage in one year or quarter.

    Attributes:
        says: the share that moved on from each stage, in a line.
        reached: per stage: ``stage``, ``reached`` of all ideas ever, ``share`` (fraction), ``label``, ``words``.
        claims: the same figures as others publish them, each beside this portfolio's own.
    """

    steps: tuple[Step, ...]
    says: str
    reached: pd.DataFrame
    by_year: pd.DataFrame
    by_quarter: pd.DataFrame
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Funnel:
    """The answers of the page; frames are made for charts and for taking away.

    Attributes:
        lanes: a lane for each stage, its active use cases with those in trouble first, then the longest there.
        resting: parked, stopped and retired ones.
        board: both, as the browser draws them.
        bottleneck: where the most wait too long; ``missing`` is what keeps most of these from passing their gate.
        stages: per stage and grade: ``stage``, ``label``, ``evidence``, ``use_cases``.
        evidence: how many have evidence, in a line.
        counts: per stage: ``stage`` and one column per status, ``measured`` with evidence A to D, their
            ``grades`` in words, and ``over_policy``.
        table: counts, evidence and money of each stage and of what rests, for people.
    """

    lanes: tuple[Lane, ...]
    resting: tuple[Entry, ...]
    board: Board
    headline: str
    bottleneck: str
    missing: str
    stages: pd.DataFrame
    evidence: str
    counts: pd.DataFrame
    table: pd.DataFrame
    value: StageValue
    conversion: Conversion
    ageing: Ageing
    flow: Flow

    @property
    def active(self) -> tuple[Entry, ...]:
        """Every active use case, stage by stage."""
        return tuple(entry for lane in self.lanes for entry in lane.entries)


def seen(
    session: Session,
    *,
    today: date,
    site: str | None = None,
    owner: str | None = None,
    metric: str | None = None,
    step: str | None = None,
) -> Funnel:
    """Return the funnel of every use case that fits the filters; without any, its frames are empty."""
    every = portfolio.entries(session, today=today)
    found = portfolio.narrowed(every, site=site, owner=owner, metric=metric, step=step)
    gates = funnel_gates.statuses(session, found, today=today)
    lanes, resting = funnel_board.lanes(found, gates), funnel_board.resting(found)
    active = [entry for lane in lanes for entry in lane.entries]
    narrowest = funnel_ageing.narrowest(active)
    calendar = organisation.calendar(session)
    value = funnel_value.by_stage(session, found, today=today)
    steps = funnel_conversion.steps(found)
    counts = _counts(found)
    return Funnel(
        lanes=lanes,
        resting=resting,
        board=funnel_board.board(lanes, resting, values=value.heads, gates=gates),
        headline=_headline(active),
        bottleneck=funnel_ageing.bottleneck(active, found, today=today),
        missing=funnel_gates.most_missing([entry for entry in active if entry.stage is narrowest], gates),
        stages=_by_grade(active),
        evidence=_evidence(active),
        counts=counts,
        table=_table(counts, value.table, resting=len(resting)),
        value=value,
        conversion=Conversion(
            steps=steps,
            says=funnel_conversion.moved_on(steps),
            reached=funnel_conversion.reached(found),
            by_year=funnel_conversion.by_year(found, today=today),
            by_quarter=funnel_conversion.by_quarter(found, calendar, today=today),
            claims=funnel_claims.beside(found, today=today),
        ),
        ageing=funnel_ageing.ageing(active),
        flow=funnel_moves.flow(found, status_changes.changes(session), calendar, today=today),
    )


def _headline(active: Sequence[Entry]) -> str:
    if not active:
        return "No use case is active."
    number = Counter(entry.stage for entry in active)
    parts = [
        count(number[Stage.IDEA], "is an idea", "are ideas"),
        f"{number[Stage.PILOT]} in pilot",
        f"{number[Stage.PROOF]} in proof",
        f"{number[Stage.SCALE]} at scale",
    ]
    evidence = sum(entry.best_grade is not None for entry in active)
    return (
        f"Of {count(len(active), 'active use case')}, {', '.join(parts[:-1])} and {parts[-1]}. "
        f"{count(evidence, 'has', 'have')} evidence of any grade."
    )


def _evidence(active: Sequence[Entry]) -> str:
    strong = sum(entry.best_grade in {"A", "B"} for entry in active)
    return f"{strong} of {count(len(active), 'active use case')} {'has' if strong == 1 else 'have'} evidence A or B"


def _by_grade(active: Sequence[Entry]) -> pd.DataFrame:
    found = Counter((entry.stage, entry.best_grade or NOT_MEASURED) for entry in active)
    there = Counter(entry.stage for entry in active)
    rows = [
        (stage.label, f"{stage.label}: {there[stage]}", grade, found[stage, grade])
        for stage in Stage
        for grade in GRADES
        if found[stage, grade]
    ]
    return pd.DataFrame(rows, columns=["stage", "label", "evidence", "use_cases"])


def _counts(found: Sequence[Entry]) -> pd.DataFrame:
    rows = []
    for stage in Stage:
        there = [entry for entry in found if entry.stage is stage]
        active = [entry for entry in there if entry.status is Status.ACTIVE]
        rows.append(
            {"stage": stage.label}
            | {status.value: sum(entry.status is status for entry in there) for status in Status}
            | {
                "measured": sum(entry.best_grade is not None for entry in active),
                "grades": funnel_board.grades_in_words(sorted(Counter(_grades(active)).items())),
                "over_policy": sum(map(is_over, active)),
            }
        )
    return pd.DataFrame(rows)


def _table(counts: pd.DataFrame, money: pd.DataFrame, *, resting: int) -> pd.DataFrame:
    """Put what is counted of the active ones before what they are worth; what rests has a row of its own."""
    names = {"active": "Use cases", "measured": "With evidence", "grades": "Grades", "over_policy": "Past the policy"}
    of_stages = counts[list(names)].rename(columns=names)
    of_rest = pd.DataFrame([{"Use cases": resting, "With evidence": None, "Grades": "", "Past the policy": None}])
    counted = pd.concat([of_stages.astype(object), of_rest.astype(object)], ignore_index=True)
    counted = counted.astype(dict.fromkeys(["With evidence", "Past the policy"], "Int64"))
    return pd.concat([money[["Stage"]], counted, money.drop(columns="Stage")], axis=1)


def _grades(active: Iterable[Entry]) -> list[str]:
    return [entry.best_grade for entry in active if entry.best_grade is not None]
