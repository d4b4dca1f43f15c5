"""A register planned and stored: its rows about use cases, their metrics and their pilots, under the page's rules."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from cxdash.changes import pilots, register_earlier, use_cases
from cxdash.changes.register_cells import Cells
from cxdash.changes.register_earlier import Rows, key_of
from cxdash.changes.register_items import Outcome, PilotItem, RegisterPlan, UseCaseItem, line_of
from cxdash.changes.register_pilots import pilot_item
from cxdash.changes.register_use_cases import use_case_item
from cxdash.domain.metrics import plain
from cxdash.domain.use_cases import PilotValues
from cxdash.store import metric_uses, metrics
from cxdash.store import use_cases as stored_use_cases
from cxdash.trackers.readings import Problem, RegisterRow

if TYPE_CHECKING:
    from cxdash.store.tables import UseCase

_ABOUT_PILOTS = frozenset(field.name for field in fields(PilotValues)) | {"pilot", "comparison_site"}
_NAMES_NOTHING = "names_nothing"


def plan(session: Session, rows: Sequence[RegisterRow], *, read: Sequence[Problem] = ()) -> RegisterPlan:
    """Compare the rows of a register with what is stored; nothing is written.

    A row with a pilot's name is about that pilot, one with a metric's role adds a metric to its use case, any other row
    is about a use case. The first pilot of a use case that nobody has recorded brings the use case along. One bad row
    never hides the others; a row with a cell that could not be read waits as a whole, because what is left of it would
    say something else: a use case whose stage is misspelt is no idea. What people edited on the page since the last
    upload stays, unless the register changed the same cell: that is a problem.

    Args:
        rows: the rows as read.
        read: what the reader could not understand, with its cells; said there, so not said again.
    """
    if not rows:
        return RegisterPlan()
    unread = {line_of(problem.source) for problem in read}
    catalogue = metrics.catalogue(session)
    cells = [Cells(row, catalogue) for row in rows if line_of(row.source) not in unread]
    planning = _Planning(session, cells)
    use_case_items = planning.use_cases()
    pilot_items = planning.pilots(use_case_items)
    return RegisterPlan(
        tuple(use_case_items),
        tuple(pilot_items),
        tuple(problem for each in planning.every_row for problem in each.problems),
        tuple(each.row for each in planning.accepted),
    )


def apply(session: Session, planned: RegisterPlan, *, import_id: int, today: date, reason: str) -> None:
    """Store the new and changed use cases and pilots of a plan, and what the register said."""
    for item in planned.use_cases:
        if item.outcome is Outcome.NEW:
            use_cases.create(session, item.wanted, standing=item.standing)
        elif item.outcome is Outcome.CHANGED and item.slug and item.seen:
            use_cases.edit(session, item.slug, seen=item.seen, wanted=item.wanted, today=today, reason=reason)
    slugs = {plain(each.title): each.slug for each in stored_use_cases.active(session)}
    for pilot in planned.pilots:
        if pilot.outcome is Outcome.NEW:
            pilots.create(session, slugs[plain(pilot.use_case)], pilot.wanted)
        elif pilot.outcome is Outcome.CHANGED and pilot.slug and pilot.seen:
            pilots.edit(session, pilot.slug, seen=pilot.seen, wanted=pilot.wanted, today=today, reason=reason)
    register_earlier.keep(session, planned.rows, import_id=import_id)


class _Planning:
    """The rows of one register, sorted by what they are about, and what is stored of it."""

    def __init__(self, session: Session, cells: Sequence[Cells]) -> None:
        self._known: dict[str, UseCase] = {plain(each.title): each for each in stored_use_cases.active(session)}
        self._pilots = {plain(each.name): each for each in stored_use_cases.pilots(session)}
        self._archived = stored_use_cases.archived(session)
        telling = _without_lists_of_else(_without_repeats(cells))
        self.about_pilots = [each for each in telling if each.says("pilot")]
        self.extras = [each for each in telling if each.says("role") and not each.says("pilot")]
        about = [each for each in telling if not each.says("pilot") and not each.says("role")]
        self.about_use_cases = [*about, *self._founding(about)]
        self.every_row = [*cells, *(each for each in self.about_use_cases if each not in about)]
        self.accepted: list[Cells] = []
        self._earlier: Rows = register_earlier.rows_said(
            session, {key_of(each) for each in self.every_row}, metrics.catalogue(session)
        )

    def use_cases(self) -> list[UseCaseItem]:
        """Return what would change of use cases; their metrics may stand in rows of their own."""
        by_name: dict[str, list[Cells]] = {}
        for extra in self.extras:
            by_name.setdefault(_name(extra), []).append(extra)
        items = [self._use_case(each, by_name.get(_name(each), [])) for each in self.about_use_cases]
        there = {_name(each) for each in self.about_use_cases} | self._known.keys()
        for extra in self.extras:
            if _name(extra) not in there:
                extra.reject("unknown_use_case", "use_case", value=extra.text("use_case"))
        return [item for item in items if item is not None]

    def pilots(self, use_case_items: Sequence[UseCaseItem]) -> list[PilotItem]:
        """Return what would change of pilots, of those whose use case is there or comes with the file."""
        uses = {title: metric_uses.uses_of(each) for title, each in self._known.items()}
        uses |= {plain(item.title): item.wanted.metrics for item in use_case_items}
        items = []
        for each in self.about_pilots:
            self._refuse_archived(each)
            said = self._earlier.get(key_of(each))
            stored = self._pilots.get(plain(each.text("pilot")))
            item = pilot_item(each, stored, uses, earlier=said[0] if said else None)
            if item is not None:
                items.append(item)
                self.accepted.append(each)
        return items

    def _use_case(self, cells: Cells, extras: Sequence[Cells]) -> UseCaseItem | None:
        if not cells.says("use_case"):
            if not cells.problems:
                cells.reject("no_use_case")
            return None
        self._refuse_archived(cells)
        said = self._earlier.get(("use_case", _name(cells)))
        earlier = (said[0], self._earlier.get(("metric", _name(cells)), ())) if said else None
        item = use_case_item(cells, self._known.get(_name(cells)), extras, earlier=earlier)
        if item is not None:
            self.accepted += [cells, *(extra for extra in extras if not extra.problems)]
        return item

    def _founding(self, about: Collection[Cells]) -> list[Cells]:
        """Return rows about use cases that have none of their own.

        The first pilot of a use case that nobody has recorded brings it along; a recorded one may get one metric more.
        """
        named = {_name(each) for each in about}
        first: dict[str, Cells] = {}
        for each in self.about_pilots:
            if each.says("use_case") and _name(each) not in named | self._known.keys():
                first.setdefault(_name(each), each.without(_ABOUT_PILOTS))
        for each in self.extras:
            if _name(each) in self._known.keys() - named:
                first.setdefault(_name(each), each.without(each.row.fields.keys() - {"use_case"}))
        return list(first.values())

    def _refuse_archived(self, cells: Cells) -> None:
        name = _name(cells)
        if name in self._archived and name not in self._known:
            day = f"{self._archived[name]:%-d %b %Y}"
            cells.reject("archived", "use_case", value=cells.text("use_case"), day=day)


def _without_repeats(cells: Sequence[Cells]) -> list[Cells]:
    """Put rows about one thing together; one that says something else than an earlier one is a problem."""
    first: dict[tuple[str, ...], Cells] = {}
    kept = []
    for each in cells:
        kind, name = key_of(each)
        key = (kind, name, plain(each.text("metric")) if kind == "metric" else "")
        earlier = first.setdefault(key, each)
        if earlier is each or not name:
            kept.append(each)
            continue
        clash = next((field for field in each.row.fields if _differ(earlier.row, each.row, field)), None)
        if clash is None:
            together = {**each.row.fields, **earlier.row.fields}
            sources = {**each.row.sources, **earlier.row.sources}
            earlier.row = RegisterRow(together, sources, earlier.row.source)
        else:
            where = earlier.row.sources.get(clash, earlier.row.source)
            each.reject("said_twice", clash, other=where, kind=kind.replace("_", " "))
    return kept


def _differ(one: RegisterRow, other: RegisterRow, field: str) -> bool:
    return field in one.fields and one.fields[field] != other.fields[field] and not field.startswith("other:")


def _without_lists_of_else(cells: Sequence[Cells]) -> list[Cells]:
    """Leave out sheets that name neither use cases nor pilots in any row, such as lists of risks, and say it once."""
    naming = {each.row.source.sheet for each in cells if each.says("use_case") or each.says("pilot")}
    said: set[str] = set()
    for each in cells:
        sheet = each.row.source.sheet
        if sheet not in naming | said:
            said.add(sheet)
            each.reject(_NAMES_NOTHING, sheet=sheet)
    return [each for each in cells if each.row.source.sheet in naming]


def _name(cells: Cells) -> str:
    return plain(cells.text("use_case"))
