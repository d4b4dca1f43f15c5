"""Two portfolios that show the same and hold 20 thousand observations or a million, and a house of 1,000 use cases.

Shown are 50 use cases with one finished pilot each: four metrics of pilot and comparison over 39 weeks, and two metrics
of the use case as a whole over 60 months. The million is what a house gathers below and beside what pages show: the
same weeks and months kept by day, four segments beside every total of a pilot, and 60 archived use cases. The house
shows twenty times as many use cases and keeps their figures by day: more than five million.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks import portfolio_figures
from benchmarks.portfolio_figures import Block
from cxdash.changes import effects, pilots, use_cases
from cxdash.changes.setup import ensure_ready
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Comparison
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.periods import FiscalCalendar, Grain, Quarter, add_months
from cxdash.domain.stages import Stage
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse, PilotValues, UseCaseValues, slug_of
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.database import Database

TODAY = date(2026, 11, 21)
GOES_LIVE = date(2026, 6, 1)
ENDS_BEFORE = GOES_LIVE + timedelta(weeks=13)
QUARTER = Quarter(2026, 2)
_FIRST_WEEK = GOES_LIVE - timedelta(weeks=26)
_FIRST_MONTH = add_months(ENDS_BEFORE, -60)
USE_CASE = "use-case-000"
_IMPORTS = 10
_FUNCTIONS = (Function.TECHNOLOGY, Function.OPERATIONS, Function.COMMERCIAL, Function.SCALING)
OF_PILOTS = ("no_show_rate", "complaint_rate", "csat", "escalation_rate")
_OF_USE_CASES = ("repeat_contact_rate", "delivery_consistency")
_ARMS = ("pilot", "comparison")


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many use cases a portfolio shows, and what it holds below and beside: cadence, segments, archived ones."""

    weeks_by: Grain
    months_by: Grain
    segments: tuple[str, ...]
    archived: int
    shown: int = 50

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of the use cases that are shown."""
        return tuple(f"Use case {number:03}" for number in range(self.shown))


SMALL = Holdings(Grain.WEEK, Grain.MONTH, (), 0)
LARGE = Holdings(Grain.DAY, Grain.DAY, ("Phone", "Chat", "E-mail", "Letter"), 60)
HOUSE = Holdings(Grain.DAY, Grain.DAY, (), 0, shown=1_000)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A generated portfolio: its database, how many observations it holds, and its shown pilots: slug → id."""

    database: Database
    observations: int
    pilots: dict[str, int]


@cache
def both(folder: Path) -> tuple[Portfolio, Portfolio]:
    """Return the portfolio of 20 thousand observations and the one of a million, made at the first call of a run."""
    return build(folder / "small.db", SMALL), build(folder / "large.db", LARGE)


def quarter_day() -> int:
    """Return the first day of the quarter that is asked for, as an ordinal."""
    return FiscalCalendar().starts(QUARTER).toordinal()


def build(file: Path, holdings: Holdings) -> Portfolio:
    """Write a portfolio into a new database by the store's bulk path; equal holdings give equal figures."""
    database = Database(f"sqlite:///{file}")
    person = ensure_ready(database)
    titles = holdings.titles
    archived = tuple(f"Archived {number:03}" for number in range(holdings.archived))
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        for number, title in enumerate((*titles, *archived)):
            _add_use_case(session, title, number)
    blocks = [block for title in (*titles, *archived) for block in _blocks(title, holdings, is_shown=title in titles)]
    observations = sum(_written(database, person, blocks[at::_IMPORTS]) for at in range(_IMPORTS))
    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        effects.recompute(session, today=TODAY)
    with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
        for title in archived:
            use_cases.archive(session, slug_of(title))
    shown = {slug_of(f"Pilot of {title}") for title in titles}
    with database.reading() as session:
        ids = {row.slug: row.id for row in stored_use_cases.pilots(session) if row.slug in shown}
    return Portfolio(database, observations, ids)


def _written(database: Database, person: Person, blocks: list[Block]) -> int:
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        return portfolio_figures.write(session, person, blocks)


def _blocks(title: str, holdings: Holdings, *, is_shown: bool) -> list[Block]:
    """Return a use case's figures: its pilot's total with its segments, and the use case's own."""
    key = f"pilot:{slug_of(f'Pilot of {title}')}"
    segments = ("", *holdings.segments) if is_shown else ("",)
    of_pilot = [
        Block(key, metric, segment, arm, holdings.weeks_by, _FIRST_WEEK, ENDS_BEFORE)
        for metric in OF_PILOTS
        for segment in segments
        for arm in _ARMS
    ]
    of_use_case = [
        Block(f"use_case:{slug_of(title)}", metric, "", "pilot", holdings.months_by, _FIRST_MONTH, ENDS_BEFORE)
        for metric in _OF_USE_CASES
    ]
    return [*of_pilot, *of_use_case]


def _add_use_case(session: Session, title: str, number: int) -> None:
    entered = {stage: GOES_LIVE - timedelta(days=300 - 120 * stage.position) for stage in (Stage.IDEA, Stage.PILOT)}
    values = UseCaseValues(
        title,
        statement="Customers get there at the first try.",
        owners={function: f"Person {(number + at) % 12:02}" for at, function in enumerate(_FUNCTIONS)},
        steps=(f"Step {number % 7}",),
        modules=(f"Module {number % 9}",),
        metrics=(
            MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.1), unit_value=40.0),
            MetricUse("complaint_rate", Role.GUARDRAIL, margin=2.0),
            MetricUse("csat", Role.GUARDRAIL, margin=0.05),
            MetricUse("escalation_rate", Role.SECONDARY),
        ),
    )
    slug = use_cases.create(session, values, standing=Standing(Stage.PILOT, entered)).slug
    pilots.create(session, slug, _pilot(title, number))


def _pilot(title: str, number: int) -> PilotValues:
    return PilotValues(
        f"Pilot of {title}",
        site=f"Site {number % 6}",
        goes_live=GOES_LIVE,
        window_days=(ENDS_BEFORE - GOES_LIVE).days,
        comparison=Comparison.GROUP,
        comparison_label="The other sites",
        population=f"Population {number}",
        baseline_starts=_FIRST_WEEK,
        locked_on=GOES_LIVE - timedelta(days=10),
    )
