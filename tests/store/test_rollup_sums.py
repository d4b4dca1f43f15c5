"""Sums kept change by change are those one gets by adding up what is stored; on both databases."""

from collections import Counter
from datetime import date

import numpy as np
from sqlalchemy import select

from cxdash.domain.actions import Action
from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.store import observation_columns, observations, rollup_sums, rollups
from cxdash.store.import_tables import TrackerImport
from cxdash.store.observation_columns import Observations, Values, as_columns
from cxdash.store.observations import SeriesKey
from cxdash.store.tables import WHOLE, MetricRow, Observation, Rollup, Subject, UseCase
from tests.builders import add_use_case

DAYS = [date(2025, 12, 29).toordinal() + 7 * week for week in range(60)]
NAN = float("nan")


def _series(session, *grains):
    """Make a series of the whole use case for each cadence; return their ids and cadences, and an import's id."""
    session.add(row := TrackerImport(file="t.xlsx", sha256="0" * 64, person_id=1))
    session.flush()
    session.add(subject := Subject(use_case_id=session.scalars(select(UseCase.id)).first()))
    session.flush()
    metric_ids = session.scalars(select(MetricRow.id).limit(len(grains))).all()
    wanted = [
        (SeriesKey(subject.id, each, WHOLE, "pilot"), grain) for each, grain in zip(metric_ids, grains, strict=True)
    ]
    made = observations.add_series(session, wanted, import_id=row.id).values()
    return {each.id: each.grain for each in made}, row.id


def _observations(rows, import_id):
    """Return rows of series, day, value, numerator and denominator as columns in order."""
    series_id, day, *values = as_columns(sorted(rows), (int, int, float, float, float))
    return Observations(series_id, day, Values(*values), np.full(len(day), import_id))


def _added_up(session, grains):
    """Add up what is stored, one observation after the other."""
    cells = {}
    columns = (
        Observation.series_id,
        Observation.day,
        Observation.value,
        Observation.numerator,
        Observation.denominator,
    )
    for series_id, day, value, numerator, denominator in session.execute(select(*columns)):
        anchor = Period(date.fromordinal(day), grains[series_id]).anchor
        for wider in rollups.COARSER[grains[series_id]]:
            start = FiscalCalendar().start_of(wider, anchor).toordinal()
            sums = cells.setdefault((series_id, rollups.CODES[wider], start), Counter())
            sums["parts"] += 1
            sums["value"] += value or 0.0
            if numerator is not None and denominator is not None:
                sums["ratio_parts"] += 1
                sums["numerator"] += numerator
                sums["denominator"] += denominator
    names = ("parts", "ratio_parts", "value", "numerator", "denominator")
    return {key: [round(sums[name], 6) for name in names] for key, sums in cells.items()}


def _kept(session):
    return {tuple(row[:3]): [round(part, 6) for part in row[3:]] for row in session.execute(select(Rollup.__table__))}


def test_sums_follow_what_comes_in_changes_and_goes(ready):
    database, person = ready
    add_use_case(database, person)
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        grains, import_id = _series(session, Grain.WEEK, Grain.MONTH, Grain.DAY, Grain.YEAR)
        rows = [
            (series_id, day, NAN if day % 3 else 0.5, day % 7 if day % 2 else NAN, 20.0)
            for series_id in grains
            for day in DAYS
        ]
        first = _observations(rows, import_id)
        observation_columns.insert(session, first)
        rollup_sums.add(session, rollup_sums.new(grains, first))

        assert _kept(session) == _added_up(session, grains)

        fewer = first.at(np.arange(len(first.day)) % 4 != 1)
        changed = fewer._replace(
            values=Values(fewer.values.value + 1, fewer.values.numerator, fewer.values.denominator)
        )
        gone = first.at(np.arange(len(first.day)) % 4 == 1)
        observation_columns.replace(session, changed)
        observation_columns.remove(session, gone.series_id, gone.day)
        every = np.ones(len(fewer.day), bool)
        change = rollup_sums.Change(grains, *fewer[:2], every, fewer.values, every, changed.values)
        rollup_sums.add(session, change)
        nothing = rollup_sums.new(grains, gone)
        back = nothing._replace(was=nothing.stays, before=nothing.after, stays=nothing.was, after=nothing.before)
        rollup_sums.add(session, back)

        assert _kept(session) == _added_up(session, grains)
        assert rollup_sums.rebuild(session) == 0


def test_what_is_written_in_bulk_is_read_back_as_it_was(ready):
    database, person = ready
    add_use_case(database, person)
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        grains, import_id = _series(session, Grain.WEEK)
        (series_id,) = grains
        written = _observations(
            [(series_id, day, 0.1 + day, NAN, 1e-300) for day in range(700_000, 700_250)], import_id
        )
        observation_columns.insert(session, written)

        read = observation_columns.stored(session, [series_id], (700_010, 700_240))

    for mine, theirs in zip(
        (written.day, written.import_id, *written.values), (read.day, read.import_id, *read.values), strict=True
    ):
        np.testing.assert_array_equal(mine[10:241], theirs)
