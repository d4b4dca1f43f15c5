"""Everything that waits for somebody, for everybody at once: asked of the database as often for one as for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.domain.waiting import Kind, Waiting
from cxdash.reports import waiting_at_gates, waiting_commitments, waiting_with_owners
from cxdash.reports.waiting_ground import Ground

COLUMNS = ("What", "About", "To do", "Due", "Why you")


@dataclass(frozen=True, slots=True)
class ForOne:
    """What waits for one person, by kind; what is overdue comes first and is in no other group."""

    person: Person
    overdue: tuple[Waiting, ...]
    groups: Mapping[Kind, tuple[Waiting, ...]]

    @property
    def every(self) -> tuple[Waiting, ...]:
        """All of it, in the order in which it is shown."""
        return (*self.overdue, *(each for group in self.groups.values() for each in group))

    @property
    def finding(self) -> str:
        """How much it is: ``12 things wait, 2 of them overdue``."""
        found = self.every
        if not found:
            return "Nothing waits"
        late = f", {len(self.overdue)} of them overdue" if self.overdue else ""
        return f"{count(len(found), 'thing waits', 'things wait')}{late}"

    @property
    def table(self) -> pd.DataFrame:
        """All of it as a table to be taken away."""
        rows = [(each.kind.label, each.title, each.sentence, each.due, each.why) for each in self.every]
        return pd.DataFrame(rows, columns=list(COLUMNS))


def everything(session: Session, *, today: date) -> tuple[Waiting, ...]:
    """Return what waits for anybody, the first due first."""
    ground = Ground.of(session, today=today)
    askers = (waiting_at_gates, waiting_with_owners, waiting_commitments)
    found = (each for asker in askers for each in asker.waiting(session, ground))
    return tuple(sorted(found, key=Waiting.order))


def for_one(every: Iterable[Waiting], person: Person, *, today: date) -> ForOne:
    """Return what waits for one person, of what waits for anybody."""
    own = [each for each in every if each.person_id == person.id]
    waits = [each for each in own if not each.is_overdue(today)]
    groups = {kind: tuple(each for each in waits if each.kind is kind) for kind in Kind}
    return ForOne(
        person,
        tuple(each for each in own if each.is_overdue(today)),
        {kind: group for kind, group in groups.items() if group},
    )
