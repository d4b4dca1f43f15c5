"""How each metric behaves in the sample organisation: its level, its season, its noise and what it is counted over."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A metric's weekly behaviour at a site of mean size.

    Season and noise are standard sizes on the metric's scale: shares of the level where ``by_points`` is false,
    differences in the metric's unit where it is true. ``season`` is the height in mid-January (negative: a winter
    low). ``own`` is noise of one arm, ``shared`` noise that pilot and comparison have in common; both carry over from
    week to week. ``weekly`` is the mean denominator of a week; a ``stock`` (members on the books) is as large in a
    month. ``counted`` metrics count cases, so their numerator has sampling noise too. ``per`` scales numerator /
    denominator to the value.
    """

    level: float
    season: float
    own: float
    shared: float
    weekly: int
    counted: bool = True
    by_points: bool = False
    per: float = 1.0
    stock: bool = False


PROFILES: Mapping[str, Profile] = {
    "no_show_rate": Profile(0.20, 0.05, 0.020, 0.03, 2600),
    "completed_appointment_rate": Profile(0.765, -0.010, 0.006, 0.008, 3400, by_points=True),
    "time_to_resolution": Profile(52.0, 0.012, 0.040, 0.04, 1500, counted=False),
    "resolution_rate": Profile(0.79, -0.008, 0.005, 0.006, 2800, by_points=True),
    "repeat_contact_rate": Profile(0.135, 0.03, 0.020, 0.02, 3600),
    "cost_per_contact": Profile(6.40, 0.02, 0.020, 0.02, 5200, counted=False),
    "cost_to_serve": Profile(21.50, 0.02, 0.019, 0.02, 4400, counted=False),
    "first_contact_resolution": Profile(0.71, -0.008, 0.005, 0.006, 2800, by_points=True),
    "csat": Profile(0.815, -0.006, 0.006, 0.006, 1900, by_points=True),
    "complaint_rate": Profile(6.0, 0.04, 0.040, 0.04, 5200, per=1000.0),
    "churn_rate": Profile(0.018, 0.008, 0.015, 0.02, 62000, stock=True),
    "containment_rate": Profile(0.34, 0.0, 0.006, 0.006, 4200, by_points=True),
    "conversion_rate": Profile(0.24, -0.03, 0.015, 0.02, 3900),
    "renewal_rate": Profile(0.72, -0.004, 0.006, 0.006, 2400, by_points=True),
    "delivery_consistency": Profile(0.81, -0.045, 0.006, 0.008, 2200, by_points=True),
    "escalation_rate": Profile(0.062, 0.03, 0.030, 0.03, 4200),
    "transfer_rate": Profile(0.145, 0.02, 0.020, 0.02, 4200),
    "average_handle_time": Profile(412.0, 0.02, 0.012, 0.015, 5200, counted=False),
    "service_level": Profile(0.78, -0.03, 0.008, 0.012, 5200, by_points=True),
    "abandonment_rate": Profile(0.058, 0.12, 0.030, 0.05, 5600),
    "agent_satisfaction": Profile(0.66, -0.01, 0.012, 0.010, 90, by_points=True),
    "cognitive_load_score": Profile(5.6, 0.01, 0.015, 0.015, 90, counted=False),
    "ai_run_cost": Profile(1.0, 0.0, 0.03, 0.0, 1, counted=False),
}

# Week-to-week persistence of noise, the centre's growth and the metrics' slow improvement per year.
PERSISTENCE = 0.25
GROWTH_PER_YEAR = 0.03
DRIFT_PER_YEAR = 0.006
VOLUME_SEASON = 0.08
