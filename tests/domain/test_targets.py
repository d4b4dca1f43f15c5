"""Targets as people write them, and the change they ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.targets import Target, TargetKind, parse_target, written

RELATIVE, ABSOLUTE, TO_VALUE = TargetKind
SIZES = st.decimals(min_value="-2000", max_value="2000", places=3).map(float).filter(bool)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("−30 %", Target(RELATIVE, -0.3)),
        ("-30%", Target(RELATIVE, -0.3)),
        ("+ 12,5 Prozent", Target(RELATIVE, 0.125)),
        ("−6 points", Target(ABSOLUTE, -0.06)),
        ("-4,5 pp", Target(ABSOLUTE, -0.045)),
        ("+3 %-Punkte", Target(ABSOLUTE, 0.03)),
        ("to 12 %", Target(TO_VALUE, 0.12)),
        ("≤ 12", Target(TO_VALUE, 0.12)),
        ("to 0.12", Target(TO_VALUE, 0.12)),
        ("auf 12,5 %", Target(TO_VALUE, 0.125)),
        ("12 %", Target(RELATIVE, 0.12)),
    ],
)
def test_a_target_of_a_share_is_read_as_people_write_it(text, target):
    read = parse_target(text, is_fraction=True)

    assert (read.kind, read.size) == (target.kind, pytest.approx(target.size))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("-20 secs", Target(ABSOLUTE, -20)),
        ("−20", Target(ABSOLUTE, -20)),
        ("−£5", Target(ABSOLUTE, -5)),
        ("−1,200 contacts", Target(ABSOLUTE, -1200)),
        ("−0.5 per 1,000 contacts", Target(ABSOLUTE, -0.5)),
        ("to 1,200 seconds", Target(TO_VALUE, 1200)),
        ("<300", Target(TO_VALUE, 300)),
        ("-15 %", Target(RELATIVE, -0.15)),
    ],
)
def test_a_target_in_units_is_read_as_people_write_it(text, target):
    read = parse_target(text, is_fraction=False)

    assert (read.kind, read.size) == (target.kind, pytest.approx(target.size))


@pytest.mark.parametrize("text", ["", "better", "tbd", "from 20 % to 15 %", "20 % to 15 %", "Q3"])
def test_words_without_one_clear_size_are_no_target(text):
    assert parse_target(text, is_fraction=True) is None


@pytest.mark.parametrize(("cell", "same"), [(-0.3, "-0.3"), (12, "12"), (-6.0, "−6")])
@pytest.mark.parametrize("is_fraction", [True, False])
def test_a_number_and_the_same_number_as_text_mean_the_same(cell, same, is_fraction):
    assert parse_target(cell, is_fraction=is_fraction) == parse_target(same, is_fraction=is_fraction)


def test_a_bare_number_of_one_or_more_means_points_of_a_share():
    """Nobody means 600 % by a 6 in the target column of a share."""
    assert parse_target(-6, is_fraction=True) == Target(ABSOLUTE, pytest.approx(-0.06))


def test_a_bare_number_below_one_is_a_relative_change():
    assert parse_target(-0.3, is_fraction=True) == Target(RELATIVE, -0.3)


@given(kind=st.sampled_from(TargetKind), size=SIZES, is_fraction=st.booleans())
def test_what_is_written_reads_back(kind, size, is_fraction):
    target = Target(kind, size)

    text = written(target, is_fraction=is_fraction, unit="%" if is_fraction else "per 1,000 contacts")
    read = parse_target(text, is_fraction=is_fraction)

    assert (read.kind, read.size) == (kind, pytest.approx(size, rel=1e-9))


def test_a_value_to_reach_asks_for_the_way_from_the_baseline():
    assert Target(TO_VALUE, 0.12).required_change(0.2) == pytest.approx(-0.08)


def test_a_value_to_reach_without_a_baseline_asks_for_nothing_yet():
    assert Target(TO_VALUE, 0.12).required_change(None) is None


@given(size=SIZES, baseline=st.none() | SIZES, kind=st.sampled_from([RELATIVE, ABSOLUTE]))
def test_a_declared_change_does_not_depend_on_the_baseline(size, baseline, kind):
    assert Target(kind, size).required_change(baseline) == size
