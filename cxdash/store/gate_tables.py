"""The stored nouns of gate decisions: policy, reviews with frozen evidence, votes, conditions, waivers, signatures."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cxdash.store.council_tables import CouncilMeeting
from cxdash.store.policy_versions import PolicyRow
from cxdash.store.schema import Base, Versioned, now

if TYPE_CHECKING:
    from cxdash.store.tables import PersonRow


class GatePolicyRow(PolicyRow):
    """The gate policy from a day on; a change is a further version, so that past decisions keep the one they met."""

    __tablename__ = "gate_policy"


class GateReview(Base, Versioned):
    """One review of the gate to a stage: asked for, evidence frozen, voted on, decided or withdrawn.

    ``digest`` names the frozen evidence. A decision is in effect from ``effective_on``: at once, or where it goes
    against the recommendation once a second person stands by it.
    """

    __tablename__ = "gate_review"
    __table_args__ = (
        Index(
            "uq_gate_review_open",
            "use_case_id",
            unique=True,
            sqlite_where=text("effective_on IS NULL AND withdrawn_on IS NULL"),
            postgresql_where=text("effective_on IS NULL AND withdrawn_on IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    from_stage: Mapped[str]
    to_stage: Mapped[str]
    policy_number: Mapped[int]
    requested_on: Mapped[date]
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")
    frozen_on: Mapped[date]
    evidence: Mapped[dict[str, Any]]
    digest: Mapped[str]
    decision: Mapped[str | None]
    back_to: Mapped[str | None]
    rationale: Mapped[str] = mapped_column(default="")
    learning: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    against_recommendation: Mapped[bool] = mapped_column(default=False)
    seconded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    effective_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("council_meeting.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    votes: Mapped[list["GateVote"]] = relationship(viewonly=True, order_by="GateVote.at")
    conditions: Mapped[list["GateCondition"]] = relationship(viewonly=True, order_by="GateCondition.id")
    meeting: Mapped[CouncilMeeting | None] = relationship(viewonly=True)
    requested_by: Mapped["PersonRow"] = relationship(viewonly=True, foreign_keys=[requested_by_id])
    decided_by: Mapped["PersonRow | None"] = relationship(viewonly=True, foreign_keys=[decided_by_id])
    seconded_by: Mapped["PersonRow | None"] = relationship(viewonly=True, foreign_keys=[seconded_by_id])


class GateVote(Base):
    """A function's vote in a review, on the evidence that ``digest`` names; evidence frozen anew asks again."""

    __tablename__ = "gate_vote"
    review_id: Mapped[int] = mapped_column(ForeignKey("gate_review.id"), primary_key=True)
    function: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    vote: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    person: Mapped["PersonRow"] = relationship(viewonly=True)


class GateCondition(Base, Versioned):
    """What a conditional go asks for: of whom, by when, and how it was met."""

    __tablename__ = "gate_condition"
    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("gate_review.id"), index=True)
    text: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due: Mapped[date]
    met_on: Mapped[date | None]
    met_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    evidence: Mapped[str] = mapped_column(default="")
    owner: Mapped["PersonRow"] = relationship(viewonly=True, foreign_keys=[owner_id])
    met_by: Mapped["PersonRow | None"] = relationship(viewonly=True, foreign_keys=[met_by_id])


class GateWaiver(Base, Versioned):
    """A criterion set aside for one use case until a day; in force once somebody else than who asked approves it.

    ``ended_on`` is set where it was refused or taken back before it expired.
    """

    __tablename__ = "gate_waiver"
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    to_stage: Mapped[str]
    criterion: Mapped[str]
    reason: Mapped[str]
    expires_on: Mapped[date]
    asked_on: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approved_on: Mapped[date | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_on: Mapped[date | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_why: Mapped[str] = mapped_column(default="")
    asked_by: Mapped["PersonRow"] = relationship(viewonly=True, foreign_keys=[asked_by_id])
    approved_by: Mapped["PersonRow | None"] = relationship(viewonly=True, foreign_keys=[approved_by_id])


class SignOff(Base):
    """A person's signature, for one function, under what ``content`` says; something else asks for a new one.

    ``about`` is the outcome of the use case, or the proof point of one of its pilots.
    """

    __tablename__ = "sign_off"
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    about: Mapped[str]
    pilot_id: Mapped[int | None] = mapped_column(ForeignKey("pilot.id"))
    proof_point_id: Mapped[int | None] = mapped_column(ForeignKey("proof_point.id"))
    function: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signed_on: Mapped[date]
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    withdrawn_on: Mapped[date | None]
    person: Mapped["PersonRow"] = relationship(viewonly=True)


class Attestation(Base):
    """Finance's word that a use case's money is right: low, likely and high a year, and the results it rests on."""

    __tablename__ = "attestation"
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    attested_on: Mapped[date]
    low: Mapped[float]
    likely: Mapped[float]
    high: Mapped[float]
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    withdrawn_on: Mapped[date | None]
    person: Mapped["PersonRow"] = relationship(viewonly=True)


class Responsibility(Base):
    """Who does, is asked about or is told of one activity of a use case; its owners are accountable."""

    __tablename__ = "responsibility"
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), primary_key=True)
    activity: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    part: Mapped[str]
    person: Mapped["PersonRow"] = relationship(viewonly=True)
