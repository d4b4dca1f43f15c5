"""Figures as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.figures import NO_BREAK, Figures, count, money, number, percent, points, to_three_figures
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


@pytest.mark.parametrize(("value", "text"), [(1234.5, "1,234"), (412, "412"), (52.04, "52.0"), (5.6, "5.60"), (3, "3")])
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
