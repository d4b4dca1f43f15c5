"""Who answers and who does: named, signed, waiting, overdue and silent, by function and by person."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, update

from cxdash.changes import comments, names, readiness, sign_offs, statuses
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage, Status
from cxdash.reports import accountability, signatures
from cxdash.store import use_cases
from cxdash.store.schema import now
from cxdash.store.tables import AuditEvent, UseCase
from tests.builders import add_use_case

STATEMENT = "Reduce no-shows by 30 % through reminders, measured over 90 days."
OWNERS = {Function.TECHNOLOGY: "Tara Tech", Function.OPERATIONS: "Omar Ops", Function.SPONSOR: "Omar Ops"}


def person(ready, name):
    with ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session:
        return Person(names.person_named(session, name).id, name, frozenset({Role.VIEWER, Role.CONTRIBUTOR}))


def use_case(ready, **said):
    return add_use_case(
        *ready, **{"statement": STATEMENT, "owners": OWNERS, "stage": Stage.IDEA, "pilots_named": ()} | said
    )


def found(ready, *, days=0):
    """What is found so many days from now; the log goes by the clock."""
    with ready[0].reading() as session:
        return accountability.accountability(session, today=now().date() + timedelta(days=days))


def silent(ready, *, days):
    return [(each.person, each.function) for each in found(ready, days=days).silent]


def sign(ready, slug, who, function):
    with ready[0].reading() as session:
        digest = signatures.outcome(session, slug).digest
    with ready[0].changing(who, Action.OUTCOME_SIGN) as session:
        sign_offs.sign(session, slug, function, seen=digest, today=date(2026, 11, 21))


def test_each_function_is_counted_with_who_is_named_and_who_is_not(ready):
    use_case(ready)
    use_case(ready, title="Shorter calls", owners={Function.OPERATIONS: "Omar Ops"})

    rows = {row.name: row for row in found(ready).functions}

    assert (rows["Operations"].named, rows["Operations"].nobody) == (2, 0)
    assert (rows["Technology"].named, rows["Technology"].nobody) == (1, 1)
    assert (rows["Scaling"].named, rows["Scaling"].nobody) == (0, 2)
    assert (rows["Sponsor"].named, rows["Sponsor"].nobody) == (1, 0)
    assert (rows["Finance"].named, rows["Finance"].nobody) == (0, 0)


def test_a_person_is_counted_over_all_they_answer_for(ready):
    slug = use_case(ready)
    omar = person(ready, "Omar Ops")
    sign(ready, slug, omar, Function.OPERATIONS)

    row = next(each for each in found(ready).people if each.name == "Omar Ops")

    assert (row.named, row.signed, row.asked, row.waiting, row.overdue) == (2, 1, 1, 1, 0)
    assert row.last is not None
    assert "1 of 3 signatures given, 2 functions have nobody" in found(ready).finding


def test_what_waits_past_its_day_is_overdue_for_who_answers(ready):
    slug = use_case(ready)
    with ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session:
        readiness.edit(
            session,
            slug,
            Dimension.DATA,
            seen=UNJUDGED,
            wanted=Readiness(1, "", "Tara Tech", date(2020, 1, 31)),
        )

    rows = {row.name: row for row in found(ready).functions}

    assert (rows["Technology"].waiting, rows["Technology"].overdue) == (2, 1)


def test_who_does_nothing_for_sixty_days_after_being_named_is_silent(ready):
    use_case(ready)

    assert silent(ready, days=59) == []
    assert set(silent(ready, days=60)) == {
        ("Tara Tech", "technology"),
        ("Omar Ops", "operations"),
        ("Omar Ops", "sponsor"),
    }
    assert "Tara Tech for technology: nothing for 60 days, never seen here" in [
        each.words for each in found(ready, days=60).silent
    ]


@pytest.mark.parametrize("deed", ["comment", "sign", "judge", "edit"])
def test_any_deed_on_the_use_case_breaks_the_silence(ready, deed):
    slug, tara = use_case(ready), person(ready, "Tara Tech")
    age_log(ready, days=100)
    assert ("Tara Tech", "technology") in silent(ready, days=0)

    match deed:
        case "comment":
            with ready[0].changing(tara, Action.USE_CASE_COMMENT) as session:
                comments.add(session, slug, "The data arrives")
        case "sign":
            sign(ready, slug, tara, Function.TECHNOLOGY)
        case "judge":
            with ready[0].changing(tara, Action.USE_CASE_EDIT) as session:
                readiness.edit(session, slug, Dimension.DATA, seen=UNJUDGED, wanted=Readiness(1))
        case "edit":
            with ready[0].changing(tara, Action.USE_CASE_EDIT) as session:
                use_cases.get(session, slug).notes = "The data arrives"

    assert ("Tara Tech", "technology") not in silent(ready, days=0)
    assert ("Omar Ops", "operations") in silent(ready, days=0)


def test_a_deed_elsewhere_leaves_the_silence_here(ready):
    use_case(ready)
    other = use_case(ready, title="Shorter calls")
    tara = person(ready, "Tara Tech")
    age_log(ready, days=100)

    with ready[0].changing(tara, Action.USE_CASE_COMMENT) as session:
        comments.add(session, other, "The data arrives")

    assert silent(ready, days=0).count(("Tara Tech", "technology")) == 1


def test_a_use_case_that_rests_asks_nobody(ready):
    slug = use_case(ready)
    with ready[0].changing(ready[1], Action.USE_CASE_STATUS) as session:
        statuses.change(
            session, slug, Status.PARKED, seen=Status.ACTIVE, reason="Wait for the new system", today=date(2026, 11, 21)
        )

    assert found(ready, days=100).answers == ()


def test_it_is_asked_as_often_for_many_use_cases_as_for_a_few(ready):
    def queries():
        asked = []

        def count(*said):
            asked.append(said[2])

        event.listen(ready[0].engine, "before_cursor_execute", count)
        found(ready)
        event.remove(ready[0].engine, "before_cursor_execute", count)
        return sum(statement.startswith("SELECT") for statement in asked)

    for number in range(2):
        use_case(ready, title=f"Use case {number}")
    few = queries()
    for number in range(2, 8):
        use_case(ready, title=f"Use case {number}")

    assert queries() == few


def age_log(ready, *, days):
    """Let everything logged so far have happened so many days ago."""
    earlier = now() - timedelta(days=days)
    with ready[0].engine.execution_options(immediate=True).begin() as connection:
        connection.execute(update(AuditEvent).values(at=earlier))
        connection.execute(update(UseCase).values(created_at=earlier))
