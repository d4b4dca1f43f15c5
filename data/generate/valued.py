"""What the sample organisation's finance stands behind: classes of money, budget lines, and how hours become money."""

import json
from collections.abc import Iterator
from pathlib import Path

from data.generate.appointments import BACKFILL, NO_SHOWS, TRANSPORT
from data.generate.contacts import BILLING, GUIDANCE, SHORT_CALLS
from data.generate.ideas import CLAIMS
from data.generate.members import ENQUIRIES, REFERRALS, RENEWALS, RETENTION
from data.generate.organisation import BIA, ROHAN
from data.generate.self_service import ASSISTANT

_AGENTS, _PENALTIES, _HANDLING = "Contact centre agents", "Penalties and rework for late referrals", "Claims handling"
LINES = ((_AGENTS, 5_400_000, ROHAN), (_PENALTIES, 190_000, BIA), (_HANDLING, 310_000, BIA))
"""Budget lines with what they cost a year and who answers for them."""

_CASHABLE, _MARGIN, _AVOIDED, _CAPACITY = (
    "cashable saving",
    "incremental margin",
    "avoided spend",
    "released capacity",
)
_VALUES: tuple[tuple[str, str, str, str, dict[str, object]], ...] = (
    (NO_SHOWS, ROHAN, "2026-01-19", _MARGIN, {}),
    (TRANSPORT, ROHAN, "2026-01-19", _MARGIN, {}),
    (BACKFILL, ROHAN, "2026-03-16", _MARGIN, {}),
    (BILLING, ROHAN, "2026-04-13", _CAPACITY, {}),
    (GUIDANCE, ROHAN, "2026-04-20", _CASHABLE, {"budget_line": _AGENTS, "adoption": [0.7, 0.85, 0.95]}),
    (SHORT_CALLS, ROHAN, "2026-04-20", _CASHABLE, {"budget_line": _AGENTS}),
    (ASSISTANT, ROHAN, "2026-05-18", _CASHABLE, {"budget_line": _AGENTS}),
    (RETENTION, BIA, "2026-06-15", _MARGIN, {}),
    (RENEWALS, BIA, "2026-06-15", _MARGIN, {}),
    (ENQUIRIES, BIA, "2026-06-22", _MARGIN, {}),
    (REFERRALS, BIA, "2026-07-13", _AVOIDED, {"budget_line": _PENALTIES}),
    (CLAIMS, BIA, "2026-09-07", _CASHABLE, {"budget_line": _HANDLING, "adoption": [0.3, 0.5, 0.8]}),
)
"""Use case, who in finance answers for the value of its primary metric, since when, and what sort of money it is."""
_CONFIRMED = (
    (NO_SHOWS, ROHAN, "2026-06-08"),
    (BILLING, ROHAN, "2026-06-10"),
    (RETENTION, BIA, "2026-09-04"),
    (REFERRALS, BIA, "2026-10-02"),
)
_REDEPLOYED = 0.4
_WHY = "Two of five hours freed in the back office went to the overdue referrals, by the rosters of July"


def _gestures() -> Iterator[dict[str, object]]:
    for name, amount, owner in LINES:
        yield {"on": "2026-01-12", "who": owner, "does": "line", "name": name, "amount": amount}
    for use_case, owner, on, finance_class, more in _VALUES:
        yield {"on": on, "who": owner, "does": "value", "use_case": use_case, "class": finance_class, **more}
    for use_case, who, on in _CONFIRMED:
        yield {"on": on, "who": who, "does": "confirm", "use_case": use_case}
    yield {"on": "2026-08-03", "who": ROHAN, "does": "policy", "redeployment_share": _REDEPLOYED, "reason": _WHY}


def write(path: Path) -> None:
    """Write every gesture in the order of its day, as ``changes.samples.valued`` reads them."""
    gestures = sorted(_gestures(), key=lambda each: str(each["on"]))
    path.write_text(json.dumps(gestures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
