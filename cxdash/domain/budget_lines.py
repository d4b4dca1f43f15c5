"""Budget lines: what savings come out of, so that together they are never more than is spent on it."""

from dataclasses import dataclass
from math import isfinite

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count

LONGEST_NAME = 120
_LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class BudgetLineValues:
    """A budget line as a person may edit it.

    Attributes:
        name: as finance calls it.
        annual_amount: what it costs a year, in the organisation's currency.
        owner: who answers for it, by name; "" where nobody is named.
    """

    name: str
    annual_amount: float
    owner: str = ""


def check_budget_line(values: BudgetLineValues) -> None:
    """Raise RuleError, with the field, where a line has no name or costs nothing."""
    name = values.name.strip()
    if not name:
        raise RuleError("A budget line needs a name. Write it as it stands in the budget.", field="name")
    if len(name) > LONGEST_NAME:
        said = count(len(name), "character")
        raise RuleError(f"The name of the line has {said}. Shorten it to {LONGEST_NAME}.", field="name")
    if not (isfinite(values.annual_amount) and 0 < values.annual_amount <= _LARGEST):
        raise RuleError(
            "Say what the line costs a year, above 0: savings that come out of it cannot be more.",
            field="annual_amount",
        )
