"""The organisation's own settings: name, currency and fiscal calendar."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.periods import FiscalCalendar
from cxdash.store.tables import Observation, Organisation


def figures(session: Session) -> Figures:
    """Return how figures are written in the organisation's currency."""
    return Figures(session.scalar(select(Organisation.currency).limit(1)) or "GBP")


def name(session: Session) -> str:
    """Return what the organisation is called."""
    return session.scalar(select(Organisation.name).limit(1)) or ""


def as_of(session: Session) -> date | None:
    """Return the day a sample portfolio is shown as of, None where the calendar's own today counts."""
    return session.scalar(select(Organisation.as_of).limit(1))


def get(session: Session) -> Organisation:
    """Return the organisation's row."""
    return session.scalars(select(Organisation).limit(1)).one()


def calendar(session: Session) -> FiscalCalendar:
    """Return the organisation's fiscal calendar."""
    return FiscalCalendar(session.scalar(select(Organisation.fiscal_first_month).limit(1)) or 1)


def has_figures(session: Session) -> bool:
    """Say whether any figure is stored, and with it sums over the quarters of this calendar."""
    return session.scalar(select(Observation.series_id).limit(1)) is not None
