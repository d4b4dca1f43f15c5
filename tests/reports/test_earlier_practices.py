"""Earlier days are judged by what stood then, on both databases: what is edited, signed or voted later stays later."""

from datetime import date, datetime

import pytest
from sqlalchemy import event

from cxdash.changes import readiness, sign_offs, statuses, use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.disciplines import RULES, Part
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import HELP_MODES, UseCaseValues
from cxdash.reports import earlier_practices, signatures
from cxdash.reports.practices import practices
from tests.builders import TODAY
from tests.changes.at_the_gate import OWNERS, SLUG, add, edit, everybody, request, vote
from tests.reports.in_the_log import log_says

DAY = date(2026, 9, 30)
BEFORE_IT_WAS_RECORDED = date(2026, 6, 30)
RECORDED, LATER = datetime(2026, 8, 20, 9, 0), datetime(2026, 10, 20, 9, 0)
EVERYBODY = OWNERS | {Function.SCALING: "Omar", Function.SPONSOR: "Mara"}


@pytest.fixture
def room(ready_after):
    """A use case in pilot whose technology owner signed, recorded on 20 Aug 2026, and the people by name."""
    return ready_after(signed)


def signed(database, _):
    people = everybody(database)
    add(database, people["Mara"], stage=Stage.PILOT, owners=EVERYBODY, level=3)
    edit(database, people["Mara"], steps=("Book", "Attend"), modules={"Outreach": "creates"}, help_mode=HELP_MODES[0])
    with database.changing(people["Mara"], Action.USE_CASE_CREATE) as session:
        values = UseCaseValues("Renewals", steps=("Renew",), modules={"Outreach": "reuses"})
        use_cases.create(session, values, standing=Standing(Stage.PILOT))
    sign(database, people["Tess"])
    log_says(database, RECORDED)
    return people


def sign(database, person, *, function=Function.TECHNOLOGY, today=date(2026, 8, 25)):
    with database.reading() as session:
        digest = signatures.outcome(session, SLUG).digest
    with database.changing(person, Action.OUTCOME_SIGN) as session:
        sign_offs.sign(session, SLUG, function, seen=digest, today=today)


def lacks(known, slug=SLUG):
    (found,) = (each for each in known if each.slug == slug)
    return {part: RULES[part].lacks(found) for part in Part}


def as_of(database, today):
    """What each rule finds lacking by what is stored now, judged on a day."""
    with database.reading() as session:
        return lacks(practices(session, today=today))


def looking_back(database, day=DAY):
    with database.reading() as session:
        return earlier_practices.on_days(session, [day], today=TODAY)[day]


def lacked(database):
    return lacks(each.known for each in looking_back(database))


def steps_gone(database, people):
    edit(database, people["Mara"], steps=())


def not_shared_any_more(database, people):
    edit(database, people["Mara"], slug="renewals", modules={})


def unready(database, people):
    with database.changing(people["Mara"], Action.USE_CASE_EDIT) as session:
        seen = readiness.values(session, SLUG)[Dimension.PEOPLE]
        readiness.edit(session, SLUG, Dimension.PEOPLE, seen=seen, wanted=Readiness(0))


def taken_back(database, people):
    with database.changing(people["Tess"], Action.OUTCOME_SIGN) as session:
        sign_offs.withdraw(session, SLUG, Function.TECHNOLOGY, today=LATER.date(), reason="Not mine")


def signed_later(database, people):
    sign(database, people["Cora"], function=Function.COMMERCIAL, today=LATER.date())


EDITS = {
    "statement": (Part.USE_CASE_FIRST, lambda database, people: edit(database, people["Mara"], statement="")),
    "metrics": (Part.ALIGNED, lambda database, people: edit(database, people["Mara"], metrics=())),
    "owners": (Part.ALIGNED_FUNCTIONS, lambda database, people: edit(database, people["Mara"], owners={})),
    "help": (Part.AUGMENTING, lambda database, people: edit(database, people["Mara"], help_mode="")),
    "steps": (Part.MODULAR_BUILD, steps_gone),
    "modules": (Part.MODULAR_BUILD, not_shared_any_more),
    "readiness": (Part.EMBEDDED, unready),
    "signature taken back": (Part.ALIGNED_FUNCTIONS, taken_back),
    "signature given": (Part.ALIGNED_FUNCTIONS, signed_later),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_is_edited_later_leaves_an_earlier_day_as_it_was(room, name):
    database, people = room
    part, change = EDITS[name]
    stood, until = as_of(database, DAY), database.revision()

    change(database, people)
    log_says(database, LATER, since=until)

    assert as_of(database, TODAY)[part] != stood[part]
    assert lacked(database) == stood


def test_who_signed_before_and_answers_again_today_did_not_count_while_somebody_else_answered(room):
    database, people = room
    edit(database, people["Mara"], owners=EVERYBODY | {Function.TECHNOLOGY: "Vic"})
    log_says(database, RECORDED)
    until = database.revision()

    edit(database, people["Mara"], owners=EVERYBODY)
    log_says(database, LATER, since=until)

    assert "technology" not in as_of(database, TODAY)[Part.ALIGNED_FUNCTIONS][0]
    assert "not signed by technology" in lacked(database)[Part.ALIGNED_FUNCTIONS][0]


def test_a_vote_given_later_was_missing_before(room):
    database, people = room
    request(database, people["Omar"], today=date(2026, 9, 1))
    log_says(database, RECORDED)
    until = database.revision()

    vote(database, people["Tess"], Function.TECHNOLOGY)
    log_says(database, LATER, since=until)

    assert "vote missing of operations, commercial" in as_of(database, TODAY)[Part.ALIGNED_FUNCTIONS]
    assert "vote missing of technology, operations, commercial" in lacked(database)[Part.ALIGNED_FUNCTIONS]


def test_who_did_nothing_since_they_were_named_was_silent_by_then(room):
    database, people = room
    log_says(database, datetime(2026, 6, 1, 9, 0))
    until = database.revision()

    edit(database, people["Omar"], statement="")
    log_says(database, LATER, since=until)

    assert "silent: technology, operations, commercial, scaling, sponsor" in lacked(database)[Part.ALIGNED_FUNCTIONS]
    assert "silent: technology, commercial, sponsor" in as_of(database, TODAY)[Part.ALIGNED_FUNCTIONS]


def test_what_rests_now_was_worked_on_until_it_was_parked(room):
    database, people = room
    until = database.revision()

    with database.changing(people["Mara"], Action.USE_CASE_STATUS) as session:
        statuses.change(
            session, SLUG, Status.PARKED, seen=Status.ACTIVE, today=TODAY, reason="Later", learning="Not ready"
        )
    log_says(database, LATER, since=until)

    assert SLUG in {each.known.slug for each in looking_back(database)}


def test_nothing_that_carries_no_day_is_sure_before_a_use_case_was_recorded(room):
    database, _ = room
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE use_case SET stage_since = '2026-03-01', idea_on = '2026-01-01'")
        connection.exec_driver_sql("UPDATE stage_move SET moved_on = '2026-03-01'")

    earlier = looking_back(database, BEFORE_IT_WAS_RECORDED)

    assert {each.known.slug for each in earlier} == {SLUG, "renewals"}
    for each in earlier:
        assert frozenset(Part) - each.unsure == {Part.BUSINESS_SUCCESS, Part.GOVERNED}
        assert RULES[Part.USE_CASE_FIRST].lacks(each.known) == ()
        # nobody had signed by then, whoever answered
        assert "not signed by technology" in RULES[Part.ALIGNED_FUNCTIONS].lacks(each.known)[0]


def test_a_module_may_have_been_shared_with_what_was_not_recorded_yet(room):
    database, people = room
    edit(database, people["Mara"], steps=("Book",), modules={})
    log_says(database, RECORDED)
    until = database.revision()
    with database.changing(people["Mara"], Action.USE_CASE_CREATE) as session:
        entered = {Stage.IDEA: date(2026, 1, 5), Stage.PILOT: date(2026, 2, 5)}
        values = UseCaseValues("Came late", steps=("Leave",), idea_on=date(2026, 1, 5))
        use_cases.create(session, values, standing=Standing(Stage.PILOT, entered))
    log_says(database, LATER, since=until)

    found = {each.known.slug: each for each in looking_back(database)}

    assert found[SLUG].unsure == {Part.MODULAR_BUILD}
    assert Part.MODULAR_BUILD in found["came-late"].unsure


def test_it_is_asked_as_often_for_many_use_cases_as_for_a_few(room):
    database, people = room

    def queries():
        asked = []

        def note(*said):
            asked.append(said[2])

        event.listen(database.engine, "before_cursor_execute", note)
        looking_back(database)
        event.remove(database.engine, "before_cursor_execute", note)
        return sum(statement.startswith("SELECT") for statement in asked)

    few = queries()
    for number in range(5):
        add(database, people["Mara"], title=f"Use case {number}", stage=Stage.PILOT, owners=EVERYBODY)
    log_says(database, RECORDED)

    assert queries() == few
