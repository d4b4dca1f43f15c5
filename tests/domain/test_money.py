"""Money: effect × volume × unit value, run cost by days, and one set of cases counted once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.money import Claim, Span, capped, natural, run_cost, total, worth

Q3 = (date(2026, 7, 1), date(2026, 10, 1))
SIZES = st.floats(-1e6, 1e6, allow_nan=False)


def claim(pilot, likely, *, half=0.0, population="Northgate patients", metric="no_show_rate", days=Q3):
    return Claim(
        pilot=pilot,
        metric=metric,
        population=population,
        starts=days[0],
        ends_before=days[1],
        realised=Span(likely, likely - half, likely + half),
    )


def test_fewer_no_shows_are_worth_their_slots():
    """4.5 points of 30,000 booked slots are 1,350 slots; at £62 that is £83,700."""
    gained = worth(Span(0.045, 0.03, 0.06), volume=30_000, unit_value=62)

    assert (gained.likely, gained.low, gained.high) == pytest.approx((83_700, 55_800, 111_600))


def test_a_rate_per_thousand_counts_thousands():
    """2 complaints less per 1,000 of 50,000 contacts are 100 complaints."""
    assert worth(Span(2, 2, 2), volume=50_000, unit_value=30, per=1_000).likely == pytest.approx(3_000)


def test_a_year_s_run_cost_is_shared_out_by_days():
    assert run_cost(36_500, starts=date(2026, 9, 1), ends_before=date(2026, 10, 1)) == pytest.approx(3_000)


def test_a_share_of_an_unknown_baseline_has_no_size():
    assert natural(0.2, baseline=None, relative=True) is None
    assert natural(0.2, baseline=0.25, relative=True) == pytest.approx(0.05)
    assert natural(0.2, baseline=None, relative=False) == 0.2


def test_two_pilots_on_the_same_patients_share_the_larger_claim():
    outreach, transport = capped([claim("outreach", 60_000), claim("transport", 40_000)])

    assert outreach.counts.likely == pytest.approx(36_000)
    assert transport.counts.likely == pytest.approx(24_000)
    assert outreach.overlap + transport.overlap == pytest.approx(40_000)


@pytest.mark.parametrize(
    "other",
    [
        claim("b", 40_000, population="Riverside patients"),
        claim("b", 40_000, metric="complaint_rate"),
        claim("b", 40_000, days=(date(2026, 10, 1), date(2026, 11, 1))),
    ],
    ids=["other people", "other metric", "other days"],
)
def test_claims_on_different_cases_are_not_capped(other):
    counted = capped([claim("a", 60_000), other])

    assert [each.overlap for each in counted] == [0, 0]


def test_pilots_without_a_population_share_nothing():
    counted = capped([claim("a", 60_000, population=""), claim("b", 40_000, population="")])

    assert total(counted).likely == pytest.approx(100_000)


def test_a_loss_is_not_hidden_by_a_gain_on_the_same_cases():
    counted = capped([claim("a", 60_000), claim("b", -40_000)])

    assert total(counted).likely == pytest.approx(20_000)


def test_ranges_of_independent_pilots_add_up_as_squares():
    counted = capped([claim("a", 50, half=30, population="x"), claim("b", 50, half=40, population="y")])

    summed = total(counted)

    assert (summed.likely, summed.low, summed.high) == pytest.approx((100, 50, 150))


def test_ranges_on_the_same_cases_add_up_as_they_are():
    """Both rest on one set of figures: 50 ± 30 and 50 ± 30 share 50 ± 30."""
    summed = total(capped([claim("a", 50, half=30), claim("b", 50, half=30)]))

    assert (summed.likely, summed.low, summed.high) == pytest.approx((50, 20, 80))


def test_no_claims_are_worth_nothing():
    assert total([]) == Span(0, 0, 0)


@given(st.lists(SIZES, min_size=1, max_size=6))
def test_what_counts_lies_between_the_largest_loss_and_the_largest_gain_of_one_population(sizes):
    counted = capped([claim(str(at), size) for at, size in enumerate(sizes)])

    assert min(0, *sizes) - 1e-6 <= total(counted).likely <= max(0, *sizes) + 1e-6


def test_three_pilots_share_what_the_one_between_them_touches():
    """July to mid-August, August, and mid-August to September: the first and the last meet only through the second."""
    july, august, september = (
        (date(2026, 7, 1), date(2026, 8, 15)),
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2026, 8, 15), date(2026, 10, 1)),
    )

    counted = capped([claim("a", 30, days=july), claim("c", 60, days=september), claim("b", 10, days=august)])

    assert [each.group for each in counted] == [0, 0, 0]
    assert total(counted).likely == pytest.approx(60)


def test_a_thousand_pilots_are_grouped_as_each_population_alone():
    claims = [claim(str(at), 10 + at % 7, population=f"people {at % 500}") for at in range(1_000)]

    whole = capped(claims)

    for at in (0, 250, 499):
        pair = capped([claims[at], claims[at + 500]])
        assert [whole[at].counts, whole[at + 500].counts] == [each.counts for each in pair]
