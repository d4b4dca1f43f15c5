"""What a metric's definition must say, and which of its parts may not change while others rest on it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from cxdash.domain.errors import RuleError
from cxdash.domain.metric_likeness import likeness_problem
from cxdash.domain.metrics import (
    SATISFACTION,
    Catalogue,
    Metric,
    MetricClass,
    Role,
    plain,
    primaries_problem,
    role_problem,
    roles_within,
    with_article,
)


@dataclass(frozen=True, slots=True)
class Use:
    """A use case judged by a metric: in which role, and by which primary metrics altogether (slugs)."""

    title: str
    role: Role
    primaries: tuple[str, ...] = ()


def check_metric(metric: Metric, catalogue: Catalogue, *, paired_before: Sequence[str] = ()) -> None:
    """Raise RuleError for the first rule that a definition breaks.

    It needs a name and unit of its own, pairs that exist (or ``paired_before``, whose metrics may be archived by now),
    no roles beyond its class, and nothing that only calls itself an outcome.
    """
    if not metric.name.strip():
        raise RuleError("A metric needs a name. Write what people call it.")
    if not metric.unit.strip():
        raise RuleError(f"Say what “{metric.name}” is counted in: %, seconds, currency, per 1,000 contacts, count …")
    taken = {
        plain(name): other for other in catalogue if other.slug != metric.slug for name in (other.name, *other.aliases)
    }
    for name in (metric.name, *metric.aliases):
        other = taken.get(plain(name))
        if other is not None:
            raise RuleError(
                f"“{name}” already names the metric {other.name}, so a tracker could mean either. Use another name, "
                f"or add it to {other.name}."
            )
    new_pairs = [slug for slug in metric.pairs if slug not in paired_before]
    if metric.slug in metric.pairs or any(catalogue.get(slug) is None for slug in new_pairs):
        raise RuleError(f"“{metric.name}” must be paired with other metrics of the catalogue, or with none.")
    _check_class(metric, catalogue)


def check_shipped(metric: Metric, shipped: Metric) -> None:
    """Raise RuleError where a metric that comes with cxdash would be used for more than it came for."""
    is_raised = MetricClass.BUSINESS_OUTCOME in {metric.metric_class} - {shipped.metric_class}
    hides_satisfaction = shipped.subclass == SATISFACTION != metric.subclass
    if metric.allowed_roles - shipped.allowed_roles or is_raised or hides_satisfaction:
        kind = "satisfaction score" if shipped.subclass == SATISFACTION else f"{shipped.metric_class.value} metric"
        raise RuleError(
            f"{shipped.name} comes with cxdash as {with_article(kind)}; it may be used for less, never for more. "
            "Add a metric of your own for the outcome that it should serve."
        )


def verification_problem(primaries: Iterable[Metric], unproven: Collection[str]) -> str | None:
    """Say which primary metrics somebody still has to verify before a use case rests on them, or return None.

    Args:
        primaries: the primary metrics of a use case.
        unproven: slugs of metrics that were added or redefined here and that nobody has verified.
    """
    named = [metric.name for metric in primaries if metric.slug in unproven]
    if not named:
        return None
    was = "was" if len(named) == 1 else "were"
    return f"{' and '.join(named)} {was} defined here and nobody has verified that"


def _check_class(metric: Metric, catalogue: Catalogue) -> None:
    beyond = metric.roles - roles_within(metric.metric_class)
    if beyond:
        problem = role_problem(metric, next(role for role in Role if role in beyond))
        raise RuleError(f"{problem} Its class decides that.")
    problem = likeness_problem(metric, catalogue)
    if problem is not None:
        raise RuleError(problem, field="metric_class")


def check_change(
    before: Metric,
    after: Metric,
    *,
    uses: Iterable[Use],
    catalogue: Catalogue,
    has_figures: bool,
    locked: Sequence[str] = (),
) -> None:
    """Raise RuleError where a change would break the use cases judged by the metric, or misread its stored figures.

    Args:
        before: the definition as it is.
        after: the definition as it would be.
        uses: every use case that names the metric.
        catalogue: all metrics, this one as it was before.
        has_figures: whether anything was uploaded for it.
        locked: the names of pilots whose locked plans rest on it.
    """
    if locked and before.direction is not after.direction:
        others = f" and {len(locked) - 1} more" if len(locked) > 1 else ""
        raise RuleError(
            f"Which way {before.name} is better is part of the locked plan of “{locked[0]}”{others}. "
            "Take the lock off there first, with a reason, or add a metric of its own."
        )
    if has_figures and (before.is_fraction, before.per) != (after.is_fraction, after.per):
        raise RuleError(
            f"{before.name} has figures stored in “{before.unit}”; as “{after.unit}” each would be read wrongly. "
            "Add a metric of its own for the other unit."
        )
    changed = Catalogue(
        tuple(replace(after, slug=each.slug) if each.slug == before.slug else each for each in catalogue)
    )
    for use in uses:
        problem = role_problem(after, use.role) or primaries_problem(
            metric for slug in use.primaries if (metric := changed.get(slug)) is not None
        )
        if problem is not None:
            raise RuleError(f"“{use.title}” has {before.name} as a {use.role.value} metric. {problem}")
