"""Friction points written down, edited, archived and answered, on both databases; every change is in the log."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import journey_steps, journeys, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from cxdash.domain.metrics import Role
from cxdash.domain.people import Person
from cxdash.domain.people import Role as Holds
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.store import journeys as stored
from cxdash.store.tables import AuditEvent, StageMove, UseCase

TODAY = date(2026, 11, 22)
BILL = FrictionValues(
    "The bill is late",
    "Pay the bill",
    FrictionKind.WAITING,
    population="Private customers",
    metric="no_show_rate",
    monthly_volume=10_000,
    failure_rate=0.05,
    unit_cost=8.0,
    evidence="Billing log, May",
    effort=2,
)


@pytest.fixture
def paying(ready):
    """A database whose journey has one step, “Pay the bill”, and its administrator."""
    with ready[0].changing(ready[1], Action.JOURNEY_EDIT) as session:
        journey_steps.create_step(session, StepValues("Pay the bill"))
    return ready


def write_down(database, person, values=BILL):
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        return journeys.create_friction(session, values).slug


def edit(database, person, slug, *, seen=BILL, **said):
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journeys.edit_friction(session, slug, seen=seen, wanted=replace(seen, **said))


def make_use_case(database, person, slug, values):
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        return journeys.use_case_from(session, slug, values, today=TODAY).slug


def values(database, slug):
    with database.reading() as session:
        return journeys.friction_values(session, slug)


def linked(database):
    with database.reading() as session:
        return [(each.slug, each.stage) for each in stored.linked(session)]


def test_what_is_stored_is_what_was_said(paying):
    assert values(paying[0], write_down(*paying)) == BILL


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "needs a name"),
        ({"step": ""}, "belongs to no step"),
        ({"step": "Fly to the moon"}, "no step “Fly to the moon”"),
        ({"metric": "joy"}, "no metric “joy”"),
        ({"failure_rate": 5.0}, "between 0 % and 100 %"),
        ({"unit_cost": -1.0}, "without a sign"),
        ({"effort": 6}, "from 1, days, to 5"),
    ],
)
def test_a_rule_that_is_broken_is_said_and_nothing_is_stored(paying, said, sentence):
    revision = paying[0].revision()

    with pytest.raises(RuleError, match=sentence):
        write_down(*paying, replace(BILL, **said))

    assert paying[0].revision() == revision


def test_the_same_pain_is_not_written_down_twice_at_one_step(paying):
    write_down(*paying)

    with pytest.raises(RuleError, match="is written down at “Pay the bill” already"):
        write_down(*paying, replace(BILL, name="the bill is LATE"))


def test_two_people_in_different_fields_both_win(paying):
    slug = write_down(*paying)
    edit(*paying, slug, unit_cost=9.0)

    edit(*paying, slug, monthly_volume=12_000.0)

    assert values(paying[0], slug) == replace(BILL, unit_cost=9.0, monthly_volume=12_000.0)


def test_a_stale_save_shows_both_values_and_stores_nothing(paying):
    slug = write_down(*paying)
    edit(*paying, slug, unit_cost=9.0)
    revision = paying[0].revision()

    with pytest.raises(StaleEditError, match=r"unit cost was “8”.*is “9” now, and you entered “7”"):
        edit(*paying, slug, unit_cost=7.0, evidence="Guess")

    assert paying[0].revision() == revision


def test_an_edit_that_changes_nothing_leaves_no_trace(paying):
    slug = write_down(*paying)
    revision = paying[0].revision()

    edit(*paying, slug)

    assert paying[0].revision() == revision


def test_an_edit_is_logged_with_who_before_and_after(paying):
    slug = write_down(*paying)
    revision = paying[0].revision()

    edit(*paying, slug, failure_rate=0.06)

    columns = (AuditEvent.person_id, AuditEvent.action, AuditEvent.row_table, AuditEvent.before, AuditEvent.after)
    with paying[0].reading() as session:
        (event,) = session.execute(select(*columns).where(AuditEvent.id > revision)).all()
    assert event[:3] == (paying[1].id, "journey.edit", "friction_point")
    assert (event.before["failure_rate"], event.after["failure_rate"]) == (0.05, 0.06)


def test_a_viewer_may_not_edit_the_journey(paying):
    vera = Person(paying[1].id, "Vera", frozenset({Holds.VIEWER}))

    with pytest.raises(NotAllowedError, match="Vera may not edit the journey"):
        write_down(paying[0], vera)


def test_an_archived_friction_point_leaves_the_journey_and_is_still_there(paying):
    slug = write_down(*paying)

    with paying[0].changing(paying[1], Action.JOURNEY_EDIT) as session:
        journeys.archive_friction(session, slug)

    with paying[0].reading() as session:
        assert stored.friction(session) == []
        assert stored.get_friction(session, slug).name == BILL.name


def test_a_use_case_from_friction_answers_it_serves_its_step_and_starts_as_an_idea_today(paying):
    slug = write_down(*paying)

    made = make_use_case(
        *paying, slug, UseCaseValues("Bills on time", metrics=(MetricUse("no_show_rate", Role.PRIMARY),))
    )

    assert linked(paying[0]) == [(made, "idea")]
    with paying[0].reading() as session:
        found = use_cases.values(session, made)
        assert (found.steps, found.idea_on) == (("Pay the bill",), TODAY)
        assert session.scalars(select(StageMove.moved_on)).all() == [TODAY]


def test_the_firewall_stops_a_use_case_from_friction_and_stores_nothing(paying):
    slug = write_down(*paying, replace(BILL, metric="containment_rate"))
    revision = paying[0].revision()

    with pytest.raises(RuleError, match="may not be a primary"):
        make_use_case(*paying, slug, UseCaseValues("More bot", metrics=(MetricUse("containment_rate", Role.PRIMARY),)))

    assert paying[0].revision() == revision
    with paying[0].reading() as session:
        assert session.scalars(select(UseCase)).all() == []


def test_a_link_is_made_once_brings_the_step_and_is_taken_away_without_it(paying):
    slug = write_down(*paying)
    with paying[0].changing(paying[1], Action.USE_CASE_CREATE) as session:
        known = use_cases.create(session, UseCaseValues("Known")).slug
    for _ in range(2):
        with paying[0].changing(paying[1], Action.JOURNEY_EDIT) as session:
            journeys.link(session, slug, use_case=known)
    assert linked(paying[0]) == [(known, "idea")]

    with paying[0].changing(paying[1], Action.JOURNEY_EDIT) as session:
        journeys.unlink(session, slug, use_case=known)

    assert linked(paying[0]) == []
    with paying[0].reading() as session:
        assert use_cases.values(session, known).steps == ("Pay the bill",)


@pytest.mark.parametrize("status", [Status.PARKED, Status.STOPPED, Status.RETIRED])
def test_a_use_case_that_rests_answers_nothing(paying, status):
    slug = write_down(*paying)

    make_use_case(*paying, slug, UseCaseValues("Bills on time", status=status))

    assert linked(paying[0]) == []


def test_a_friction_point_that_does_not_exist_says_where_to_look(ready):
    with pytest.raises(NotFoundError, match="page Journey"):
        edit(*ready, "joy")


@pytest.mark.parametrize(
    "change",
    [
        lambda session, slug: journeys.edit_friction(session, slug, seen=BILL, wanted=replace(BILL, effort=3)),
        lambda session, slug: journeys.link(session, slug, use_case="fewer-late-bills"),
        lambda session, slug: journeys.use_case_from(session, slug, UseCaseValues("On time"), today=TODAY),
    ],
    ids=["edit", "link", "use case"],
)
def test_nobody_works_on_a_friction_point_that_was_archived_meanwhile(paying, change):
    database, person = paying
    slug = write_down(*paying)
    make_use_case(*paying, slug, UseCaseValues("Fewer late bills"))
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journeys.archive_friction(session, slug)

    with (
        pytest.raises(RuleError, match="“The bill is late” was archived meanwhile"),
        database.changing(person, Action.USE_CASE_CREATE) as session,
    ):
        change(session, slug)


def test_figures_that_no_organisation_has_are_refused_before_sums_become_endless(paying):
    with pytest.raises(RuleError, match="up to 1,000,000,000,000"):
        write_down(*paying, replace(BILL, monthly_volume=1e300, unit_cost=1e300))
