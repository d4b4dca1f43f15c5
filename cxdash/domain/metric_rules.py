"""What a metric's definition must say, and which of its parts may not change while others rest on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Catalogue, Metric, Role, plain, primaries_problem, role_problem


@dataclass(frozen=True, slots=True)
class Use:
    """A use case judged by a metric: in which role, and by which primary metrics altogether (slugs)."""

    title: str
    role: Role
    primaries: tuple[str, ...] = ()


def check_metric(metric: Metric, catalogue: Catalogue) -> None:
    """Raise RuleError for the first rule that a definition breaks: a name and unit of its own, a pair that exists."""
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
    if any(slug == metric.slug or catalogue.get(slug) is None for slug in metric.pairs):
        raise RuleError(f"“{metric.name}” must be paired with other metrics of the catalogue, or with none.")


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
