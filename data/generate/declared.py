"""What people of the sample organisation added to plans on the page, because no tracker says it."""

import json
from pathlib import Path

DECLARED = (
    {
        "pilot": "No-show outreach Fernhill",
        "on": "2026-04-21",
        "reason": "The clinic manager told us after the holidays.",
        "occasions": [
            {
                "kind": "event",
                "first_day": "2026-04-06",
                "last_day": "2026-04-17",
                "note": "Two clinicians ill, clinics merged",
            }
        ],
        "left_out": [],
    },
    {
        "pilot": "Agent guidance Northgate",
        "on": "2026-03-30",
        "reason": "Known beforehand, forgotten in the plan.",
        "occasions": [
            {"kind": "season", "first_day": "2026-04-03", "last_day": "2026-04-17", "note": "Easter holidays"},
            {"kind": "system", "first_day": "2026-05-18", "last_day": "2026-05-18", "note": "New telephone platform"},
        ],
        "left_out": [],
    },
    {
        "pilot": "Renewal reminders Eastfield",
        "on": "2025-09-01",
        "reason": "Found when the partner checked its exports.",
        "occasions": [],
        "left_out": [
            {
                "first_day": "2025-06-23",
                "last_day": "2025-06-29",
                "reason": "The export of this week lacks two branches",
            }
        ],
    },
)


def write(path: Path) -> None:
    """Write the additions as ``samples`` reads them."""
    path.write_text(json.dumps(DECLARED, indent=2) + "\n", encoding="utf-8")
