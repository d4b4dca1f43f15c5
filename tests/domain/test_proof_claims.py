"""A headline that claims more than the evidence bears is said; what the interval holds is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.proof_claims import beyond_the_evidence
from tests.domain.proof_evidence import PROVEN, but

HOURS = but(
    relative=False, is_fraction=False, effect=12.0, low=8.0, high=16.0, before=51.0, after=39.0, change="−12 hours"
)


@pytest.mark.parametrize(
    "headline",
    [
        "No-shows down by 19 % at Northgate",
        "No-shows down by 30%",
        "30 per cent fewer no-shows in 90 days",
        "No-shows fell from 20 % to 16.2 %",
        "A quarter fewer no-shows",
        "Fewer no-shows in 2026",
        "Route 66 clinics miss fewer patients",
        "",
    ],
)
def test_what_the_interval_or_the_levels_hold_may_be_said(headline):
    assert beyond_the_evidence(headline, PROVEN) == ()


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("No-shows down by 40 %", "40 %"),
        ("−31.5% no-shows", "31.5%"),
        ("No-shows halved", "“halved”"),
        ("No-shows eliminated", "“eliminated”"),
        ("Two thirds fewer no-shows", "“two thirds”"),
    ],
)
def test_what_lies_outside_is_named(headline, said):
    (advice,) = beyond_the_evidence(headline, PROVEN)

    assert said in advice
    assert "−19 % (−30 to −7)" in advice


@pytest.mark.parametrize(
    ("headline", "is_said"),
    [
        ("12 hours less to an answer", False),
        ("An answer 20 hours earlier", True),
        ("From 51 to 39 hours", False),
        ("12 hours less in 90 days at 3 sites in 2026", False),
    ],
)
def test_effects_in_units_of_the_metric_are_compared_too(headline, is_said):
    assert bool(beyond_the_evidence(headline, HOURS)) is is_said


@given(st.floats(0.07, 0.30))
def test_no_size_within_the_interval_is_ever_held_against_a_headline(share):
    assert beyond_the_evidence(f"No-shows down by {share * 100:.1f} %", PROVEN) == ()


@given(st.floats(0.31, 5.0))
def test_every_size_beyond_the_interval_is(share):
    assert beyond_the_evidence(f"No-shows down by {share * 100:.0f} %", PROVEN)


@given(st.text(max_size=120))
def test_any_headline_can_be_read(headline):
    beyond_the_evidence(headline, PROVEN)
