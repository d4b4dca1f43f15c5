"""The amendments of a locked plan: who changed it, when, why, and what that means for each result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cxdash.domain.plan_differences import ChangeKind, Difference, differences
from cxdash.domain.plans import PlanVersion


@dataclass(frozen=True, slots=True)
class Amendment:
    """A locked plan changed by a person on a day, for a reason."""

    made_on: date
    by: str
    reason: str
    differences: tuple[Difference, ...]

    @property
    def kind(self) -> ChangeKind:
        """What it means for the pilot as a whole."""
        return _strongest(self.differences)

    @property
    def words(self) -> tuple[str, ...]:
        """Every change for people."""
        return tuple(each.words for each in self.differences)

    def kind_for(self, metric: str) -> ChangeKind | None:
        """What it means for the result of one metric (slug), None where it leaves that one alone."""
        concerning = [each for each in self.differences if each.concerns(metric)]
        return _strongest(concerning) if concerning else None


def amendments(versions: Sequence[PlanVersion]) -> tuple[Amendment, ...]:
    """Return what changed with every version after the first, in their order; versions that change nothing are none."""
    found = (
        Amendment(after.made_on, after.by, after.reason, differences(before.content, after.content))
        for before, after in pairwise(versions)
    )
    return tuple(each for each in found if each.differences)


def _strongest(found: Sequence[Difference]) -> ChangeKind:
    kinds = {each.kind for each in found}
    return next((kind for kind in ChangeKind if kind in kinds), ChangeKind.OTHER)
