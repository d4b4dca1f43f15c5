"""The score of an operating model: each part a level by the share that keeps its rule; the whole is the least."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from cxdash.domain.disciplines import RULES, Part, Rule
from cxdash.domain.figures import listed
from cxdash.domain.practices import Practice


@dataclass(frozen=True, slots=True)
class Level:
    """A level: the least share of use cases that must keep the rule, and why that much."""

    number: int
    least: float
    name: str
    why: str


LEVELS = (
    Level(1, 0.0, "By chance", "fewer than a quarter keep it: it depends on who is in the team"),
    Level(2, 0.25, "Some teams", "a quarter keeps it: some teams know how"),
    Level(3, 0.5, "Usual", "half keep it: it is the usual way, with many exceptions"),
    Level(4, 0.75, "The rule", "three quarters keep it: exceptions are few enough to be named"),
    Level(5, 1.0, "Always", "every one keeps it: nothing goes on without it"),
)
"""From which share on each level is reached."""
LOWEST, HIGHEST = LEVELS[0].number, LEVELS[-1].number
FEW, MOST_OF_FEW = 3, 3
"""With fewer than so many use cases asked, no higher level is given: a success or two are no operating model."""
_NAMED = 4
"""How many parts a headline has room for."""


@dataclass(frozen=True, slots=True)
class Offender:
    """A use case that does not keep a rule, and what it lacks."""

    slug: str
    title: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One part: how many of those asked keep its rule, the level that makes, and who does not, the worst first."""

    part: Part
    met: int
    of: int
    offenders: tuple[Offender, ...] = ()

    @property
    def rule(self) -> Rule:
        """How it is judged."""
        return RULES[self.part]

    @property
    def level(self) -> int:
        """The level, 1 where nobody is asked yet."""
        return level(self.met, self.of)

    @property
    def name(self) -> str:
        """What the level is called."""
        return LEVELS[self.level - 1].name

    @property
    def figures(self) -> str:
        """The figures behind it: ``7 of 13 active use cases``."""
        return f"{self.met} of {self.of} {self.rule.asked}" if self.of else f"There are no {self.rule.asked} yet"

    @property
    def is_few(self) -> bool:
        """Whether too few are asked for more than a middle level."""
        return 0 < self.of < FEW

    @property
    def to_next(self) -> str:
        """Say how far the next level is: ``2 more for level 3``; "" at the highest."""
        if self.level == HIGHEST:
            return ""
        if not self.of:
            return "Bring a use case that far"
        if self.is_few and self.met == self.of:
            return f"Level {self.level + 1} needs {FEW} {self.rule.asked}"
        following = LEVELS[self.level]
        return f"{ceil(following.least * self.of) - self.met} more for level {following.number}"


@dataclass(frozen=True, slots=True)
class Score:
    """The nine parts, in their order."""

    marks: tuple[Mark, ...]

    @property
    def overall(self) -> int:
        """The level of the whole: the least of all, never their mean."""
        return min(each.level for each in self.marks)

    @property
    def held_down_by(self) -> tuple[Mark, ...]:
        """The parts that stand at the overall level, those first that fewest keep."""
        lowest = [each for each in self.marks if each.level == self.overall]
        return tuple(sorted(lowest, key=lambda each: each.met / each.of if each.of else 0.0))

    @property
    def name(self) -> str:
        """What the overall level is called."""
        return LEVELS[self.overall - 1].name

    @property
    def headline(self) -> str:
        """The level and what holds it there: ``Level 1 of 5, held down by proof points and governed``."""
        if self.overall == HIGHEST:
            return f"Level {HIGHEST} of {HIGHEST}: every use case keeps every rule"
        names = [each.part.value for each in self.held_down_by]
        named = names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
        return f"Level {self.overall} of {HIGHEST}, held down by {listed(named)}"

    def of(self, *, disciplines: bool) -> tuple[Mark, ...]:
        """Return the five disciplines, or the four properties."""
        return tuple(each for each in self.marks if each.part.is_discipline is disciplines)


def level(met: int, of: int) -> int:
    """Return the level that so many of so many make; 1 where nobody is asked, and no high one for few."""
    if not of:
        return LOWEST
    reached = max(each.number for each in LEVELS if met >= each.least * of)
    return min(reached, MOST_OF_FEW) if of < FEW else reached


def score(practices: Iterable[Practice]) -> Score | None:
    """Return the score of these active use cases; None where there are none, for then there is nothing to judge."""
    every = list(practices)
    return Score(tuple(_mark(part, every) for part in Part)) if every else None


def _mark(part: Part, practices: Sequence[Practice]) -> Mark:
    rule = RULES[part]
    judged = [(each, rule.lacks(each)) for each in practices if rule.asked.of(each.stage)]
    worst = sorted(
        ((each, lacks) for each, lacks in judged if lacks),
        key=lambda pair: (-len(pair[1]), -pair[0].stage.position, pair[0].title.casefold()),
    )
    offenders = tuple(Offender(each.slug, each.title, lacks) for each, lacks in worst)
    return Mark(part, met=len(judged) - len(offenders), of=len(judged), offenders=offenders)
