"""Pilots added, edited, locked and amended, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import pilots
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.people import Person, Role
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import PilotValues
from cxdash.store import use_cases
from cxdash.store.tables import AuditEvent
from tests.builders import TODAY, add_use_case, pilot_values

FULL = pilot_values(
    segment="New patients",
    status=Status.PARKED,
    run_in_days=7,
    baseline_starts=date(2026, 1, 5),
    population="Riverside patients",
    one_off_cost=24_000.0,
    run_cost_year=9_600.0,
    usage_cost=0.35,
    client="Harbour Health",
    notes="Second try",
)
DRAFT = PilotValues("Riverside reminders", goes_live=date(2026, 6, 1))


@pytest.fixture
def use_case(ready):
    """A use case without pilots."""
    return add_use_case(*ready, pilots_named=())


def add(database, person, use_case, values=FULL):
    with database.changing(person, Action.PILOT_EDIT) as session:
        return pilots.create(session, use_case, values).slug


def values(database, slug):
    with database.reading() as session:
        return pilots.values_of(use_cases.get_pilot(session, slug))


def edit(database, person, slug, *, seen=None, reason="", **said):
    seen = seen or values(database, slug)
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY, reason=reason)


def amended_on(database, slug):
    with database.reading() as session:
        return use_cases.get_pilot(session, slug).amended_on


def test_what_is_stored_is_what_was_said(ready, use_case):
    assert values(ready[0], add(*ready, use_case)) == FULL


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Riverside 2"},
        {"site": "Eastfield"},
        {"site": ""},
        {"status": Status.STOPPED, "segment": "", "notes": ""},
        {"goes_live": date(2026, 7, 6), "window_days": 120, "comparison": Comparison.RANDOMISED},
        {"goes_live": None},
        {"one_off_cost": None, "run_cost_year": 0.0},
        {"usage_cost": None, "client": ""},
    ],
    ids="+".join,
)
def test_a_plan_that_is_not_locked_changes_freely(ready, use_case, said):
    draft = replace(FULL, locked_on=None)
    slug = add(*ready, use_case, draft)

    edit(*ready, slug, **said)

    assert values(ready[0], slug) == replace(draft, **said)
    assert amended_on(ready[0], slug) is None


def test_locking_the_plan_is_no_amendment(ready, use_case):
    slug = add(*ready, use_case, DRAFT)

    edit(*ready, slug, locked_on=TODAY)

    assert values(ready[0], slug).locked_on == TODAY
    assert amended_on(ready[0], slug) is None


def test_a_locked_plan_refuses_a_change_without_a_reason(ready, use_case):
    slug = add(*ready, use_case)

    with pytest.raises(RuleError, match="Changing window days is an amendment: give a reason"):
        edit(*ready, slug, window_days=120)

    assert values(ready[0], slug) == FULL


def test_an_amendment_is_dated_and_its_reason_stands_in_the_log(ready, use_case):
    slug = add(*ready, use_case)

    edit(*ready, slug, window_days=120, reason="The site opened a month late")

    assert amended_on(ready[0], slug) == TODAY
    with ready[0].reading() as session:
        newest_first = select(AuditEvent).where(AuditEvent.row_table == "pilot").order_by(AuditEvent.id.desc())
        event = session.scalars(newest_first).first()
        assert event.reason == "The site opened a month late"
        assert (event.before["window_days"], event.after["window_days"]) == (91, 120)


def test_what_is_not_the_plan_needs_no_reason(ready, use_case):
    slug = add(*ready, use_case)

    edit(*ready, slug, run_cost_year=12_000.0, notes="Dearer than thought")

    assert amended_on(ready[0], slug) is None


def test_a_lock_set_meanwhile_holds_for_the_slower_person_too(ready, use_case):
    slug = add(*ready, use_case, DRAFT)
    seen = values(ready[0], slug)
    edit(*ready, slug, seen=seen, locked_on=date(2026, 5, 20))

    with pytest.raises(RuleError, match="is locked since 20 May 2026"):
        edit(*ready, slug, seen=seen, window_days=60)

    assert values(ready[0], slug).window_days == 90


def test_two_people_at_the_same_field_are_told(ready, use_case):
    slug = add(*ready, use_case, DRAFT)
    seen = values(ready[0], slug)
    edit(*ready, slug, seen=seen, window_days=60)

    with pytest.raises(StaleEditError, match=r"window days was “90”.*is “60” now, and you entered “120”"):
        edit(*ready, slug, seen=seen, window_days=120)


def test_a_pilot_without_a_name_is_refused(ready, use_case):
    with pytest.raises(RuleError, match="needs a name"):
        add(*ready, use_case, PilotValues(" "))


def test_only_those_who_run_the_program_edit_pilots(ready, use_case):
    contributor = Person(ready[1].id, "Cerys", frozenset({Role.CONTRIBUTOR}))

    with pytest.raises(NotAllowedError, match="Cerys may not edit a pilot"):
        add(ready[0], contributor, use_case)


def test_what_does_not_exist_says_where_to_look(ready):
    with pytest.raises(NotFoundError, match="list of use cases"):
        add(*ready, "joy")
    with pytest.raises(NotFoundError, match="from its use case"):
        edit(*ready, "joy", seen=FULL, name="Joy")
