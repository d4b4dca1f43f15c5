"""The steps that a list of friction points names: those there are, those it changes, and those it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from cxdash.changes import journey_steps
from cxdash.changes.friction_items import StepItem
from cxdash.changes.friction_names import Known, NamesSaid
from cxdash.changes.friction_rows import side
from cxdash.changes.matching import LIKELY
from cxdash.changes.register_cells import Cells
from cxdash.changes.register_earlier import Rows
from cxdash.changes.register_items import changes_between, outcome_of
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.journeys import FIRST_JOURNEY, StepValues, check_step
from cxdash.domain.merging import merged
from cxdash.domain.metrics import plain
from cxdash.store import friction as stored_friction
from cxdash.store import journeys, named
from cxdash.store.journey_tables import Journey, JourneyStep
from cxdash.trackers.readings import RegisterRow, Source

_CELLS_OF: Mapping[str, str] = {"journey": "journey", "is_back_office": "back_office"}


@dataclass
class _Said:
    """One step as all rows of the file tell it: its journey and its side, each with the cell that says so first."""

    known: Known[JourneyStep]
    cells: Cells
    journey: str | None = None
    is_back_office: bool | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    is_needed: bool = False
    is_alone: bool = True


class Steps:
    """The steps of one file, looked up as its rows are read."""

    def __init__(self, session: Session, names: NamesSaid) -> None:
        """Learn the steps and journeys that there are."""
        self._session, self._names = session, names
        self._current = {plain(step.name): (step.name, step) for step in journeys.steps(session)}
        self._archived = stored_friction.archived_steps(session)
        self._journeys = {plain(each.name): (each.name, each) for each in journeys.journeys(session)}
        first = named.first_journey(session)
        self._first = first.name if first is not None else FIRST_JOURNEY
        self._said: dict[str, _Said] = {}

    def find(self, cells: Cells) -> Known[JourneyStep] | None:
        """Return the step of a row, None where the row has to be mended first; what it says of the step is kept."""
        if not cells.says("step"):
            return None
        known = self._names.find(cells, "step", self._current, likely=LIKELY)
        if known is None:
            return None
        if known.stored is None and plain(known.name) in self._archived:
            day = f"{self._archived[plain(known.name)]:%-d %b %Y}"
            cells.reject("friction_archived", "step", value=known.name, day=day)
            return None
        said = self._said.setdefault(plain(known.name), _Said(known, cells))
        self._learn(said, cells)
        return said.known

    def need(self, known: Known[JourneyStep], *, alone: bool) -> None:
        """Mark a step as one that an accepted row names."""
        said = self._said[plain(known.name)]
        said.is_needed = True
        said.is_alone &= alone

    def items(self, earlier: Rows) -> list[StepItem]:
        """Return what would change of the steps that accepted rows name, in the order of the file."""
        found = (self._item(said, earlier) for said in self._said.values() if said.is_needed)
        return [item for item in found if item is not None]

    def are_missing(self, items: Sequence[StepItem]) -> frozenset[str]:
        """Return the plain names of steps that would have to be made and cannot be."""
        there = self._current.keys() | {plain(item.name) for item in items}
        return frozenset(name for name, said in self._said.items() if said.is_needed and name not in there)

    def rows(self) -> list[RegisterRow]:
        """Return what the file says of each step, as it is kept for the next upload."""
        return [_as_row(said) for said in self._said.values() if said.is_needed]

    def _learn(self, said: _Said, cells: Cells) -> None:
        is_back_office = side(cells)
        if cells.says("journey"):
            journey = self._names.find(cells, "journey", self._journeys, likely=LIKELY)
            if journey is not None and said.journey is None:
                said.journey, said.sources["journey"] = journey.name, cells.row.sources["journey"]
            elif journey is not None and plain(journey.name) != plain(said.journey or ""):
                cells.reject("said_twice", "journey", other=said.sources["journey"], kind="step")
        if is_back_office is None:
            return
        if said.is_back_office is None:
            said.is_back_office, said.sources["back_office"] = is_back_office, cells.row.sources["back_office"]
        elif said.is_back_office != is_back_office:
            cells.reject("said_twice", "back_office", other=said.sources["back_office"], kind="step")

    def _item(self, said: _Said, earlier: Rows) -> StepItem | None:
        stored = said.known.stored
        seen = journey_steps.values_of(self._session, stored) if stored is not None else None
        before = seen or StepValues(said.known.name, self._first)
        wanted = _wanted(before, said.journey, is_back_office=said.is_back_office)
        base = earlier.get(("step", plain(said.cells.text("step"))))
        if seen is not None and base:
            was = _wanted(before, base[0].text("journey") or None, is_back_office=side(base[0]))
            try:
                wanted = merged(f"“{seen.name}”", seen=was, wanted=wanted, stored=seen)
            except StaleEditError as clash:
                said.cells.edited_since(clash, name=_CELLS_OF.get(clash.part[0] if clash.part else "", "step"))
                return None
        try:
            check_step(wanted)
        except RuleError as broken:
            said.cells.broken(broken, name="step")
            return None
        changes = changes_between(seen, wanted)
        return StepItem(
            name=wanted.name,
            outcome=outcome_of(seen, changes),
            wanted=wanted,
            source=said.cells.row.sources.get("step", said.cells.row.source),
            slug=stored.slug if stored is not None else None,
            seen=seen,
            changes=changes,
            alone=said.is_alone,
        )


def apply(session: Session, items: Sequence[StepItem]) -> None:
    """Make the new steps at the end of the journeys, in the order of the file, and change the others.

    A journey that loses its last step to another one is archived; its name brings it back.
    """
    for item in items:
        if item.seen is None:
            journey_steps.create_step(session, item.wanted)
        elif item.changes and item.slug:
            moved = item.wanted.journey != item.seen.journey
            position = named.last_position(session, JourneyStep) + 1 if moved else item.wanted.position
            wanted = replace(item.wanted, position=position)
            journey_steps.edit_step(session, item.slug, seen=item.seen, wanted=wanted)
    left = {item.seen.journey for item in items if item.seen and item.seen.journey != item.wanted.journey}
    for name in sorted(left):
        _archive_if_empty(session, name)


def _archive_if_empty(session: Session, name: str) -> None:
    journey = named.find(session, Journey, name)
    if journey is not None and all(step.journey_id != journey.id for step in journeys.steps(session)):
        journey_steps.archive_journey(session, journey.slug)


def _wanted(before: StepValues, journey: str | None, *, is_back_office: bool | None) -> StepValues:
    return replace(
        before,
        journey=before.journey if journey is None else journey,
        is_back_office=before.is_back_office if is_back_office is None else is_back_office,
    )


def _as_row(said: _Said) -> RegisterRow:
    fields = {"step": said.cells.text("step")}
    if said.journey is not None:
        fields["journey"] = said.journey
    if said.is_back_office is not None:
        fields["back_office"] = "yes" if said.is_back_office else "no"
    return RegisterRow(fields, {}, said.cells.row.source)
