"""Where the portfolio stands and leaks, on both databases and on the sample portfolio."""

import json
from datetime import date, timedelta

import pytest

from cxdash.changes import use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.ownership import REQUIRED
from cxdash.domain.stages import Stage, Status
from cxdash.domain.traps import STAGE_DAYS, Trap
from cxdash.reports import funnel, portfolio
from cxdash.store.database import Database
from tests.apps import ROOT
from tests.builders import TODAY, add_use_case, use_case_values

IDEA, PILOT, PROOF, SCALE = Stage


def seen(database, **narrow):
    with database.reading() as session:
        return funnel.seen(session, today=TODAY, **narrow)


def entries(database):
    with database.reading() as session:
        return {each.line.title: each for each in portfolio.entries(session, today=TODAY)}


def enter(database, person, title, *days, **said):
    """Store a use case that entered idea, pilot, proof and scale so many days ago."""
    stages = list(Stage)[: len(days)]
    entered = {stage: TODAY - timedelta(days=ago) for stage, ago in zip(stages, days, strict=True)}
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        return use_cases.create(session, use_case_values(title, **said), standing=Standing(stages[-1], entered)).slug


@pytest.fixture
def filled(ready):
    """Four use cases: two ideas, one that became a pilot after 100 days, one that went all the way."""
    enter(*ready, "Waiting idea", 200)
    enter(*ready, "Young idea", 20, status=Status.PARKED)
    enter(*ready, "Pilot", 150, 50, owners=dict.fromkeys(REQUIRED, "Leila"), steps=("Attend", "Book"))
    enter(*ready, "Scaled", 700, 500, 300, 10)
    return ready[0]


def test_an_empty_database_has_an_empty_funnel(ready):
    found = seen(ready[0])

    assert found.active == found.resting == found.recent == ()
    assert found.headline == "No use case is active."
    assert list(found.reached["reached"]) == [0, 0, 0, 0]
    assert found.ageing.empty
    assert found.moves.empty
    assert found.cohorts.empty


def test_the_headline_counts_active_use_cases_by_stage(filled):
    assert seen(filled).headline == (
        "Of 3 active use cases, 1 is an idea, 1 in pilot, 0 in proof and 1 at scale. 0 have evidence of any grade."
    )


def test_counts_keep_what_rests_apart(filled):
    counts = seen(filled).counts.set_index("stage")

    assert list(counts["active"]) == [1, 1, 0, 1]
    assert list(counts["parked"]) == [1, 0, 0, 0]
    assert list(counts["over_policy"]) == [1, 0, 0, 0]


def test_a_lane_says_what_is_active_late_and_at_rest(filled):
    idea, pilot, *_ = seen(filled).lanes

    assert (idea.active, idea.says) == ("1 active", "1 past the policy · 1 parked")
    assert (pilot.active, pilot.says) == ("1 active", "No evidence yet")


def test_what_rests_is_named_and_not_on_the_board(filled):
    found = seen(filled)

    assert [entry.line.title for entry in found.resting] == ["Young idea"]
    assert "Young idea" not in {entry.line.title for entry in found.active}


def test_who_waits_too_long_comes_first_on_the_board(filled):
    assert seen(filled).active[0].line.title == "Waiting idea"


def test_conversion_counts_who_ever_entered_a_stage_and_went_on(filled):
    """Of four ideas two became pilots, after 100 and 200 days; of two pilots one became a proof after 200."""
    steps = {step.stage: step for step in seen(filled).steps}

    assert (steps[IDEA].entered, steps[IDEA].moved_on, steps[IDEA].median_days) == (4, 2, 150)
    assert (steps[PILOT].entered, steps[PILOT].moved_on, steps[PILOT].median_days) == (2, 1, 200)
    assert (steps[PROOF].share, steps[PROOF].median_days) == (1.0, 290)


def test_nobody_entered_is_no_share(ready):
    assert [step.share for step in seen(ready[0]).steps] == [None, None, None]


def test_how_far_every_use_case_came_counts_the_later_stages_in_the_earlier_ones(filled):
    reached = seen(filled).reached

    assert list(reached["label"]) == ["4 of 4", "2 of 4", "1 of 4", "1 of 4"]


def test_cohorts_are_the_years_of_entry(filled):
    ideas = seen(filled).cohorts.query("step == 'Idea → Pilot'").set_index("entered_in")

    assert list(ideas.index) == ["2024", "2026"]
    assert list(ideas["entered"]) == [1, 3]


def test_ageing_leaves_out_scale_and_names_who_is_past_the_policy(filled):
    found = seen(filled)
    ageing = found.ageing.set_index("use_case")

    assert list(ageing.index) == ["Waiting idea", "Pilot"]
    assert list(ageing["state"]) == ["past the policy", "within the policy"]
    assert found.late == ("Waiting idea",)
    assert ageing.loc["Pilot", "policy"] == STAGE_DAYS[PILOT]


def test_the_bottleneck_is_where_most_wait_beyond_the_policy(filled):
    """The last idea became a pilot 50 days ago."""
    assert seen(filled).bottleneck == (
        "The bottleneck is Idea: 1 of 1 there are past the 120-day policy, the longest for 200 days. "
        "The last one to leave it did so 50 days ago."
    )


def test_without_anybody_waiting_no_bottleneck_is_invented(ready):
    enter(*ready, "Young idea", 20)

    assert "No active use case is longer" in seen(ready[0]).bottleneck


def test_moves_stand_in_their_fiscal_quarter(filled):
    """On 21 November 2026: 50 days before is 2 October, ten days before 11 November."""
    moves = seen(filled).moves
    newest = moves[moves["quarter"] == "Q4 2026"].set_index("to")["names"].to_dict()

    assert newest == {"Idea": "Young idea", "Pilot": "Pilot", "Scale": "Scaled"}
    assert seen(filled).flow == "2 moved on in Q4 2026, none in the quarter before"


def test_a_quarter_without_moves_keeps_its_place(filled):
    moves = seen(filled).moves

    assert moves["quarter"].nunique() == funnel.QUARTERS_SHOWN
    assert moves.loc[moves["quarter"] == "Q3 2026", "use_cases"].tolist() == [0]


def test_the_latest_moves_are_told_the_newest_first(filled):
    assert seen(filled).recent[0] == "Scaled went from proof to scale on 11 Nov 2026."


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
    assert found.reached["reached"].iloc[0] == len(titles)


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
