"""Pilots added, edited and locked; a locked plan changes only as an amendment with a reason."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import names, plans
from cxdash.domain import locks
from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.merging import merged
from cxdash.domain.metrics import Catalogue
from cxdash.domain.names import tidy
from cxdash.domain.plans import check_newly_left_out
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import PilotValues, check_pilot
from cxdash.store import audit, metric_uses, metrics, use_cases
from cxdash.store import plans as stored_plans
from cxdash.store.plans import Author
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
        usage_cost=pilot.usage_cost,
        notes=pilot.notes,
        population_share=pilot.population_share,
        planned_split=pilot.planned_split,
        units_per_arm=pilot.units_per_arm,
        randomised_unit=pilot.randomised_unit,
        chosen_because_bad=pilot.chosen_because_bad,
        comparison_waiver=pilot.comparison_waiver.name if pilot.comparison_waiver else "",
        client=pilot.client,
        occasions=stored_plans.occasions_of(pilot),
        left_out=stored_plans.left_out_of(pilot),
    )


def values(session: Session, slug: str) -> PilotValues:
    """Return what a person may edit about a pilot; NotFoundError where there is none."""
    return values_of(use_cases.get_pilot(session, slug))


def create(session: Session, use_case_slug: str, values: PilotValues) -> Pilot:
    """Add a pilot to a use case; RuleError when its values break a rule, NotFoundError without such a use case."""
    use_case = use_cases.get(session, use_case_slug)
    uses = metric_uses.uses_of(use_case)
    if values.locked_on is not None:
        locks.check_lockable(values, uses)
    check_pilot(values)
    check_newly_left_out(values.left_out, known_until=None)
    pilot = Pilot(slug=names.free_slug(session, Pilot, values.name), use_case=use_case, name=values.name)
    session.add(pilot)
    _store(session, pilot, values)
    session.flush()
    if values.occasions:
        stored_plans.store_occasions(session, pilot, values.occasions)
    if values.locked_on is not None:
        content = locks.content(values_of(pilot), uses, metrics.catalogue(session))
        plans.lock(session, pilot, content, locked_on=values.locked_on)
    session.flush()
    return pilot


def edit(
    session: Session, slug: str, *, seen: PilotValues, wanted: PilotValues, today: date, reason: str = ""
) -> Pilot:
    """Carry a person's edit into what is stored now; locking a plan and amending it make versions of it.

    Args:
        slug: which pilot.
        seen: the values as the person had them on the screen.
        wanted: the values as the person wants them.
        today: the day an amendment of a locked plan is dated.
        reason: why a locked plan is amended; kept with its version and in the log.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: a locked plan is changed without a reason, a plan that is to be locked lacks something, or the values
            break a rule.
        NotFoundError: there is no such pilot.
    """
    pilot = use_cases.get_pilot(session, slug)
    stored, catalogue = values_of(pilot), metrics.catalogue(session)
    result = merged(f"“{pilot.name}”", seen=seen, wanted=wanted, stored=stored)
    uses = metric_uses.uses_of(pilot.use_case)
    locked_on = result.locked_on if stored.locked_on is None else None
    if locked_on is not None:
        locks.check_lockable(result, uses)
    check_pilot(result)
    _check_left_out(session, pilot, stored, result, catalogue)
    before, after = (locks.content(side, uses, catalogue) for side in (stored, result))
    amended = locks.check_lock(pilot.name, before, after, reason=reason)
    if amended:
        pilot.amended_on = today
        session.info["reason"] = reason.strip()
    _store(session, pilot, result)
    _store_days(session, pilot, result, today=today)
    content = locks.content(values_of(pilot), uses, catalogue)  # as it is stored: people by their names
    if amended:
        plans.amend(session, pilot, content, today=today, reason=reason)
    elif locked_on is not None:
        plans.lock(session, pilot, content, locked_on=locked_on, reason=reason)
    session.flush()
    return pilot


def _check_left_out(
    session: Session, pilot: Pilot, stored: PilotValues, wanted: PilotValues, catalogue: Catalogue
) -> None:
    """Raise RuleError where days are left out of a metric that is not known, or of figures that have not come yet."""
    for each in set(wanted.left_out) - set(stored.left_out):
        if each.metric and catalogue.get(each.metric) is None:
            raise RuleError(f"There is no metric “{each.metric}” to leave days out of.", field="left_out")
        known_until = stored_plans.figures_until(session, pilot.id, each.metric)
        check_newly_left_out([each], known_until=known_until)


def _store_days(session: Session, pilot: Pilot, values: PilotValues, *, today: date) -> None:
    session.flush()
    if stored_plans.occasions_of(pilot) != values.occasions:
        stored_plans.store_occasions(session, pilot, values.occasions)
    if stored_plans.left_out_of(pilot) != values.left_out:
        author = Author(audit.person_of(session).id, today)
        stored_plans.store_left_out(session, pilot, values.left_out, author=author)


def _store(session: Session, pilot: Pilot, values: PilotValues) -> None:
    pilot.name = tidy(values.name)
    pilot.site = names.site_named(session, values.site)
    pilot.segment = values.segment
    pilot.client = tidy(values.client)
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
    pilot.usage_cost = values.usage_cost
    pilot.notes = values.notes
    pilot.population_share = values.population_share
    pilot.planned_split = values.planned_split
    pilot.units_per_arm = values.units_per_arm
    pilot.randomised_unit = values.randomised_unit
    pilot.chosen_because_bad = values.chosen_because_bad
    waiver = values.comparison_waiver
    pilot.comparison_waiver = names.person_named(session, waiver) if waiver.strip() else None
