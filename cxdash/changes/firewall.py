"""Use cases held to the rules again where rows were put back and nobody edited them: an import that is taken back."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from cxdash.changes import use_cases
from cxdash.domain.errors import RuleError, UndoRefusedError
from cxdash.domain.use_cases import check_use_case
from cxdash.store import metrics
from cxdash.store.tables import AuditEvent, UseCase, UseCaseMetric


def check_restored(session: Session, import_id: int, entries: Iterable[AuditEvent]) -> None:
    """Refuse to take an import back where a use case would be judged by what has become forbidden since.

    Args:
        session: in which the entries were put back already.
        import_id: the import.
        entries: what the log has of it.

    Raises:
        UndoRefusedError: a metric was given another class, or archived, after the import.
    """
    catalogue = metrics.catalogue(session)
    for use_case_id in sorted(_judged_anew(session, entries)):
        use_case = session.get(UseCase, use_case_id)
        if use_case is None or use_case.archived_at is not None:
            continue
        try:
            check_use_case(use_cases.values_of(use_case), catalogue)
        except RuleError as broken:
            raise UndoRefusedError(
                f"Import {import_id} cannot be undone: “{use_case.title}” would be judged again by what it may not be. "
                f"{broken} Correct the use case by hand instead."
            ) from broken


def _judged_anew(session: Session, entries: Iterable[AuditEvent]) -> set[int]:
    """Return the ids of the use cases whose metrics were put back, as far as they are still there."""
    found = set()
    for entry in entries:
        if entry.row_table == UseCaseMetric.__tablename__:
            row = session.get(UseCaseMetric, int(entry.row_key))
            owner = row.use_case_id if row is not None else (entry.after or {}).get("use_case_id")
            found.add(int(owner or 0))
    return found
