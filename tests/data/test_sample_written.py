"""What people wrote on the sample portfolio's pages: every page has something to show, and it fits the story."""

import contextlib
import json
import sqlite3
from collections import Counter

import pytest

from cxdash.domain.gates import TO_PILOT, needed
from cxdash.domain.readiness import MOST, Dimension
from cxdash.domain.stages import Stage
from data.generate.__main__ import TRACKERS
from data.generate.members import RENEWALS
from data.generate.organisation import AS_OF
from data.generate.portfolio import USE_CASES
from data.generate.readiness import READINESS

SAID = json.loads((TRACKERS / "written.json").read_text(encoding="utf-8"))
REGISTERED = {name for use_case in USE_CASES for name in use_case.owners.values()}


def active(stage):
    return [each.title for each in USE_CASES if (each.stage, each.status) == (stage, "active")]


def levels(title):
    return {Dimension(dimension): judged.level for dimension, judged in READINESS.get(title, {}).items()}


@pytest.fixture
def stored(portfolio_file):
    """Ask the sample portfolio."""
    with contextlib.closing(sqlite3.connect(portfolio_file)) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_readiness_is_stored_as_it_was_judged(stored):
    rows = stored(
        "select title, dimension, level, evidence, coalesce(person.name, ''), due, cost_to_close from readiness "
        "join use_case on use_case.id = use_case_id left join person on person.id = person_id"
    )

    assert Counter(rows) == Counter(tuple(each.values()) for each in SAID["readiness"])


@pytest.mark.parametrize("title", active("scale"))
def test_what_is_scaled_works_throughout_and_something_is_evidenced(title):
    assert min(levels(title).values()) >= 3
    assert set(levels(title)) == set(Dimension)
    assert MOST in levels(title).values()


@pytest.mark.parametrize("title", active("proof"))
def test_a_proof_mostly_works(title):
    assert Counter(levels(title).values()) == {3: 5, 2: 1}


@pytest.mark.parametrize("title", active("pilot"))
def test_a_pilot_passed_its_gate_or_is_the_one_that_slipped_through(title):
    short = {each for each in TO_PILOT if levels(title)[each] < 2}

    assert short == ({Dimension.GOVERNANCE} if title == RENEWALS else set())
    assert set(levels(title)) == set(Dimension)


@pytest.mark.parametrize("title", active("idea"))
def test_no_idea_is_judged_throughout_or_ready_for_a_pilot(title):
    assert set(levels(title)) < set(Dimension)
    assert any(levels(title).get(each, 0) < 2 for each in TO_PILOT)


@pytest.mark.parametrize("title", READINESS)
def test_every_judged_gap_before_the_next_gate_has_somebody_a_day_and_a_cost(title):
    stage = next(Stage(each.stage) for each in USE_CASES if each.title == title)
    asked = needed(stage.following or Stage.SCALE)
    gaps = [judged for name, judged in READINESS[title].items() if judged.level < asked.get(Dimension(name), 0)]

    assert [gap for gap in gaps if not (gap.owner and gap.due and gap.due > AS_OF and gap.cost)] == []
    assert [judged for judged in READINESS[title].values() if not judged.evidence] == []


def test_all_modules_are_described_and_all_but_one_owned(stored):
    rows = stored("select module.name, description, person.name from module left join person on person.id = owner_id")

    assert len(rows) == 8
    assert all(description for _, description, _ in rows)
    assert [name for name, _, owner in rows if owner is None] == ["Renewal letters"]


def test_every_metric_in_use_has_an_owner_and_most_are_verified(stored):
    rows = stored(
        "select distinct metric.name, owner_id, verified_on, verified_by_id from metric "
        "join use_case_metric on metric_id = metric.id"
    )
    days = [day for _, _, day, _ in rows if day]

    assert [name for name, owner, *_ in rows if owner is None] == []
    assert len(rows) > len(days) > len(rows) * 0.7
    assert max(days) < AS_OF.isoformat()
    assert [name for name, _, day, by in rows if bool(day) != bool(by)] == []


def test_people_of_the_register_talk_to_each_other(stored):
    rows = stored(
        "select title, person.name, text from comment join use_case on use_case.id = use_case_id "
        "join person on person.id = comment.person_id order by comment.id"
    )

    assert rows == [(each["use_case"], each["who"], each["text"]) for each in SAID["comments"]]
    assert len({title for title, *_ in rows}) == 5
    assert len({who for _, who, _ in rows}) >= 8


def test_everybody_named_in_a_comment_is_told(stored):
    rows = stored("select text, person.name from mention join comment on comment.id = comment_id join person on "
                  "person.id = mention.person_id")  # fmt: skip

    assert [text for text, name in rows if f"@{name}" not in text] == []
    assert len(rows) == sum(each["text"].count("@") for each in SAID["comments"])


def test_one_use_case_weighs_two_approaches_of_which_one_is_bought(stored):
    rows = stored("select title, vendor from approach join use_case on use_case.id = use_case_id order by vendor")

    assert rows == [("Cheaper claims handling", ""), ("Cheaper claims handling", "Larkfield Casework")]


def test_nobody_is_named_who_is_in_no_register(stored):
    assert {name for (name,) in stored("select name from person")} == {*REGISTERED, "Local administrator"}
