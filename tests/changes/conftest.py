"""Where tests of gates begin; a file that needs another beginning has a fixture of its own by the same name."""

import pytest

from tests.changes.at_the_gate import all_vote, before_its_gate, request


@pytest.fixture
def room(ready_after):
    """A database with a use case before its first gate, and the people of a review by name."""
    return ready_after(before_its_gate)


@pytest.fixture
def voted(ready_after):
    """The same with an open review in which all three functions vote for it."""
    return ready_after(_voted_on)


def _voted_on(database, admin):
    people = before_its_gate(database, admin)
    request(database, people["Omar"])
    all_vote(database, people)
    return people
