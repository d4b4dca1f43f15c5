"""The library of proof points as cards, and the finished pilots that could become one."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.proof_evidence import Evidence, problems
from cxdash.domain.proof_points import State
from cxdash.judging import approvals, pilot_results, proof_evidence, replicas
from cxdash.judging.approvals import Proof
from cxdash.judging.pilot_results import Result
from cxdash.judging.signatures import owner_ids
from cxdash.reports.proof_points import Named, state_words
from cxdash.store import approvals as stored
from cxdash.store import organisation, proof_points, use_cases
from cxdash.store.approvals import Signed
from cxdash.store.proof_tables import ProofPoint
from cxdash.store.tables import Pilot

_ORDER = (State.APPROVED, State.WAITS, State.DRAFT, State.DRIFTED, State.EXPIRED, State.RETIRED)
"""What may be told comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A proof point in short.

    Attributes:
        change: the effect with its interval as the metric moved.
        repeated_at: other sites that show the same.
        times_used: how often it was told.
        asked: who has still to approve it, by id, with the function.
    """

    slug: str
    headline: str
    state: State
    state_words: str
    use_case: Named
    pilot: Named
    metric: Named
    site: str
    site_slug: str
    client: str
    change: str
    grade: str
    quote: str
    quote_by: str
    repeated_at: tuple[str, ...]
    times_used: int
    asked: tuple[tuple[int, Function], ...]

    @property
    def words(self) -> str:
        """Everything that a search looks through, in lower case."""
        said = (
            self.headline,
            self.use_case.name,
            self.pilot.name,
            self.metric.name,
            self.site,
            self.client,
            self.quote,
        )
        return " ".join(said).casefold()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finished pilot that shows enough to be told, and is not yet."""

    pilot: Named
    metric: Named
    use_case: Named
    change: str
    grade: str


@dataclass(frozen=True, slots=True)
class Library:
    """All proof points, those that may be told first, and the pilots that could become one."""

    cards: tuple[Card, ...]
    candidates: tuple[Candidate, ...]


def library(session: Session, *, today: date) -> Library:
    """Return the whole library on a day."""
    results = pilot_results.results(session, today=today)
    signed = [each for some in stored.by_use_case(session).values() for each in some]
    return _library(session, results, signed, use_cases.pilots(session), today=today)


def of_use_case(session: Session, slug: str, *, today: date) -> Library:
    """Return what one use case has in the library and could have; NotFoundError where there is none."""
    use_case = use_cases.get(session, slug)
    pilots = [each for each in use_case.pilots if each.archived_at is None]
    results = pilot_results.results(session, today=today, slugs=tuple(each.slug for each in pilots))
    signed = stored.by_use_case(session, use_case_id=use_case.id).get(use_case.id, ())
    return _library(session, results, signed, pilots, today=today)


def _library(
    session: Session, results: Sequence[Result], signed: Sequence[Signed], pilots: Sequence[Pilot], *, today: date
) -> Library:
    points = {point.id: point for point in proof_points.every(session)} if signed else {}
    times = proof_points.times_used(session) if signed else {}
    cards = []
    for each in signed:
        point = points.get(each.point.id)
        if point is None:  # of a use case that is archived
            continue
        proof = approvals.now(each, today=today)
        siblings = [one for one in results if one.use_case == point.use_case.slug and one.metric_id == point.metric_id]
        first = point.pilot.site.name if point.pilot.site else ""
        cards.append(_card(point, proof, replicas.sites_of(siblings, first), times.get(point.id, 0)))
    told = {(card.pilot.slug, card.metric.slug) for card in cards if card.state is not State.RETIRED}
    candidates = _candidates(results, {each.id: each for each in pilots}, told, organisation.figures(session))
    newest_first = reversed(cards)
    return Library(tuple(sorted(newest_first, key=lambda card: _ORDER.index(card.state))), tuple(candidates))


def first_metric(session: Session, pilot: str) -> str:
    """Return the slug of the first primary metric that a pilot is judged by, "" where there is none.

    Raises:
        NotFoundError: there is no such pilot.
    """
    uses = use_cases.get_pilot(session, pilot).use_case.metrics
    return next((use.metric.slug for use in uses if use.role == Role.PRIMARY.value), "")


def _card(point: ProofPoint, proof: Proof, repeated_at: tuple[str, ...], times: int) -> Card:
    evidence = Evidence.from_json(point.evidence)
    owners = owner_ids(point.use_case)
    waits = proof.state is State.WAITS
    return Card(
        slug=point.slug,
        headline=point.headline,
        state=proof.state,
        state_words=state_words(proof.state, point),
        use_case=Named(point.use_case.slug, point.use_case.title),
        pilot=Named(point.pilot.slug, point.pilot.name),
        metric=Named(point.metric.slug, point.metric.name),
        site=evidence.site,
        site_slug=point.pilot.site.slug if point.pilot.site else "",
        client=point.client,
        change=evidence.change,
        grade=evidence.grade,
        quote=point.quote,
        quote_by=point.quote_by,
        repeated_at=repeated_at,
        times_used=times,
        asked=tuple(
            (owners[function], function)
            for function, each in proof.approvals.items()
            if waits and each.state.waits and function in owners
        ),
    )


def _candidates(
    results: Iterable[Result], pilots: Mapping[int, Pilot], told: AbstractSet[tuple[str, str]], figures: Figures
) -> list[Candidate]:
    found = []
    for each in results:
        pilot, metric = pilots.get(each.id), each.metric
        if pilot is None or metric is None or (each.slug, metric.slug) in told:
            continue
        evidence = proof_evidence.evidence(each, pilot, figures)
        if evidence is not None and not problems(evidence):
            about = Named(each.slug, each.name), Named(metric.slug, metric.name), Named(each.use_case, each.title)
            found.append(Candidate(*about, evidence.change, evidence.grade))
    return sorted(found, key=lambda candidate: (candidate.grade, candidate.pilot.name))
