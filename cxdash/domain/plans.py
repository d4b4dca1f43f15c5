"""What a measurement plan declares beside its dates: days out of the ordinary, days left out, and its versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from cxdash.domain.errors import RuleError

Content = Mapping[str, Any]
"""What a plan said, as it is stored: ``pilot``, ``occasions``, ``left_out`` and ``metrics``; empty where not kept."""


class OccasionKind(StrEnum):
    """Why days are out of the ordinary; the last three say how measuring itself changed on the first of them."""

    SEASON = "season"
    EVENT = "event"
    DEFINITION = "definition"
    SOURCE = "source"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self.value]


_LABELS = {
    "season": "season",
    "event": "event",
    "definition": "definition changed",
    "source": "source of the figures changed",
    "system": "measuring system changed",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """Days out of the ordinary; ``ends_before`` is the first day after them."""

    kind: OccasionKind
    starts: date
    ends_before: date
    note: str

    @property
    def words(self) -> str:
        """The occasion as people read it: ``season “Summer holidays” 1–14 Aug 2026``."""
        return f"{self.kind.label} “{self.note}” {days_between(self.starts, self.ends_before)}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Days whose figures do not count, and why; no metric means every metric."""

    starts: date
    ends_before: date
    reason: str
    metric: str = ""

    @property
    def words(self) -> str:
        """The days as people read them: ``1–7 Aug 2026 (server down)``."""
        return f"{days_between(self.starts, self.ends_before)} ({self.reason})"


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """What a locked plan said from a day on; number 1 is the lock itself."""

    number: int
    made_on: date
    by: str
    reason: str
    content: Content


def in_order(occasions: Iterable[Declared]) -> tuple[Declared, ...]:
    """Return occasions in order of time, so that equal lists compare equal."""
    return tuple(sorted(occasions, key=lambda each: (each.starts, each.ends_before, each.kind.value, each.note)))


def left_out_in_order(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Return days left out in order of time, so that equal lists compare equal."""
    return tuple(sorted(left_out, key=lambda each: (each.starts, each.ends_before, each.metric, each.reason)))


def days_between(starts: date, ends_before: date) -> str:
    """Write a stretch of days with its last one: ``1 Aug 2026``, ``1–14 Aug 2026``, ``28 Jul – 3 Aug 2026``."""
    last = ends_before - timedelta(days=1)
    if last <= starts:
        return f"{starts:%-d %b %Y}"
    if (starts.year, starts.month) == (last.year, last.month):
        return f"{starts:%-d}–{last:%-d %b %Y}"
    first = f"{starts:%-d %b}" if starts.year == last.year else f"{starts:%-d %b %Y}"
    return f"{first} – {last:%-d %b %Y}"


def check_occasions(occasions: Sequence[Declared]) -> None:
    """Raise RuleError for the first occasion that says nothing, ends before it starts or is declared twice."""
    for each in occasions:
        if not each.note.strip():
            raise RuleError(
                f"Say what is out of the ordinary from {each.starts:%-d %b %Y}, such as “Summer holidays”.",
                field="occasions",
            )
        if each.ends_before <= each.starts:
            raise RuleError(
                f"“{each.note}” ends before it starts on {each.starts:%-d %b %Y}. Correct one of the two days.",
                field="occasions",
            )
    twice = next((each for each in occasions if list(occasions).count(each) > 1), None)
    if twice is not None:
        raise RuleError(f"{_capital(twice.words)} is declared twice. Keep one.", field="occasions")


def check_left_out(left_out: Sequence[LeftOut]) -> None:
    """Raise RuleError for the first days left out without a reason, backwards or twice."""
    for each in left_out:
        if not each.reason.strip():
            raise RuleError(
                f"Say why {days_between(each.starts, each.ends_before)} is left out: figures go only with a reason.",
                field="left_out",
            )
        if each.ends_before <= each.starts:
            raise RuleError(
                f"The days left out from {each.starts:%-d %b %Y} end before they start. Correct one of the two days.",
                field="left_out",
            )
    twice = next((each for each in left_out if list(left_out).count(each) > 1), None)
    if twice is not None:
        raise RuleError(f"{twice.words} is left out twice. Keep one.", field="left_out")


def check_newly_left_out(left_out: Iterable[LeftOut], *, known_until: date | None) -> None:
    """Raise RuleError where days are to be left out for which no figures have come yet.

    Args:
        left_out: what is left out now and was not before.
        known_until: the first day after the newest figures; None where there are none.
    """
    for each in left_out:
        days = days_between(each.starts, each.ends_before)
        if known_until is None:
            raise RuleError(f"There are no figures yet, so {days} cannot be left out of them.", field="left_out")
        if each.ends_before > known_until:
            raise RuleError(
                f"The figures end on {known_until - timedelta(days=1):%-d %b %Y}, so {days} cannot be left out yet. "
                "Declare what is coming as an event instead.",
                field="left_out",
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
