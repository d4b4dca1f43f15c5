"""Evidence for tests of proof points: a finished pilot that met its target beside a comparison group."""

from dataclasses import replace
from datetime import date

from cxdash.domain.proof_evidence import Evidence, Light

PROVEN = Evidence(
    pilot="No-show outreach Northgate",
    metric="No-show rate",
    sentence="No-show rate fell from 20.0 % to 16.2 %.",
    change="−19 % (−30 to −7)",
    verdict="Target met",
    grade="B",
    summary="B · comparison group · 13 + 13 weeks",
    checksum="0123",
    goes_live=date(2026, 1, 5),
    window_days=90,
    site="Northgate",
    effect=0.19,
    low=0.07,
    high=0.30,
    required=0.15,
    lower_is_better=True,
    is_fraction=True,
    before=0.200,
    after=0.162,
    n_baseline=13,
    n_pilot=13,
    comparison="Millbrook",
    guardrails=(Light("Complaint rate", "green", "Complaint rate is safe."),),
    money=(100_000.0, 240_000.0, 400_000.0),
)


def but(**said):
    """The same with something said otherwise."""
    return replace(PROVEN, **said)
