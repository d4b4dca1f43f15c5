"""What a declared target would be worth a year."""

import pytest

from cxdash.domain.metrics import Direction, Metric, MetricClass
from cxdash.domain.promises import promised_a_year
from cxdash.domain.targets import Target, TargetKind

NO_SHOWS = Metric("no_show_rate", "No-show rate", "%", Direction.DOWN, MetricClass.BUSINESS_OUTCOME)
COMPLAINTS = Metric("complaint_rate", "Complaints", "per 1,000", Direction.DOWN, MetricClass.CUSTOMER_OUTCOME)
DEAL = {"unit_value": 40.0, "annual_volume": 30_000.0}


@pytest.mark.parametrize(
    ("target", "promised"),
    [
        (Target(TargetKind.RELATIVE, -0.3), 72_000.0),  # 0.3 of 0.2 are 6 points: 1,800 cases at 40
        (Target(TargetKind.ABSOLUTE, -0.06), 72_000.0),
        (Target(TargetKind.TO_VALUE, 0.14), 72_000.0),
        (Target(TargetKind.ABSOLUTE, 0.06), 72_000.0),
    ],
)
def test_every_kind_of_target_promises_cases_times_their_worth(target, promised):
    assert promised_a_year(target, NO_SHOWS, baseline=0.2, **DEAL) == pytest.approx(promised)


def test_a_rate_per_thousand_counts_thousands():
    """Two fewer in 1,000 of 30,000 are 60."""
    target = Target(TargetKind.ABSOLUTE, -2.0)

    assert promised_a_year(target, COMPLAINTS, baseline=None, **DEAL) == pytest.approx(60 * 40.0)


@pytest.mark.parametrize(
    "said",
    [
        {"target": None},
        {"baseline": None},
        {"unit_value": None},
        {"annual_volume": None},
        {"target": Target(TargetKind.TO_VALUE, 0.14), "baseline": None},
    ],
)
def test_what_is_not_said_promises_nothing(said):
    given = {"target": Target(TargetKind.RELATIVE, -0.3), "baseline": 0.2, **DEAL} | said

    assert promised_a_year(given.pop("target"), NO_SHOWS, **given) is None
