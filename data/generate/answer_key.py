"""The answer key: what is true in the sample organisation, for tests and for people who check the product."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from cxdash.domain.periods import FiscalCalendar
from data.generate.journey import FRICTION, Friction
from data.generate.organisation import AS_OF, CURRENCY, FISCAL_FIRST_MONTH, NAME, SEED, Pilot, UseCase
from data.generate.portfolio import PILOTS, USE_CASES, use_case_of
from data.generate.series import Figures, Simulated, Truth, sharing
from data.generate.traps import traps
from data.generate.vocabulary import HARM, TOO_EARLY

ROUNDED_TO = 6


def write(path: Path, figures: Figures, beside: Mapping[str, Figures]) -> None:
    """Write the key beside the trackers; ``beside`` holds, per tracker, what it keeps of other trackers' pilots."""
    text = json.dumps(key(figures, beside), indent=1, ensure_ascii=False, default=date.isoformat)
    path.write_text(text + "\n", encoding="utf-8")


def key(figures: Figures, beside: Mapping[str, Figures]) -> dict[str, object]:
    """Return everything that is known to be true."""
    return {
        "organisation": NAME,
        "currency": CURRENCY,
        "fiscal_first_month": FISCAL_FIRST_MONTH,
        "seed": SEED,
        "as_of": AS_OF,
        "effects_are": "positive is better; natural in metric units (shares 0 to 1), relative to the level without",
        "use_cases": {use_case.title: _use_case(use_case) for use_case in USE_CASES},
        "stages": Counter(use_case.stage for use_case in USE_CASES),
        "statuses": Counter(use_case.status for use_case in USE_CASES),
        "traps": traps(),
        "pilots": {pilot.name: _pilot(pilot, figures[pilot.name]) for pilot in PILOTS},
        "kept_beside": {tracker: _beside(kept) for tracker, kept in beside.items()},
        "masked": ["Query assistant Northgate"],
        "overlapping": [
            sorted([pilot.name, *(each.name for each in sharing(pilot))]) for pilot in PILOTS if pilot.twin
        ],
        "harmed": [pilot.name for pilot in PILOTS if pilot.intended == HARM],
        "too_early": [pilot.name for pilot in PILOTS if pilot.intended == TOO_EARLY],
        "locked_late": [pilot.name for pilot in PILOTS if pilot.locked_on and pilot.locked_on > pilot.goes_live],
        "never_locked": [pilot.name for pilot in PILOTS if pilot.locked_on is None],
        "winners_curse": ["No-show outreach Fernhill"],
        "season_mistaken_for_effect": ["Referral triage Riverside"],
        "friction": {point.name: _friction(point) for point in FRICTION},
        "blind_spots": [point.name for point in _blind_spots()],
    }


def _use_case(use_case: UseCase) -> dict[str, object]:
    return {
        "stage": use_case.stage,
        "status": use_case.status,
        "metric": use_case.metric,
        "target": use_case.target,
        "target_kind": None if use_case.target is None else "relative" if use_case.target_is_relative else "absolute",
        "stage_moves": _stage_moves(use_case),
    }


def _stage_moves(use_case: UseCase) -> list[dict[str, object]]:
    """Return each move to a later stage with its day and fiscal quarter."""
    calendar = FiscalCalendar(FISCAL_FIRST_MONTH)
    entered = [
        ("idea", use_case.idea_on),
        ("pilot", use_case.pilot_on),
        ("proof", use_case.proof_on),
        ("scale", use_case.scale_on),
    ]
    reached = [(stage, day) for stage, day in entered if day is not None]
    return [
        {"from": before, "to": after, "on": day, "quarter": str(calendar.quarter_of(day))}
        for (before, _), (after, day) in pairwise(reached)
    ]


def _pilot(pilot: Pilot, metrics: dict[str, Simulated]) -> dict[str, object]:
    return {
        "use_case": pilot.use_case,
        "tracker": pilot.tracker,
        "grain": pilot.grain,
        "primary": use_case_of(pilot).metric,
        "shape": _shape(pilot),
        "verdict": pilot.intended,
        "grade": pilot.grade,
        "metrics": {metric: _effects(simulated) for metric, simulated in metrics.items()},
    }


def _beside(kept: Figures) -> dict[str, object]:
    return {
        pilot: {metric: _effects(simulated) for metric, simulated in metrics.items()} for pilot, metrics in kept.items()
    }


def _friction(point: Friction) -> dict[str, object]:
    cost = None if point.annual_cost is None else round(point.annual_cost, 2)
    return {"step": point.step, "annual_cost": cost, "use_cases": sorted(point.use_cases)}


def _blind_spots() -> list[Friction]:
    """Return what costs money while no active use case is meant to answer it, the dearest first."""
    active = {use_case.title for use_case in USE_CASES if use_case.status == "active"}
    blind = [point for point in FRICTION if point.annual_cost and not active & {*point.use_cases}]
    return sorted(blind, key=lambda point: -(point.annual_cost or 0.0))


def _shape(pilot: Pilot) -> str:
    if pilot.baseline_starts is None:
        return "d"
    return "b" if pilot.comparison_site else "a"


def _effects(simulated: Simulated) -> dict[str, object]:
    own = _rounded(simulated.truth)
    if simulated.joint == simulated.truth:
        return own
    return {**own, "joint": _rounded(simulated.joint)}


def _rounded(truth: Truth) -> dict[str, object]:
    return {"natural": round(truth.natural, ROUNDED_TO), "relative": round(truth.relative, ROUNDED_TO)}
