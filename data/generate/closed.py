"""How the sample organisation closed its last quarter, which file came after that, and how it explains what moved."""

import json
from pathlib import Path

from data.generate.organisation import BIA, ROHAN
from data.generate.vocabulary import IN_PARTNER_LATE

QUARTER, ON = "2026-Q3", "2026-10-09"
EXPLAINED = "total/headline/net"
WHY = "Leipzig sent four weeks of September after the close; the referrals of these weeks were not counted before."


def write(path: Path) -> None:
    """Write the closing as ``changes.samples.closed`` reads it."""
    said = {
        "quarter": QUARTER,
        "on": ON,
        "who": ROHAN,
        "note": "Leipzig's September is missing; everything else is in.",
        "late": [f"{IN_PARTNER_LATE}.csv"],
        "reasons": [{"figure": EXPLAINED, "who": BIA, "on": "2026-10-20", "reason": WHY}],
    }
    path.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
