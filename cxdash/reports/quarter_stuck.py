"""What is stuck today: alarms, harm, gates open again, conditions overdue, traps, and figures that stopped coming."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxdash.domain.figures import Figures, count, listed
from cxdash.domain.stages import Status
from cxdash.domain.traps import Trap
from cxdash.judging.pilot_results import Result
from cxdash.reports.answer import Answer
from cxdash.reports.masked_words import every_in_money, in_money
from cxdash.reports.portfolio import Entry
from cxdash.reports.quarter_gates import AtGates
from cxdash.reports.quarter_state import GATE, Item

COLUMNS = ("reason", "kind", "use_cases", "words", "names")
_MASKED, _HARMED, _REOPENED, _OVERDUE, _SILENT = (
    "Containment masks what customers met",
    "Guardrail harmed",
    "Gate open again: waiver over",
    "Condition overdue",
    "Figures stopped coming",
)
_TRAPS = {trap: trap.label for trap in Trap} | {Trap.PILOT_TRAP: "Over 24 months since the idea"}
_ORDER = (_MASKED, _HARMED, _REOPENED, _OVERDUE, *_TRAPS.values(), _SILENT)
_ALARMS = (_MASKED, _HARMED)
_TOLD = 3
"""How much is said of what is stuck, the gravest first; the chart says the rest."""


@dataclass(frozen=True)
class Stuck:
    """What is stuck.

    Attributes:
        alarms: what must be known before any figure is read, each with the pilot that raised it.
        items: use cases with every reason, those with an alarm first.
        drawn: how many use cases each reason holds, in ``COLUMNS``.
        finding: the title of the chart over ``drawn``; empty where nothing is stuck.
    """

    answer: Answer
    finding: str
    drawn: pd.DataFrame
    alarms: tuple[Item, ...]
    items: tuple[Item, ...]


_Reasons = Mapping[str, Sequence[tuple[str, str]]]
"""Of each use case by slug: pairs of a reason's name and the sentence that tells it."""


def stuck(
    entries: Sequence[Entry], results: Sequence[Result], gates: AtGates, silent: Sequence[Item], figures: Figures
) -> Stuck:
    """Return what holds the active ones among these use cases.

    Args:
        entries: the use cases.
        results: their pilots.
        gates: what waits or went wrong at gates.
        silent: pilots whose figures stopped coming.
        figures: how money is written.
    """
    active = {entry.line.slug: entry for entry in entries if entry.status is Status.ACTIVE}
    reasons = _reasons(active, results, gates, silent, figures)
    held = {slug: found for slug, found in reasons.items() if slug in active}
    titles = _titles({active[slug].line.title: found for slug, found in held.items()})
    return Stuck(
        answer=_answer(held, results, gates, silent),
        finding=_finding(titles, len(held)),
        drawn=_drawn(titles),
        alarms=_alarms(results, figures),
        items=tuple(
            _item(active[slug], held[slug])
            for slug in sorted(held, key=lambda slug: _urgency(active[slug].line.title, held[slug]))
        ),
    )


def _reasons(
    active: Mapping[str, Entry], results: Sequence[Result], gates: AtGates, silent: Sequence[Item], figures: Figures
) -> _Reasons:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for slug, entry in active.items():
        found[slug] += [(_MASKED, in_money(alarm, figures)) for alarm in entry.alarms]
    for each in results:
        if each.harmed and each.status is Status.ACTIVE:
            found[each.use_case].append((_HARMED, f"{each.name}: {listed(each.harmed)} got worse."))
    for name, told in ((_REOPENED, gates.reopened), (_OVERDUE, gates.overdue)):
        for slug, sentences in told.items():
            found[slug] += [(name, sentence) for sentence in sentences]
    for slug, entry in active.items():
        found[slug] += [(_TRAPS[flag.trap], f"{flag.trap.label}: {_lower(flag.evidence)}") for flag in entry.flags]
    use_case_of = {each.slug: each.use_case for each in results}
    for item in silent:
        found[use_case_of.get(item.slug, "")].append((_SILENT, f"{item.name}: {item.says}."))
    return {slug: told for slug, told in found.items() if told}


def _alarms(results: Sequence[Result], figures: Figures) -> tuple[Item, ...]:
    found = {each.slug: each for each in results if each.alarms}
    return tuple(
        Item(each.name, " ".join(every_in_money(each.alarms, figures)), "compare", slug) for slug, each in found.items()
    )


def _urgency(title: str, found: Sequence[tuple[str, str]]) -> tuple[int, int, int, str]:
    names = Counter(name for name, _ in found)
    return -names[_MASKED] - names[_HARMED], -names[_REOPENED] - names[_OVERDUE], -len(found), title


def _item(entry: Entry, found: Sequence[tuple[str, str]]) -> Item:
    names = {name for name, _ in found}
    view = GATE if names & {_REOPENED, _OVERDUE} and not names & {*_ALARMS} else ""
    return Item(entry.line.title, " ".join(sentence for _, sentence in found), "use_cases", entry.line.slug, view)


def _titles(held: _Reasons) -> dict[str, list[str]]:
    """Return which use cases each reason holds, by title."""
    found = {
        reason: sorted(title for title, told in held.items() if any(name == reason for name, _ in told))
        for reason in _ORDER
    }
    return {reason: titles for reason, titles in found.items() if titles}


def _drawn(titles: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    rows = [
        (reason, "alarm" if reason in _ALARMS else "held", len(names), str(len(names)), ", ".join(names))
        for reason, names in titles.items()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _finding(titles: Mapping[str, Sequence[str]], use_cases: int) -> str:
    if not titles:
        return ""
    most = max(titles, key=lambda reason: len(titles[reason]))
    return f"Most often {_lower(most)}: {len(titles[most])} of {use_cases}"


def _answer(held: _Reasons, results: Sequence[Result], gates: AtGates, silent: Sequence[Item]) -> Answer:
    alarms = len({each.id for each in results if each.alarms})
    harmed = len({each.id for each in results if each.harmed and each.status is Status.ACTIVE})
    trapped = sum(any(name in _TRAPS.values() for name, _ in found) for found in held.values())
    told = [count(alarms, "masking alarm")] if alarms else []
    told += [f"{count(harmed, 'pilot')} with a guardrail harmed"] if harmed else []
    told += [f"{count(len(gates.reopened), 'gate')} open again as a waiver is over"] if gates.reopened else []
    overdue = sum(map(len, gates.overdue.values()))
    told += [count(overdue, "overdue condition")] if overdue else []
    told += [f"{count(len(silent), 'pilot')} without fresh figures"] if silent else []
    told += [f"{count(trapped, 'use case')} in a trap"] if trapped else []
    sentence = f"{'; '.join(told[:_TOLD])}." if told else "No use case is in a pilot trap, and no guardrail is harmed."
    return Answer(str(len(held)), "use case is stuck" if len(held) == 1 else "use cases are stuck", sentence)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
