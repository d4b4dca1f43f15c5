"""The days of a quarter in which a pilot was live, and the cases its figures count in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxdash.domain.periods import Grain, Period
from cxdash.domain.stages import Status
from cxdash.judging.pilot_results import Result
from cxdash.store.pilot_cells import Cell

_TWO_WEEKS = 14


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a quarter in which a pilot was live, its figures for them and the cases these were counted over."""

    starts: date
    ends_before: date
    figures: int
    volume: float

    @property
    def is_too_short(self) -> bool:
        """Whether no figure can be missed yet: less than two weeks, and none has come in."""
        return not self.figures and (self.ends_before - self.starts).days < _TWO_WEEKS


def stretch_of(each: Result, quarter: Period, cells: Sequence[Cell]) -> Stretch | None:
    """Return the days on which a pilot's effect counts in a quarter; None where there is none.

    ``cells`` are its own arm's sums: of the whole quarter, and by week or month where it was live in a part of it.
    """
    starts, ends = _live_in(each, quarter)
    if starts >= ends:
        return None
    if is_partial(each, quarter):
        inside = [cell for cell in cells if _lies_in(cell, each.goes_live or starts, ends, quarter)]
    else:
        day = quarter.starts.toordinal()
        inside = [cell for cell in cells if cell.grain is Grain.QUARTER and cell.day == day]
    return Stretch(starts, ends, sum(cell.parts for cell in inside), sum(cell.denominator for cell in inside))


def _lies_in(cell: Cell, goes_live: date, ends: date, quarter: Period) -> bool:
    """Say whether a week or month began while the pilot was live and counts in the quarter."""
    period = Period(date.fromordinal(cell.day), cell.grain)
    in_quarter = quarter.starts <= period.anchor < quarter.ends_before
    return cell.grain is not Grain.QUARTER and goes_live <= period.starts < ends and in_quarter


def _live_in(each: Result, quarter: Period) -> tuple[date, date]:
    """Return the days on which a pilot's effect counts; one that was stopped counts to the end of its window."""
    goes_live = each.goes_live or quarter.ends_before
    stopped = each.status is not Status.ACTIVE or each.use_case_status is not Status.ACTIVE
    last = each.window_ends_before if stopped and each.window_ends_before else each.today
    return max(goes_live, quarter.starts), min(last, quarter.ends_before)


def is_partial(each: Result, quarter: Period) -> bool:
    """Say whether a pilot counts in a part of the quarter only, so that finer sums are needed."""
    starts, ends = _live_in(each, quarter)
    is_running = ends == each.today
    return starts < ends and (starts > quarter.starts or (ends < quarter.ends_before and not is_running))
