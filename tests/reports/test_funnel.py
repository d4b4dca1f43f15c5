"""Where the portfolio stands and leaks, on both databases and on the sample portfolio."""

import json
from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import gate_policy, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.gate_policy import START
from cxdash.domain.stages import Stage
from cxdash.domain.traps import STAGE_DAYS, Trap
from cxdash.reports import portfolio
from cxdash.store.database import Database
from tests.apps import ROOT
from tests.builders import TODAY, add_use_case
from tests.reports.funnels import enter, fill, seen

PILOT = Stage.PILOT


def entries(database):
    with database.reading() as session:
        return {each.line.title: each for each in portfolio.entries(session, today=TODAY)}


@pytest.fixture
def filled(ready_after):
    """Two ideas, one of them parked, a pilot, and one use case at scale."""
    return ready_after(fill)[0]


def test_an_empty_database_has_an_empty_funnel(ready):
    found = seen(ready[0])

    assert found.active == found.resting == found.flow.recent == ()
    assert found.headline == "No use case is active."
    assert list(found.conversion.reached["reached"]) == [0, 0, 0, 0]
    assert found.ageing.every.empty
    assert found.flow.drawn.empty
    assert found.conversion.by_year.empty


def test_the_headline_counts_active_use_cases_by_stage(filled):
    assert seen(filled).headline == (
        "Of 3 active use cases, 1 is an idea, 1 in pilot, 0 in proof and 1 at scale. 0 have evidence of any grade."
    )


def test_counts_keep_what_rests_apart(filled):
    counts = seen(filled).counts.set_index("stage")

    assert list(counts["active"]) == [1, 1, 0, 1]
    assert list(counts["parked"]) == [1, 0, 0, 0]
    assert list(counts["over_policy"]) == [1, 0, 0, 0]


def test_what_rests_is_named_and_not_on_the_board(filled):
    found = seen(filled)

    assert [entry.line.title for entry in found.resting] == ["Young idea"]
    assert "Young idea" not in {entry.line.title for entry in found.active}


def test_ageing_leaves_out_scale_and_names_who_is_past_the_policy(filled):
    found = seen(filled)
    ageing = found.ageing.every.set_index("use_case")

    assert list(ageing.index) == ["Waiting idea", "Pilot"]
    assert list(ageing["state"]) == ["past the policy", "within the policy"]
    assert found.ageing.late == ("Waiting idea",)
    assert ageing.loc["Pilot", "policy"] == STAGE_DAYS[PILOT]


def test_the_bottleneck_is_where_most_wait_beyond_the_policy(filled):
    """The last idea became a pilot 50 days ago."""
    assert seen(filled).bottleneck == (
        "The bottleneck is Idea: 1 of 1 there are past the 120-day policy, the longest for 200 days. "
        "The last one to leave it did so 50 days ago."
    )


def test_the_bottleneck_says_what_most_of_them_lack_at_the_gate(ready):
    enter(*ready, "Late idea", 200)
    enter(*ready, "Later idea", 300)

    found = seen(ready[0])

    assert found.missing.startswith("At the gate, 2 of 2 lack the same: “")
    assert seen(ready[0], step="nowhere").missing == ""


def test_without_anybody_waiting_no_bottleneck_is_invented(ready):
    enter(*ready, "Young idea", 20)

    assert "No active use case is longer" in seen(ready[0]).bottleneck


@pytest.mark.parametrize(
    ("narrow", "titles"),
    [
        ({"owner": "leila"}, {"Pilot"}),
        ({"step": "book"}, {"Pilot"}),
        ({"metric": "no_show_rate"}, {"Waiting idea", "Young idea", "Pilot", "Scaled"}),
        ({"metric": "csat"}, set()),
        ({"site": "nowhere"}, set()),
    ],
)
def test_filters_narrow_everything(filled, narrow, titles):
    found = seen(filled, **narrow)

    assert {entry.line.title for entry in (*found.active, *found.resting)} == titles
    assert found.conversion.reached["reached"].iloc[0] == len(titles)


def test_the_policy_of_today_says_who_is_stalled(ready):
    enter(*ready, "Young idea", 20)
    with ready[0].changing(ready[1], Action.POLICY_EDIT) as session:
        stricter = replace(START, stage_days={**START.stage_days, Stage.IDEA: 10})
        gate_policy.edit(session, seen=START, wanted=stricter, today=TODAY, reason="Ideas wait too long")

    found = seen(ready[0])

    assert found.ageing.stalled == ("Young idea",)
    assert "past the 10-day policy, the longest for 20 days" in found.bottleneck


def test_the_pilot_trap_is_said_beside_the_policy(ready):
    enter(*ready, "Old idea", 800)
    enter(*ready, "Late idea", 200)

    found = seen(ready[0]).ageing

    assert (found.stalled, found.trapped) == (("Old idea", "Late idea"), ("Old idea",))
    assert found.says == "2 of 2 wait longer than the policy allows, 1 for 24 months since the idea"


def test_a_site_is_one_where_a_pilot_runs(ready):
    add_use_case(*ready)
    add_use_case(*ready, "Another", pilots_named=())

    assert [entry.line.title for entry in seen(ready[0], site="riverside").active] == ["Fewer no-shows"]


def test_a_module_is_shared_only_with_a_use_case_that_is_not_archived(ready):
    enter(*ready, "One", 10, modules=("Outreach",), steps=("Book",))
    other = enter(*ready, "Two", 10, modules=("Outreach",), steps=("Book",))
    assert not entries(ready[0])["One"].is_in(Trap.ISOLATED)

    with ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, other)

    assert entries(ready[0])["One"].is_in(Trap.ISOLATED)


def test_the_sample_portfolio_is_in_the_traps_it_was_made_for(portfolio_file):
    key = json.loads((ROOT / "data/trackers/answer_key.json").read_text(encoding="utf-8"))["traps"]
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        found = portfolio.entries(session, today=date(2026, 11, 21))
    database.dispose()

    for trap in Trap:
        assert {entry.line.title for entry in found if entry.is_in(trap)} == set(key[trap.value]), trap
