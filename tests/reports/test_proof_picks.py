"""The pilots that are proposed as proof points, of the sample portfolio."""

from datetime import date

import pytest

from cxdash.judging import pilot_results
from cxdash.reports import proof_picks

TODAY = date(2026, 11, 21)


@pytest.fixture
def found(sample):
    with sample.reading() as session:
        return proof_picks.proposed(session, today=TODAY)


def why_not(found, pilot):
    (row,) = found.others[found.others["Pilot"] == pilot].to_dict("records")
    return row["Why not"]


def test_every_pilot_is_proposed_or_has_one_reason(found, sample):
    with sample.reading() as session:
        everybody = [each.name for each in pilot_results.results(session, today=TODAY)]

    assert sorted([*(each.name for each in found.picks), *found.others["Pilot"]]) == sorted(everybody)
    assert found.others["Why not"].str.len().min() > 0


def test_each_pick_says_what_it_showed_its_money_its_safety_and_where_it_was_repeated(found):
    assert 2 <= len(found.picks) <= 3
    for each in found.picks:
        showed, money, safe, repeated = each.why
        assert showed.startswith(("Target met, grade B", "Better, target not shown, grade B"))
        assert "nine times in ten" in money
        assert "shown to be safe" in safe
        assert repeated.startswith(("Repeated at", "Not repeated"))


def test_what_masks_its_customers_is_stopped_by_that_in_the_organisations_currency(found):
    assert why_not(found, "Query assistant Northgate") == (
        "Containment rose but resolution did not. Counted value: £0."
    )


def test_harm_an_open_window_and_a_weak_grade_each_stop_their_pilot(found):
    assert why_not(found, "Enquiry follow-up Castle Lane") == "Complaint rate got worse."
    assert why_not(found, "Evening reminders Castle Lane") == "It has not finished: Day 48 of 90."
    assert why_not(found, "Renewal reminders Eastfield") == "Grade D is too weak to be told."


def test_a_pilot_asked_for_alone_is_proposed_with_its_repetitions_elsewhere(sample):
    with sample.reading() as session:
        (told, *_) = proof_picks.proposed(session, today=TODAY).picks
        alone = proof_picks.proposed(session, today=TODAY, slugs=(told.slug,))

    assert alone.picks == (told,)
    assert alone.others.empty
