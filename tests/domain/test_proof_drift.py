"""A frozen result holds until the same window or the figures after it say otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.proof_drift import Holding, Lasting, Later, check
from tests.domain.proof_evidence import PROVEN, but

TODAY = date(2026, 11, 21)
SAME = Lasting(8, "week", 0.18, 0.02, 0.31, "−18 % (−31 to −2)", until=TODAY)
EFFECTS = st.floats(-1, 1, allow_nan=False)


def test_it_holds_where_both_say_the_same():
    later = check(PROVEN, PROVEN, SAME, today=TODAY)

    assert (later.holding, later.why) == (Holding.HOLDS, ())
    assert later.sentence == "It holds: 8 weeks after the window the effect reads −18 % (−31 to −2)."


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (None, "has no result any more"),
        (but(verdict="No clear change"), "reads otherwise now, from Target met, grade B"),
        (but(grade="D"), "has grade D"),
        (but(verdict="Harm"), "reads “Harm”"),
        (but(alarms=("It is masked.",)), "is masked"),
        (but(effect=0.05, change="−5 %"), "The same window reads −5 % now; frozen was −19 %"),
        (but(effect=0.35, change="−35 %"), "The same window reads −35 % now"),
    ],
)
def test_the_same_window_that_reads_otherwise_is_drift(now, why):
    later = check(PROVEN, now, SAME, today=TODAY)

    assert later.is_drifted
    assert why in later.sentence


def test_a_better_verdict_and_a_weaker_one_that_still_may_be_told_are_no_drift():
    assert not check(PROVEN, but(verdict="Better, target not shown", grade="C"), SAME, today=TODAY).is_drifted


@given(effect=EFFECTS, periods=st.integers(0, 40))
def test_later_figures_are_drift_exactly_where_enough_of_them_lie_below_the_frozen_interval(effect, periods):
    lasting = Lasting(periods, "week", effect, effect - 0.1, effect + 0.1, "some change")

    later = check(PROVEN, PROVEN, lasting, today=TODAY)

    assert later.is_drifted == (periods >= 3 and effect < PROVEN.low)
    assert (later.holding is Holding.TOO_FEW) == (periods < 3)


@pytest.mark.parametrize(
    ("lasting", "sentence"),
    [
        (Lasting(0), "Too few later figures: no week after the window, 3 are needed"),
        (Lasting(1, "month", 0.1), "Too few later figures: 1 month after the window"),
        (Lasting(5, "week", because="the figures do not vary"), "whether it lasts: the figures do not vary."),
    ],
)
def test_too_few_later_figures_are_honestly_said(lasting, sentence):
    later = check(PROVEN, PROVEN, lasting, today=TODAY)

    assert later.holding is Holding.TOO_FEW
    assert sentence in later.sentence


def test_nothing_stored_is_no_check():
    assert Later.from_json({}).holding is Holding.UNKNOWN
    assert "Nobody has looked" in Later.from_json({}).sentence


@given(
    st.builds(
        Later,
        st.dates(),
        st.lists(st.text()).map(tuple),
        st.text(),
        st.builds(Lasting, st.integers(0, 9), st.text(), st.none() | EFFECTS, until=st.none() | st.dates()),
    )
)
def test_a_check_is_read_back_as_it_was_stored(later):
    assert Later.from_json(later.to_json()) == later
