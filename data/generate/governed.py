"""What people of the sample organisation did on the pages: roles, signatures, reviews, meetings, proofs, digests."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unicodedata import normalize

from data.generate.appointments import BACKFILL, NO_SHOWS
from data.generate.contacts import BILLING, GUIDANCE, SHORT_CALLS
from data.generate.council import meetings
from data.generate.members import RETENTION
from data.generate.organisation import (
    ADA,
    BIA,
    CERYS,
    HAMISH,
    INGRID,
    KWABENA,
    LEILA,
    LUCIA,
    MEI,
    PRIYA,
    ROHAN,
    SIONE,
    TOMASZ,
    YUSUF,
)
from data.generate.portfolio import USE_CASES
from data.generate.proved import proved
from data.generate.self_service import ASSISTANT

ROLES = {
    INGRID: "gatekeeper",
    HAMISH: "gatekeeper",
    ROHAN: "finance",
    BIA: "finance",
    PRIYA: "program_manager",
    SIONE: "program_manager",
    LEILA: "facilitator",
    ADA: "contributor",
    TOMASZ: "contributor",
    MEI: "contributor",
    KWABENA: "contributor",
    YUSUF: "contributor",
    LUCIA: "contributor",
    CERYS: "viewer",
}

SIGNED = (
    (NO_SHOWS, date(2026, 6, 8), ("technology", "operations", "commercial", "scaling", "sponsor", "finance")),
    (BILLING, date(2026, 6, 10), ("technology", "operations", "commercial", "scaling", "sponsor", "finance")),
    (GUIDANCE, date(2026, 6, 30), ("technology", "operations", "commercial", "scaling")),
    (RETENTION, date(2026, 8, 31), ("technology", "operations", "commercial", "scaling", "sponsor", "finance")),
    (BACKFILL, date(2026, 9, 21), ("technology", "operations", "scaling")),
    (ASSISTANT, date(2026, 9, 28), ("technology",)),
)
"""Use case, the day, and the functions whose owners put their names under its outcome."""


_DIGESTS = ((INGRID, "quarterly"), (ROHAN, "quarterly"), (SIONE, "weekly"))
_SUBSCRIBED_ON = "2026-10-12"


def _subscribed() -> Iterator[dict[str, object]]:
    for who, cadence in _DIGESTS:
        yield {"on": _SUBSCRIBED_ON, "who": who, "does": "subscribe", "cadence": cadence}


def _addresses() -> dict[str, str]:
    """Return an address for everybody, at a domain that is reserved for examples, so that no mail reaches anybody."""
    plain = {who: normalize("NFKD", who).encode("ascii", "ignore").decode() for who in ROLES}
    return {who: f"{name.lower().replace(' ', '.')}@example.org" for who, name in plain.items()}


def _decided() -> Iterator[dict[str, object]]:
    yield from _stopped()
    yield from _guidance()
    yield from _retention()
    yield from _assistant()
    yield from _backfill()


def _stopped() -> Iterator[dict[str, object]]:
    on = "2026-07-02"
    note = "Castle Lane's figures for the whole window are in."
    yield {"on": on, "who": ADA, "does": "request", "use_case": SHORT_CALLS, "note": note}
    yield _vote("2026-07-03", ADA, SHORT_CALLS, "operations", "against", "People ring again about the same thing.")
    yield _vote("2026-07-03", TOMASZ, SHORT_CALLS, "technology", "abstain", "The timer works; the outcome does not.")
    yield _vote("2026-07-06", LUCIA, SHORT_CALLS, "commercial", "against", "What we save per call we pay twice.")
    yield _vote("2026-07-06", BIA, SHORT_CALLS, "finance", "against", "The saving is gone after repeat contacts.")
    yield {
        "on": "2026-07-06",
        "who": HAMISH,
        "does": "decide",
        "use_case": SHORT_CALLS,
        "decision": "stop",
        "rationale": "Calls got shorter and people rang again; the outcome got worse, with nine in ten certainty.",
        "learning": "A limit on call time moves the work into the second call. Judge calls by what is resolved.",
    }


def _guidance() -> Iterator[dict[str, object]]:
    why = "The merged cost centres close with September; the money can be attested then."
    yield {
        "on": "2026-06-29",
        "who": YUSUF,
        "does": "ask_waiver",
        "use_case": GUIDANCE,
        "to": "proof",
        "criterion": "finance_attests",
        "reason": why,
        "expires_on": "2026-09-30",
    }
    yield {"on": "2026-07-01", "who": INGRID, "does": "approve_waiver", "use_case": GUIDANCE}
    note = "Northgate met its target; Castle Lane shows no change yet."
    yield {"on": "2026-07-06", "who": YUSUF, "does": "request", "use_case": GUIDANCE, "note": note}
    yield _vote("2026-07-07", TOMASZ, GUIDANCE, "technology", "for")
    yield _vote("2026-07-07", ADA, GUIDANCE, "operations", "for")
    yield _vote("2026-07-09", LUCIA, GUIDANCE, "commercial", "for")
    yield _vote("2026-07-10", ROHAN, GUIDANCE, "finance", "for")
    yield {
        "on": "2026-07-13",
        "who": INGRID,
        "does": "decide",
        "use_case": GUIDANCE,
        "decision": "conditional_go",
        "rationale": "One site met its target against a comparison site; the money is not attested yet.",
        "conditions": [
            {"text": "Find out why Castle Lane shows no change", "owner": YUSUF, "due": "2026-08-31"},
            {"text": "Attest the money once September is closed", "owner": ROHAN, "due": "2026-10-15"},
        ],
    }
    met = "Half of the team at Castle Lane never opened the guidance; training is planned for January."
    yield {"on": "2026-08-24", "who": YUSUF, "does": "meet", "use_case": GUIDANCE, "condition": 0, "evidence": met}


def _retention() -> Iterator[dict[str, object]]:
    yield {
        "on": "2026-09-04",
        "who": BIA,
        "does": "attest",
        "use_case": RETENTION,
        "amounts": [250_000, 480_000, 690_000],
        "note": "Margin of a member-year checked against the ledger of 2025.",
    }
    note = "Both sites are over; Millbrook had no comparison site."
    yield {"on": "2026-09-07", "who": LEILA, "does": "request", "use_case": RETENTION, "note": note}
    yield _vote("2026-09-08", PRIYA, RETENTION, "technology", "for")
    yield _vote("2026-09-08", LEILA, RETENTION, "operations", "for")
    yield _vote("2026-09-10", CERYS, RETENTION, "commercial", "for")
    yield _vote("2026-09-11", BIA, RETENTION, "finance", "for")
    yield {
        "on": "2026-09-14",
        "who": INGRID,
        "does": "decide",
        "use_case": RETENTION,
        "decision": "go",
        "rationale": "Churn fell at both sites, the money holds nine times in ten, and finance stands by it.",
    }


def _assistant() -> Iterator[dict[str, object]]:
    note = "Containment is up by half at Northgate."
    yield {"on": "2026-10-05", "who": TOMASZ, "does": "request", "use_case": ASSISTANT, "note": note}
    yield _vote("2026-10-05", TOMASZ, ASSISTANT, "technology", "for")
    yield _vote("2026-10-07", KWABENA, ASSISTANT, "operations", "against", "They ring again; less is resolved.")
    yield {
        "on": "2026-10-12",
        "who": INGRID,
        "does": "decide",
        "use_case": ASSISTANT,
        "decision": "recycle",
        "back_to": "pilot",
        "rationale": "Containment hides that fewer queries are resolved at Northgate. Ask whether the answer helped, "
        "as Harbour View does, and come back with resolution no worse than before.",
    }


def _backfill() -> Iterator[dict[str, object]]:
    note = "Two sites met the target. Adoption is agreed and not yet working everywhere."
    yield {"on": "2026-11-16", "who": SIONE, "does": "request", "use_case": BACKFILL, "note": note}
    yield _vote("2026-11-17", MEI, BACKFILL, "technology", "for")
    yield _vote("2026-11-18", ADA, BACKFILL, "operations", "for")
    yield {
        "on": "2026-11-18",
        "who": SIONE,
        "does": "ask_waiver",
        "use_case": BACKFILL,
        "to": "scale",
        "criterion": "ready_to_scale",
        "reason": "Adoption reaches 3 with the training of the last two sites in January.",
        "expires_on": "2027-02-28",
    }


def _vote(on: str, who: str, use_case: str, function: str, vote: str, reason: str = "") -> dict[str, object]:
    return {
        "on": on,
        "who": who,
        "does": "vote",
        "use_case": use_case,
        "function": function,
        "vote": vote,
        "reason": reason,
    }


def _signed() -> Iterator[dict[str, object]]:
    owners = {use_case.title: use_case.owners for use_case in USE_CASES}
    for title, on, functions in SIGNED:
        for function in functions:
            who = owners[title][function]
            yield {"on": on.isoformat(), "who": who, "does": "sign", "use_case": title, "function": function}


def write(path: Path) -> None:
    """Write roles, addresses, and every gesture in the order of its day, as ``changes.samples.governed`` reads them."""
    did = [*_signed(), *_decided(), *meetings(), *proved(), *_subscribed()]
    gestures = sorted(did, key=lambda each: str(each["on"]))
    said = {"roles": ROLES, "addresses": _addresses(), "gestures": gestures}
    path.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
