"""The other pilots of a use case on one metric, and where they repeat what the first one showed."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.proof_evidence import repeats
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State
from cxdash.store.tables import Pilot


def siblings(session: Session, pilot: Pilot, metric: str, *, today: date) -> tuple[Result, ...]:
    """Return every pilot of a pilot's use case on a primary metric (a slug), itself included, by name."""
    slugs = tuple(each.slug for each in pilot.use_case.pilots if each.archived_at is None)
    results = pilot_results.results(session, today=today, slugs=slugs)
    return tuple(each for each in results if each.metric is not None and each.metric.slug == metric)


def repeating(found: Iterable[Result], site: str) -> tuple[Result, ...]:
    """Return the finished pilots at other sites that repeat what was shown at this one."""
    over = (each for each in found if each.state is State.FINISHED)
    return tuple(each for each in over if repeats(each.verdict.value, site=each.site, first=site))


def sites_of(found: Iterable[Result], site: str) -> tuple[str, ...]:
    """Return the other sites where a result was repeated, by name."""
    return tuple(sorted({each.site for each in repeating(found, site)}))
