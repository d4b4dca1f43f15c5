"""What importing a tracker would change: every reading new, changed, as before or rejected; nothing is stored."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy.orm import Session

from cxdash.changes import friction, money_list, register
from cxdash.changes.all_readings import AllReadings
from cxdash.changes.comparing import compare
from cxdash.changes.friction_items import FrictionPlan
from cxdash.changes.matching import NEW_PILOT, Names
from cxdash.changes.money_items import MoneyPlan
from cxdash.changes.planned_figures import PlannedFigures
from cxdash.changes.register_items import Outcome, RegisterPlan
from cxdash.changes.targets import StoredSeries, Targets, stored_series
from cxdash.trackers.readings import Problem, Question, Tracker

_NOT_USED = ("other", "ignore")
"""How the fields of columns begin that a register keeps or leaves out, but that no rule reads."""


@dataclass(frozen=True)
class Plan:
    """What importing one tracker would change; nothing of it is stored yet."""

    tracker: Tracker
    names: Names
    rows: PlannedFigures
    register: RegisterPlan
    friction: FrictionPlan
    problems: tuple[Problem, ...]
    series: StoredSeries
    money: MoneyPlan = field(default_factory=MoneyPlan)

    @cached_property
    def new(self) -> int:
        """How many observations, use cases, pilots, friction points and amounts are new."""
        return self._count(Outcome.NEW)

    @cached_property
    def changed(self) -> int:
        """How many would change."""
        return self._count(Outcome.CHANGED)

    @cached_property
    def unchanged(self) -> int:
        """How many are as before."""
        return self._count(Outcome.UNCHANGED)

    @property
    def rejected(self) -> int:
        """How many cells cannot be stored before somebody mends them or answers a question."""
        return len(self.problems)

    def by_sheet(self) -> dict[str, Counter[Outcome]]:
        """Return how many observations of each sheet are new, changed, as before or rejected."""
        counts = {sheet.name: Counter[Outcome]() for sheet in self.tracker.sheets} | self.rows.by_sheet()
        for problem in self.problems:
            counts[problem.source.sheet][Outcome.REJECTED] += 1
        return counts

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only a person can decide: about the file's reading, and about its names."""
        asked = tuple(question for table in self.tracker.tables for question in table.questions)
        return (*asked, *self.names.questions, *self.friction.questions, *self.money.questions)

    @property
    def creates(self) -> tuple[str, ...]:
        """What would be made besides observations, in words."""
        return (*self.names.creates, *self.friction.creates)

    @property
    def assumed(self) -> tuple[str, ...]:
        """What was taken for granted without asking, in words."""
        return (*self.names.matched, *self.friction.assumed, *self.money.assumed)

    @property
    def has_work(self) -> bool:
        """Whether storing the plan would change anything."""
        return self.new + self.changed > 0

    def _count(self, outcome: Outcome) -> int:
        items = (*self.register.items, *self.friction.items, *self.money.items)
        return self.rows.how_many(outcome) + sum(item.outcome is outcome for item in items)


def plan(session: Session, tracker: Tracker, names: Names) -> Plan:
    """Compare every reading of a tracker with the stored observations."""
    read = [problem for table in tracker.tables for problem in table.problems]
    listed = [row for table in tracker.tables for row in table.register]
    unread = _unread_fields(tracker)
    money = [row for row in listed if row.is_about_money]
    rest = [row for row in listed if not row.is_about_money]
    registered = register.plan(session, [row for row in rest if not row.is_about_friction], read=unread)
    hurting = friction.plan(
        session,
        [row for row in rest if row.is_about_friction],
        read=unread,
        answers=names.answers.reading,
        use_cases=[item.title for item in registered.use_cases],
    )
    spent = money_list.plan(session, money, answers=names.answers, registered=registered)
    names = _with_accepted_pilots(names, registered)
    series = stored_series(session, names)
    readings = AllReadings.of(tracker)
    rows, problems = compare(session, readings, Targets.of(readings.labels, names, series), names)
    found = (*read, *registered.problems, *hurting.problems, *spent.problems, *problems)
    return Plan(tracker, names, rows, registered, hurting, found, series, spent)


def _unread_fields(tracker: Tracker) -> list[Problem]:
    """Return the problems in those cells of registers that a rule reads; a broken formula beside them does no harm."""
    found = []
    for table in tracker.tables:
        telling = {column.letter for column in table.columns if not column.field.startswith(_NOT_USED)}
        found += [
            each for each in table.problems if table.register and each.source.cell.rstrip("0123456789") in telling
        ]
    return found


def _with_accepted_pilots(names: Names, registered: RegisterPlan) -> Names:
    """Leave out pilots that the file registers in a row to be mended: their figures wait for it."""
    accepted = {f"{NEW_PILOT}{item.name}" for item in registered.pilots}
    places = {
        name: place
        for name, place in names.places.items()
        if not place.subject.startswith(NEW_PILOT) or place.subject in accepted
    }
    return replace(names, places=places)
