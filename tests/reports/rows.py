"""Stored effects and weekly figures written by hand, so that what a report says can be worked out on paper."""

from dataclasses import replace
from datetime import timedelta

from cxdash.changes import tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Direction
from cxdash.domain.periods import Grain, Period
from cxdash.effects.effect import Effect
from cxdash.effects.estimate import Estimator, Shape
from cxdash.effects.grade import Grade
from cxdash.effects.guardrails import GuardrailResult, GuardrailStatus
from cxdash.effects.scale import Scale
from cxdash.effects.verdict import Recommendation, Verdict
from cxdash.store import metrics, tables, use_cases
from tests.builders import TODAY, reading, tracker

A_QUARTER_LESS = Effect(
    metric="Appointment no-show rate",
    shape=Shape.COMPARED,
    estimator=Estimator.ENGINE_ON_DIFFERENCE,
    analysed_on=Scale(log=True, divisor=1.0, sign=-1),
    grain=Grain.WEEK,
    direction=Direction.DOWN,
    relative=True,
    observed_change=0.30,
    drift_removed=0.05,
    effect=0.25,
    low=0.15,
    high=0.35,
    p_improved=0.99,
    p_target=0.20,
    p_worse=0.01,
    required=0.30,
    attainment=(0.5, 0.25 / 0.3, 0.35 / 0.3),
    grade=Grade.B,
    downgrades=(),
    verdict=Verdict.BETTER,
    recommendation=Recommendation.DISCUSS,
    stop_early=False,
    sentence="Appointment no-show rate fell from 20.0 % to 14.0 %.",
    summary="B · comparison group · 26 + 13 weeks · plan locked 20 May 2026 · no downgrades",
    cautions=(),
    no_interval_because=None,
    n_baseline=26,
    n_pilot=13,
    n_declared=13,
    n_excluded=0,
    missing_share=0.0,
    baseline_mean=0.20,
    pilot_mean=0.14,
    rho_mean=0.2,
    window_complete=True,
    posterior=None,
    checksum="0123456789abcdef0123",
)
"""A finished pilot: a quarter fewer no-shows, from a baseline of 20 %; 30 % were promised."""

TOO_EARLY = replace(
    A_QUARTER_LESS,
    effect=None,
    low=None,
    high=None,
    drift_removed=None,
    p_improved=None,
    p_target=None,
    p_worse=None,
    attainment=None,
    verdict=Verdict.TOO_EARLY,
    recommendation=None,
    no_interval_because="the measurement window is not complete",
    window_complete=False,
)


def attained(share, *, error=0.1, **said):
    """An effect that attained this share of its target, with a 95 % range of ± 1.96 errors."""
    half = 1.96 * error
    return replace(A_QUARTER_LESS, attainment=(share - half, share, share + half), **said)


def store_effect(
    database, person, pilot, effect, *, metric="no_show_rate", role="primary", light=None, alarms=(), **kept
):
    """Store an effect beside a pilot, in place of one that may be there; ``kept`` is stored with it."""
    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        key = (use_cases.get_pilot(session, pilot).id, metrics.ids(session)[metric])
        earlier = session.get(tables.Effect, key)
        if earlier is not None:
            session.delete(earlier)
            session.flush()
        result = {"effect": effect.to_json(), "guardrail": light and light.to_json(), "problem": None} | kept
        session.add(
            tables.Effect(
                pilot_id=key[0],
                metric_id=key[1],
                role=role,
                as_of=TODAY,
                verdict=effect.verdict.value,
                grade=effect.grade.value,
                checksum=effect.checksum,
                result=result,
                alarms=list(alarms),
            )
        )


def light(status=GuardrailStatus.RED, metric="Complaint rate"):
    """A guardrail's judgement."""
    return GuardrailResult(
        metric=metric,
        status=status,
        margin=2.0,
        relative=False,
        effect=-1.0,
        low=-2.0,
        high=-0.1,
        p_beyond_margin=0.1,
        p_worse=0.98,
        unknown_because=None,
        stop_early=False,
        sentence=f"{metric} got worse.",
    )


def store_weeks(  # noqa: PLR0913 what a tracker says of a week
    database, person, *, entity, first, weeks, missed=140.0, booked=1000.0, bare=None, file="weekly.xlsx", **said
):
    """Import so many weekly figures of one pilot from a first Monday on, each of the same counts or a bare rate."""
    readings = [
        reading(
            bare if booked is None else missed / booked,
            entity=entity,
            period=Period(first + timedelta(weeks=week), Grain.WEEK),
            cell=f"C{week + 2}",
            numerator=None if booked is None else missed,
            denominator=booked,
            **said,
        )
        for week in range(weeks)
    ]
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker(*readings, file=file))
        tracker_import.apply(session, plan, b"", today=TODAY)
