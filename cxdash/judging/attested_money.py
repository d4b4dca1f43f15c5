"""What an attestation of money rests on as it is stored, and whether finance's last word still holds."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.attestations import Rested, changed_since, content
from cxdash.domain.figures import Figures
from cxdash.domain.gates import Attested
from cxdash.effects.net_value import NetValue
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State, day
from cxdash.store.gate_tables import Attestation
from cxdash.store.tables import UseCase


def rests_on(results: Iterable[Result]) -> dict[str, Any]:
    """Return what finance would attest of these results: those on primary metrics whose window is over."""
    return content(_rested(results))


def resting(session: Session, use_case: UseCase, *, today: date) -> dict[str, Any]:
    """Return what finance would attest of a use case on a day."""
    current = tuple(pilot.slug for pilot in use_case.pilots if pilot.archived_at is None)
    return rests_on(pilot_results.results(session, today=today, slugs=current))


def attested(row: Attestation | None, results: Iterable[Result], figures: Figures) -> Attested | None:
    """Return finance's word, with what reads otherwise since; None where nobody attested anything.

    Args:
        row: the newest attestation that was not withdrawn.
        results: of the use case's pilots, as they are today.
        figures: in the organisation's currency.
    """
    if row is None:
        return None
    amount = f"{figures.money(row.likely)} a year"
    return Attested(row.person.name, day(row.attested_on), amount, changed_since(row.content, rests_on(results)))


def _rested(results: Iterable[Result]) -> Iterator[Rested]:
    for each in results:
        if each.state is not State.FINISHED or each.metric is None:
            continue
        money, effect = each.money, each.effect
        known = money if isinstance(money, NetValue) else None
        yield Rested(
            pilot=each.slug,
            metric=each.metric.slug,
            words=f"{each.metric.name} in {each.name}",
            verdict=each.verdict.value,
            grade=each.grade.value,
            effect=(None, None, None) if effect is None else (effect.effect, effect.low, effect.high),
            money=() if known is None else (known.p10, known.p50, known.p90),
            unit_value=each.unit_value,
            run_cost_year=each.run_cost_year,
        )
