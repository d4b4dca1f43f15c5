"""The library as its page asks for it: narrowed, opened, and beside what the organisation has already."""

import pytest

from cxdash.changes import names
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError
from cxdash.reports import library
from tests.builders import add_use_case


def _asked(ready, question, *words, **named):
    with ready[0].reading() as session:
        return question(session, *words, **named)


def test_the_shelf_holds_every_template_with_its_aim(ready):
    shelf = _asked(ready, library.shelf)

    assert len(shelf.cards) == shelf.of == len(library.every())
    assert shelf.cards[0].aims.replace("\u00a0", " ") == "Appointment no-show rate −30 %"
    assert shelf.cards[0].about == "Health · Front office · Routine work taken over"


def test_it_is_narrowed_by_words_and_filters(ready):
    shelf = _asked(ready, library.shelf, words="slot", metric="no_show_rate", step="Attend")

    assert [card.slug for card in shelf.cards] == ["missed-appointments"]


def test_the_filters_offer_only_what_is_in_it(ready):
    shelf = _asked(ready, library.shelf)

    assert "pilots_launched" not in dict(shelf.metrics)
    assert all(_asked(ready, library.shelf, metric=slug).cards for slug, _ in shelf.metrics)
    assert all(_asked(ready, library.shelf, step=step).cards for step in shelf.steps)


def test_a_template_opens_with_its_sizes_as_a_starting_point(ready):
    rows = _asked(ready, library.opened, "missed-appointments").measures
    start = rows.set_index("Metric")["Starting point"].str.replace("\u00a0", " ").to_dict()

    assert start["Appointment no-show rate"] == "−30 %"
    assert start["Appointment cancellation rate"] == "not worse than +2 points"
    assert start["Slot utilisation"] == "not worse than −3 points"
    assert start["Complaint rate"] == "not worse than +10 % of baseline"


def test_it_names_the_use_cases_that_aim_at_the_same_metric(ready):
    assert _asked(ready, library.opened, "missed-appointments").aiming == ()

    slug = add_use_case(*ready, "Fewer no-shows")

    assert _asked(ready, library.opened, "missed-appointments").aiming == ((slug, "Fewer no-shows"),)


def test_steps_of_one_s_own_journey_come_first_by_their_own_names(ready):
    database, person = ready
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        names.steps_named(session, ["Find us", "ATTEND"])

    found = _asked(ready, library.opened, "missed-appointments")

    assert found.known_steps == ("ATTEND",)
    assert found.steps == ("Find us", "ATTEND", "Book", "Prepare")


def test_a_template_that_is_not_there_says_where_to_choose(ready):
    with pytest.raises(NotFoundError, match="Choose one from the library"):
        _asked(ready, library.opened, "joy")
