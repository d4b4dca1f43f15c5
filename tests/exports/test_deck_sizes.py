"""The board deck whatever the number of pilots: a short main part, no harm left out of it, every pilot somewhere."""

import pytest

from cxdash.domain.periods import Quarter
from cxdash.effects.verdict import Verdict
from cxdash.exports import deck
from tests.builders import TODAY, add_use_case, ready_database
from tests.exports import drawn_slides as drawn
from tests.reports.rows import TOO_EARLY, attained, light, store_effect

_EVERY = 7
"""One pilot in so many did harm."""


def _name(at):
    return f"Reminder calls {at:02}"


def _does_harm(at, pilots):
    return pilots > 1 and at % _EVERY == 3


@pytest.fixture(scope="module", params=[1, 30], ids=["one pilot", "thirty pilots"])
def made(request, tmp_path_factory):
    """The deck of so many measured pilots, some with harm, and how many they are."""
    pilots = request.param
    database, person = ready_database(f"sqlite:///{tmp_path_factory.mktemp('sizes')}/cxdash.db")
    add_use_case(database, person, pilots_named=tuple(map(_name, range(pilots))))
    for at in range(pilots):
        harm = {"verdict": Verdict.HARM} if _does_harm(at, pilots) else {}
        store_effect(database, person, f"reminder-calls-{at:02}", attained(0.2 + at / 20, **harm))
    with database.reading() as session:
        content = deck.deck(session, Quarter(2026, 3), today=TODAY)
    database.dispose()
    return drawn.opened(content), pilots


def _on_the_scale(slides):
    return [name for slide in slides for chart in drawn.charts(slide) for name in drawn.labels(chart)]


def test_the_main_part_is_short_and_nothing_is_cut(made):
    main = drawn.main_part(made[0])

    assert len(main) <= 12
    assert drawn.title(main[-1]) == "Appendix"
    assert drawn.overflowing(made[0]) == []


def test_no_two_slides_have_the_same_title(made):
    titles = [drawn.title(slide) for slide in made[0].slides]

    assert len(set(titles)) == len(titles)


def test_every_pilot_with_harm_is_on_the_scale_of_the_main_part(made):
    opened, pilots = made
    shown = _on_the_scale(drawn.main_part(opened))

    assert {_name(at) for at in range(pilots) if _does_harm(at, pilots)} <= set(shown)
    assert len([name for name in shown if name.startswith("Reminder calls")]) == min(pilots, 12)


def test_every_pilot_is_somewhere_on_the_scale(made):
    opened, pilots = made

    assert {_name(at) for at in range(pilots)} <= set(_on_the_scale(opened.slides))


def test_body_text_can_be_read_from_the_back_of_a_room(made):
    for slide in drawn.main_part(made[0]):
        assert all(size >= 16 for (shape, _), size in drawn.sizes(slide).items() if shape.startswith("Text"))


def test_harm_in_a_window_that_is_not_over_is_named_below_the_scale(tmp_path):
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    add_use_case(database, person, pilots_named=("Riverside reminders", "Northgate reminders"))
    store_effect(database, person, "riverside-reminders", attained(0.9))
    store_effect(database, person, "northgate-reminders", TOO_EARLY)
    store_effect(
        database, person, "northgate-reminders", TOO_EARLY, metric="complaint_rate", role="guardrail", light=light()
    )
    with database.reading() as session:
        opened = drawn.opened(deck.deck(session, Quarter(2026, 3), today=TODAY))
    database.dispose()

    assert "Harm too: Northgate reminders (Complaint rate)." in "\n".join(map(drawn.words_of, drawn.main_part(opened)))


def test_more_harm_than_a_slide_can_draw_is_counted_below_the_scale_and_named_in_the_notes(tmp_path):
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    add_use_case(database, person, pilots_named=tuple(map(_name, range(15))))
    for at in range(15):
        store_effect(database, person, f"reminder-calls-{at:02}", attained(-0.2 - at / 20, verdict=Verdict.HARM))
    with database.reading() as session:
        opened = drawn.opened(deck.deck(session, Quarter(2026, 3), today=TODAY))
    database.dispose()
    (slide,) = [slide for slide in drawn.main_part(opened) if "did harm" in drawn.title(slide)]
    undrawn = {_name(at) for at in range(15)} - set(_on_the_scale([slide]))

    assert len(undrawn) == 3
    assert "and 1 more." in drawn.words_of(slide)
    assert all(f"Harm, not drawn: {each}." in drawn.notes(slide) for each in undrawn)
