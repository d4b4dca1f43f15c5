"""Parts of digests: the five answers of a quarter, and what waits for one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.people import Person
from cxdash.domain.periods import Quarter
from cxdash.domain.waiting import Waiting
from cxdash.reports import closed_quarters, restatements, this_quarter, waiting_for
from cxdash.reports.answer import Answer
from cxdash.reports.quarter_state import Item
from cxdash.reports.this_quarter import Quarterly

AT_MOST = 5
"""How many lines a part has before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page by the name of its file, with its query."""

    page: str
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: its name, what is said of it, and where it can be opened."""

    name: str
    says: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with a figure, a sentence and the first of its lines.

    Attributes:
        number: the figure, "" where the sentence says all; ``unit`` is what it counts.
        more: how many lines are not in it.
    """

    title: str
    number: str = ""
    unit: str = ""
    says: str = ""
    lines: tuple[Line, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class QuarterParts:
    """A quarter's five answers, and which view of it they are."""

    says: str
    parts: tuple[Part, ...]


def quarter(session: Session, quarter: Quarter, *, today: date) -> QuarterParts:
    """Return a quarter's five answers: as they were reported where it is closed, else as known now."""
    closed = closed_quarters.one(session, quarter)
    page = None if closed is None else closed_quarters.reported(session, quarter)
    if closed is None or page is None:
        page = this_quarter.quarterly(session, quarter, today=today)
        return QuarterParts(f"{page.name}, not closed yet: as known on {today:%-d %b %Y}.", _answers(page))
    restated = restatements.of(session, closed, today=today)
    view = closed_quarters.as_reported(closed.close.closed_on)
    return QuarterParts(f"{page.name} {view} by {closed.close.who}. {restated.finding}.", _answers(page))


def waits_for(session: Session, person: Person, *, today: date) -> Part:
    """Return what waits for one person, what is overdue first."""
    found = waiting_for.for_one(waiting_for.everything(session, today=today), person, today=today)
    return Part(
        "What waits for you",
        str(len(found.every)),
        "thing waits for you" if len(found.every) == 1 else "things wait for you",
        f"{found.finding}." if found.every else "",
        *_cut(_waiting(each, today) for each in found.every),
    )


def of_items(title: str, items: Iterable[Item], *, says: str = "") -> Part:
    """Return a list of a page as a part."""
    lines = [Line(each.name, each.says, _link(each)) for each in items]
    return Part(title, str(len(lines)), "", says, *_cut(lines))


def _answers(page: Quarterly) -> tuple[Part, ...]:
    waiting = [each for group in page.waiting for each in group.items]
    return (
        _answered("What changed", page.value, ()),
        _answered("Customers and agents", page.people, ()),
        _answered("What moved", page.moves, (*page.moved, *page.decided, *page.promises)),
        _answered("What is stuck", page.trapped, (*page.alarms, *page.stuck)),
        _answered("What needs a decision", page.decisions, waiting),
    )


def _answered(title: str, answer: Answer, items: Iterable[Item]) -> Part:
    says = " ".join([answer.sentence, *answer.notes])
    return Part(
        title, answer.number, answer.unit, says, *_cut(Line(each.name, each.says, _link(each)) for each in items)
    )


def _cut(lines: Iterable[Line]) -> tuple[tuple[Line, ...], int]:
    found = tuple(lines)
    return found[:AT_MOST], max(len(found) - AT_MOST, 0)


def _link(item: Item) -> Link:
    key = {"compare": "pilot", "metrics": "metric"}.get(item.page, "use_case")
    view = (("view", item.view),) if item.view else ()
    return Link(item.page, ((key, item.slug), *view))


def _waiting(each: Waiting, today: date) -> Line:
    due = ""
    if each.due is not None:
        due = f", {'overdue since' if each.is_overdue(today) else 'due'} {each.due:%-d %b %Y}"
    view = (("view", each.view),) if each.view else ()
    link = Link("use_cases", (("use_case", each.use_case), *view)) if each.use_case else Link("waiting")
    return Line(each.title, f"{each.sentence}{due}", link)
