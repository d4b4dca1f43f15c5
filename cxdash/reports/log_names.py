"""What the numbers in log entries stand for: people and things by name, money by its currency, sizes by their unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from cxdash.domain.figures import NO_BREAK, Figures, percent, signed
from cxdash.domain.metrics import Metric
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.targets import TargetKind
from cxdash.store import log, log_things, organisation
from cxdash.store.log import LogEntry

_MONEY = frozenset(
    {
        "cost_to_close",
        "one_off_cost",
        "run_cost_year",
        "unit_cost",
        "unit_value",
        "unit_value_high",
        "unit_value_low",
        "usage_cost",
    }
)
_SIZES = frozenset({"target_size", "margin", "baseline"})


@dataclass(frozen=True, slots=True)
class Use:
    """How a use case is judged by a metric, as far as it says in which unit sizes are: with what it says today."""

    metric: Metric
    target_kind: str | None
    margin_relative: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What numbers stand for.

    Attributes:
        known: names of things, by the field that points to them and their number.
        comments: what comments say that are not withdrawn.
        uses: the metrics by which use cases are judged.
        figures: how amounts and sizes are written.
        calendar: how quarters are called.
    """

    known: Mapping[tuple[str, int], str] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)
    uses: Mapping[int, Use] = field(default_factory=dict)
    figures: Figures = field(default_factory=Figures)
    calendar: FiscalCalendar = field(default_factory=FiscalCalendar)

    def get(self, thing: tuple[str, int], otherwise: str) -> str:
        """Name a thing by the field that points to it and its number."""
        return self.known.get(thing, otherwise)

    def person(self, number: object) -> str:
        """Name a person; “somebody” where nobody is known by this number."""
        return self.known.get(("person_id", number), "somebody") if isinstance(number, int) else "somebody"

    def quarter(self, stored: object) -> str:
        """Name a quarter that is stored as ``2026-Q3`` as people say it: ``Q3 2026``; “a quarter” where none is."""
        return self.calendar.name(Quarter.parse(stored)) if isinstance(stored, str) and stored else "a quarter"

    def money(self, amount: float) -> str:
        """Write an amount to the penny, as a log must: ``£1,250``, ``£0.35``, ``NOK 900``."""
        gap = NO_BREAK if self.figures.symbol == self.figures.currency else ""
        size = f"{abs(amount):,.2f}".removesuffix(".00")
        return signed(f"{self.figures.symbol}{gap}{size}", amount, show_plus=False)

    def sized(self, name: str, value: float, entry: LogEntry) -> str | None:
        """Write what a field of an entry holds with its currency or unit; None where it has neither."""
        if name in _MONEY:
            return self.money(value)
        use = self.uses.get(int(entry.key)) if entry.table == "use_case_metric" and name in _SIZES else None
        return None if use is None else _sized(name, value, use, self.figures)


def _sized(name: str, value: float, use: Use, figures: Figures) -> str:
    if name == "margin":
        return percent(value) if use.margin_relative or use.metric.is_fraction else figures.value(use.metric, value)
    if name == "target_size" and use.target_kind == TargetKind.RELATIVE:
        return percent(value, sign=True)
    if name == "target_size" and use.target_kind == TargetKind.ABSOLUTE:
        return figures.difference(use.metric, value)
    return figures.value(use.metric, value)


def names(session: Session, entries: Collection[LogEntry], *, whole: bool = False) -> Names:
    """Return what the numbers in entries stand for; ``whole`` where they may be about any use case and pilot."""
    numbers = _numbers("use_case_metric", entries) | _numbers("valuation", entries)
    uses = log_things.metric_uses(session, numbers)
    return Names(
        log.every_name(session) if whole else log.names(session),
        log_things.comments(session, _numbers("comment", entries)),
        {number: Use(*use) for number, use in uses.items()},
        organisation.figures(session),
        organisation.calendar(session),
    )


def _numbers(table: str, entries: Collection[LogEntry]) -> set[int]:
    return {int(each.key) for each in entries if each.table == table}
