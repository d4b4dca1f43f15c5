"""What a use case is likely to be worth a year: as finance attested it, else as measured, else as promised."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from statistics import median_low

from sqlalchemy.orm import Session

from cxdash.domain.attestations import changed_since
from cxdash.domain.figures import count
from cxdash.domain.metrics import Catalogue
from cxdash.domain.promises import promised_a_year
from cxdash.domain.targets import Target, TargetKind
from cxdash.effects.grade import Grade
from cxdash.effects.net_value import NetValue
from cxdash.judging.attested_money import rests_on
from cxdash.judging.pilot_results import Result, State
from cxdash.store import attestations, defined, metrics
from cxdash.store.defined import Declared

_MEASURED = frozenset({Grade.A, Grade.B, Grade.C})


class Basis(StrEnum):
    """What a value rests on; values of different bases are never added up."""

    ATTESTED = "attested by finance"
    MEASURED = "measured"
    PROMISED = "promised by its target"


@dataclass(frozen=True, slots=True)
class LikelyValue:
    """An amount a year in currency, what it rests on, and that in words."""

    amount: float
    basis: Basis
    words: str


def by_use_case(session: Session, results: Iterable[Result], slugs: Mapping[int, str]) -> Mapping[str, LikelyValue]:
    """Return the likely value of use cases by slug; those of which nothing can be said are left out.

    Args:
        session: reads what finance attested and what targets promise.
        results: of all their pilots on primary metrics.
        slugs: of the use cases asked for, by id.
    """
    by_slug: dict[str, list[Result]] = {}
    for each in results:
        by_slug.setdefault(each.use_case, []).append(each)
    attested, declared = attestations.newest_by_use_case(session), defined.primaries(session)
    catalogue = metrics.catalogue(session)
    found: dict[str, LikelyValue] = {}
    for number, slug in slugs.items():
        own, word = by_slug.get(slug, []), attested.get(number)
        if word is not None and not changed_since(word.content, rests_on(own)):
            value: LikelyValue | None = LikelyValue(word.likely, Basis.ATTESTED, f"attested by {word.person.name}")
        else:
            value = _measured(own) or _promised(declared.get(number, ()), catalogue)
        if value is not None:
            found[slug] = value
    return found


def _measured(results: Sequence[Result]) -> LikelyValue | None:
    """Return the middle of what its pilots would bring at full use, of each metric; grades D and E prove nothing.

    Of two it is the lesser, as on the tab Money: an amount that one pilot has shown, and that opens down to its cells.
    """
    by_metric: dict[int | None, list[float]] = {}
    for each in results:
        money = each.money
        if isinstance(money, NetValue) and each.state is State.FINISHED and each.grade in _MEASURED:
            by_metric.setdefault(each.metric_id, []).append(money.gross_year)
    if not by_metric:
        return None
    pilots = sum(map(len, by_metric.values()))
    which = "lesser" if [len(amounts) for amounts in by_metric.values()] == [2] else "middle"
    words = "measured in one pilot" if pilots == 1 else f"the {which} of {count(pilots, 'measured pilot')}"
    return LikelyValue(sum(median_low(amounts) for amounts in by_metric.values()), Basis.MEASURED, words)


def promised(declared: Iterable[Declared], catalogue: Catalogue) -> float | None:
    """Return what the targets of primary metrics promise a year, gross, in currency; None where none can be said."""
    amounts = list(_amounts(declared, catalogue))
    return sum(amounts) if amounts else None


def _promised(declared: Iterable[Declared], catalogue: Catalogue) -> LikelyValue | None:
    amount = promised(declared, catalogue)
    return None if amount is None else LikelyValue(amount, Basis.PROMISED, Basis.PROMISED.value)


def _amounts(declared: Iterable[Declared], catalogue: Catalogue) -> Iterator[float]:
    for each in declared:
        metric = catalogue.get(each.metric)
        if metric is None or each.target_kind is None or each.target_size is None:
            continue
        amount = promised_a_year(
            Target(TargetKind(each.target_kind), each.target_size),
            metric,
            baseline=each.baseline,
            unit_value=each.unit_value,
            annual_volume=each.annual_volume,
        )
        if amount is not None and isfinite(amount):
            yield amount
