"""What the filters of every page offer: quarters with figures; sites, clients, owners, metrics and steps in use."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.store import choices, organisation


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: quarters newest first, the rest as (slug, name) in reading order."""

    calendar: FiscalCalendar
    quarters: tuple[Quarter, ...]
    sites: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    metrics: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...] = ()
    clients: tuple[tuple[str, str], ...] = ()


def offered(session: Session) -> Choices:
    """Return what the filters offer; an empty database offers nothing."""
    calendar = organisation.calendar(session)
    return Choices(
        calendar=calendar,
        quarters=_quarters(calendar, choices.quarter_days(session)),
        sites=tuple(choices.sites(session)),
        owners=tuple(choices.owners(session)),
        metrics=tuple(choices.metrics(session)),
        steps=tuple(choices.steps(session)),
        clients=tuple(choices.clients(session)),
    )


def _quarters(calendar: FiscalCalendar, days: tuple[int, int] | None) -> tuple[Quarter, ...]:
    if days is None:
        return ()
    earliest, latest = (calendar.quarter_of(date.fromordinal(day)) for day in days)
    found = [latest]
    while found[-1] > earliest:
        found.append(found[-1].shifted(-1))
    return tuple(found)
