"""Who sat at the keyboard, on both databases: said of what was written last, column by column."""

from dataclasses import replace

import pytest

from cxdash.domain.gate_reviews import Vote
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage
from cxdash.store import gates, through, waivers
from cxdash.store import use_cases as stored
from tests.changes.at_the_gate import SLUG, add, everybody, request, vote, waive


@pytest.fixture
def room(ready):
    """A database with a review under way, the people by name, and each as the administrator acts in their name."""
    database, admin = ready
    people = everybody(database)
    add(database, people["Mara"])
    request(database, people["Omar"])
    return database, people, {name: replace(each, through=admin.id) for name, each in people.items()}


def voted(database):
    with database.reading() as session:
        review = gates.open_review(session, stored.get(session, SLUG).id)
        by = through.names(session, [review, *review.votes])
        asked = by.of(review, review.requested_by, "requested_by_id")
        return asked, [by.of(each, each.person, "at") for each in review.votes]


def test_who_does_it_themselves_is_named_alone(room):
    database, people, _ = room
    vote(database, people["Tess"], Function.TECHNOLOGY)

    assert voted(database) == ("Omar", ["Tess"])


def test_who_acts_in_anothers_name_is_named_too(room):
    database, _, acted = room
    vote(database, acted["Tess"], Function.TECHNOLOGY)

    assert voted(database) == ("Omar", ["Tess (through Local administrator)"])


@pytest.mark.parametrize(("last", "said"), [("people", "Tess"), ("acted", "Tess (through Local administrator)")])
def test_the_last_word_counts(room, last, said):
    database, people, acted = room
    first, then = (acted, people) if last == "people" else (people, acted)
    vote(database, first["Tess"], Function.TECHNOLOGY)
    vote(database, then["Tess"], Function.TECHNOLOGY, says=Vote.ABSTAIN, reason="No view")

    assert voted(database)[1] == [said]


def test_of_one_row_each_column_has_its_own_writer(room):
    database, people, acted = room
    number = waive(database, people["Omar"], acted["Gita"], "three_owners", to=Stage.PILOT)

    with database.reading() as session:
        row = waivers.get(session, number)
        by = through.names(session, [row])
        said = by.of(row, row.asked_by, "asked_by_id"), by.of(row, row.approved_by, "approved_by_id")

    assert said == ("Omar", "Gita (through Local administrator)")


def test_no_row_and_nobody_is_no_name(room):
    with room[0].reading() as session:
        review = gates.open_review(session, stored.get(session, SLUG).id)

        assert not through.names(session, []).of(review, review.decided_by, "decision")
