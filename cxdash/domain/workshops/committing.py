"""What a card becomes: the values of a use case, and what it still lacks before its first gate."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import listed
from cxdash.domain.metrics import Catalogue, Metric, Role, role_problem
from cxdash.domain.ownership import Function
from cxdash.domain.statements import lint
from cxdash.domain.targets import Target, target_wanted, written
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.domain.workshops.pieces import OWNERS, Field

Texts = Mapping[Field, str]
"""What stands in the fields of a card; a field that nobody wrote into may be missing."""


def card_values(texts: Texts, catalogue: Catalogue, known: UseCaseValues | None = None) -> UseCaseValues:
    """Return the use case that a card asks for; what a card does not speak of stays as it is known.

    A metric that takes the place of another as primary leaves that one as secondary, where its class allows it.

    Args:
        texts: what stands in its fields; a metric by its slug, people by their names.
        catalogue: all metrics.
        known: the use case that the card stands for, None where it is a new one.

    Raises:
        RuleError: a metric is not in the catalogue, or a target is none.
    """
    before = known or UseCaseValues(title="")
    return replace(
        before,
        title=_said(texts, Field.TITLE),
        statement=_said(texts, Field.STATEMENT),
        owners=_owners(texts, before.owners),
        metrics=_metrics(texts, catalogue, before.metrics),
    )


def card_texts(values: UseCaseValues, catalogue: Catalogue) -> dict[Field, str]:
    """Return what stands on a card that is made for a use case: ``card_values`` of it asks for no change."""
    use = _first_primary(values.metrics)
    metric = catalogue.get(use.metric) if use else None
    target = use.target if use else None
    return {
        Field.TITLE: values.title,
        Field.STATEMENT: values.statement,
        Field.METRIC: metric.slug if metric else "",
        Field.TARGET: written(target, is_fraction=metric.is_fraction, unit=metric.unit) if metric and target else "",
        **{field: values.owners.get(function, "") for field, function in OWNERS.items()},
    }


def lacks(texts: Texts, catalogue: Catalogue, *, today: date) -> list[str]:
    """Return, a sentence each, what a card lacks before its use case may pass the first gate; a title comes first."""
    return list(_lacks(texts, catalogue, today))


def _lacks(texts: Texts, catalogue: Catalogue, today: date) -> Iterator[str]:
    if not _said(texts, Field.TITLE):
        yield "It has no title. Without one it cannot be committed."
    if not lint(_said(texts, Field.STATEMENT), catalogue, today=today).passes:
        yield "The outcome statement does not pass yet."
    slug = _said(texts, Field.METRIC)
    metric = catalogue.get(slug)
    if metric is None:
        yield "It names no metric." if not slug else f"“{slug}” is no metric of the catalogue. Choose one of the list."
    else:
        yield from _wrong_primary(metric)
        yield from _without_target(texts, metric)
    missing = [function.value for field, function in OWNERS.items() if not _said(texts, field)]
    if missing:
        yield f"Nobody answers for {listed(missing)}."


def _wrong_primary(metric: Metric) -> Iterator[str]:
    problem = role_problem(metric, Role.PRIMARY)
    if problem is not None:
        yield problem


def _without_target(texts: Texts, metric: Metric) -> Iterator[str]:
    try:
        target = target_wanted(_said(texts, Field.TARGET), is_fraction=metric.is_fraction)
    except RuleError as problem:
        yield str(problem)
        return
    if target is None:
        yield f"It says no target for {metric.name}."


def _said(texts: Texts, field: Field) -> str:
    return texts.get(field, "").strip()


def _owners(texts: Texts, before: Mapping[Function, str]) -> dict[Function, str]:
    others = {function: name for function, name in before.items() if function not in OWNERS.values()}
    return others | {function: _said(texts, field) for field, function in OWNERS.items() if _said(texts, field)}


def _metrics(texts: Texts, catalogue: Catalogue, before: tuple[MetricUse, ...]) -> tuple[MetricUse, ...]:
    slug = _said(texts, Field.METRIC)
    if not slug:
        return before
    metric = catalogue.get(slug)
    if metric is None:
        raise RuleError(f"“{slug}” is no metric of the catalogue. Choose one of the list.", field="metric")
    use = next((each for each in before if each.metric == slug), MetricUse(slug, Role.PRIMARY))
    primary = replace(use, role=Role.PRIMARY, target=_target(texts, use, metric))
    ousted = None if use.role is Role.PRIMARY and use in before else _first_primary(before)
    others = [_given_way(each, catalogue) if each == ousted else each for each in before if each.metric != slug]
    return tuple(sorted([primary, *filter(None, others)], key=lambda each: each.metric))


def _target(texts: Texts, use: MetricUse, metric: Metric) -> Target | None:
    text = _said(texts, Field.TARGET)
    if use.target and text == written(use.target, is_fraction=metric.is_fraction, unit=metric.unit):
        return use.target  # as written it may be rounded; one that was not touched stays exactly what it was
    return target_wanted(text, is_fraction=metric.is_fraction)


def _first_primary(uses: Iterable[MetricUse]) -> MetricUse | None:
    return next((each for each in uses if each.role is Role.PRIMARY), None)


def _given_way(use: MetricUse, catalogue: Catalogue) -> MetricUse | None:
    metric = catalogue.get(use.metric)
    if metric is None or role_problem(metric, Role.SECONDARY) is not None:
        return None
    return replace(use, role=Role.SECONDARY)
