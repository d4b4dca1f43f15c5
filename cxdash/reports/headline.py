"""The headline of a quarter's money: what a budget feels and finance confirmed, against what it cost."""

from dataclasses import dataclass

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.money import Span


@dataclass(frozen=True, slots=True)
class Headline:
    """Confirmed cashable savings, incremental margin and avoided spend of grades A to C in the elapsed days.

    Attributes:
        value: gross, with its 95 % range, in currency.
        run_cost: what running the same pilots cost in these days.
        one_off: what was paid for them once, as much of it as falls into these days, spread over the years that the
            money policy counts.
        pilots: how many there are.
        is_costed: whether somebody said what running each of them costs.
    """

    value: Span
    run_cost: float
    one_off: float
    pilots: int
    is_costed: bool = True

    @property
    def cost(self) -> float:
        """All that they cost."""
        return self.run_cost + self.one_off

    @property
    def net(self) -> Span:
        """What is left after all that they cost."""
        return Span(self.value.likely - self.cost, self.value.low - self.cost, self.value.high - self.cost)

    @property
    def return_on_investment(self) -> float | None:
        """(benefits − costs) / costs of the elapsed days; None where there is none, or one is not known."""
        return (self.value.likely - self.cost) / self.cost if self.is_costed and self.cost > 0 else None


@dataclass(frozen=True, slots=True)
class ClassValue:
    """Measured value of one class of money, gross; ``is_confirmed`` tells whether finance stands by the class.

    ``finance_class`` is None where nobody has said what sort of money it is; ``parts`` counts pilots on a metric.
    """

    finance_class: FinanceClass | None
    is_confirmed: bool
    value: Span
    parts: int

    @property
    def label(self) -> str:
        """The words people read: ``Cashable saving, confirmed``."""
        if self.finance_class is None:
            return "Class not said"
        return f"{self.finance_class.label}, {'confirmed' if self.is_confirmed else 'not confirmed'}"
