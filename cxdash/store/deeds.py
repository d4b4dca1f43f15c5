"""What people did on use cases, from the log: who did something about which one last, and since when they answer."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.store.definition_tables import Approach, Comment
from cxdash.store.gate_tables import Attestation, GateReview, GateWaiver, SignOff
from cxdash.store.tables import AuditEvent, Ownership, Pilot, UseCaseMetric

_BY_PREFIX = frozenset(
    {"use_case", "ownership", "use_case_step", "use_case_module", "use_case_friction", "readiness", "responsibility"}
)
"""Tables whose keys begin with the use case's id."""
_Named = UseCaseMetric | Pilot | Approach | Comment | SignOff | GateReview | GateWaiver | Attestation
_BY_ROW: Mapping[str, type[_Named]] = {
    "use_case_metric": UseCaseMetric,
    "pilot": Pilot,
    "approach": Approach,
    "comment": Comment,
    "sign_off": SignOff,
    "gate_review": GateReview,
    "gate_waiver": GateWaiver,
    "attestation": Attestation,
}
"""Tables whose rows name the use case."""
_BY_REVIEW = frozenset({"gate_vote"})
"""Tables whose keys begin with the id of a review."""
TOLD_BY = frozenset({*_BY_PREFIX, *_BY_ROW, *_BY_REVIEW})
"""Tables in which a deed on a use case shows."""


def last_deeds(session: Session) -> dict[tuple[int, int], date]:
    """Return the day on which each owner did something last about each use case, by use case and person.

    Everything counts that the log keeps under their name: signing, voting, commenting, judging readiness, editing.
    """
    owners = select(Ownership.person_id)
    query = (
        select(AuditEvent.person_id, AuditEvent.row_table, AuditEvent.row_key, func.max(AuditEvent.at))
        .where(AuditEvent.person_id.in_(owners), AuditEvent.row_table.in_(TOLD_BY))
        .group_by(AuditEvent.person_id, AuditEvent.row_table, AuditEvent.row_key)
    )
    use_case_of = use_case_finder(session)
    found: dict[tuple[int, int], date] = {}
    for person_id, table, key, at in session.execute(query):
        use_case_id = use_case_of(table, key)
        if use_case_id is not None:
            pair = (use_case_id, person_id)
            found[pair] = max(at.date(), found.get(pair, at.date()))
    return found


def named_since(session: Session) -> dict[tuple[int, str, int], date]:
    """Return the day each owner was named last, by use case, function and person."""
    person = AuditEvent.after["person_id"].as_integer()
    query = (
        select(AuditEvent.row_key, person, func.max(AuditEvent.at))
        .where(AuditEvent.row_table == Ownership.__tablename__, person.is_not(None))
        .group_by(AuditEvent.row_key, person)
    )
    found: dict[tuple[int, str, int], date] = {}
    for key, person_id, at in session.execute(query):
        use_case_id, _, function = key.partition("/")
        found[int(use_case_id), function, person_id] = at.date()
    return found


def use_case_finder(session: Session) -> Callable[[str, str], int | None]:
    """Return what finds the use case of a row by table and key; None for a row that is no more."""
    of_rows = {
        name: {str(row.id): row.use_case_id for row in session.execute(select(table.id, table.use_case_id))}
        for name, table in _BY_ROW.items()
    }

    def find(table: str, key: str) -> int | None:
        first = key.partition("/")[0]
        if table in _BY_PREFIX:
            return int(first)
        return of_rows[GateReview.__tablename__ if table in _BY_REVIEW else table].get(first)

    return find
