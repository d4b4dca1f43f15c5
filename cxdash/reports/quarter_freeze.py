"""What finance freezes when it closes a quarter: the figures, what they rest on, and the page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain import money_policy_content
from cxdash.domain.closing import Figure, Frozen, name_of
from cxdash.domain.figures import count
from cxdash.domain.periods import Period, Quarter
from cxdash.reports import frozen_quarter, quarter_figures, this_quarter
from cxdash.store import money_policies, organisation, quarter_closes, since_close


def freeze(session: Session, quarter: Quarter, today: date) -> Frozen:
    """Return what closing a quarter on a day would keep."""
    calendar = organisation.calendar(session)
    period = calendar.period(quarter)
    figures = quarter_figures.figures(session, period, today=today)
    return Frozen(
        figures=figures,
        about={
            "name": calendar.name(quarter),
            "fiscal_first_month": calendar.first_month,
            "currency": organisation.figures(session).currency,
            "money_policy": _policy(session),
            "sources": _sources(session, figures, period),
        },
        page=frozen_quarter.freeze(this_quarter.quarterly(session, quarter, today=today)),
    )


@dataclass(frozen=True, slots=True)
class Beforehand:
    """A quarter frozen before its closing, so that nobody who writes waits for it.

    Called like ``freeze`` in the transaction that closes: gives what was frozen while the data are as they were, and
    freezes anew once somebody stored something since.
    """

    quarter: Quarter
    today: date
    revision: int
    frozen: Frozen

    def __call__(self, session: Session, quarter: Quarter, today: date) -> Frozen:
        """Return what closing a quarter on a day would keep."""
        asked = (quarter, today, quarter_closes.revision(session))
        if asked == (self.quarter, self.today, self.revision):
            return self.frozen
        return freeze(session, quarter, today)


def beforehand(session: Session, quarter: Quarter, *, today: date) -> Beforehand:
    """Freeze a quarter in a session that only reads."""
    revision = quarter_closes.revision(session)
    return Beforehand(quarter, today, revision, freeze(session, quarter, today))


def _policy(session: Session) -> dict[str, Any]:
    policy = money_policies.current(session)
    return {"number": policy.number, "content": money_policy_content.content(policy)}


def _sources(session: Session, figures: tuple[Figure, ...], period: Period) -> dict[str, Any]:
    """Return from which imports the figures in the quarter came; the imports keep the files and the cells."""
    metrics = {each.metric for each in figures if each.metric}
    found = since_close.sources(session, period.starts, period.ends_before, metrics=metrics)
    return {
        "files": {str(each.import_id): each.file for each in found},
        "figures": [[each.pilot, each.metric, each.import_id, each.figures] for each in found],
    }


@dataclass(frozen=True, slots=True)
class Preview:
    """What finance looks at before it closes a quarter.

    Attributes:
        digest: the name of these figures; closing under another one is refused.
        says: what would be frozen, a line each.
    """

    digest: str
    says: tuple[str, ...]


def preview(session: Session, quarter: Quarter, *, today: date) -> Preview:
    """Return what closing a quarter now would freeze, in short."""
    figures = organisation.figures(session)
    found = quarter_figures.figures(session, organisation.calendar(session).period(quarter), today=today)
    amounts = {each.key: each.value for each in found}
    pilots = len({each.pilot for each in found if each.pilot})
    policy = money_policies.current(session)
    value = (
        f"{figures.money(amounts['total/headline/net'])} confirmed by finance after cost, "
        f"{figures.money(amounts['total/measured/net'])} measured after run cost, and each of "
        f"{count(pilots, 'pilot')} with effect, grade, unit value, cases and run cost"
    )
    every = f"{count(len(found), 'figure')} in all, of money, customers and agents, moves, stages and traps"
    beside = f"the page as it reads today, and version {policy.number} of the money policy"
    return Preview(name_of(found), (value, every, beside))
