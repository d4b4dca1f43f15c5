"""A row of a register about a pilot: compared with what is stored and held to the rules of the page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cxdash.changes import pilots
from cxdash.changes.register_cells import Cells
from cxdash.changes.register_items import PilotItem, changes_between, outcome_of
from cxdash.domain import locks
from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.merging import merged
from cxdash.domain.metrics import plain
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import MetricUse, PilotValues, check_pilot
from cxdash.store.tables import Pilot

_CELLS_OF = {"comparison_label": "comparison_site", "name": "pilot"}


def pilot_item(
    cells: Cells, stored: Pilot | None, uses: Mapping[str, Sequence[MetricUse]], *, earlier: Cells | None
) -> PilotItem | None:
    """Return what a row would change, None where it has to be mended first.

    Args:
        cells: the row.
        stored: the pilot of its name, if there is one.
        uses: what the use cases there are, those of the same file included, are judged by, by plain title.
        earlier: the same row as the last upload had it: what was edited on the page since stays.
    """
    use_case = cells.text("use_case", stored.use_case.title if stored else "")
    _check_use_case(cells, use_case, stored, uses)
    seen = pilots.values_of(stored) if stored else None
    before = seen or PilotValues(cells.name("pilot"))
    wanted = _wanted(cells, before)
    if seen is not None and earlier is not None:
        wanted = _with_edits_since(cells, wanted, seen, base=_wanted(earlier, before))
    _check(cells, wanted, seen, uses.get(plain(use_case), ()))
    if cells.problems:
        return None
    changes = changes_between(seen, wanted)
    return PilotItem(
        name=wanted.name,
        use_case=use_case,
        outcome=outcome_of(seen, changes),
        wanted=wanted,
        source=cells.row.source,
        slug=stored.slug if stored else None,
        seen=seen,
        changes=changes,
    )


def _check_use_case(cells: Cells, use_case: str, stored: Pilot | None, known: Collection[str]) -> None:
    if plain(use_case) not in known:
        cells.reject("unknown_use_case", "use_case", value=use_case)
    elif stored is not None and plain(stored.use_case.title) != plain(use_case):
        belongs = stored.use_case.title
        cells.reject("other_use_case", "use_case", pilot=stored.name, stored=belongs, value=use_case)


def _wanted(cells: Cells, before: PilotValues) -> PilotValues:
    label = cells.name("comparison_site", before.comparison_label)
    comparison = cells.word("comparison", Comparison, Comparison.GROUP if label else before.comparison)
    return replace(
        before,
        site=cells.name("site", before.site),
        segment=cells.name("segment", before.segment),
        status=cells.word("status", Status, before.status),
        goes_live=cells.day("goes_live", before.goes_live),
        window_days=cells.whole("window_days", before.window_days),
        baseline_starts=cells.day("baseline_starts", before.baseline_starts),
        comparison=comparison,
        comparison_label=label,
        population=cells.text("population", before.population),
        locked_on=cells.day("locked_on", before.locked_on),
        one_off_cost=cells.number("one_off_cost", before.one_off_cost),
        run_cost_year=cells.number("run_cost_year", before.run_cost_year),
        usage_cost=cells.number("usage_cost", before.usage_cost),
        client=cells.name("client", before.client),
        notes=cells.text("notes", before.notes),
    )


def _with_edits_since(cells: Cells, wanted: PilotValues, seen: PilotValues, *, base: PilotValues) -> PilotValues:
    """Keep what people edited on the page since the last upload; a cell that changed as well is a problem."""
    try:
        return merged(f"“{seen.name}”", seen=base, wanted=wanted, stored=seen)
    except StaleEditError as clash:
        field = clash.part[0] if clash.part else ""
        cells.edited_since(clash, name=_CELLS_OF.get(field, field))
        return wanted


def _check(cells: Cells, wanted: PilotValues, seen: PilotValues | None, uses: Sequence[MetricUse]) -> None:
    """Hold a row to the rules of the page; a tracker cannot say why a locked plan is amended, nor who decided it."""
    is_locked = seen is not None and seen.locked_on is not None
    try:
        if wanted.locked_on is not None and not is_locked:
            locks.check_lockable(wanted, uses)
        check_pilot(wanted)
        if seen is not None and is_locked:
            before, after = (locks.content(side, uses, cells.catalogue) for side in (seen, wanted))
            locks.check_lock(seen.name, before, after, reason="")
    except RuleError as broken:
        cell = _CELLS_OF.get(broken.field, broken.field)
        cells.reject("locked" if is_locked else "rule", cell if cells.says(cell) else "pilot", sentence=broken)
