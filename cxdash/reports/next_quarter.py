"""Next quarter: the use cases to put money on within a budget, why the others wait, and what was committed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.commitments import Basis
from cxdash.domain.figures import Figures, count, percent, to_three_figures
from cxdash.domain.money import Span
from cxdash.domain.next_quarter import Candidate, Chosen, Left, chosen
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.readiness import LEVELS, MOST
from cxdash.reports import next_candidates
from cxdash.reports.commitments import basis_words, grade_words
from cxdash.reports.next_candidates import Offered
from cxdash.store import organisation

COLUMNS = ("Use case", "Expected", "Range", "Cost", "Known as", "Readiness", "Evidence", "First", "Picked")
DRAWN = ("name", "expected", "low", "high", "cost", "words", "range", "is_picked", "why")
_MOST_DRAWN = 12
_DEAR = " · takes more in the quarter than it is expected to bring in it"


@dataclass(frozen=True, slots=True)
class Line:
    """One use case as a row.

    Attributes:
        because: why it was not picked; "" where it was.
        needs: what it needs first.
        says: what is expected of it, for what, on what, in a line.
        proposes: what could be committed to.
        basis: what a commitment would rest on.
    """

    slug: str
    title: str
    is_picked: bool
    because: str
    needs: str
    says: str
    proposes: str
    basis: Basis

    @property
    def first(self) -> str:
        """What it needs first, and whether it takes more in the quarter than it is expected to bring in it."""
        cost, expected = self.basis.cost or 0.0, self.basis.expected or 0.0
        return f"First: {self.needs}" + (_DEAR if cost > expected else "")


@dataclass(frozen=True)
class Picks:
    """The choice for a quarter.

    Attributes:
        quarter: its name; ``code`` the quarter itself.
        budget: what it was made within; None without a limit.
        currency: its code, in which all amounts are.
        headline: how many, and what they are expected to bring, in a line.
        sentence: what they cost and bring a year, and how far that may be trusted.
        drawn: in ``DRAWN``, the picks first.
        table: in ``COLUMNS``, amounts in currency to three figures.
        lines: the rows of the table, in its order.
    """

    quarter: str
    code: Quarter
    budget: float | None
    currency: str
    headline: str
    sentence: str
    drawn: pd.DataFrame
    table: pd.DataFrame
    lines: tuple[Line, ...]

    @property
    def picked(self) -> tuple[Line, ...]:
        """The use cases that were picked, the most valuable first."""
        return tuple(each for each in self.lines if each.is_picked)

    @property
    def left(self) -> tuple[Line, ...]:
        """Those that were not, each with the reason."""
        return tuple(each for each in self.lines if not each.is_picked)


def planned_for(calendar: FiscalCalendar, shown: Quarter, *, today: date) -> Quarter:
    """Return the quarter to choose for: the one after the quarter on the page, or the first that has not begun."""
    return max(shown.shifted(1), calendar.quarter_of(today).shifted(1))


def picks(
    session: Session, *, quarter: Quarter, today: date, budget: float | None = None, site: str | None = None
) -> Picks:
    """Return which use cases to put money on in a quarter to come, and why not the others.

    Args:
        session: reads.
        quarter: the one to come.
        today: the day of the question.
        budget: what may be spent in it; None sets no limit.
        site: a slug; narrows the choice to use cases with a pilot there.
    """
    calendar, figures = organisation.calendar(session), organisation.figures(session)
    last = calendar.quarter_of(today).shifted(-1)
    offered = next_candidates.offered(
        session, calendar.period(quarter), before=calendar.period(last), today=today, site=site
    )
    found = chosen([each.candidate for each in offered], budget=budget)
    by_slug = {each.candidate.slug: each for each in offered}
    lines = [
        *(_line(by_slug[each.slug], budget, figures, is_picked=True) for each in found.picked),
        *(_line(by_slug[left.candidate.slug], budget, figures, because=left.because) for left in found.left),
    ]
    name = calendar.name(quarter)
    return Picks(
        quarter=name,
        code=quarter,
        budget=budget,
        currency=figures.currency,
        headline=_headline(found, name, budget, figures),
        sentence=_sentence(found, figures),
        drawn=_drawn(found, figures),
        table=_table(found, by_slug, figures),
        lines=tuple(lines),
    )


def _line(each: Offered, budget: float | None, figures: Figures, *, is_picked: bool = False, because: str = "") -> Line:
    found, expected = each.candidate, each.candidate.expected
    basis = Basis(
        expected=None if expected is None else round(expected.likely, 2),
        low=None if expected is None else round(expected.low, 2),
        high=None if expected is None else round(expected.high, 2),
        level=found.level,
        evidence=found.evidence,
        grade="" if each.value is None else each.value.grade,
        cost=found.cost,
        budget=budget,
    )
    return Line(
        slug=found.slug,
        title=found.title,
        is_picked=is_picked,
        because=because,
        needs=each.needs,
        says=basis_words(basis, figures),
        proposes="" if each.stage.following is None else f"Pass the gate to {each.stage.following.value}",
        basis=basis,
    )


def _headline(found: Chosen, quarter: str, budget: float | None, figures: Figures) -> str:
    within = f"Within {figures.money(budget)}" if budget is not None else "No budget set"
    if not found.picked:
        return f"{within}: no use case can be picked for {quarter} yet"
    return f"{within}: {count(len(found.picked), 'use case')}, expected {_range(found.expected, figures)} in {quarter}"


def _range(span: Span, figures: Figures) -> str:
    return f"{figures.money(span.likely)} ({figures.money(span.low)} to {figures.money(span.high)})"


def _sentence(found: Chosen, figures: Figures) -> str:
    waiting = (
        f"{count(len(found.left), 'use case waits', 'use cases wait')}, each with its reason" if found.left else ""
    )
    if not found.picked:
        return f"{waiting}." if waiting else "No use case is being worked on."
    return (
        f"They take {figures.money(found.cost)}. What they bring already is not counted, nor what readiness and "
        "evidence leave open." + (f" {waiting}." if waiting else "")
    )


def _drawn(found: Chosen, figures: Figures) -> pd.DataFrame:
    """Return the picks and what else could be: whatever has a cost and an expected value above nothing."""
    rows = [_row(each, figures) for each in found.picked]
    rows += [_row(left.candidate, figures, why=left.because) for left in found.left if _is_drawable(left)]
    return pd.DataFrame(rows[:_MOST_DRAWN], columns=list(DRAWN))


def _is_drawable(left: Left) -> bool:
    expected = left.candidate.expected
    return left.candidate.cost is not None and expected is not None and expected.likely > 0


def _row(each: Candidate, figures: Figures, *, why: str = "") -> tuple[object, ...]:
    expected = each.expected or Span(0.0, 0.0, 0.0)
    words = f"{figures.money(expected.likely)} for {figures.money(each.cost)}"
    ends = expected.likely, expected.low, expected.high
    return each.title, *ends, each.cost, words, _range(expected, figures), not why, why


def _table(found: Chosen, by_slug: Mapping[str, Offered], figures: Figures) -> pd.DataFrame:
    rows = [_cells(by_slug[each.slug], "Yes", by_slug[each.slug].needs, figures) for each in found.picked]
    rows += [_cells(by_slug[left.candidate.slug], "No", left.because, figures) for left in found.left]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"Expected": "Int64", "Cost": "Int64"})


def _cells(each: Offered, picked: str, first: str, figures: Figures) -> tuple[object, ...]:
    found, expected = each.candidate, each.candidate.expected
    return (
        found.title,
        None if expected is None else to_three_figures(expected.likely),
        f"{figures.money(expected.low)} to {figures.money(expected.high)}" if expected and expected.likely else "",
        None if found.cost is None else ceil(found.cost),
        each.cost_words,
        "not judged" if found.level is None else f"{found.level} of {MOST}, {LEVELS[found.level].lower()}",
        _evidence(each),
        first,
        picked,
    )


def _evidence(each: Offered) -> str:
    if each.value is None:
        return "none"
    return f"{grade_words(each.value.grade)}: {percent(each.candidate.evidence, places=0)} counts"
