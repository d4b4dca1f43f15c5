"""A long list of friction points stored: each one costs what it costs alone, however many there are already."""

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from cxdash.changes import journey_steps, journeys
from cxdash.domain.actions import Action
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues

MOST_ROWS = 6
"""Rows that are read for one point: its step, its metric, and what it becomes."""


@pytest.fixture
def rows_read():
    """Every row that a session made an object of."""
    found = []

    def read(_session, row):
        found.append(row)

    event.listen(Session, "loaded_as_persistent", read)
    yield found
    event.remove(Session, "loaded_as_persistent", read)


def test_the_hundredth_point_of_a_step_reads_as_few_rows_as_the_first(ready, rows_read):
    with ready[0].changing(ready[1], Action.JOURNEY_EDIT) as session:
        journey_steps.create_step(session, StepValues("Book"))
        read = []
        for number in range(100):
            session.expunge_all()
            rows_read.clear()
            journeys.create_friction(
                session, FrictionValues(f"Point {number}", "Book", FrictionKind.MISSED, metric="no_show_rate")
            )
            read.append(len(rows_read))

    assert max(read) <= MOST_ROWS
