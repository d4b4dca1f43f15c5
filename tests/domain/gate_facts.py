"""A use case of which every criterion of every gate is met, and the parts it is made of."""

from dataclasses import replace
from datetime import date, timedelta

from cxdash.domain.gates import Attested, Facts, Finished, Owed, Primary, Unfinished, WaitsFor
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.waivers import Waiver

TODAY = date(2026, 11, 22)
OWNERS = {
    Function.TECHNOLOGY: "Tomasz",
    Function.OPERATIONS: "Adaeze",
    Function.COMMERCIAL: "Lucía",
    Function.SCALING: "Sione",
}
APPROVED = {each: OWNERS[each] for each in ACCOUNTABLE}
PROVEN = Finished(
    "Riverside reminders",
    "No-show rate",
    is_business=True,
    verdict="Target met",
    grade="B",
    target_met=True,
    money_low="£1.2m",
    money_is_positive=True,
    site="Riverside",
    proof="approved",
    approved_by=APPROVED,
)
REPEATED = replace(PROVEN, name="Millbrook reminders", site="Millbrook", proof="", approved_by={})
BETTER = replace(PROVEN, verdict="Better, target not shown", target_met=False, better=True)
UNCLEAR = replace(PROVEN, verdict="No clear change", target_met=False, money_is_positive=False, money_low="−£40k")
HARMFUL = replace(UNCLEAR, verdict="Harm", harm=True)
UNDER_WAY = Unfinished("Eastfield reminders", "Day 4 of 90", WaitsFor.TIME, "Eastfield")
LATE = Unfinished(
    "Eastfield reminders", "Window over since 3 Nov 2026; last figures missing", WaitsFor.FIGURES, "Eastfield"
)
UNDATED = Unfinished("Eastfield reminders", "No go-live date", WaitsFor.DATE, "Eastfield")
DONE = Owed("Train the night shift.", "Adaeze", "3 Nov 2026", is_met=True)
NOT_DUE = Owed("Write the guide.", "Tomasz", "3 Mar 2027")
OVERDUE = Owed("Move the night shift.", "Lucía", "4 Nov 2026", is_overdue=True)
NOTHING = Facts(owed=(OVERDUE,))
"""A use case of which nothing is known but a condition that is overdue: nothing of any gate is met."""
WHOLE = Facts(
    statement="Reduce patient no-shows by 30 % through reminders, measured over 90 days.",
    statement_lacks=(),
    primaries=(Primary("No-show rate", is_business=True, target="−30 %", baseline="20 %"),),
    guardrails=("Complaint rate",),
    designs={"Riverside reminders": "comparison group Millbrook"},
    finished=(PROVEN, REPEATED),
    owners=OWNERS,
    readiness=dict.fromkeys(Dimension, 3),
    claims_money=True,
    at_stake=480_000.0,
    attested=Attested("Ngozi", "3 Nov 2026", "£480k a year"),
    owed=(DONE,),
)
"""What is known of a use case that lacks nothing."""


def but(**said):
    """The whole use case, but for what is said."""
    return replace(WHOLE, **said)


def with_results(*finished, **said):
    """The whole use case with these results instead of its own."""
    return replace(WHOLE, finished=finished, **said)


def waiver(to, criterion, **said):
    """A waiver that is in force today for the last time."""
    given = {
        "reason": "The second site opens in March.",
        "expires_on": TODAY,
        "asked_on": TODAY - timedelta(days=9),
        "asked_by": "Adaeze",
        "approved_on": TODAY - timedelta(days=8),
        "approved_by": "Ingrid",
    }
    return Waiver(to=to, criterion=criterion, **given | said)
