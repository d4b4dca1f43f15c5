"""The meetings of the sample organisation's council: one held, with minutes and actions, and one to come."""

from collections.abc import Iterator

from data.generate.appointments import BACKFILL
from data.generate.contacts import GUIDANCE
from data.generate.organisation import ADA, BIA, CERYS, INGRID, KWABENA, LUCIA, PRIYA, ROHAN, SIONE, TOMASZ, YUSUF
from data.generate.self_service import ASSISTANT

REVIEW, NEXT = "Quarterly review, Q3 2026", "Council in December"
ASKED = "Ask Northgate's callers whether the answer helped"


def meetings() -> Iterator[dict[str, object]]:
    """Yield every gesture around the council, in the order of its day."""
    yield _by_sione("2026-10-02", "plan", name=REVIEW, held_on="2026-10-12", quarter="2026-Q3")
    yield _by_sione("2026-10-06", "put", name=REVIEW, use_case=ASSISTANT)
    yield _by_sione(
        "2026-10-12",
        "hold",
        name=REVIEW,
        present=[INGRID, SIONE, TOMASZ, KWABENA, ADA, CERYS, BIA, ROHAN],
        topics=[
            {
                "title": "Agent guidance: money not attested, waiver over since September",
                "use_case": GUIDANCE,
                "outcome": "Rohan attests by the middle of the month, or the gate is reviewed again.",
            },
            {
                "title": "What may be counted where two pilots reach the same patients",
                "use_case": "",
                "outcome": "What was observed counts once; transport and outreach share it at Millbrook.",
            },
        ],
        actions=[
            {"text": ASKED, "who": TOMASZ, "due": "2026-11-13", "use_case": ASSISTANT},
            {
                "text": "Train the team at Castle Lane in January",
                "who": YUSUF,
                "due": "2027-01-29",
                "use_case": GUIDANCE,
            },
            {"text": "Name a scaling owner for referrals", "who": LUCIA, "due": "2026-10-30", "use_case": ""},
            {"text": "Send the partner's export dates for winter", "who": PRIYA, "due": "2026-10-23", "use_case": ""},
        ],
        minutes="The quarter was read together. Two of three decisions followed what was recommended without a word; "
        "on the assistant it was agreed that containment is no outcome.",
    )
    yield {
        "on": "2026-10-21",
        "who": PRIYA,
        "does": "report",
        "action": "Send the partner's export dates for winter",
        "outcome": "Sent to all sites; exports come on Fridays.",
    }
    yield _by_sione("2026-11-10", "plan", name=NEXT, held_on="2026-12-07", quarter="")
    yield _by_sione("2026-11-17", "put", name=NEXT, use_case=BACKFILL)


def _by_sione(on: str, does: str, **said: object) -> dict[str, object]:
    return {"on": on, "who": SIONE, "does": does, **said}
