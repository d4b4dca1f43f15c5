"""What is stored of a use case, as the facts that its gates ask for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import Self

from sqlalchemy.orm import Session

from cxdash.domain.comparisons import Comparison
from cxdash.domain.figures import Figures
from cxdash.domain.gates import Facts, Owed, Primary
from cxdash.domain.metric_pairs import unwatched
from cxdash.domain.metric_rules import verification_problem
from cxdash.domain.metrics import Catalogue, Metric, Role, primaries_problem, role_problem
from cxdash.domain.ownership import Function
from cxdash.domain.promises import promised_a_year
from cxdash.domain.readiness import Dimension
from cxdash.domain.statements import lint
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.use_words import target_words
from cxdash.judging import tried
from cxdash.judging.approvals import Proof
from cxdash.judging.attested_money import attested
from cxdash.judging.own_metrics import unproven
from cxdash.judging.pilot_results import Result, day
from cxdash.store import metric_uses, metrics, organisation
from cxdash.store.gate_tables import Attestation, GateCondition
from cxdash.store.tables import Pilot, UseCase

_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Ground:
    """What the gates of every use case are judged by: metrics, the ones nobody verified, currency, and the day."""

    catalogue: Catalogue
    unproven: frozenset[str]
    figures: Figures
    today: date

    @classmethod
    def of(cls, session: Session, *, today: date) -> Self:
        """Return it as it is stored."""
        return cls(_same(metrics.catalogue(session)), unproven(session), organisation.figures(session), today)


def facts(
    use_case: UseCase,
    results: Sequence[Result],
    ground: Ground,
    *,
    attestation: Attestation | None,
    proofs: Sequence[Proof],
    conditions: Sequence[GateCondition] = (),
) -> Facts:
    """Return all that gates ask about a use case.

    Args:
        use_case: as it is stored.
        results: of its pilots.
        ground: what every gate is judged by.
        attestation: finance's last word on its money; None where there is none.
        proofs: the proof points of its pilots.
        conditions: what earlier decisions in effect asked for, the first due first.
    """
    catalogue, figures = ground.catalogue, ground.figures
    uses = metric_uses.uses_of(use_case)
    primaries = [(use, metric) for use in uses if use.role is Role.PRIMARY and (metric := catalogue.get(use.metric))]
    chosen = [metric for _, metric in primaries]
    pilots = [pilot for pilot in use_case.pilots if pilot.archived_at is None]
    return Facts(
        statement=use_case.statement,
        statement_lacks=_lacks(use_case.statement, ground),
        primaries=tuple(_primaries(primaries, pilots, figures)),
        firewall=_firewall(chosen),
        unverified=verification_problem(chosen, ground.unproven) or "",
        guardrails=tuple(
            metric.name for use in uses if use.role is Role.GUARDRAIL and (metric := catalogue.get(use.metric))
        ),
        unwatched=tuple(each.sentence for each in unwatched(uses, catalogue)),
        designs={pilot.name: _design(pilot) for pilot in pilots},
        unfinished=tried.unfinished(results),
        finished=tried.finished(results, pilots, proofs, figures),
        red=tried.red(results),
        owners={Function(owner.function): owner.person.name for owner in use_case.owners},
        readiness={Dimension(row.dimension): row.level for row in use_case.readiness},
        claims_money=any(use.unit_value is not None for use, _ in primaries),
        at_stake=_at_stake(primaries),
        attested=attested(attestation, results, figures),
        owed=tuple(_owed(each, ground.today) for each in conditions),
    )


def _lacks(statement: str, ground: Ground) -> tuple[str, ...] | None:
    return _problems(statement, ground.catalogue, ground.today) if statement.strip() else None


@lru_cache(maxsize=4)
def _same(catalogue: Catalogue) -> Catalogue:
    """Return the one object that stands for equal catalogues, so that what is remembered of it is found at once."""
    return catalogue


@lru_cache(maxsize=_REMEMBERED)
def _problems(statement: str, catalogue: Catalogue, today: date) -> tuple[str, ...]:
    """Return what keeps a statement from passing; reading one takes milliseconds, and a board has hundreds."""
    return tuple(each.message for each in lint(statement, catalogue, today=today).problems)


def _primaries(
    primaries: Iterable[tuple[MetricUse, Metric]], pilots: Iterable[Pilot], figures: Figures
) -> Iterator[Primary]:
    """Yield the primary metrics; a plan that says from when figures count has a baseline too."""
    days = [pilot.baseline_starts for pilot in pilots if pilot.baseline_starts is not None]
    for use, metric in primaries:
        baseline = f"the figures since {day(min(days))}" if days else ""
        if use.baseline is not None:
            baseline = figures.value(metric, use.baseline)
        yield Primary(metric.name, metric.carries_to_scale, target_words(use.target, metric, figures), baseline)


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


def _owed(row: GateCondition, today: date) -> Owed:
    is_met = row.met_on is not None
    return Owed(row.text, row.owner.name, day(row.due), is_met=is_met, is_overdue=not is_met and row.due < today)


def _at_stake(primaries: Iterable[tuple[MetricUse, Metric]]) -> float | None:
    """Return what the targets promise a year together, in currency; None where none can be said."""
    promised = [
        promised_a_year(
            use.target, metric, baseline=use.baseline, unit_value=use.unit_value, annual_volume=use.annual_volume
        )
        for use, metric in primaries
    ]
    known = [amount for amount in promised if amount is not None and isfinite(amount)]
    return round(sum(known), 2) if known else None
