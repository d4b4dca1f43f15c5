"""What a use case costs, as it was recorded and by quarter, and apart from it what a model says that it brings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count
from cxdash.domain.money_entries import Basis, MoneyEntry, Side, kind_label
from cxdash.domain.period_words import period_label
from cxdash.domain.periods import FiscalCalendar
from cxdash.domain.spending import between
from cxdash.reports import costs_by_quarter
from cxdash.reports.costs_by_quarter import ByQuarter
from cxdash.store import imports, money_entries, organisation, use_cases
from cxdash.store.tables import Pilot


class Listed(NamedTuple):
    """An entry as a list shows it: who bears it, what for, when, and where it was read."""

    id: int
    whose: str
    what: str
    period: str
    basis: str
    amount: str
    where: str
    entry: MoneyEntry

    @property
    def is_cost(self) -> bool:
        """Whether it is spent; else a model says that it is gained."""
        return self.entry.side is Side.COST


@dataclass(frozen=True)
class Costs:
    """What a use case costs, and what a model says that it brings.

    Attributes:
        by_quarter: the costs by fiscal quarter.
        notes: what one must know to read them.
        listed: every recorded cost.
        modelled: every recorded benefit that a model says; never added to what was measured.
        modelled_says: their sum in a sentence; empty where there are none.
        pilots: slug and name of the pilots that costs may be of.
        currency: its code, in which all amounts are.
    """

    by_quarter: ByQuarter
    notes: str
    listed: tuple[Listed, ...]
    modelled: tuple[Listed, ...]
    modelled_says: str
    pilots: tuple[tuple[str, str], ...]
    currency: str


def of_use_case(session: Session, slug: str, *, today: date) -> Costs:
    """Return the costs and modelled benefits of a use case; NotFoundError where there is none."""
    use_case = use_cases.get(session, slug)
    entries = money_entries.of_use_case(session, use_case.id)
    figures, calendar = organisation.figures(session), organisation.calendar(session)
    pilots = [pilot for pilot in use_case.pilots if pilot.archived_at is None]
    costs, benefits = ([entry for entry in entries if entry.side is side] for side in Side)
    planned = [pilot for pilot in pilots if not _has_plan(pilot, costs)]
    names = {pilot.slug: pilot.name for pilot in pilots}
    listed = listing(session, entries, names, figures, calendar)
    return Costs(
        by_quarter=costs_by_quarter.by_quarter(costs, planned, figures, calendar, today=today),
        notes=_notes(costs, pilots, planned, figures),
        listed=tuple(each for each in listed if each.is_cost),
        modelled=tuple(each for each in listed if not each.is_cost),
        modelled_says=_modelled(benefits, figures),
        pilots=tuple(names.items()),
        currency=figures.currency,
    )


def listing(
    session: Session,
    entries: Sequence[MoneyEntry],
    names: dict[str, str],
    figures: Figures,
    calendar: FiscalCalendar,
) -> list[Listed]:
    """Return entries in words, with the file and the cell each was read from; ``names`` are those of pilots by slug."""
    numbers = {entry.import_id for entry in entries if entry.import_id is not None}
    found = {number: imports.find(session, number) for number in numbers}
    files = {number: row.file for number, row in found.items() if row is not None}
    return [
        Listed(
            id=entry.id,
            whose="The whole use case" if entry.pilot is None else names.get(entry.pilot, entry.pilot),
            what=" · ".join(part for part in (entry.line, kind_label(entry.kind)) if part),
            period=period_label(entry.period, calendar),
            basis=entry.basis.label,
            amount=figures.money(entry.amount),
            where=", ".join(part for part in (files.get(entry.import_id or 0, ""), entry.cell) if part) or "by hand",
            entry=entry,
        )
        for entry in entries
    ]


def _has_plan(pilot: Pilot, costs: Sequence[MoneyEntry]) -> bool:
    """Whether somebody planned a pilot's costs by period, so that its plan need not stand in for that."""
    return any(entry.pilot == pilot.slug and entry.basis is Basis.PLANNED for entry in costs)


def _notes(costs: Sequence[MoneyEntry], pilots: Sequence[Pilot], planned: Sequence[Pilot], figures: Figures) -> str:
    said = ["Of one line and day, what was spent counts before the forecast, and that before the plan."]
    if any(pilot.one_off_cost or pilot.run_cost_year for pilot in planned):
        said.append("Where nobody planned by quarter, a pilot's own plan stands in.")
    usage = [f"{pilot.name} {figures.money(pilot.usage_cost)}" for pilot in pilots if pilot.usage_cost]
    if usage:
        said.append(f"Each case costs on top: {'; '.join(usage)}.")
    return " ".join([*said, *_replaced(costs, figures, Side.COST)])


def _replaced(entries: Sequence[MoneyEntry], figures: Figures, side: Side) -> Iterator[str]:
    """Yield what was planned under a name that nothing was booked under, and gives way to what was."""
    found = between(entries, date.min, date.max, side=side)
    amounts: dict[str, float] = {}
    for part in () if found is None else found.replaced:
        line = f"“{part.entry.line}”" if part.entry.line else side.value
        name = f"{part.entry.basis.value} {line}"
        amounts[name] = amounts.get(name, 0.0) + part.amount
    named = [f"{name} {figures.money(amount)}" for name, amount in amounts.items() if amount]
    verb = "spent" if side is Side.COST else "gained"
    if named:
        yield (
            f"Not counted, because something was {verb} under other names in the same days: {'; '.join(named)}. "
            f"Record it as actual if it was {verb} as well."
        )


def _modelled(benefits: Sequence[MoneyEntry], figures: Figures) -> str:
    if not benefits:
        return ""
    starts = min(entry.period.starts for entry in benefits)
    ends_before = max(entry.period.ends_before for entry in benefits)
    found = between(benefits, starts, ends_before, side=Side.BENEFIT)
    amount = figures.money(0.0 if found is None else found.amount)
    lines = count(len({(entry.pilot, entry.line) for entry in benefits}), "line")
    last = ends_before - timedelta(days=1)
    said = f"A model expects {amount} from {starts:%b %Y} to {last:%b %Y}, in {lines}"
    return ". ".join([said, *(each.removesuffix(".") for each in _replaced(benefits, figures, Side.BENEFIT))])
