"""One field of a use case edited on its own, whatever else changed meanwhile."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes import measured, use_cases
from cxdash.domain.merging import Part, with_part


def edit(session: Session, slug: str, field: str, *, seen: object, wanted: object, today: date) -> None:
    """Store a new value of one field of ``UseCaseValues``, such as ``title`` or ``steps``.

    Args:
        session: writes.
        slug: which use case.
        field: the name of the field.
        seen: its value as the person had it on the screen.
        wanted: its value as the person wants it.
        today: the day of the change.

    Raises:
        StaleEditError: somebody else changed this field meanwhile.
        RuleError: the new value breaks a rule.
        NotFoundError: there is no such use case.
    """
    stored = use_cases.values(session, slug)
    was: dict[str, Any] = {field: seen}
    will: dict[str, Any] = {field: wanted}
    measured.edit_use_case(session, slug, seen=replace(stored, **was), wanted=replace(stored, **will), today=today)


def edit_part(
    session: Session, slug: str, part: Part, *, seen: object, wanted: object, today: date, reason: str = ""
) -> None:
    """Store a new value of one owner, step, module or metric use, or of a plain field, as ``edit`` does.

    ``part`` is as in ``domain.merging``; None for a value stands for nothing being there.
    """
    stored = use_cases.values(session, slug)
    before, after = (with_part(stored, part, value) for value in (seen, wanted))
    measured.edit_use_case(session, slug, seen=before, wanted=after, today=today, reason=reason)
