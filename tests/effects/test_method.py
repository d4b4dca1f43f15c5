"""``docs/method.md`` says what the code does: its example, its table of what can be proved, the files it names."""

import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from benchmarks.simulated import Design, autocorrelated
from cxdash.domain.cash_flow import Costs
from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metric_pairs import MANDATORY
from cxdash.domain.metrics import Direction
from cxdash.domain.money_policy import START
from cxdash.domain.waterfall import Seen, waterfall
from cxdash.effects import engine
from cxdash.effects.design import CANNOT_PROVE, smallest_step
from cxdash.effects.estimation import estimate
from cxdash.effects.net_value import Likely, Stake, net_value
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.series_file import points_from_csv
from tests.effects.series import a_plan

DOCS = Path(__file__).resolve().parents[2] / "docs"
METHOD = (DOCS / "method.md").read_text(encoding="utf-8")


def _example(*arms, comparison):
    with (DOCS / "no_shows.csv").open(encoding="utf-8", newline="") as rows:
        points = [each for each in points_from_csv(rows) if each.arm in arms]
    plan = a_plan(
        metric="No-shows",
        unit="%",
        kind=Kind.RATE,
        direction=Direction.DOWN,
        go_live=date(2026, 3, 2),
        target=RequiredChange(-0.30),
        comparison=comparison,
        locked_on=date(2026, 2, 20),
    )
    return points, estimate(points, plan, as_of=date(2026, 8, 1))


def test_the_sentences_of_the_example_are_what_the_code_says():
    quoted = re.findall(r"^> (No-shows .+)$", METHOD, re.MULTILINE)

    _, compared = _example(Arm.PILOT, Arm.COMPARISON, comparison=Comparison.GROUP)
    _, alone = _example(Arm.PILOT, comparison=Comparison.NONE)

    assert quoted == [each.sentence.replace("\u00a0", " ") for each in (compared, alone)]


def test_the_figures_of_the_example_follow_from_its_series():
    points, effect = _example(Arm.PILOT, Arm.COMPARISON, comparison=Comparison.GROUP)

    parts = (effect.observed_change, effect.drift_removed, effect.effect, effect.high, effect.low)
    assert [round(100 * each, 1) for each in parts] == [24.3, 8.6, 15.7, 24.1, 6.1]
    booked = sum(each.denominator for each in points if each.arm is Arm.PILOT) / 26 * 52
    missed = booked * effect.baseline_mean
    assert (round(booked, -3), round(missed, -3)) == (51_000, 10_000)
    assert [round(missed * each, -1) for each in (effect.effect, effect.low, effect.high)] == [1580, 620, 2420]
    worth = [40 * missed * each for each in (effect.effect, effect.low, effect.high, effect.observed_change)]
    assert [round(each, -3) for each in worth] == [63_000, 25_000, 97_000, 98_000]


def _in_thousands(amount):
    return f"{'−' if round(amount, -3) < 0 else ''}£{abs(round(amount, -3)):,.0f}"


def test_the_waterfall_of_the_example_is_what_the_code_says():
    points, effect = _example(Arm.PILOT, Arm.COMPARISON, comparison=Comparison.GROUP)
    missed = sum(each.denominator for each in points if each.arm is Arm.PILOT) * 2 * effect.baseline_mean
    seen = Seen(*(40 * missed * each for each in (effect.observed_change, effect.effect, effect.effect)))

    steps = waterfall(seen, grade=effect.grade, policy=START, run_cost=12_000)

    table = METHOD[METHOD.index("| a year at full use") :]
    written = re.findall(r"^\| [^|]+ \| \**(−?£[\d,]+)\** \|$", table, re.MULTILINE)
    assert written == [_in_thousands(step.amount) for step in steps]


def test_the_net_value_of_the_example_is_what_the_code_says():
    points, effect = _example(Arm.PILOT, Arm.COMPARISON, comparison=Comparison.GROUP)
    booked = sum(each.denominator for each in points if each.arm is Arm.PILOT) * 2
    stake = Stake(Likely(30, 40, 50), booked, Costs(25_000, 12_000), Likely(0.6, 0.8, 0.9))

    found = net_value(effect, stake)

    (said,) = re.findall(r"^> (One time in ten .+)$", METHOD, re.MULTILINE)
    assert said == (
        f"One time in ten it is worth less than {_in_thousands(found.p10)}, one time in ten more than "
        f"{_in_thousands(found.p90)}, in the middle {_in_thousands(found.p50)}. The chance that it is worth more than "
        f"it costs is {found.p_positive:.0%}. It is earned back in month {found.payback_month}."
    ).replace("%", " %")


def test_the_settings_on_the_page_are_the_policy_to_begin_with():
    allowances = ", ".join(f"{100 * START.allowance(grade):.0f}" for grade in "ABCD")

    for words in (
        f"| {START.discount_rate:.0%} a year; 3.5% for public",
        f"| {START.horizon_years} years |",
        f"| {START.ramp_months:.0f}, in a straight line: three quarters",
        f"| {START.persistence:.0%} |",
        f"(standard deviation) | {START.volume_error:.0%} |",
        f"| {allowances}%; D stands outside",
        f"| {START.success_rate:.0%} (published",
    ):
        assert words.replace("%", " %") in METHOD


@pytest.mark.parametrize("slug", sorted(MANDATORY))
def test_every_mandatory_pair_is_on_the_page(slug):
    table = METHOD[METHOD.index("| improves | watched |") :].split("\n\n")[0]

    rows = [{part.strip() for part in re.split(r",| or ", row.split("|")[2])} for row in table.splitlines()[2:]]

    wanted = [part for concept in MANDATORY[slug] for part in concept.name.split(" or ")]
    assert any(
        {each.removesuffix(" within 7 days") for each in row}
        == {each.removesuffix(" within 7 days") for each in wanted}
        for row in rows
    )


@pytest.mark.parametrize("before", [4, 8, 13, 26])
def test_the_table_of_what_can_be_proved_is_the_engine_s(before):
    row = " | ".join(f"{smallest_step(before, after):.1f}" for after in (4, 8, 13))

    assert f"| {before} | {row} |" in METHOD
    assert CANNOT_PROVE in METHOD


def test_drift_is_seldom_noticed_before_go_live():
    """What the page says of 13 points that drift by 0.05 standard deviations per week."""
    indices, noticed = np.arange(13), []
    for rho in (0.0, 0.3, 0.6):
        series = Design(13, 1, autocorrelated(rho), 0.05).series(np.random.default_rng(1), 200)[:, :13]
        below = np.array([engine.slope(each, indices).posterior.cdf(0.0) for each in series])
        noticed.append(np.mean((below < 0.025) | (below > 0.975)))

    assert noticed == pytest.approx([0.01, 0.03, 0.06], abs=0.03)


def test_every_file_that_the_page_names_is_there():
    named = [each for each in re.findall(r"\]\(([^)#]+)\)", METHOD) if "://" not in each]

    assert named != []
    assert [each for each in named if not (DOCS / each).exists()] == []


def test_every_estimator_of_the_house_is_on_the_page():
    modules = {each.stem for each in (DOCS.parent / "cxdash/effects").glob("*.py")}
    named = set(re.findall(r"cxdash/effects/(\w+)\.py", METHOD))

    # What holds results, words and files is no method.
    assert modules - named == {
        "__init__",
        "change_words",
        "declared",
        "effect",
        "estimate",
        "estimation",
        "interval",
        "posterior",
        "run",
        "sentence",
    } | {"series_file"}
