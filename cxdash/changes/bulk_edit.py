"""One change for several use cases: looked at before, then stored for all of them or for none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import measured, statuses, use_cases
from cxdash.domain.bulk_changes import Archived, BulkChange, StatusChange
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.metrics import Catalogue
from cxdash.domain.statuses import check_learning, check_reason
from cxdash.domain.use_cases import UseCaseValues, check_use_case
from cxdash.store import audit, metrics
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.tables import UseCase

AT_MOST = 200
"""More use cases would keep everybody else from saving for seconds."""
_ONE_BY_ONE = "Plans are amended one by one, on the use case's own page."


@dataclass(frozen=True, slots=True)
class Planned:
    """What the change would do to one use case.

    Attributes:
        was: what it would replace, in words.
        seen: its values when the plan was made, which its save is compared with.
        wanted: its values with the change; None where it is to be archived.
        refusal: why it cannot be stored, "" where it can.
    """

    slug: str
    title: str
    was: str
    seen: UseCaseValues
    wanted: UseCaseValues | None
    refusal: str = ""

    @property
    def changes(self) -> bool:
        """Whether there is anything to store."""
        return self.wanted != self.seen


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change would do to each of several use cases, in the order they were named."""

    change: BulkChange
    each: tuple[Planned, ...]

    @property
    def changed(self) -> tuple[Planned, ...]:
        """The use cases the change would reach."""
        return tuple(each for each in self.each if each.changes and not each.refusal)

    @property
    def unchanged(self) -> tuple[Planned, ...]:
        """The use cases that are so already."""
        return tuple(each for each in self.each if not each.changes)

    @property
    def refused(self) -> tuple[Planned, ...]:
        """The use cases whose rules forbid it."""
        return tuple(each for each in self.each if each.refusal)


def plan(session: Session, slugs: Sequence[str], change: BulkChange) -> Plan:
    """Return what a change would do to these use cases; stores nothing. Who is archived meanwhile is left out.

    Raises:
        RuleError: there are too many of them.
    """
    if len(slugs) > AT_MOST:
        raise RuleError(f"{len(slugs):,} use cases are too many to change at once. Choose at most {AT_MOST}.")
    catalogue = metrics.catalogue(session)
    found = {row.slug: row for row in stored_use_cases.of_slugs(session, slugs)}
    return Plan(change, tuple(_planned(found[slug], change, catalogue) for slug in slugs if slug in found))


def store(session: Session, planned: Plan, *, today: date) -> int:
    """Store a plan and return how many use cases changed; all of them, or none.

    Args:
        session: a change of ``planned.change.action``.
        planned: made when the person looked at it; what somebody else changed since is not overwritten.
        today: the day of the change.

    Raises:
        NotAllowedError: the person may not make this change.
        RuleError: it breaks a rule for one of them; the sentence says for which.
        StaleEditError: somebody else changed the same field of one of them meanwhile.
    """
    audit.person_of(session).must_be_allowed(planned.change.action)
    reached = [each for each in planned.each if each.changes]
    if not reached:
        raise RuleError("There is nothing to store: every use case chosen is so already.")
    for each in sorted(reached, key=lambda each: each.slug):  # in one order, so that no two wait for each other
        try:
            _store(session, each, planned.change, today)
        except (RuleError, NotFoundError) as refusal:
            raise RuleError(f"Nothing was stored. “{each.title}”: {refusal}") from refusal
    return len(reached)


def _store(session: Session, each: Planned, change: BulkChange, today: date) -> None:
    if each.wanted is None:
        use_cases.archive(session, each.slug)
    elif isinstance(change, StatusChange):
        said = {"reason": change.reason, "learning": change.learning}
        statuses.change(session, each.slug, change.status, seen=each.seen.status, today=today, **said)
    else:
        measured.edit_use_case(session, each.slug, seen=each.seen, wanted=each.wanted, today=today)


def _planned(use_case: UseCase, change: BulkChange, catalogue: Catalogue) -> Planned:
    seen = use_cases.values_of(use_case)
    wanted = None if isinstance(change, Archived) else change.applied(seen)
    return Planned(
        use_case.slug,
        use_case.title,
        was=change.was(seen),
        seen=seen,
        wanted=wanted,
        refusal="" if wanted in (None, seen) else _refusal(use_case, change, wanted, catalogue),
    )


def _refusal(use_case: UseCase, change: BulkChange, wanted: UseCaseValues | None, catalogue: Catalogue) -> str:
    """Return the sentence with which an edit would be refused, "" where it would not."""
    if wanted is None:
        return ""
    try:
        if isinstance(change, StatusChange):
            check_reason(change.status, change.reason)
            check_learning(change.status, change.learning or use_case.learning)
            return ""
        check_use_case(wanted, catalogue)
    except RuleError as broken:
        return str(broken)
    amended = use_cases.amended_plans(use_case, wanted.metrics, catalogue)
    return f"{amended[0].refusal} {_ONE_BY_ONE}" if amended else ""
