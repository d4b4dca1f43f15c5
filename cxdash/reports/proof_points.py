"""One proof point as it stands: story, result, limits, approvals, what later data say, who repeated it, its uses."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.proof_claims import beyond_the_evidence
from cxdash.domain.proof_drift import Later
from cxdash.domain.proof_evidence import Evidence
from cxdash.domain.proof_points import State, Story
from cxdash.judging import approvals
from cxdash.judging.approvals import Proof
from cxdash.judging.pilot_results import day
from cxdash.reports import replications, signatures
from cxdash.reports.replications import Replications
from cxdash.reports.signatures import Signed
from cxdash.store import approvals as stored
from cxdash.store import proof_points
from cxdash.store.proof_tables import ProofPoint

_NOT_ASKED = {
    State.DRAFT: "It is a draft: approval is asked for once it is written.",
    State.DRIFTED: "Later figures no longer support it, so nobody is asked to approve it.",
    State.EXPIRED: "It has expired, so nobody is asked to approve it.",
    State.RETIRED: "It is retired.",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be opened: its slug and what people call it."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Used:
    """Where a proof point was told: on which day, where, by whom."""

    used_on: date
    place: str
    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPointShown:
    """A proof point with all that its page and its slide say.

    Attributes:
        story: what people wrote: headline, situation, done, limits, conditions, helped, quote, client, expiry.
        evidence: as it was frozen on ``frozen_on``.
        result: the result sentence with interval and grade; follows from the evidence and is not written by anybody.
        state_words: the state with what people need to know of it: “Approved, until 3 Mar 2027”.
        advice: what the headline claims beyond the evidence, a sentence each; nothing is kept from being saved.
        approvals: who of technology, operations and commercial stands by it.
        later: what the same window and the figures after it read now.
        replications: the same metric at other sites of the use case; None where no other pilot has a result.
        repeats: pilots that were made to repeat it.
    """

    slug: str
    story: Story
    evidence: Evidence
    result: str
    state: State
    state_words: str
    advice: tuple[str, ...]
    use_case: Named
    pilot: Named
    metric: Named
    site: str
    made_by: str
    made_on: date
    asked_on: date | None
    frozen_on: date
    retired_on: date | None
    retired_why: str
    digest: str
    approvals: Signed
    later: Later
    replications: Replications | None
    uses: tuple[Used, ...]
    repeats: tuple[Named, ...]

    @property
    def headline(self) -> str:
        """What got better, in one line."""
        return self.story.headline

    @property
    def limits(self) -> tuple[str, ...]:
        """What may not be concluded, a sentence each."""
        return _lines(self.story.limits)

    @property
    def conditions(self) -> tuple[str, ...]:
        """What has to be in place to repeat it, a line each."""
        return _lines(self.story.conditions)


def opened(session: Session, slug: str, *, today: date) -> ProofPointShown:
    """Return a proof point as it stands on a day.

    Raises:
        NotFoundError: there is no such proof point.
    """
    point = proof_points.get(session, slug)
    proof = approvals.now(stored.of(session, point), today=today)
    story, evidence = proof_points.story_of(point), Evidence.from_json(point.evidence)
    return ProofPointShown(
        slug=point.slug,
        story=story,
        evidence=evidence,
        result=evidence.sentence,
        state=proof.state,
        state_words=state_words(proof.state, point),
        advice=beyond_the_evidence(story.headline, evidence),
        use_case=Named(point.use_case.slug, point.use_case.title),
        pilot=Named(point.pilot.slug, point.pilot.name),
        metric=Named(point.metric.slug, point.metric.name),
        site=evidence.site,
        made_by=point.made_by.name,
        made_on=point.made_on,
        asked_on=point.asked_on,
        frozen_on=point.frozen_on,
        retired_on=point.retired_on,
        retired_why=point.retired_why,
        digest=point.digest,
        approvals=_approvals(point, proof),
        later=Later.from_json(point.later),
        replications=replications.of_proof(session, point, today=today),
        uses=tuple(
            Used(row.used_on, row.place, row.person.name, row.note) for row in proof_points.uses(session, point.id)
        ),
        repeats=tuple(Named(row.slug, row.name) for row in proof_points.repeats(session, point.id)),
    )


def state_words(state: State, point: ProofPoint) -> str:
    """Return where a proof point stands, with the day that matters: “Approved, until 3 Mar 2027”."""
    if state is State.APPROVED and point.expires_on is not None:
        return f"{state.label}, until {day(point.expires_on)}"
    if state is State.EXPIRED and point.expires_on is not None:
        return f"{state.label} on {day(point.expires_on)}"
    if state is State.RETIRED and point.retired_on is not None:
        return f"{state.label} on {day(point.retired_on)}"
    return state.label


def _approvals(point: ProofPoint, proof: Proof) -> Signed:
    return Signed(
        about=(point.slug, point.headline),
        statement="",
        lines=(),
        digest=point.digest,
        lacks=_NOT_ASKED.get(proof.state, ""),
        owners=signatures.owners(point.use_case, proof.approvals),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip().removeprefix("- ") for line in text.splitlines() if line.strip())
