"""Figures as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.figures import NO_BREAK, Figures, count, money, number, percent, points, rounded, to_three_figures
from cxdash.domain.metrics import Aggregation, Direction, Metric, MetricClass

AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False)


def metric(unit):
    return Metric("m", "M", unit, Direction.DOWN, MetricClass.BUSINESS_OUTCOME, Aggregation.RATIO_OF_SUMS)


def plain(text):
    return text.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [(3_263_184.0, 3_260_000), (81_648.0, 81_600), (999.6, 1_000), (12.4, 12), (0.4, 0), (0.0, 0)],
)
def test_an_amount_keeps_three_figures_and_no_pence(amount, rounded):
    assert to_three_figures(amount) == rounded


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "£0"),
        (6.4, "£6.40"),
        (840, "£840"),
        (9_999.4, "£9,999"),
        (12_400, "£12.4k"),
        (99_960, "£100k"),
        (999_600, "£1.00m"),
        (1_340_000, "£1.34m"),
        (13_400_000, "£13.4m"),
        (-12_400, "−£12.4k"),
    ],
)
def test_money_is_rounded_as_people_say_it(amount, text):
    assert money(amount, "GBP") == text


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [(12.5, 0, 13), (-12.5, 0, -13), (2.5, 0, 3), (0.145 * 100, 0, 15), (0.125, 2, 0.13), (12.4999, 0, 12)],
)
def test_halves_are_rounded_away_from_zero(value, places, expected):
    """0.145 × 100 is 14.499999999999998 in floating point, and 14.5 to people."""
    assert rounded(value, places) == expected


@given(AMOUNTS, st.integers(0, 3))
def test_rounding_moves_a_value_by_half_a_place_at_most(value, places):
    assert abs(rounded(value, places) - value) <= 0.5 * 10.0**-places + abs(value) * 1e-11


def test_two_of_sixteen_are_thirteen_percent():
    assert plain(percent(2 / 16, places=0)) == "13 %"
    assert plain(points(-0.125, places=0)) == "−13 points"


@pytest.mark.parametrize(
    ("unit", "before", "now", "text"),
    [
        ("%", 0.806, 0.8133, "80.6 → 81.3 %"),
        ("score", 5.47, 6.30, "5.5 → 6.3"),
        ("score", 5.30, 5.25, "5.30 → 5.25"),
        ("of 10", 5.47, 6.30, "5.5 → 6.3 of 10"),
        ("seconds", 240.4, 231.6, "240 → 232 seconds"),
        ("per 1,000", 5.69, 5.81, "5.7 → 5.8 per 1,000"),
        ("per 1,000", 5.97, 4.98, "6.0 → 5.0 per 1,000"),
        ("currency/contact", 4.0, 3.2, "£4.00 → £3.20 per contact"),
        ("count", 7.0, 7.0, "7 → 7"),
    ],
)
def test_a_change_names_its_unit_once_and_no_more_places_than_needed(unit, before, now, text):
    assert plain(Figures().change(metric(unit), before, now)) == text


def test_a_currency_without_a_sign_is_named():
    assert plain(money(840, "CHF")) == "CHF 840"


def test_a_gain_carries_a_plus_where_a_change_is_meant():
    assert money(840, "GBP", sign=True) == "+£840"


def test_a_share_is_written_in_percent():
    assert plain(percent(0.1563)) == "15.6 %"


def test_a_difference_of_shares_is_written_in_points():
    assert plain(points(-0.045)) == "−4.5 points"


@given(amount=AMOUNTS)
def test_the_opposite_amount_differs_by_its_sign_alone(amount):
    with_sign, opposite = money(abs(amount), "GBP"), money(-abs(amount), "GBP")

    assert opposite.removeprefix("−") == with_sign


@given(fraction=st.floats(-0.0004, 0.0004))
def test_what_rounds_to_nothing_has_no_sign(fraction):
    assert plain(percent(fraction, sign=True)) == "0.0 %"
    assert plain(points(fraction)) == "0.0 points"


@given(value=st.floats(-0.004, 0.004))
def test_a_number_that_rounds_to_nothing_has_no_sign(value):
    assert number(value, sign=True) in {"0.00", "0"}


@pytest.mark.parametrize(("value", "text"), [(1234.5, "1,235"), (412, "412"), (52.04, "52.0"), (5.6, "5.60"), (3, "3")])
def test_a_number_has_as_many_places_as_it_can_bear(value, text):
    assert number(value) == text


@pytest.mark.parametrize(("many", "text"), [(0, "0 pilots"), (1, "1 pilot"), (1200, "1,200 pilots")])
def test_a_count_has_its_noun(many, text):
    assert count(many, "pilot") == text


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("%", 0.124, "12.4 %"),
        ("currency/contact", 6.4, "£6.40 per contact"),
        ("currency", 12_400, "£12.4k"),
        ("seconds", 412, "412 seconds"),
        ("count", 1200, "1,200"),
    ],
)
def test_a_value_carries_its_unit(unit, value, text):
    assert plain(Figures("GBP").value(metric(unit), value)) == text


@pytest.mark.parametrize(
    ("unit", "change", "text"),
    [
        ("%", -0.045, "−4.5 points"),
        ("currency/contact", -0.5, "−£0.50 per contact"),
        ("seconds", 20, "+20 seconds"),
        ("count", 0.0, "0"),
    ],
)
def test_a_change_carries_its_sign_and_unit(unit, change, text):
    assert plain(Figures("GBP").difference(metric(unit), change)) == text


def test_no_data_is_a_dash_and_never_nought():
    assert Figures().value(metric("%"), None) == "–"
    assert Figures().difference(metric("%"), None) == "–"
    assert Figures().money(None) == "–"


@pytest.mark.parametrize("size", [4e28, -1e300, float("inf")])
def test_a_number_beyond_all_reason_is_left_as_it_is(size):
    assert rounded(size, 1) == pytest.approx(size)


@pytest.mark.parametrize(
    ("amount", "beside", "shown"),
    [
        (3_455, 447_000, "£3k"),
        (17_040, 437_000, "£17k"),
        (400, 437_000, ""),
        (312, 9_000, "£312"),
        (1_234_000, 12_000_000, "£1.20m"),
    ],
)
def test_an_amount_beside_a_larger_one_is_no_finer_than_it(amount, beside, shown):
    assert Figures().money_beside(amount, beside) == shown
