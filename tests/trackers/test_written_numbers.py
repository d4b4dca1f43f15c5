"""Numbers, lengths of time and marks as people write them."""

from datetime import timedelta

import pytest

from cxdash.trackers.files.cells import Percent
from cxdash.trackers.files.kinds import Kind, kind_of
from cxdash.trackers.values.marks import is_censored, is_error, is_missing, is_missing_figure
from cxdash.trackers.values.numbers import Pair, parse_number, parse_pair


def number(text):
    return parse_number(text, decimal_comma=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,23,456", 123456),
        ("12,34,567.5", 1234567.5),
        ("₹1,00,000", 100000),
        ("1'234", 1234),
        ("1 234", 1234),
        ("(1,234)", -1234),
        ("(€5)", -5),
        ("-$5", -5),
        ("$-5", -5),
        ("1,234.5-", -1234.5),
        ("−2", -2),
        ("+5", 5),
        ("EUR 12", 12),
        ("12 EUR", 12),
        ("US$ 1,200", 1200),
        ("CHF 1'200.50", 1200.5),
        ("€ 1,234.-", 1234),
        ("1.5k", 1500),
        ("£3m", 3000000),
        ("1.2bn", 1200000000.0),
        ("2.5M", 2500000),
        ("€2.5 Mio.", 2500000),
        ("12*", 12),
        ("12 [r]", 12),
        ("▲ 5", 5),
        ("12.5 pp", 0.125),
    ],
)
def test_grouping_currency_size_and_signs(text, value):
    assert number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["12 %", "12%", "12 percent", "12.0\u00a0%"])
def test_a_percentage_is_a_share(text):
    found = number(text)

    assert isinstance(found, Percent)
    assert found == pytest.approx(0.12)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("4m 30s", 270),
        ("04:30", 270),
        ("00:04:30", 270),
        ("1h05", 3900),
        ("1h 5min", 3900),
        ("2 Std. 15 Min.", 8100),
        ("3d 4h", 273600),
        ("PT4M30S", 270),
        ("4'30\"", 270),
        ("1 day, 2:03:04", 93784),
        (":12", 12),
    ],
)
def test_lengths_of_time(text, seconds):
    assert number(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("text", "pair"),
    [("45/60", Pair(45, 60)), ("45 of 60", Pair(45, 60)), ("45/60 (75%)", Pair(45, 60)), ("60", None), ("a/b", None)],
)
def test_a_part_of_a_whole(text, pair):
    assert parse_pair(text, decimal_comma=False) == pair


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "**",
        "[c]",
        "[x]",
        "..",
        ":",
        "-",
        "–",
        "—",
        "n/a",
        "N/A",
        "NULL",
        "#N/A",
        "TBC",
        "TBD",
        "no data",
        "k. A.",
        "x",
        "?",
        "…",
        "nvt",
        "s/d",
        "pending",
        "(blank)",
    ],
)
def test_a_mark_for_a_missing_value_is_neither_zero_nor_any_number(text):
    assert is_missing(text)
    assert number(text) is None
    assert kind_of(text) is Kind.MISSING


def test_a_letter_is_a_mark_only_where_a_figure_should_be():
    assert is_missing_figure("c")
    assert not is_missing("c")


@pytest.mark.parametrize("text", ["<5", "52+", "> 100", "fewer than 5", "5 or less", "≥ 90 %", "10-19"])
def test_a_bound_is_no_number(text):
    assert is_censored(text)
    assert number(text) is None


@pytest.mark.parametrize("text", ["#DIV/0!", "#REF!", "#WERT!", "#NAME?", "#¡VALOR!"])
def test_an_error_in_a_text_file_is_an_error(text):
    assert is_error(text)
    assert kind_of(text) is Kind.ERROR


@pytest.mark.parametrize("text", ["#SALES", "12abc", "1.2.3", "--5", "R05", "9:12 AM", "1 2"])
def test_what_is_no_number(text):
    assert not isinstance(number(text), float)
    assert not is_error(text)
