"""A list of friction points planned and stored: what hurts, at which step, and which use cases answer it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from sqlalchemy.orm import Session

from cxdash.changes import friction_steps, journeys, register_earlier
from cxdash.changes.friction_items import FrictionItem, FrictionPlan
from cxdash.changes.friction_names import Known, NamesSaid
from cxdash.changes.friction_rows import check, check_annual_cost, is_by_words, wanted_values, with_edits_since
from cxdash.changes.friction_steps import Steps
from cxdash.changes.matching import SURE
from cxdash.changes.register_cells import Cells
from cxdash.changes.register_earlier import Rows, key_of
from cxdash.changes.register_items import FieldChange, changes_between, line_of, outcome_of
from cxdash.domain.journeys import FrictionValues
from cxdash.domain.metrics import plain
from cxdash.store import friction as stored_friction
from cxdash.store import journeys as stored_journeys
from cxdash.store import metrics
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.journey_tables import FrictionPoint, JourneyStep
from cxdash.trackers.readings import Problem, RegisterRow


def plan(
    session: Session,
    rows: Sequence[RegisterRow],
    *,
    read: Sequence[Problem],
    answers: Mapping[str, str],
    use_cases: Collection[str],
) -> FrictionPlan:
    """Compare a list of friction points with what is stored; nothing is written.

    A friction point is known by its name and its step; one that stands under another step is the same one, moved,
    where its name is the only one of its kind. A row with a cell that cannot be understood waits as a whole, the others
    are stored; every wrong cell of it is told. What people edited on the page since the last upload stays, unless the
    file changed the same cell.

    Args:
        rows: the rows as read.
        read: what the reader could not understand, with its cells; said there, so not said again.
        answers: what was said about names that resemble others, such as ``step:Boking`` → ``Booking``.
        use_cases: the titles of use cases that the same file brings.
    """
    if not rows:
        return FrictionPlan()
    unread = {line_of(problem.source) for problem in read}
    catalogue = metrics.catalogue(session)
    cells = [Cells(row, catalogue) for row in rows]
    names = NamesSaid(answers)
    planning = _Planning(session, cells, names, use_cases, unread)
    points = planning.points()
    steps = planning.steps.items(planning.earlier)
    nowhere = planning.steps.are_missing(steps)
    return FrictionPlan(
        tuple(steps),
        tuple(point for point in points if plain(point.wanted.step) not in nowhere),
        tuple(dict.fromkeys(problem for each in cells for problem in each.problems)),
        tuple(names.questions.values()),
        (*planning.accepted, *planning.steps.rows()),
    )


def make_steps(session: Session, planned: FrictionPlan) -> None:
    """Make and change the steps of a plan, before anything else of the file comes to name them."""
    friction_steps.apply(session, planned.steps)


def apply(session: Session, planned: FrictionPlan, *, import_id: int) -> None:
    """Store the new and changed friction points of a plan with their use cases, and what the file said."""
    slugs = {plain(each.title): each.slug for each in stored_use_cases.active(session)}
    for item in planned.points:
        slug = item.slug or ""
        if item.seen is None:
            slug = journeys.create_friction(session, item.wanted).slug
        elif item.wanted != item.seen:
            journeys.edit_friction(session, slug, seen=item.seen, wanted=item.wanted)
        for title in item.linked:
            journeys.link(session, slug, use_case=slugs[plain(title)])
        for title in item.unlinked:
            journeys.unlink(session, slug, use_case=slugs[plain(title)])
    register_earlier.keep(session, planned.rows, import_id=import_id)


class _Planning:
    """The rows of one list of friction points, and what is stored of them."""

    def __init__(
        self,
        session: Session,
        cells: Sequence[Cells],
        names: NamesSaid,
        use_cases: Collection[str],
        unread: Collection[tuple[str, str]],
    ) -> None:
        self._session, self._cells, self._names, self._unread = session, cells, names, unread
        self.steps = Steps(session, names)
        self.accepted: list[RegisterRow] = []
        self.earlier: Rows = register_earlier.rows_said(
            session, set(chain.from_iterable(map(_keys, cells))), metrics.catalogue(session)
        )
        self._at: dict[int, dict[str, tuple[str, FrictionPoint]]] = {}
        self._called: dict[str, list[FrictionPoint]] = {}
        for point in stored_journeys.friction(session):
            self._at.setdefault(point.step_id, {})[plain(point.name)] = (point.name, point)
            self._called.setdefault(plain(point.name), []).append(point)
        self._archived = stored_friction.archived_points(session)
        self._answered = stored_friction.answered_by(session)
        self._titles = {plain(each.title): each.title for each in stored_use_cases.active(session)}
        self._titles |= {plain(title): title for title in use_cases}
        self._times = Counter(plain(each.text("friction")) for each in cells if each.says("friction"))
        self._seen: dict[tuple[str, str], Cells] = {}

    def points(self) -> list[FrictionItem]:
        """Return what would change of friction points; rows that only name a step are noted as such."""
        items = []
        for each in self._cells:
            step = self.steps.find(each)
            if each.says("friction"):
                items.append(self._point(each, step))
            elif step is not None and not each.problems and not self._is_unread(each):
                self.steps.need(step, alone=True)
        return [item for item in items if item is not None]

    def _point(self, cells: Cells, step: Known[JourneyStep] | None) -> FrictionItem | None:
        known = self._known(cells, step)
        if known is None or self._is_repeated(cells, step):
            return None
        seen = journeys.values_of(self._session, known.stored) if known.stored is not None else None
        earlier = next(iter(self.earlier.get(key_of(cells), ())), None)
        wanted = self._wanted(cells, known.name, step, seen, earlier)
        linked, unlinked, changed_links = self._links(cells, known.stored, earlier)
        if cells.problems or self._is_unread(cells):
            return None
        changes = (*changes_between(seen, wanted), *(changed_links if seen is not None else ()))
        self.accepted.append(cells.row)
        if step is not None:
            self.steps.need(step, alone=False)
        return FrictionItem(
            name=wanted.name,
            outcome=outcome_of(seen, changes),
            wanted=wanted,
            source=cells.row.source,
            slug=known.stored.slug if known.stored is not None else None,
            seen=seen,
            linked=linked,
            unlinked=unlinked,
            changes=changes,
            kind_by_words=is_by_words(cells, seen),
        )

    def _wanted(
        self,
        cells: Cells,
        name: str,
        step: Known[JourneyStep] | None,
        seen: FrictionValues | None,
        earlier: Cells | None,
    ) -> FrictionValues:
        at = step.name if step is not None else cells.text("step", seen.step if seen else "")
        wanted = wanted_values(cells, name, at, seen)
        check(cells, wanted)
        if not self._is_unread(cells):
            check_annual_cost(cells, wanted)
        if seen is not None and earlier is not None and not cells.problems:
            was = wanted_values(earlier, name, at, seen)
            return with_edits_since(cells, wanted, seen, base=was)
        return wanted

    def _known(self, cells: Cells, step: Known[JourneyStep] | None) -> Known[FrictionPoint] | None:
        """Return the friction point of a row: at its step, else the only one of its name, else perhaps one like it."""
        name = plain(cells.text("friction"))
        at = step.stored.id if step is not None and step.stored is not None else None
        here = self._at.get(at, {}) if at is not None else {}
        if name in here:
            return Known(*here[name])
        if at is not None and (at, name) in self._archived:
            day = f"{self._archived[at, name]:%-d %b %Y}"
            cells.reject("friction_archived", "friction", value=cells.text("friction"), day=day)
            return None
        elsewhere = self._called.get(name, [])
        if len(elsewhere) == 1 and self._times[name] == 1:
            return Known(elsewhere[0].name, elsewhere[0])
        others = {key: each for key, each in here.items() if key not in self._times}
        return self._names.find(cells, "friction", others, likely=SURE)

    def _is_unread(self, cells: Cells) -> bool:
        """Whether the reader found something in the row that somebody has to mend."""
        return line_of(cells.row.source) in self._unread

    def _is_repeated(self, cells: Cells, step: Known[JourneyStep] | None) -> bool:
        """Whether an earlier row told the same friction point; where it said something else that is a problem."""
        key = plain(cells.text("friction")), plain(step.name) if step is not None else ""
        first = self._seen.setdefault(key, cells)
        if first is cells:
            return False
        ours, theirs = cells.row.fields, first.row.fields
        clash = next((each for each in ours if ours[each] != theirs.get(each) and not each.startswith("other:")), None)
        if clash is not None:
            where = first.row.sources.get(clash, first.row.source)
            cells.reject("said_twice", clash, other=where, kind="friction point")
        return True

    def _links(
        self, cells: Cells, stored: FrictionPoint | None, earlier: Cells | None
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[FieldChange, ...]]:
        """Return the use cases to link and to unlink, and how the list of them changes."""
        if not cells.says("use_case"):
            return (), (), ()
        now = self._answered.get(stored.id, ()) if stored is not None else ()
        said = self._named(cells)
        before = self._named(earlier) if earlier is not None and earlier.says("use_case") else ()
        linked = tuple(each for each in said if each not in now and each not in before)
        unlinked = tuple(each for each in before if each in now and each not in said)
        if not linked and not unlinked:
            return (), (), ()
        then = sorted({*now, *linked} - {*unlinked})
        return linked, unlinked, (FieldChange("use_case", "; ".join(now), "; ".join(then)),)

    def _named(self, cells: Cells) -> tuple[str, ...]:
        """Return the use cases that a row names, as they are titled; one that there is not is a problem."""
        found: dict[str, None] = {}
        for part in cells.text("use_case").split(";"):
            names = [part] if plain(part) in self._titles else part.split(", ")  # a title may have a comma of its own
            for name in filter(plain, names):
                title = self._titles.get(plain(name))
                if title is None:
                    cells.reject("unknown_use_case", "use_case", value=name.strip())
                else:
                    found[title] = None
        return tuple(found)


def _keys(cells: Cells) -> list[tuple[str, str]]:
    """Return by what the last upload is asked about a row: its friction point and its step."""
    return [key_of(cells), ("step", plain(cells.text("step")))]
