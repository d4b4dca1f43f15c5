"""Figures of generated portfolios, written as an import writes them: series, observations, what changed, roll-ups."""

import math
import random
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from cxdash.domain.people import Person
from cxdash.domain.periods import Grain, periods_between
from cxdash.store import import_changes, metrics, named, observation_columns, observations, rollup_sums, subjects
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.import_tables import ImportFile, TrackerImport
from cxdash.store.observation_columns import Observations, Values, as_columns
from cxdash.store.observations import SeriesKey


class Block(NamedTuple):
    """One series to be written: what it is about and its periods; ``segment`` is empty for everybody."""

    subject: str
    metric: str
    segment: str
    arm: str
    grain: Grain
    starts: date
    ends_before: date


def write(session: Session, person: Person, blocks: Sequence[Block]) -> int:
    """Write blocks as one import in the caller's transaction and return how many observations they have."""
    row = TrackerImport(file="generated.xlsx", sha256="0" * 64, person_id=person.id)
    session.add(row)
    session.flush()
    session.add(ImportFile(import_id=row.id, content=b""))
    keys = _keys(session, blocks)
    made = observations.add_series(
        session, [(key, block.grain) for key, block in zip(keys, blocks, strict=True)], import_id=row.id
    )
    rows = sorted(
        (made[key].id, day, value, numerator, denominator)
        for key, block in zip(keys, blocks, strict=True)
        for day, value, numerator, denominator in _figures(block)
    )
    series_id, day, *values = as_columns(rows, (int, int, float, float, float))
    now = Observations(series_id, day, Values(*values), np.full(len(day), row.id))
    nothing = Values(*np.full((3, len(day)), np.nan))
    cells = [f"KPI!C{at}" for at in range(len(day))]
    observation_columns.insert(session, now)
    earlier = np.full(len(day), import_changes.NOTHING)
    import_changes.keep(session, row.id, import_changes.Changes(series_id, day, cells, earlier, nothing))
    grains = {each.id: each.grain for each in made.values()}
    rollup_sums.add(session, rollup_sums.new(grains, now))
    row.new = len(day)
    return len(day)


def _keys(session: Session, blocks: Sequence[Block]) -> list[SeriesKey]:
    """Return the key of each block's series; subjects and segments are made where they are new."""
    metric_ids, segment_ids = metrics.ids(session), named.segments(session)
    segment_ids |= named.add_segments(session, {block.segment for block in blocks} - segment_ids.keys())
    subject_ids = {subject: _subject(session, subject) for subject in {block.subject for block in blocks}}
    return [
        SeriesKey(subject_ids[block.subject], metric_ids[block.metric], segment_ids[block.segment], block.arm)
        for block in blocks
    ]


def _subject(session: Session, key: str) -> int:
    kind, slug = key.split(":")
    if kind == "pilot":
        return subjects.of_pilot(session, stored_use_cases.get_pilot(session, slug)).id
    return subjects.of_use_case(session, stored_use_cases.get(session, slug)).id


def _figures(block: Block) -> Iterator[tuple[int, float, float, float]]:
    """Yield each period's first day (ordinal) and a rate around a fifth, drawn from the block's own name.

    A rate is no value but a numerator and a denominator.
    """
    drawn = random.Random(repr(block))  # noqa: S311 figures to be measured with, no secret
    for period in periods_between(block.grain, block.starts, block.ends_before):
        cases = drawn.randrange(400, 600)
        yield period.starts.toordinal(), math.nan, round(cases * drawn.uniform(0.15, 0.25)), cases
