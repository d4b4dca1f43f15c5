"""Locked plans keep every version: who changed what, when and why, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import pilots, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.amendments import amendments
from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import NotAllowedError, RuleError, StaleEditError
from cxdash.domain.locks import content
from cxdash.domain.metrics import Role
from cxdash.domain.people import Person
from cxdash.domain.people import Role as Holds
from cxdash.domain.plan_differences import ChangeKind
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.store import metric_uses, metrics, plans
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.plan_tables import Exclusion, Occasion
from cxdash.store.tables import AuditEvent
from tests.builders import TODAY, add_use_case, one_use_case, pilot_values, reading, use_case_values
from tests.changes.test_metrics import upload

SLUG, PILOT = "fewer-no-shows", "riverside-reminders"
SUMMER = Declared(OccasionKind.SEASON, date(2026, 8, 1), date(2026, 8, 15), "Summer holidays")
STRIKE = Declared(OccasionKind.EVENT, date(2026, 7, 6), date(2026, 7, 8), "Transport strike")
OUTAGE = LeftOut(date(2026, 6, 1), date(2026, 6, 8), "Server down", "no_show_rate")
DESIGN = {
    "comparison": Comparison.RANDOMISED,
    "population": "Outpatients",
    "population_share": 0.4,
    "planned_split": 0.5,
    "units_per_arm": 12,
    "randomised_unit": "agent",
    "chosen_because_bad": True,
    "comparison_waiver": "Jane Roe",
    "occasions": (STRIKE, SUMMER),
}


@pytest.fixture
def locked(ready_after):
    """A use case with a locked pilot."""
    return ready_after(one_use_case)


def values(database, slug=PILOT):
    with database.reading() as session:
        return pilots.values(session, slug)


def edit(database, person, slug=PILOT, *, seen=None, reason="", **said):
    seen = seen or values(database, slug)
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY, reason=reason)


def edit_uses(database, person, *uses, reason=""):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, SLUG)
        wanted = replace(seen, metrics=uses)
        use_cases.edit(session, SLUG, seen=seen, wanted=wanted, today=TODAY, reason=reason)


def versions(database, slug=PILOT):
    with database.reading() as session:
        pilot = stored_use_cases.get_pilot(session, slug)
        return plans.versions(session, [pilot.id]).get(pilot.id, ())


def said_now(database, slug=PILOT):
    """What the stored plan says."""
    with database.reading() as session:
        pilot = stored_use_cases.get_pilot(session, slug)
        uses = metric_uses.uses_of(pilot.use_case)
        return content(pilots.values_of(pilot), uses, metrics.catalogue(session))


def words(database, slug=PILOT):
    return [each for amendment in amendments(versions(database, slug)) for each in amendment.words]


def uses(**of_primary):
    guardrail, primary = use_case_values().metrics
    return guardrail, replace(primary, **of_primary)


def test_a_pilot_created_locked_has_its_lock_as_first_version(locked):
    database, person = locked

    (lock,) = versions(database)

    assert (lock.number, lock.made_on, lock.by, lock.reason) == (1, date(2026, 5, 20), person.name, "")
    assert lock.content == said_now(database)


def test_a_draft_has_no_versions_until_it_is_locked(ready):
    database, person = ready
    slug = add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, slug, pilot_values(locked_on=None))
    edit(database, person, window_days=60)
    assert versions(database) == ()

    edit(database, person, locked_on=date(2026, 5, 25))

    (lock,) = versions(database)
    assert (lock.number, lock.made_on, lock.content) == (1, date(2026, 5, 25), said_now(database))


def test_everything_a_plan_declares_is_stored_as_it_was_said(locked):
    edit(*locked, reason="Completed", **DESIGN)

    assert values(locked[0]) == replace(pilot_values(), **DESIGN)
    assert versions(locked[0])[-1].content == said_now(locked[0])


def test_an_amendment_is_kept_with_day_author_and_reason(locked):
    database, person = locked

    edit(database, person, window_days=120, reason=" The site opened late ")

    (amendment,) = amendments(versions(database))
    assert (amendment.made_on, amendment.by, amendment.reason) == (TODAY, person.name, "The site opened late")
    assert (amendment.kind, amendment.words) == (ChangeKind.EXTENDED, ("window 91 → 120 days",))


@pytest.mark.parametrize(
    "said", [{"occasions": (SUMMER,)}, {"planned_split": 0.6}, {"comparison_waiver": "Jane Roe"}], ids="+".join
)
def test_what_the_lock_holds_is_refused_without_a_reason_and_nothing_is_stored(locked, said):
    before = values(locked[0])

    with pytest.raises(RuleError, match="is an amendment: give a reason"):
        edit(*locked, **said)

    assert values(locked[0]) == before
    assert len(versions(locked[0])) == 1


def test_a_version_says_what_is_stored_however_it_was_typed(locked):
    database, _ = locked
    edit(*locked, comparison_waiver="Jane Roe", reason="Agreed")
    typed = replace(SUMMER, note=" Summer holidays ")

    edit(*locked, comparison_waiver="", occasions=(typed,), reason="Not needed")
    edit(*locked, comparison_waiver=" jane roe", reason="Needed again")

    assert (values(database).comparison_waiver, values(database).occasions) == ("Jane Roe", (SUMMER,))
    assert [each.content for each in versions(database)][-1] == said_now(database)


def test_what_the_lock_does_not_hold_makes_no_version(locked):
    edit(*locked, name="Riverside calls", notes="Moved", run_cost_year=9.0, site="Eastfield")

    assert len(versions(locked[0])) == 1


def test_taking_the_lock_off_and_locking_again_are_both_kept(locked):
    edit(*locked, locked_on=None, reason="Wrong target")
    edit_uses(*locked, *uses(target=Target(TargetKind.RELATIVE, -0.2)))
    edit(*locked, locked_on=TODAY)

    kept = versions(locked[0])
    assert [(each.number, each.reason) for each in kept] == [(1, ""), (2, "Wrong target"), (3, "Locked again")]
    assert words(locked[0]) == [
        "lock 20 May 2026 → empty",
        "lock empty → 21 Nov 2026",
        "Appointment no-show rate: target −30 % → −20 %",
    ]


def test_a_target_changes_under_a_locked_plan_only_with_a_reason(locked):
    softer = uses(target=Target(TargetKind.RELATIVE, -0.2))

    with pytest.raises(RuleError, match=r"“Riverside reminders” is locked since 20 May 2026. Changing target is"):
        edit_uses(*locked, *softer)
    assert words(locked[0]) == []

    edit_uses(*locked, *softer, reason="The board agreed")

    (amendment,) = amendments(versions(locked[0]))
    assert (amendment.reason, amendment.kind_for("no_show_rate")) == ("The board agreed", ChangeKind.CHANGED)
    assert words(locked[0]) == ["Appointment no-show rate: target −30 % → −20 %"]


def test_who_edits_use_cases_may_not_amend_a_locked_plan_by_it(locked):
    database, person = locked
    contributor = Person(person.id, "Cerys", frozenset({Holds.CONTRIBUTOR}))

    with pytest.raises(NotAllowedError, match=r"Cerys may not amend a locked plan.*program manager"):
        edit_uses(database, contributor, *uses(baseline=0.3), reason="I think so")
    edit_uses(database, contributor, *uses(annual_volume=9_000.0))

    assert len(versions(database)) == 1


def test_every_locked_pilot_of_the_use_case_gets_the_version_and_drafts_do_not(ready):
    database, person = ready
    add_use_case(database, person, pilots_named=("Riverside reminders", "Eastfield reminders"))
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, SLUG, pilot_values("Harbour reminders", locked_on=None))

    edit_uses(database, person, *uses(unit_value=55.0), reason="Finance model v4")

    slugs = (PILOT, "eastfield-reminders", "harbour-reminders")
    assert [len(versions(database, slug)) for slug in slugs] == [2, 2, 0]
    with database.reading() as session:
        amended = [stored_use_cases.get_pilot(session, slug).amended_on for slug in slugs]
    assert amended == [TODAY, TODAY, None]


def test_a_metric_that_promises_nothing_joins_without_a_reason(locked):
    edit_uses(*locked, *uses(), MetricUse("csat", Role.SECONDARY))

    assert len(versions(locked[0])) == 1


def test_a_plan_is_locked_only_with_all_it_needs(ready):
    add_use_case(*ready, metrics=(MetricUse("no_show_rate", Role.PRIMARY),), pilots_named=())
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        pilots.create(session, SLUG, pilot_values(locked_on=None, goes_live=None, baseline_starts=None))

    with pytest.raises(RuleError, match="a go-live date, a target for the primary metric and the day the") as no:
        edit(*ready, goes_live=None, locked_on=TODAY)

    assert no.value.field == "locked_on"
    assert versions(ready[0]) == ()


def test_the_reason_and_the_version_stand_in_the_log(locked):
    edit(*locked, occasions=(SUMMER,), reason="Forgot the holidays")

    with locked[0].reading() as session:
        tables = session.scalars(select(AuditEvent.row_table).where(AuditEvent.reason == "Forgot the holidays")).all()
    assert sorted(tables) == ["occasion", "pilot", "plan_version"]


def test_occasions_that_stay_keep_their_rows(locked):
    edit(*locked, occasions=(SUMMER, STRIKE), reason="Known before")
    before = _rows(locked[0], Occasion)

    edit(*locked, occasions=(SUMMER,), reason="It was called off")

    assert values(locked[0]).occasions == (SUMMER,)
    assert [each for each in before if each in _rows(locked[0], Occasion)] == [before[0]]


def test_days_left_out_keep_who_left_them_out_and_when(locked):
    database, person = locked
    upload(database, person, reading(0.2, week=date(2026, 6, 1)), reading(0.3, week=date(2026, 6, 8), cell="C8"))

    edit(database, person, left_out=(OUTAGE,), reason="The log was lost")

    assert values(database).left_out == (OUTAGE,)
    with database.reading() as session:
        (row,) = session.scalars(select(Exclusion)).all()
        assert (row.person_id, row.made_on, row.reason) == (person.id, TODAY, "Server down")
    assert words(database) == ["Appointment no-show rate: 1–7 Jun 2026 (Server down) left out"]

    edit(database, person, left_out=(), reason="The log was found")

    assert values(database).left_out == ()


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        (replace(OUTAGE, ends_before=date(2026, 6, 9)), "The figures end on 7 Jun 2026"),
        (replace(OUTAGE, metric="csat"), "There are no figures yet"),
        (replace(OUTAGE, metric="joy"), "no metric “joy”"),
        (replace(OUTAGE, metric="", reason=""), "Say why"),
    ],
)
def test_days_are_left_out_only_where_figures_are_and_for_a_reason(locked, left_out, sentence):
    upload(*locked, reading(0.2, week=date(2026, 6, 1)))

    with pytest.raises(RuleError, match=sentence):
        edit(*locked, left_out=(left_out,), reason="The log was lost")


def test_days_once_left_out_stay_so_when_their_figures_go(locked):
    upload(*locked, reading(0.2, week=date(2026, 6, 1)))
    edit(*locked, left_out=(OUTAGE,), reason="The log was lost")
    seen = values(locked[0])

    edit(*locked, seen=seen, window_days=120, reason="Longer")

    assert values(locked[0]).left_out == (OUTAGE,)


def test_a_new_pilot_can_leave_nothing_out(ready):
    slug = add_use_case(*ready, pilots_named=())

    with (
        pytest.raises(RuleError, match="There are no figures yet"),
        ready[0].changing(ready[1], Action.PILOT_EDIT) as session,
    ):
        pilots.create(session, slug, pilot_values(left_out=(OUTAGE,)))


def test_two_people_who_declare_different_things_both_win_and_the_same_are_told(locked):
    seen = values(locked[0])
    edit(*locked, seen=seen, occasions=(SUMMER,), reason="Known before")

    edit(*locked, seen=seen, planned_split=0.5, reason="Known before")
    assert (values(locked[0]).occasions, values(locked[0]).planned_split) == ((SUMMER,), 0.5)

    with pytest.raises(StaleEditError, match="occasions was “empty” when you opened it"):
        edit(*locked, seen=seen, occasions=(STRIKE,), reason="Known before")


def test_somebody_else_s_lock_set_meanwhile_holds_metrics_too(ready):
    database, person = ready
    slug = add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, slug, pilot_values(locked_on=None))
    with database.reading() as session:
        seen = use_cases.values(session, SLUG)
    edit(database, person, locked_on=date(2026, 5, 20))

    with (
        pytest.raises(RuleError, match="is locked since"),
        database.changing(person, Action.USE_CASE_EDIT) as session,
    ):
        use_cases.edit(session, SLUG, seen=seen, wanted=replace(seen, metrics=uses(baseline=0.3)), today=TODAY)


def _rows(database, table):
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(table.__table__).order_by(table.id))]
