"""What waits for people: gates, verdicts, money and proofs to stand by, what is due, and windows about to end."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from cxdash.domain.figures import count, listed
from cxdash.domain.people import Person
from cxdash.domain.waiting import Kind
from cxdash.domain.waiting import Waiting as Asked
from cxdash.effects.verdict import Recommendation
from cxdash.judging.pilot_results import day
from cxdash.reports.answer import Answer
from cxdash.reports.quarter_state import Item, Waiting

COLUMNS = ("what", "things", "overdue", "words")
_GATES, _VERDICTS, _MONEY, _PROOFS, _DUE, _ENDING = (
    "Gates to vote on and decide",
    "Verdicts ready",
    "Money to attest",
    "Proofs to approve",
    "Conditions and actions due",
    "Windows ending within 30 days",
)
_OF: Mapping[Kind, str] = {
    Kind.REOPENED: _GATES,
    Kind.SECOND: _GATES,
    Kind.DECIDE: _GATES,
    Kind.VOTE: _GATES,
    Kind.WAIVER: _GATES,
    Kind.ATTEST: _MONEY,
    Kind.APPROVE: _PROOFS,
    Kind.CONDITION: _DUE,
    Kind.ACTION: _DUE,
    Kind.GAP: _DUE,
}
"""By what is asked for. Who has to sign, verify or answer sees it among what waits for them; figures that do not arrive
are what is stuck."""
_ORDER = (_GATES, _VERDICTS, _MONEY, _PROOFS, _DUE, _ENDING)
_COUNTED = {
    _GATES: ("step at gates", "steps at gates"),
    _VERDICTS: ("verdict ready", "verdicts ready"),
    _MONEY: ("amount of money to attest", "amounts of money to attest"),
    _PROOFS: ("proof to approve", "proofs to approve"),
    _DUE: ("condition or action due", "conditions and actions due"),
    _ENDING: ("window ending within 30 days", "windows ending within 30 days"),
}
_ADVICE = {
    Recommendation.STOP: "to stop",
    Recommendation.FUND: "to fund as proof point",
    Recommendation.DISCUSS: "to discuss",
    Recommendation.EXTEND: "to extend",
}
_NAMED = 3
_TOLD = 2
"""How many kinds are said in words; the chart says the rest."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one sort that wait, the first due first; ``overdue`` of them should be done by now.

    ``detail`` says what they come to; empty where the number says it.
    """

    name: str
    items: tuple[Item, ...]
    overdue: int = 0
    detail: str = ""


@dataclass(frozen=True)
class Needs:
    """What waits for anybody.

    Attributes:
        groups: by what is asked for, the most pressing first.
        drawn: how many things of each sort wait and are overdue, in ``COLUMNS``.
        finding: the title of the chart over ``drawn``; empty where nothing waits.
    """

    answer: Answer
    finding: str
    drawn: pd.DataFrame
    groups: tuple[Group, ...]


def needs(
    asked: Iterable[Asked],
    waiting: Waiting,
    everybody: Collection[Person],
    *,
    today: date,
    use_cases: Collection[str] | None = None,
) -> Needs:
    """Return what waits for anybody, each thing once, whoever may do it.

    Args:
        asked: of people, by gates and by what they own.
        waiting: verdicts and windows of the pilots in question.
        everybody: people by id and name.
        today: the day of the question.
        use_cases: only what is about these (slugs); None for all.
    """
    once = _once(each for each in asked if use_cases is None or each.use_case in use_cases)
    names = {each.id: each.name for each in everybody}
    items: dict[str, list[Item]] = defaultdict(list)
    late: dict[str, int] = defaultdict(int)
    for first, people in once:
        name = _OF[first.kind]
        items[name].append(_item(first, [names[each] for each in people if each in names]))
        late[name] += first.is_overdue(today)
    items[_VERDICTS] = [each.item for each in waiting.decisions]
    items[_ENDING] = list(waiting.ending)
    detail = {_VERDICTS: _advice(waiting)}
    groups = tuple(Group(name, tuple(items[name]), late[name], detail.get(name, "")) for name in _ORDER if items[name])
    finding = _finding([each for each, _ in once], today=today) if groups else ""
    return Needs(_answer(groups), finding, _drawn(groups), groups)


def _advice(waiting: Waiting) -> str:
    by = waiting.by_advice
    return ", ".join(f"{by[advice]}\u00a0{words}" for advice, words in _ADVICE.items() if by[advice])


def _once(asked: Iterable[Asked]) -> list[tuple[Asked, tuple[int, ...]]]:
    """Return each thing with everybody who is asked for it, the first due first."""
    people: dict[Asked, list[int]] = defaultdict(list)
    for each in sorted((each for each in asked if each.kind in _OF), key=Asked.order):
        people[replace(each, person_id=0, why="")].append(each.person_id)
    return [(each, tuple(dict.fromkeys(ids))) for each, ids in people.items()]


def _item(asked: Asked, names: Sequence[str]) -> Item:
    whom = f" ({listed(names)})" if 0 < len(names) <= _NAMED else f" ({len(names)} people may)" if names else ""
    when = "" if asked.due is None else f", due {day(asked.due)}"
    page, slug = ("use_cases", asked.use_case) if asked.use_case else ("metrics", asked.metric)
    return Item(asked.title, f"{asked.sentence}{whom}{when}", page, slug, asked.view)


def _drawn(groups: Sequence[Group]) -> pd.DataFrame:
    rows = [(group.name, len(group.items), group.overdue, _words(group)) for group in groups]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _words(group: Group) -> str:
    return f"{len(group.items)}, {group.overdue} overdue" if group.overdue else str(len(group.items))


def _finding(asked: Sequence[Asked], *, today: date) -> str:
    """Say how much is overdue since when, or else what is due next."""
    due = [(each.due, each.title) for each in asked if each.due is not None]
    late = [when for when, _ in due if when < today]
    if late:
        since = day(min(late))
        return (
            f"1 thing is overdue since {since}" if len(late) == 1 else f"{len(late)} overdue, the first since {since}"
        )
    if not due:
        return "Nothing is overdue"
    when, title = min(due)
    return f"Nothing is overdue; next is {title}, due {day(when)}"


def _answer(groups: Sequence[Group]) -> Answer:
    things = sum(len(group.items) for group in groups)
    told = [_said(group) for group in groups]
    unit = "thing waits for somebody" if things == 1 else "things wait for somebody"
    if more := sum(len(group.items) for group in groups[_TOLD:]):
        told = [*told[:_TOLD], f"{more} more"]
    return Answer(str(things), unit, f"{'; '.join(told)}." if told else "Nothing waits for anybody.")


def _said(group: Group) -> str:
    return count(len(group.items), *_COUNTED[group.name]) + (f" ({group.detail})" if group.detail else "")
