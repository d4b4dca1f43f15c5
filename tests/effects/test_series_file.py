"""The series and the result as the command line reads and writes them."""

import io
import json
from datetime import date

import pytest

from cxdash.domain.comparisons import Arm
from cxdash.domain.errors import RuleError
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import Point
from cxdash.effects.series_file import kind_of, points_from_csv, required_change, to_cli_json
from tests.effects.series import LONG_AFTER, a_plan, noisy, weekly


def _read(text):
    return points_from_csv(io.StringIO(text))


def test_values_are_read_and_empty_ones_are_missing():
    points = _read("period_start,value\n2025-03-03,12.5\n2025-03-10,\n\n")

    assert points == [Point(date(2025, 3, 3), 12.5), Point(date(2025, 3, 10))]


def test_counts_groups_and_segments_are_read():
    points = _read("Period_Start,numerator,denominator,group,segment,note\n2025-03-03,5,20,Comparison,north,x\n")

    assert points == [Point(date(2025, 3, 3), None, 5.0, 20.0, Arm.COMPARISON, "north")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("week,value\n2025-03-03,1\n", "no column “period_start”"),
        ("period_start,numerator\n2025-03-03,1\n", "neither a column “value” nor both"),
        ("period_start,value\n2025-03-03,1\n3 March,1\n", "Row 3, column “period_start”: “3 March” is not a date"),
        ("period_start,value\n2025-03-03,twelve\n", "Row 2, column “value”: “twelve” is not a number"),
        ("period_start,value\n2025-03-03,inf\n", "Row 2, column “value”: “inf” is not a number"),
        ("period_start,value\n2025-03-03,nan\n", "Row 2, column “value”: “nan” is not a number"),
        ("period_start,value,group\n2025-03-03,1,control\n", "Row 2, column “group”: “control” is neither"),
        ("period_start,numerator,denominator\n2025-03-03,1,-2\n", "Row 2: The denominator"),
        ("period_start,value\n", "no row with a figure"),
        ("", "no column “period_start”"),
        ("period_start;value\n2025-03-03;1,5\n", "something else than commas"),
        ("period_start,value\n2025-03-03,1,5\n", "Row 2 has 3 cells below 2 columns"),
        ("period_start,value,Value\n2025-03-03,1,5\n", "two columns “value”"),
        ("period_start,value\n\n2025-03-03,1\n\n\n2025-03-10,x\n", "Row 6, column “value”"),
        ("value,period_start\n1\n", "Row 2, column “period_start”: “” is not a date"),
    ],
)
def test_what_cannot_be_read_is_named_by_row_and_column(text, words):
    with pytest.raises(RuleError, match=words):
        _read(text)


@pytest.mark.parametrize(
    ("text", "is_fraction", "promise"),
    [
        ("-30%", False, RequiredChange(-0.3)),
        ("−30 %", True, RequiredChange(-0.3)),
        ("-6", False, RequiredChange(-6, relative=False)),
        ("-0.5", False, RequiredChange(-0.5, relative=False)),
        ("-6", True, RequiredChange(-0.06, relative=False)),
        ("-0.06", True, RequiredChange(-0.06, relative=False)),
        ("+6 points", True, RequiredChange(0.06, relative=False)),
    ],
)
def test_a_promise_is_a_share_of_the_baseline_or_metric_units(text, is_fraction, promise):
    assert required_change(text, is_fraction=is_fraction) == promise


@pytest.mark.parametrize("text", ["much", "", "to 12%", "0", "nan"])
def test_what_promises_nothing_is_refused(text):
    with pytest.raises(RuleError, match=r"no promise|no change"):
        required_change(text, is_fraction=True)


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ("value\n2025-03-03,0.4", Kind.MEAN),
        ("numerator,denominator\n2025-03-03,4,9", Kind.RATE),
        ("numerator,denominator\n2025-03-03,40,9", Kind.MEAN),
    ],
)
def test_counts_of_a_whole_are_a_rate(columns, kind):
    assert kind_of(_read(f"period_start,{columns}\n")) is kind


def test_the_result_has_the_promised_keys():
    effect = estimate(weekly(noisy(20, 12)), a_plan(), as_of=LONG_AFTER)

    written = json.loads(json.dumps(to_cli_json(effect)))

    assert list(written) == [
        "shape",
        "estimator",
        "scale",
        "observed_change",
        "drift_removed",
        "effect",
        "low",
        "high",
        "p_improved",
        "p_target",
        "attainment",
        "grade",
        "downgrades",
        "verdict",
        "no_interval_because",
        "n_baseline",
        "n_pilot",
    ]
    assert written["attainment"] == [effect.low / 0.3, effect.effect / 0.3, effect.high / 0.3]
    assert (written["grade"], written["verdict"], written["downgrades"]) == ("C", "Target met", [])
