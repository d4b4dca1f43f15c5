"""Where an outcome is tried first, as the pilots declare it: places, days and comparisons, but no pilot's own name."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cxdash.domain.brief import Section, Table
from cxdash.domain.comparisons import Comparison
from cxdash.domain.stages import Status
from cxdash.reports.brief.facts import Try
from cxdash.reports.pilot_results import day
from cxdash.store.tables import Pilot

_HEADS = ("Where", "Baseline from", "Goes live", "Last day", "Compared with")
_OPEN = "to be agreed"


def declared(pilots: Sequence[Pilot], *, today: date) -> Iterator[Try]:
    """Yield the active pilots that have a go-live date and whose window is not over."""
    for pilot in pilots:
        if pilot.goes_live is None or pilot.archived_at is not None or Status(pilot.status) is not Status.ACTIVE:
            continue
        last = pilot.goes_live + timedelta(days=pilot.window_days - 1)
        if last >= today:
            where = " · ".join(part for part in (pilot.site.name if pilot.site else "", pilot.segment) if part)
            yield Try(where, pilot.baseline_starts, pilot.goes_live, last, _against(pilot))


def section(tries: Sequence[Try]) -> Section:
    """Return the section that tells them, one to a row."""
    rows = tuple(
        (
            each.where or _OPEN,
            _OPEN if each.baseline_starts is None else day(each.baseline_starts),
            day(each.goes_live),
            day(each.last_day),
            each.against,
        )
        for each in tries
    )
    return Section("Where it is tried first", table=Table(_HEADS, rows))


def _against(pilot: Pilot) -> str:
    match Comparison(pilot.comparison):
        case Comparison.NONE:
            return "its own past only"
        case Comparison.GROUP:
            return pilot.comparison_label or "a comparison group, to be agreed"
        case Comparison.RANDOMISED:
            drawn = f"groups drawn by lot{f', by {pilot.randomised_unit}' if pilot.randomised_unit else ''}"
            return f"{drawn}; the others: {pilot.comparison_label}" if pilot.comparison_label else drawn
