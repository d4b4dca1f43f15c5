"""Ideas without a pilot so far: one well begun, one that names a tool, one grown old, one parked."""

from datetime import date

from data.generate.organisation import (
    CERYS,
    KWABENA,
    LEILA,
    MEI,
    ROHAN,
    SIONE,
    TOMASZ,
    YUSUF,
    Guardrail,
    UseCase,
)

WINTER = "Less waiting in the winter queue"
CLAIMS = "Cheaper claims handling"

USE_CASES = (
    UseCase(
        title=WINTER,
        statement="Reduce abandonment of callers in winter by 20 % through call-backs at a chosen time.",
        stage="idea",
        idea_on=date(2026, 8, 17),
        steps=("Book", "Results and follow-up"),
        owners={"technology": MEI, "operations": KWABENA},
        metric="abandonment_rate",
        target=-0.20,
        baseline=0.058,
        guardrails=(Guardrail("csat", 0.04),),
        unit_value=(1.5, 2.4, 3.5),
        annual_volume=410_000,
        value_source="Rough guess of the workshop in August 2026",
        modules=("Smart scheduling",),
        help_mode="routine work taken over",
        notes="The statement has no window yet; commercial owner to be named",
    ),
    UseCase(
        title="AI across the contact centre",
        statement="Implement AI across our contact centre.",
        stage="idea",
        idea_on=date(2026, 5, 11),
        steps=("Book",),
        owners={"technology": TOMASZ},
        notes="Names a technology, not an outcome: what should change for patients or for money?",
    ),
    UseCase(
        title=CLAIMS,
        statement=(
            "Reduce cost per resolution of claims by 15 % through summarised case histories, measured over 120 days."
        ),
        stage="idea",
        idea_on=date(2024, 5, 13),
        steps=("Billing and claims", "Referral handling"),
        owners={
            "technology": MEI,
            "operations": KWABENA,
            "commercial": CERYS,
            "scaling": SIONE,
            "finance": ROHAN,
        },
        metric="cost_per_resolution",
        target=-0.15,
        baseline=31.0,
        guardrails=(Guardrail("resolution_rate", 0.04),),
        unit_value=(0.7, 0.9, 1.0),
        annual_volume=64_000,
        value_source="Claims ledger 2024",
        modules=("Case summaries",),
        help_mode="reduced load",
        notes="On every list since May 2024",
    ),
    UseCase(
        title="Calmer working days for agents",
        statement="Make working days calmer for agents through fewer screens.",
        stage="idea",
        status="parked",
        idea_on=date(2025, 11, 24),
        steps=("Book",),
        owners={"operations": LEILA, "scaling": YUSUF},
        others=(("agent_satisfaction", "secondary"),),
        help_mode="reduced load",
        notes="Parked: no business outcome named",
    ),
)
