"""Waivers: a criterion set aside for one use case, asked for by one person, approved by another, until a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from cxdash.domain.errors import RuleError
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.stages import Stage

if TYPE_CHECKING:
    from cxdash.domain.gates import Line


class WaiverState(StrEnum):
    """How a waiver stands on a day."""

    ASKED = "asked for"
    IN_FORCE = "in force"
    EXPIRED = "expired"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A criterion set aside; people by name.

    Attributes:
        to: the stage behind the gate it is a criterion of.
        criterion: its code.
        expires_on: the last day it is in force.
        approved_on: from which day it is in force; None until somebody else than who asked approves it.
        ended_on: from which day it is refused or taken back; None where it was not.
        id: its number in the store; 0 where it is not stored yet.
    """

    to: Stage
    criterion: str
    reason: str
    expires_on: date
    asked_on: date
    asked_by: str
    approved_on: date | None = None
    approved_by: str = ""
    ended_on: date | None = None
    ended_by: str = ""
    ended_why: str = ""
    id: int = 0

    def state(self, today: date) -> WaiverState:
        """Say how it stands on a day."""
        if self.ended_on is not None and self.ended_on <= today:
            return WaiverState.ENDED
        if self.expires_on < today:
            return WaiverState.EXPIRED
        if self.approved_on is not None and self.approved_on <= today:
            return WaiverState.IN_FORCE
        return WaiverState.ASKED

    @property
    def words(self) -> str:
        """Say who set the criterion aside, until when and why."""
        by = self.approved_by or "nobody yet"
        return f"Waived by {by} until {_day(self.expires_on)}: {self.reason}"

    @property
    def was_given(self) -> bool:
        """Whether somebody approved it, so that a gate may have been passed with it."""
        return self.approved_on is not None


@dataclass(frozen=True, slots=True)
class Reopened:
    """A gate passed with a waiver that is over, while the criterion is still not met."""

    to: Stage
    line: "Line"
    waiver: Waiver

    @property
    def words(self) -> str:
        """Say which gate is open again and why."""
        over = self.waiver.expires_on
        how = f"expired on {_day(over)}"
        if self.waiver.ended_on is not None and self.waiver.ended_on <= over:
            how = f"was taken back on {_day(self.waiver.ended_on)}"
        criterion = self.line.sentence.rstrip(".")
        return (
            f"The gate to {self.to.value} is open again: the waiver of “{criterion}” {how}, and it is still not met "
            f"({self.line.figure})."
        )


def in_force(waivers: Iterable[Waiver], *, to: Stage, criterion: str, today: date) -> Waiver | None:
    """Return the waiver of a criterion that is in force on a day, the one that lasts longest; None where none is."""
    found = (
        each
        for each in waivers
        if each.to is to and each.criterion == criterion and each.state(today) is WaiverState.IN_FORCE
    )
    return max(found, key=lambda each: each.expires_on, default=None)


def check_waiver(waiver: Waiver, *, criteria: Collection[str], policy: GatePolicy, today: date) -> None:
    """Raise RuleError for the first thing that keeps a waiver from being asked for.

    Any criterion of a gate may be waived, whether it blocks or only advises; a metric's class is no criterion, and no
    waiver lets a metric have a role that its class forbids.

    Args:
        waiver: as it is asked for.
        criteria: the codes of the gate's criteria.
        policy: says how far ahead it may expire.
        today: the day it is asked for.
    """
    if waiver.criterion not in criteria:
        raise RuleError(
            f"The gate to {waiver.to.value} has no such criterion. Choose one of its checklist.", field="criterion"
        )
    if not waiver.reason.strip():
        raise RuleError("Say why the criterion may be set aside.", field="reason")
    check_expiry(waiver.expires_on, policy=policy, today=today)


def check_expiry(expires_on: date, *, policy: GatePolicy, today: date) -> None:
    """Raise RuleError where a waiver would not expire after today, or later than the policy allows."""
    latest = today + timedelta(days=policy.longest_waiver_days)
    if expires_on <= today:
        raise RuleError(
            f"A waiver expires on a day to come; {_day(expires_on)} is none. Choose one until {_day(latest)}.",
            field="expires_on",
        )
    if expires_on > latest:
        raise RuleError(
            f"The gate policy lets a waiver last {policy.longest_waiver_days} days: until {_day(latest)}, not "
            f"{_day(expires_on)}.",
            field="expires_on",
        )


def check_approval(waiver: Waiver, *, asked_by: int, approver: int, today: date) -> None:
    """Raise RuleError where a waiver cannot be approved: by who asked for it, twice, or once it is over.

    Args:
        waiver: as it is stored.
        asked_by: the number of the person who asked.
        approver: the number of the person who would approve.
        today: the day of the approval.
    """
    state = waiver.state(today)
    if state in {WaiverState.ENDED, WaiverState.EXPIRED}:
        raise RuleError(f"This waiver has {state.value}. Ask for a new one.")
    if waiver.approved_on is not None:
        raise RuleError(f"{waiver.approved_by} approved this waiver on {_day(waiver.approved_on)} already.")
    if asked_by == approver:
        raise RuleError(
            f"{waiver.asked_by} asked for this waiver, so somebody else has to approve it.", field="approver"
        )


def reopened(
    to: Stage, lines: Sequence["Line"], waivers: Iterable[Waiver], *, entered: date | None, today: date
) -> tuple[Reopened, ...]:
    """Return what opens a gate again that was passed with waivers: those that are over while nothing else mended it.

    Args:
        to: the stage that was entered through the gate.
        lines: the gate's criteria as they stand today.
        waivers: the use case's.
        entered: the day the stage was entered; a waiver that was over before it played no part, one that was taken
            back on that day may have. None where not known.
        today: the day of the question.
    """
    given = [each for each in waivers if each.to is to and each.was_given and _played_a_part(each, entered)]
    over = {WaiverState.EXPIRED, WaiverState.ENDED}
    newest: dict[str, Waiver] = {}
    for each in sorted(given, key=_last_day):
        if each.state(today) in over:
            newest[each.criterion] = each
    return tuple(Reopened(to, line, newest[line.code]) for line in lines if line.blocks and line.code in newest)


def _played_a_part(waiver: Waiver, entered: date | None) -> bool:
    return entered is None or _last_day(waiver) >= entered


def _last_day(waiver: Waiver) -> date:
    if waiver.ended_on is None:
        return waiver.expires_on
    return min(waiver.expires_on, waiver.ended_on)


def _day(when: date) -> str:
    return f"{when.day} {when:%b %Y}"
