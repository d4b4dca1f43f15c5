"""What is stored of a use case, as the facts that its gates ask for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.comparisons import Comparison
from cxdash.domain.figures import Figures
from cxdash.domain.gates import Facts, Finished, Primary, Unfinished, WaitsFor
from cxdash.domain.metric_pairs import unwatched
from cxdash.domain.metric_rules import verification_problem
from cxdash.domain.metrics import Catalogue, Metric, Role, primaries_problem, role_problem
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.statements import lint
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.use_words import target_words
from cxdash.effects.net_value import NetValue
from cxdash.effects.verdict import Verdict
from cxdash.judging import pilot_results
from cxdash.judging.own_metrics import unproven
from cxdash.judging.pilot_results import Result, State, day
from cxdash.store import metric_uses, metrics, organisation
from cxdash.store.tables import Pilot, UseCase


def facts(session: Session, use_case: UseCase, *, today: date) -> Facts:
    """Return all that gates ask about a use case."""
    catalogue, figures = metrics.catalogue(session), organisation.figures(session)
    uses = metric_uses.uses_of(use_case)
    primaries = [metric for use in uses if use.role is Role.PRIMARY and (metric := catalogue.get(use.metric))]
    pilots = {pilot.slug: pilot for pilot in use_case.pilots if pilot.archived_at is None}
    results = pilot_results.results(session, today=today, slugs=tuple(pilots))
    finished = [each for each in results if each.state is State.FINISHED and each.metric is not None]
    return Facts(
        statement=use_case.statement,
        statement_lacks=_lacks(use_case.statement, catalogue, today=today),
        primaries=tuple(_primaries(uses, pilots.values(), catalogue, figures)),
        firewall=_firewall(primaries),
        unverified=verification_problem(primaries, unproven(session)) or "",
        guardrails=tuple(
            metric.name for use in uses if use.role is Role.GUARDRAIL and (metric := catalogue.get(use.metric))
        ),
        unwatched=tuple(each.sentence for each in unwatched(uses, catalogue)),
        designs={pilot.name: _design(pilot) for pilot in pilots.values()},
        unfinished=_unfinished(results),
        finished=tuple(sorted((_finished(each, pilots[each.slug], figures) for each in finished), key=_best_first)),
        red={each.name: each.harmed for each in finished if each.harmed},
        owners={Function(owner.function): owner.person.name for owner in use_case.owners},
        readiness={Dimension(row.dimension): row.level for row in use_case.readiness},
    )


def _lacks(statement: str, catalogue: Catalogue, *, today: date) -> tuple[str, ...] | None:
    if not statement.strip():
        return None
    return tuple(each.message for each in lint(statement, catalogue, today=today).problems)


def _primaries(
    uses: Sequence[MetricUse], pilots: Iterable[Pilot], catalogue: Catalogue, figures: Figures
) -> Iterator[Primary]:
    """Yield the primary metrics; a plan that says from when figures count has a baseline too."""
    days = [pilot.baseline_starts for pilot in pilots if pilot.baseline_starts is not None]
    for use in uses:
        metric = catalogue.get(use.metric)
        if metric is None or use.role is not Role.PRIMARY:
            continue
        baseline = f"the figures since {day(min(days))}" if days else ""
        if use.baseline is not None:
            baseline = figures.value(metric, use.baseline)
        yield Primary(
            metric.name,
            metric.carries_to_scale,
            target_words(use.target, metric, figures),
            baseline,
        )


def _firewall(primaries: Sequence[Metric]) -> str:
    """Say why a primary metric may not be one; "" where each may."""
    problems = [problem for metric in primaries if (problem := role_problem(metric, Role.PRIMARY))]
    return problems[0] if problems else primaries_problem(primaries) or ""


def _design(pilot: Pilot) -> str:
    """Say what a pilot is compared with, or who accepts that there is nothing; "" where nobody said either."""
    if Comparison(pilot.comparison) is Comparison.NONE:
        return f"no comparison group, accepted by {pilot.comparison_waiver.name}" if pilot.comparison_waiver else ""
    label = Comparison(pilot.comparison).label
    return f"{label} {pilot.comparison_label}" if pilot.comparison_label else label


def _unfinished(results: Iterable[Result]) -> tuple[Unfinished, ...]:
    """Return the pilots without a verdict, each once, those first that only wait for time."""
    found = {
        each.slug: Unfinished(each.name, each.progress, _waits_for(each), each.site)
        for each in results
        if each.state is not State.FINISHED
    }
    return tuple(sorted(found.values(), key=lambda each: each.waits_for is not WaitsFor.TIME))


def _waits_for(each: Result) -> WaitsFor:
    ends_before = each.window_ends_before
    if ends_before is None:
        return WaitsFor.DATE
    return WaitsFor.FIGURES if ends_before <= each.today else WaitsFor.TIME


def _finished(each: Result, pilot: Pilot, figures: Figures) -> Finished:
    money = each.money
    known = money if isinstance(money, NetValue) else None
    return Finished(
        name=each.name,
        metric="" if each.metric is None else each.metric.name,
        is_business=each.metric is not None and each.metric.carries_to_scale,
        verdict=each.verdict.value,
        grade=each.grade.value,
        target_met=each.verdict is Verdict.TARGET_MET,
        better=each.verdict is Verdict.BETTER,
        harm=each.verdict is Verdict.HARM,
        money_low=None if known is None else figures.money(known.p10),
        money_is_positive=known is not None and known.p10 > 0,
        accepted_by=pilot.comparison_waiver.name if pilot.comparison_waiver else "",
        site=each.site,
    )


def _best_first(each: Finished) -> tuple[bool, bool, str]:
    return not each.target_met, not each.better, each.grade
