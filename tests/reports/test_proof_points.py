"""Proof points of the sample portfolio as pages and slides read them: library, candidates and replications."""

from datetime import date

import pytest

from cxdash.domain.proof_points import State
from cxdash.reports import audit_log, proof_library, proof_points
from cxdash.store.audit_log import Asked
from cxdash.store.database import Database

TODAY = date(2026, 11, 21)
BILLING = "a-third-less-time-to-answer-a-billing-query"
OUTREACH = "41-fewer-missed-appointments-at-harbour-view"


@pytest.fixture(scope="module")
def sample(portfolio_file):
    """A session that reads the sample portfolio."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield session
    database.dispose()


def test_what_may_be_told_comes_first_and_what_is_told_is_no_candidate(sample):
    found = proof_library.library(sample, today=TODAY)

    states = [card.state for card in found.cards]
    assert states == [State.APPROVED, State.APPROVED, State.WAITS, State.DRAFT]
    told = {card.pilot.slug for card in found.cards}
    assert told.isdisjoint(each.pilot.slug for each in found.candidates)
    assert all(each.grade in {"A", "B", "C"} for each in found.candidates)


def test_each_use_case_shows_its_own_part_of_the_library(sample):
    whole = proof_library.library(sample, today=TODAY)
    slugs = {each.use_case.slug for each in (*whole.cards, *whole.candidates)}

    for slug in slugs:
        own = proof_library.of_use_case(sample, slug, today=TODAY)
        assert own.cards == tuple(each for each in whole.cards if each.use_case.slug == slug)
        assert own.candidates == tuple(each for each in whole.candidates if each.use_case.slug == slug)


def test_whoever_has_still_to_approve_is_named(sample):
    (waits,) = [card for card in proof_library.library(sample, today=TODAY).cards if card.state is State.WAITS]

    assert [function.value for _, function in waits.asked] == ["commercial"]


def test_sites_that_agree_are_drawn_as_one_too(sample):
    found = proof_points.opened(sample, BILLING, today=TODAY).replications

    assert found.sentence == "Replicated at Eastfield and Northgate"
    assert list(found.forest.rows["name"])[-1] == "All of them together"
    whole = found.forest.rows.iloc[-1]
    assert whole["low"] <= whole["raw"] <= whole["high"]
    assert found.forest.rows["raw"][:-1].min() <= whole["raw"] <= found.forest.rows["raw"][:-1].max()


def test_sites_that_differ_are_not_combined_and_that_is_said(sample):
    found = proof_points.opened(sample, OUTREACH, today=TODAY).replications

    assert found.sites == ("Millbrook", "Northgate")
    assert "All of them together" not in list(found.forest.rows["name"])
    assert found.combined.startswith("The results differ too much to be combined: ")
    assert "chance explains " in found.combined
    assert "(I² " in found.combined


def test_what_is_approved_holds_and_was_checked_on_the_day_of_the_sample(sample):
    for slug in (BILLING, OUTREACH):
        later = proof_points.opened(sample, slug, today=TODAY).later
        assert (later.checked_on, later.is_drifted) == (TODAY, False)
        assert later.lasting.periods > 20


def test_the_log_is_narrowed_to_proof_points(sample):
    asked = Asked(tables=audit_log.KINDS["Proof point"])

    entries = audit_log.page(sample, asked, size=200)

    said = {what for each in entries for what, _, _ in each.changes}
    assert "Proof point “A third less time to answer a billing query”" in said
    assert "Use of “A third less time to answer a billing query”" in said
    assert "Repeat of “A third less time to answer a billing query”" in said
    repeated = next(each for each in entries if each.changes[0][0].startswith("Repeat of"))
    assert repeated.changes[0][2] == "planned as Billing resolution Castle Lane"
