"""The figures in which a pilot's cases were counted over some days, each with the file and the cell it stands in."""

from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Period
from cxdash.judging.pilot_results import Result
from cxdash.reports.run_chart import period_words
from cxdash.store import sources

COLUMNS = ("Period", "Segment", "Numerator", "Denominator", "Cell", "File")


def counted(session: Session, each: Result, starts: date, ends_before: date) -> pd.DataFrame:
    """Return a pilot's own figures for the days from ``starts`` to before ``ends_before``, in order of time.

    ``COLUMNS``; the denominators are the cases that were counted. A week counts where its fourth day falls.
    """
    rows = [
        (period_words(period), row.segment or "all", row.numerator, row.denominator, row.cell, row.file)
        for row in (sources.of_metric(session, each.id, each.metric_id) if each.metric_id is not None else ())
        if row.arm == Arm.PILOT
        and _lies_in(period := Period(date.fromordinal(row.day), row.grain), starts, ends_before)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _lies_in(period: Period, starts: date, ends_before: date) -> bool:
    return starts <= period.anchor < ends_before
