"""Costs and modelled benefits by period: what was planned, is forecast or was spent."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import NamedTuple

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count
from cxdash.domain.metrics import plain
from cxdash.domain.period_words import period_label
from cxdash.domain.periods import FiscalCalendar, Grain, Period

LONGEST_LINE = 120
_LARGEST = 1e15
_LONGEST_NOTE = 1_000


class Side(StrEnum):
    """Which way money goes."""

    COST = "cost"
    BENEFIT = "benefit"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


class CostKind(StrEnum):
    """Whether a cost comes once or for as long as something runs."""

    ONE_OFF = "one_off"
    RUN = "run"

    @property
    def label(self) -> str:
        """The words people read."""
        return "One-off" if self is CostKind.ONE_OFF else "Run"


class Basis(StrEnum):
    """How an amount is known; of one line and day the last of these counts."""

    PLANNED = "planned"
    FORECAST = "forecast"
    ACTUAL = "actual"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()

    @property
    def rank(self) -> int:
        """How much it is believed: what was spent more than what is expected, and that more than the plan."""
        return list(Basis).index(self)


Kind = CostKind | FinanceClass | None
"""Once or running of a cost; the class of money of a benefit, None where nobody has said it."""


def kind_of(side: Side, text: str) -> Kind:
    """Return a kind as it is stored; ValueError for one that its side does not have."""
    if side is Side.COST:
        return CostKind(text)
    return FinanceClass(text) if text else None


def kind_label(kind: Kind) -> str:
    """Return the words for a kind: ``One-off``, ``Cashable saving``, ``Class not said``."""
    return "Class not said" if kind is None else kind.label


class Place(NamedTuple):
    """What an amount is about; of each place there is one entry. Names of lines differ by more than case and spaces."""

    pilot: str | None
    side: Side
    kind: Kind
    basis: Basis
    line: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyEntryValues:
    """A cost or a modelled benefit as a person may edit it.

    Attributes:
        pilot: the slug of the pilot it is of; None where the use case as a whole has it.
        line: what it is spent on or saved at, as finance calls it.
        period: the days it is for, in equal parts.
        amount: in the organisation's currency, never below 0.
    """

    side: Side
    kind: Kind
    basis: Basis
    period: Period
    amount: float
    line: str = ""
    pilot: str | None = None
    note: str = ""

    @property
    def place(self) -> Place:
        """What the amount is about."""
        return Place(self.pilot, self.side, self.kind, self.basis, plain(self.line), self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyEntry(MoneyEntryValues):
    """A stored cost or modelled benefit of a use case, with where it comes from.

    Attributes:
        id: its number.
        use_case: slug.
        import_id: the import that brought it; None where it was entered by hand.
        cell: where it stands in that file, such as ``Costs!C7``; "" where it was entered by hand.
    """

    id: int
    use_case: str
    import_id: int | None = None
    cell: str = ""


def words_for(values: MoneyEntryValues, calendar: FiscalCalendar | None = None) -> str:
    """Return what an amount is about in words: ``planned run cost “Licences”, Jul 2026``."""
    what = f"{values.basis.value} {kind_label(values.kind).lower()}"
    if values.side is Side.COST:
        what += " cost"
    elif values.kind is None:
        what = f"{values.basis.value} benefit"
    line = f" “{values.line}”" if values.line else ""
    return f"{what}{line}, {period_label(values.period, calendar)}"


def check_money_entry(values: MoneyEntryValues, calendar: FiscalCalendar) -> None:
    """Raise RuleError, with the field, where an amount, its kind or its period makes no sense."""
    if not isfinite(values.amount) or values.amount > _LARGEST:
        raise RuleError("Enter the amount as a number.", field="amount")
    if values.amount < 0:
        less = "a saving is a benefit" if values.side is Side.COST else "what it costs is a cost"
        raise RuleError(
            f"Amounts are 0 or more: {less}. Enter it on the other side, or correct the amount.", field="amount"
        )
    if (values.side is Side.COST) is not isinstance(values.kind, CostKind):
        said = "one-off or run" if values.side is Side.COST else "a class of money"
        raise RuleError(f"A {values.side.value} is {said}. Choose which.", field="kind")
    for name, text, longest in (("line", values.line, LONGEST_LINE), ("note", values.note, _LONGEST_NOTE)):
        if len(text.strip()) > longest:
            said = count(len(text.strip()), "character")
            raise RuleError(f"The {name} has {said}. Shorten it to {longest:,}.", field=name)
    first = calendar.start_of(values.period.grain, values.period.starts)
    is_calendar_year = values.period.grain is Grain.YEAR and (values.period.starts.month, values.period.starts.day) == (
        1,
        1,
    )
    if first != values.period.starts and not is_calendar_year:
        grain = values.period.grain.value
        raise RuleError(
            f"No {grain} starts on {values.period.starts:%-d %b %Y}; the {grain} of that day starts on "
            f"{first:%-d %b %Y}. Choose that day.",
            field="period",
        )
