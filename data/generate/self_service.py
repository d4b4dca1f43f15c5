"""Answers without a call: the use case and pilots of the query assistant, one of which masks what it does."""

from datetime import date

from data.generate.organisation import (
    BIA,
    HAMISH,
    KWABENA,
    LUCIA,
    TOMASZ,
    YUSUF,
    Guardrail,
    Pilot,
    UseCase,
)
from data.generate.vocabulary import BETTER, HARM, IN_ENQUIRIES

ASSISTANT = "Routine queries resolved in self-service"

USE_CASES = (
    UseCase(
        title=ASSISTANT,
        statement=(
            "Reduce cost to serve of members with routine queries by 10 % through answers in self-service, "
            "measured over 90 days."
        ),
        stage="pilot",
        idea_on=date(2025, 9, 8),
        pilot_on=date(2026, 4, 20),
        steps=("Find care", "Results and follow-up"),
        owners={
            "technology": TOMASZ,
            "operations": KWABENA,
            "commercial": LUCIA,
            "scaling": YUSUF,
            "sponsor": HAMISH,
            "finance": BIA,
        },
        metric="cost_to_serve",
        target=-0.10,
        baseline=21.5,
        guardrails=(
            Guardrail("resolution_rate", 0.04),
            Guardrail("repeat_contact_rate", 0.03),
            Guardrail("csat", 0.04),
        ),
        others=(
            ("containment_rate", "diagnostic"),
            ("agent_satisfaction", "secondary"),
            ("cognitive_load_score", "secondary"),
        ),
        unit_value=(0.7, 0.9, 1.0),
        annual_volume=540_000,
        value_source="Cost to serve is a cash cost; half of it is pay",
        modules=("Query assistant", "Agent guidance"),
        help_mode="full automation",
    ),
)

PILOTS = (
    Pilot(
        name="Query assistant Northgate",
        use_case=ASSISTANT,
        site="Northgate",
        tracker=IN_ENQUIRIES,
        goes_live=date(2026, 5, 11),
        baseline_starts=date(2025, 11, 10),
        comparison_site="Riverside",
        population="Northgate routine queries",
        locked_on=date(2026, 5, 6),
        effects={
            "cost_to_serve": -0.02,
            "containment_rate": 0.21,
            "resolution_rate": -0.075,
            "repeat_contact_rate": 0.45,
            "csat": -0.02,
        },
        intended=HARM,
        grade="B",
        one_off=110_000,
        run_cost=165_000,
        notes="Reported upwards as the most successful pilot: containment rose by half",
    ),
    Pilot(
        name="Query assistant Harbour View",
        use_case=ASSISTANT,
        site="Harbour View",
        tracker=IN_ENQUIRIES,
        goes_live=date(2026, 6, 15),
        baseline_starts=date(2025, 12, 15),
        comparison_site="Castle Lane",
        population="Harbour View routine queries",
        locked_on=date(2026, 6, 10),
        effects={
            "cost_to_serve": -0.08,
            "containment_rate": 0.09,
            "resolution_rate": 0.015,
            "repeat_contact_rate": -0.04,
            "csat": 0.01,
        },
        intended=BETTER,
        grade="B",
        one_off=45_000,
        run_cost=98_000,
    ),
)
