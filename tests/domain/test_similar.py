"""Use cases that want the same: what counts as alike, why, and what does not."""

import pytest

from cxdash.domain.similar import LEAST, Wanted, alike

NO_SHOWS = Wanted(
    "no-shows",
    "Fewer patient no-shows",
    "Reduce patient no-shows by 30 % through proactive outreach, measured over 90 days.",
    frozenset({"no_show_rate"}),
    "patients",
    frozenset({"Attend"}),
)
CHURN = Wanted(
    "churn",
    "Keep plan members",
    "Reduce churn of plan members by 20 % through early outreach, measured over 270 days.",
    frozenset({"churn_rate"}),
    "plan members",
)


def found(**said):
    return [each.slug for each in alike(Wanted("", **({"title": ""} | said)), (NO_SHOWS, CHURN))]


@pytest.mark.parametrize(
    "said",
    [
        {"title": "Fewer patient no-shows"},
        {"title": "fewer patients no shows"},
        {"title": "No-shows of patients"},
        {
            "title": "Calls before the visit",
            "statement": "Cut patient no-shows by a third by calling",
            "metrics": frozenset({"no_show_rate"}),
            "population": "patients",
        },
    ],
)
def test_the_same_wish_in_other_words_is_found(said):
    assert found(**said) == ["no-shows"]


@pytest.mark.parametrize(
    "said",
    [
        {"title": ""},
        {"title": "the and of"},
        {"title": "Parking", "statement": "Reduce parking complaints by 20 % through signs in 60 days"},
        {"title": "Outreach in schools", "population": "pupils", "metrics": frozenset({"attendance_rate"})},
        {"title": "Shorter queue", "metrics": frozenset({"waiting_time"}), "steps": frozenset({"Attend"})},
    ],
)
def test_another_wish_raises_no_alarm(said):
    assert found(**said) == []


def test_the_reason_says_what_they_have_in_common():
    twin = Wanted("", "Outreach", NO_SHOWS.statement, NO_SHOWS.metrics, "patients", frozenset({"Attend"}))

    (most, *_) = alike(twin, (NO_SHOWS,))

    assert most.reason == "the same metric, the same patients, the same step, Attend and nearly the same words"


def test_the_most_alike_comes_first_and_few_are_shown():
    others = [
        Wanted(str(at), "Fewer patient no-shows" if at == 3 else f"Patient no-shows {'x' * at}") for at in range(6)
    ]

    shown = alike(Wanted("", "Fewer patient no-shows"), others)

    assert len(shown) == 3
    assert shown[0].slug == "3"
    assert all(LEAST <= each.score <= 1 for each in shown)


def test_nothing_is_like_itself():
    assert alike(NO_SHOWS, (NO_SHOWS,)) == ()
