"""Use cases created, edited and archived, on both databases; every change is in the log."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import journey_steps, modules, use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.people import Role as Holds
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.store import journeys, named
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.tables import AuditEvent, PersonRow, StageMove
from tests.builders import TODAY, add_use_case, use_case_values

FULL = use_case_values(
    statement="Reduce no-shows by 30 % through outreach, measured over 90 days.",
    status=Status.PARKED,
    idea_on=date(2026, 1, 5),
    help_mode="reduced load",
    notes="Second try",
    owners={Function.OPERATIONS: "Leila Haddad", Function.FINANCE: "Rohan Perera"},
    steps=("Attend", "Book"),
    modules=("Outreach",),
)


def values(database, slug):
    with database.reading() as session:
        return use_cases.values_of(stored_use_cases.get(session, slug))


def edit(database, person, slug, *, seen=None, reason="", **said):
    seen = seen or values(database, slug)
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY, reason=reason)


def events(database, since):
    columns = (AuditEvent.person_id, AuditEvent.action, AuditEvent.row_table, AuditEvent.before, AuditEvent.after)
    with database.reading() as session:
        return session.execute(select(*columns).where(AuditEvent.id > since)).all()


def test_what_is_stored_is_what_was_said(ready):
    slug = add_use_case(*ready, **{name: getattr(FULL, name) for name in FULL.__dataclass_fields__ if name != "title"})

    assert values(ready[0], slug) == FULL


def test_two_use_cases_of_one_title_get_links_of_their_own(ready):
    assert add_use_case(*ready) != add_use_case(*ready, pilots_named=())


def test_a_new_use_case_begins_as_an_idea(ready):
    with ready[0].changing(ready[1], Action.USE_CASE_CREATE) as session:
        slug = use_cases.create(session, UseCaseValues("Fewer no-shows")).slug

    with ready[0].reading() as session:
        assert stored_use_cases.get(session, slug).stage == "idea"


def test_the_days_it_entered_its_stages_are_kept(ready):
    entered = {Stage.IDEA: date(2025, 1, 6), Stage.PILOT: date(2025, 5, 5), Stage.SCALE: date(2026, 1, 5)}
    with ready[0].changing(ready[1], Action.USE_CASE_CREATE) as session:
        use_cases.create(session, UseCaseValues("A"), standing=Standing(Stage.PILOT, entered))

    with ready[0].reading() as session:
        moves = session.execute(select(StageMove.from_stage, StageMove.to_stage, StageMove.moved_on)).all()
    assert moves == [(None, "idea", date(2025, 1, 6)), ("idea", "pilot", date(2025, 5, 5))]


@pytest.mark.parametrize(
    "said",
    [
        {"title": "No more no-shows"},
        {"statement": "Reduce no-shows by 20 %"},
        {"status": Status.ACTIVE},
        {"idea_on": date(2026, 2, 2)},
        {"help_mode": "full automation", "notes": "Third try"},
        {"owners": {Function.OPERATIONS: "Kwabena Asante", Function.SPONSOR: "Leila Haddad"}},
        {"owners": {}},
        {"steps": ("Prepare",), "modules": ()},
        {"metrics": (MetricUse("csat", Role.SECONDARY), MetricUse("no_show_rate", Role.PRIMARY, baseline=0.21))},
        {"metrics": ()},
    ],
    ids="+".join,
)
def test_an_edit_stores_what_was_changed_and_nothing_else(ready, said):
    slug = add_use_case(*ready, **{name: getattr(FULL, name) for name in FULL.__dataclass_fields__ if name != "title"})

    edit(*ready, slug, reason="Agreed in the room", **said)

    assert values(ready[0], slug) == replace(FULL, **said)


def test_an_edit_that_changes_nothing_leaves_no_trace(ready):
    slug = add_use_case(*ready)
    before = ready[0].revision()

    edit(*ready, slug)

    assert ready[0].revision() == before


def test_two_people_in_different_fields_both_win(ready):
    slug = add_use_case(*ready)
    seen = values(ready[0], slug)
    edit(*ready, slug, seen=seen, owners={Function.OPERATIONS: "Leila Haddad"})

    edit(*ready, slug, seen=seen, owners={Function.COMMERCIAL: "Cerys Pritchard"}, statement="Reduce no-shows")

    result = values(ready[0], slug)
    assert result.owners == {Function.OPERATIONS: "Leila Haddad", Function.COMMERCIAL: "Cerys Pritchard"}
    assert result.statement == "Reduce no-shows"


def test_a_stale_save_stores_nothing_at_all(ready):
    slug = add_use_case(*ready)
    seen = values(ready[0], slug)
    edit(*ready, slug, seen=seen, title="Theirs")
    revision = ready[0].revision()

    with pytest.raises(StaleEditError, match="is “Theirs” now, and you entered “Mine”"):
        edit(*ready, slug, seen=seen, title="Mine", statement="Also mine")

    assert ready[0].revision() == revision
    assert values(ready[0], slug).statement == ""


@pytest.mark.parametrize(
    ("metrics", "sentence"),
    [
        ((MetricUse("containment_rate", Role.PRIMARY),), "may not be a primary"),
        ((MetricUse("csat", Role.PRIMARY),), "may not be the only primary"),
        ((MetricUse("joy", Role.CONTEXT),), "no metric “joy”"),
    ],
)
def test_the_firewall_stands_in_every_way_in(ready, metrics, sentence):
    slug = add_use_case(*ready)

    with pytest.raises(RuleError, match=sentence):
        edit(*ready, slug, metrics=metrics)
    with pytest.raises(RuleError, match=sentence):
        add_use_case(*ready, "Another", metrics=metrics)


def test_an_edit_is_logged_with_who_before_and_after(ready):
    slug = add_use_case(*ready)
    revision = ready[0].revision()

    edit(*ready, slug, title="No more no-shows")

    (event,) = events(ready[0], since=revision)
    assert (event.person_id, event.action, event.row_table) == (ready[1].id, "use_case.edit", "use_case")
    assert event.before["title"] == "Fewer no-shows"
    assert event.after["title"] == "No more no-shows"


def test_an_archived_use_case_leaves_the_lists_and_is_still_there(ready):
    slug = add_use_case(*ready)

    with ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, slug)

    with ready[0].reading() as session:
        assert stored_use_cases.active(session) == []
        assert stored_use_cases.get(session, slug).archived_at is not None


def test_a_contributor_edits_and_does_not_archive(ready):
    slug = add_use_case(*ready)
    cerys = Person(ready[1].id, "Cerys", frozenset({Holds.CONTRIBUTOR}))

    edit(ready[0], cerys, slug, notes="Mine")
    with (
        pytest.raises(NotAllowedError, match="Cerys may not archive a use case"),
        ready[0].changing(cerys, Action.USE_CASE_ARCHIVE) as session,
    ):
        use_cases.archive(session, slug)

    assert values(ready[0], slug).notes == "Mine"


def test_a_use_case_that_does_not_exist_says_where_to_look(ready):
    with pytest.raises(NotFoundError, match="list of use cases"):
        edit(*ready, "joy", seen=FULL, title="Joy")


def test_names_with_letters_beyond_the_english_ones_are_made_once(ready):
    database, person = ready
    slug = add_use_case(
        *ready,
        pilots_named=(),
        steps=("Übergabe",),
        modules=("Ärzte-Routing",),
        owners={Function.OPERATIONS: "Özge Öz"},
    )

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, notes="Second try"), today=TODAY)

    with database.reading() as session:
        assert [named.step_names(session), named.module_names(session)] == [["Übergabe"], ["Ärzte-Routing"]]
        assert named.slugs_like(session, PersonRow, "ozge") == {"ozge-oz"}


@pytest.fixture
def emptied(ready):
    """A database in which the step and the module of an archived use case are archived too, with its slug."""
    database, person = ready
    slug = add_use_case(*ready, pilots_named=(), steps=("Book",), modules=("Outreach",))
    with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, slug)
        journey_steps.archive_step(session, "book")
        journey_steps.archive_journey(session, "customer-journey")
        modules.archive(session, "outreach")
    return database, person, slug


def test_an_archived_step_or_module_that_is_named_anew_comes_back(emptied):
    database, person, _ = emptied

    add_use_case(database, person, "Fewer calls", pilots_named=(), steps=("Book",), modules=("Outreach",))

    with database.reading() as session:
        assert [step.name for step in journeys.steps(session)] == ["Book"]
        assert named.module_names(session) == ["Outreach"]


def test_an_edit_of_an_archived_use_case_brings_nothing_else_back(emptied):
    database, person, slug = emptied

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, notes="Why it ended"), today=TODAY)

    with database.reading() as session:
        assert [named.step_names(session), named.module_names(session)] == [[], []]
