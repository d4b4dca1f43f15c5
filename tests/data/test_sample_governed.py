"""What people of the sample portfolio decided: through the services, on its day, and the story the answer key tells."""

import contextlib
import json
import sqlite3
from collections import Counter

import pytest

from cxdash.judging import gates
from cxdash.store.database import Database
from data.generate.__main__ import TRACKERS
from data.generate.appointments import BACKFILL
from data.generate.contacts import GUIDANCE, SHORT_CALLS
from data.generate.council import ASKED, NEXT, REVIEW
from data.generate.governed import ROLES
from data.generate.organisation import AS_OF
from data.generate.portfolio import USE_CASES

SAID = json.loads((TRACKERS / "governed.json").read_text(encoding="utf-8"))
DONE = Counter(each["does"] for each in SAID["gestures"])


@pytest.fixture
def stored(portfolio_file):
    """Ask the sample portfolio."""
    with contextlib.closing(sqlite3.connect(portfolio_file)) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_every_gesture_is_in_the_portfolio(stored):
    assert stored("select count(*) from sign_off where about = 'outcome'") == [(DONE["sign"],)]
    assert stored("select count(*) from sign_off where about = 'proof'") == [(DONE["approve"],)]
    assert stored("select count(*) from gate_review") == [(DONE["request"],)]
    assert stored("select count(*) from gate_vote") == [(DONE["vote"],)]
    assert stored("select count(*) from gate_review where effective_on is not null") == [(DONE["decide"],)]
    assert stored("select count(*) from gate_waiver") == [(DONE["ask_waiver"],)]
    assert stored("select count(*) from attestation") == [(DONE["attest"],)]


def test_digests_are_subscribed_to_at_addresses_that_reach_nobody_and_none_was_sent(stored):
    found = stored(
        "select email, cadence, last_sent_on from subscription join person on person.id = person_id order by email"
    )

    assert found == [
        ("ingrid.solheim@example.org", "quarterly", None),
        ("rohan.perera@example.org", "quarterly", None),
        ("sione.tuipulotu@example.org", "weekly", None),
    ]
    addresses = [address for (address,) in stored("select email from person where email is not null")]
    assert len(set(addresses)) == len(ROLES)
    assert all(address.endswith("@example.org") and address.isascii() for address in addresses)


def test_what_was_decided_here_brings_use_cases_to_where_the_key_says_they_stand(stored):
    stands = {title: (stage, status) for title, stage, status in stored("select title, stage, status from use_case")}

    assert stands == {each.title: (each.stage, each.status) for each in USE_CASES}


def test_each_stage_decided_here_was_entered_on_the_day_the_key_names(stored):
    moved = stored(
        "select title, to_stage, moved_on from stage_move join use_case on use_case.id = use_case_id "
        "where review_id is not null"
    )

    assert set(moved) == {
        (each.title, each.stage, getattr(each, f"{each.stage}_on").isoformat())
        for each in USE_CASES
        if each.decided_here and each.status == "active"
    }


def test_what_was_stopped_leaves_what_was_learned(stored):
    learned = dict(stored("select title, learning from use_case"))

    assert "what is resolved" in learned[SHORT_CALLS]


def test_people_hold_the_roles_they_decide_with(stored):
    roles = dict(stored("select name, roles from person where slug != 'local'"))

    assert {name: json.loads(held) for name, held in roles.items()} == {name: [role] for name, role in ROLES.items()}


def test_one_gate_is_open_again_since_its_waiver_expired(portfolio_file):
    with Database(f"sqlite:///{portfolio_file}").reading() as session:
        judged = gates.gates(session, today=AS_OF)

    assert [each.facts.statement for each in judged.values() if each.reopened] == [
        next(each.statement for each in USE_CASES if each.title == GUIDANCE)
    ]


def test_the_open_review_lacks_one_vote(stored):
    voted = stored(
        "select title, function from gate_review join use_case on use_case.id = use_case_id "
        "join gate_vote on review_id = gate_review.id where effective_on is null"
    )

    assert sorted(voted) == [(BACKFILL, "operations"), (BACKFILL, "technology")]


def test_the_council_reviewed_the_quarter_in_time_and_something_is_overdue(stored):
    meetings = stored("select name, quarter, closed_on is not null from council_meeting order by held_on")
    waiting = stored("select text, due from council_action where done_on is null and dropped_on is null order by due")

    assert meetings == [(REVIEW, "2026-Q3", 1), (NEXT, "", 0)]
    assert [text for text, due in waiting if due < AS_OF.isoformat()] == ["Name a scaling owner for referrals", ASKED]
