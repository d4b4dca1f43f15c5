"""The audit of the sample portfolio finds every planted trap, overlap, mask and stall by name, and nothing else."""

import json
from datetime import date

import pytest

from cxdash.domain.ownership import REQUIRED
from cxdash.domain.stages import Status
from cxdash.domain.traps import Trap
from cxdash.reports import trap_audit, trap_neighbours
from cxdash.reports.use_case_list import Asked, asked_by, whole
from cxdash.store.database import Database
from data.generate.__main__ import TRACKERS

KEY = json.loads((TRACKERS / "answer_key.json").read_text(encoding="utf-8"))
AS_OF = date.fromisoformat(KEY["as_of"])


@pytest.fixture(scope="module")
def reading(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield session
    database.dispose()


@pytest.fixture(scope="module")
def audit(reading):
    return trap_audit.audit(reading, today=AS_OF)


def active(titles):
    return {title for title in titles if KEY["use_cases"][title]["status"] == Status.ACTIVE}


@pytest.mark.parametrize("trap", Trap)
def test_every_use_case_planted_in_a_trap_is_found_and_no_other(audit, trap):
    group = next(each for each in audit.groups if each.trap is trap)
    planted = set(KEY["traps"][trap.value])

    assert {each.title for each in group.active} == active(planted)
    assert {each.title for each in group.resting} == planted - active(planted)


def test_the_use_cases_in_any_trap_are_counted_once(audit):
    planted = active({title for trapped in KEY["traps"].values() for title in trapped})

    assert (audit.caught, audit.of) == (len(planted), KEY["statuses"]["active"])


def test_every_overlapping_pair_is_found_and_no_other(audit):
    found = {frozenset(item.name.split(" and ")) for item in audit.beside[trap_neighbours.OVERLAPS]}

    assert found == {frozenset(pair) for pair in KEY["overlapping"]}


def test_every_masked_pilot_is_found_and_no_other(audit):
    assert [item.name for item in audit.beside[trap_neighbours.MASKED]] == KEY["masked"]


def test_every_missing_owner_is_named_and_no_other(audit):
    unowned = next(each for each in audit.groups if each.trap is Trap.UNOWNED)
    named = {each.title: {f.value for f in REQUIRED if f.value in each.flag.evidence} for each in unowned.active}

    assert named == {
        title: {f.value for f in REQUIRED if f.value in why}
        for title, why in KEY["traps"]["unowned"].items()
        if title in active([title])
    }


def test_a_worklist_leads_to_as_many_use_cases_as_it_says(audit, reading):
    everything = whole(reading, today=AS_OF)

    assert audit.worklists
    for work in audit.worklists:
        assert len(everything.fitting(_asked(work.query)).slugs) == work.of, work.words


def _asked(query):
    """What the words of a link stand for, as the list's filters read them."""
    said = {name: words.lower() if name == "status" else words for name, words in query.items()}
    if "function" in said:
        said |= {"function": said["function"].split()[0].lower(), "is_missing": True}
    asked = asked_by(said)
    assert asked != Asked(status=Status.ACTIVE)
    return asked
