"""Where an outcome is tried first, as the pilots declare it: places, days and comparisons, but no pilot's own name."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cxdash.domain.brief import Section, Table
from cxdash.domain.comparisons import Comparison
from cxdash.domain.stages import Status
from cxdash.judging.pilot_results import day
from cxdash.reports.brief.facts import Try
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
            yield Try(
                where, pilot.baseline_starts, pilot.goes_live, last, _against(pilot), Comparison(pilot.comparison)
            )


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


def shown_against(tries: Sequence[Try]) -> str:
    """Say what a change will be shown against, as the pilots are designed; a comparison where none is declared yet."""
    without = "people or sites that went without, over the same days"
    kinds = {each.comparison for each in tries}
    if Comparison.NONE not in kinds:
        drawn = ", drawn by lot" if kinds == {Comparison.RANDOMISED} else ""
        return f"The change is shown against {without}{drawn}, with its range."
    if kinds == {Comparison.NONE}:
        return "The change is shown against the pilot's own past, before it went live, with its range."
    return f"The change is shown against {without}; where there are none, against the pilot's own past; with its range."


def _against(pilot: Pilot) -> str:
    match Comparison(pilot.comparison):
        case Comparison.NONE:
            return "its own past only"
        case Comparison.GROUP:
            return pilot.comparison_label or "a comparison group, to be agreed"
        case Comparison.RANDOMISED:
            drawn = f"groups drawn by lot{f', by {pilot.randomised_unit}' if pilot.randomised_unit else ''}"
            return f"{drawn}; the others: {pilot.comparison_label}" if pilot.comparison_label else drawn
