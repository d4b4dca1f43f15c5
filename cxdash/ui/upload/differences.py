"""What storing a file would change: first in words, then figure by figure with the cell it stands in."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from cxdash.changes.comparing import NEEDS_ANSWER
from cxdash.changes.planned_figures import Planned
from cxdash.changes.register_items import Outcome, PilotItem, UseCaseItem
from cxdash.changes.tracker_plan import Plan
from cxdash.domain.figures import MINUS, NO_BREAK, Figures, count, number
from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.reports.uploads import KnownNames
from cxdash.store.observations import Value
from cxdash.ui.upload.mending import to_mend

_FIGURES = ["What", "Metric", "Period", "Before", "Now", "Part", "Cell"]
_COUNTED = ["New", "Corrected", "As before", "Waiting", "To mend"]
_COLUMN_OF = {
    Outcome.NEW: "New",
    Outcome.CHANGED: "Corrected",
    Outcome.UNCHANGED: "As before",
    Outcome.REJECTED: "To mend",
}
_REGISTER = ["What", "Field", "Before", "Now", "Cell"]
NOTHING = "–"
_SAID = 4
_DIGITS = 10


def in_words(planned: Plan) -> str:
    """Return the plan in one line: ``168 new, 73 corrected, 1,871 as before, 2 to mend``."""
    waiting = planned.rejected - len(to_mend(planned))
    return (
        f"{planned.new:,} new, {planned.changed:,} corrected, {planned.unchanged:,} as before, "
        f"{f'{waiting:,} waiting for an answer, ' if waiting else ''}{planned.rejected - waiting:,} to mend"
    )


def makes(planned: Plan) -> list[str]:
    """Say which use cases and metrics would be made along with the figures."""
    use_cases = sorted(
        {place.subject for place in planned.names.places.values() if place.subject.startswith("new:")}
        & {series.subject for series in planned.rows.named()}
    )
    new = (slug for slug in planned.names.metrics.values() if slug.startswith("new:"))
    metrics = [slug.removeprefix("new:") for slug in dict.fromkeys(new)]
    said = []
    if use_cases:
        names = listed([f"“{subject.removeprefix('new:')}”" for subject in use_cases])
        noun = "the use case" if len(use_cases) == 1 else f"{len(use_cases):,} use cases:"
        said.append(f"Makes {noun} {names}.")
    if metrics:
        names = listed([f"“{label}”" for label in metrics])
        said.append(
            f"Makes {count(len(metrics), 'metric')} nobody has defined yet: {names}. Give them a class afterwards."
        )
    return said


def listed(names: Sequence[str]) -> str:
    """Join names, at most four of them: ``a, b, c, d and 49 more``."""
    more = f" and {len(names) - _SAID:,} more" if len(names) > _SAID else ""
    return ", ".join(names[:_SAID]) + more


def by_sheet(planned: Plan) -> pd.DataFrame:
    """Return how many figures and register rows of each sheet are new, corrected, as before, waiting or to mend."""
    counts: dict[str, Counter[str]] = {sheet.name: Counter() for sheet in planned.tracker.sheets}
    for sheet, outcomes in planned.rows.by_sheet().items():
        counts[sheet] += Counter({_COLUMN_OF[outcome]: number for outcome, number in outcomes.items()})
    for item in (*planned.register.items, *planned.friction.items, *planned.money.items):
        counts[item.source.sheet][_COLUMN_OF[item.outcome]] += 1
    for problem in planned.problems:
        counts[problem.source.sheet]["Waiting" if problem.code == NEEDS_ANSWER else "To mend"] += 1
    columns = [name for name in _COUNTED if any(count[name] for count in counts.values())]
    rows = [(sheet, *(f"{count[name]:,}" for name in columns)) for sheet, count in counts.items() if count.total()]
    return pd.DataFrame(rows, columns=["Sheet", *columns], dtype=str)


def count_of(planned: Plan, outcome: Outcome) -> int:
    """Count the figures that are new, or corrected."""
    return planned.rows.how_many(outcome)


def figures(
    planned: Plan, outcome: Outcome, known: KnownNames, calendar: FiscalCalendar, *, at_most: int | None = None
) -> pd.DataFrame:
    """Return the figures that are new, or corrected, in the order of the file; all text, as people read it."""
    moving = planned.rows.that_are(outcome)[:at_most]
    return pd.DataFrame([_figure(row, planned, known, calendar) for row in moving], columns=_FIGURES, dtype=str)


def register(planned: Plan) -> pd.DataFrame:
    """Return the use cases and pilots that would be made or edited, a row per field that changes."""
    rows = [row for item in planned.register.items for row in _register_rows(item)]
    return pd.DataFrame(rows, columns=_REGISTER, dtype=str)


def figures_in_words(number: int, outcome: Outcome) -> str:
    """Head the table of figures: ``198 figures are corrected``."""
    return f"{count(number, 'figure is', 'figures are')} {'new' if outcome is Outcome.NEW else 'corrected'}"


def register_in_words(planned: Plan) -> str:
    """Head the table of use cases and pilots: ``16 use cases and pilots are new, 2 are edited``."""
    counted = Counter(item.outcome for item in planned.register.items)
    moving = {"new": counted[Outcome.NEW], "edited": counted[Outcome.CHANGED]}
    said = [f"{number:,} {'is' if number == 1 else 'are'} {word}" for word, number in moving.items() if number]
    if not said:
        return ""
    noun = "use case or pilot" if said[0].startswith("1 ") else "use cases and pilots"
    number, _, rest = said[0].partition(" ")
    return ", ".join([f"{number} {noun} {rest}", *said[1:]])


def period_name(period: Period, calendar: FiscalCalendar) -> str:
    """Write a period as people say it: ``5 Jan 2026``, ``week of 5 Jan 2026``, ``Jan 2026``, ``Q1 2026``, ``2026``."""
    day = f"{period.starts.day} {period.starts:%b %Y}"
    match period.grain:
        case Grain.DAY:
            return day
        case Grain.WEEK:
            return f"week of {day}"
        case Grain.MONTH:
            return f"{period.starts:%b %Y}"
        case Grain.QUARTER:
            return calendar.name(calendar.quarter_of(period.starts))
        case Grain.YEAR:
            return f"{period.starts:%Y}"


def _figure(row: Planned, planned: Plan, known: KnownNames, calendar: FiscalCalendar) -> tuple[str, ...]:
    from_day = pd.Timestamp.fromordinal(row.day).date()
    part = " · ".join(filter(None, (row.series.segment, "" if row.series.arm == "pilot" else row.series.arm)))
    return (
        _subject(row.series.subject, known),
        known.metrics.get(row.series.metric, row.series.metric.removeprefix("new:")),
        period_name(Period(from_day, row.grain), calendar),
        NOTHING if row.old is None else _value(row.old.value, row, planned),
        _value(row.value, row, planned),
        part or NOTHING,
        str(row.source),
    )


def _subject(key: str, known: KnownNames) -> str:
    return (known.subjects.get(key) or key.split(":", 1)[-1]).removesuffix(" (pilot)")


def _value(value: Value, row: Planned, planned: Plan) -> str:
    metric = planned.names.catalogue.get(row.series.metric)
    if value.value is None:
        return NOTHING if value.numerator is None else exact(value.numerator)
    if value.numerator is not None and value.denominator is not None:
        rounded = number(value.value) if metric is None else Figures().value(metric, value.value)
        return f"{rounded} ({exact(value.numerator)} of {exact(value.denominator)})"
    is_share = metric is not None and metric.is_fraction
    return f"{exact(value.value * 100)}{NO_BREAK}%" if is_share else exact(value.value)


def exact(value: float) -> str:
    """Write a figure as finely as a spreadsheet shows it: rounded for reading, a correction may not be seen."""
    return f"{value:,.{_DIGITS}g}".replace("-", MINUS)


def _register_rows(item: UseCaseItem | PilotItem) -> Iterator[tuple[str, ...]]:
    kind, name = ("Use case", item.title) if isinstance(item, UseCaseItem) else ("Pilot", item.name)
    if item.outcome is Outcome.NEW:
        yield (f"{kind} “{name}”", "new", NOTHING, _in_short(item), str(item.source))
    elif item.outcome is Outcome.CHANGED:
        for change in item.changes:
            yield (
                f"{kind} “{name}”",
                change.field.replace("_", " "),
                _words(change.old),
                _words(change.new),
                str(item.source),
            )


def _in_short(item: UseCaseItem | PilotItem) -> str:
    if isinstance(item, UseCaseItem):
        return item.wanted.statement or NOTHING
    live = item.wanted.goes_live
    starts = "" if live is None else f"live {live.day} {live:%b %Y}"
    return ", ".join(filter(None, (item.wanted.site, starts))) or NOTHING


def _words(value: object) -> str:
    return NOTHING if value is None or value == "" else str(value)
