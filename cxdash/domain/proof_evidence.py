"""The evidence of a proof point: what a finished pilot showed, frozen, and whether that is enough to be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Self

from cxdash.domain.errors import RuleError

PROVEN = frozenset({"Target met", "Better, target not shown"})
"""The verdicts that may be told."""
_BETTER = "Better, target not shown"
_TOLD_GRADES = ("A", "B", "C")
_PASSABLE = "C"
"""The grade that is told without a comparison group only where an executive accepts that."""
_RED = "red"
_UNSURE = frozenset({"amber", "not measured"})
_DIGITS = 6
"""Significant digits that are kept: a figure computed again on another machine may differ in the last of sixteen."""
_YEAR = 360


@dataclass(frozen=True, slots=True)
class Light:
    """A guardrail as it stood: its name, its light, and what it showed."""

    name: str
    status: str
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a pilot showed on one primary metric, as it is frozen in a proof point.

    Effects are positive where the metric improved: fractions of the baseline where ``relative``, else metric units.

    Attributes:
        sentence: what is said of the result, with interval and grade.
        change: the effect with its interval as the metric moved, in a few words: ``−19 % (−30 to −7)``.
        summary: the grade in one line, with design and number of periods.
        lower_is_better: turns an improvement into the way the metric moves.
        is_fraction: whether levels are shares of 1.
        before: mean of the baseline's periods; ``after`` is that of the window, both in metric units.
        comparison: what the pilot was compared with; "" where there was nothing.
        accepted_by: the executive who accepts that there was nothing to compare with.
        money: net value over the horizon that is exceeded nine, five and one times in ten, in currency; empty where
            there is none.
        money_words: the same for people, or why there is none.
        checksum: of the inputs and the method that the result follows from.
    """

    pilot: str
    metric: str
    sentence: str
    change: str
    verdict: str
    grade: str
    summary: str
    checksum: str
    goes_live: date
    window_days: int
    is_finished: bool = True
    site: str = ""
    segment: str = ""
    client: str = ""
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    required: float | None = None
    relative: bool = True
    is_fraction: bool = False
    lower_is_better: bool = False
    before: float | None = None
    after: float | None = None
    n_baseline: int = 0
    n_pilot: int = 0
    grain: str = "week"
    comparison: str = ""
    accepted_by: str = ""
    downgrades: tuple[str, ...] = ()
    guardrails: tuple[Light, ...] = ()
    alarms: tuple[str, ...] = ()
    money: tuple[float, ...] = ()
    money_words: str = ""

    @property
    def ends_before(self) -> date:
        """The first day after the window."""
        return self.goes_live + timedelta(days=self.window_days)

    @property
    def red(self) -> tuple[str, ...]:
        """The names of guardrails that are red."""
        return tuple(each.name for each in self.guardrails if each.status == _RED)

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold; ``from_json`` returns an equal evidence."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild what ``to_json`` returned; what a newer cxdash wrote and this one does not know is left out."""
        known = {each.name: stored[each.name] for each in fields(cls) if each.name in stored}
        return cls(
            **known
            | {
                "goes_live": date.fromisoformat(known["goes_live"]),
                "guardrails": tuple(Light(**each) for each in known.get("guardrails", ())),
                **{name: tuple(known.get(name, ())) for name in ("downgrades", "alarms", "money")},
            }
        )


def frozen(evidence: Evidence) -> Evidence:
    """Return evidence as it is read back once it was stored, so that both sides of a comparison are written alike."""
    return Evidence.from_json(evidence.to_json())


def problems(evidence: Evidence) -> tuple[str, ...]:
    """Say what keeps a pilot from being told as a proof point, a sentence each; none where nothing does."""
    return tuple(_problems(evidence))


def check_provable(evidence: Evidence) -> None:
    """Raise RuleError with the first reason why a pilot proves nothing that may be told."""
    for problem in _problems(evidence):
        raise RuleError(problem)


def repeats(verdict: str, *, site: str, first: str) -> bool:
    """Say whether a finished pilot at a site repeats a result of the first one: elsewhere, target met or better.

    Where one of them names no site, nobody can say that it is another one.
    """
    return verdict in PROVEN and bool(site) and bool(first) and site != first


def proposed_limits(evidence: Evidence, *, is_repeated: bool = False) -> tuple[str, ...]:
    """Return what the evidence itself does not say, a sentence each, the most important first.

    Args:
        evidence: as it is frozen.
        is_repeated: whether another site shows the same.
    """
    return tuple(_limits(evidence, is_repeated=is_repeated))


def _problems(evidence: Evidence) -> Iterator[str]:
    if not evidence.is_finished:
        yield f"{evidence.pilot} has not finished: wait for the last figures of its window."
        return
    if evidence.alarms:
        yield f"{evidence.pilot} is masked: {evidence.alarms[0].rstrip('.')}. Find out why before anybody tells of it."
    if evidence.red:
        yield f"{' and '.join(evidence.red)} got worse in {evidence.pilot}: its guardrail is red. That is no proof."
    elif evidence.verdict not in PROVEN:
        yield (
            f"{evidence.pilot} reads “{evidence.verdict}” on {evidence.metric}. "
            "Only “Target met” and “Better, target not shown” may be told."
        )
    if evidence.grade not in _TOLD_GRADES:
        yield f"The evidence of {evidence.pilot} has grade {evidence.grade}. Only grades A, B and C may be told."
    elif evidence.grade == _PASSABLE and not evidence.comparison and not evidence.accepted_by:
        yield (
            f"{evidence.pilot} had no comparison group, and its evidence has grade {evidence.grade}. Name the "
            "executive who accepts that there is no comparison group, in the pilot's plan under Pilots of its use case."
        )
    if evidence.effect is None or evidence.low is None:
        yield f"The effect of {evidence.pilot} has no interval, so nobody can say how sure it is."


def _limits(evidence: Evidence, *, is_repeated: bool) -> Iterator[str]:
    if evidence.verdict == _BETTER:
        yield "It got better; that the target was met is not shown."
    if not evidence.comparison:
        accepted = f", which {evidence.accepted_by} accepts" if evidence.accepted_by else ""
        yield f"There was no comparison group{accepted}: something else may have changed at the same time."
    yield from evidence.downgrades
    yield f"Measured from {_day(evidence.goes_live)} over {evidence.window_days} days; nothing is said of later."
    if evidence.window_days < _YEAR:
        yield "Less than a year was measured, so a season may play a part."
    where = [f"at {evidence.site}" if evidence.site else "", f"for {evidence.segment}" if evidence.segment else ""]
    if any(where):
        yield f"It was measured {' '.join(each for each in where if each)}; elsewhere it may turn out otherwise."
    if not is_repeated:
        yield "A single result: no other site shows it yet."
    unsure = [each.name for each in evidence.guardrails if each.status in _UNSURE]
    if unsure:
        yield f"Not shown to be safe: {', '.join(unsure)}."


def _plain(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Light):
        return {"name": value.name, "status": value.status, "sentence": value.sentence}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
