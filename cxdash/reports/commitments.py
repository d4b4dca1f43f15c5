"""What was committed to for quarters, as people read it: on what it rested, and how it went."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.commitments import Basis, Outcome
from cxdash.domain.figures import Figures, count
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.readiness import MOST
from cxdash.judging.pilot_results import day
from cxdash.reports.next_candidates import NO_GRADE
from cxdash.store import commitments, organisation
from cxdash.store.quarter_tables import Commitment

COLUMNS = ("Quarter", "Use case", "Commitment", "Who", "How it went", "Rested on")


@dataclass(frozen=True, slots=True)
class Committed:
    """A commitment as people read it; ``is_due`` once its quarter is over and nobody said what became of it."""

    id: int
    quarter: str
    slug: str
    title: str
    text: str
    owner: str
    owner_slug: str
    owner_id: int
    made_by_id: int
    made: str
    basis: str
    outcome: Outcome
    judged: str
    has_begun: bool
    is_due: bool

    @property
    def in_short(self) -> str:
        """Which one it is, for a list to choose from."""
        return f"{self.quarter}: {self.title}"


def committed(session: Session, quarters: Sequence[Quarter], *, today: date) -> tuple[Committed, ...]:
    """Return what was committed to for these quarters, the earliest first."""
    calendar, figures = organisation.calendar(session), organisation.figures(session)
    return tuple(
        _committed(row, calendar, figures, today=today) for row in commitments.of_quarters(session, list(quarters))
    )


def finding(lines: Sequence[Committed]) -> str:
    """Say how many commitments there are and how they went: ``5 commitments: 2 kept, 1 missed, 1 to be judged``."""
    said = Counter(each.outcome for each in lines)
    told = [f"{said[outcome]} {outcome.value}" for outcome in Outcome if outcome.value and said[outcome]]
    due = sum(each.is_due for each in lines)
    told += [f"{due} to be judged"] if due else []
    return count(len(lines), "commitment") + (f": {', '.join(told)}" if told else "")


def table(session: Session, quarters: Sequence[Quarter], *, today: date) -> pd.DataFrame:
    """Return the same commitments in ``COLUMNS``, as text."""
    rows = [
        (each.quarter, each.title, each.text, each.owner, _stands(each), each.basis)
        for each in committed(session, quarters, today=today)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _stands(each: Committed) -> str:
    if each.judged:
        return each.judged
    return "Nobody said yet what became of it" if each.is_due else "Open"


def basis_words(basis: Basis, figures: Figures) -> str:
    """Say what a commitment rested on: ``£42.1k expected (£9,000 to £60k), £18k cost, readiness 3 of 4, grade B``.

    Empty where nothing could be expected of its use case by the figures of the day.
    """
    if basis.expected is None:
        return ""
    said = [f"{figures.money(basis.expected)} expected"]
    if basis.low is not None and basis.high is not None:
        said[0] += f" ({figures.money(basis.low)} to {figures.money(basis.high)})"
    said += [f"{figures.money(basis.cost)} cost"] if basis.cost is not None else ["cost not known"]
    said += [f"readiness {basis.level} of {MOST}"] if basis.level is not None else []
    said += [grade_words(basis.grade)]
    return ", ".join(said)


def _committed(row: Commitment, calendar: FiscalCalendar, figures: Figures, *, today: date) -> Committed:
    quarter = Quarter.parse(row.quarter)
    period, outcome = calendar.period(quarter), Outcome(row.outcome)
    judged = ""
    if row.outcome_on is not None and row.outcome_by is not None:
        judged = f"{outcome.label} on {day(row.outcome_on)}, says {row.outcome_by.name}: {row.outcome_note}"
    return Committed(
        id=row.id,
        quarter=calendar.name(quarter),
        slug=row.use_case.slug,
        title=row.use_case.title,
        text=row.text,
        owner=row.owner.name,
        owner_slug=row.owner.slug,
        owner_id=row.owner_id,
        made_by_id=row.made_by_id,
        made=f"{row.made_by.name} on {day(row.made_on)}",
        basis=basis_words(Basis.from_json(row.basis), figures),
        outcome=outcome,
        judged=judged,
        has_begun=period.starts <= today,
        is_due=outcome is Outcome.OPEN and period.ends_before <= today,
    )


def grade_words(grade: str) -> str:
    """Say what stands behind a value: ``grade B``, or that it is a promise."""
    return "a promise" if grade in ("", NO_GRADE) else f"grade {grade}"
