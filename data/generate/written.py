"""What people of the sample organisation wrote on the pages: descriptions, owners, comments and approaches."""

import json
from datetime import date
from pathlib import Path

from data.generate.appointments import NO_SHOWS
from data.generate.ideas import CLAIMS
from data.generate.members import ENQUIRIES, REFERRALS, RENEWALS
from data.generate.organisation import (
    ADA,
    BIA,
    CERYS,
    HAMISH,
    INGRID,
    KWABENA,
    LEILA,
    MEI,
    PRIYA,
    ROHAN,
    SIONE,
    TOMASZ,
    YUSUF,
)
from data.generate.readiness import READINESS
from data.generate.self_service import ASSISTANT

MODULES = (
    ("Proactive outreach", "Writes or calls before people have to ask, at a time that suits them.", SIONE),
    ("Smart scheduling", "Finds the appointment that suits patient and clinic, and offers what is freed.", MEI),
    ("Ride booking", "Arranges a ride to the clinic together with the appointment.", MEI),
    ("Case summaries", "Sums up the history of a case in ten lines, each with its source.", KWABENA),
    ("Agent guidance", "Shows agents the next step and a wording while they speak.", TOMASZ),
    ("Query assistant", "Answers routine questions on the website and hands the rest over with what was said.", TOMASZ),
    ("Risk scoring", "Estimates each month which members are likely to leave, and why.", PRIYA),
    ("Renewal letters", "Writes the reminder and the letter for a plan that is about to end.", ""),
)

METRICS = (
    ("no_show_rate", ADA, date(2025, 3, 10)),
    ("completed_appointment_rate", ADA, date(2025, 7, 14)),
    ("complaint_rate", LEILA, date(2025, 3, 10)),
    ("time_to_resolution", KWABENA, date(2025, 5, 6)),
    ("resolution_rate", KWABENA, date(2025, 5, 6)),
    ("repeat_contact_rate", KWABENA, date(2026, 4, 28)),
    ("first_contact_resolution", KWABENA, date(2026, 2, 3)),
    ("cost_per_contact", ROHAN, date(2026, 2, 3)),
    ("agent_satisfaction", LEILA, date(2025, 5, 20)),
    ("average_handle_time", YUSUF, date(2025, 9, 2)),
    ("service_level", YUSUF, date(2026, 2, 3)),
    ("transfer_rate", YUSUF, date(2025, 4, 8)),
    ("churn_rate", BIA, date(2025, 10, 1)),
    ("delivery_consistency", KWABENA, date(2026, 2, 24)),
    ("escalation_rate", KWABENA, date(2026, 2, 24)),
    ("conversion_rate", CERYS, date(2026, 3, 24)),
    ("cost_to_serve", BIA, date(2026, 4, 14)),
    ("containment_rate", TOMASZ, date(2026, 5, 4)),
    ("renewal_rate", CERYS, None),
    ("cost_per_resolution", ROHAN, None),
    ("abandonment_rate", KWABENA, None),
    ("cognitive_load_score", LEILA, None),
    ("csat", LEILA, None),
)
"""Each with its owner and the day on which it was verified."""

COMMENTS = (
    (ASSISTANT, HAMISH, "Containment at Northgate is up by half. What keeps us from the next two sites?"),
    (ASSISTANT, KWABENA, f"@{HAMISH} they ring again: repeat contacts rose in the same weeks, and less is resolved."),
    (
        ASSISTANT,
        YUSUF,
        f"Harbour View asks whether the answer helped. @{TOMASZ}, could Northgate have that in January?",
    ),
    (ENQUIRIES, LEILA, "Castle Lane rang people three times a day. It is one call and one message a day now."),
    (ENQUIRIES, CERYS, f"@{LEILA} thank you. Riverside kept to that from the start, and complaints did not rise."),
    (RENEWALS, BIA, "I cannot attest Northgate: one baseline number from last year's report is not enough."),
    (RENEWALS, CERYS, f"Castle Lane has a comparison site and ends in mid-December. @{BIA}, shall we decide then?"),
    (REFERRALS, INGRID, "Riverside looks seven points better. Why is it not a success?"),
    (REFERRALS, KWABENA, f"@{INGRID} Millbrook got as much without the triage. It was the end of winter."),
    (REFERRALS, PRIYA, "@Local administrator the partner's next export comes on Friday. Could you upload it?"),
    (NO_SHOWS, SIONE, "Evening reminders at Castle Lane are in week seven. Nothing to decide before January."),
    (NO_SHOWS, ADA, "Fernhill is one small clinic, and two clinicians were ill at Easter. I would not plan with it."),
)
"""Use case, who said it and what, in the order in which it was said."""

APPROACHES = (
    (
        CLAIMS,
        "Extend the summaries of billing to claims",
        "",
        "Built here: the module exists, the third system needs an interface first.",
    ),
    (
        CLAIMS,
        "One view of a claim, bought",
        "Larkfield Casework",
        "Shown in October 2026; reads all three systems, price per handler.",
    ),
)
"""Use case, name, vendor ("" where it would be built here) and notes."""


def write(path: Path) -> None:
    """Write everything as ``samples`` reads it."""
    said = {
        "modules": [{"name": name, "description": text, "owner": owner} for name, text, owner in MODULES],
        "metrics": [
            {"metric": metric, "owner": owner, "verified_on": None if day is None else day.isoformat()}
            for metric, owner, day in METRICS
        ],
        "readiness": [
            {
                "use_case": title,
                "dimension": dimension,
                "level": judged.level,
                "evidence": judged.evidence,
                "owner": judged.owner,
                "due": None if judged.due is None else judged.due.isoformat(),
                "cost_to_close": judged.cost,
            }
            for title, dimensions in READINESS.items()
            for dimension, judged in dimensions.items()
        ],
        "approaches": [
            {"use_case": title, "name": name, "vendor": vendor, "notes": notes}
            for title, name, vendor, notes in APPROACHES
        ],
        "comments": [{"use_case": title, "who": who, "text": text} for title, who, text in COMMENTS],
    }
    path.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
