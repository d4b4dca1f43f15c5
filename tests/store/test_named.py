"""Rows found by their names, whatever letters these are written in, on both databases."""

import pytest

from cxdash.domain.actions import Action
from cxdash.store import named
from cxdash.store.tables import PersonRow


@pytest.fixture
def oezge(ready):
    """A database that knows “Özge Öz”."""
    with ready[0].changing(ready[1], Action.ORGANISATION_EDIT) as session:
        session.add(PersonRow(slug="ozge-oz", name="Özge Öz", roles=["viewer"]))
    return ready[0]


@pytest.mark.parametrize("written", ["Özge Öz", " Özge Öz ", "ÖzgE ÖZ"])
def test_a_name_with_other_than_english_letters_is_found(oezge, written):
    with oezge.reading() as session:
        assert named.find(session, PersonRow, written).slug == "ozge-oz"


@pytest.mark.parametrize("beginnings", ["sqlite"], indirect=True)
@pytest.mark.parametrize("written", ["özge öz", "ÖZGE ÖZ"])
def test_sqlite_takes_capitals_beyond_a_to_z_for_the_same_letters(oezge, written):
    """PostgreSQL does what its locale says; that of the tests knows A to Z alone."""
    with oezge.reading() as session:
        assert named.find(session, PersonRow, written).slug == "ozge-oz"


def test_the_name_written_exactly_so_is_found_before_one_that_differs_in_case(oezge, ready):
    with ready[0].changing(ready[1], Action.ORGANISATION_EDIT) as session:
        session.add(PersonRow(slug="another", name="özge öz", roles=["viewer"]))

    with oezge.reading() as session:
        assert [named.find(session, PersonRow, name).slug for name in ("Özge Öz", "özge öz")] == ["ozge-oz", "another"]
