"""What counts as success in a brief: each metric with where it stands, what is promised or allowed, and its worth."""

from collections.abc import Iterator

from cxdash.domain.brief import Section, Table
from cxdash.domain.last_day import aimed_at
from cxdash.domain.metrics import Role
from cxdash.domain.use_words import target_words
from cxdash.reports.brief.facts import Facts, Measure
from cxdash.reports.brief.limits import limit_words

_HEADS = ("Metric", "Role", "Today", "Target or limit", "On the last day")


def success(facts: Facts) -> Section:
    """Return the section with the table of metrics, and what reaching the target is worth."""
    rows = tuple(_row(facts, each) for each in facts.of_role(Role.PRIMARY, Role.SECONDARY, Role.GUARDRAIL))
    return Section("What counts as success", says=tuple(_worth(facts)), table=Table(_HEADS, rows))


def _row(facts: Facts, measure: Measure) -> tuple[str, ...]:
    metric, use, figures = measure.metric, measure.use, facts.figures
    today, last = _today_and_last(facts, measure)
    target = facts.target(measure)
    if use.role is Role.GUARDRAIL and target is None:
        promise = limit_words(use, metric, figures)
    else:
        promise = "" if target is None else target_words(target, metric, figures)
    return metric.name, use.role.label, today, promise or "watched", last


def _today_and_last(facts: Facts, measure: Measure) -> tuple[str, str]:
    """Write where a metric stands and where it is to stand, with as many places."""
    if measure.baseline is None:
        return "to be measured", "–"
    last = _last(facts, measure, measure.baseline)
    if last is None:
        return facts.figures.value(measure.metric, measure.baseline), "–"
    today, then = facts.figures.alike(measure.metric, measure.baseline, last)
    return today, then


def _last(facts: Facts, measure: Measure, baseline: float) -> float | None:
    metric, use = measure.metric, measure.use
    target = facts.target(measure)
    if target is not None:
        return aimed_at(target, baseline)
    if use.role is Role.GUARDRAIL and use.margin is not None:
        step = use.margin * baseline if use.margin_relative else use.margin
        worse = 1 if metric.direction.value == "down" else -1
        return baseline + worse * step
    return None


def _worth(facts: Facts) -> Iterator[str]:
    main = facts.main
    worth = facts.worth(main)
    if worth is None:
        return
    low, likely, high = (facts.figures.money(amount) for amount in worth)
    between = "" if low == high else f", between {low} and {high}"
    source = (
        f" What one unit is worth comes from: {main.use.value_source.strip()}." if main.use.value_source.strip() else ""
    )
    yield (
        f"Met for a whole year at full volume the target is worth about {likely}{between}: a forecast before costs, "
        f"not a measurement.{source}"
    )
