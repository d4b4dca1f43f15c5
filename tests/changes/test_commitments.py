"""Commitments on both databases: made once for a quarter, reworded before it, judged by who may."""

from datetime import date

import pytest

from cxdash.changes import commitments, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.commitments import Basis, CommitmentValues, Outcome
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.periods import Quarter
from cxdash.reports import waiting_for
from cxdash.store import commitments as stored
from tests.builders import TODAY
from tests.changes.at_the_gate import SLUG, before_its_gate

RUNNING, AHEAD = Quarter(2026, 4), Quarter(2027, 1)
AFTER = date(2027, 4, 2)
SAID = CommitmentValues("No-shows at Riverside are below 14 %", "omar")
BASIS = Basis(expected=42_000.0, low=10_000.0, high=70_000.0, level=2, evidence=0.9, grade="B", cost=9_000.0)


@pytest.fixture
def room(ready_after):
    """A database with a use case, and people by name."""
    return ready_after(before_its_gate)


@pytest.fixture
def made(room):
    """The same with a commitment for the first quarter of 2027."""
    make(room[0], room[1]["Mara"])
    return room


def make(database, person, values=SAID, *, quarter=AHEAD, slug=SLUG):
    with database.changing(person, Action.COMMITMENT_MAKE) as session:
        return commitments.make(session, slug, quarter=quarter, values=values, basis=BASIS, today=TODAY).id


def edit(database, person, wanted, *, seen=SAID, today=TODAY):
    with database.changing(person, Action.COMMITMENT_MAKE) as session:
        commitments.edit(session, 1, seen=seen, wanted=wanted, today=today)


def judge(database, person, outcome=Outcome.KEPT, *, seen=Outcome.OPEN, note="13.6 % in March", today=AFTER):
    with database.changing(person, Action.COMMITMENT_JUDGE) as session:
        commitments.judge(session, 1, outcome, note=note, seen=seen, today=today)


def of(database, quarter=AHEAD):
    with database.reading() as session:
        return [
            (each.text, each.owner.name, each.outcome, each.outcome_note)
            for each in stored.of_quarter(session, quarter)
        ]


def test_a_commitment_keeps_what_it_rested_on(made):
    with made[0].reading() as session:
        (row,) = stored.of_quarter(session, AHEAD)

        assert Basis.from_json(row.basis) == BASIS
        assert (row.use_case.slug, row.owner.name, row.made_by.name, row.made_on) == (SLUG, "Omar", "Mara", TODAY)


@pytest.mark.parametrize("name", ["Omar", "Finn", "Vic"])
def test_who_runs_no_program_and_keeps_no_gate_commits_to_nothing(room, name):
    with pytest.raises(NotAllowedError):
        make(room[0], room[1][name])

    assert of(room[0]) == []


def test_a_quarter_that_is_over_takes_no_commitment(room):
    with pytest.raises(RuleError, match="is over"):
        make(room[0], room[1]["Gus"], quarter=Quarter(2026, 3))


def test_a_use_case_has_one_commitment_in_a_quarter_until_that_is_dropped(made):
    database, people = made
    with pytest.raises(RuleError, match="already"):
        make(database, people["Gus"])

    judge(database, people["Mara"], Outcome.DROPPED, note="The site closes", today=TODAY)
    make(database, people["Gus"], CommitmentValues("Another way", "omar"))

    assert [each[2] for each in of(database)] == ["dropped", ""]


def test_nobody_commits_to_what_is_archived_or_for_somebody_nobody_knows(room):
    database, people = room
    with pytest.raises(NotFoundError):
        make(database, people["Mara"], CommitmentValues("Fewer no-shows", "nobody"))
    with database.changing(people["Mara"], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, SLUG)

    with pytest.raises(RuleError, match="archived"):
        make(database, people["Mara"])


def test_words_and_owner_change_before_the_quarter_begins(made):
    database, people = made
    edit(database, people["Gita"], CommitmentValues("Below 13 %", "cora"))

    assert of(database) == [("Below 13 %", "Cora", "", "")]


def test_the_words_stand_once_the_quarter_has_begun(made):
    with pytest.raises(RuleError, match="began on 1 Jan 2027"):
        edit(made[0], made[1]["Mara"], CommitmentValues("Below 20 %", "omar"), today=date(2027, 1, 1))


def test_two_who_reword_it_are_shown_each_others_words(made):
    database, people = made
    edit(database, people["Gus"], CommitmentValues("Below 13 %", "omar"))

    with pytest.raises(StaleEditError) as refused:
        edit(database, people["Mara"], CommitmentValues("Below 12 %", "omar"))

    assert (refused.value.mine, refused.value.theirs) == ("Below 12 %", "Below 13 %")
    assert of(database)[0][0] == "Below 13 %"


def test_who_may_not_commit_does_not_reword_it_either(made):
    with pytest.raises(NotAllowedError):
        edit(made[0], made[1]["Cora"], CommitmentValues("Below 20 %", "omar"))


@pytest.mark.parametrize("name", ["Omar", "Mara"])
def test_who_answers_for_it_or_made_it_judges_it(made, name):
    judge(made[0], made[1][name])

    assert of(made[0]) == [(SAID.text, "Omar", "kept", "13.6 % in March")]


@pytest.mark.parametrize("name", ["Cora", "Gus", "Finn"])
def test_nobody_else_judges_it(made, name):
    with pytest.raises(NotAllowedError, match="Omar answers for this commitment"):
        judge(made[0], made[1][name])


def test_a_judgement_on_an_older_one_is_refused_with_both(made):
    database, people = made
    judge(database, people["Omar"], Outcome.KEPT)

    with pytest.raises(StaleEditError) as refused:
        judge(database, people["Mara"], Outcome.MISSED)

    assert (refused.value.mine, refused.value.theirs) == ("missed", "kept")


def test_a_judgement_is_put_right_by_who_has_seen_it(made):
    database, people = made
    judge(database, people["Omar"], Outcome.KEPT)
    judge(database, people["Mara"], Outcome.MISSED, seen=Outcome.KEPT, note="14.8 % when all figures were in")

    assert of(database) == [(SAID.text, "Omar", "missed", "14.8 % when all figures were in")]


def test_it_waits_for_its_owner_once_the_quarter_is_over(made):
    database, people = made

    def waits(today):
        with database.reading() as session:
            every = waiting_for.everything(session, today=today)
        found = waiting_for.for_one(every, people["Omar"], today=today)
        return [each.sentence for each in found.every if each.quarter]

    assert waits(date(2027, 3, 31)) == []
    assert waits(AFTER) == [f"Say whether it was kept in Q1 2027: “{SAID.text}”"]
    judge(database, people["Omar"])
    assert waits(AFTER) == []
