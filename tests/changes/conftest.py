"""Where tests of gates begin; a file that needs another beginning has a fixture of its own by the same name."""

import pytest

from tests.changes.at_the_gate import add, all_vote, everybody, request


@pytest.fixture
def room(ready):
    """A database with a use case before its first gate, and the people of a review by name."""
    database, admin = ready
    people = everybody(database) | {"admin": admin}
    add(database, people["Mara"])
    return database, people


@pytest.fixture
def voted(room):
    """The same with an open review in which all three functions vote for it."""
    database, people = room
    request(database, people["Omar"])
    all_vote(database, people)
    return room
