"""Templates read from the entries of a file; a wrong one is refused with its name and what to mend."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from cxdash.domain.errors import RuleError
from cxdash.domain.journeys import FrictionKind
from cxdash.domain.metric_pairs import unwatched
from cxdash.domain.metrics import Catalogue, Metric, Role
from cxdash.domain.targets import Target, parse_target
from cxdash.domain.templates import Office, Template
from cxdash.domain.use_cases import HELP_MODES, MetricUse, check_use_case

_MARGIN = re.compile(r"(\d+(?:\.\d+)?) (points?|% of baseline)")
_TEXTS = ("slug", "title", "pain", "desired", "statement", "help_mode", "sizing")
_LISTS = ("sectors", "steps", "kinds", "modules", "data", "integrations", "traps")
_METRICS = ("primary", "secondary", "guardrails", "diagnostic")
_KEYS = frozenset({*_TEXTS, *_LISTS, *_METRICS, "office"})
_Complain = Callable[[str], RuleError]
Word = TypeVar("Word", bound=StrEnum)


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
