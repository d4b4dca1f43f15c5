"""How use cases come on from stage to stage, by cohort, and beside what others publish."""

import pytest

from cxdash.changes import statuses
from cxdash.domain.actions import Action
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.stages import Stage, Status
from tests.builders import TODAY
from tests.changes import at_the_gate
from tests.reports.funnels import enter, fill, seen

IDEA, PILOT, PROOF, SCALE = Stage


@pytest.fixture
def filled(small):
    """Two ideas, one of them parked, a pilot, and one use case at scale."""
    fill(*small)
    return small[0]


def claims(database):
    return {claim.about: claim for claim in seen(database).conversion.claims}


def test_conversion_counts_who_ever_entered_a_stage_and_went_on(filled):
    """Of four ideas two became pilots, after 100 and 200 days; of two pilots one became a proof after 200."""
    steps = {step.stage: step for step in seen(filled).conversion.steps}

    assert (steps[IDEA].entered, steps[IDEA].moved_on, steps[IDEA].median_days) == (4, 2, 150)
    assert (steps[PILOT].entered, steps[PILOT].moved_on, steps[PILOT].median_days) == (2, 1, 200)
    assert (steps[PROOF].share, steps[PROOF].median_days) == (1.0, 290)


def test_nobody_entered_is_no_share(small):
    assert [step.share for step in seen(small[0]).conversion.steps] == [None, None, None]


def test_how_far_every_use_case_came_counts_the_later_stages_in_the_earlier_ones(filled):
    reached = seen(filled).conversion.reached

    assert list(reached["label"]) == ["4 of 4", "2 of 4", "1 of 4", "1 of 4"]


def test_cohorts_are_the_years_of_entry(filled):
    ideas = seen(filled).conversion.by_year.query("step == 'Idea → Pilot'").set_index("entered_in")

    assert list(ideas.index) == ["2024", "2026"]
    assert list(ideas["entered"]) == [1, 3]


def test_who_has_not_moved_on_is_still_there_or_has_ended_there(filled):
    """Three ideas of 2026: one waits since 200 days, one is parked, one became a pilot."""
    ideas = seen(filled).conversion.by_year.query("step == 'Idea → Pilot'").set_index("entered_in").loc["2026"]

    assert (ideas["moved_on"], ideas["still_there"], ideas["ended"], ideas["waiting_days"]) == (1, 1, 1, 200)


def test_cohorts_are_fiscal_quarters_too(filled):
    ideas = seen(filled).conversion.by_quarter.query("step == 'Idea → Pilot'")

    assert list(ideas["entered_in"]) == ["Q4 2024", "Q2 2026", "Q4 2026"]
    assert list(ideas["words"]) == ["1 of 1", "1 of 2", "0 of 1"]


def test_a_way_back_is_no_conversion(small):
    """It became a proof 60 days ago, and its gate review took it back."""
    slug = enter(*small, "Back again", 200, 100, 60)
    recycle(small[0], slug, to=PILOT)

    steps = {step.stage: step for step in seen(small[0]).conversion.steps}

    assert (steps[PROOF].entered, steps[PROOF].moved_on) == (1, 0)
    assert (steps[PILOT].entered, steps[PILOT].moved_on) == (2, 1)


def test_every_claim_stands_beside_this_portfolios_own_figure(filled):
    found = claims(filled)

    assert found["Reach scale"].here == "25\u00a0%"
    assert found["Reach scale"].claim == "5 % of enterprise AI systems reach production"
    assert found["End before scale"].here == "0\u00a0%"
    assert found["Stuck for 24 months"].counted.startswith("0 of 2 under way")


def test_what_is_parked_has_not_failed_and_what_is_stopped_has(filled, small):
    with filled.changing(small[1], Action.USE_CASE_STATUS) as session:
        said = {"reason": "No effect", "learning": "Too early"}
        statuses.change(session, "pilot", Status.STOPPED, seen=Status.ACTIVE, today=TODAY, **said)

    counted = claims(filled)["End before scale"].counted

    assert counted == "1 stopped or retired before scale, of 2 that were or reached scale"


def test_a_use_case_that_nobody_said_the_days_of_is_no_stay(small):
    at_the_gate.add(*small)

    assert [step.entered for step in seen(small[0]).conversion.steps] == [0, 0, 0]


def test_without_use_cases_no_share_is_invented(small):
    assert {claim.here for claim in claims(small[0]).values()} == {"–"}


def recycle(database, slug, *, to):
    """Take a use case back to an earlier stage, by two people who may decide."""
    people = at_the_gate.everybody(database)
    at_the_gate.request(database, people["Omar"], slug=slug)
    at_the_gate.decide(database, people["Gus"], Decision.RECYCLE, slug=slug, back_to=to)
    if at_the_gate.stands(database, slug=slug)[0] != to.value:
        at_the_gate.second(database, people["Gita"], slug=slug)
