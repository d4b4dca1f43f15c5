"""The approaches recorded with a use case, and whether more may be."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain import statements
from cxdash.domain.approaches import WHAT, ApproachValues
from cxdash.domain.brief import must_pass
from cxdash.domain.errors import RuleError
from cxdash.store import approaches, metrics, use_cases


@dataclass(frozen=True, slots=True)
class Considered:
    """Approaches as (id, values) in the order they were recorded; ``refusal`` is why none can be added, or ""."""

    recorded: tuple[tuple[int, ApproachValues], ...]
    refusal: str


def considered(session: Session, slug: str, *, today: date) -> Considered:
    """Return the approaches of a use case; NotFoundError where there is none of this slug."""
    use_case = use_cases.get(session, slug)
    recorded = tuple(
        (each.id, ApproachValues(each.name, each.vendor, each.notes))
        for each in approaches.of_use_case(session, use_case.id)
    )
    lint = statements.lint(use_case.statement, metrics.catalogue(session), today=today)
    try:
        must_pass(use_case.title, lint, what=WHAT)
    except RuleError as refusal:
        return Considered(recorded, str(refusal))
    return Considered(recorded, "")
