"""Reports are computed once per state of the data, for everybody."""

import pytest

from cxdash.changes import setup
from cxdash.domain.actions import Action
from cxdash.store.database import Database
from cxdash.store.tables import Organisation
from cxdash.ui import cached, session


@pytest.mark.usefixtures("empty")
def test_an_answer_is_computed_once_while_nothing_changes():
    asked = []

    def question(reading, *, quarter):
        asked.append(quarter)
        return reading.get(Organisation, 1).name

    answers = [cached.report(question, quarter="2026-Q1") for _ in range(3)]

    assert answers == ["My organisation"] * 3
    assert asked == ["2026-Q1"]


@pytest.mark.usefixtures("empty")
def test_other_arguments_are_another_question():
    def question(_, *, quarter):
        return quarter

    assert cached.report(question, quarter="2026-Q1") == "2026-Q1"
    assert cached.report(question, quarter="2026-Q2") == "2026-Q2"


def test_a_change_makes_every_answer_new(empty):
    before = cached.report(_name)

    _rename(empty, setup.ensure_ready(empty), "Brightwell Care")

    assert (before, cached.report(_name)) == ("My organisation", "Brightwell Care")


def test_a_run_of_a_page_answers_from_one_revision_until_it_changes_something_itself(empty):
    person = setup.ensure_ready(empty)
    other_process = Database(str(empty.engine.url))
    with cached.one_run():
        answers = [cached.report(_name)]
        _rename(other_process, person, "Brightwell Care")
        answers.append(cached.report(_name))
    with cached.one_run():
        answers.append(cached.report(_name))
        _rename(empty, person, "Alder Vale")
        answers.append(cached.report(_name))

    other_process.dispose()
    assert answers == ["My organisation", "My organisation", "Brightwell Care", "Alder Vale"]


def test_what_runs_between_two_runs_answers_from_the_newest_revision(empty):
    other_process = Database(str(empty.engine.url))
    with cached.one_run():
        cached.report(_name)

    _rename(other_process, setup.ensure_ready(empty), "Brightwell Care")

    other_process.dispose()
    assert cached.report(_name) == "Brightwell Care"


def test_another_database_does_not_answer_from_the_first_ones_memory(empty, tmp_path, monkeypatch):
    _rename(empty, setup.ensure_ready(empty), "Brightwell Care")
    cached.report(_name)

    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    session.forget()

    assert cached.report(_name) == "My organisation"


def _name(reading):
    return reading.get(Organisation, 1).name


def _rename(database, person, name):
    with database.changing(person, Action.ORGANISATION_EDIT) as changing:
        changing.get(Organisation, 1).name = name
