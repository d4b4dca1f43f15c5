"""A proof point repeated: a new pilot of the same use case at another site, its plan filled in from the first one."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import held, names, pilots
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.proof_drift import Later
from cxdash.domain.proof_points import repeated_plan
from cxdash.store import audit, proof_points
from cxdash.store.proof_tables import ProofPoint, Repeat
from cxdash.store.tables import Pilot


def repeat(session: Session, slug: str, *, site: str, name: str = "", today: date) -> Pilot:
    """Plan a pilot that repeats a proof point at another site.

    Window, run-in, comparison design and segment are taken over; metrics, targets and guardrails are the use case's
    already. Days, costs and what happens at the first site are not, for they are that site's own.

    Args:
        session: writes.
        slug: which proof point.
        site: where; made when it is new.
        name: of the pilot; by default that of the first one, with the new site.
        today: the day, for what is noted in the plan.

    Raises:
        NotAllowedError: the person may not plan pilots.
        RuleError: no other site is named, it is planned there already, or the proof point no longer holds.
        NotFoundError: there is no such proof point.
    """
    audit.person_of(session).must_be_allowed(Action.PILOT_EDIT)
    point = proof_points.get(session, slug)
    held.by_id(session, point.use_case_id)
    session.refresh(point)
    if point.retired_on is not None or Later.from_json(point.later).is_drifted:
        raise RuleError(
            f"“{point.headline}” no longer holds, so nobody should repeat it. Look at why it does not first."
        )
    first = pilots.values_of(point.pilot)
    where = names.site_named(session, site)
    place = "" if where is None else where.name
    _check_place(session, point, first_site=first.site, place=place)
    plan = repeated_plan(first, headline=point.headline, site=place, name=name, today=today)
    row = pilots.create(session, point.use_case.slug, plan)
    session.add(Repeat(pilot_id=row.id, proof_point_id=point.id))
    session.flush()
    return row


def _check_place(session: Session, point: ProofPoint, *, first_site: str, place: str) -> None:
    if not place:
        raise RuleError("Say at which site it is to be repeated.", field="site")
    if place == first_site:
        raise RuleError(f"It was shown at {place}. Choose another site to repeat it.", field="site")
    planned = next(
        (each for each in proof_points.repeats(session, point.id) if each.site and each.site.name == place), None
    )
    if planned is not None:
        raise RuleError(f"{planned.name} repeats it at {place} already. Open that pilot instead.", field="site")
