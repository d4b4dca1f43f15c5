"""What the sample organisation committed to: kept and missed last quarter, open in this one and in the next."""

import json
from collections.abc import Iterator
from pathlib import Path

from data.generate.appointments import BACKFILL, NO_SHOWS
from data.generate.contacts import BILLING, GUIDANCE
from data.generate.members import ENQUIRIES, RETENTION
from data.generate.organisation import ADA, CERYS, HAMISH, INGRID, KWABENA, LEILA, PRIYA, ROHAN, SIONE
from data.generate.self_service import ASSISTANT

_LAST, _RUNNING, _NEXT = "2026-Q3", "2026-Q4", "2027-Q1"


def _last_quarter() -> Iterator[dict[str, object]]:
    yield _made("2026-06-22", SIONE, _LAST, BILLING, KWABENA, "All three sites answer billing queries the new way")
    yield _judged("2026-10-05", KWABENA, _LAST, BILLING, "kept", "Eastfield joined; all three met their targets.")
    yield _made(
        "2026-06-22", SIONE, _LAST, RETENTION, LEILA, "Decide at the gate to proof on the figures of both sites"
    )
    yield _judged("2026-09-15", LEILA, _LAST, RETENTION, "kept", "It passed on 14 September.")
    yield _made("2026-06-24", INGRID, _LAST, GUIDANCE, ROHAN, "Finance attests the money of agent guidance")
    yield _judged("2026-10-06", SIONE, _LAST, GUIDANCE, "missed", "Not attested; the waiver ran out on 30 September.")


def _this_quarter() -> Iterator[dict[str, object]]:
    yield _made("2026-09-22", SIONE, _RUNNING, BACKFILL, ADA, "Both sites train everybody who fills freed slots")
    yield _made(
        "2026-09-24", INGRID, _RUNNING, ASSISTANT, KWABENA, "Northgate resolves as many queries as before the assistant"
    )
    yield _made("2026-09-24", INGRID, _RUNNING, NO_SHOWS, CERYS, "Fernhill has figures enough for a judgement")


def _next_quarter() -> Iterator[dict[str, object]]:
    yield _made("2026-11-17", PRIYA, _NEXT, RETENTION, LEILA, "Outreach runs without hands at both sites")
    yield _made("2026-11-19", HAMISH, _NEXT, ENQUIRIES, CERYS, "Complaints at Castle Lane are back to where they were")


def _made(on: str, who: str, quarter: str, use_case: str, owner: str, text: str) -> dict[str, object]:
    return {
        "on": on,
        "who": who,
        "does": "commit",
        "quarter": quarter,
        "use_case": use_case,
        "owner": owner,
        "text": text,
        "basis": _BASES.get((quarter, use_case), {}),
    }


def _judged(on: str, who: str, quarter: str, use_case: str, outcome: str, note: str) -> dict[str, object]:
    return {
        "on": on,
        "who": who,
        "does": "judge",
        "quarter": quarter,
        "use_case": use_case,
        "outcome": outcome,
        "note": note,
    }


def _basis(likely: float, low: float, high: float, *, level: int, grade: str, cost: float) -> dict[str, object]:
    counts = {"B": 0.9, "C": 0.75}[grade]
    spread = {"expected": likely, "low": low, "high": high}
    return spread | {"level": level, "evidence": counts, "grade": grade, "cost": cost, "budget": 200_000.0}


_BASES = {
    (_LAST, BILLING): _basis(61_000.0, 40_000.0, 82_000.0, level=3, grade="B", cost=35_000.0),
    (_LAST, RETENTION): _basis(38_000.0, 12_000.0, 64_000.0, level=2, grade="B", cost=29_000.0),
    (_RUNNING, BACKFILL): _basis(24_000.0, 17_000.0, 31_000.0, level=2, grade="B", cost=27_000.0),
    (_NEXT, RETENTION): _basis(52_000.0, 41_000.0, 63_000.0, level=2, grade="C", cost=29_000.0),
}
"""What a choice rested on, as far as figures were looked at on the day: in whole thousands, as people noted it."""


def write(path: Path) -> None:
    """Write every gesture in the order of its day, as ``changes.samples.committed`` reads them."""
    gestures = sorted([*_last_quarter(), *_this_quarter(), *_next_quarter()], key=lambda each: str(each["on"]))
    path.write_text(json.dumps(gestures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
