"""What stands behind a unit value: who answers for it, what sort of money it is, and how many will be reached."""

from dataclasses import dataclass
from datetime import date
from math import isfinite

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import listed
from cxdash.domain.money_policy import MoneyPolicy


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line: savings that come out of it can never be more than it costs a year, in currency."""

    slug: str
    name: str
    annual_amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """What stands behind the unit value of one metric of a use case; None where nobody has said it.

    Attributes:
        finance_class: what finance calls the benefit.
        owner: the name of who answers for the value, in finance.
        valued_on: the day it was last looked at.
        budget_line: what the saving comes out of.
        adoption_low, adoption, adoption_high: shares of the annual volume that the change will reach.
        confirmed_by: the name of who, of finance, confirmed the class; with the day.
    """

    finance_class: FinanceClass | None = None
    owner: str | None = None
    valued_on: date | None = None
    budget_line: Line | None = None
    adoption_low: float | None = None
    adoption: float | None = None
    adoption_high: float | None = None
    confirmed_by: str | None = None
    confirmed_on: date | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether finance stands by the class."""
        return self.confirmed_on is not None

    def money_share(self, policy: MoneyPolicy) -> float:
        """Return the share of the unit value that is money at all, 0 to 1; all of it while nobody named a class."""
        return 1.0 if self.finance_class is None else self.finance_class.money_share(policy)

    @property
    def why_no_money(self) -> str:
        """The end of “no money figure, because …” where the share is 0."""
        if self.finance_class is FinanceClass.CAPACITY:
            return "finance calls the benefit released capacity, and the money policy counts 0 % of released hours"
        return "finance calls the benefit non-financial"

    @property
    def is_headline(self) -> bool:
        """Whether gains count in a headline return: money that a budget feels, and finance confirmed that it is."""
        line = self.budget_line.name if self.budget_line else ""
        return self.finance_class is not None and self.finance_class.is_headline(
            confirmed=self.is_confirmed, budget_line=line
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationValues:
    """What stands behind a unit value as a person may edit it; people and budget lines by name, "" where none is named.

    Adoptions are shares of the annual volume; where nobody said one, all of it will be reached.
    """

    owner: str = ""
    valued_on: date | None = None
    finance_class: FinanceClass | None = None
    budget_line: str = ""
    adoption_low: float | None = None
    adoption: float | None = None
    adoption_high: float | None = None


def check_valuation(values: ValuationValues) -> None:
    """Raise RuleError, with the field, where a class lacks its budget line or the adoption makes no sense."""
    if values.finance_class is FinanceClass.AVOIDED and not values.budget_line.strip():
        raise RuleError(
            "Avoided spend comes out of a budget that would have been spent. Name the budget line, or choose another "
            "class.",
            field="budget_line",
        )
    ends = {"adoption_low": values.adoption_low, "adoption": values.adoption, "adoption_high": values.adoption_high}
    for name, share in ends.items():
        if share is not None and not (isfinite(share) and 0 <= share <= 1):
            raise RuleError("The adoption is a share of the year's cases: write it from 0 to 100 %.", field=name)
    if values.adoption is None and (values.adoption_low is not None or values.adoption_high is not None):
        raise RuleError("Say what adoption is likely, not only its ends.", field="adoption")
    said = [share for share in ends.values() if share is not None]
    if said != sorted(said):
        raise RuleError("The adoption must rise from low over likely to high.", field="adoption")


def check_confirmable(values: ValuationValues, *, unit_value: float | None, value_source: str) -> None:
    """Raise RuleError with what is missing before finance confirms a class: every value has owner, day and source."""
    if values.finance_class is None:
        raise RuleError("Choose what sort of money it is before you confirm it.", field="finance_class")
    if unit_value is None:
        raise RuleError("Nobody has said what one unit is worth. Enter the unit value first.", field="unit_value")
    missing = [
        words
        for words, is_said in (
            ("who answers for the value", values.owner),
            ("the day it was last looked at", values.valued_on),
            ("where it comes from", value_source.strip()),
        )
        if not is_said
    ]
    if missing:
        raise RuleError(f"Before finance confirms it, a value says {listed(missing)}.", field="owner")


NOBODY_SAID = Valued()
"""Of a unit value behind which nobody stands yet."""
