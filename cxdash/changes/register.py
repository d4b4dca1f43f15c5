"""Rows of a register against what is stored: which use cases and pilots are new, changed, as before, or rejected."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from cxdash.changes import pilots, use_cases
from cxdash.changes.register_cells import Cells
from cxdash.changes.use_cases import Standing
from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Catalogue, Role, plain
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage, Status
from cxdash.domain.targets import parse_target
from cxdash.domain.use_cases import (
    MetricUse,
    PilotValues,
    UseCaseValues,
    check_lock,
    check_pilot,
    check_use_case,
)
from cxdash.store import metrics
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.tables import Pilot, UseCase
from cxdash.trackers.readings import Problem, RegisterRow, Source

_OWNER_FIELDS = {
    "technology_owner": Function.TECHNOLOGY,
    "operations_owner": Function.OPERATIONS,
    "commercial_owner": Function.COMMERCIAL,
    "scaling_owner": Function.SCALING,
    "sponsor": Function.SPONSOR,
    "finance_owner": Function.FINANCE,
}
_ABOUT_PILOTS = frozenset(field.name for field in fields(PilotValues)) | {"pilot", "comparison_site"}
_LIST = re.compile(r";|,\s")
_STAGE_FIELDS = {"idea_on": Stage.IDEA, "pilot_on": Stage.PILOT, "proof_on": Stage.PROOF, "scale_on": Stage.SCALE}


class Outcome(StrEnum):
    """What an import would do with a row or a reading."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class FieldChange:
    """One field that a row would change, as it reads now and as it would read."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class UseCaseItem:
    """What the register says about one use case."""

    title: str
    outcome: Outcome
    wanted: UseCaseValues
    source: Source
    slug: str | None = None
    seen: UseCaseValues | None = None
    standing: Standing = field(default_factory=Standing)
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class PilotItem:
    """What the register says about one pilot."""

    name: str
    use_case: str
    outcome: Outcome
    wanted: PilotValues
    source: Source
    slug: str | None = None
    seen: PilotValues | None = None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class RegisterPlan:
    """What a register would change."""

    use_cases: tuple[UseCaseItem, ...] = ()
    pilots: tuple[PilotItem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def items(self) -> tuple[UseCaseItem | PilotItem, ...]:
        """Use cases and pilots in one list."""
        return (*self.use_cases, *self.pilots)


def plan(session: Session, rows: Sequence[RegisterRow], *, read: Sequence[Problem] = ()) -> RegisterPlan:
    """Compare the rows of a register with what is stored; nothing is written.

    A row with a pilot's name is about that pilot, one with a metric's role adds a metric to its use case, any other row
    is about a use case. The first pilot of a use case that nobody has recorded brings the use case along. One bad row
    never hides the others; a row with a cell that could not be read waits as a whole, because what is left of it would
    say something else: a use case whose stage is misspelt is no idea.

    Args:
        rows: the rows as read.
        read: what the reader could not understand, with its cells; said there, so not said again.
    """
    if not rows:
        return RegisterPlan()
    catalogue = metrics.catalogue(session)
    unread = {_line(problem.source) for problem in read}
    cells = [Cells(row, catalogue) for row in rows if _line(row.source) not in unread]
    extras = [each for each in cells if each.says("role") and not each.says("pilot")]
    about_use_cases = [each for each in cells if not each.says("pilot") and not each.says("role")]
    known = {plain(each.title): each for each in stored_use_cases.active(session)}
    founding = _founding(cells, known.keys() | {_name(each) for each in about_use_cases})
    about_use_cases += founding
    use_case_items = [
        _use_case_item(each, known, [extra for extra in extras if _name(extra) == _name(each)])
        for each in about_use_cases
    ]
    titles = {plain(item.title) for item in use_case_items if item is not None} | known.keys()
    for extra in extras:
        if _name(extra) not in titles:
            extra.reject(f"There is no use case “{extra.text('use_case')}”. Add it to the register.", name="use_case")
    known_pilots = {plain(each.name): each for each in stored_use_cases.pilots(session)}
    pilot_items = [_pilot_item(each, known_pilots, titles) for each in cells if each.says("pilot")]
    problems = tuple(problem for each in (*cells, *founding) for problem in each.problems)
    return RegisterPlan(
        tuple(item for item in use_case_items if item is not None),
        tuple(item for item in pilot_items if item is not None),
        problems,
    )


def apply(session: Session, planned: RegisterPlan, *, today: date, reason: str) -> None:
    """Store the new and changed use cases and pilots of a plan."""
    for item in planned.use_cases:
        if item.outcome is Outcome.NEW:
            use_cases.create(session, item.wanted, standing=item.standing)
        elif item.outcome is Outcome.CHANGED and item.slug and item.seen:
            use_cases.edit(session, item.slug, seen=item.seen, wanted=item.wanted)
    slugs = {plain(each.title): each.slug for each in stored_use_cases.active(session)}
    for pilot in planned.pilots:
        if pilot.outcome is Outcome.NEW:
            pilots.create(session, slugs[plain(pilot.use_case)], pilot.wanted)
        elif pilot.outcome is Outcome.CHANGED and pilot.slug and pilot.seen:
            pilots.edit(session, pilot.slug, seen=pilot.seen, wanted=pilot.wanted, today=today, reason=reason)


def _line(source: Source) -> tuple[str, str]:
    """Return the sheet and the row of a cell."""
    return source.sheet, source.cell.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _founding(cells: Sequence[Cells], known: Collection[str]) -> list[Cells]:
    """Return what the first pilot row of each unrecorded use case says about the use case itself."""
    first: dict[str, Cells] = {}
    for each in cells:
        if each.says("pilot") and each.says("use_case") and _name(each) not in known:
            first.setdefault(_name(each), each)
    return [each.without(_ABOUT_PILOTS) for each in first.values()]


def _name(cells: Cells) -> str:
    return plain(cells.text("use_case"))


def _use_case_item(cells: Cells, known: dict[str, UseCase], extras: Sequence[Cells]) -> UseCaseItem | None:
    if not cells.says("use_case"):
        cells.reject("This row names no use case. Fill in the column with the use case's name.", code="no_name")
        return None
    stored = known.get(_name(cells))
    seen = use_cases.values_of(stored) if stored else None
    wanted = _use_case_values(cells, seen or UseCaseValues(cells.text("use_case")), extras)
    standing = _standing(cells, stored)
    _check_use_case(cells, wanted)
    if cells.problems or any(extra.problems for extra in extras):
        return None
    changes = _changes(seen, wanted)
    return UseCaseItem(
        title=wanted.title,
        outcome=_outcome(seen, changes),
        wanted=wanted,
        source=cells.row.source,
        slug=stored.slug if stored else None,
        seen=seen,
        standing=standing,
        changes=changes,
    )


def _use_case_values(cells: Cells, before: UseCaseValues, extras: Sequence[Cells]) -> UseCaseValues:
    owners = {function: cells.text(name) for name, function in _OWNER_FIELDS.items() if cells.says(name)}
    if cells.says("owner") and not cells.says("operations_owner"):
        owners.setdefault(Function.OPERATIONS, cells.text("owner"))
    return replace(
        before,
        statement=cells.text("statement", before.statement),
        status=cells.word("status", Status, before.status),
        idea_on=cells.day("idea_on", before.idea_on),
        help_mode=cells.text("help_mode", before.help_mode),
        notes=cells.text("notes", before.notes),
        owners={**before.owners, **owners},
        steps=cells.names("journey_step", before.steps),
        modules=cells.names("modules", before.modules),
        metrics=_metric_uses(cells, before.metrics, extras),
    )


def _metric_uses(cells: Cells, before: tuple[MetricUse, ...], extras: Sequence[Cells]) -> tuple[MetricUse, ...]:
    uses = {use.metric: use for use in before}
    if cells.says("metric") and (primary := cells.metric(cells.text("metric"), "metric")):
        old = uses.get(primary.slug, MetricUse(primary.slug, Role.PRIMARY))
        uses[primary.slug] = replace(
            old,
            role=Role.PRIMARY,
            target=cells.target(primary) or old.target,
            baseline=cells.number("baseline", old.baseline),
            unit_value=cells.number("unit_value", old.unit_value),
            unit_value_low=cells.number("unit_value_low", old.unit_value_low),
            unit_value_high=cells.number("unit_value_high", old.unit_value_high),
            annual_volume=cells.number("annual_volume", old.annual_volume),
            value_source=cells.text("value_source", old.value_source),
        )
    for use in _guardrails(cells, cells.catalogue):
        uses[use.metric] = replace(uses.get(use.metric, use), role=Role.GUARDRAIL, margin=use.margin)
    for extra in extras:
        if metric := extra.metric(extra.text("metric"), "metric"):
            role = extra.word("role", Role, Role.SECONDARY)
            uses[metric.slug] = replace(uses.get(metric.slug, MetricUse(metric.slug, role)), role=role)
    return tuple(sorted(uses.values(), key=lambda use: use.metric))


def _guardrails(cells: Cells, catalogue: Catalogue) -> list[MetricUse]:
    """Return the guardrails with their margins: both lists are read in the order in which they are written."""
    names = [part.strip() for part in _LIST.split(cells.text("guardrails")) if part.strip()]
    margins = [part.strip() for part in _LIST.split(cells.text("margin"))] if cells.says("margin") else []
    found = []
    for index, name in enumerate(names):
        metric = cells.metric(name, "guardrails")
        if metric is None:
            continue
        size = parse_target(margins[index], is_fraction=metric.is_fraction) if index < len(margins) else None
        known = catalogue.get(metric.slug)
        found.append(MetricUse(metric.slug, Role.GUARDRAIL, margin=abs(size.size) if size and known else None))
    return found


def _standing(cells: Cells, stored: UseCase | None) -> Standing:
    entered = {stage: day for name, stage in _STAGE_FIELDS.items() if (day := cells.day(name)) is not None}
    stage = cells.word("stage", Stage, Stage(stored.stage) if stored else Stage.IDEA)
    if stored is not None and stage.value != stored.stage:
        cells.reject(
            f"“{stored.title}” is in {Stage(stored.stage).label}; the register says {stage.label}. "
            "A stage changes in a gate review, not in a tracker. Correct the cell or hold the review.",
            name="stage",
            code="stage_needs_gate",
        )
    return Standing(stage, entered)


def _check_use_case(cells: Cells, values: UseCaseValues) -> None:
    try:
        check_use_case(values, cells.catalogue)
    except RuleError as broken:
        cells.reject(str(broken), name="metric")


def _pilot_item(cells: Cells, known: dict[str, Pilot], titles: set[str]) -> PilotItem | None:
    stored = known.get(plain(cells.text("pilot")))
    use_case = cells.text("use_case", stored.use_case.title if stored else "")
    if plain(use_case) not in titles:
        said = f"There is no use case “{use_case}” for this pilot. Add a row for it, or mend the one it has."
        cells.reject(said, name="use_case", code="unknown_use_case")
    seen = pilots.values_of(stored) if stored else None
    wanted = _pilot_values(cells, seen or PilotValues(cells.text("pilot")))
    try:
        check_pilot(wanted)
        if seen is not None:
            check_lock(seen, wanted, reason="")
    except RuleError as broken:
        cells.reject(f"{broken} Amend it on the use case's page." if seen else str(broken), name="pilot")
    if cells.problems:
        return None
    changes = _changes(seen, wanted)
    return PilotItem(
        name=wanted.name,
        use_case=use_case,
        outcome=_outcome(seen, changes),
        wanted=wanted,
        source=cells.row.source,
        slug=stored.slug if stored else None,
        seen=seen,
        changes=changes,
    )


def _pilot_values(cells: Cells, before: PilotValues) -> PilotValues:
    comparison_label = cells.text("comparison_site", before.comparison_label)
    comparison = cells.word("comparison", Comparison, Comparison.GROUP if comparison_label else before.comparison)
    return replace(
        before,
        site=cells.text("site", before.site),
        segment=cells.text("segment", before.segment),
        status=cells.word("status", Status, before.status),
        goes_live=cells.day("goes_live", before.goes_live),
        window_days=cells.whole("window_days", before.window_days),
        baseline_starts=cells.day("baseline_starts", before.baseline_starts),
        comparison=comparison,
        comparison_label=comparison_label,
        population=cells.text("population", before.population),
        locked_on=cells.day("locked_on", before.locked_on),
        one_off_cost=cells.number("one_off_cost", before.one_off_cost),
        run_cost_year=cells.number("run_cost_year", before.run_cost_year),
        notes=cells.text("notes", before.notes),
    )


def _changes(seen: UseCaseValues | PilotValues | None, wanted: UseCaseValues | PilotValues) -> tuple[FieldChange, ...]:
    if seen is None:
        return ()
    pairs = ((each.name, getattr(seen, each.name), getattr(wanted, each.name)) for each in fields(wanted))
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def _outcome(seen: object, changes: tuple[FieldChange, ...]) -> Outcome:
    if seen is None:
        return Outcome.NEW
    return Outcome.CHANGED if changes else Outcome.UNCHANGED
