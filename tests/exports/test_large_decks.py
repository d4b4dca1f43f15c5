"""The deck of a thousand use cases: what it lists stays short, and the rest is said to be in the workbook."""

import pytest

from benchmarks import thousand
from cxdash.domain.periods import Quarter
from cxdash.exports import deck
from cxdash.store.database import Database
from tests.exports import drawn_slides as drawn


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The deck of a register of a thousand use cases, opened."""
    database = Database(f"sqlite:///{thousand.database(tmp_path_factory.mktemp('thousand'))}")
    with database.reading() as session:
        content = deck.deck(session, Quarter(2026, 3), today=thousand.TODAY)
    database.dispose()
    return drawn.opened(content)


def test_it_stays_a_deck_and_nothing_is_cut(made):
    assert len(drawn.main_part(made)) <= 12
    assert len(made.slides) <= 80
    assert drawn.overflowing(made) == []


def test_it_says_how_much_more_there_is(made):
    assert "more in the workbook" in drawn.words(made)
