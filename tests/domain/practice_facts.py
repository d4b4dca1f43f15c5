"""Use cases as the operating model looks at them: one that keeps every rule, and one that lacks what a test says."""

from dataclasses import replace

from cxdash.domain.gates import Facts, Finished, Primary
from cxdash.domain.ownership import ACCOUNTABLE, REQUIRED, Function
from cxdash.domain.practices import Practice
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage


def shown(name="Riverside reminders", **said):
    """A pilot that met the target of a business outcome, approved by the three functions."""
    given = {
        "metric": "No-show rate",
        "is_business": True,
        "verdict": "Target met",
        "grade": "B",
        "target_met": True,
        "site": name.split(maxsplit=1)[0],
        "proof": "approved",
        "approved_by": dict.fromkeys(ACCOUNTABLE, "Ada"),
    }
    return Finished(name=name, **given | said)


GOOD = Facts(
    statement="Reduce no-shows by 30 %",
    statement_lacks=(),
    primaries=(Primary("No-show rate", is_business=True, target="−30 %", baseline="20 %"),),
    finished=(shown(), shown("Millbrook reminders")),
    owners=dict.fromkeys(Function, "Ada"),
    readiness=dict.fromkeys(Dimension, 3),
    claims_money=True,
    at_stake=240_000.0,
)


def practice(slug="a", *, stage=Stage.SCALE, known=None, **said):
    """A use case that keeps every rule, but for what is said of it; ``known`` changes single facts."""
    given = {
        "shares_with": ("other",),
        "steps": frozenset({"book", "visit"}),
        "signed": frozenset(REQUIRED),
        "silent_days": 7,
    }
    return Practice(slug=slug, title=slug, stage=stage, known=replace(GOOD, **known or {}), **given | said)
