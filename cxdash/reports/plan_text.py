"""A pilot's plan as a short text: what was declared, whether it is locked, and every version with who, when and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from cxdash.domain.amendments import Amendment, amendments
from cxdash.domain.comparisons import Comparison
from cxdash.domain.figures import Figures, count, percent
from cxdash.domain.locks import content
from cxdash.domain.metrics import Catalogue, Role
from cxdash.domain.plan_differences import ChangeKind, Difference, differences
from cxdash.domain.plans import PlanVersion
from cxdash.domain.use_cases import MetricUse, PilotValues
from cxdash.domain.use_words import margin_words, target_words
from cxdash.judging.pilot_results import day
from cxdash.store import metrics, organisation, plans, use_cases

_COSTS = {
    ChangeKind.CHANGED: "The evidence counts one letter less.",
    ChangeKind.EXTENDED: "The window counts as extended: the evidence counts one letter less.",
    ChangeKind.OTHER: "It stands in the history; the letter of the evidence stays.",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a locked plan: ``Locked``, ``Amended`` or ``Extended``, by whom, when, why, and what changed."""

    what: str
    made_on: str
    by: str
    why: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan in words: label and text of each declaration; the versions the lock first, none where it is not locked."""

    declared: tuple[tuple[str, str], ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Amends:
    """What an edit would change about a locked plan, in words, and what that costs; nothing where it changes none."""

    changes: tuple[str, ...]
    cost: str


def text(session: Session, slug: str, plan: PilotValues, uses: tuple[MetricUse, ...]) -> PlanText:
    """Return the plan of a stored pilot in words, with its versions.

    Args:
        session: reads the versions.
        slug: which pilot.
        plan: as it is stored.
        uses: the metrics of its use case.
    """
    row = use_cases.find_pilot(session, slug)
    stored = () if row is None else plans.versions(session, [row.id]).get(row.id, ())
    written = organisation.figures(session)
    declared = _declared(plan, uses, metrics.catalogue(session), written)
    return PlanText(tuple((label, words) for label, words in declared if words), _versions(stored))


def amends(session: Session, before: PilotValues, after: PilotValues, uses: tuple[MetricUse, ...]) -> Amends:
    """Return what an edit of a locked pilot would amend, asked while somebody types it."""
    catalogue = metrics.catalogue(session)
    return _amends(differences(content(before, uses, catalogue), content(after, uses, catalogue)))


def _amends(found: Sequence[Difference]) -> Amends:
    kinds = {each.kind for each in found}
    cost = next((_COSTS[kind] for kind in ChangeKind if kind in kinds), "")
    return Amends(tuple(each.words for each in found), cost)


def _declared(
    plan: PilotValues, uses: tuple[MetricUse, ...], catalogue: Catalogue, figures: Figures
) -> Iterator[tuple[str, str]]:
    yield "Window", _window(plan)
    yield "Baseline", "" if plan.baseline_starts is None else f"from {day(plan.baseline_starts)}"
    yield "Judged by", "; ".join(_judged_by(uses, catalogue, figures))
    yield "Guardrails", "; ".join(_guarded_by(uses, catalogue, figures))
    yield "Against", _against(plan)
    yield "Accepted by", plan.comparison_waiver if plan.comparison is Comparison.NONE else ""
    yield "Who is touched", _touched(plan)
    yield "Chosen", "because its figures were bad; such figures tend to recover by themselves" * plan.chosen_because_bad
    yield "Out of the ordinary", "; ".join(each.words for each in plan.occasions)
    yield "Left out", "; ".join(_left_out(plan, catalogue))


def _window(plan: PilotValues) -> str:
    if plan.goes_live is None:
        return "no go-live date yet"
    last = plan.goes_live + timedelta(days=plan.window_days - 1)
    run_in = f"; the first {count(plan.run_in_days, 'day')} do not count" if plan.run_in_days else ""
    return f"{day(plan.goes_live)} to {day(last)}, {count(plan.window_days, 'day')}{run_in}"


def _judged_by(uses: tuple[MetricUse, ...], catalogue: Catalogue, figures: Figures) -> Iterator[str]:
    for use in uses:
        metric = catalogue.get(use.metric)
        if metric is not None and use.role is Role.PRIMARY:
            wanted = target_words(use.target, metric, figures)
            target = f"target {wanted}" if wanted else "no target yet"
            known = "" if use.baseline is None else f" from {figures.value(metric, use.baseline)}"
            yield f"{metric.name}, {target}{known}"


def _guarded_by(uses: tuple[MetricUse, ...], catalogue: Catalogue, figures: Figures) -> Iterator[str]:
    for use in uses:
        metric = catalogue.get(use.metric)
        if metric is not None and use.role is Role.GUARDRAIL:
            margin = margin_words(use.margin, metric, figures, relative=use.margin_relative)
            yield f"{metric.name}, {f'margin {margin}' if margin else 'no margin yet'}"


def _against(plan: PilotValues) -> str:
    named = f" {plan.comparison_label}" if plan.comparison_label else ""
    match plan.comparison:
        case Comparison.NONE:
            return "its own past; no comparison group"
        case Comparison.GROUP:
            return f"comparison group{named}"
        case Comparison.RANDOMISED:
            unit = f", by {plan.randomised_unit}" if plan.randomised_unit else ""
            arms = "" if plan.units_per_arm is None else f", {plan.units_per_arm:,} in each group"
            split = "" if plan.planned_split is None else f", {percent(plan.planned_split, places=0)} in the pilot"
            others = f"; the others: {plan.comparison_label}" if named else ""
            return f"groups drawn by lot{unit}{arms}{split}{others}"


def _touched(plan: PilotValues) -> str:
    share = "" if plan.population_share is None else f"{percent(plan.population_share, places=0)} of them"
    return ", ".join(part for part in (plan.population, share) if part)


def _left_out(plan: PilotValues, catalogue: Catalogue) -> Iterator[str]:
    for each in plan.left_out:
        metric = catalogue.get(each.metric)
        yield f"{metric.name}: {each.words}" if metric is not None else each.words


def _versions(stored: Sequence[PlanVersion]) -> tuple[Version, ...]:
    if not stored:
        return ()
    first = stored[0]
    lock = Version("Locked", day(first.made_on), first.by, first.reason, ())
    return (lock, *(_version(each) for each in amendments(stored)))


def _version(each: Amendment) -> Version:
    what = "Extended" if each.kind is ChangeKind.EXTENDED else "Amended"
    return Version(what, day(each.made_on), each.by, each.reason, each.words)
