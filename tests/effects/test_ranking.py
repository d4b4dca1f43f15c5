"""The league table: shrunk money ranks, raw money stands beside it, and who has none comes after."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.effects.net_value import NetValue
from cxdash.effects.ranking import NOT_SAID, flattery, ranking
from cxdash.effects.shrinkage import Attainment, shrink

NUMBERS = st.floats(-2, 3)


def _money(of_target, cost):
    """Money of which the ranking needs two numbers."""
    nothing = dict.fromkeys(("p10", "p50", "p90", "p_positive", "gross_year", "first_year"), 0.0)
    return NetValue(
        **nothing, payback_month=None, return_on_investment=None, horizon_years=3, of_target=of_target, cost=cost
    )


PILOTS = shrink([Attainment("lucky", 1.6, 0.6), Attainment("solid", 0.9, 0.1), Attainment("small", 0.8, 0.1)])


def test_shrunk_money_ranks_and_raw_money_stands_beside_it():
    money = {name: _money(100_000, 20_000) for name in ("lucky", "solid", "small")}

    rows = ranking(PILOTS, money)

    by_name = {each.name: each for each in PILOTS}
    assert [row.place for row in rows] == [1, 2, 3]
    for row in rows:
        assert row.raw_value == pytest.approx(by_name[row.pilot.name].raw * 100_000 - 20_000)
        assert row.shrunk_value == pytest.approx(by_name[row.pilot.name].shrunk * 100_000 - 20_000)
        assert row.low_value < row.shrunk_value < row.high_value
    assert [row.shrunk_value for row in rows] == sorted((row.shrunk_value for row in rows), reverse=True)


def test_a_small_share_of_much_beats_a_large_share_of_little():
    rows = ranking(PILOTS, {"lucky": _money(1_000, 0), "solid": _money(10_000, 0), "small": _money(900_000, 0)})

    assert [row.pilot.name for row in rows] == ["small", "solid", "lucky"]


def test_pilots_without_money_come_after_and_say_why():
    rows = ranking(PILOTS, {"small": _money(10_000, 500_000), "solid": "its baseline is not known"})

    assert rows[0].pilot.name == "small"
    assert rows[0].note == ""
    assert [row.shrunk_value for row in rows[1:]] == [None, None]
    assert rows[1].pilot.shrunk >= rows[2].pilot.shrunk
    because = {row.pilot.name: row.because for row in rows}
    assert (because["solid"], because["lucky"]) == ("its baseline is not known", NOT_SAID)
    assert rows[2].note.startswith("Ranked by attainment behind all with money: no money figure, because ")


def test_money_without_a_target_cannot_be_shrunk():
    rows = ranking(PILOTS[:1], {"lucky": _money(None, 10)})

    assert (rows[0].shrunk_value, rows[0].because) == (None, "it has no target")


def test_choosing_the_best_by_their_raw_figures_promises_too_much():
    money = {each.name: _money(100_000, 0) for each in PILOTS}

    found = flattery(ranking(PILOTS, money), top=1)

    lucky = next(each for each in PILOTS if each.name == "lucky")
    assert found.raw == pytest.approx(160_000)
    assert found.shrunk == pytest.approx(lucky.shrunk * 100_000)
    assert found.overstatement == pytest.approx(1.6 / lucky.shrunk - 1)
    assert found.overstatement > 0.3


def test_one_pilot_alone_flatters_nobody():
    assert flattery(ranking(PILOTS[:1], {"lucky": _money(100, 0)})) is None
    assert flattery([]) is None


def test_where_nothing_is_expected_there_is_no_share_of_it():
    money = {each.name: _money(100_000, 900_000) for each in PILOTS}

    assert flattery(ranking(PILOTS, money)).overstatement is None


@settings(max_examples=50)
@given(
    shares=st.lists(NUMBERS, min_size=1, max_size=8),
    worths=st.lists(st.one_of(st.none(), st.floats(0, 1e6)), min_size=8, max_size=8),
    random=st.randoms(use_true_random=False),
)
def test_every_pilot_has_one_place_whatever_order_they_come_in(shares, worths, random):
    pilots = shrink([Attainment(f"p{at}", share, 0.3) for at, share in enumerate(shares)])
    money = {each.name: _money(worth, 10) for each, worth in zip(pilots, worths, strict=False) if worth is not None}

    rows = ranking(pilots, money)

    assert sorted(row.pilot.name for row in rows) == sorted(each.name for each in pilots)
    assert ranking(random.sample(pilots, len(pilots)), money) == rows
    values = [row.shrunk_value for row in rows if row.shrunk_value is not None]
    assert values == sorted(values, reverse=True)
    assert all(row.because for row in rows[len(values) :])
