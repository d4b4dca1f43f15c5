"""A policy as it is stored: a row for each version after the one that cxdash starts with, none ever written over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, declared_attr, joinedload, mapped_column, relationship

from cxdash.domain.errors import NotFoundError
from cxdash.store.schema import Base

if TYPE_CHECKING:
    from cxdash.store.tables import PersonRow


class Numbered(Protocol):
    """A policy that knows which version it is; a dataclass, so that the next version is made of it."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def number(self) -> int:
        """0 for the one that cxdash starts with."""


PolicyT = TypeVar("PolicyT", bound=Numbered)
PolicyT_co = TypeVar("PolicyT_co", covariant=True)
RowT = TypeVar("RowT", bound="PolicyRow")


class Reader(Protocol[PolicyT_co]):
    """What makes a policy of its stored content and its number."""

    def __call__(self, stored: Mapping[str, Any], *, number: int) -> PolicyT_co:
        """Return the policy."""


class PolicyRow(Base):
    """A policy from a day on: all it says, who made it so, and why."""

    __abstract__ = True
    number: Mapped[int] = mapped_column(primary_key=True)
    made_on: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]

    @declared_attr
    def person(cls) -> Mapped["PersonRow"]:  # noqa: N805 SQLAlchemy passes the class
        """Who made it so."""
        return relationship(viewonly=True)


@dataclass(frozen=True, slots=True)
class PolicyVersions(Generic[PolicyT, RowT]):
    """All versions of one policy.

    Attributes:
        name: what it is called within a sentence, as in "the gate policy".
        row: its table.
        start: the version that cxdash starts with, which has no row.
        content: writes all that a policy says but its number.
        from_content: reads it back.
    """

    name: str
    row: type[RowT]
    start: PolicyT
    content: Callable[[PolicyT], dict[str, Any]]
    from_content: Reader[PolicyT]

    def current(self, session: Session) -> PolicyT:
        """Return the newest version; the one that cxdash starts with before anybody changed it."""
        newest = select(self.row.number, self.row.content).order_by(self.row.number.desc()).limit(1)
        found = session.execute(newest).one_or_none()
        return self.start if found is None else self.from_content(found.content, number=found.number)

    def version(self, session: Session, number: int) -> PolicyT:
        """Return the version of a number, 0 for the one that cxdash starts with; NotFoundError where there is none."""
        if number == self.start.number:
            return self.start
        found = session.get(self.row, number)
        if found is None:
            raise NotFoundError(f"There is no version {number} of {self.name}.")
        return self.from_content(found.content, number=number)

    def rows(self, session: Session) -> Sequence[RowT]:
        """Return every version after the one that cxdash starts with, the newest first, with who made it."""
        query = select(self.row).options(joinedload(self.row.person))
        return session.scalars(query.order_by(self.row.number.desc())).all()

    def add(self, session: Session, policy: PolicyT, *, person_id: int, today: date, reason: str) -> None:
        """Store a further version, which holds from today on."""
        session.add(
            self.row(
                number=policy.number,
                made_on=today,
                person_id=person_id,
                reason=reason,
                content=self.content(policy),
            )
        )
        session.flush()
