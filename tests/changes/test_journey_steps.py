"""Steps of journeys written down, renamed, put in order and archived, on both databases."""

from dataclasses import replace

import pytest

from cxdash.changes import journey_steps, journeys
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.journeys import FIRST_JOURNEY, FrictionKind, FrictionValues, StepValues
from cxdash.store import journeys as stored
from tests.builders import add_use_case


@pytest.fixture
def travelled(ready):
    """A database whose first journey goes from Search over Book to Pay, and its administrator."""
    with changing(ready) as session:
        for name in ("Search", "Book", "Pay"):
            journey_steps.create_step(session, StepValues(name))
    return ready


def changing(ready):
    return ready[0].changing(ready[1], Action.JOURNEY_EDIT)


def order(ready):
    with ready[0].reading() as session:
        return [step.slug for step in stored.steps(session)]


def edit(ready, slug, *, seen=None, **said):
    with changing(ready) as session:
        seen = seen or journey_steps.step_values(session, slug)
        journey_steps.edit_step(session, slug, seen=seen, wanted=replace(seen, **said))


def test_a_new_step_stands_at_the_end_of_the_first_journey(travelled):
    with travelled[0].reading() as session:
        assert order(travelled) == ["search", "book", "pay"]
        assert journey_steps.step_values(session, "pay") == StepValues("Pay", FIRST_JOURNEY, 3)


def test_a_step_goes_to_a_journey_that_is_made_when_first_named(travelled):
    edit(travelled, "pay", journey="Returns", is_back_office=True)

    with travelled[0].reading() as session:
        assert [each.name for each in stored.journeys(session)] == [FIRST_JOURNEY, "Returns"]
        assert journey_steps.step_values(session, "pay") == StepValues("Pay", "Returns", 3, is_back_office=True)


def test_steps_are_known_by_name_so_that_each_has_its_own(travelled):
    with pytest.raises(RuleError, match="There is a step “Pay” already, in “Customer journey”"):
        edit(travelled, "book", name="pay")


def test_steps_are_put_in_another_order(travelled):
    with changing(travelled) as session:
        journey_steps.put_in_order(session, seen=["search", "book", "pay"], wanted=["pay", "search", "book"])

    assert order(travelled) == ["pay", "search", "book"]


def test_an_order_that_somebody_else_changed_is_refused_with_both(travelled):
    with changing(travelled) as session:
        journey_steps.put_in_order(session, seen=["search", "book", "pay"], wanted=["pay", "search", "book"])

    with (
        pytest.raises(StaleEditError, match="is “Pay, Search, Book” now, and you entered “Book, Search, Pay”"),
        changing(travelled) as session,
    ):
        journey_steps.put_in_order(session, seen=["search", "book", "pay"], wanted=["book", "search", "pay"])

    assert order(travelled) == ["pay", "search", "book"]


def test_two_people_in_different_fields_of_a_step_both_win(travelled):
    seen = StepValues("Book", FIRST_JOURNEY, 2)
    edit(travelled, "book", seen=seen, name="Book a visit")

    edit(travelled, "book", seen=seen, is_back_office=True)

    with travelled[0].reading() as session:
        assert journey_steps.step_values(session, "book") == StepValues(
            "Book a visit", FIRST_JOURNEY, 2, is_back_office=True
        )


def test_a_step_stays_while_friction_and_use_cases_hang_on_it(travelled):
    with changing(travelled) as session:
        journeys.create_friction(session, FrictionValues("Too long", "Book", FrictionKind.WAITING))
    add_use_case(*travelled, "Fewer clicks", steps=("Book",), pilots_named=())

    with (
        pytest.raises(RuleError, match=r"1 friction point and 1 use case hang on it \(“Too long”, “Fewer clicks”\)"),
        changing(travelled) as session,
    ):
        journey_steps.archive_step(session, "book")

    assert order(travelled) == ["search", "book", "pay"]


def test_an_archived_step_comes_back_when_it_is_written_down_again(travelled):
    with changing(travelled) as session:
        journey_steps.archive_step(session, "search")
    assert order(travelled) == ["book", "pay"]

    with changing(travelled) as session:
        journey_steps.create_step(session, StepValues("search"))

    assert order(travelled) == ["book", "pay", "search"]


def test_a_journey_is_renamed_unless_somebody_else_did(travelled):
    def rename(wanted):
        with changing(travelled) as session:
            journey_steps.rename_journey(session, "customer-journey", seen=FIRST_JOURNEY, wanted=wanted)

    rename("Visit")

    with pytest.raises(StaleEditError, match="is “Visit” now, and you entered “Stay”"):
        rename("Stay")


def test_a_journey_goes_once_it_has_no_steps(travelled):
    with pytest.raises(RuleError, match="it has 3 steps"), changing(travelled) as session:
        journey_steps.archive_journey(session, "customer-journey")

    with changing(travelled) as session:
        for slug in ("search", "book", "pay"):
            journey_steps.archive_step(session, slug)
        journey_steps.archive_journey(session, "customer-journey")

    with travelled[0].reading() as session:
        assert stored.journeys(session) == []
