"""What a contact and an issue cost, bot and people together, so that cases kept away do not look like savings."""

import math
from dataclasses import dataclass

from cxdash.domain.errors import RuleError


@dataclass(frozen=True, slots=True)
class ServiceCost:
    """What serving customers cost in a stretch of time, in currency.

    Raises:
        RuleError: a part is negative or no number.
    """

    agent_minutes: float
    loaded_rate: float
    licences: float = 0.0
    bot_cost: float = 0.0
    overhead: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no cost."""
        for name in self.__slots__:
            if not 0 <= getattr(self, name) < math.inf:
                raise RuleError(f"{name.replace('_', ' ').capitalize()} must be 0 or more.", field=name)

    @property
    def total(self) -> float:
        """Agent minutes × loaded rate per minute + licences + bot cost + overhead."""
        return self.agent_minutes * self.loaded_rate + self.licences + self.bot_cost + self.overhead


def cost_per_resolved_issue(cost: ServiceCost, *, resolved: float) -> float | None:
    """Return the cost to serve per resolved issue, in currency; None where no issue was resolved.

    Args:
        cost: of all issues, resolved or not.
        resolved: issues resolved with no repeat contact within 7 days.

    Raises:
        RuleError: the number of issues is negative.
    """
    if not 0 <= resolved < math.inf:
        raise RuleError("The number of resolved issues must be 0 or more.", field="resolved")
    return cost.total / resolved if resolved else None


def containment_saving(*, contained: float, repeat_contacts: float, human_cost: float, bot_cost: float) -> float:
    """Return what more contained contacts save, in currency: negative where repeat contacts eat more than that.

    Δ contained × (human cost − bot cost) − Δ repeat contacts × human cost.

    Args:
        contained: how many more contacts were contained.
        repeat_contacts: how many more came back within 7 days, by any channel.
        human_cost: of a contact that people handle.
        bot_cost: of a contact that is contained.
    """
    return contained * (human_cost - bot_cost) - repeat_contacts * human_cost
