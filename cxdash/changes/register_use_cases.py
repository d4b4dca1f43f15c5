"""A row of a register about a use case: compared with what is stored and held to the rules of the page."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from cxdash.changes import use_cases
from cxdash.changes.register_cells import Cells
from cxdash.changes.register_items import UseCaseItem, changes_between, outcome_of
from cxdash.changes.register_locks import without_amendments
from cxdash.changes.register_metrics import metric_uses
from cxdash.changes.use_cases import Standing
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.merging import merged
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import HELP_MODES, UseCaseValues, check_use_case
from cxdash.store.tables import UseCase

_OWNER_FIELDS = {
    "technology_owner": Function.TECHNOLOGY,
    "operations_owner": Function.OPERATIONS,
    "commercial_owner": Function.COMMERCIAL,
    "scaling_owner": Function.SCALING,
    "sponsor": Function.SPONSOR,
    "finance_owner": Function.FINANCE,
}
_STAGE_FIELDS = {"idea_on": Stage.IDEA, "pilot_on": Stage.PILOT, "proof_on": Stage.PROOF, "scale_on": Stage.SCALE}
_CELLS_OF = {"steps": "journey_step", "title": "use_case", "metrics": "metric"}


def use_case_item(
    cells: Cells, stored: UseCase | None, extras: Sequence[Cells], *, earlier: tuple[Cells, Sequence[Cells]] | None
) -> UseCaseItem | None:
    """Return what a row would change, None where it has to be mended first.

    Args:
        cells: the row.
        stored: the use case of its name, if there is one.
        extras: the rows that add metrics to it.
        earlier: the same rows as the last upload had them: what was edited on the page since stays.
    """
    seen = use_cases.values_of(stored) if stored else None
    before = seen or UseCaseValues(cells.name("use_case"))
    wanted = _wanted(cells, before, extras)
    standing = _standing(cells, stored, earlier=earlier[0] if earlier else None)
    if seen is not None and earlier is not None:
        wanted = _with_edits_since(cells, wanted, seen, base=_wanted(earlier[0], before, earlier[1]))
    try:
        check_use_case(wanted, cells.catalogue)
    except RuleError as broken:
        cells.broken(broken, name=_CELLS_OF.get(broken.field, "metric"))
    if stored is not None and not cells.problems:
        wanted = without_amendments(cells, stored, wanted, extras)
    if cells.problems:
        return None
    changes = changes_between(seen, wanted)
    return UseCaseItem(
        title=wanted.title,
        outcome=outcome_of(seen, changes),
        wanted=wanted,
        source=cells.row.source,
        slug=stored.slug if stored else None,
        seen=seen,
        standing=standing,
        changes=changes,
    )


def _wanted(cells: Cells, before: UseCaseValues, extras: Sequence[Cells]) -> UseCaseValues:
    owners = {function: cells.person(name) for name, function in _OWNER_FIELDS.items() if cells.says(name)}
    if cells.says("owner") and not cells.says("operations_owner"):
        owners[Function.OPERATIONS] = cells.person("owner")
    return replace(
        before,
        statement=cells.text("statement", before.statement),
        status=cells.word("status", Status, before.status),
        idea_on=cells.day("idea_on", before.idea_on),
        help_mode=cells.one_of("help_mode", HELP_MODES) or before.help_mode,
        notes=cells.text("notes", before.notes),
        owners={**before.owners, **owners},
        steps=cells.names("journey_step", before.steps),
        modules=cells.names("modules", before.modules),
        metrics=metric_uses(cells, before.metrics, extras),
    )


def _with_edits_since(
    cells: Cells, wanted: UseCaseValues, seen: UseCaseValues, *, base: UseCaseValues
) -> UseCaseValues:
    """Keep what people edited on the page since the last upload; a cell that changed as well is a problem."""
    try:
        return merged(f"“{seen.title}”", seen=base, wanted=wanted, stored=seen)
    except StaleEditError as clash:
        cells.edited_since(clash, name=_cell_of(cells, clash))
        return wanted


def _cell_of(cells: Cells, clash: StaleEditError) -> str:
    """Return the field of the register in which the part stands that two people changed."""
    field, key = clash.part or ("", None)
    if field == "owners":
        named = next((name for name, function in _OWNER_FIELDS.items() if function is key), "owner")
        return named if cells.says(named) else "owner"
    return _CELLS_OF.get(field, field)


def _standing(cells: Cells, stored: UseCase | None, *, earlier: Cells | None) -> Standing:
    """Return where a new use case stands; a stored one moves in gate reviews, not in trackers.

    A register that says what it said before asks for nothing, however far the use case has moved since.
    """
    unread = len(cells.problems)
    stage = cells.word("stage", Stage, Stage(stored.stage) if stored else Stage.IDEA)
    entered = {each: day for name, each in _STAGE_FIELDS.items() if (day := cells.day(name)) is not None}
    if len(cells.problems) > unread:
        return Standing()
    asked = {name for name in (*_STAGE_FIELDS, "stage") if earlier is None or cells.text(name) != earlier.text(name)}
    if stored is not None and "stage" in asked:
        _refuse_another_stage(cells, stage, stored)
    if stored is not None:
        _refuse_other_days(cells, stored, asked)
    latest = None
    for name, each in _STAGE_FIELDS.items():
        day = entered.get(each)
        if day is None or name not in asked:
            continue
        if each.position > stage.position:
            _reject_stage(cells, f"The stage is {stage.label}, but {each.label} has a day", name=name)
        if latest is not None and day < latest:
            _reject_stage(cells, f"{each.label} was entered before the stage that comes before it", name=name)
        latest = day
    return Standing(stage, entered)


def _reject_stage(cells: Cells, what: str, *, name: str) -> None:
    cells.reject("stages_disagree", name, what=what)


def _refuse_another_stage(cells: Cells, stage: Stage, stored: UseCase) -> None:
    if stage.value != stored.stage:
        where = Stage(stored.stage).label
        cells.reject("stage_needs_gate", "stage", title=stored.title, stored=where, value=stage.label)


def _refuse_other_days(cells: Cells, stored: UseCase, asked: Collection[str]) -> None:
    known = {move.to_stage: move.moved_on for move in stored.moves}
    for name, each in _STAGE_FIELDS.items():
        day, recorded = cells.day(name), known.get(each.value)
        if each is Stage.IDEA or name not in asked or day is None or recorded is None or day == recorded:
            continue
        cells.reject(
            "stage_day_recorded",
            name,
            title=stored.title,
            stage=each.label,
            stored=f"{recorded:%-d %b %Y}",
            value=f"{day:%-d %b %Y}",
        )
