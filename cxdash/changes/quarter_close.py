"""A quarter closed by finance, once, with every figure as it stood; and said why a figure reads otherwise since."""

from collections.abc import Callable, Collection
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.closing import Frozen, check_close, check_reason, name_of
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.periods import Quarter
from cxdash.store import audit, organisation, quarter_closes
from cxdash.store.quarter_tables import QuarterClose, RestatementReason

Freeze = Callable[[Session, Quarter, date], Frozen]
"""Works out what a quarter reads on a day; reports know how, and changes do not know reports."""


def close(
    session: Session, quarter: Quarter, *, freeze: Freeze, seen: str, today: date, note: str = ""
) -> QuarterClose:
    """Freeze a quarter as it reads now: what is uploaded later is a restatement, and this stays.

    Args:
        session: writes.
        quarter: which one, by today's fiscal calendar; its days are kept with it.
        freeze: gives the figures and the page as this transaction reads them; everybody who writes waits for it.
        seen: the name of the figures that the person had on the screen, as ``domain.closing.name_of`` gives it.
        today: the day of the closing.
        note: what finance wants to be read beside it.

    Raises:
        NotAllowedError: the person may not close a quarter.
        RuleError: it is not over, it was closed before, or its figures changed since they were looked at.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.QUARTER_CLOSE)
    calendar = organisation.calendar(session)
    period, name = calendar.period(quarter), calendar.name(quarter)
    before = quarter_closes.find(session, period.starts)
    check_close(period, name=name, today=today, closed_on=None if before is None else before.closed_on)
    frozen = freeze(session, quarter, today)
    digest = name_of(frozen.figures)
    if digest != seen:
        raise RuleError(f"The figures of {name} changed after you opened them. Look at them again, then close it.")
    row = QuarterClose(
        quarter=str(quarter),
        starts=period.starts,
        closed_on=today,
        person_id=person.id,
        note=note.strip(),
        revision=quarter_closes.revision(session),
        figures={"figures": [each.to_json() for each in frozen.figures], **frozen.about},
        page=dict(frozen.page),
        digest=digest,
    )
    session.add(row)
    session.flush()
    return row


def explain(
    session: Session, close_id: int, figure: str, reason: str, *, restated: Collection[str], seen: str, today: date
) -> RestatementReason:
    """Say why a figure of a closed quarter reads otherwise now; a reason given before is replaced.

    Args:
        session: writes.
        close_id: the closing.
        figure: the figure's name.
        reason: a sentence.
        restated: the names of the figures that read otherwise now.
        seen: the reason that the person had on the screen, "" where there was none.
        today: the day it is said.

    Raises:
        NotAllowedError: the person may not say so.
        NotFoundError: there is no such closing.
        RuleError: the reason says nothing or too much, or the figure reads as it was reported.
        StaleEditError: somebody else gave another reason meanwhile.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.QUARTER_RESTATE)
    wanted = reason.strip()
    check_reason(wanted)
    name = quarter_closes.get(session, close_id).quarter
    if figure not in restated:
        raise RuleError(f"This figure of {name} reads as it was reported. There is nothing to explain.")
    row = quarter_closes.reason(session, close_id, figure)
    stored = "" if row is None else row.reason
    if stored not in (seen, wanted):
        raise StaleEditError("The list", field="the reason", seen=seen, mine=wanted, theirs=stored)
    if row is None:
        row = RestatementReason(close_id=close_id, figure=figure, reason=wanted, person_id=person.id, made_on=today)
        session.add(row)
    else:
        row.reason, row.person_id, row.made_on = wanted, person.id, today
    session.flush()
    return row
