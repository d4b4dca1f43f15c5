"""What people say about a use case and its pilots: plain values that pages edit, trackers bring and rules check."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Catalogue, Metric, Role, must_be_allowed, plain, primaries_problem
from cxdash.domain.ownership import Function
from cxdash.domain.plans import Declared, LeftOut, check_left_out, check_occasions
from cxdash.domain.stages import Status
from cxdash.domain.targets import Target

LONGEST_TITLE = 200
LONGEST_WINDOW = 3_660
"""Days: ten years."""
_SEVERAL = re.compile(r"[;/&\n]")
_NO_NAMES = frozenset({"yes", "no", "ok", "true", "false", "none", "accepted", "tbd", "tbc", "na"})
HELP_MEANS = {
    "Real-time guidance": "People do the work and get the next best step while they do it.",
    "Reduced load": "People do the work with less to look up, write down or copy.",
    "Routine work taken over": "Simple cases are handled for people, who keep the difficult ones.",
    "Full automation": "Nobody is asked; people see what was done and step in where it fails.",
}
HELP_MODES = tuple(HELP_MEANS)
"""How a use case may help people."""


@dataclass(frozen=True, slots=True)
class MetricUse:
    """One metric a use case is judged by, in metric units; money per unit in the organisation's currency.

    A relative margin is a fraction of the baseline.
    """

    metric: str
    role: Role
    target: Target | None = None
    baseline: float | None = None
    margin: float | None = None
    unit_value: float | None = None
    unit_value_low: float | None = None
    unit_value_high: float | None = None
    annual_volume: float | None = None
    value_source: str = ""
    margin_relative: bool = False


@dataclass(frozen=True)
class UseCaseValues:
    """Everything about a use case that a person may edit; the stage is not among it, a gate decides that.

    Steps and modules are in alphabetical order, metrics in that of their slugs, so that equal values compare equal.
    """

    title: str
    statement: str = ""
    status: Status = Status.ACTIVE
    idea_on: date | None = None
    help_mode: str = ""
    notes: str = ""
    owners: Mapping[Function, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    metrics: tuple[MetricUse, ...] = ()


@dataclass(frozen=True)
class PilotValues:
    """Everything about a pilot that a person may edit: where, when, and against what it is measured.

    Attributes:
        population: the words that say whose outcome it is; pilots with the same words touch the same people.
        client: the customer of the organisation it is done for, where it serves several.
        usage_cost: what each case costs, so that it grows with the volume; costs are in the organisation's currency.
        population_share: the share of them that the pilot touches, above 0, at most 1.
        planned_split: the share of the randomised units meant for the pilot, between 0 and 1.
        units_per_arm: how many of them there are in each arm, where teams, sites or agents were randomised.
        randomised_unit: what was randomised: contact, agent, team, site.
        chosen_because_bad: whether the site or segment was picked for its bad figures.
        comparison_waiver: the executive who accepts that there is no comparison group, by name.
        occasions: seasons, events and changes in measuring, in order of time.
        left_out: days whose figures do not count, in order of time.
    """

    name: str
    site: str = ""
    segment: str = ""
    status: Status = Status.ACTIVE
    goes_live: date | None = None
    window_days: int = 90
    run_in_days: int = 0
    baseline_starts: date | None = None
    comparison: Comparison = Comparison.NONE
    comparison_label: str = ""
    population: str = ""
    locked_on: date | None = None
    one_off_cost: float | None = None
    run_cost_year: float | None = None
    usage_cost: float | None = None
    notes: str = ""
    population_share: float | None = None
    planned_split: float | None = None
    units_per_arm: int | None = None
    randomised_unit: str = ""
    chosen_because_bad: bool = False
    comparison_waiver: str = ""
    client: str = ""
    occasions: tuple[Declared, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def slug_of(name: str) -> str:
    """Turn a name into what stands in links: ``No-show calls, Zürich`` becomes ``no-show-calls-zurich``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80] or "unnamed"


def check_use_case(values: UseCaseValues, catalogue: Catalogue) -> None:
    """Raise RuleError for the first rule these values break: a title, known metrics, the metric firewall."""
    if not values.title.strip():
        raise RuleError("A use case needs a title. Say in a few words what should get better.", field="title")
    if len(values.title) > LONGEST_TITLE:
        message = f"The title has {len(values.title)} characters; shorten it to {LONGEST_TITLE}."
        raise RuleError(message, field="title")
    named = [use.metric for use in values.metrics]
    twice = sorted({slug for slug in named if named.count(slug) > 1})
    if twice:
        raise RuleError(f"“{twice[0]}” is named twice. Give each metric one role.")
    used = {use.metric: _known(use.metric, catalogue) for use in values.metrics}
    for use in values.metrics:
        must_be_allowed(used[use.metric], use.role)
        _check_money(use, used[use.metric])
        _check_margin(use, used[use.metric])
    problem = primaries_problem(used[use.metric] for use in values.metrics if use.role is Role.PRIMARY)
    if problem is not None:
        raise RuleError(problem)


def check_pilot(values: PilotValues) -> None:
    """Raise RuleError for the first rule these values break."""
    if not values.name.strip():
        raise RuleError("A pilot needs a name. Say where it runs.", field="name")
    if values.window_days < 1:
        raise RuleError(
            f"A window of {values.window_days} days is none. Enter the days the pilot is measured, such as 90.",
            field="window_days",
        )
    if values.window_days > LONGEST_WINDOW:
        raise RuleError(
            f"A window of {values.window_days:,} days is longer than ten years. Enter the days the pilot is measured.",
            field="window_days",
        )
    if values.run_in_days < 0 or values.run_in_days >= values.window_days:
        raise RuleError("The run-in must be shorter than the window. Enter 0 where there is none.", field="run_in_days")
    _check_design(values)
    for field_name in ("one_off_cost", "run_cost_year", "usage_cost"):
        cost = getattr(values, field_name)
        if cost is not None and not 0 <= cost < math.inf:
            message = f"The costs of “{values.name}” are amounts spent. Write them without a sign."
            raise RuleError(message, field=field_name)
    check_occasions(values.occasions)
    check_left_out(values.left_out)
    if values.goes_live and values.baseline_starts and values.baseline_starts >= values.goes_live:
        message = "The baseline must start before the pilot goes live. Correct one of the two dates."
        raise RuleError(message, field="baseline_starts")
    if values.locked_on and values.goes_live is None:
        raise RuleError("A plan without a go-live date cannot be locked. Enter the date first.", field="locked_on")


def _check_design(values: PilotValues) -> None:
    if values.population_share is not None and not 0 < values.population_share <= 1:
        raise RuleError(
            "The share of the people that the pilot touches lies above 0 and is at most 100 %.",
            field="population_share",
        )
    if values.planned_split is not None and not 0 < values.planned_split < 1:
        raise RuleError(
            "The planned split is the pilot's share of what was randomised: between 0 and 100 %, such as 50 %.",
            field="planned_split",
        )
    if values.units_per_arm is not None and values.units_per_arm < 1:
        raise RuleError(
            f"{values.units_per_arm} units per arm are none. Enter how many were randomised into each arm.",
            field="units_per_arm",
        )
    if values.comparison_waiver.strip() and not _names_one_person(values.comparison_waiver):
        raise RuleError(
            f"“{values.comparison_waiver}” names no person. Write the executive who accepts that there is no "
            "comparison group.",
            field="comparison_waiver",
        )


def _names_one_person(text: str) -> bool:
    return plain(text) not in _NO_NAMES and _SEVERAL.search(text) is None and any(each.isalpha() for each in text)


def _known(slug: str, catalogue: Catalogue) -> Metric:
    metric = catalogue.get(slug)
    if metric is None:
        raise RuleError(f"There is no metric “{slug}”. Choose one of the catalogue, or add it on the page Metrics.")
    return metric


def _check_money(use: MetricUse, metric: Metric) -> None:
    ends = [use.unit_value_low, use.unit_value, use.unit_value_high]
    known = [value for value in ends if value is not None]
    if known != sorted(known):
        message = f"The unit values of {metric.name} must rise from low over likely to high."
        raise RuleError(message, field="unit_value")
    if use.annual_volume is not None and not 0 <= use.annual_volume < math.inf:
        message = f"The volume of {metric.name} is how many cases a year has. Write it without a sign."
        raise RuleError(message, field="annual_volume")


def _check_margin(use: MetricUse, metric: Metric) -> None:
    if use.margin is not None and use.margin < 0:
        message = f"The margin of {metric.name} says how much worse it may get. Write it without a sign."
        raise RuleError(message, field="margin")
