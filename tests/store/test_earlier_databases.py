"""A database of the first step is brought up to date with its data, on both databases."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

import pytest
from alembic import command
from sqlalchemy import MetaData, insert, inspect, select

from cxdash.changes import pilots, tracker_undo, use_cases
from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.domain.amendments import amendments
from cxdash.domain.locks import content
from cxdash.domain.modules import Part
from cxdash.domain.plan_differences import ChangeKind
from cxdash.domain.use_cases import slug_of
from cxdash.store import metric_uses, metrics, migrating, plans
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.council_tables import CouncilAction
from cxdash.store.database import Database
from cxdash.store.journey_tables import Journey, JourneyStep
from cxdash.store.tables import UseCaseModule
from tests.builders import TODAY

LOCKED_ON, AMENDED_ON = date(2026, 5, 20), date(2026, 7, 1)
AT = datetime(2026, 5, 20, 9, 30)
PEOPLE = [
    {"id": 1, "slug": "local", "name": "Local administrator", "roles": ["admin"], "version": 1},
    {"id": 2, "slug": "ana", "name": "Ana", "roles": ["program_manager"], "version": 1},
    {"id": 3, "slug": "ben", "name": "Ben", "roles": ["program_manager"], "version": 1},
]
METRICS = [
    (1, "no_show_rate", "No-show rate", "%"),
    (2, "complaint_rate", "Complaint rate", "per 1,000 contacts"),
    (3, "csat", "CSAT", "%"),
]
USES = [
    {"metric_id": 1, "role": "primary", "target_kind": "relative", "target_size": -0.3, "baseline": 0.2},
    {"metric_id": 2, "role": "guardrail", "margin": 2.0},
    {"metric_id": 3, "role": "secondary"},
]
PILOTS = {
    1: ("riverside", LOCKED_ON, None),
    2: ("eastfield", LOCKED_ON, AMENDED_ON),
    3: ("harbour", None, None),
}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request, tmp_path):
    """A database without a table."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else f"sqlite:///{tmp_path}/old.db"
    database = Database(url)
    yield database
    database.dispose()


@pytest.fixture
def earlier(empty):
    """A database of the first step with a use case and three pilots: locked, amended since, never locked."""
    with empty.engine.connect() as connection:
        with connection.begin():
            command.upgrade(migrating.config(connection), "0001")
        with _rows(connection) as add:
            _fill(add)
    return empty


@contextmanager
def _rows(connection):
    known = MetaData()
    known.reflect(connection)
    yield lambda table, **said: connection.execute(insert(known.tables[table]).values(said))
    connection.commit()


def _fill(add):
    for person in PEOPLE:
        add("person", **person)
    add("segment", id=0, name="")
    add("organisation", id=1, name="Clinic", currency="GBP", fiscal_first_month=1, stage_days={}, version=1)
    for number, slug, name, unit in METRICS:
        add("metric", **_metric(number, slug, name, unit))
    add("use_case", **_use_case(1))
    add("use_case", **_use_case(2))
    for number, name in enumerate(("Book", "Attend"), start=1):
        add("journey_step", id=number, slug=name.lower(), name=name, position=number)
        add("use_case_step", use_case_id=number, step_id=number)
        add("module", id=number, slug=f"module-{number}", name=f"Module {number}")
    for use_case, module in ((1, 1), (2, 1), (2, 2)):
        add("use_case_module", use_case_id=use_case, module_id=module)
    for use in USES:
        add("use_case_metric", use_case_id=1, value_source="", **use)
    imported = {"new": 0, "changed": 0, "unchanged": 0, "rejected": 0, "problems": {}}
    add("tracker_import", id=1, file="pilots.xlsx", sha256="0", imported_at=AT, person_id=2, **imported)
    for number, (slug, locked_on, amended_on) in PILOTS.items():
        row = _pilot(number, slug, locked_on, amended_on)
        add("pilot", **row)
        logged = {name: each.isoformat() if isinstance(each, date) else each for name, each in row.items()}
        _log(add, number, person_id=2, before=None, after=logged, import_id=1 if number == 1 else None)
    amended = {"window_days": 90, "amended_on": AMENDED_ON.isoformat()}
    before = {"window_days": 60, "amended_on": None}
    _log(add, 2, person_id=3, before=before, after=amended, reason="It opened late")
    _log(add, 2, person_id=2, before={"notes": ""}, after={"notes": "Cold"})


def _log(add, pilot, **said):
    given = {"at": AT, "action": "pilot.edit", "row_table": "pilot", "row_key": str(pilot), "reason": ""}
    add("audit_event", **given | said)


def _metric(number, slug, name, unit):
    texts = dict.fromkeys(["subclass", "formula", "numerator", "denominator", "paired_with", "notes"], "")
    counted = {"direction": "down", "metric_class": "business outcome", "aggregation": "ratio_of_sums"}
    named = {"id": number, "slug": slug, "name": name, "unit": unit, "position": number}
    return {**named, **counted, **texts, "roles": [], "aliases": [], "version": 1}


def _use_case(number):
    texts = dict.fromkeys(["statement", "help_mode", "notes"], "")
    title = {1: "Fewer no-shows", 2: "Faster answers"}[number]
    named = {"id": number, "slug": slug_of(title), "title": title, "stage": "pilot", "status": "active"}
    return {**named, **texts, "created_at": AT, "version": 1}


def _pilot(number, slug, locked_on, amended_on):
    texts = dict.fromkeys(["segment", "comparison_label", "population", "notes"], "")
    plan = {"goes_live": date(2026, 6, 1), "window_days": 90, "run_in_days": 0, "comparison": "none"}
    days = {"locked_on": locked_on, "amended_on": amended_on}
    return {
        "id": number,
        "slug": slug,
        "name": slug.capitalize(),
        "use_case_id": 1,
        "status": "active",
        "version": 1,
        **texts,
        **plan,
        **days,
    }


def versions(database):
    with database.reading() as session:
        return plans.versions(session, [1, 2, 3])


def said_now(database, slug):
    with database.reading() as session:
        pilot = stored_use_cases.get_pilot(session, slug)
        uses = metric_uses.uses_of(pilot.use_case)
        return content(pilots.values_of(pilot), uses, metrics.catalogue(session))


def test_steps_get_a_journey_and_the_first_use_case_of_a_module_made_it(earlier):
    earlier.migrate()

    with earlier.reading() as session:
        steps = session.scalars(select(JourneyStep).order_by(JourneyStep.position)).all()
        assert {step.journey_id for step in steps} == {session.scalars(select(Journey.id)).one()}
        assert [(step.name, step.is_back_office, step.version) for step in steps] == [
            ("Book", False, 1),
            ("Attend", False, 1),
        ]
        parts = session.execute(select(UseCaseModule.use_case_id, UseCaseModule.module_id, UseCaseModule.part))
        assert {tuple(each) for each in parts} == {(1, 1, Part.CREATES), (2, 1, Part.REUSES), (2, 2, Part.CREATES)}


def test_the_steps_are_told_and_leave_every_row_and_reference(earlier):
    assert earlier.migrate() == [
        "Keep measurement plans: what they declare, every version of them, and every dated result.",
        "Keep the journey's pains, what is said about use cases, their readiness, and every meaning of a metric.",
        "Keep gate decisions: policy, reviews with evidence, votes, conditions, waivers, signatures, the council.",
        "Keep money, closed quarters, commitments, digests and proof points.",
        "Keep workshops: rooms, who takes part, what they write and choose, their cards and their journals.",
    ]

    with earlier.engine.connect() as connection:
        assert {key["referred_table"] for key in inspect(connection).get_foreign_keys("subject")} == {
            "use_case",
            "pilot",
        }
        assert "ix_pilot_use_case_id" in {each["name"] for each in inspect(connection).get_indexes("pilot")}
    with earlier.reading() as session:
        stored = use_cases.values(session, "fewer-no-shows")
        assert [(use.metric, use.baseline, use.margin, use.margin_relative) for use in stored.metrics] == [
            ("complaint_rate", None, 2.0, False),
            ("csat", None, None, False),
            ("no_show_rate", 0.2, None, False),
        ]
        pilot = pilots.values(session, "riverside")
        assert (pilot.chosen_because_bad, pilot.randomised_unit, pilot.comparison_waiver) == (False, "", "")
        assert (pilot.occasions, pilot.left_out, pilot.population_share) == ((), (), None)


def test_actions_of_the_council_from_before_workshops_stay_as_they_were(empty):
    with empty.engine.connect() as connection:
        with connection.begin():
            command.upgrade(migrating.config(connection), "0005")
        with _rows(connection) as add:
            for person in PEOPLE:
                add("person", **person)
            add("council_action", id=1, text="Train", person_id=2, due=TODAY, agreed_on=TODAY, outcome="", version=1)

    assert len(empty.migrate()) == 1

    with empty.reading() as session:
        (kept,) = session.scalars(select(CouncilAction)).all()
        assert (kept.text, kept.person.name, kept.due, kept.workshop_id) == ("Train", "Ana", TODAY, None)


def test_a_plan_locked_before_has_its_lock_as_first_version_as_if_it_were_locked_now(earlier):
    earlier.migrate()

    (lock,) = versions(earlier)[1]

    assert (lock.number, lock.made_on, lock.by, lock.reason) == (1, LOCKED_ON, "Ana", "")
    assert lock.content == said_now(earlier, "riverside")


def test_a_plan_amended_before_says_so_and_that_it_is_not_known_from_what(earlier):
    earlier.migrate()

    lock, amended = versions(earlier)[2]

    assert (lock.made_on, lock.content) == (LOCKED_ON, {})
    assert amended.content == said_now(earlier, "eastfield")
    (amendment,) = amendments((lock, amended))
    assert (amendment.made_on, amendment.by, amendment.reason) == (AMENDED_ON, "Ben", "It opened late")
    assert amendment.kind is ChangeKind.CHANGED


def test_a_plan_never_locked_has_no_versions(earlier):
    earlier.migrate()

    assert 3 not in versions(earlier)


def test_the_first_amendment_after_the_step_is_told_against_what_stood_before(earlier):
    earlier.migrate()
    person = ensure_ready(earlier)

    with earlier.changing(person, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, "riverside")
        wanted = replace(seen, window_days=120)
        pilots.edit(session, "riverside", seen=seen, wanted=wanted, today=TODAY, reason="Winter counts too")

    assert [each.words for each in amendments(versions(earlier)[1])] == [("window 90 → 120 days",)]


def test_an_import_from_before_that_brought_a_locked_pilot_can_still_be_undone(earlier):
    earlier.migrate()
    person = ensure_ready(earlier)

    with earlier.changing(person, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, 1, today=TODAY)

    with earlier.reading() as session:
        assert stored_use_cases.find_pilot(session, "riverside") is None
    assert 1 not in versions(earlier)


def test_new_rows_of_widened_tables_need_their_values_said(earlier):
    earlier.migrate()

    with earlier.engine.connect() as connection:
        columns = {each["name"]: each for each in inspect(connection).get_columns("pilot")}
        columns |= {each["name"]: each for each in inspect(connection).get_columns("use_case_metric")}
    for name in ("randomised_unit", "chosen_because_bad", "margin_relative"):
        assert (columns[name]["nullable"], columns[name]["default"]) == (False, None)
