"""Many rows of the journey saved at once, on both databases: all of them or none."""

from dataclasses import replace

import pytest

from cxdash.changes import journey_grids, journey_steps, journeys
from cxdash.changes.journey_grids import Edit, RowsRefusedError
from cxdash.domain.actions import Action
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from cxdash.store import journeys as stored

COLUMNS = {"name": "What hurts", "failure_rate": "Failure rate, %", "unit_cost": "Unit cost"}
LATE = FrictionValues("Late bill", "Pay", FrictionKind.WAITING, failure_rate=0.1, unit_cost=8.0)
WRONG = FrictionValues("Wrong bill", "Pay", FrictionKind.ERROR, failure_rate=0.2)


@pytest.fixture
def paying(ready):
    """A database with one step and two friction points, and its administrator."""
    with changing(ready) as session:
        journey_steps.create_step(session, StepValues("Pay"))
        for values in (LATE, WRONG):
            journeys.create_friction(session, values)
    return ready


def changing(ready):
    return ready[0].changing(ready[1], Action.JOURNEY_EDIT)


def save(ready, *edits):
    with changing(ready) as session:
        journey_grids.save_friction(session, edits, columns=COLUMNS)


def names(ready):
    with ready[0].reading() as session:
        return [(point.name, point.failure_rate, point.unit_cost) for point in stored.friction(session)]


def test_rows_edited_and_new_are_stored_together(paying):
    save(
        paying,
        Edit("Row 1", "late-bill", LATE, replace(LATE, failure_rate=0.15)),
        Edit("New row 1", "", None, replace(LATE, name="Two bills")),
    )

    assert names(paying) == [("Late bill", 0.15, 8.0), ("Wrong bill", 0.2, None), ("Two bills", 0.1, 8.0)]


def test_one_wrong_row_keeps_all_from_being_stored_and_every_wrong_cell_is_named(paying):
    revision = paying[0].revision()

    with pytest.raises(RowsRefusedError) as refused:
        save(
            paying,
            Edit("Row 1", "late-bill", LATE, replace(LATE, unit_cost=9.0)),
            Edit("Row 2", "wrong-bill", WRONG, replace(WRONG, failure_rate=1.5)),
            Edit("New row 1", "", None, replace(LATE, name="")),
        )

    assert [(cell.row, cell.column) for cell in refused.value.cells] == [
        ("Row 2", "Failure rate, %"),
        ("New row 1", "What hurts"),
    ]
    assert "**Row 2**, Failure rate, %: The failure rate of “Wrong bill”" in str(refused.value)
    assert paying[0].revision() == revision


def test_a_stale_row_is_refused_with_both_values(paying):
    save(paying, Edit("Row 1", "late-bill", LATE, replace(LATE, unit_cost=7.0)))

    with pytest.raises(RowsRefusedError, match="from “8” to “7” meanwhile, and you entered “9”") as refused:
        save(paying, Edit("Row 1", "late-bill", LATE, replace(LATE, unit_cost=9.0)))

    (cell,) = refused.value.cells
    assert (cell.column, cell.slug, cell.clash.stored) == ("Unit cost", "late-bill", 7.0)


def test_steps_are_stored_together_too(paying):
    pay = StepValues("Pay", position=1)

    with pytest.raises(RowsRefusedError, match="There is a step “Pay” already"), changing(paying) as session:
        new = [Edit("New row 1", "", None, StepValues("Order")), Edit("New row 2", "", None, StepValues("pay"))]
        journey_grids.save_steps(session, new, columns={"name": "Step"})
    with changing(paying) as session:
        edits = [
            Edit("Row 1", "pay", pay, replace(pay, is_back_office=True)),
            Edit("New row 1", "", None, StepValues("Order")),
        ]
        journey_grids.save_steps(session, edits, columns={"name": "Step"})

    with paying[0].reading() as session:
        assert [(step.name, step.is_back_office) for step in stored.steps(session)] == [("Pay", True), ("Order", False)]
