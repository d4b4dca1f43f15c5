"""A quarter as people take it away: in one of its views, with whose it is; deck and workbook start from it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.closing import Figure
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.periods import Quarter
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import day
from cxdash.reports import closed_quarters, quarter_figures, this_quarter
from cxdash.reports.closed_quarters import View
from cxdash.reports.this_quarter import Beside, Quarterly
from cxdash.store import organisation


@dataclass(frozen=True)
class Taken:
    """A quarter in one of its views.

    Attributes:
        view: which figures these are; ``words`` says it with the day: “as reported on 5 Oct 2026”.
        known: the same for what is only ever known now.
        page: the answers, as the page shows them.
        pilots: the slugs of those that the page is narrowed to by client; None where it is not.
        totals: every figure by its lasting name, as ``reports.quarter_figures`` has them; none where the page is
            narrowed to a site or a client.
    """

    organisation: str
    quarter: Quarter
    today: date
    view: View
    words: str
    known: str
    page: Quarterly
    figures: Figures
    totals: dict[str, Figure]
    site: str | None = None
    pilots: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """What the quarter is called."""
        return self.page.name


def taken(
    session: Session,
    quarter: Quarter,
    *,
    today: date,
    view: View | None = None,
    site: str | None = None,
    client: str | None = None,
    beside: Beside = "before",
) -> Taken:
    """Return a quarter as it is shown: as reported where it is closed and nothing else is asked for, else as known now.

    Raises:
        RuleError: it is asked for as reported and was never closed, or for a part of what was reported.
    """
    is_plain = site is None and client is None and beside == "before"
    offered = {each.view: each.words for each in closed_quarters.views(session, quarter)} if is_plain else {}
    chosen = view or next(iter(offered), View.KNOWN)
    name = organisation.calendar(session).name(quarter)
    if chosen is View.REPORTED and not is_plain:
        raise RuleError(f"{name} was reported as a whole: choose all sites and clients, or the figures as known now.")
    if chosen is View.REPORTED and chosen not in offered:
        raise RuleError(f"{name} is not closed, so nothing was reported yet. Close it first, or take it as known now.")
    kept = closed_quarters.reported(session, quarter) if chosen is View.REPORTED else None
    page = kept or this_quarter.quarterly(session, quarter, today=today, site=site, client=client, beside=beside)
    known = f"as known now, {day(today)}"
    return Taken(
        organisation=organisation.name(session),
        quarter=quarter,
        today=today,
        view=chosen,
        words=known if kept is None else offered[View.REPORTED],
        known=known,
        page=page,
        figures=Figures(page.currency),
        totals=_totals(session, quarter, today=today, is_kept=kept is not None) if is_plain else {},
        site=site,
        pilots=None if client is None else _of_client(session, client, today=today),
    )


def _of_client(session: Session, client: str, *, today: date) -> tuple[str, ...]:
    found = pilot_results.narrowed(pilot_results.results(session, today=today), client=client)
    return tuple(dict.fromkeys(each.slug for each in found))


def _totals(session: Session, quarter: Quarter, *, today: date, is_kept: bool) -> dict[str, Figure]:
    closed = closed_quarters.one(session, quarter) if is_kept else None
    if closed is not None:
        found = closed_quarters.figures(session, closed.close)
    else:
        period = organisation.calendar(session).period(quarter)
        found = quarter_figures.figures(session, period, today=today)
    return {each.key: each for each in found}
