"""A quarter in money as it stands in reports: each pilot's part, what was cut, what is confirmed, what is modelled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from cxdash.domain import money
from cxdash.domain.benefits import FinanceClass, realisation_rate
from cxdash.domain.money import Counted, Span
from cxdash.domain.pools import Pool
from cxdash.domain.valuations import NOBODY_SAID, Valued
from cxdash.judging.pilot_results import Result
from cxdash.reports.headline import ClassValue, Headline


class Basis(StrEnum):
    """How far a sum may be relied on; sums of different bases are never added."""

    MEASURED = "measured"
    WEAK = "weak evidence"
    UNPROVEN = "no interval"


@dataclass(frozen=True, slots=True)
class Earned:
    """One pilot's part of a quarter.

    Attributes:
        promised: what the required effect would have been worth on the same cases; None without a target.
        run_cost: what running it cost in these days; None where nobody said.
        volume: cases counted while it was live.
        counted: its claim, gross, and what of it counts.
        valued: what stands behind the unit value: class, who confirmed it, budget line.
        run_cost_basis: what the run cost rests on: ``actual``, ``forecast``, ``planned``, ``pro rata`` (of a year's),
            several joined by “and”; "" where there is none.
        one_off: the part of what was paid once that falls into these days, over the years that money is counted for.
        is_headline: whether it counts in the headline return: measured, of a grade that may, and of a class that a
            budget feels and finance confirmed.
    """

    result: Result
    basis: Basis
    promised: float | None
    run_cost: float | None
    volume: float
    counted: Counted
    valued: Valued = NOBODY_SAID
    run_cost_basis: str = ""
    one_off: float = 0.0
    is_headline: bool = False

    @property
    def counts(self) -> Span:
        """What counts of its claim, gross, in currency."""
        return self.counted.counts

    @property
    def overlap(self) -> float:
        """What was taken away because others claim the same cases, or the budget line costs no more."""
        return self.counted.overlap

    @property
    def finance_class(self) -> FinanceClass | None:
        """What finance calls the benefit; None where nobody said."""
        return self.valued.finance_class

    @property
    def is_confirmed(self) -> bool:
        """Whether finance stands by the class."""
        return self.valued.is_confirmed


@dataclass(frozen=True, slots=True)
class Modelled:
    """A benefit that nobody measured: what somebody entered for the days of a quarter; never added to what was.

    Attributes:
        use_case, pilot: slugs; None for the pilot where the use case as a whole is said to have it.
        finance_class: None where nobody said.
        amount: in currency.
        rests_on: ``actual``, ``forecast``, ``planned`` or several.
    """

    use_case: str
    pilot: str | None
    finance_class: FinanceClass | None
    amount: float
    rests_on: str


@dataclass(frozen=True, slots=True)
class QuarterValue:
    """A quarter in money; amounts are gross unless they are called net.

    Attributes:
        earned: every pilot that was worth something that can be said, the largest first.
        left_out: pilots whose worth cannot be said, with the reason.
        masked: pilots whose gain is counted as nothing because containment masks what customers met.
        pools: what was cut from measured and weak value because it cannot all count, the largest cut first.
        modelled: benefits that somebody entered and nobody measured, the largest first; they stand apart.
        modelled_of_whole: those of use cases as a whole, where only some pilots are asked about; they are in no sum.
    """

    earned: tuple[Earned, ...]
    totals: dict[Basis, Span]
    left_out: tuple[tuple[Result, str], ...]
    masked: tuple[Result, ...]
    pools: tuple[Pool, ...] = ()
    modelled: tuple[Modelled, ...] = ()
    modelled_of_whole: tuple[Modelled, ...] = ()

    @property
    def gross(self) -> Span:
        """Measured value with its range."""
        return self.totals[Basis.MEASURED]

    @property
    def run_cost(self) -> float:
        """The run cost of the measured pilots."""
        return sum(each.run_cost or 0.0 for each in self.of(Basis.MEASURED))

    @property
    def net(self) -> Span:
        """Measured value less run cost."""
        gross, cost = self.gross, self.run_cost
        return Span(gross.likely - cost, gross.low - cost, gross.high - cost)

    @property
    def promised(self) -> float:
        """What the measured pilots promised on the same cases."""
        return sum(each.promised or 0.0 for each in self.of(Basis.MEASURED))

    @property
    def realisation_rate(self) -> float | None:
        """What measured pilots with a promise brought as a share of it, both gross; None where nothing was promised."""
        said = [each for each in self.of(Basis.MEASURED) if each.promised is not None]
        return realisation_rate(realised=sum(each.counts.likely for each in said), forecast=self.promised)

    @property
    def overlap(self) -> float:
        """What was claimed twice and taken out."""
        return sum(each.overlap for each in self.earned)

    @property
    def headline(self) -> Headline:
        """What counts in the headline return, with what the same pilots cost."""
        chosen = [each for each in self.earned if each.is_headline]
        return Headline(
            value=self.total_of(chosen),
            run_cost=sum(each.run_cost or 0.0 for each in chosen),
            one_off=sum(each.one_off for each in chosen),
            pilots=len({each.result.id for each in chosen}),
            is_costed=all(each.run_cost is not None for each in chosen),
        )

    @property
    def by_class(self) -> tuple[ClassValue, ...]:
        """Measured value by class of money, what finance confirmed apart from what it did not; None comes last."""
        found = []
        for finance_class in (*FinanceClass, None):
            for is_confirmed in (True, False):
                of = [
                    each
                    for each in self.of(Basis.MEASURED)
                    if each.finance_class is finance_class and each.is_confirmed is is_confirmed
                ]
                if of:
                    found.append(ClassValue(finance_class, is_confirmed, self.total_of(of), len(of)))
        return tuple(found)

    @property
    def modelled_total(self) -> float:
        """Every benefit that was entered and not measured."""
        return sum(each.amount for each in self.modelled)

    @staticmethod
    def total_of(earned: Iterable[Earned]) -> Span:
        """Return the sum of some pilots with its range."""
        return money.total(each.counted for each in earned)

    def of(self, basis: Basis) -> list[Earned]:
        """Return the pilots of one basis."""
        return [each for each in self.earned if each.basis is basis]

    def among(self, results: Iterable[Result]) -> "QuarterValue":
        """Return what some pilots are worth of the whole; what is claimed twice was taken out of the whole before.

        What a model says of a use case as a whole is no part of any of its pilots.
        """
        chosen = list(results)
        ids, slugs = {each.id for each in chosen}, {each.slug for each in chosen}
        use_cases = {each.use_case for each in chosen}
        earned = tuple(each for each in self.earned if each.result.id in ids)
        return replace(
            self,
            earned=earned,
            totals=totals_of(earned),
            left_out=tuple((each, why) for each, why in self.left_out if each.id in ids),
            masked=tuple(each for each in self.masked if each.id in ids),
            pools=tuple(pool for pool in self.pools if slugs.intersection(pool.pilots)),
            modelled=tuple(each for each in self.modelled if each.pilot in slugs),
            modelled_of_whole=tuple(
                each for each in self.modelled if each.pilot is None and each.use_case in use_cases
            ),
        )


def totals_of(earned: Iterable[Earned]) -> dict[Basis, Span]:
    """Return the sum of each basis with its range."""
    kept = list(earned)
    return {basis: money.total(each.counted for each in kept if each.basis is basis) for basis in Basis}
