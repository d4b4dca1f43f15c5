"""Finance's word on money: what it rests on, and that every difference since is said."""

from dataclasses import replace

import pytest

from cxdash.domain.attestations import Amounts, Rested, changed_since, check_attested, content
from cxdash.domain.digests import digest
from cxdash.domain.errors import RuleError

ONE = Rested(
    pilot="riverside",
    metric="no_show_rate",
    words="No-show rate in Riverside",
    verdict="target met",
    grade="B",
    effect=(0.3, 0.2, 0.4),
    money=(10_000.0, 20_000.0, 30_000.0),
    unit_value=40.0,
    run_cost_year=1_000.0,
)
TWO = replace(ONE, pilot="millbrook", words="No-show rate in Millbrook")


def test_what_it_rests_on_does_not_depend_on_the_order_of_results():
    assert digest(content([ONE, TWO])) == digest(content([TWO, ONE]))


def test_the_last_of_sixteen_digits_is_no_difference():
    again = replace(ONE, money=(10_000.000000001, 20_000.0, 30_000.0))

    assert changed_since(content([ONE]), content([again])) == ()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ([replace(ONE, verdict="harm")], "No-show rate in Riverside reads harm instead of target met"),
        ([replace(ONE, grade="C")], "the grade of No-show rate in Riverside is C instead of B"),
        ([replace(ONE, money=(9_000.0, 20_000.0, 30_000.0))], "the money of No-show rate in Riverside changed"),
        ([replace(ONE, money=())], "the money of No-show rate in Riverside changed"),
        (
            [replace(ONE, effect=(0.3, 0.1, 0.4))],
            "what No-show rate in Riverside is worth is computed from other figures",
        ),
        ([replace(ONE, unit_value=50.0)], "what No-show rate in Riverside is worth is computed from other figures"),
        ([replace(ONE, run_cost_year=None)], "what No-show rate in Riverside is worth is computed from other figures"),
        ([ONE, TWO], "No-show rate in Millbrook came in"),
        ([], "No-show rate in Riverside is no longer among the results"),
    ],
)
def test_every_difference_is_said_and_gives_another_digest(now, said):
    assert changed_since(content([ONE]), content(now)) == (said,)
    assert digest(content([ONE])) != digest(content(now))


@pytest.mark.parametrize(("low", "likely", "high"), [(2, 1, 3), (1, 3, 2), (float("nan"), 1, 2), (0, 1, float("inf"))])
def test_amounts_rise(low, likely, high):
    with pytest.raises(RuleError, match="must rise"):
        check_attested(Amounts(low, likely, high), content([ONE]))


def test_without_a_finished_pilot_there_is_nothing_to_attest():
    with pytest.raises(RuleError, match="nothing to attest yet"):
        check_attested(Amounts(1, 2, 3), content([]))


def test_a_loss_can_be_attested():
    check_attested(Amounts(-3, -2, 1), content([ONE]))
