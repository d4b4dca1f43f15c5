"""What an organisation has decided about money: how effects become amounts that may be planned with."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cxdash.domain.errors import RuleError

_ALLOWANCES = MappingProxyType({"A": 0.0, "B": 0.10, "C": 0.25, "D": 0.40, "E": 1.0})
_HEADLINE = frozenset({"A", "B", "C"})
_LONGEST_HORIZON = 30


@dataclass(frozen=True, slots=True)
class MoneyPolicy:
    """Settings that finance owns; the defaults are a start, to be replaced by the organisation's own record.

    Attributes:
        discount_rate: a year's rate; 0.035 for public bodies in the United Kingdom (HM Treasury Green Book).
        horizon_years: how many years from the start are counted.
        ramp_months: until everybody who will use it does, in a straight line from nobody.
        persistence: share of a year's effect that is left in the next, unless it is measured again.
        volume_error: standard deviation of a year's volume as a share of the forecast.
        allowances: share taken off by evidence grade (Green Book: adjust openly for optimism).
        success_rate: share of ideas and running pilots that will improve their metric.
        redeployment_share: share of released hours that is used for something worth money.
        number: of the version, from 1 on; 0 for what cxdash starts with.

    Raises:
        RuleError: a value is outside its range; ``field`` names it.
    """

    discount_rate: float = 0.10
    horizon_years: int = 3
    ramp_months: float = 6.0
    persistence: float = 0.8
    volume_error: float = 0.10
    allowances: Mapping[str, float] = field(default_factory=lambda: _ALLOWANCES)
    success_rate: float = 0.20
    redeployment_share: float = 0.0
    number: int = 0

    def __post_init__(self) -> None:
        """Refuse what no cash flow follows from."""
        if not (math.isfinite(self.discount_rate) and self.discount_rate > -1):
            message = "The discount rate is a year's rate above −100 %. Write 0.10 for 10 %."
            raise RuleError(message, field="discount_rate")
        if not 1 <= self.horizon_years <= _LONGEST_HORIZON:
            message = f"The horizon is a number of years from 1 to {_LONGEST_HORIZON}."
            raise RuleError(message, field="horizon_years")
        for name in ("ramp_months", "volume_error"):
            if not 0 <= getattr(self, name) < math.inf:
                raise RuleError(f"{name.replace('_', ' ').capitalize()}: write a number of at least 0.", field=name)
        for name in ("persistence", "success_rate", "redeployment_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise RuleError(f"{name.replace('_', ' ').capitalize()}: write a share between 0 and 1.", field=name)
        if set(self.allowances) != set(_ALLOWANCES) or not all(0 <= each <= 1 for each in self.allowances.values()):
            message = "Every grade from A to E needs an allowance between 0 and 1."
            raise RuleError(message, field="allowances")

    def allowance(self, grade: str) -> float:
        """Return the share that is taken off an effect of this grade, 0 to 1."""
        return self.allowances[grade]

    def is_headline(self, grade: str) -> bool:
        """Whether an effect of this grade may stand in a headline sum; D is shown beside it, E is excluded."""
        return grade in _HEADLINE and self.allowances[grade] < 1


START = MoneyPolicy()
"""The policy before anybody has decided otherwise."""
