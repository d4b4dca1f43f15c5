"""What a metric is, what its class lets it be used for, and how its values add up."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cxdash.domain.errors import RuleError


class MetricClass(StrEnum):
    """The kind of a metric; it decides which roles the metric may have."""

    BUSINESS_OUTCOME = "business outcome"
    CUSTOMER_OUTCOME = "customer outcome"
    AGENT_EXPERIENCE = "agent experience"
    ADOPTION = "adoption"
    OPERATIONAL = "operational"
    TECHNICAL = "technical"
    VANITY = "vanity"
    UNCLASSIFIED = "unclassified"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()


class Role(StrEnum):
    """What a metric does for a use case."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GUARDRAIL = "guardrail"
    DIAGNOSTIC = "diagnostic"
    CONTEXT = "context"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


class Direction(StrEnum):
    """Where good lies."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    NONE = "none"


class Aggregation(StrEnum):
    """How the values of shorter periods become the value of a longer one."""

    RATIO_OF_SUMS = "ratio_of_sums"
    SUM = "sum"
    WEIGHTED_MEAN = "weighted_mean"
    NEVER = "do_not_aggregate"


ROLES_BY_CLASS: Mapping[MetricClass, frozenset[Role]] = {
    MetricClass.BUSINESS_OUTCOME: frozenset({Role.PRIMARY, Role.SECONDARY, Role.GUARDRAIL, Role.CONTEXT}),
    MetricClass.CUSTOMER_OUTCOME: frozenset({Role.PRIMARY, Role.SECONDARY, Role.GUARDRAIL, Role.CONTEXT}),
    MetricClass.AGENT_EXPERIENCE: frozenset({Role.SECONDARY, Role.GUARDRAIL, Role.CONTEXT}),
    MetricClass.ADOPTION: frozenset({Role.SECONDARY, Role.DIAGNOSTIC, Role.CONTEXT}),
    MetricClass.OPERATIONAL: frozenset({Role.SECONDARY, Role.GUARDRAIL, Role.DIAGNOSTIC, Role.CONTEXT}),
    MetricClass.TECHNICAL: frozenset({Role.DIAGNOSTIC, Role.CONTEXT}),
    MetricClass.VANITY: frozenset({Role.CONTEXT}),
    MetricClass.UNCLASSIFIED: frozenset({Role.CONTEXT}),
}
WIDENED_BY_CLASS: Mapping[MetricClass, frozenset[Role]] = {
    MetricClass.VANITY: frozenset({Role.SECONDARY, Role.GUARDRAIL}),
    MetricClass.TECHNICAL: frozenset({Role.GUARDRAIL}),
}
"""What one metric may be beyond its class where its own list says so: NPS may warn, an unsupported answer is a risk."""
SATISFACTION = "satisfaction"


@dataclass(frozen=True, slots=True)
class Metric:
    """A definition: what is counted, over what, in which unit, and which way is good.

    Fractions of a whole (unit ``%``) are stored between 0 and 1. ``roles`` may narrow what the class permits for this
    one metric, or widen it as ``WIDENED_BY_CLASS`` has it. ``paired_with`` holds slugs of metrics to be read beside
    this one, separated by semicolons; what must be beside it stands in ``metric_pairs``.
    """

    slug: str
    name: str
    unit: str
    direction: Direction
    metric_class: MetricClass
    aggregation: Aggregation = Aggregation.RATIO_OF_SUMS
    formula: str = ""
    numerator: str = ""
    denominator: str = ""
    subclass: str = ""
    roles: frozenset[Role] = frozenset()
    paired_with: str = ""
    aliases: tuple[str, ...] = ()
    notes: str = ""

    @property
    def is_fraction(self) -> bool:
        """Whether a value is a share of a whole, stored from 0 to 1 and shown in percent."""
        return self.unit == "%"

    @property
    def per(self) -> float:
        """What numerator over denominator is multiplied by to give the value: 1,000 for rates per 1,000, else 1."""
        return 1_000.0 if self.unit.startswith("per 1,000") else 1.0

    @property
    def pairs(self) -> tuple[str, ...]:
        """The slugs of the metrics to be read beside this one."""
        return tuple(slug for each in self.paired_with.split(";") if (slug := each.strip()))

    @property
    def allowed_roles(self) -> frozenset[Role]:
        """The roles this metric may have: its own as far as its class lets it, where it names any; else its class's."""
        own = self.roles & roles_within(self.metric_class) if self.roles else ROLES_BY_CLASS[self.metric_class]
        return own | {Role.CONTEXT}

    @property
    def carries_to_scale(self) -> bool:
        """Whether its target met lets a use case scale; a customer outcome leads up to proof and no further."""
        return self.metric_class is MetricClass.BUSINESS_OUTCOME and self.subclass != SATISFACTION


def roles_within(metric_class: MetricClass) -> frozenset[Role]:
    """Return the roles that a metric of a class may name for itself; primary is never gained this way."""
    return ROLES_BY_CLASS[metric_class] | WIDENED_BY_CLASS.get(metric_class, frozenset())


def role_problem(metric: Metric, role: Role) -> str | None:
    """Say why a metric may not have a role, or return None: the metric firewall, one sentence for every way in."""
    if role in metric.allowed_roles:
        return None
    allowed = ", ".join(each.value for each in Role if each in metric.allowed_roles)
    instead = " As the primary metric, name the business outcome it should serve." if role is Role.PRIMARY else ""
    return (
        f"{metric.name} is {with_article(metric.metric_class.value)} metric and may not be a {role.value} metric. "
        f"It may be: {allowed}.{instead}"
    )


def with_article(words: str) -> str:
    """Return words with “a” or “an” before them."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def primaries_problem(primaries: Iterable[Metric]) -> str | None:
    """Say why these may not be a use case's only primary metrics, or return None: satisfaction never stands alone."""
    chosen = list(primaries)
    if chosen and all(metric.subclass == SATISFACTION for metric in chosen):
        names = " and ".join(metric.name for metric in chosen)
        return f"{names} may not be the only primary metric. Add the business outcome it should serve."
    return None


def must_be_allowed(metric: Metric, role: Role) -> None:
    """Raise RuleError with the firewall's sentence where a metric may not have a role."""
    problem = role_problem(metric, role)
    if problem is not None:
        raise RuleError(problem)


@functools.lru_cache(maxsize=4096)  # a catalogue reduces the same names each time it is read
def plain(text: str) -> str:
    """Reduce a header or name to what counts when two are compared: lower case letters, digits, % and #."""
    return re.sub(r"[^\w%#]+", " ", text.casefold().replace("_", " ")).strip()


@dataclass(frozen=True)
class Catalogue:
    """All metrics known, found by slug, name or alias."""

    metrics: tuple[Metric, ...]
    _by_slug: dict[str, Metric] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, Metric] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the metrics; a name that two metrics share finds neither."""
        by_name: dict[str, Metric | None] = {}
        for metric in self.metrics:
            for name in {plain(each) for each in (metric.slug, metric.name, *metric.aliases)}:
                by_name[name] = metric if by_name.get(name, metric) == metric else None
        object.__setattr__(self, "_by_slug", {metric.slug: metric for metric in self.metrics})
        object.__setattr__(self, "_by_name", {name: found for name, found in by_name.items() if found is not None})

    def __iter__(self) -> Iterator[Metric]:
        """Yield every metric in catalogue order."""
        return iter(self.metrics)

    def get(self, slug: str) -> Metric | None:
        """Return the metric with this slug, or None."""
        return self._by_slug.get(slug)

    def named(self, text: str) -> Metric | None:
        """Return the one metric whose slug, name or alias this is, ignoring case and punctuation, or None."""
        return self._by_name.get(plain(text))

    def names(self) -> Mapping[str, Metric]:
        """Return every plain name and alias with the metric it stands for, for inexact matching."""
        return self._by_name


def metric_from_row(row: Mapping[str, str]) -> Metric:
    """Build a metric from one row of a catalogue file.

    Raises:
        ValueError: a class, direction, aggregation or role is not one of the product's words.
    """
    return Metric(
        slug=row["slug"],
        name=row["name"],
        unit=row["unit"],
        direction=Direction(row["direction"]),
        metric_class=MetricClass(row["class"]),
        aggregation=Aggregation(row["aggregation"]),
        formula=row["formula"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        subclass=row["subclass"],
        roles=frozenset(Role(role) for role in row["roles"].split("|") if role),
        paired_with=row["paired_with"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        notes=row["notes"],
    )
