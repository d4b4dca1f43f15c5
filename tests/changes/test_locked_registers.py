"""Registers meet locked plans: what a lock holds is refused at its cell, a lock may come along and be taken back."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import pilots, tracker_undo, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import UndoRefusedError
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.targets import Target, TargetKind
from cxdash.store import plans
from cxdash.store import use_cases as stored_use_cases
from tests.builders import TODAY
from tests.changes.test_registers import (
    PILOT,
    USE_CASE,
    cell_of,
    counts,
    edit,
    edit_pilot,
    plan,
    row,
    said,
    store,
    values,
)

LOCKED = PILOT | {"locked_on": date(2026, 5, 20)}
SOFTER = {"target": -0.2}


def versions(database, slug="riverside-reminders"):
    with database.reading() as session:
        pilot = stored_use_cases.find_pilot(session, slug)
        return () if pilot is None else plans.versions(session, [pilot.id]).get(pilot.id, ())


def undo(database, person, import_id):
    with database.changing(person, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, import_id, today=TODAY)


@pytest.fixture
def locked(ready_after):
    """A use case whose pilot came locked with the register."""
    return ready_after(_locked)


def _locked(database, person):
    store(database, person, row(2, **USE_CASE), row(3, **LOCKED))
    return person


def test_a_lock_that_comes_with_a_register_is_the_first_version_and_goes_with_it(ready):
    database, person = ready

    import_id = store(database, person, row(2, **USE_CASE), row(3, **LOCKED))

    (lock,) = versions(database)
    assert (lock.number, lock.made_on, lock.content["metrics"]["no_show_rate"]["target_size"]) == (
        1,
        date(2026, 5, 20),
        -0.3,
    )
    undo(database, person, import_id)
    assert versions(database) == ()


def test_a_lock_that_comes_later_is_taken_off_by_undoing_it(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE), row(3, **PILOT))

    import_id = store(database, person, row(3, **LOCKED))

    assert len(versions(database)) == 1
    undo(database, person, import_id)
    assert versions(database) == ()
    with database.reading() as session:
        assert pilots.values(session, "riverside-reminders").locked_on is None


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        (SOFTER, "target"),
        ({"baseline": 0.25}, "baseline"),
        ({"margin": "6 points; 2"}, "margin"),
        ({"metric": "Cost to serve"}, "metric"),
        ({"guardrails": "CSAT; Complaint rate; Repeat contact rate"}, "guardrails"),
        ({"unit_value": 40.0}, "unit_value"),
    ],
    ids=lambda each: "+".join(each) if isinstance(each, dict) else each,
)
def test_what_a_lock_holds_of_the_metrics_is_refused_at_its_cell(locked, changed, name):
    database, _ = locked
    before = values(database)

    planned = plan(database, row(2, **USE_CASE | changed))

    ((cell, message),) = said(planned)
    assert cell == cell_of(name, USE_CASE | changed)
    assert "The plan of “Riverside reminders” is locked since 20 May 2026" in message
    assert "a tracker cannot say why, nor who decided it" in message
    assert values(database) == before


def test_a_metric_more_in_a_row_of_its_own_is_refused_there_and_nothing_else_is(locked):
    database, person = locked
    guardrail = {"use_case": "Fewer no-shows", "metric": "Repeat contact rate", "role": "guardrail"}
    secondary = {"use_case": "Fewer no-shows", "metric": "Abandonment rate", "role": "secondary"}
    owner = {"operations_owner": "Ada Quist"}
    rows = row(2, **USE_CASE | owner), row(3, **guardrail), row(4, **secondary)

    ((cell, message),) = said(plan(database, *rows))
    store(database, person, *rows)

    assert cell == cell_of("role", guardrail, 3)
    assert "Changing role is an amendment" in message
    assert values(database).owners[Function.OPERATIONS] == "Ada Quist"
    assert {use.metric for use in values(database).metrics} >= {"abandonment_rate", "no_show_rate"}
    assert "repeat_contact_rate" not in {use.metric for use in values(database).metrics}


def test_a_row_of_its_own_that_changes_what_a_plan_holds_leaves_the_rest_of_that_metric_too(ready):
    database, person = ready
    secondary = {"use_case": "Fewer no-shows", "metric": "Abandonment rate", "role": "secondary", "unit_value": 9.0}
    store(database, person, row(2, **USE_CASE), row(3, **secondary), row(4, **LOCKED))
    before = values(database)

    changed = secondary | {"unit_value": 12.0, "annual_volume": 100.0}
    rows = row(2, **USE_CASE), row(3, **changed)
    ((cell, _),) = said(plan(database, *rows))
    store(database, person, *rows)

    assert cell == cell_of("unit_value", changed, 3)
    assert values(database) == before


def test_what_a_lock_does_not_hold_still_comes_with_registers(locked):
    changed = {"operations_owner": "Ada Quist", "annual_volume": 9_000.0, "value_source": "Finance, May"}

    planned = plan(locked[0], row(2, **USE_CASE | changed))

    assert (said(planned), counts(planned)) == ([], (0, 1, 0, 0))


def test_a_register_that_says_what_it_said_leaves_an_amendment_of_the_page_alone(locked):
    database, person = locked
    use = next(each for each in values(database).metrics if each.role is Role.PRIMARY)
    others = tuple(each for each in values(database).metrics if each is not use and each.metric != use.metric)
    softer = replace(use, target=Target(TargetKind.RELATIVE, -0.2))
    edit(database, person, metrics=tuple(sorted((*others, softer), key=lambda each: each.metric)), reason="Agreed")
    edit_pilot(database, person, window_days=120, reason="Agreed")

    planned = plan(database, row(2, **USE_CASE), row(3, **LOCKED))

    assert (said(planned), counts(planned)) == ([], (0, 0, 2, 0))


@pytest.mark.parametrize(
    ("use_case", "pilot", "missing"),
    [
        ({"target": None}, {}, "a target for the primary metric."),
        ({"target": None}, {"goes_live": None}, "a go-live date and a target for the primary metric."),
        ({"baseline": None}, {"baseline_starts": None}, "the day the baseline starts, or the baseline's value."),
    ],
)
def test_a_lock_without_what_it_needs_is_a_problem_at_its_cell(ready, use_case, pilot, missing):
    about, tried = _without(USE_CASE | use_case), _without(LOCKED | pilot)

    planned = plan(ready[0], row(2, **about), row(3, **tried))

    ((cell, message),) = said(planned)
    assert cell == cell_of("locked_on", tried, 3)
    assert f"It needs {missing}" in message


def test_an_import_cannot_be_undone_under_a_plan_locked_on_what_it_brought(ready):
    database, person = ready
    store(database, person, row(2, **USE_CASE), row(3, **PILOT))
    import_id = store(database, person, row(2, **USE_CASE | SOFTER))
    edit_pilot(database, person, locked_on=date(2026, 5, 25))

    with pytest.raises(UndoRefusedError, match="the plan of “Riverside reminders” was locked on what it brought"):
        undo(database, person, import_id)

    use = next(each for each in values(database).metrics if each.role is Role.PRIMARY)
    assert use.target == Target(TargetKind.RELATIVE, -0.2)


def test_an_import_that_leaves_the_locked_plan_alone_can_be_undone(locked):
    database, person = locked
    import_id = store(database, person, row(2, **USE_CASE | {"operations_owner": "Ada Quist"}))

    undo(database, person, import_id)

    assert len(versions(database)) == 1


def test_metrics_change_freely_by_register_once_the_lock_is_off(locked):
    database, person = locked
    edit_pilot(database, person, locked_on=None, reason="Wrong target")

    store(database, person, row(2, **USE_CASE | SOFTER))

    with database.reading() as session:
        use = next(each for each in use_cases.values(session, "fewer-no-shows").metrics if each.role is Role.PRIMARY)
    assert use.target == Target(TargetKind.RELATIVE, -0.2)


def _without(fields):
    return {name: value for name, value in fields.items() if value is not None}
