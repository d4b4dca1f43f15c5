"""Augmentation: which way a metric went, what is warned of, and what counts as people being better off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.augmentation import METRICS, SIDE_OF, Augmentation, Change, Side, State, Turn, turn
from cxdash.domain.use_cases import HELP_MODES

GUIDANCE, LESS_LOAD, TAKEN_OVER, AUTOMATED = HELP_MODES


def change(metric, which, *, pilot="Northgate"):
    return Change(pilot, metric, metric, which, f"{metric} changed", is_evidence=True)


ROSE = change("containment_rate", Turn.BETTER)
QUALITY_FELL = change("csat", Turn.WORSE)
LOAD_ROSE = change("cognitive_load_score", Turn.WORSE)


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(0.1, 0.3, Turn.BETTER), (-0.3, -0.1, Turn.WORSE), (-0.1, 0.1, Turn.STEADY)]
)
def test_an_interval_beside_zero_says_which_way_a_metric_went(low, high, expected):
    assert turn(low=low, high=high, observed=-9.0, baseline=1.0) is expected


@pytest.mark.parametrize(
    ("observed", "baseline", "expected"),
    [
        (-0.094, 0.65, Turn.WORSE),
        (0.094, 0.65, Turn.BETTER),
        (-0.01, 0.65, Turn.STEADY),
        (-0.2, None, Turn.WORSE),
        (None, 0.65, Turn.UNKNOWN),
        (0.5, 0.0, Turn.STEADY),
    ],
)
def test_without_an_interval_a_plain_difference_counts_from_a_twentieth_of_the_baseline(observed, baseline, expected):
    assert turn(low=None, high=None, observed=observed, baseline=baseline) is expected


@pytest.mark.parametrize("fell", [QUALITY_FELL, LOAD_ROSE])
def test_automation_that_rises_while_quality_or_load_get_worse_in_the_same_pilot_is_warned_of(fell):
    found = Augmentation(AUTOMATED, (ROSE, fell))

    assert found.state is State.WARNED
    assert found.warnings[0].worse == (fell,)
    assert found.warnings[0].rose == (ROSE,)


def test_what_got_worse_in_another_pilot_is_no_warning_but_worse_for_people():
    found = Augmentation(AUTOMATED, (ROSE, change("csat", Turn.WORSE, pilot="Eastfield")))

    assert found.warnings == ()
    assert found.state is State.WORSE


@pytest.mark.parametrize(("mode", "expected"), [(AUTOMATED, State.UNKNOWN), (TAKEN_OVER, State.UNKNOWN)])
def test_longer_handle_time_alone_does_not_count_where_easy_contacts_are_taken_away(mode, expected):
    found = Augmentation(mode, (ROSE, change("average_handle_time", Turn.WORSE)))

    assert found.worse == ()
    assert found.state is not State.WARNED
    assert Augmentation(mode, (ROSE,)).state is expected


@pytest.mark.parametrize("mode", [GUIDANCE, LESS_LOAD])
def test_longer_handle_time_counts_where_people_are_to_work_with_less_effort(mode):
    assert Augmentation(mode, (change("average_handle_time", Turn.WORSE),)).state is State.WORSE


def test_what_is_not_judged_yet_is_not_measured():
    found = Augmentation(LESS_LOAD, (change("csat", Turn.UNKNOWN), change("agent_satisfaction", Turn.STEADY)))

    assert found.state is State.STEADY
    assert found.unmeasured == (Side.QUALITY,)
    assert found.lacks == ("quality of human contacts is not measured",)


def test_it_is_augmenting_only_with_a_mode_and_both_sides_measured_and_neither_worse():
    both = (change("qa_score", Turn.BETTER), change("agent_satisfaction", Turn.STEADY))

    assert Augmentation(GUIDANCE, both).lacks == ()
    assert Augmentation("", both).lacks == ("not said how people are helped",)
    assert Augmentation(GUIDANCE, (*both, LOAD_ROSE)).lacks == ("worse at Northgate: cognitive_load_score",)


@pytest.mark.parametrize(
    ("mode", "changes", "expected"),
    [
        ("", (), "It is not said how people are helped"),
        (AUTOMATED, (ROSE,), "Full automation: shown by automation share"),
        (AUTOMATED, (), "Full automation: not shown, no automation share is measured"),
        (LESS_LOAD, (LOAD_ROSE,), "Reduced load: the figures show the opposite, agent load got worse"),
        (
            GUIDANCE,
            (change("csat", Turn.STEADY),),
            "Real-time guidance: not shown, quality of human contacts did not clearly change",
        ),
    ],
)
def test_the_mode_declared_is_held_against_what_figures_show(mode, changes, expected):
    assert Augmentation(mode, changes).as_declared == expected


@given(
    st.lists(st.builds(change, st.sampled_from(sorted(SIDE_OF)), st.sampled_from(Turn)), max_size=8),
    st.sampled_from(["", *HELP_MODES]),
)
def test_a_warning_never_comes_without_automation_that_rose_and_something_worse(changes, mode):
    found = Augmentation(mode, tuple(changes))

    turns = {(each.side, each.turn) for each in changes}
    if found.state is State.WARNED:
        assert (Side.AUTOMATION, Turn.BETTER) in turns
        assert {(Side.QUALITY, Turn.WORSE), (Side.LOAD, Turn.WORSE)} & turns


def test_no_metric_tells_of_two_sides():
    assert len(SIDE_OF) == sum(len(some) for some in METRICS.values())
