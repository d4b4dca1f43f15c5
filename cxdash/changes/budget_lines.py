"""Budget lines added, edited and archived; what comes out of a line is counted anew where its amount changes."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import effects, names
from cxdash.domain.actions import Action
from cxdash.domain.budget_lines import BudgetLineValues, check_budget_line
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count
from cxdash.domain.merging import merged
from cxdash.domain.names import tidy
from cxdash.store import audit, budget_lines, metric_uses, named
from cxdash.store.money_tables import BudgetLine
from cxdash.store.tables import PersonRow


def values(session: Session, slug: str) -> BudgetLineValues:
    """Return what a person may edit about a line; NotFoundError where there is none."""
    return budget_lines.values_of(budget_lines.get(session, slug))


def create(session: Session, wanted: BudgetLineValues) -> BudgetLine:
    """Add a line, or bring back an archived one of this name.

    Raises:
        NotAllowedError: the person may not edit money.
        RuleError: the name is missing or taken, the amount is not above 0, or nobody has the owner's name.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_EDIT)
    check_budget_line(wanted)
    row = named.find(session, BudgetLine, wanted.name)
    if row is not None and not row.archived:
        raise RuleError(f"There is a budget line “{row.name}” already. Edit that one, or choose another name.")
    found = row or BudgetLine(slug=names.free_slug(session, BudgetLine, wanted.name))
    _store(session, found, wanted)
    return found


def edit(session: Session, slug: str, *, seen: BudgetLineValues, wanted: BudgetLineValues, today: date) -> BudgetLine:
    """Carry a person's edit into what is stored now, and count anew what comes out of the line.

    Args:
        session: writes.
        slug: which line.
        seen: the values as the person had them on the screen.
        wanted: the values as the person wants them.
        today: the day for which effects are judged.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        NotAllowedError: the person may not edit money.
        RuleError: the values break a rule, or the name is another line's.
        NotFoundError: there is no such line.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_EDIT)
    named.hold(session, BudgetLine, [budget_lines.get(session, slug).id])
    row = budget_lines.get(session, slug)
    stored = budget_lines.values_of(row)
    result = merged(f"“{row.name}”", seen=seen, wanted=wanted, stored=stored)
    check_budget_line(result)
    other = named.find(session, BudgetLine, result.name)
    if other is not None and other.id != row.id:
        raise RuleError(f"“{other.name}” names another budget line. Choose another name.", field="name")
    _store(session, row, result)
    if result.annual_amount != stored.annual_amount:
        _count_anew(session, row, today=today)
    return row


def archive(session: Session, slug: str) -> None:
    """Take a line out of the lists.

    Raises:
        NotAllowedError: the person may not edit money.
        RuleError: savings come out of it, or it is out of the lists already.
        NotFoundError: there is no such line.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_EDIT)
    named.hold(session, BudgetLine, [budget_lines.get(session, slug).id])
    row = budget_lines.get(session, slug)
    if row.archived:
        raise RuleError(f"“{row.name}” is archived already.")
    users = budget_lines.users(session, slug)
    if users:
        raise RuleError(
            f"What {count(len(users), 'metric')} saves comes out of “{row.name}”, {users[0].metric} in "
            f"“{users[0].title}” among them. Name another line there first."
        )
    row.archived = True
    session.flush()


def _store(session: Session, row: BudgetLine, values: BudgetLineValues) -> None:
    owner_id = known_person(session, values.owner)
    row.name, row.annual_amount, row.owner_id, row.archived = tidy(values.name), values.annual_amount, owner_id, False
    session.add(row)
    session.flush()
    session.refresh(row, ["owner"])


def known_person(session: Session, name: str) -> int | None:
    """Return the number of somebody known by name; None for "". RuleError where nobody has this name."""
    if not name.strip():
        return None
    found = named.find(session, PersonRow, name)
    if found is None or found.archived_at is not None:
        raise RuleError(f"Nobody here is called “{name}”. Choose somebody from the list of people.", field="owner")
    return found.id


def _count_anew(session: Session, row: BudgetLine, *, today: date) -> None:
    users = {user.use_case_id for user in budget_lines.users(session, row.slug)}
    pilots = {number for _, number, _ in metric_uses.pilots_of(session, users)}
    if pilots:
        because = f"What the budget line {row.name} costs was changed"
        effects.recompute(session, pilot_ids=pilots, today=today, because=because)
