"""Waivers on both databases: asked for by one, approved by another, until a day."""

from datetime import date, timedelta

import pytest

from cxdash.changes import waivers
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import WaiverState
from cxdash.judging.gates import as_waiver
from cxdash.store import waivers as stored
from tests.builders import TODAY
from tests.changes.at_the_gate import EXPIRES, SLUG, add, everybody, gate, waive

OWNERS = "three_owners"
LATEST = TODAY + timedelta(days=180)
AFTER = EXPIRES + timedelta(days=1)


@pytest.fixture
def room(ready_after):
    """A database with a use case that nobody answers for, and the people of a review by name."""
    return ready_after(unowned)


def unowned(database, _):
    people = everybody(database)
    add(database, people["Mara"], owners={})
    return people


def ask(database, person, criterion=OWNERS, *, slug=SLUG, today=TODAY, **said):
    given = {"to": Stage.PILOT, "reason": "Cora starts in January", "expires_on": EXPIRES}
    with database.changing(person, Action.WAIVER_ASK) as session:
        return waivers.ask(session, slug, criterion, today=today, **given | said).id


def approve(database, person, number, *, today=TODAY):
    with database.changing(person, Action.WAIVER_APPROVE) as session:
        waivers.approve(session, number, today=today)


def end(database, person, number, *, today=TODAY, why="Cora came", action=Action.WAIVER_APPROVE):
    with database.changing(person, action) as session:
        waivers.end(session, number, today=today, why=why)


def renew(database, person, number, *, today=TODAY, reason="Cora starts in March", expires_on=LATEST):
    with database.changing(person, Action.WAIVER_ASK) as session:
        return waivers.renew(session, number, reason=reason, expires_on=expires_on, today=today).id


def state(database, number, *, today=TODAY):
    with database.reading() as session:
        return as_waiver(stored.get(session, number)).state(today)


def test_a_waiver_is_in_force_once_somebody_else_approves_it_and_until_its_last_day(room):
    database, people = room
    number = ask(database, people["Omar"])
    assert state(database, number) is WaiverState.ASKED
    assert gate(database).blocking != ()

    approve(database, people["Gus"], number)

    assert [state(database, number, today=day) for day in (TODAY, EXPIRES, AFTER)] == [
        WaiverState.IN_FORCE,
        WaiverState.IN_FORCE,
        WaiverState.EXPIRED,
    ]
    assert gate(database, today=EXPIRES).blocking == ()
    assert [line.code for line in gate(database, today=AFTER).blocking] == [OWNERS]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"criterion": "nothing"}, "has no such criterion"),
        ({"criterion": "is_replicated"}, "has no such criterion"),
        ({"criterion": "is_replicated", "to": Stage.SCALE}, "the gate to scale is not the next one"),
        ({"reason": " "}, "Say why"),
        ({"expires_on": TODAY}, "expires on a day to come"),
        ({"expires_on": LATEST + timedelta(days=1)}, "lets a waiver last 180 days"),
    ],
)
def test_what_a_waiver_lacks_is_said(room, said, refusal):
    with pytest.raises(RuleError, match=refusal):
        ask(room[0], room[1]["Omar"], **said)


@pytest.mark.parametrize("name", ["Tess", "Finn"])
def test_who_only_reads_asks_for_no_waiver(room, name):
    with pytest.raises(NotAllowedError, match="may not ask for a waiver"):
        ask(room[0], room[1][name])


@pytest.mark.parametrize(
    ("asks", "approves", "refusal"),
    [
        ("Gus", "Gus", "somebody else has to approve it"),
        ("Omar", "Mara", "may not approve a waiver"),
        ("Omar", "Omar", "may not approve a waiver"),
    ],
)
def test_nobody_approves_their_own_waiver_or_without_the_right(room, asks, approves, refusal):
    database, people = room
    number = ask(database, people[asks])

    with pytest.raises((RuleError, NotAllowedError), match=refusal):
        approve(database, people[approves], number)
    assert state(database, number) is WaiverState.ASKED


def test_a_waiver_is_approved_once_and_not_when_it_is_over(room):
    database, people = room
    number = ask(database, people["Omar"])
    with pytest.raises(RuleError, match="has expired"):
        approve(database, people["Gus"], number, today=AFTER)
    approve(database, people["Gus"], number)
    with pytest.raises(RuleError, match="Gus approved this waiver on 21 Nov 2026 already"):
        approve(database, people["Gita"], number)


def test_a_refused_waiver_cannot_be_approved_any_more_and_may_be_asked_for_again(room):
    database, people = room
    number = ask(database, people["Omar"])
    end(database, people["Gus"], number, why="Name them")

    with pytest.raises(RuleError, match="has ended"):
        approve(database, people["Gita"], number)
    ask(database, people["Omar"])


def test_who_asked_takes_back_what_waits_and_ends_nothing_that_is_in_force(room):
    database, people = room
    first = ask(database, people["Omar"])
    with pytest.raises(NotAllowedError, match="may not end this waiver"):
        end(database, people["Mara"], first, action=Action.WAIVER_ASK)
    end(database, people["Omar"], first, action=Action.WAIVER_ASK)

    second = waive(database, people["Omar"], people["Gus"], OWNERS, to=Stage.PILOT)
    with pytest.raises(NotAllowedError, match="may not end this waiver"):
        end(database, people["Omar"], second, action=Action.WAIVER_ASK)
    with pytest.raises(RuleError, match="Say why the criterion counts again"):
        end(database, people["Gita"], second, why="")
    end(database, people["Gita"], second)
    assert gate(database).blocking != ()
    with pytest.raises(RuleError, match="has ended already"):
        end(database, people["Gita"], second)


def test_a_second_waiver_of_the_same_criterion_is_refused_while_one_waits_or_is_in_force(room):
    database, people = room
    number = ask(database, people["Omar"])
    with pytest.raises(RuleError, match="Omar asked for this waiver on 21 Nov 2026"):
        ask(database, people["Mara"])
    approve(database, people["Gus"], number)
    with pytest.raises(RuleError, match="Renew it for longer"):
        ask(database, people["Mara"])

    ask(database, people["Mara"], today=AFTER, expires_on=AFTER + timedelta(days=30))


def test_a_waiver_is_renewed_by_another_one_that_somebody_approves(room):
    database, people = room
    number = waive(database, people["Omar"], people["Gus"], OWNERS, to=Stage.PILOT)
    with pytest.raises(RuleError, match="Choose a later day"):
        renew(database, people["Omar"], number, expires_on=EXPIRES)

    longer = renew(database, people["Omar"], number)
    assert gate(database, today=AFTER).blocking != ()
    with pytest.raises(RuleError, match="it waits for approval"):
        renew(database, people["Mara"], number)
    approve(database, people["Gus"], longer)
    assert gate(database, today=AFTER).blocking == ()


def test_what_was_never_approved_is_not_renewed(room):
    database, people = room
    number = ask(database, people["Omar"])

    with pytest.raises(RuleError, match="never approved"):
        renew(database, people["Omar"], number)


def test_waivers_that_wait_and_those_that_expired_in_use_are_found(room):
    database, people = room
    waits = ask(database, people["Omar"], "ready_to_pilot")
    expired = waive(database, people["Omar"], people["Gus"], OWNERS, to=Stage.PILOT)
    slug = add(database, people["Mara"], title="Further on", stage=Stage.PILOT)
    used = waive(database, people["Omar"], people["Gus"], OWNERS, to=Stage.PILOT, slug=slug)

    with database.reading() as session:
        assert [row.id for row in stored.waiting(session)] == [waits]
        assert stored.expired_in_use(session, today=EXPIRES) == {}
        assert [[row.id for row in rows] for rows in stored.expired_in_use(session, today=AFTER).values()] == [[used]]
        assert sorted([row.id for row in rows] for rows in stored.by_use_case(session).values()) == [
            [expired, waits],
            [used],
        ]
        with pytest.raises(NotFoundError):
            stored.get(session, 99)


def test_the_log_says_why_a_waiver_ended(room):
    database, people = room
    number = waive(database, people["Omar"], people["Gus"], OWNERS, to=Stage.PILOT)
    end(database, people["Gus"], number, today=date(2026, 12, 1))

    with database.reading() as session:
        row = stored.get(session, number)
        assert (row.ended_on, row.ended_why, row.approved_by.name) == (date(2026, 12, 1), "Cora came", "Gus")
