"""What a primary effect is worth to the organisation, counted once where several pilots claim it."""

import math
from collections.abc import Sequence

from cxdash.changes.effects.measured import Measured
from cxdash.domain import money
from cxdash.domain.cash_flow import Costs
from cxdash.domain.errors import RuleError
from cxdash.domain.valuations import Valued
from cxdash.effects.effect import Effect
from cxdash.effects.net_value import Likely, NetValue, Stake, net_value
from cxdash.store.tables import Pilot, UseCaseMetric


def worth(
    pilot: Pilot, each: Measured, effect: Effect, rivals: Sequence[Measured], *, is_masked: bool
) -> NetValue | str:
    """Return what a primary effect is worth after the pilot's costs, or the end of “no money figure, because …”.

    Args:
        pilot: whose costs count.
        each: the metric, what one unit of it is worth and how many cases a year has.
        effect: estimated without a probability of a net value.
        rivals: the same metric of other pilots that claim the same people.
        is_masked: whether gains hide what customers met.
    """
    policy, valued, use = each.known.policy, each.valued, each.use
    share = valued.money_share(policy)
    if share == 0 and use.unit_value is not None:
        return valued.why_no_money
    try:
        stake = Stake(
            _worth_of_one(use),
            use.annual_volume,
            _costs(pilot),
            adoption=_adoption(valued),
            per=each.metric.per,
            masked=is_masked,
            counted=_share(effect, rivals),
            money_share=share,
            most_year=valued.budget_line.annual_amount if valued.budget_line else math.inf,
        )
    except RuleError as contradiction:
        return str(contradiction)
    return net_value(effect, stake, policy=policy)


def _worth_of_one(use: UseCaseMetric) -> Likely | None:
    unit_value = use.unit_value
    return None if unit_value is None else Likely.around(unit_value, low=use.unit_value_low, high=use.unit_value_high)


def _costs(pilot: Pilot) -> Costs:
    return Costs(
        one_off=pilot.one_off_cost or 0.0, run_year=pilot.run_cost_year or 0.0, usage_per_case=pilot.usage_cost or 0.0
    )


def _adoption(valued: Valued) -> Likely:
    """Return the share of the cases that will be reached; all of them where nobody said otherwise."""
    likely = 1.0 if valued.adoption is None else valued.adoption
    return Likely.around(likely, low=valued.adoption_low, high=valued.adoption_high)


def _share(effect: Effect, rivals: Sequence[Measured]) -> float:
    """Return what of a gain counts: each has measured what all of them did, so together they count as the largest."""
    own = _gain(effect)
    gains = [own, *(_gain(rival.effect(())) for rival in rivals)]
    return max(gains) / sum(gains) if own else 1.0


def _gain(effect: Effect) -> float:
    """Return an improvement in metric units; 0 where nothing improved, or nobody can say."""
    if effect.effect is None or not effect.has_interval:
        return 0.0
    return max(money.natural(effect.effect, baseline=effect.baseline_mean, relative=effect.relative) or 0.0, 0.0)
