"""Which use cases of the sample organisation are trapped, by the rules of the pilot-trap audit."""

from collections import Counter
from datetime import date, timedelta

from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function, missing_functions
from cxdash.domain.periods import Grain
from data.generate.organisation import AS_OF, KEPT_UNTIL, Pilot, UseCase
from data.generate.portfolio import PILOTS, USE_CASES

STALE_AFTER = timedelta(days=45)
TRAPPED_AFTER = timedelta(days=730)
LONGEST_IN = {"idea": timedelta(days=120), "pilot": timedelta(days=270), "proof": timedelta(days=270)}


def traps() -> dict[str, dict[str, str]]:
    """Return, per trap, the use cases in it with the reason; parked and stopped ones are named too."""
    return {
        "isolated": {
            each.title: "one journey step, no module that another uses" for each in USE_CASES if _isolated(each)
        },
        "unmeasured": {each.title: reason for each in USE_CASES if (reason := _unmeasured(each))},
        "unowned": {each.title: reason for each in USE_CASES if (reason := _unowned(each))},
        "stalled": {each.title: reason for each in USE_CASES if (reason := _stalled(each))},
        "pilot trap": {each.title: reason for each in USE_CASES if (reason := _never_scaled(each))},
    }


def _isolated(use_case: UseCase) -> bool:
    used = Counter(module for each in USE_CASES for module in each.modules)
    return len(use_case.steps) == 1 and all(used[module] == 1 for module in use_case.modules)


def _unmeasured(use_case: UseCase) -> str | None:
    if use_case.metric is None:
        return f"no {Role.PRIMARY} metric"
    pilots = [pilot for pilot in PILOTS if pilot.use_case == use_case.title]
    if not pilots:
        return None
    if all(pilot.locked_on is None for pilot in pilots):
        return "no locked baseline"
    latest = max(_observed_until(pilot) for pilot in pilots)
    return f"no observation since {latest}" if AS_OF - latest > STALE_AFTER else None


def _observed_until(pilot: Pilot) -> date:
    """Return the first day after the pilot's last observation."""
    kept = KEPT_UNTIL if pilot.grain is Grain.WEEK else KEPT_UNTIL.replace(day=1)
    return min(pilot.observed_to or kept, kept)


def _unowned(use_case: UseCase) -> str | None:
    missing = missing_functions(Function(function) for function in use_case.owners)
    return f"no {', '.join(missing)} owner" if missing else None


def _stalled(use_case: UseCase) -> str | None:
    entered = {"idea": use_case.idea_on, "pilot": use_case.pilot_on, "proof": use_case.proof_on}.get(use_case.stage)
    if entered is not None and AS_OF - entered > LONGEST_IN[use_case.stage]:
        return f"in {use_case.stage} since {entered}"
    return None


def _never_scaled(use_case: UseCase) -> str | None:
    if use_case.stage != "scale" and AS_OF - use_case.idea_on > TRAPPED_AFTER:
        return f"over 24 months since the idea of {use_case.idea_on}"
    return None
