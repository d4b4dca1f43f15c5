"""The money policy: kept whole through storage, refused where it misleads, and told in words where it differs."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.money_policy import START, MoneyPolicy
from cxdash.domain.money_policy_content import content, from_content
from cxdash.domain.money_policy_rules import check_policy, differences

_SHARES = st.floats(0, 1, allow_nan=False)
_POLICIES = st.builds(
    MoneyPolicy,
    discount_rate=_SHARES,
    horizon_years=st.integers(2, 30),
    ramp_months=st.floats(0, 24),
    persistence=_SHARES,
    volume_error=_SHARES,
    allowances=st.lists(_SHARES, min_size=4, max_size=4).map(
        lambda shares: dict(zip("ABCD", sorted(shares), strict=True)) | {"E": 1.0}
    ),
    success_rate=_SHARES,
    redeployment_share=_SHARES,
    number=st.integers(1, 99),
)


def test_what_cxdash_starts_with_may_be_said():
    check_policy(START)


@given(_POLICIES)
def test_a_policy_comes_back_from_storage_as_it_was(policy):
    stored = json.loads(json.dumps(content(policy)))

    assert from_content(stored, number=policy.number) == policy


@given(_POLICIES)
def test_every_policy_whose_allowances_rise_may_be_said(policy):
    check_policy(policy)


@given(_POLICIES, _POLICIES)
def test_what_differs_is_told_alike_in_both_directions(one, other):
    assert differences(one, replace(one, number=100)) == ()
    assert len(differences(one, other)) == len(differences(other, one))


def test_what_an_earlier_version_never_heard_of_is_as_cxdash_starts():
    found = from_content({"discount_rate": 0.035, "allowances": {"B": 0.2}, "colour": "blue"}, number=2)

    assert found == replace(START, number=2, discount_rate=0.035, allowances={**START.allowances, "B": 0.2})


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"discount_rate": 1.01}, "discount_rate"),
        ({"discount_rate": -0.01}, "discount_rate"),
        ({"ramp_months": 37.0}, "ramp_months"),
        ({"volume_error": 1.5}, "volume_error"),
        ({"allowances": {**START.allowances, "E": 0.99}}, "allowances"),
        ({"allowances": {**START.allowances, "A": 0.2}}, "allowances"),
    ],
)
def test_what_would_mislead_is_refused_by_its_field(said, field):
    with pytest.raises(RuleError) as refused:
        check_policy(replace(START, **said))

    assert refused.value.field == field


def test_each_difference_is_told_to_the_last_digit():
    after = replace(
        START,
        discount_rate=0.0125,
        horizon_years=1,
        ramp_months=4.5,
        redeployment_share=0.4,
        allowances={**START.allowances, "C": 0.3},
    )

    assert [each.replace("\u00a0", " ") for each in differences(START, after)] == [
        "Horizon: 3 → 1 year",
        "Ramp: 6 → 4.5 months",
        "Discount rate a year: 10 % → 1.25 %",
        "Released hours that are put to other use: 0 % → 40 %",
        "Taken off an effect of grade C: 25 % → 30 %",
    ]
