"""A clock of its own for one session, for what is stored later than it was done."""

from sqlalchemy import DateTime, event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from cxdash.store.schema import Base, now


class Clock:
    """What time it is in a session: rows stored there bear this hour, where they would bear that of today.

    ``at`` is UTC without a zone, as everything stored; the log still says when a row was written.
    """

    def __init__(self, session: Session) -> None:
        self.at = now()
        event.listen(session, "before_flush", self._set)

    def _set(self, session: Session, _: UOWTransaction, __: object) -> None:
        for row in [*session.new, *session.dirty]:
            self._set_row(row, is_new=row in session.new)

    def _set_row(self, row: Base, *, is_new: bool) -> None:
        for column in inspect(row).mapper.columns:
            is_stamped = is_new and column.default is not None
            if isinstance(column.type, DateTime) and (is_stamped or _is_set(row, column.key)):
                setattr(row, column.key, self.at)


def _is_set(row: Base, name: str) -> bool:
    return inspect(row).attrs[name].history.has_changes() and getattr(row, name) is not None
