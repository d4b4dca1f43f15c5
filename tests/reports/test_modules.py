"""Modules on their map: who creates, extends and reuses what, how far it came, and what that makes easy next."""

from datetime import date

import pytest

from cxdash.changes import journeys, modules, names, use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.journeys import FrictionKind, FrictionValues
from cxdash.domain.modules import ModuleValues, Part
from cxdash.domain.stages import Stage, Status
from cxdash.reports import library
from cxdash.reports import modules as reports
from cxdash.reports import next_use_case as suggestions
from tests.builders import TODAY, use_case_values

PILOTED = date(2026, 3, 2)


@pytest.fixture
def built(ready):
    """Store a use case that is built from modules; returns its slug."""
    database, person = ready

    def store(title, *named, stage=Stage.IDEA, **said):
        entered = {each: PILOTED for each in Stage if 0 < each.position <= stage.position}
        with database.changing(person, Action.USE_CASE_CREATE) as session:
            values = use_case_values(title, modules=tuple(sorted(named)), **said)
            return use_cases.create(session, values, standing=Standing(stage, entered)).slug

    return store


def _map(ready):
    with ready[0].reading() as session:
        return reports.module_map(session, today=TODAY)


def _hurts(ready, name="Patients do not come", *, use_case=None, **said):
    database, person = ready
    given = {"step": "Attend", "kind": FrictionKind.MISSED, "metric": "no_show_rate"} | {
        "monthly_volume": 10_000,
        "failure_rate": 0.2,
        "unit_cost": 50.0,
    }
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        names.steps_named(session, ["Attend"])
        slug = journeys.create_friction(session, FrictionValues(name, **given | said)).slug
        if use_case:
            journeys.link(session, slug, use_case=use_case)
    return slug


def _suggested(ready):
    with ready[0].reading() as session:
        return suggestions.suggested(session)


class TestTheMap:
    def test_without_modules_it_is_empty_and_says_none(self, ready):
        found = _map(ready)

        assert found.modules == ()
        assert found.table.empty
        assert found.matrix().columns.tolist() == ["Module"]

    def test_the_finding_counts_reuse(self, ready, built):
        built("One", "Outreach", "Summaries")
        built("Two", "Outreach")
        database, person = ready
        with database.changing(person, Action.MODULE_EDIT) as session:
            modules.create(session, ModuleValues("Idle"))

        assert _map(ready).finding == "1 of 3 modules is reused; 1 serves one use case only, 1 none"

    def test_what_is_used_most_comes_first_and_the_furthest_use_case_leftmost(self, ready, built):
        built("An idea", "Outreach")
        built("At scale", "Outreach", "Summaries", stage=Stage.SCALE)

        found = _map(ready)

        assert [each.name for each in found.modules] == ["Outreach", "Summaries"]
        assert [title for _, title, _ in found.columns] == ["At scale", "An idea"]
        assert found.matrix().iloc[0].tolist() == ["Outreach", "Reuses", "Creates"]

    def test_a_module_works_since_its_first_use_case_became_a_pilot(self, ready, built):
        built("An idea", "Summaries")
        built("Scaled", "Outreach", stage=Stage.SCALE)

        rows = _map(ready).table.set_index("Module")

        assert rows.loc["Outreach", ["At stage", "Works since", "Days"]].tolist() == ["1 scale", "2 Mar 2026", 264]
        assert rows.loc["Summaries", "Works since"] == ""
        assert rows["Days"].isna().to_dict() == {"Outreach": False, "Summaries": True}

    def test_only_use_cases_being_worked_on_count_as_use(self, ready, built):
        built("Parked", "Outreach", status=Status.PARKED)
        built("Active", "Outreach")

        (module,) = _map(ready).modules

        assert [user.title for user in module.active] == ["Active"]
        assert {user.title: user.part for user in module.users} == {"Parked": Part.CREATES, "Active": Part.REUSES}

    def test_an_archived_use_case_is_gone_from_it(self, ready, built):
        slug = built("Gone", "Outreach")
        database, person = ready
        with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
            use_cases.archive(session, slug)

        assert _map(ready).modules[0].users == ()


class TestNext:
    def test_nothing_hurts_nothing_is_suggested(self, ready):
        assert _suggested(ready) == suggestions.Suggested((), 0, 0)

    def test_what_nobody_answers_is_suggested_with_cost_and_modules(self, ready, built):
        built("Reminders", "Proactive outreach", stage=Stage.SCALE)
        slug = _hurts(ready)

        (one,) = _suggested(ready).next

        assert one.friction == slug
        assert one.template == ("missed-appointments", library.get("missed-appointments").title)
        assert one.reason.startswith("£1.20m a year at Attend; Proactive outreach exists and works at scale elsewhere")

    def test_what_a_use_case_answers_is_not(self, ready, built):
        _hurts(ready, use_case=built("Reminders"))

        assert _suggested(ready).next == ()

    def test_what_has_no_cost_is_counted_apart(self, ready):
        _hurts(ready, unit_cost=None)

        assert _suggested(ready) == suggestions.Suggested((), 1, 1)

    def test_at_most_five_are_suggested_the_best_first(self, ready):
        for number in range(7):
            _hurts(ready, f"Pain {number}", unit_cost=10.0 + number)

        found = _suggested(ready)

        assert [each.name for each in found.next] == [f"Pain {number}" for number in (6, 5, 4, 3, 2)]
        assert found.open == 7
