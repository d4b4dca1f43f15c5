"""What finished pilots were worth in a quarter: measured effect × counted cases × unit value, beside the promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from cxdash.domain import money
from cxdash.domain.money import NOTHING, Claim, Counted, Span
from cxdash.domain.periods import Grain, Period
from cxdash.effects.effect import Effect
from cxdash.effects.grade import Grade
from cxdash.judging.pilot_results import Result, State
from cxdash.reports.live_days import Stretch, is_partial, stretch_of
from cxdash.store import pilot_cells
from cxdash.store.pilot_cells import Cell


class Basis(StrEnum):
    """How far a sum may be relied on; sums of different bases are never added."""

    MEASURED = "measured"
    WEAK = "weak evidence"
    UNPROVEN = "no interval"


@dataclass(frozen=True, slots=True)
class Earned:
    """One pilot's part of a quarter.

    Attributes:
        promised: what the required effect would have been worth on the same cases; None without a target.
        run_cost: its share of the year's run cost; None where none is recorded.
        volume: cases counted while it was live.
        counted: its claim, gross, and what of it counts.
    """

    result: Result
    basis: Basis
    promised: float | None
    run_cost: float | None
    volume: float
    counted: Counted

    @property
    def counts(self) -> Span:
        """What counts of its claim, gross, in currency."""
        return self.counted.counts

    @property
    def overlap(self) -> float:
        """What was taken away because another pilot claims the same cases."""
        return self.counted.overlap


@dataclass(frozen=True, slots=True)
class QuarterValue:
    """A quarter in money; amounts are gross unless they are called net.

    Attributes:
        earned: every pilot that was worth something that can be said, the largest first.
        left_out: pilots whose worth cannot be said, with the reason.
        masked: pilots whose gain is counted as nothing because containment masks what customers met.
    """

    earned: tuple[Earned, ...]
    totals: dict[Basis, Span]
    left_out: tuple[tuple[Result, str], ...]
    masked: tuple[Result, ...]

    @property
    def gross(self) -> Span:
        """Measured value with its range."""
        return self.totals[Basis.MEASURED]

    @property
    def run_cost(self) -> float:
        """The run cost of the measured pilots."""
        return sum(each.run_cost or 0.0 for each in self.of(Basis.MEASURED))

    @property
    def net(self) -> Span:
        """Measured value less run cost."""
        gross, cost = self.gross, self.run_cost
        return Span(gross.likely - cost, gross.low - cost, gross.high - cost)

    @property
    def promised(self) -> float:
        """What the measured pilots promised on the same cases."""
        return sum(each.promised or 0.0 for each in self.of(Basis.MEASURED))

    @property
    def overlap(self) -> float:
        """What was claimed twice and taken out."""
        return sum(each.overlap for each in self.earned)

    @staticmethod
    def total_of(earned: Iterable[Earned]) -> Span:
        """Return the sum of some pilots with its range."""
        return money.total(each.counted for each in earned)

    def of(self, basis: Basis) -> list[Earned]:
        """Return the pilots of one basis."""
        return [each for each in self.earned if each.basis is basis]


_Found = tuple[Result, Basis, Stretch, Span]


def values(session: Session, results: Sequence[Result], quarters: Sequence[Period]) -> list[QuarterValue]:
    """Return the value of each quarter, from go-live on, by what is measured today.

    Two queries whatever the number of pilots: the quarters' sums, and finer sums of pilots live in a part of one.
    """
    finished = [each for each in results if each.state is State.FINISHED and each.metric_id is not None]
    whole = pilot_cells.of_quarters(session, [quarter.starts.toordinal() for quarter in quarters])
    partly = [each for each in finished if any(is_partial(each, quarter) for quarter in quarters)]
    fine = pilot_cells.by_period(
        session, {each.id for each in partly}, {each.metric_id for each in partly if each.metric_id is not None}
    )
    cells = _by_pilot([*whole, *(cell for cell in fine if cell.grain is not Grain.QUARTER)])
    return [_value(finished, quarter, cells) for quarter in quarters]


def _by_pilot(cells: Iterable[Cell]) -> dict[tuple[int, int | None], list[Cell]]:
    found: dict[tuple[int, int | None], list[Cell]] = {}
    for cell in cells:
        if cell.arm == "pilot":
            found.setdefault((cell.pilot_id, cell.metric_id), []).append(cell)
    return found


def _value(
    finished: Sequence[Result], quarter: Period, cells: dict[tuple[int, int | None], list[Cell]]
) -> QuarterValue:
    left_out: list[tuple[Result, str]] = []
    masked: list[Result] = []
    found: list[_Found] = []
    for each in finished:
        stretch = stretch_of(each, quarter, cells.get((each.id, each.metric_id), []))
        if stretch is None or stretch.is_too_short:
            continue
        worth = _worth(each, stretch)
        if isinstance(worth, str):
            left_out.append((each, worth))
            continue
        basis, realised = worth
        if each.alarms and realised.likely > 0:
            masked.append(each)
            realised = NOTHING
        found.append((each, basis, stretch, realised))
    counted = _counted(found)
    earned = [
        _earned(each, basis, stretch, counts) for (each, basis, stretch, _), counts in zip(found, counted, strict=True)
    ]
    totals = {basis: money.total(each.counted for each in earned if each.basis is basis) for basis in Basis}
    ranked = sorted(earned, key=lambda each: -each.counts.likely)
    return QuarterValue(tuple(ranked), totals, tuple(left_out), tuple(masked))


def _counted(found: Sequence[_Found]) -> list[Counted]:
    """Cap shared claims; what is unproven never takes away from what was measured."""
    counted: dict[int, Counted] = {}
    for is_unproven in (False, True):
        rows = [at for at, row in enumerate(found) if (row[1] is Basis.UNPROVEN) is is_unproven]
        claims = [_claim(found[at][0], found[at][2], found[at][3]) for at in rows]
        counted |= dict(zip(rows, money.capped(claims), strict=True))
    return [counted[at] for at in range(len(found))]


def _worth(each: Result, stretch: Stretch) -> tuple[Basis, Span] | str:
    """Return on what basis a pilot's worth is known and the worth, or the reason why it is not."""
    effect, metric, unit_value = each.effect, each.metric, each.unit_value
    if effect is None or metric is None or effect.effect is None:
        return f"no effect, because {each.why_no_interval}"
    if not unit_value:
        return "nobody has said what one unit is worth"
    size = _natural(effect)
    if size is None:
        return "its baseline is not known"
    if not stretch.figures:
        return "no figures came in for these days"
    if not stretch.volume:
        return "the tracker has no counts of cases beside its rates"
    basis = Basis.WEAK if each.grade is Grade.D else Basis.MEASURED
    worth = money.worth(size, volume=stretch.volume, unit_value=unit_value, per=metric.per)
    return (basis if effect.has_interval else Basis.UNPROVEN), worth


def _natural(effect: Effect) -> Span | None:
    """Return the effect in metric units with its interval; without one the ends are the effect itself."""
    middle = effect.effect
    ends = (
        middle,
        effect.low if effect.low is not None else middle,
        effect.high if effect.high is not None else middle,
    )
    sizes = [
        None if end is None else money.natural(end, baseline=effect.baseline_mean, relative=effect.relative)
        for end in ends
    ]
    likely, low, high = sizes
    return None if likely is None or low is None or high is None else Span(likely, low, high)


def _claim(each: Result, stretch: Stretch, realised: Span) -> Claim:
    return Claim(
        pilot=each.slug,
        metric=each.metric.slug if each.metric else "",
        population=each.population,
        starts=stretch.starts,
        ends_before=stretch.ends_before,
        realised=realised,
    )


def _earned(each: Result, basis: Basis, stretch: Stretch, counted: Counted) -> Earned:
    effect, metric, unit_value = each.effect, each.metric, each.unit_value
    promised = None
    if effect is not None and metric is not None and effect.required is not None and unit_value is not None:
        size = money.natural(effect.required, baseline=effect.baseline_mean, relative=effect.relative)
        promised = None if size is None else size * stretch.volume * unit_value / metric.per
    cost = each.run_cost_year
    return Earned(
        result=each,
        basis=basis,
        promised=promised,
        run_cost=None if cost is None else money.run_cost(cost, starts=stretch.starts, ends_before=stretch.ends_before),
        volume=stretch.volume,
        counted=counted,
    )
