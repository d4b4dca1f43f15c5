"""Templates of use cases: an outcome to start from, what it needs, what must not get worse, how it goes wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cxdash.domain.journeys import FrictionKind
from cxdash.domain.metrics import Catalogue, Role, plain
from cxdash.domain.use_cases import MetricUse, UseCaseValues

_STEM, _CLOSE = 5, 2
_IN_EVERY_STATEMENT = frozenset(("reduc", "incre", "measu", "throu", "fewer", "custo", "withi", "their"))
"""The first letters of words that make no two use cases alike."""


class Office(StrEnum):
    """Where the work is: with the customer, or behind."""

    FRONT = "front"
    BACK = "back"

    @property
    def label(self) -> str:
        """The words people read."""
        return f"{self.value.capitalize()} office"


@dataclass(frozen=True, slots=True)
class Template:
    """A use case to start from; sizes and margins are a start for discussion, and there is no baseline in it.

    Attributes:
        pain: how it is today, as the people concerned would say it.
        desired: how it would be.
        kinds: the sorts of friction it removes.
        uses: the metrics in the order of their slugs.
        sizing: how an organisation finds a size of its own.
        data: what must be known.
        integrations: kinds of systems to be connected, and for what.
        traps: how this goes wrong.
    """

    slug: str
    title: str
    sectors: tuple[str, ...]
    office: Office
    pain: str
    desired: str
    statement: str
    help_mode: str
    steps: tuple[str, ...]
    kinds: tuple[FrictionKind, ...]
    modules: tuple[str, ...]
    uses: tuple[MetricUse, ...]
    sizing: str
    data: tuple[str, ...]
    integrations: tuple[str, ...]
    traps: tuple[str, ...]

    @property
    def primary(self) -> MetricUse:
        """The metric it is judged by."""
        return next(use for use in self.uses if use.role is Role.PRIMARY)

    def values(self, *, idea_on: date, steps: tuple[str, ...] | None = None) -> UseCaseValues:
        """Return the use case that starts from this; steps are the template's own unless others are given."""
        return UseCaseValues(
            title=self.title,
            statement=self.statement,
            idea_on=idea_on,
            help_mode=self.help_mode,
            steps=tuple(sorted(self.steps if steps is None else steps)),
            modules=tuple(sorted(self.modules)),
            metrics=self.uses,
        )


def found(
    templates: Iterable[Template],
    catalogue: Catalogue,
    *,
    words: str = "",
    metric: str | None = None,
    help_mode: str | None = None,
    step: str | None = None,
) -> tuple[Template, ...]:
    """Return the templates that hold every word somewhere and fit every filter; ``metric`` is a slug in any role."""
    wanted = plain(words).split()
    return tuple(
        each
        for each in templates
        if (metric is None or any(use.metric == metric for use in each.uses))
        and help_mode in (None, each.help_mode)
        and (step is None or step in each.steps)
        and all(word in _everything(each, catalogue) for word in wanted)
    )


def nearest(
    templates: Iterable[Template], catalogue: Catalogue, *, metric: str, text: str, steps: Iterable[str] = ()
) -> Template | None:
    """Return the template that is about the same as a use case, None where none is close.

    Args:
        templates: to choose from.
        catalogue: tells the names of metrics, whose words say nothing about what is alike.
        metric: slug of the primary metric; the template's is the same.
        text: title and statement.
        steps: names of journey steps.
    """
    known = catalogue.get(metric)
    name = "" if known is None else " ".join((known.name, *known.aliases))
    words, served = _telling(text, name), {plain(step) for step in steps}
    scored = []
    for each in templates:
        same_words = len(words & _telling(f"{each.title} {each.statement}", name))
        same_steps = len(served & {plain(step) for step in each.steps})
        if each.primary.metric == metric and max(same_words, same_steps) >= _CLOSE:
            scored.append((same_words + 2 * same_steps, each))
    return max(scored, key=lambda pair: pair[0], default=(0, None))[1]


def _telling(text: str, metric_names: str) -> set[str]:
    """Return the first letters of the words that say what a text is about."""
    said = {word[:_STEM] for word in plain(text).split() if len(word) >= _STEM}
    return said - {word[:_STEM] for word in plain(metric_names).split()} - _IN_EVERY_STATEMENT


def _everything(template: Template, catalogue: Catalogue) -> str:
    names = (metric.name for use in template.uses if (metric := catalogue.get(use.metric)) is not None)
    lists = (template.sectors, template.steps, template.modules, template.data, template.integrations, template.traps)
    texts = (template.title, template.pain, template.desired, template.statement, template.help_mode, template.sizing)
    return plain(" ".join((*texts, *names, template.office.label, *(each for some in lists for each in some))))
