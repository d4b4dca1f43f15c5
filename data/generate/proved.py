"""The proof points of the sample organisation: two approved, one that waits for commercial, one draft, and a repeat."""

from collections.abc import Iterator

from data.generate.organisation import ADA, CERYS, KWABENA, LUCIA, MEI, PRIYA, SIONE, TOMASZ

OUTREACH = "No-show outreach Harbour View"
CASES = "Billing resolution Riverside"
SLOTS = "Waiting-list backfill Eastfield"
GUIDED = "Agent guidance Northgate"


def proved() -> Iterator[dict[str, object]]:
    """Yield every gesture around proof points, in the order of its day for each of them."""
    yield from _outreach()
    yield from _cases()
    yield from _slots()
    yield from _draft()


def _outreach() -> Iterator[dict[str, object]]:
    yield {
        "on": "2026-04-13",
        "who": SIONE,
        "does": "prove",
        "pilot": OUTREACH,
        "metric": "no_show_rate",
        "story": {
            "headline": "41 % fewer missed appointments at Harbour View",
            "situation": "One appointment in five was missed, and nobody knew until the chair stayed empty. Clinics "
            "booked double to make up for it, so patients who came had to wait.",
            "done": "Patients at risk were called or written to three days before, in their own language, and could "
            "move the appointment in the same message. A slot given back went to the waiting list.",
            "conditions": "Mobile numbers for nine patients in ten\nA booking system that takes changes from outside\n"
            "Somebody who answers the calls that come back",
            "helped": "Front desks no longer ring through lists in the evening; they talk to the patients who need it.",
            "quote": "We used to guess who would come. Now the list in the morning is the list in the afternoon.",
            "quote_by": "Head of front desk, Harbour View",
        },
    }
    yield {"on": "2026-04-14", "who": SIONE, "does": "ask_proof", "pilot": OUTREACH}
    yield _approved("2026-04-15", TOMASZ, OUTREACH, "technology")
    yield _approved("2026-04-17", ADA, OUTREACH, "operations")
    yield _approved("2026-04-20", LUCIA, OUTREACH, "commercial")
    yield _used(
        "2026-06-03", LUCIA, OUTREACH, "Regional health board, first meeting", "They asked for the second site."
    )
    yield _used("2026-09-16", CERYS, OUTREACH, "Patient experience conference, Leipzig", "")


def _cases() -> Iterator[dict[str, object]]:
    yield {
        "on": "2026-06-02",
        "who": SIONE,
        "does": "prove",
        "pilot": CASES,
        "metric": "time_to_resolution",
        "story": {
            "headline": "A third less time to answer a billing query",
            "situation": "A billing query went through four hands, and each of them read the whole history again.",
            "done": "Each case opens with a summary of what was asked, promised and paid, checked by the agent who "
            "takes it. Nothing is answered without a person.",
            "conditions": "Case notes in one system\nAgents who correct a summary that is wrong",
            "helped": "Agents read half a page instead of ten, and ask the member nothing twice.",
        },
    }
    yield {"on": "2026-06-03", "who": SIONE, "does": "ask_proof", "pilot": CASES}
    yield _approved("2026-06-04", MEI, CASES, "technology")
    yield _approved("2026-06-05", KWABENA, CASES, "operations")
    yield _approved("2026-06-09", CERYS, CASES, "commercial")
    yield _used("2026-10-08", CERYS, CASES, "Tender of a dental plan, question 14", "Shortlisted.")
    yield {"on": "2026-10-20", "who": SIONE, "does": "repeat", "pilot": CASES, "site": "Castle Lane"}


def _slots() -> Iterator[dict[str, object]]:
    yield {
        "on": "2026-11-05",
        "who": SIONE,
        "does": "prove",
        "pilot": SLOTS,
        "metric": "completed_appointment_rate",
        "story": {
            "headline": "9 points more of the clinics' slots filled at Eastfield",
            "situation": "Slots that came free within a week stayed empty while others waited months for one.",
            "done": "A slot that comes free is offered to the waiting list in the order of need, by message first.",
            "conditions": "A waiting list that says who can come at short notice\nSlots released at once",
            "helped": "Schedulers stopped ringing down the list; they settle the cases that a message cannot.",
        },
    }
    yield {"on": "2026-11-06", "who": SIONE, "does": "ask_proof", "pilot": SLOTS}
    yield _approved("2026-11-09", MEI, SLOTS, "technology")
    yield _approved("2026-11-11", ADA, SLOTS, "operations")


def _draft() -> Iterator[dict[str, object]]:
    yield {
        "on": "2026-11-12",
        "who": PRIYA,
        "does": "prove",
        "pilot": GUIDED,
        "metric": "cost_per_contact",
        "story": {"headline": "Live guidance takes a quarter off the cost of a contact"},
    }


def _approved(on: str, who: str, pilot: str, function: str) -> dict[str, object]:
    return {"on": on, "who": who, "does": "approve", "pilot": pilot, "function": function}


def _used(on: str, who: str, pilot: str, place: str, note: str) -> dict[str, object]:
    return {"on": on, "who": who, "does": "use", "pilot": pilot, "place": place, "note": note}
