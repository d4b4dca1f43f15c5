"""Use cases started from a template of the library."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.stages import Stage
from cxdash.domain.templates import Template
from cxdash.store.tables import UseCase


def start(session: Session, template: Template, *, today: date, steps: tuple[str, ...] | None = None) -> UseCase:
    """Store a use case with what a template says: an idea of today, without a baseline, which nobody has measured yet.

    Args:
        session: writes.
        template: what to start from.
        today: the day of the idea.
        steps: journey steps by name; None takes the template's own, new ones are made.

    Raises:
        RuleError: the organisation's catalogue does not allow a metric the role it has in the template.
    """
    values = template.values(idea_on=today, steps=steps)
    return use_cases.create(session, values, standing=Standing(Stage.IDEA, {Stage.IDEA: today}))
