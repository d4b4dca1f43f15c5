"""Everybody who is known: their roles, what they answer for, and when they were here last."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.ownership import Function
from cxdash.domain.people import PersonValues, roles_of
from cxdash.store import people
from cxdash.store.people import Owned

COLUMNS = ("Name", "E-mail", "Roles", "Answers for", "Last here")
_THINGS = ("metric", "module")


@dataclass(frozen=True, slots=True)
class Line:
    """One person.

    Attributes:
        owns: what they answer for in words, ``2 use cases (technology, sponsor), 1 metric``; "" for nothing.
        last_here: the day of their last change; None where there was none.
    """

    slug: str
    values: PersonValues
    owns: str
    last_here: date | None
    is_archived: bool


@dataclass(frozen=True)
class People:
    """Everybody by name, those in the lists and those who are archived."""

    current: tuple[Line, ...]
    archived: tuple[Line, ...]

    @property
    def table(self) -> pd.DataFrame:
        """Those in the lists, as a table with ``COLUMNS``; roles as a list of words."""
        rows = [
            (
                each.values.name,
                each.values.email,
                sorted(role.label for role in each.values.roles),
                each.owns,
                each.last_here,
            )
            for each in self.current
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS), index=[each.slug for each in self.current])


def listed(session: Session) -> People:
    """Return everybody."""
    seen, owned = people.last_seen(session), people.owned(session)
    lines = [
        Line(
            row.slug,
            PersonValues(row.name, row.email or "", roles_of(row.roles)),
            _in_words(each for each in owned if each.person_id == row.id),
            seen[row.id].date() if row.id in seen else None,
            row.archived_at is not None,
        )
        for row in people.every_row(session)
    ]
    return People(
        tuple(line for line in lines if not line.is_archived), tuple(line for line in lines if line.is_archived)
    )


def _in_words(owned: Iterable[Owned]) -> str:
    found = list(owned)
    use_cases = {each.name for each in found if each.kind not in _THINGS}
    kinds = {each.kind for each in found}
    functions = [function.value for function in Function if function.value in kinds]
    things = Counter(each.kind for each in found if each.kind in _THINGS)
    parts = [f"{count(len(use_cases), 'use case')} ({', '.join(functions)})"] if use_cases else []
    return ", ".join([*parts, *(count(things[kind], kind) for kind in _THINGS if things[kind])])
