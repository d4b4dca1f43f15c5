"""What importing a tracker would change: every reading new, changed, as before or rejected; nothing is stored."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from sqlalchemy.orm import Session

from cxdash.changes import register
from cxdash.changes.matching import NEW_PILOT, Names
from cxdash.changes.register import Outcome, RegisterPlan
from cxdash.domain.periods import Grain
from cxdash.store import metrics, named, observations, subjects
from cxdash.store.observations import SeriesKey, SeriesRow, Stored, Value
from cxdash.trackers.readings import Problem, Question, Reading, Source, Tracker

NEEDS_ANSWER = "needs_answer"
"""The code of what is not wrong in the file: nobody has said yet what a name stands for."""

_NOT_USED = ("other", "ignore")
"""How the fields of columns begin that a register keeps or leaves out, but that no rule reads."""


class SeriesName(NamedTuple):
    """A series by the names of its parts: it may not exist yet."""

    subject: str
    metric: str
    segment: str
    arm: str


class Planned(NamedTuple):
    """One observation as it would be stored; ``old`` is what stands there now."""

    series: SeriesName
    grain: Grain
    day: int
    value: Value
    old: Stored | None
    outcome: Outcome
    source: Source


@dataclass(frozen=True)
class Plan:
    """What importing one tracker would change; nothing of it is stored yet."""

    tracker: Tracker
    names: Names
    rows: tuple[Planned, ...]
    register: RegisterPlan
    problems: tuple[Problem, ...]
    series: Mapping[SeriesName, tuple[SeriesKey, SeriesRow]]

    @cached_property
    def new(self) -> int:
        """How many observations, use cases and pilots are new."""
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
        counts: dict[str, Counter[Outcome]] = {sheet.name: Counter() for sheet in self.tracker.sheets}
        for row in self.rows:
            counts[row.source.sheet][row.outcome] += 1
        for problem in self.problems:
            counts[problem.source.sheet][Outcome.REJECTED] += 1
        return counts

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only a person can decide: about the file's reading, and about its names."""
        asked = tuple(question for table in self.tracker.tables for question in table.questions)
        return (*asked, *self.names.questions)

    @property
    def creates(self) -> tuple[str, ...]:
        """What would be made besides observations, in words."""
        return self.names.creates

    @property
    def has_work(self) -> bool:
        """Whether storing the plan would change anything."""
        return self.new + self.changed > 0

    def _count(self, outcome: Outcome) -> int:
        return sum(row.outcome is outcome for row in self.rows) + sum(
            item.outcome is outcome for item in self.register.items
        )


def plan(session: Session, tracker: Tracker, names: Names) -> Plan:
    """Compare every reading of a tracker with the stored observations."""
    read = [problem for table in tracker.tables for problem in table.problems]
    rows_of_register = [row for table in tracker.tables for row in table.register]
    registered = register.plan(session, rows_of_register, read=_unread_fields(tracker))
    names = _with_accepted_pilots(names, registered)
    series = _stored_series(session, names)
    stored = observations.stored_values(session, [row.id for _, row in series.values()])
    comparing = _Comparing(names, series, stored)
    rows = tuple(comparing.rows(tracker))
    problems = (*read, *registered.problems, *comparing.problems)
    return Plan(tracker, names, rows, registered, problems, series)


@dataclass(slots=True)
class _Target:
    """The series some readings go to: what is stored of it, and what this file has said about it so far."""

    name: SeriesName
    series_id: int | None
    grain: Grain
    scale: float
    said: dict[int, tuple[Value, Source]] = field(default_factory=dict)


class _Comparing:
    """Goes through the readings once, in the order of the file."""

    def __init__(
        self,
        names: Names,
        series: Mapping[SeriesName, tuple[SeriesKey, SeriesRow]],
        stored: Mapping[tuple[int, int], Stored],
    ) -> None:
        self.names = names
        self.series = series
        self.stored = stored
        self.problems: list[Problem] = []
        self._targets: dict[SeriesName, _Target] = {}
        self._found: dict[tuple[str | None, ...], _Target | None] = {}

    def rows(self, tracker: Tracker) -> Iterator[Planned]:
        for table in tracker.tables:
            for reading in table.readings:
                planned = self._planned(reading)
                if planned is not None:
                    yield planned

    def _planned(self, reading: Reading) -> Planned | None:
        target = self._target(reading)
        if target is None:
            return None
        day, value = reading.period.starts.toordinal(), _value(reading, target.scale)
        if reading.period.grain is not target.grain:
            self._mixes_cadence(target, reading)
            return None
        earlier = target.said.setdefault(day, (value, reading.source))
        if earlier[1] is not reading.source:
            self._is_repeated(earlier, value, reading)
            return None
        old = None if target.series_id is None else self.stored.get((target.series_id, day))
        outcome = Outcome.NEW if old is None else Outcome.UNCHANGED if same(old.value, value) else Outcome.CHANGED
        return Planned(target.name, target.grain, day, value, old, outcome, reading.source)

    def _target(self, reading: Reading) -> _Target | None:
        """Return where a reading goes, looked up once per name; None with a problem while nobody has said it."""
        key = (reading.entity, reading.metric, reading.segment, reading.arm, reading.source.sheet)
        if key not in self._found:
            self._found[key] = self._looked_up(reading)
        found = self._found[key]
        if found is None:
            self._unanswered(reading)
        return found

    def _looked_up(self, reading: Reading) -> _Target | None:
        place, metric = self.names.places.get(reading.entity), self.names.metric_of(reading)
        if place is None or metric is None:
            return None
        segment = " · ".join(part for part in (place.segment, reading.segment) if part)
        name = SeriesName(place.subject, metric, segment, reading.arm.value)
        if name not in self._targets:
            row = self.series[name][1] if name in self.series else None
            known = self.names.catalogue.get(metric)
            grain = row.grain if row else reading.period.grain
            self._targets[name] = _Target(name, row.id if row else None, grain, known.per if known else 1.0)
        return self._targets[name]

    def _unanswered(self, reading: Reading) -> None:
        name = reading.entity if self.names.places.get(reading.entity) is None else reading.metric
        if name is None or name in self.names.skipped:
            return
        said = f"Nobody has said yet what “{name}” is. Answer the question about it, mend its row, or leave it out."
        self.problems.append(Problem(NEEDS_ANSWER, said, reading.source))

    def _is_repeated(self, earlier: tuple[Value, Source], value: Value, reading: Reading) -> None:
        if not same(earlier[0], value):
            said = (
                f"This figure was already given in {earlier[1]}, and differs. The first is taken; correct one of them."
            )
            self.problems.append(Problem("given_twice", said, reading.source))

    def _mixes_cadence(self, target: _Target, reading: Reading) -> None:
        said = f"These figures are kept by {target.grain}; this one is for a {reading.period.grain}. Keep to one."
        self.problems.append(Problem("mixed_cadence", said, reading.source))


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


def same(one: Value, other: Value) -> bool:
    """Whether two observations say the same, to nine significant digits: more than any spreadsheet shows."""
    return one == other or all(
        a == b or (a is not None and b is not None and abs(a - b) <= 1e-9 * max(abs(a), abs(b)))
        for a, b in zip(one, other, strict=True)
    )


def _value(reading: Reading, scale: float) -> Value:
    """Return what is stored: numerator and denominator decide where both are there, and the value follows from them."""
    if reading.numerator is not None and reading.denominator:
        return Value(scale * reading.numerator / reading.denominator, reading.numerator, reading.denominator)
    return Value(reading.value, reading.numerator, reading.denominator)


def _stored_series(session: Session, names: Names) -> dict[SeriesName, tuple[SeriesKey, SeriesRow]]:
    """Return the series that exist for the subjects a tracker speaks of, by the names of their parts."""
    found_subjects = subjects.ids(session, {place.subject for place in names.places.values()})
    by_id = {subject_id: key for key, subject_id in found_subjects.items()}
    slugs = {metric_id: slug for slug, metric_id in metrics.ids(session).items()}
    segments = {segment_id: name for name, segment_id in named.segments(session).items()}
    found = observations.series_of(session, list(by_id))
    return {
        SeriesName(
            by_id[key.subject_id],
            slugs[key.metric_id],
            segments[key.segment_id],
            key.arm,
        ): (key, row)
        for key, row in found.items()
    }
