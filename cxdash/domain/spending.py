"""What some days cost or bring by a model: of what was planned, is forecast and was spent, what counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import fsum
from types import MappingProxyType
from typing import NamedTuple

from cxdash.domain.metrics import plain
from cxdash.domain.money_entries import Basis, CostKind, Kind, MoneyEntry, Side
from cxdash.domain.periods import Period


class Part(NamedTuple):
    """What one entry contributes to the days that were asked about."""

    entry: MoneyEntry
    days: int
    amount: float


@dataclass(frozen=True, slots=True)
class Spent:
    """What some days cost, or bring by a model, in currency, with the entries it comes from.

    Attributes:
        parts: what counts.
        by_basis: the sum of each basis in it.
        replaced: what was planned or forecast under a name that nothing was ever spent under, on days for which
            something was spent under another; it does not count.
    """

    parts: tuple[Part, ...]
    by_basis: Mapping[Basis, float] = field(default_factory=lambda: MappingProxyType({}))
    replaced: tuple[Part, ...] = ()

    @property
    def amount(self) -> float:
        """All of it."""
        return fsum(part.amount for part in self.parts)

    @property
    def one_off(self) -> float:
        """What of it comes once."""
        return self.of(CostKind.ONE_OFF)

    @property
    def run(self) -> float:
        """What of it comes for as long as something runs."""
        return self.of(CostKind.RUN)

    @property
    def basis(self) -> Basis:
        """The least sure basis that anything in it rests on."""
        return min(self.by_basis, key=lambda each: each.rank)

    @property
    def rests_on(self) -> str:
        """The bases in words, the surest first: ``actual``, ``actual and planned``."""
        said = [each.value for each in sorted(self.by_basis, key=lambda each: -each.rank)]
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)

    def of(self, kind: Kind) -> float:
        """Return what of it is of one kind."""
        return fsum(part.amount for part in self.parts if part.entry.kind is kind)


def cost_in(entries: Iterable[MoneyEntry], period: Period) -> Spent | None:
    """Return what a period costs; None where no entry says anything about its days.

    An amount for a longer period is spread over its days in equal parts. Of one line (use case, pilot, kind and name)
    each day counts once: by what was spent where that is known, else by the forecast, else by the plan; of two on one
    basis by the one for the shorter period. What is paid once may be paid later than planned: until the last day for
    which it was spent, its line counts nothing but what was spent. A pilot's entries and its use case's are different
    costs, so both count.

    A line that nothing was ever spent under is taken to be what was spent under another name: on days for which
    something of its kind was spent it does not count, and is told in ``replaced``.
    """
    return between(entries, period.starts, period.ends_before, side=Side.COST)


def between(entries: Iterable[MoneyEntry], starts: date, ends_before: date, *, side: Side) -> Spent | None:
    """Return what the days from one to before another cost, or bring by a model, as ``cost_in`` does.

    What a model brings is never to be added to what was measured.

    Args:
        entries: of any days; those of other days tell under which names anything was spent.
        starts: the first day.
        ends_before: the first day that no longer counts.
        side: costs or benefits.
    """
    kinds: dict[tuple[str, str | None, Kind], list[MoneyEntry]] = {}
    for entry in entries:
        if entry.side is side:
            kinds.setdefault((entry.use_case, entry.pilot, entry.kind), []).append(entry)
    counted: list[Part] = []
    replaced: list[Part] = []
    for of in kinds.values():
        for line, others in _lines(of):
            for part, is_replaced in _parts(line, others, starts, ends_before):
                (replaced if is_replaced else counted).append(part)
    if not counted:
        return None
    sums: dict[Basis, list[float]] = {}
    for part in counted:
        sums.setdefault(part.entry.basis, []).append(part.amount)
    by_basis = MappingProxyType({basis: fsum(amounts) for basis, amounts in sums.items()})
    return Spent(tuple(counted), by_basis, tuple(replaced))


def _lines(kind: Sequence[MoneyEntry]) -> Iterator[tuple[list[MoneyEntry], list[Period]]]:
    """Yield each line of one kind with the periods for which something else was spent that replaces it."""
    lines: dict[str, list[MoneyEntry]] = {}
    for entry in kind:
        lines.setdefault(plain(entry.line), []).append(entry)
    spent = [entry.period for entry in kind if entry.basis is Basis.ACTUAL]
    for line in lines.values():
        yield line, [] if any(entry.basis is Basis.ACTUAL for entry in line) else spent


def _parts(
    line: Sequence[MoneyEntry], replacing: Sequence[Period], starts: date, ends_before: date
) -> Iterator[tuple[Part, bool]]:
    """Yield what each entry of one line says, every day once, and whether something else was spent in its place."""
    periods = [*(each.period for each in line), *replacing]
    ends = {starts, ends_before} | {day for each in periods for day in (each.starts, each.ends_before)}
    days: dict[tuple[int, bool], int] = {}
    paid_until = max((each.period.ends_before for each in line if _is_paid_once(each)), default=date.min)
    for first, after in pairwise(sorted(day for day in ends if starts <= day <= ends_before)):
        counting = (at for at, each in enumerate(line) if each.basis is Basis.ACTUAL or first >= paid_until)
        about = [at for at in counting if _is_about(line[at].period, first)]
        if about:
            best = max(about, key=lambda at: (line[at].basis.rank, -_length(line[at].period), line[at].id))
            key = best, any(_is_about(each, first) for each in replacing)
            days[key] = days.get(key, 0) + (after - first).days
    for (at, is_replaced), counted in days.items():
        yield Part(line[at], counted, line[at].amount * counted / _length(line[at].period)), is_replaced


def _is_paid_once(each: MoneyEntry) -> bool:
    return each.kind is CostKind.ONE_OFF and each.basis is Basis.ACTUAL


def _is_about(period: Period, day: date) -> bool:
    return period.starts <= day < period.ends_before


def _length(period: Period) -> int:
    return (period.ends_before - period.starts).days
