"""The closed quarter of the sample portfolio: frozen by finance, before the last file came, and explained after it."""

from datetime import date

from cxdash.changes import quarter_close
from cxdash.changes.quarter_close import Freeze
from cxdash.changes.samples.gestures import Said, who
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.closing import name_of
from cxdash.domain.periods import Quarter
from cxdash.store import organisation, quarter_closes
from cxdash.store.database import Database


def close(database: Database, closing: Said, *, freeze: Freeze) -> None:
    """Close the quarter in the name of who did, on its day.

    Raises:
        NotFoundError: nobody is known by that name.
        NotAllowedError: they may not close a quarter.
        RuleError: it is not over.
    """
    quarter, on = Quarter.parse(closing["quarter"]), date.fromisoformat(closing["on"])
    with database.changing(who(database, closing["who"]), Action.QUARTER_CLOSE, reason=OF_THE_SAMPLE) as session:
        seen = name_of(freeze(session, quarter, on).figures)
        quarter_close.close(session, quarter, freeze=freeze, seen=seen, today=on, note=closing["note"])


def explain(database: Database, closing: Said) -> None:
    """Say why figures read otherwise since, in the names of who said so."""
    for each in closing["reasons"]:
        key = each["figure"]
        with database.changing(who(database, each["who"]), Action.QUARTER_RESTATE, reason=OF_THE_SAMPLE) as session:
            starts = organisation.calendar(session).starts(Quarter.parse(closing["quarter"]))
            closed = quarter_closes.find(session, starts)
            if closed is not None:
                on = date.fromisoformat(each["on"])
                quarter_close.explain(session, closed.id, key, each["reason"], restated=(key,), seen="", today=on)
