"""What a locked plan says in tests about its versions; every part may be said otherwise."""

from dataclasses import replace
from datetime import date

from cxdash.domain.comparisons import Comparison
from cxdash.domain.locks import content
from cxdash.domain.metrics import Catalogue, Direction, Metric, MetricClass, Role
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse, PilotValues

KNOWN = Catalogue(
    (
        Metric("no_show_rate", "No-show rate", "%", Direction.DOWN, MetricClass.BUSINESS_OUTCOME),
        Metric("complaint_rate", "Complaints", "per 1,000 contacts", Direction.DOWN, MetricClass.CUSTOMER_OUTCOME),
        Metric("csat", "CSAT", "%", Direction.UP, MetricClass.CUSTOMER_OUTCOME, subclass="satisfaction"),
    )
)
NO_SHOWS = MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), baseline=0.201, unit_value=40.0)
COMPLAINTS = MetricUse("complaint_rate", Role.GUARDRAIL, margin=2.0)
USES = (COMPLAINTS, NO_SHOWS)
LOCKED = PilotValues("Riverside", goes_live=date(2026, 6, 1), locked_on=date(2026, 5, 20))
SUMMER = Declared(OccasionKind.SEASON, date(2026, 8, 1), date(2026, 8, 15), "Summer holidays")
OUTAGE = LeftOut(date(2026, 8, 3), date(2026, 8, 10), "Server down", "no_show_rate")
OTHER_PLANS = {
    "goes_live": date(2026, 7, 1),
    "window_days": 60,
    "run_in_days": 7,
    "baseline_starts": date(2026, 1, 1),
    "comparison": Comparison.GROUP,
    "comparison_label": "Millbrook",
    "population": "Riverside patients",
    "population_share": 0.5,
    "planned_split": 0.6,
    "units_per_arm": 12,
    "randomised_unit": "agent",
    "chosen_because_bad": True,
    "comparison_waiver": "Jane Roe",
    "locked_on": None,
}


def plan(*uses, **said):
    """The content of the locked plan, with these metrics where any are named and these parts said otherwise."""
    return content(replace(LOCKED, **said), uses or USES, KNOWN)
