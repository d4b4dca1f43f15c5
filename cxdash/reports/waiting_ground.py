"""What is known of every use case and everybody when it is asked what waits for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.stages import Status
from cxdash.judging import gates, signatures
from cxdash.judging.gates import Gate
from cxdash.store import at_gates, organisation, people
from cxdash.store.tables import UseCase


@dataclass(frozen=True, slots=True)
class Ground:
    """Everybody who is not archived, the use cases that are being worked on, and where each stands at its gate."""

    today: date
    figures: Figures
    everybody: tuple[Person, ...]
    use_cases: Sequence[UseCase]
    gates: Mapping[str, Gate]

    @classmethod
    def of(cls, session: Session, *, today: date) -> Self:
        """Return it as it is stored."""
        judged = gates.gates(session, today=today)
        return cls(
            today,
            organisation.figures(session),
            people.everybody(session),
            [each for each in at_gates.every(session) if Status(each.status) is Status.ACTIVE],
            judged,
        )

    def finance(self, use_case: UseCase) -> tuple[int, ...]:
        """Return who speaks for finance, by id: its owner; where nobody is named, everybody with the role."""
        owner = signatures.owner_ids(use_case).get(Function.FINANCE)
        if owner is not None:
            return (owner,)
        return tuple(each.id for each in self.everybody if Role.FINANCE in each.roles)

    def voters(self, use_case: UseCase, function: Function) -> tuple[int, ...]:
        """Return who votes for a function, by id; nobody where none is named."""
        if function is Function.FINANCE:
            return self.finance(use_case)
        owner = signatures.owner_ids(use_case).get(function)
        return () if owner is None else (owner,)

    def administrators(self) -> tuple[int, ...]:
        """Return who gives out roles, by id."""
        return tuple(each.id for each in self.everybody if Role.ADMIN in each.roles)
