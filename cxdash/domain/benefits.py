"""What sort of money a benefit is, what of it may be counted, and how much of a promise was kept."""

from enum import StrEnum

from cxdash.domain.money_policy import MoneyPolicy
from cxdash.domain.stages import Stage


class FinanceClass(StrEnum):
    """What finance calls a benefit; only what a budget feels may stand in a headline."""

    CASHABLE = "cashable saving"
    MARGIN = "incremental margin"
    AVOIDED = "avoided spend"
    CAPACITY = "released capacity"
    NON_FINANCIAL = "non-financial"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()

    def money_share(self, policy: MoneyPolicy) -> float:
        """Return the share of a benefit that is money at all: hours only where they are redeployed."""
        if self is FinanceClass.NON_FINANCIAL:
            return 0.0
        return policy.redeployment_share if self is FinanceClass.CAPACITY else 1.0

    def is_headline(self, *, confirmed: bool, budget_line: str = "") -> bool:
        """Whether a benefit counts in a headline return.

        Args:
            confirmed: whether a finance owner has confirmed the class.
            budget_line: what is no longer spent on; avoided spend needs its name.
        """
        if self is FinanceClass.AVOIDED and not budget_line.strip():
            return False
        return confirmed and self in {FinanceClass.CASHABLE, FinanceClass.MARGIN, FinanceClass.AVOIDED}


def realisation_rate(*, realised: float, forecast: float) -> float | None:
    """Return what came in as a share of what was forecast for the same periods; None where nothing was forecast."""
    return realised / forecast if forecast > 0 else None


def pipeline_value(
    stage: Stage,
    *,
    policy: MoneyPolicy,
    forecast: float = 0.0,
    shrunk: float | None = None,
    grade: str = "E",
    realised: float | None = None,
) -> float:
    """Return the expected value of one use case in a portfolio; only such values are added up, never best cases.

    Args:
        stage: where it stands; an idea or a running pilot counts its forecast × the policy's success rate.
        policy: success rate and allowances.
        forecast: a year's net value as promised.
        shrunk: a year's value as measured, drawn towards what all pilots have in common; None where none is.
        grade: of that measurement, whose allowance is taken off.
        realised: a year's run rate, which is what counts once it is scaled.
    """
    if stage is Stage.SCALE and realised is not None:
        return realised
    if shrunk is None or stage is Stage.IDEA:
        return forecast * policy.success_rate
    return shrunk * (1 - policy.allowance(grade)) if shrunk > 0 else shrunk
