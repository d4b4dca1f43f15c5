"""Monthly figures kept beside the pilots' own trackers: operations, agents' answers, cost of the technology."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from cxdash.domain.periods import Grain
from data.generate.noise import rng_for
from data.generate.organisation import KEPT_UNTIL, Pilot
from data.generate.portfolio import PILOTS
from data.generate.series import Figures, Series, observe
from data.generate.timescale import timescale
from data.generate.vocabulary import AGENT_PULSE, IN_OPERATIONS

RUN_COST_SPREAD = 0.05

# Tracker, pilot, metric and true change.
EFFECTS: Mapping[str, Mapping[str, Mapping[str, float]]] = {
    IN_OPERATIONS: {
        "Agent guidance Northgate": {"average_handle_time": -0.11, "service_level": 0.02},
        "Agent guidance Castle Lane": {"average_handle_time": -0.01, "service_level": 0.0},
    },
    AGENT_PULSE: {
        "Agent guidance Northgate": {"agent_satisfaction": 0.06, "cognitive_load_score": -0.10},
        "Agent guidance Castle Lane": {"agent_satisfaction": 0.01, "cognitive_load_score": 0.0},
        "Billing resolution Northgate": {"agent_satisfaction": 0.04, "cognitive_load_score": -0.12},
        "Billing resolution Riverside": {"agent_satisfaction": 0.03, "cognitive_load_score": -0.08},
        "Query assistant Northgate": {"agent_satisfaction": -0.09, "cognitive_load_score": 0.14},
        "Query assistant Harbour View": {"agent_satisfaction": 0.02, "cognitive_load_score": -0.03},
    },
}


def asides(tracker: str, *, seed: int) -> Figures:
    """Return the figures a tracker keeps beside those of its own pilots: monthly, without a comparison site."""
    return {
        pilot.name: {metric: observe(_monthly(pilot, effects), metric, seed=seed) for metric in effects}
        for pilot in PILOTS
        if (effects := EFFECTS[tracker].get(pilot.name))
    }


def _monthly(pilot: Pilot, effects: Mapping[str, float]) -> Pilot:
    """Return the pilot as its monthly tracker sees it, the first whole month of its window inside."""
    return replace(pilot, grain=Grain.MONTH, comparison_site=None, effects=effects)


def run_cost(pilot: Pilot, *, seed: int) -> Series:
    """Return what the pilot's technology cost per month in pounds, from the month of its go-live on."""
    months = timescale(Grain.MONTH).periods
    spread = RUN_COST_SPREAD * rng_for(seed, pilot.name, "ai_run_cost").standard_normal(len(months))
    amounts = np.round(pilot.run_cost / 12 * np.exp(spread))
    ends = min(pilot.observed_to or KEPT_UNTIL, KEPT_UNTIL)
    live = [index for index, month in enumerate(months) if _is_live(month.starts, month.ends_before, pilot, ends)]
    return Series([months[index] for index in live], amounts[live], np.ones(len(live)))


def _is_live(starts: date, ends_before: date, pilot: Pilot, ends: date) -> bool:
    return pilot.goes_live < ends_before and starts >= pilot.goes_live.replace(day=1) and ends_before <= ends
