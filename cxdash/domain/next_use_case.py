"""The next use case to begin: the dearest pain that nobody answers, weighed by how much of what it needs exists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cxdash.domain.figures import Figures, listed
from cxdash.domain.journeys import FrictionKind
from cxdash.domain.metrics import plain
from cxdash.domain.stages import Stage
from cxdash.domain.templates import Template

_METRIC, _STEP, _KIND, _MOST_WORDS = 4, 2, 1, 4
_LEAST = 3
"""How much a template must have in common."""
_STEM = 5
"""Words count by their first letters, “claims” as “claimants” do; shorter words say little about what hurts."""
_ANYWHERE = frozenset(("wrong", "again", "their", "there", "where", "which", "after", "other", "twice", "asked"))
_WORKS = {
    Stage.PILOT: "is in a pilot elsewhere",
    Stage.PROOF: "is proven elsewhere",
    Stage.SCALE: "works at scale elsewhere",
}


@dataclass(frozen=True, slots=True)
class Open:
    """A friction point that no use case answers; its annual cost is in currency."""

    slug: str
    name: str
    step: str
    kind: FrictionKind
    metric: str
    annual_cost: float


@dataclass(frozen=True, slots=True)
class AtHand:
    """A module in the list; ``stage`` is the furthest of the use cases built from it, None where there is none."""

    name: str
    stage: Stage | None

    @property
    def exists(self) -> bool:
        """Whether it works somewhere; what only ideas name has still to be built."""
        return self.stage in _WORKS

    @property
    def words(self) -> str:
        """Say that it exists, and how far it came."""
        return "" if self.stage is None else f"{self.name} exists and {_WORKS[self.stage]}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A use case that could be next.

    Attributes:
        friction: what it would answer.
        template: the library's closest, None where none is close.
        there: needed modules that exist.
        to_build: needed modules that do not.
    """

    friction: Open
    template: Template | None
    there: tuple[AtHand, ...]
    to_build: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of the modules needed that exist, 0 to 1; 0 where nobody knows what is needed."""
        needed = len(self.there) + len(self.to_build)
        return len(self.there) / needed if needed else 0.0

    @property
    def score(self) -> float:
        """Annual cost × share of the modules that exist, in currency."""
        return self.friction.annual_cost * self.share

    def reason(self, figures: Figures) -> str:
        """Say in words why this could be next: what it costs, what exists, what is to be built."""
        words = [f"{figures.money(self.friction.annual_cost)} a year at {self.friction.step}"]
        if self.template is None and self.there:
            return f"{words[0]}; use cases there run on {listed([each.name for each in self.there])} already."
        words += [each.words for each in self.there]
        if self.to_build:
            words.append(f"{listed(self.to_build)} would have to be built")
        elif not self.there:
            words.append("nothing says yet which modules it needs")
        return f"{words[0]}; {', '.join(words[1:])}."


def suggestions(
    friction: Iterable[Open],
    templates: Sequence[Template],
    *,
    modules: Mapping[str, AtHand],
    at_step: Mapping[str, Sequence[str]],
) -> tuple[Suggestion, ...]:
    """Return the use cases that could be next, the best first: by score, then by cost.

    Args:
        friction: what no use case answers, its cost known.
        templates: what tells the modules that a use case needs.
        modules: every module in the list, by plain name.
        at_step: the names of the modules that use cases at a step are built from, by the step's plain name; they are
            taken for needed where no template is close.
    """
    found = (_suggestion(each, templates, modules, at_step.get(plain(each.step), ())) for each in friction)
    return tuple(sorted(found, key=lambda each: (-each.score, -each.friction.annual_cost, each.friction.name)))


def closest(friction: Open, templates: Iterable[Template]) -> Template | None:
    """Return the template that has most in common with a friction point: metric, step, kind and words."""
    scored = [(_in_common(friction, each), each) for each in templates]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _LEAST else None


def _suggestion(
    friction: Open, templates: Sequence[Template], modules: Mapping[str, AtHand], beside: Sequence[str]
) -> Suggestion:
    template = closest(friction, templates)
    needed = beside if template is None else template.modules
    there = [found for name in needed if (found := modules.get(plain(name))) is not None and found.exists]
    known = {plain(each.name) for each in there}
    return Suggestion(friction, template, tuple(there), tuple(name for name in needed if plain(name) not in known))


def _in_common(friction: Open, template: Template) -> int:
    """Count what a template shares with a friction point: its metric or kind, and a step or words, else nothing."""
    same_metric = bool(friction.metric) and template.primary.metric == friction.metric
    same_kind = friction.kind in template.kinds
    same_step = plain(friction.step) in map(plain, template.steps)
    said, title, own = _stems(friction.name), _stems(template.title), _stems(f"{template.pain} {template.desired}")
    words = 2 * len(said & title) + len((said & own) - title)
    if not ((same_metric or same_kind) and (same_step or words)):
        return 0
    return _METRIC * same_metric + _STEP * same_step + _KIND * same_kind + min(words, _MOST_WORDS)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in plain(text).split() if len(word) >= _STEM and word not in _ANYWHERE}
