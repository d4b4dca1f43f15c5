"""Digests: everybody subscribes and ends for themselves, and each is taken for sending once."""

from datetime import date, timedelta

import pytest

from cxdash.changes import people, subscriptions
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError
from cxdash.domain.people import PersonValues, Role
from cxdash.domain.subscriptions import Cadence
from cxdash.store import people as stored_people
from cxdash.store import subscriptions as stored
from tests.builders import TODAY

WEEKLY = Cadence.WEEKLY


@pytest.fixture
def room(ready):
    """A database, its administrator, and a viewer."""
    database, admin = ready
    with database.changing(admin, Action.PEOPLE_EDIT) as session:
        row = people.create(session, PersonValues("Vera", "vera@example.org", frozenset({Role.VIEWER})))
        vera = stored_people.as_person(row)
    return database, admin, vera


def subscribe(database, person, today=TODAY):
    with database.changing(person, Action.DIGEST_SUBSCRIBE) as session:
        subscriptions.subscribe(session, WEEKLY, today=today)


def end(database, person):
    with database.changing(person, Action.DIGEST_SUBSCRIBE) as session:
        subscriptions.end(session, WEEKLY, today=TODAY)


def take(database, person, whose, today=TODAY):
    with database.changing(person, Action.DIGEST_SEND) as session:
        return subscriptions.take(session, whose.id, WEEKLY, today=today)


def running(database):
    with database.reading() as session:
        return [(each.person.name, each.address, each.last_sent_on) for each in stored.running(session)]


def test_everybody_may_subscribe_and_end_again(room):
    database, _, vera = room

    subscribe(database, vera)
    subscribe(database, vera)
    assert running(database) == [("Vera", "vera@example.org", None)]

    end(database, vera)
    end(database, vera)
    assert running(database) == []


def test_who_comes_back_is_told_from_that_day_and_not_twice_a_week(room):
    database, admin, vera = room
    subscribe(database, vera)
    take(database, admin, vera)
    end(database, vera)

    subscribe(database, vera)

    assert running(database) == [("Vera", "vera@example.org", TODAY)]
    assert not take(database, admin, vera)


def test_a_digest_is_taken_once_and_again_when_the_next_is_due(room):
    database, admin, vera = room
    subscribe(database, vera)

    assert [take(database, admin, vera), take(database, admin, vera)] == [True, False]
    assert take(database, admin, vera, TODAY + timedelta(days=7))


def test_what_could_not_be_sent_is_due_again(room):
    database, admin, vera = room
    subscribe(database, vera)
    take(database, admin, vera)

    with database.changing(admin, Action.DIGEST_SEND) as session:
        subscriptions.give_back(session, vera.id, WEEKLY, last_sent_on=date(2026, 11, 2))

    assert running(database) == [("Vera", "vera@example.org", date(2026, 11, 2))]
    assert take(database, admin, vera)


def test_nothing_is_taken_for_who_does_not_subscribe(room):
    database, admin, vera = room

    assert not take(database, admin, vera)
    subscribe(database, vera)
    end(database, vera)
    assert not take(database, admin, vera)


def test_only_administrators_send(room):
    database, _, vera = room

    with pytest.raises(NotAllowedError, match="may not send the digest"):
        take(database, vera, vera)
