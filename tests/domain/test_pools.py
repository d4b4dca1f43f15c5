"""What claims count together: one set of cases once, one budget never more than it costs, losses in full."""

from datetime import date
from math import fsum, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.money import Claim, Span, total
from cxdash.domain.pools import PoolKind, of_line, pooled

Q3 = (date(2026, 7, 1), date(2026, 10, 1))
A_YEAR = 365_000.0
"""Of which the 92 days of the quarter are 92,000."""


def claim(pilot, likely, *, half=0.0, line="Agents", metric="", population="", days=Q3, amount=A_YEAR):
    return Claim(
        pilot=pilot,
        metric=metric or f"metric of {pilot}",
        population=population,
        starts=days[0],
        ends_before=days[1],
        realised=Span(likely, likely - half, likely + half),
        line=line,
        line_amount=amount if line else inf,
    )


def counts(found):
    return [each.counts.likely for each in found.counted]


def test_one_line_is_counted_as_its_drivers_would_be():
    """24,000 a period: containment 20 → 30 % alone saves 3,000, handle time −25 % alone 6,000.

    Together 10,000 contacts × 70 % × 4.5 minutes × 0.50 are left: 15,750, so 8,250 are saved and not 9,000.
    """
    left = 10_000 * 0.70 * 4.5 * 0.50

    assert of_line([3_000, 6_000], most=24_000) == pytest.approx(24_000 - left)


def test_two_metrics_on_one_budget_line_share_what_is_left():
    """A half and a quarter of 92,000 leave 3/8: 57,500 are saved, a plain sum says 69,000."""
    found = pooled([claim("containment", 46_000), claim("handle time", 23_000)])

    assert fsum(counts(found)) == pytest.approx(57_500)
    assert counts(found)[0] == pytest.approx(2 * counts(found)[1])
    (pool,) = found.pools
    assert (pool.kind, pool.name, pool.metric) == (PoolKind.BUDGET_LINE, "Agents", "")
    assert (pool.pilots, pool.most) == (("containment", "handle time"), 92_000)
    assert (pool.plain_sum, pool.counts, pool.overlap) == pytest.approx((69_000, 57_500, 11_500))


def test_people_are_counted_once_before_their_budget_is():
    """Outreach and transport measured the same 46,000; the third adds a quarter of what is left."""
    found = pooled(
        [
            claim("outreach", 46_000, metric="no_show_rate", population="Northgate"),
            claim("transport", 46_000, metric="no_show_rate", population="Northgate"),
            claim("handle time", 23_000),
        ]
    )

    assert fsum(counts(found)) == pytest.approx(57_500)
    assert [(pool.kind, pool.name) for pool in found.pools] == [
        (PoolKind.PEOPLE, "Northgate"),
        (PoolKind.BUDGET_LINE, "Agents"),
    ]
    assert [pool.overlap for pool in found.pools] == pytest.approx([46_000, 11_500])


def test_one_saving_alone_is_never_more_than_the_line():
    found = pooled([claim("alone", 100_000, half=50_000)])

    assert counts(found) == [92_000]
    assert found.counted[0].counts.high == 92_000
    assert found.pools[0].overlap == 8_000


def test_a_saving_below_the_line_is_left_as_it_is():
    found = pooled([claim("alone", 46_000, half=1_000)])

    assert found.counted[0].counts == Span(46_000, 45_000, 47_000)
    assert found.pools == ()


def test_a_short_pilot_saves_at_most_its_own_days_of_the_line():
    """Ten days of the line are 10,000, whatever the other pilot's 92 days cost."""
    found = pooled([claim("short", 50_000, days=(date(2026, 9, 21), date(2026, 10, 1))), claim("long", 0)])

    assert counts(found) == [10_000, 0]


@pytest.mark.parametrize("other", [claim("b", 60_000, line="Post"), claim("b", 60_000, line="")])
def test_other_budgets_are_not_touched(other):
    assert counts(pooled([claim("a", 60_000), other])) == [60_000, 60_000]


def test_what_is_saved_on_other_days_takes_nothing_away():
    """Each saves half of 46 days of the line, one after the other: nothing is left of nothing twice."""
    first, second = (Q3[0], date(2026, 8, 16)), (date(2026, 8, 16), Q3[1])

    found = pooled([claim("a", 23_000, days=first), claim("b", 23_000, days=second)])

    assert counts(found) == pytest.approx([23_000, 23_000])
    assert found.pools == ()


def test_savings_share_what_is_left_on_the_days_they_have_in_common():
    """Each saves half of 60 days, 28 of them both: 16,000 alone, 3/4 of 28,000 together, 16,000 alone."""
    first, second = (Q3[0], date(2026, 8, 30)), (date(2026, 8, 2), Q3[1])

    found = pooled([claim("a", 30_000, days=first), claim("b", 30_000, days=second)])

    assert counts(found) == pytest.approx([26_500, 26_500])
    assert found.pools[0].overlap == pytest.approx(7_000)


_DAYS = st.tuples(st.integers(0, 91), st.integers(1, 92)).map(lambda ends: (min(ends), max(*ends, min(ends) + 1)))


@given(st.lists(st.tuples(st.floats(1, 2e5), _DAYS), min_size=1, max_size=6))
def test_a_line_saves_no_more_than_its_days_cost_and_no_less_than_the_largest_saving(said):
    starts = Q3[0].toordinal()
    claims = [
        claim(str(at), size, days=tuple(date.fromordinal(starts + day) for day in days))
        for at, (size, days) in enumerate(said)
    ]

    found = pooled(claims)

    days = {day for _, (first, after) in said for day in range(first, after)}
    largest = max(min(size, 1_000 * (after - first)) for size, (first, after) in said)
    assert largest - 1e-6 <= fsum(counts(found)) <= 1_000 * len(days) + 1e-6


def test_a_loss_on_a_line_counts_in_full_and_makes_no_room():
    found = pooled([claim("a", 46_000), claim("b", 46_000), claim("c", -30_000)])

    assert counts(found)[2] == -30_000
    assert fsum(counts(found)) == pytest.approx(69_000 - 30_000)


_SIZES = st.lists(st.floats(-2e5, 2e5, allow_nan=False).map(lambda size: round(size, 2)), min_size=1, max_size=6)
_GROUPS = st.lists(st.sampled_from(["", "North", "South"]), min_size=6, max_size=6)
_LINES = st.lists(st.sampled_from(["", "Agents", "Post"]), min_size=6, max_size=6)


@given(_SIZES, _GROUPS, _LINES)
def test_no_line_saves_more_than_it_costs_and_nothing_counts_for_more_than_it_was(sizes, people, lines):
    claims = [
        claim(str(at), size, half=abs(size) / 2, population=people[at], line=lines[at], metric="m")
        for at, size in enumerate(sizes)
    ]

    found = pooled(claims)

    for line in ("Agents", "Post"):
        gains = [each.counts.likely for each in found.counted if each.claim.line == line and each.counts.likely > 0]
        assert fsum(gains) <= 92_000 * (1 + 1e-12)
    for each in found.counted:
        assert abs(each.counts.likely) <= abs(each.claim.realised.likely) * (1 + 1e-12)
        assert each.counts.low <= each.counts.likely <= each.counts.high
    assert total(found.counted).low <= total(found.counted).high


@given(_SIZES, _GROUPS, _LINES)
def test_the_cuts_of_all_pools_are_what_gains_lost(sizes, people, lines):
    gains = [abs(size) for size in sizes]
    claims = [claim(str(at), size, population=people[at], line=lines[at], metric="m") for at, size in enumerate(gains)]

    found = pooled(claims)

    lost = fsum(each.overlap for each in found.counted)
    assert fsum(pool.overlap for pool in found.pools) == pytest.approx(lost, abs=1e-6)


@given(_SIZES, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(sizes, random):
    claims = [claim(str(at), size) for at, size in enumerate(sizes)]
    mixed = random.sample(claims, len(claims))

    assert total(pooled(mixed).counted).likely == pytest.approx(total(pooled(claims).counted).likely, abs=1e-6)


@given(st.lists(st.floats(0, 1e6), max_size=6), st.floats(0, 1e5), st.floats(1, 1e6))
def test_a_further_saving_never_makes_less_of_a_line(savings, further, most):
    before, after = of_line(savings, most=most), of_line([*savings, further], most=most)

    assert before <= after + 1e-6
    assert after <= most * (1 + 1e-12)
    assert after <= fsum([*savings, further]) + 1e-6
