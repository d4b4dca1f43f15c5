"""What the gates to proof and to scale ask of earlier conditional gos."""

from cxdash.domain.figures import count
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gates.facts import Facts
from cxdash.domain.gates.judging import Judged, View, Where


def conditions_are_met(facts: Facts, _: GatePolicy) -> Judged:
    """Every condition of an earlier conditional go is met, or not due yet."""
    if not facts.owed:
        return Judged("No conditional go asked for anything", applies=False)
    overdue = [each for each in facts.owed if each.is_overdue and not each.is_met]
    if not overdue:
        met = sum(each.is_met for each in facts.owed)
        return Judged(f"{met} of {count(len(facts.owed), 'condition')} met, none overdue")
    first = overdue[0]
    more = f", and {len(overdue) - 1} more" if len(overdue) > 1 else ""
    return Judged(
        f"Overdue since {first.due}: {first.text.rstrip('.')} ({first.owner}){more}",
        f"Ask {first.owner} to report it as met, under Gate, or move its day there with a reason.",
        Where(View.GATE, "condition"),
    )
