"""Templates of use cases: an outcome to start from, what it needs, what must not get worse, how it goes wrong."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from cxdash.domain.errors import RuleError
from cxdash.domain.journeys import FrictionKind
from cxdash.domain.metric_pairs import unwatched
from cxdash.domain.metrics import Catalogue, Metric, Role, plain
from cxdash.domain.targets import Target, parse_target
from cxdash.domain.use_cases import HELP_MODES, MetricUse, UseCaseValues, check_use_case

_MARGIN = re.compile(r"(\d+(?:\.\d+)?) (points?|% of baseline)")
_TEXTS = ("slug", "title", "pain", "desired", "statement", "help_mode", "sizing")
_LISTS = ("sectors", "steps", "kinds", "modules", "data", "integrations", "traps")
_METRICS = ("primary", "secondary", "guardrails", "diagnostic")
_STEM, _CLOSE = 5, 2
_IN_EVERY_STATEMENT = frozenset(("reduc", "incre", "measu", "throu", "fewer", "custo", "within", "their"))
_KEYS = frozenset({*_TEXTS, *_LISTS, *_METRICS, "office"})
_Complain = Callable[[str], RuleError]
Word = TypeVar("Word", bound=StrEnum)


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


def template_from(entry: Mapping[str, Any], catalogue: Catalogue) -> Template:
    """Read an entry of the file of templates.

    Raises:
        RuleError: the entry lacks something, has something unknown, or breaks a rule that a use case must keep.
    """
    name = str(entry.get("slug") or entry.get("title") or "without a slug")
    with_name = _complaint(name)
    unknown = sorted(entry.keys() - _KEYS)
    if unknown:
        raise with_name(f"has “{unknown[0]}”, which is none of: {', '.join(sorted(_KEYS))}.")
    texts = {key: _text(entry, key, with_name) for key in _TEXTS}
    lists = {key: _lines(entry, key, with_name) for key in _LISTS}
    if texts["help_mode"] not in HELP_MODES:
        raise with_name(f"has the help mode “{texts['help_mode']}”. Write one of: {', '.join(HELP_MODES)}.")
    template = Template(
        slug=texts["slug"],
        title=texts["title"],
        sectors=lists["sectors"],
        office=_word(Office, str(entry.get("office", "")), "office", with_name),
        pain=texts["pain"],
        desired=texts["desired"],
        statement=texts["statement"],
        help_mode=texts["help_mode"],
        steps=lists["steps"],
        kinds=tuple(_word(FrictionKind, kind, "kind of friction", with_name) for kind in lists["kinds"]),
        modules=lists["modules"],
        uses=_uses(entry, catalogue, with_name),
        sizing=texts["sizing"],
        data=lists["data"],
        integrations=lists["integrations"],
        traps=lists["traps"],
    )
    _check(template, catalogue, with_name)
    return template


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


def _complaint(name: str) -> _Complain:
    return lambda what: RuleError(f"The template “{name}” {what} Mend data/use_case_templates.toml.")


def _text(entry: Mapping[str, Any], key: str, complain: _Complain) -> str:
    text = entry.get(key)
    if not isinstance(text, str) or not text.strip():
        raise complain(f"has no {key.replace('_', ' ')}.")
    return text.strip()


def _lines(entry: Mapping[str, Any], key: str, complain: _Complain) -> tuple[str, ...]:
    lines = entry.get(key)
    if not isinstance(lines, list) or not lines or not all(isinstance(line, str) and line.strip() for line in lines):
        raise complain(f"needs {key} as a list of texts.")
    return tuple(line.strip() for line in lines)


def _word(words: type[Word], text: str, what: str, complain: _Complain) -> Word:
    try:
        return words(text)
    except ValueError:
        raise complain(f"has the {what} “{text}”. Write one of: {', '.join(words)}.") from None


def _uses(entry: Mapping[str, Any], catalogue: Catalogue, complain: _Complain) -> tuple[MetricUse, ...]:
    uses = [
        *(
            MetricUse(slug, Role.PRIMARY, target=_target(text, _known(slug, catalogue, complain), complain))
            for slug, text in dict(entry.get("primary", {})).items()
        ),
        *(MetricUse(slug, Role.SECONDARY) for slug in entry.get("secondary", [])),
        *(MetricUse(slug, Role.DIAGNOSTIC) for slug in entry.get("diagnostic", [])),
        *(
            _guardrail(slug, text, _known(slug, catalogue, complain), complain)
            for slug, text in dict(entry.get("guardrails", {})).items()
        ),
    ]
    return tuple(sorted(uses, key=lambda use: use.metric))


def _known(slug: str, catalogue: Catalogue, complain: _Complain) -> Metric:
    metric = catalogue.get(slug)
    if metric is None:
        raise complain(f"names the metric “{slug}”, which the catalogue does not have.")
    return metric


def _target(text: str, metric: Metric, complain: _Complain) -> Target:
    target = parse_target(text, is_fraction=metric.is_fraction)
    if target is None:
        raise complain(f"has the target “{text}” for {metric.name}. Write it as −30 % or +5 points.")
    return target


def _guardrail(slug: str, text: str, metric: Metric, complain: _Complain) -> MetricUse:
    margin = _MARGIN.fullmatch(text)
    if margin is None or (margin[2].startswith("point") and not metric.is_fraction):
        raise complain(
            f"has the margin “{text}” for {metric.name}. Write it as 3 points of a share, or as 10 % of baseline."
        )
    relative = not margin[2].startswith("point")
    return MetricUse(slug, Role.GUARDRAIL, margin=float(margin[1]) / 100, margin_relative=relative)


def _check(template: Template, catalogue: Catalogue, complain: _Complain) -> None:
    if not any(use.role is Role.PRIMARY for use in template.uses):
        raise complain("has no primary metric.")
    try:
        check_use_case(template.values(idea_on=date.min), catalogue)
    except RuleError as problem:
        raise complain(f"breaks a rule. {problem}") from problem
    missing = unwatched(template.uses, catalogue)
    if missing:
        raise complain(f"watches too little. {missing[0].sentence}")
