"""All readings compared at once come out as if each were compared by itself, slowly and plainly, as is done here."""

from datetime import date
from typing import NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from sqlalchemy import select

from cxdash.changes import pilots, tracker_import
from cxdash.changes.matching import SKIP, Answers
from cxdash.changes.register import Outcome
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain, Period
from cxdash.domain.use_cases import PilotValues
from cxdash.store.observations import Value
from cxdash.store.tables import MetricRow, Observation, Pilot, Segment, Series, Subject, UseCase
from cxdash.trackers.reading_columns import Label
from cxdash.trackers.readings import Reading, Source
from tests import first_rows
from tests.builders import TODAY, add_use_case, reading, ready_database, tracker

ANSWERS = Answers(entities={"Left out": SKIP})
PERIODS = (
    Period(date(2026, 6, 1), Grain.WEEK),
    Period(date(2026, 6, 8), Grain.WEEK),
    Period(date(2026, 6, 1), Grain.MONTH),
)

# What is named more than once comes more often, so that readings meet: in one file, and with what is stored.
entities = st.sampled_from([*["Riverside reminders"] * 5, "Ward A", None, "Riversid remnder calls", "Left out"])
metrics = st.sampled_from([*["no_show_rate"] * 3, "complaint_rate", "Shiny new thing"])
figures_read = st.sampled_from([None, 0.2, 0.2 + 1e-12, 0.35, -1e300])
counts_read = st.sampled_from([None, None, 0.0, 20.0, 20.0 + 1e-10, 7.0, 1e300])
readings = st.lists(
    st.builds(
        Reading,
        entity=entities,
        metric=metrics,
        period=st.sampled_from([*PERIODS, PERIODS[0], PERIODS[1]]),
        source=st.just(Source("KPI", "A1")),
        value=figures_read,
        numerator=counts_read,
        denominator=counts_read,
        segment=st.sampled_from([None, None, None, "Adults"]),
        arm=st.sampled_from([Arm.PILOT, Arm.PILOT, Arm.PILOT, Arm.COMPARISON]),
        unit=st.sampled_from([None, "%"]),
    ),
    min_size=4,
    max_size=20,
).map(lambda listed: [each._replace(source=Source("KPI", f"C{row}")) for row, each in enumerate(listed, 2)])


class Figure(NamedTuple):
    """What a plan says of one reading."""

    series: tuple[str, str, str, str]
    grain: Grain
    day: int
    value: Value
    old: Value | None
    outcome: Outcome
    source: Source


def compared(listed, names, grains, stored):
    """Compare readings one by one; ``grains`` and ``stored`` are what the database holds by series, and day."""
    grains, said, figures, problems = dict(grains), {}, [], []
    for each in listed:
        label = Label("KPI", *each[:2], each.segment, each.arm, each.unit, each.period.grain)
        place, metric = names.places.get(each.entity), names.metric_of(label)
        if place is None or metric is None:
            if each.entity not in names.skipped:
                problems.append(("needs_answer", each.source))
            continue
        segment = " · ".join(filter(None, (place.segment, each.segment)))
        series = (place.subject, metric, segment, each.arm.value)
        if grains.setdefault(series, each.period.grain) is not each.period.grain:
            problems.append(("mixed_cadence", each.source))
            continue
        key = (series, each.period.starts.toordinal())
        value = as_stored(each, per_of(names, metric))
        if key in said:
            if not alike(said[key], value):
                problems.append(("given_twice", each.source))
            continue
        said[key], old = value, stored.get(key)
        outcome = Outcome.NEW if old is None else Outcome.UNCHANGED if alike(old, value) else Outcome.CHANGED
        figures.append(Figure(series, each.period.grain, key[1], value, old, outcome, each.source))
    return figures, problems


def per_of(names, metric):
    known = names.catalogue.get(metric)
    return known.per if known else 1.0


def as_stored(read, per):
    if read.numerator is not None and read.denominator:
        return Value(per * read.numerator / read.denominator, read.numerator, read.denominator)
    return Value(read.value, read.numerator, read.denominator)


def alike(one, other):
    return all(
        a == b or (a is not None and b is not None and abs(a - b) <= 1e-9 * max(abs(a), abs(b)))
        for a, b in zip(one, other, strict=True)
    )


def in_database(database):
    """Return the cadence of every stored series and every observation, by the names of their parts."""
    query = (
        select(
            Pilot.slug,
            UseCase.slug,
            MetricRow.slug,
            Segment.name,
            Series.arm,
            Series.grain,
            Observation.day,
            Observation.value,
            Observation.numerator,
            Observation.denominator,
        )
        .join_from(Observation, Series, Observation.series_id == Series.id)
        .join(Subject, Series.subject_id == Subject.id)
        .join(UseCase, Subject.use_case_id == UseCase.id)
        .outerjoin(Pilot, Subject.pilot_id == Pilot.id)
        .join(MetricRow, Series.metric_id == MetricRow.id)
        .join(Segment, Series.segment_id == Segment.id)
    )
    grains, stored = {}, {}
    with database.reading() as session:
        for pilot, use_case, metric, segment, arm, grain, day, *value in session.execute(query):
            series = (f"pilot:{pilot}" if pilot else f"use_case:{use_case}", metric, segment, arm)
            grains[series] = Grain(grain)
            stored[series, day] = Value(*value)
    return grains, stored


def planned(database, listed):
    with database.reading() as session:
        return tracker_import.plan(session, tracker(*listed), ANSWERS)


def told(plan):
    """Return what a plan says of every reading, in the words of the comparison one by one."""
    figures = [
        Figure(tuple(row.series), row.grain, row.day, row.value, row.old and row.old.value, row.outcome, row.source)
        for row in plan.rows
    ]
    return figures, [(problem.code, problem.source) for problem in plan.problems]


def store(database, person, listed):
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker(*listed), ANSWERS)
        tracker_import.apply(session, plan, b"the file", today=TODAY)
    return plan


@pytest.fixture(scope="module")
def with_one_use_case(tmp_path_factory):
    """A database with one use case, which starts anew for each example, and its person."""
    file = tmp_path_factory.mktemp("template") / "cxdash.db"
    database, person = ready_database(f"sqlite:///{file}")
    slug = add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(
            session, slug, PilotValues("Riverside reminders")
        )  # not live yet, so there is nothing to estimate
    database.dispose()
    return first_rows.Again(file, file.read_bytes()), person


@settings(max_examples=20)
@given(uploads=st.lists(readings, min_size=2, max_size=3))
def test_a_plan_says_of_every_reading_what_comparing_it_by_itself_says(with_one_use_case, uploads):
    again, person = with_one_use_case
    database = again.started()

    for listed in uploads:
        plan = planned(database, listed)
        expected, problems = compared(listed, plan.names, *in_database(database))

        assert told(plan) == (expected, problems)
        store(database, person, listed)


@pytest.mark.parametrize(("factor", "outcome"), [(1 + 1e-10, Outcome.UNCHANGED), (1 + 1e-8, Outcome.CHANGED)])
def test_figures_are_the_same_to_nine_digits(ready, factor, outcome):
    database, person = ready
    add_use_case(database, person)
    store(database, person, [reading(0.2)])

    (row,) = planned(database, [reading(0.2 * factor)]).rows

    assert row.outcome is outcome


def test_a_plan_equals_the_same_plan_made_again_and_no_other(ready):
    database, person = ready
    add_use_case(database, person)
    shown, again = (planned(database, [reading(0.2), reading(0.3, segment="Adults", cell="C8")]) for _ in range(2))

    assert shown.rows == again.rows
    assert shown.rows != planned(database, [reading(0.2), reading(0.31, segment="Adults", cell="C8")]).rows


def test_figures_can_be_picked_like_those_of_any_list(ready):
    database, person = ready
    add_use_case(database, person)
    rows = planned(
        database, [reading(0.2, week=week, cell=f"C{week.day}") for week in (PERIODS[0].starts, PERIODS[1].starts)]
    ).rows

    assert [str(row.source) for row in rows[1:]] == ["KPI!C8"]
    assert rows[-1] == list(rows)[1]
    assert (rows.how_many(Outcome.NEW), rows.how_many(Outcome.CHANGED)) == (2, 0)
    assert rows.by_sheet() == {"KPI": {Outcome.NEW: 2}}
