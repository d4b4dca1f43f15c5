"""A question asked twice in one reading session is answered once; one that writes always sees what is stored."""

from datetime import date

from sqlalchemy import event

from cxdash.domain.actions import Action
from cxdash.judging import pilot_results
from cxdash.store.once import once
from tests.builders import add_use_case

TODAY = date(2026, 11, 21)


def test_a_reading_session_asks_the_database_once_for_what_several_parts_ask(ready):
    database, person = ready
    add_use_case(database, person)
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    with database.reading() as session:
        first = pilot_results.results(session, today=TODAY)
        before = len(asked)
        again = pilot_results.results(session, today=TODAY)

    assert before
    assert again is first
    assert len(asked) == before


def test_other_words_of_a_question_are_another_question_and_the_next_session_asks_anew(ready):
    database, _ = ready
    with database.reading() as session:
        assert [once(session, ("n", 1), lambda: "a"), once(session, ("n", 2), lambda: "b")] == ["a", "b"]
    with database.reading() as session:
        assert once(session, ("n", 1), lambda: "c") == "c"


def test_a_session_that_writes_asks_each_time(ready):
    database, person = ready
    answers = iter("ab")
    with database.changing(person, Action.QUARTER_CLOSE) as session:
        assert [once(session, "n", lambda: next(answers)) for _ in range(2)] == ["a", "b"]
