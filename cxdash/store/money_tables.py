"""The stored nouns of money: policy, budget lines, what makes a metric worth something, costs and benefits."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cxdash.store.policy_versions import PolicyRow
from cxdash.store.schema import Base, Versioned

if TYPE_CHECKING:
    from cxdash.store.tables import PersonRow, Pilot


class MoneyPolicyRow(PolicyRow):
    """The money policy from a day on; a change is a further version, so that closed quarters keep the one they met."""

    __tablename__ = "money_policy"


class BudgetLine(Base, Versioned):
    """A line of the budget that savings come out of: together they never exceed what it costs a year."""

    __tablename__ = "budget_line"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    annual_amount: Mapped[float]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    archived: Mapped[bool] = mapped_column(default=False)
    owner: Mapped["PersonRow | None"] = relationship(viewonly=True)


class Valuation(Base, Versioned):
    """What stands behind the unit value of a use case's metric: its finance owner, the class of money, the adoption.

    Adoptions are shares of the annual volume. The class counts in a headline only once finance confirmed it.
    """

    __tablename__ = "valuation"
    use_case_metric_id: Mapped[int] = mapped_column(ForeignKey("use_case_metric.id"), primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    valued_on: Mapped[date | None]
    finance_class: Mapped[str] = mapped_column(default="")
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"))
    adoption_low: Mapped[float | None]
    adoption: Mapped[float | None]
    adoption_high: Mapped[float | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_on: Mapped[date | None]
    owner: Mapped["PersonRow | None"] = relationship(viewonly=True, foreign_keys=[owner_id])
    confirmed_by: Mapped["PersonRow | None"] = relationship(viewonly=True, foreign_keys=[confirmed_by_id])
    budget_line: Mapped[BudgetLine | None] = relationship(viewonly=True)


class MoneyEntry(Base, Versioned):
    """A cost or a modelled benefit of a use case, or of one pilot of it, in one period.

    ``side`` is cost or benefit; ``kind`` one-off or run of a cost, the class of money of a benefit; ``basis`` planned,
    forecast or actual. Amounts are positive, in the organisation's currency; ``starts`` is the period's first day.
    """

    __tablename__ = "money_entry"
    __table_args__ = (Index("ix_money_entry_place", "use_case_id", "pilot_id", "starts"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"))
    pilot_id: Mapped[int | None] = mapped_column(ForeignKey("pilot.id"))
    side: Mapped[str]
    kind: Mapped[str]
    basis: Mapped[str]
    line: Mapped[str] = mapped_column(default="")
    grain: Mapped[str]
    starts: Mapped[date]
    amount: Mapped[float]
    note: Mapped[str] = mapped_column(default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("tracker_import.id"), index=True)
    cell: Mapped[str] = mapped_column(default="")
    pilot: Mapped["Pilot | None"] = relationship(viewonly=True)
