"""What a pilot promised: a target as people write it, and the effect it requires."""

import re
from dataclasses import dataclass
from enum import StrEnum

_SIZE = r"([-+−–]?)\s*(\d+(?:[.,]\d+)?)\s*"
_TO_VALUE = re.compile(rf"(?:to|auf|->|→|≤|≥|<=|>=|<|>)\s*{_SIZE}(%|percent|prozent)?", re.IGNORECASE)
_POINTS = re.compile(rf"{_SIZE}(%?\s*-?(?:points?|pts?|pp|p\.p\.|punkte?|prozentpunkte?))\.?", re.IGNORECASE)
_PERCENT = re.compile(rf"{_SIZE}(?:%|percent|prozent)", re.IGNORECASE)
_PLAIN = re.compile(rf"{_SIZE}\D*")


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
        return Target(TargetKind.RELATIVE if abs(text) < 1 else TargetKind.ABSOLUTE, float(text))
    words = text.strip()
    scale = 0.01 if is_fraction else 1.0
    if found := _TO_VALUE.match(words):
        return Target(TargetKind.TO_VALUE, _signed(found) * (0.01 if found[3] else scale))
    if found := _POINTS.fullmatch(words):
        return Target(TargetKind.ABSOLUTE, _signed(found) * scale)
    if found := _PERCENT.fullmatch(words):
        return Target(TargetKind.RELATIVE, _signed(found) * 0.01)
    if found := _PLAIN.fullmatch(words):
        return Target(TargetKind.ABSOLUTE, _signed(found) * scale)
    return None


def _signed(found: re.Match[str]) -> float:
    size = float(found[2].replace(",", "."))
    return -size if found[1] in {"-", "−", "–"} else size
