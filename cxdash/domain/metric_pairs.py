"""Which guardrails a metric must not be without: what could get worse while it gets better."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cxdash.domain.metrics import SATISFACTION, Catalogue, Metric, MetricClass, Role
from cxdash.domain.use_cases import MetricUse


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that must not get worse, and the metrics that watch it: any of them will do.

    Attributes:
        name: as sentences say it.
        metrics: slugs, the first that the catalogue has is proposed.
        margin: the harm still accepted that is proposed: a fraction of the baseline where ``relative``, else in metric
            units (shares as fractions). A start, to be checked against how much the baseline varies.
        subclass: customer outcomes of this subclass watch it too, whoever defined them.
    """

    name: str
    metrics: tuple[str, ...]
    margin: float
    relative: bool = False
    subclass: str = ""

    def is_watched_by(self, metric: Metric) -> bool:
        """Whether a metric watches this."""
        of_this_sort = metric.metric_class is MetricClass.CUSTOMER_OUTCOME and metric.subclass == self.subclass
        return metric.slug in self.metrics or (bool(self.subclass) and of_this_sort)


RESOLUTION = Concept(
    "resolution", ("resolution_rate", "first_contact_resolution", "automated_resolution_rate"), margin=0.03
)
FIRST_CONTACT_RESOLUTION = Concept("first-contact resolution", ("first_contact_resolution",), margin=0.03)
REPEAT_CONTACT = Concept("repeat contact within 7 days", ("repeat_contact_rate",), margin=0.02)
SATISFIED = Concept("satisfaction", ("csat", "customer_effort_score"), margin=0.03, subclass=SATISFACTION)
TRANSFERS = Concept("transfers", ("transfer_rate",), margin=0.02)
CANCELLATIONS = Concept("cancellations", ("cancellation_rate",), margin=0.02)
UTILISATION = Concept("slot utilisation", ("completed_appointment_rate",), margin=0.03)
ANNOYANCE = Concept("opt-outs or complaints", ("opt_out_rate", "complaint_rate"), margin=0.10, relative=True)
REOPENED = Concept("reopened cases", ("reopen_rate",), margin=0.02)
TIME_TO_RESOLUTION = Concept("time to resolution", ("time_to_resolution",), margin=0.10, relative=True)
REFUNDS = Concept("refunds", ("refund_rate",), margin=0.10, relative=True)
CHURN = Concept(
    "churn", ("churn_rate", "retention_rate", "renewal_rate", "net_revenue_retention"), margin=0.10, relative=True
)

_OF_THE_BASELINE = 0.10
"""The margin proposed for a metric whose units its concept's margin does not fit."""

CONTAINED = ("containment_rate", "deflection_rate")
"""Contacts kept away from people; they count for nothing where customers were not helped."""

_KEPT_AWAY = (RESOLUTION, REPEAT_CONTACT, SATISFIED)
_SHORTENED = (FIRST_CONTACT_RESOLUTION, TRANSFERS, REPEAT_CONTACT)
_CHEAPER = (SATISFIED, RESOLUTION)
MANDATORY: Mapping[str, tuple[Concept, ...]] = {
    "containment_rate": _KEPT_AWAY,
    "deflection_rate": _KEPT_AWAY,
    "verified_containment_rate": _KEPT_AWAY,
    "average_handle_time": _SHORTENED,
    "after_call_work": _SHORTENED,
    "no_show_rate": (CANCELLATIONS, UTILISATION, ANNOYANCE),
    "first_response_time": (REOPENED, TIME_TO_RESOLUTION),
    "conversion_rate": (REFUNDS, CHURN),
    "cost_to_serve": _CHEAPER,
    "cost_per_contact": _CHEAPER,
    "cost_per_resolution": _CHEAPER,
    "total_service_cost": _CHEAPER,
}
"""By the slug of the metric that is to improve. What else a metric is read with stands in the catalogue."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A guardrail to begin with; the margin is a fraction of the baseline where ``relative``, else metric units."""

    metric: Metric
    margin: float
    relative: bool


@dataclass(frozen=True, slots=True)
class MissingPair:
    """One thing that nobody watches while a metric is to improve."""

    improving: Metric
    concept: Concept
    alternatives: tuple[Metric, ...]

    @property
    def sentence(self) -> str:
        """Say what is missing and how to mend it."""
        names = " or ".join(f"“{each.name}”" for each in self.alternatives)
        mend = f"Add {names} as a guardrail" if names else "Add a metric for it on the page Metrics, then a guardrail"
        return f"{self.improving.name} can improve at the expense of {self.concept.name}. {mend}, with a margin."

    @property
    def proposal(self) -> Proposal | None:
        """The guardrail to begin with; None where the catalogue has no metric for it."""
        if not self.alternatives:
            return None
        metric, concept = self.alternatives[0], self.concept
        if metric.is_fraction or concept.relative:
            return Proposal(metric, concept.margin, concept.relative)
        return Proposal(metric, _OF_THE_BASELINE, relative=True)


def missing_pairs(
    improving: Iterable[Metric], guardrails: Iterable[Metric], catalogue: Catalogue
) -> tuple[MissingPair, ...]:
    """Return what a use case must watch and does not, each thing once, in the order of the metrics that need it.

    Args:
        improving: the primary metrics, and any other that stands for success, such as containment. They are watched by
            their own verdict, so each counts as a guardrail for the others.
        guardrails: metrics with that role.
        catalogue: what could be a guardrail.
    """
    chosen = list(improving)
    watched = [*chosen, *guardrails]
    found: dict[str, MissingPair] = {}
    for metric in chosen:
        for concept in MANDATORY.get(metric.slug, ()):
            if concept.name not in found and not any(concept.is_watched_by(each) for each in watched):
                found[concept.name] = MissingPair(metric, concept, _alternatives(concept, catalogue))
    return tuple(found.values())


def unwatched(uses: Iterable[MetricUse], catalogue: Catalogue) -> tuple[MissingPair, ...]:
    """Return what could get worse while a use case's metrics improve, and none of its guardrails would show.

    Containment stands for success whatever its role.
    """
    known = [(use, metric) for use in uses if (metric := catalogue.get(use.metric)) is not None]
    improving = [metric for use, metric in known if use.role is Role.PRIMARY or use.metric in CONTAINED]
    guarded = [metric for use, metric in known if use.role is Role.GUARDRAIL]
    return missing_pairs(improving, guarded, catalogue)


@dataclass(frozen=True, slots=True)
class Watched:
    """Something that could get worse while a metric improves, with the catalogue's metrics that would show it."""

    name: str
    metrics: tuple[Metric, ...]


def to_watch(metric: Metric, catalogue: Catalogue) -> tuple[Watched, ...]:
    """Return what must be watched while a metric improves, in the order of the method."""
    concepts = MANDATORY.get(metric.slug, ())
    return tuple(Watched(concept.name, _alternatives(concept, catalogue)) for concept in concepts)


def read_with(metric: Metric, catalogue: Catalogue) -> tuple[Metric, ...]:
    """Return the metrics that one should be read together with: its mandatory guardrails and its own pairs."""
    mandatory = (watched.metrics[:1] for watched in to_watch(metric, catalogue))
    own = (found for slug in metric.pairs if (found := catalogue.get(slug)) is not None)
    return tuple(dict.fromkeys((*(each for some in mandatory for each in some), *own)))


def _alternatives(concept: Concept, catalogue: Catalogue) -> tuple[Metric, ...]:
    """Return the catalogue's guardrails for a concept, the one to be proposed first."""
    known = (catalogue.get(slug) for slug in concept.metrics)
    own = (metric for metric in catalogue if metric.slug not in concept.metrics and concept.is_watched_by(metric))
    return tuple(each for each in (*known, *own) if each is not None and Role.GUARDRAIL in each.allowed_roles)
