"""A list of costs and benefits planned and stored: which amounts are new, changed, as before or to be mended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from cxdash.changes import held, money_entries, register_earlier
from cxdash.changes.comparing import NEEDS_ANSWER
from cxdash.changes.matching import Answers
from cxdash.changes.money_items import MoneyItem, MoneyPlan, Whose
from cxdash.changes.money_names import MoneyNames
from cxdash.changes.money_rows import basis_said, check_currency, is_run_assumed, wanted_values, with_edits_since
from cxdash.changes.register_cells import Cells
from cxdash.changes.register_earlier import key_of
from cxdash.changes.register_items import Outcome, RegisterPlan, changes_between, outcome_of
from cxdash.domain.metrics import Catalogue, plain
from cxdash.domain.money_entries import Basis, MoneyEntry, MoneyEntryValues, Place
from cxdash.store import metrics, organisation, use_cases
from cxdash.store import money_entries as stored_entries
from cxdash.trackers.readings import Question, RegisterRow


def plan(session: Session, rows: Sequence[RegisterRow], *, answers: Answers, registered: RegisterPlan) -> MoneyPlan:
    """Compare a list of costs and benefits with what is stored; nothing is written.

    An amount is known by its place: use case, pilot, side, kind, basis, line and period. One that cannot be taken waits
    alone, the others are stored. What people edited on the page since the last upload stays, unless the file changed
    the same amount.

    Args:
        session: reads.
        rows: the amounts as read.
        answers: what was said about names (``entities``) and about a sheet's basis (``basis:Costs`` in ``reading``).
        registered: what the same file says about use cases and pilots.
    """
    if not rows:
        return MoneyPlan()
    planning = _Planning(session, rows, answers, registered)
    items = planning.items()
    return MoneyPlan(
        tuple(items),
        tuple(dict.fromkeys(problem for each in planning.cells for problem in each.problems)),
        (*planning.names.questions.values(), *planning.questions.values()),
        tuple(planning.accepted),
    )


def apply(session: Session, planned: MoneyPlan, *, import_id: int) -> None:
    """Store the new and changed amounts of a plan, each with its cell, and what the file said."""
    slugs = {plain(each.title): each.slug for each in use_cases.active(session)}
    pilots = {plain(each.name): each.slug for each in use_cases.pilots(session)}
    moving = [item for item in planned.items if item.outcome is not Outcome.UNCHANGED]
    titles = sorted({item.whose.title for item in moving})
    theirs = {title: held.use_case(session, slugs[plain(title)]) for title in titles}
    for item in moving:
        wanted = item.wanted
        if item.whose.pilot_name:
            wanted = replace(wanted, pilot=item.whose.pilot or pilots[plain(item.whose.pilot_name)])
        money_entries.store(
            session,
            theirs[item.whose.title],
            wanted,
            entry_id=item.entry_id,
            import_id=import_id,
            cell=str(item.source),
        )
    session.flush()
    register_earlier.keep(session, planned.rows, import_id=import_id)


class _Planning:
    """The rows of a list of costs and benefits, and what is stored of them."""

    def __init__(
        self, session: Session, rows: Sequence[RegisterRow], answers: Answers, registered: RegisterPlan
    ) -> None:
        catalogue: Catalogue = metrics.catalogue(session)
        self.cells = [Cells(row, catalogue) for row in rows]
        self.names = MoneyNames(session, answers, registered)
        self.questions: dict[str, Question] = {}
        self.accepted: list[RegisterRow] = []
        self._answers = answers
        self._currency = organisation.get(session).currency
        self._calendar = organisation.calendar(session)
        self._stored: Mapping[tuple[str, Place], MoneyEntry] = money_entries.by_place(stored_entries.every(session))
        self._earlier = register_earlier.rows_said(session, set(map(key_of, self.cells)), catalogue)
        self._seen: dict[tuple[Whose, Place], tuple[Cells, float]] = {}

    def items(self) -> list[MoneyItem]:
        """Return what would become of each amount that can be taken."""
        found = [self._item(each) for each in self.cells if not self.names.is_skipped(each)]
        return [item for item in found if item is not None]

    def _item(self, cells: Cells) -> MoneyItem | None:
        whose, basis = self.names.whose(cells), self._basis(cells)
        check_currency(cells, self._currency)
        if whose is None or basis is None or cells.problems:
            return None
        pilot = whose.pilot or (f"new:{plain(whose.pilot_name)}" if whose.pilot_name else None)
        wanted = wanted_values(cells, pilot, basis, self._calendar)
        if wanted is None or self._is_repeated(cells, whose, wanted):
            return None
        entry = self._stored.get((whose.use_case or "", wanted.place))
        seen = money_entries.values_of(entry) if entry is not None else None
        wanted = self._wanted(cells, wanted, seen)
        if cells.problems:
            return None
        self.accepted.append(cells.row)
        if seen is None and self._was_removed(cells, wanted):
            return None
        changes = changes_between(seen, wanted)
        return MoneyItem(
            whose=whose,
            outcome=outcome_of(seen, changes),
            wanted=wanted,
            source=cells.row.source,
            entry_id=entry.id if entry is not None else None,
            seen=seen,
            changes=changes,
            run_assumed=is_run_assumed(cells),
        )

    def _wanted(self, cells: Cells, wanted: MoneyEntryValues, seen: MoneyEntryValues | None) -> MoneyEntryValues:
        """Return an amount with a stored note and line kept, and what people edited since the last upload."""
        if seen is None:
            return wanted
        again = wanted_values(cells, wanted.pilot, wanted.basis, self._calendar, before=seen) or wanted
        was = self._said_before(cells, again, seen)
        again = replace(again, line=seen.line)  # names that differ by case and spaces are one line
        return again if was is None else with_edits_since(cells, again, seen, base=replace(was, line=seen.line))

    def _said_before(
        self, cells: Cells, wanted: MoneyEntryValues, seen: MoneyEntryValues | None
    ) -> MoneyEntryValues | None:
        earlier = next(iter(self._earlier.get(key_of(cells), ())), None)
        if earlier is None:
            return None
        return wanted_values(earlier, wanted.pilot, wanted.basis, self._calendar, before=seen)

    def _was_removed(self, cells: Cells, wanted: MoneyEntryValues) -> bool:
        """Whether the last upload brought this very amount and somebody took it out since: then it stays out."""
        was = self._said_before(cells, wanted, None)
        return was is not None and was.amount == wanted.amount

    def _basis(self, cells: Cells) -> Basis | None:
        """Return a row's basis; a sheet that says none is asked about, a word that says none is a problem."""
        sheet = cells.row.source.sheet
        key = f"basis:{sheet}"
        basis = basis_said(cells, self._answers.reading.get(key, ""))
        if basis is None and cells.says("basis"):
            known = "planned, forecast or actual"
            cells.reject("unknown_word", "basis", value=cells.text("basis"), field="basis", known=known)
        elif basis is None:
            text = f"Are the amounts on “{sheet}” planned, forecast or actual?"
            self.questions.setdefault(key, Question(key, text, tuple(each.value for each in Basis)))
            cells.reject(NEEDS_ANSWER, "amount", name=f"basis of {sheet}")
        return basis

    def _is_repeated(self, cells: Cells, whose: Whose, wanted: MoneyEntryValues) -> bool:
        """Whether an earlier row gave an amount for the same place; another amount is a problem."""
        first, amount = self._seen.setdefault((whose, wanted.place), (cells, wanted.amount))
        if first is cells:
            return False
        if amount != wanted.amount:
            cells.reject("said_twice", "amount", other=first.row.source, kind="line and period")
        return True
