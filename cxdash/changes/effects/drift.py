"""Proof points checked against later data: the same window as it reads now, and the figures after it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes.effects.cases import cases_of, known
from cxdash.changes.effects.measured import Case, Known, Measured, judged_by, measured
from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.proof_drift import Lasting, check
from cxdash.domain.proof_evidence import Evidence
from cxdash.effects import change_words
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.judging import pilot_results, proof_evidence
from cxdash.store import proof_points
from cxdash.store.proof_tables import ProofPoint
from cxdash.store.tables import Pilot

_NOTHING = Lasting(0)


def look_again(session: Session, pilot: Pilot, *, today: date) -> None:
    """Check the proof points of one pilot anew, and store what that found beside them."""
    live = [] if pilot.goes_live is None else [pilot]
    look_at_all(session, [pilot], cases_of(session, live, {}), known(session, today=today))


def look_at_all(session: Session, pilots: Sequence[Pilot], cases: Mapping[int, Case], by: Known) -> None:
    """Check the proof points of pilots whose inputs changed, once their effects are stored.

    Args:
        session: writes.
        pilots: which; most of them have no proof point.
        cases: those of them that are live, by id.
        by: what holds for all of them.
    """
    points = proof_points.of_pilots(session, [pilot.id for pilot in pilots])
    if not points:
        return
    found = {pilot.id: pilot for pilot in pilots}
    slugs = tuple({found[point.pilot_id].slug for point in points})
    results = pilot_results.results(session, today=by.today, slugs=slugs)
    for point in points:
        pilot = found[point.pilot_id]
        result = pilot_results.named(results, pilot.slug, point.metric.slug)
        now = None if result is None else proof_evidence.evidence(result, pilot, by.figures)
        lasting = _lasting(cases.get(pilot.id), point, by)
        point.later = check(Evidence.from_json(point.evidence), now, lasting, today=by.today).to_json()
    session.flush()


def _lasting(case: Case | None, point: ProofPoint, by: Known) -> Lasting:
    use = None if case is None else next((one for one in judged_by(case) if one.metric_id == point.metric_id), None)
    if case is None or use is None:
        return _NOTHING
    try:
        return lasting(measured(case, use, by))
    except RuleError as contradiction:
        return replace(_NOTHING, because=str(contradiction).rstrip("."))


def lasting(each: Measured) -> Lasting:
    """Return what the complete periods after a window say, with the baseline and the comparison of the window."""
    today, plan = each.known.today, each.plan
    until = _known_until(each.figures.total, plan, today=today)
    if until is None:
        return _NOTHING
    later = replace(plan, run_in_days=plan.window_days, window_days=(until - plan.go_live).days)
    effect = estimate(each.figures.total, later, as_of=today, wording=each.wording)
    has = effect.has_interval
    return Lasting(
        periods=effect.n_pilot,
        grain="period" if effect.grain is None else effect.grain.value,
        effect=effect.effect if has else None,
        low=effect.low,
        high=effect.high,
        change=change_words.with_range(effect, each.metric, each.known.figures) if has else "",
        because="" if has else effect.no_interval_because or "",
        until=until,
    )


def _known_until(points: Sequence[Point], plan: Plan, *, today: date) -> date | None:
    """Return the first day after the last figures behind the window that both arms have; None where there are none."""
    arms = [Arm.PILOT] if plan.comparison is Comparison.NONE else [Arm.PILOT, Arm.COMPARISON]
    reached = [max(_ends(points, arm, plan, today), default=None) for arm in arms]
    known = [each for each in reached if each is not None]
    return min(known) if len(known) == len(arms) else None


def _ends(points: Sequence[Point], arm: Arm, plan: Plan, today: date) -> Iterator[date]:
    """Yield the first day after each figure of an arm that lies behind the window and is over."""
    for each in points:
        ends, is_later = each.ends_before, each.starts >= plan.window_ends_before
        if each.arm is arm and is_later and ends is not None and ends <= today and not each.is_missing:
            yield ends
