"""Who sat at the keyboard where a row was written in another's name, as the log keeps it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import and_, false, inspect, or_, select
from sqlalchemy.orm import Session

from cxdash.store.schema import Base
from cxdash.store.tables import AuditEvent, PersonRow

_Written = tuple[str, str, str]
"""A field of a row: table, key and column, as the log names them."""


@dataclass(frozen=True, slots=True)
class Names:
    """Who did what, with who sat at the keyboard where that was somebody else."""

    through: Mapping[_Written, str] = field(default_factory=dict)

    def of(self, row: Base, person: PersonRow | None, column: str) -> str:
        """Name who wrote a column of a row: ``Omar Ops (through Local administrator)``; "" where nobody did."""
        if person is None:
            return ""
        through = self.through.get((*_named(row), column))
        return f"{person.name} (through {through})" if through else person.name


def names(session: Session, rows: Iterable[Base]) -> Names:
    """Return the names of who wrote these rows last, column by column; two queries at most."""
    keys: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        table, key = _named(row)
        keys[table].append(key)
    asked = or_(
        false(),
        *(and_(AuditEvent.row_table == table, AuditEvent.row_key.in_(of_table)) for table, of_table in keys.items()),
    )
    keyed = (AuditEvent.row_table, AuditEvent.row_key)
    query = select(*keyed).where(asked, AuditEvent.through_id.is_not(None)).distinct()
    in_anothers_name = session.execute(query).all()
    if not in_anothers_name:
        return Names()
    written = (
        select(*keyed, AuditEvent.after, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == AuditEvent.through_id)
        .where(or_(*(and_(keyed[0] == table, keyed[1] == key) for table, key in in_anothers_name)))
        .order_by(AuditEvent.id)
    )
    newest = {
        (table, key, column): name for table, key, after, name in session.execute(written) for column in after or ()
    }
    return Names({each: name for each, name in newest.items() if name is not None})


def _named(row: Base) -> tuple[str, str]:
    """Return table and key of a stored row as the log names them."""
    return row.__tablename__, "/".join(str(part) for part in inspect(row).identity or ())
