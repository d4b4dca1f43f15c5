"""The score of an operating model on earlier days: a level is told only where what nobody knows could not change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from cxdash.domain.disciplines import RULES, Asked, Part
from cxdash.domain.mastery import Score, level
from cxdash.domain.practices import Practice


@dataclass(frozen=True, slots=True)
class Earlier:
    """How an active use case was run on an earlier day.

    Attributes:
        known: what is known of it; what nobody knows stands there as well as it could have been.
        unsure: the parts that rest on what nobody knows: a rule that is kept there may have been broken all the same,
            one that is broken was broken.
    """

    known: Practice
    unsure: frozenset[Part] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class EarlierMark:
    """One part on an earlier day: how many of those asked kept its rule, and of how many nobody knows."""

    part: Part
    met: int
    unknown: int
    of: int

    @property
    def lowest(self) -> int:
        """The level if none of the unknown kept the rule."""
        return level(self.met, self.of)

    @property
    def highest(self) -> int:
        """The level if all of the unknown kept it."""
        return level(self.met + self.unknown, self.of)

    @property
    def level(self) -> int | None:
        """The level; None where it depends on what nobody knows."""
        return self.lowest if self.lowest == self.highest else None

    @property
    def words(self) -> str:
        """The figures: ``4 of 9 use cases beyond the idea, 2 not known``."""
        asked = RULES[self.part].asked.value
        if not self.of:
            return f"no {asked} yet"
        said = f"{self.met} of {self.of} {asked}"
        return f"{said}, {self.unknown} not known" if self.unknown else said


@dataclass(frozen=True, slots=True)
class EarlierScore:
    """The nine parts on an earlier day, in their order."""

    marks: tuple[EarlierMark, ...]

    @classmethod
    def of_today(cls, score: Score) -> Self:
        """Return the score of today, of which everything is known."""
        return cls(tuple(EarlierMark(each.part, each.met, 0, each.of) for each in score.marks))

    @property
    def overall(self) -> int | None:
        """The level of the whole, the least of all; None where it depends on what nobody knows."""
        return self.lowest if self.lowest == self.highest else None

    @property
    def lowest(self) -> int:
        """The least level that the whole may have stood at."""
        return min(each.lowest for each in self.marks)

    @property
    def highest(self) -> int:
        """The highest level that the whole may have stood at."""
        return min(each.highest for each in self.marks)

    @property
    def is_tried(self) -> bool:
        """Whether any use case had left the idea."""
        return any(each.of for each in self.marks if RULES[each.part].asked is Asked.TRIED)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is unknown."""
        return not any(each.unknown for each in self.marks)


def score_then(earlier: Iterable[Earlier]) -> EarlierScore | None:
    """Return the score of the use cases that were active on a day; None where there were none."""
    every = list(earlier)
    return EarlierScore(tuple(_mark(part, every) for part in Part)) if every else None


def _mark(part: Part, every: Sequence[Earlier]) -> EarlierMark:
    rule = RULES[part]
    asked = [each for each in every if rule.asked.of(each.known.stage)]
    kept = [each for each in asked if not rule.lacks(each.known)]
    unknown = sum(part in each.unsure for each in kept)
    return EarlierMark(part, met=len(kept) - unknown, unknown=unknown, of=len(asked))
