"""What stands behind the unit values of a use case: who answers, since when, what sort of money, out of what budget."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from cxdash.domain.figures import NO_BREAK, Figures, number, percent
from cxdash.domain.metrics import Role
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.valuations import NOBODY_SAID, Valued
from cxdash.judging.pilot_results import day
from cxdash.store import budget_lines, metric_uses, organisation, use_cases, valuations

NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind one primary metric's unit value.

    Attributes:
        says: what is said about it, label and words, in the order people ask.
        sort_of_money: the class of money in words; empty where nobody named it.
        confirmed: by whom and when finance confirmed the class; empty where it did not.
        is_headline: whether gains count in a headline return.
        has_value: whether somebody said what one unit is worth.
    """

    metric: str
    slug: str
    says: tuple[tuple[str, str], ...]
    sort_of_money: str
    confirmed: str
    is_headline: bool
    has_value: bool


def of_use_case(session: Session, slug: str) -> tuple[Behind, ...]:
    """Return what stands behind each primary metric's value; NotFoundError where there is no such use case."""
    use_case, figures = use_cases.get(session, slug), organisation.figures(session)
    found = []
    for row in sorted(use_case.metrics, key=lambda each: each.id):
        use = metric_uses.use_of(row)
        if use.role is not Role.PRIMARY:
            continue
        valued = valuations.valued(row.valuation) if row.valuation else NOBODY_SAID
        found.append(
            Behind(
                metric=row.metric.name,
                slug=use.metric,
                says=says(use, valued, figures),
                sort_of_money=valued.finance_class.label if valued.finance_class else "",
                confirmed=confirmed(valued),
                is_headline=valued.is_headline,
                has_value=use.unit_value is not None,
            )
        )
    return tuple(found)


def says(use: MetricUse, valued: Valued, figures: Figures) -> tuple[tuple[str, str], ...]:
    """Return what is said about a unit value, label and words, in the order people ask."""
    return tuple(_says(use, valued, figures))


def lines(session: Session) -> tuple[str, ...]:
    """Return the names of the budget lines that savings may come out of."""
    return tuple(row.name for row in budget_lines.current(session))


def confirmed(valued: Valued) -> str:
    """Say who of finance confirmed the class of money and when; empty where nobody did."""
    if valued.confirmed_on is None:
        return ""
    return f"confirmed by {valued.confirmed_by or 'finance'} on {day(valued.confirmed_on)}"


def worth_of_one(use: MetricUse, figures: Figures) -> str:
    """Write what one unit is worth, with its ends where somebody gave them: ``£62, from £45 to £80``."""
    if use.unit_value is None:
        return NOT_SAID
    low, likely, high = use.unit_value_low, use.unit_value, use.unit_value_high
    if low is None and high is None:
        return figures.money(likely)
    ends = (likely if low is None else low, likely if high is None else high)
    return f"{figures.money(likely)}, from {figures.money(ends[0])} to {figures.money(ends[1])}"


def _says(use: MetricUse, valued: Valued, figures: Figures) -> Iterator[tuple[str, str]]:
    line = valued.budget_line
    yield "One unit is worth", worth_of_one(use, figures)
    yield "Cases a year", NOT_SAID if use.annual_volume is None else number(use.annual_volume, places=0)
    yield "Comes from", use.value_source or NOT_SAID
    yield "Answers for it, in finance", valued.owner or NOT_SAID
    yield "Last looked at", NOT_SAID if valued.valued_on is None else day(valued.valued_on)
    yield "Sort of money", _class(valued)
    yield "Budget line", NOT_SAID if line is None else f"{line.name}, {figures.money(line.annual_amount)} a year"
    yield "Cases that it will reach", _adoption(valued)


def _class(valued: Valued) -> str:
    if valued.finance_class is None:
        return NOT_SAID
    return f"{valued.finance_class.label}, {confirmed(valued) or 'not confirmed by finance'}"


def _adoption(valued: Valued) -> str:
    if valued.adoption is None:
        return f"100{NO_BREAK}%, as nobody said otherwise"
    low = valued.adoption if valued.adoption_low is None else valued.adoption_low
    high = valued.adoption if valued.adoption_high is None else valued.adoption_high
    likely = percent(valued.adoption, places=0)
    return likely if low == high else f"{likely}, from {percent(low, places=0)} to {percent(high, places=0)}"
