"""Commitments for a quarter: what is promised of a use case, what that rests on, and whether it was kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

from cxdash.domain.errors import RuleError
from cxdash.domain.people import Person, Role

LONGEST_TEXT = 400
_MANAGERS = frozenset({Role.PROGRAM_MANAGER, Role.ADMIN})


class Outcome(StrEnum):
    """What became of a commitment; the empty one is open."""

    OPEN = ""
    KEPT = "kept"
    MISSED = "missed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize() or "Open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a choice rested on when it was made; money in currency for the quarter, None where nobody could say.

    Attributes:
        expected: what it was expected to bring newly, with its range.
        level: of the weakest needed dimension of readiness, 0 to 4.
        evidence: share of the potential that the evidence left, 0 to 1; ``grade`` is the letter, "" without one.
        cost: what it was to take.
        budget: what all picks together were to take; None without a limit.
    """

    expected: float | None = None
    low: float | None = None
    high: float | None = None
    level: int | None = None
    evidence: float | None = None
    grade: str = ""
    cost: float | None = None
    budget: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild what ``to_json`` returned; further keys are left alone."""
        return cls(**{each.name: stored[each.name] for each in fields(cls) if each.name in stored})


@dataclass(frozen=True, slots=True)
class CommitmentValues:
    """What of a commitment may be edited before its quarter begins: its words, and who answers for it (a slug)."""

    text: str
    owner: str


def check_text(text: str) -> None:
    """Raise RuleError where a commitment says nothing, or more than anybody reads."""
    if not any(letter.isalpha() for letter in text):
        raise RuleError("Say what will be different at the end of the quarter, in one sentence.", field="text")
    if len(text) > LONGEST_TEXT:
        raise RuleError(f"The commitment has {len(text)} characters. Shorten it to {LONGEST_TEXT}.", field="text")


def may_judge(person: Person, *, owner_id: int, made_by_id: int) -> bool:
    """Say whether somebody may say what became of a commitment: who answers for it, made it, or runs the program."""
    return person.id in (owner_id, made_by_id) or bool(person.roles & _MANAGERS)


def check_outcome(outcome: Outcome, *, note: str, starts: date, ends_before: date, today: date) -> None:
    """Raise RuleError unless this may be said of a commitment today.

    Args:
        outcome: what is said.
        note: what shows it.
        starts: the quarter's first day; before it nothing can have been kept.
        ends_before: the first day after it; only then it can have been missed.
        today: the day it is said.
    """
    if outcome is Outcome.OPEN:
        raise RuleError("Say whether it was kept, missed or dropped.", field="outcome")
    if outcome is Outcome.KEPT and today < starts:
        raise RuleError(f"The quarter begins on {starts:%-d %b %Y}; nothing is kept before.", field="outcome")
    if outcome is Outcome.MISSED and today < ends_before:
        message = f"It can still be kept: the quarter ends before {ends_before:%-d %b %Y}. To give it up, drop it."
        raise RuleError(message, field="outcome")
    if not note.strip():
        raise RuleError("Say what shows it: a figure, a link, or who saw it.", field="note")
