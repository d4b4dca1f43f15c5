"""One change for several use cases: looked at before, stored for all or for none; on both databases."""

from dataclasses import replace

import pytest

from cxdash.changes import bulk_edit, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.bulk_changes import (
    Archived,
    HelpModeChange,
    MetricAdded,
    ModulesAdded,
    OwnerChange,
    StatusChange,
    StepsAdded,
)
from cxdash.domain.errors import NotAllowedError, RuleError, StaleEditError
from cxdash.domain.metrics import MetricClass, Role
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.people import Role as PersonRole
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import MetricUse
from cxdash.store import metric_uses
from tests.builders import TODAY, add_use_case

ANA = OwnerChange(Function.OPERATIONS, "Ana Diaz")
BOTH = ("fewer-no-shows", "fewer-calls")
CSAT = MetricAdded(MetricUse("csat", Role.GUARDRAIL), "CSAT")


@pytest.fixture
def two(ready_after):
    """Two use cases without pilots, the second one with an operations owner and a step."""
    return ready_after(_two)


def _two(database, person):
    add_use_case(database, person, pilots_named=())
    owners = {Function.OPERATIONS: "Ana Diaz"}
    add_use_case(database, person, "Fewer calls", owners=owners, steps=("Attend",), pilots_named=())
    return person


def planned(database, change, slugs=BOTH):
    with database.reading() as session:
        return bulk_edit.plan(session, slugs, change)


def store(database, person, plan):
    with database.changing(person, plan.change.action) as session:
        return bulk_edit.store(session, plan, today=TODAY)


def values(database, slug):
    with database.reading() as session:
        return use_cases.values(session, slug)


def reclassify(database, person):
    """The primary metric of both turns out to be technical, so that every further edit of them is refused."""
    with database.changing(person, Action.METRIC_EDIT) as session:
        metric_uses.get(session, "no_show_rate").metric_class = MetricClass.TECHNICAL.value
        metric_uses.get(session, "no_show_rate").roles = []


def test_the_plan_says_whom_the_change_reaches_and_what_it_replaces(two):
    found = planned(two[0], ANA)

    assert found.change.words == "operations owner → Ana Diaz"
    assert [(each.title, each.was) for each in found.changed] == [("Fewer no-shows", "nobody")]
    assert [each.title for each in found.unchanged] == ["Fewer calls"]
    assert found.refused == ()


@pytest.mark.parametrize(
    ("change", "words", "field", "stored"),
    [
        (ANA, "operations owner → Ana Diaz", "owners", {Function.OPERATIONS: "Ana Diaz"}),
        (OwnerChange(Function.OPERATIONS, " "), "operations owner → nobody", "owners", {}),
        (StatusChange(Status.PARKED, "Busy"), "status → parked", "status", Status.PARKED),
        (StatusChange(Status.STOPPED, "No gain", "Calls work"), "status → stopped", "status", Status.STOPPED),
        (HelpModeChange("Reduced load"), "how people are helped → reduced load", "help_mode", "Reduced load"),
        (StepsAdded(("attend", "Book")), "journey steps + attend, Book", "steps", ("Attend", "Book")),
        (ModulesAdded(("Routing",)), "module + Routing", "modules", ("Routing",)),
    ],
    ids=str,
)
def test_every_kind_of_change_is_stored_for_each(two, change, words, field, stored):
    plan = planned(two[0], change)
    store(*two, plan)

    assert change.words == words
    assert getattr(values(two[0], "fewer-calls"), field) == stored


def test_a_metric_is_added_where_it_is_not_used_yet(two):
    assert store(*two, planned(two[0], CSAT)) == 2

    assert [use.metric for use in values(two[0], "fewer-calls").metrics] == ["complaint_rate", "csat", "no_show_rate"]
    assert planned(two[0], CSAT).changed == ()


def test_archiving_takes_all_of_them_out_of_the_list(two):
    assert store(*two, planned(two[0], Archived())) == 2

    assert planned(two[0], ANA).each == ()


def test_one_that_breaks_a_rule_leaves_all_untouched_and_is_named(two):
    database, person = two
    add_use_case(*two, "Faster answers", metrics=(), pilots_named=())
    reclassify(*two)
    plan = planned(database, HelpModeChange("Reduced load"), ("faster-answers", "fewer-no-shows"))

    with pytest.raises(RuleError, match=r"Nothing was stored. “Fewer no-shows”: .* technical metric"):
        store(database, person, plan)

    assert values(database, "faster-answers").help_mode == ""
    assert [each.title for each in plan.changed] == ["Faster answers"]
    assert "technical metric" in plan.refused[0].refusal


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (StatusChange(Status.PARKED), "Say why you park it"),
        (StatusChange(Status.STOPPED, "No gain"), "Write down what was learned before you stop it"),
    ],
    ids=["no reason", "no learning"],
)
def test_a_status_needs_its_reason_and_where_work_ends_what_was_learned(two, change, said):
    plan = planned(two[0], change)

    assert [said in each.refusal for each in plan.each] == [True, True]
    with pytest.raises(RuleError, match=said):
        store(*two, plan)


def test_who_may_not_park_one_parks_none(two):
    nobody = Person(two[1].id, "Contributor", frozenset({PersonRole.CONTRIBUTOR}))

    with pytest.raises(NotAllowedError, match="may not park"):
        store(two[0], nobody, planned(two[0], StatusChange(Status.PARKED, "Busy")))


def test_a_metric_that_would_amend_a_locked_plan_is_refused_before_and_when_stored(ready):
    add_use_case(*ready)
    plan = planned(ready[0], CSAT, ("fewer-no-shows",))

    assert "Riverside reminders" in plan.refused[0].refusal
    with pytest.raises(RuleError, match="Riverside reminders"):
        store(*ready, plan)


def test_what_somebody_else_changed_since_the_look_is_not_overwritten(two):
    database, person = two
    plan = planned(database, ANA)
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, "fewer-no-shows")
        wanted = replace(seen, owners={Function.OPERATIONS: "Ben"})
        use_cases.edit(session, "fewer-no-shows", seen=seen, wanted=wanted, today=TODAY)

    with pytest.raises(StaleEditError, match="is “Ben” now, and you entered “Ana Diaz”"):
        store(database, person, plan)


@pytest.mark.parametrize(
    ("role", "change"),
    [
        (PersonRole.VIEWER, ANA),
        (PersonRole.CONTRIBUTOR, Archived()),
    ],
)
def test_who_may_not_is_refused(two, role, change):
    somebody = Person(two[1].id, "Somebody", frozenset({role}))

    with pytest.raises(NotAllowedError):
        store(two[0], somebody, planned(two[0], change))


def test_archiving_is_not_smuggled_in_as_an_edit(two):
    contributor = Person(two[1].id, "Somebody", frozenset({PersonRole.CONTRIBUTOR}))
    plan = planned(two[0], Archived())

    with pytest.raises(NotAllowedError), two[0].changing(contributor, Action.USE_CASE_EDIT) as session:
        bulk_edit.store(session, plan, today=TODAY)


def test_nothing_to_change_is_said(two):
    with pytest.raises(RuleError, match="is so already"):
        store(*two, planned(two[0], ANA, ("fewer-calls",)))


def test_too_many_at_once_are_refused(two):
    with pytest.raises(RuleError, match="at most 200"):
        planned(two[0], ANA, ("fewer-calls",) * 201)
