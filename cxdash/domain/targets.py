"""What a pilot promised: a target as people write it, and the effect it requires."""

import re
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.errors import RuleError

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_SIZE = rf"([-+−–]?)\s*[£$€]?\s*({_NUMBER})\s*"
_TO_VALUE = re.compile(rf"(?:to|auf|->|→|≤|≥|<=|>=|<|>)\s*{_SIZE}(%|percent|prozent)?", re.IGNORECASE)
_POINTS = re.compile(rf"{_SIZE}(%?\s*-?(?:points?|pts?|pp|p\.p\.|punkte?|prozentpunkte?))\.?", re.IGNORECASE)
_PERCENT = re.compile(rf"{_SIZE}(?:%|percent|prozent)", re.IGNORECASE)
_BARE = re.compile(_SIZE)
_IN_UNITS = re.compile(rf"{_SIZE}[^\d\s%].*")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


class TargetKind(StrEnum):
    """How the size of a target is to be read."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"
    TO_VALUE = "to_value"


@dataclass(frozen=True, slots=True)
class Target:
    """A declared change: a signed fraction of the baseline, a signed change in metric units, or a value to reach."""

    kind: TargetKind
    size: float

    def required_change(self, baseline: float | None) -> float | None:
        """Return the signed change wanted: a fraction of the baseline where the target is relative, else metric units.

        None when a value is to be reached and the baseline is not known.
        """
        if self.kind is not TargetKind.TO_VALUE:
            return self.size
        return None if baseline is None else self.size - baseline


def parse_target(text: str | float, *, is_fraction: bool) -> Target | None:
    """Read ``−30 %``, ``−6 points``, ``to 12 %``, ``-20 secs`` or a bare number; None when there is no size in it.

    Args:
        text: the cell as read; a bare number between −1 and 1 is a relative change, any other an absolute one.
        is_fraction: whether the metric is a share, so that points and values to reach are percentages.
    """
    if isinstance(text, int | float):
        return _bare(float(text), is_fraction=is_fraction)
    words = text.strip()
    scale = 0.01 if is_fraction else 1.0
    if found := _TO_VALUE.match(words):
        size = _signed(found)
        is_percent = found[3] or (is_fraction and abs(size) >= 1)
        return Target(TargetKind.TO_VALUE, size * (0.01 if is_percent else 1.0))
    if found := _PERCENT.fullmatch(words):
        return Target(TargetKind.RELATIVE, _signed(found) * 0.01)
    if found := _BARE.fullmatch(words):
        return _bare(_signed(found), is_fraction=is_fraction)
    if found := _POINTS.fullmatch(words) or _IN_UNITS.fullmatch(words):
        return Target(TargetKind.ABSOLUTE, _signed(found) * scale)
    return None


def target_wanted(text: str, *, is_fraction: bool) -> Target | None:
    """Return the target that somebody typed, None where they typed none; RuleError for what is no target."""
    if not text.strip():
        return None
    target = parse_target(text, is_fraction=is_fraction)
    if target is None:
        raise RuleError(
            f"“{text}” is no target. Write a change such as −30 % or −6 points, or a value such as to 12 %.",
            field="target",
        )
    return target


def written(target: Target, *, is_fraction: bool, unit: str) -> str:
    """Write a target as ``parse_target`` reads it: ``−30 %``, ``−6 points``, ``to 300 seconds``."""
    in_percent = is_fraction or target.kind is TargetKind.RELATIVE
    size = f"{abs(target.size) * (100 if in_percent else 1):.10g}"
    sign = "−" if target.size < 0 else "" if target.kind is TargetKind.TO_VALUE else "+"
    if target.kind is TargetKind.RELATIVE:
        return f"{sign}{size} %"
    if target.kind is TargetKind.TO_VALUE:
        return f"to {sign}{size} {unit}"
    return f"{sign}{size} {'points' if is_fraction else unit}"


def _bare(size: float, *, is_fraction: bool) -> Target:
    if abs(size) < 1:
        return Target(TargetKind.RELATIVE, size)
    return Target(TargetKind.ABSOLUTE, size * (0.01 if is_fraction else 1.0))


def _signed(found: re.Match[str]) -> float:
    text = found[2]
    in_thousands = _THOUSANDS.fullmatch(text) is not None
    size = float(text.replace(",", "") if in_thousands else text.replace(",", "."))
    return -size if found[1] in {"-", "−", "–"} else size
