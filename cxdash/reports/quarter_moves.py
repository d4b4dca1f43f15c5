"""What moved in a quarter: stages entered, gates decided, and what became of what people committed to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.commitments import Outcome
from cxdash.domain.figures import count
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.periods import Period, Quarter
from cxdash.domain.stages import Stage
from cxdash.judging.pilot_results import day
from cxdash.reports import funnel_moves
from cxdash.reports.answer import Answer
from cxdash.reports.funnel_moves import Kind, Moved
from cxdash.reports.portfolio import Entry
from cxdash.reports.quarter_state import GATE, Item
from cxdash.store import commitments, gates, status_changes
from cxdash.store.gate_tables import GateReview
from cxdash.store.quarter_tables import Commitment

COLUMNS = ("move", "kind", "now", "before", "words", "names")
_NEW, _BACK, _REST, _RESUMED = "New idea", "Back a stage", "Parked, stopped or retired", "Taken up again"
_STEPS = tuple(f"{stage.label} → {stage.following.label}" for stage in Stage if stage.following)
_ALWAYS = (_NEW, *_STEPS)
_GROUPS = {Kind.NEW: _NEW, Kind.BACK: _BACK, Kind.REST: _REST, Kind.RESUMED: _RESUMED}
_OPEN = "nobody has said yet whether it was kept"


@dataclass(frozen=True)
class Moves:
    """What moved in a quarter.

    Attributes:
        drawn: a row per way to move, in ``COLUMNS``, beside the same in another quarter.
        moved: use cases, in the order of the days; new ideas are among them.
        decided: gates that were decided.
        promises: what people had committed to for the quarter, and what became of it.
        finding: the title of the chart over ``drawn``; empty where nothing moved in either quarter.
    """

    answer: Answer
    finding: str
    drawn: pd.DataFrame
    moved: tuple[Item, ...]
    decided: tuple[Item, ...]
    promises: tuple[Item, ...]


def moves(
    session: Session,
    entries: Sequence[Entry],
    *,
    quarter: Quarter,
    period: Period,
    beside: Period,
    beside_name: str,
    is_whole: bool,
) -> Moves:
    """Return what moved of these use cases in the period of a quarter, beside another period.

    Args:
        session: reads moves, gate decisions and commitments; their number does not matter.
        entries: the use cases.
        quarter: whose commitments are asked for.
        period: its days.
        beside: the days to compare with.
        beside_name: what people call them.
        is_whole: whether these are all use cases; then promises about archived ones count too.
    """
    every = sorted(
        funnel_moves.moves(entries, status_changes.changes(session)), key=lambda each: (each.day, each.title)
    )
    now, before = _within(every, period), _within(every, beside)
    titles = {entry.line.id: entry.line for entry in entries}
    decided = [
        each
        for each in gates.decided_between(session, period.starts, period.ends_before)
        if each.use_case_id in titles and each.decision is not None
    ]
    promises = [each for each in commitments.of_quarter(session, quarter) if is_whole or each.use_case_id in titles]
    return Moves(
        answer=_answer(now, decided, promises, before=f"{beside_name} had {count(len(before), 'move')}"),
        finding=_finding(now, before, beside_name),
        drawn=_drawn(now, before),
        moved=tuple(Item(each.title, f"{each.says} on {day(each.day)}", "use_cases", each.slug) for each in now),
        decided=tuple(
            Item(titles[each.use_case_id].title, _decision(each), "use_cases", titles[each.use_case_id].slug, GATE)
            for each in decided
        ),
        promises=tuple(Item(each.use_case.title, _promise(each), "use_cases", each.use_case.slug) for each in promises),
    )


def _within(found: Iterable[Moved], period: Period) -> list[Moved]:
    return [each for each in found if period.starts <= each.day < period.ends_before]


def _answer(
    now: Sequence[Moved], decided: Sequence[GateReview], promises: Sequence[Commitment], *, before: str
) -> Answer:
    if not decided and not promises:
        sentence = _stages(now, before)
    else:
        told = [_gates(decided)] if decided else []
        told += [_kept(promises)] if promises else []
        sentence = f"{'; '.join(told)}."
    return Answer(str(len(now)), "move in the funnel" if len(now) == 1 else "moves in the funnel", sentence)


def _stages(now: Sequence[Moved], before: str) -> str:
    """Say what moved, beside another quarter; the chart says it stage by stage."""
    by = Counter(each.kind for each in now)
    told = [f"{count(by[Kind.ON], 'use case')} reached a new stage, {count(by[Kind.NEW], 'new idea')} came in"]
    told += [f"{by[Kind.BACK]} went back"] if by[Kind.BACK] else []
    told += [f"{by[Kind.REST]} came to rest"] if by[Kind.REST] else []
    return f"{', '.join(told) if now else 'Nothing moved'}; {before}."


def _gates(decided: Sequence[GateReview]) -> str:
    said = Counter(Decision(each.decision) for each in decided if each.decision)
    words = ", ".join(f"{said[each]} {each.label.lower()}" for each in Decision if said[each])
    return f"{count(len(decided), 'gate was', 'gates were')} decided: {words}"


def _kept(promises: Sequence[Commitment]) -> str:
    said = Counter(Outcome(each.outcome) for each in promises)
    kept = f"{said[Outcome.KEPT]} of {count(len(promises), 'commitment')} kept"
    rest = [f"{said[each]} {each.value or 'still open'}" for each in Outcome if each is not Outcome.KEPT and said[each]]
    return ", ".join([kept, *rest])


def _drawn(now: Sequence[Moved], before: Sequence[Moved]) -> pd.DataFrame:
    of_now, of_before = _counted(now), _counted(before)
    extra = [each for each in (_BACK, _REST, _RESUMED) if of_now[each] or of_before[each]]
    odd = [each for each in {**of_now, **of_before} if each not in (*_ALWAYS, _BACK, _REST, _RESUMED)]
    rows = [
        (
            move,
            "away" if move in (_BACK, _REST) else "on",
            of_now[move],
            of_before[move],
            str(of_now[move]),
            ", ".join(each.title for each in now if _group(each) == move),
        )
        for move in (*_ALWAYS, *odd, *extra)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _counted(found: Iterable[Moved]) -> Mapping[str, int]:
    return Counter(map(_group, found))


def _group(each: Moved) -> str:
    """Return the row of a move; a step over a stage, as a register may tell it, has one of its own."""
    return _GROUPS.get(each.kind, each.move)


def _finding(now: Sequence[Moved], before: Sequence[Moved], beside_name: str) -> str:
    """Say where most went on; empty where nothing moved in either quarter."""
    if not now and not before:
        return ""
    steps = Counter(each.move for each in now if each.kind is Kind.ON)
    if not steps:
        went = sum(each.kind is Kind.ON for each in before)
        return f"No use case went on a stage; in {beside_name} {count(went, 'use case')} did"
    ((most, use_cases),) = steps.most_common(1)
    return f"{count(use_cases, 'use case')} went on {_in_words(most)}"


def _in_words(step: str) -> str:
    earlier, later = step.lower().split(" → ")
    return f"from {earlier} to {later}"


def _decision(review: GateReview) -> str:
    said = "Decided" if review.decision is None else Decision(review.decision).label
    when = "" if review.effective_on is None else f" on {day(review.effective_on)}"
    why = f": {review.rationale}" if review.rationale.strip() else ""
    return f"{said} at the gate to {review.to_stage}{when}{why}"


def _promise(each: Commitment) -> str:
    outcome = Outcome(each.outcome)
    became = outcome.value if outcome is not Outcome.OPEN else _OPEN
    note = f": {each.outcome_note}" if each.outcome_note.strip() else ""
    return f"{each.owner.name} committed to “{each.text.rstrip('.')}” – {became}{note}"
