"""Pilots added, edited and locked; a locked plan changes only as an amendment with a reason."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import names
from cxdash.domain.comparisons import Comparison
from cxdash.domain.merging import merged
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import PilotValues, check_lock, check_pilot
from cxdash.store import use_cases
from cxdash.store.tables import Pilot


def values_of(pilot: Pilot) -> PilotValues:
    """Return what a person may edit about a stored pilot."""
    return PilotValues(
        name=pilot.name,
        site=pilot.site.name if pilot.site else "",
        segment=pilot.segment,
        status=Status(pilot.status),
        goes_live=pilot.goes_live,
        window_days=pilot.window_days,
        run_in_days=pilot.run_in_days,
        baseline_starts=pilot.baseline_starts,
        comparison=Comparison(pilot.comparison),
        comparison_label=pilot.comparison_label,
        population=pilot.population,
        locked_on=pilot.locked_on,
        one_off_cost=pilot.one_off_cost,
        run_cost_year=pilot.run_cost_year,
        notes=pilot.notes,
    )


def values(session: Session, slug: str) -> PilotValues:
    """Return what a person may edit about a pilot; NotFoundError where there is none."""
    return values_of(use_cases.get_pilot(session, slug))


def create(session: Session, use_case_slug: str, values: PilotValues) -> Pilot:
    """Add a pilot to a use case; RuleError when its values break a rule, NotFoundError without such a use case."""
    check_pilot(values)
    use_case = use_cases.get(session, use_case_slug)
    pilot = Pilot(slug=names.free_slug(session, Pilot, values.name), use_case=use_case, name=values.name)
    session.add(pilot)
    _store(session, pilot, values)
    session.flush()
    return pilot


def edit(
    session: Session, slug: str, *, seen: PilotValues, wanted: PilotValues, today: date, reason: str = ""
) -> Pilot:
    """Carry a person's edit into what is stored now.

    Args:
        slug: which pilot.
        seen: the values as the person had them on the screen.
        wanted: the values as the person wants them.
        today: the day an amendment of a locked plan is dated.
        reason: why a locked plan is amended; kept in the log.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: a locked plan is changed without a reason, or the values break a rule.
        NotFoundError: there is no such pilot.
    """
    pilot = use_cases.get_pilot(session, slug)
    stored = values_of(pilot)
    result = merged(f"“{pilot.name}”", seen=seen, wanted=wanted, stored=stored)
    check_pilot(result)
    if check_lock(stored, result, reason=reason):
        pilot.amended_on = today
        session.info["reason"] = reason
    _store(session, pilot, result)
    session.flush()
    return pilot


def _store(session: Session, pilot: Pilot, values: PilotValues) -> None:
    pilot.name = values.name.strip()
    pilot.site = names.site_named(session, values.site)
    pilot.segment = values.segment
    pilot.status = values.status.value
    pilot.goes_live = values.goes_live
    pilot.window_days = values.window_days
    pilot.run_in_days = values.run_in_days
    pilot.baseline_starts = values.baseline_starts
    pilot.comparison = values.comparison.value
    pilot.comparison_label = values.comparison_label
    pilot.population = values.population
    pilot.locked_on = values.locked_on
    pilot.one_off_cost = values.one_off_cost
    pilot.run_cost_year = values.run_cost_year
    pilot.notes = values.notes
