"""Proof points written from finished pilots: begun, edited, sent for approval, renewed and retired."""

from dataclasses import fields, replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import effects, held, names
from cxdash.domain import proof_points as rules
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.merging import merged
from cxdash.domain.proof_evidence import Evidence, check_provable, proposed_limits
from cxdash.domain.proof_points import Story
from cxdash.judging import approvals, proof_evidence, replicas
from cxdash.store import audit, proof_points, use_cases
from cxdash.store.proof_tables import ProofPoint
from cxdash.store.tables import Pilot

LONGEST_REASON = 500


def proposed(session: Session, pilot: str, metric: str, *, today: date) -> tuple[Story, Evidence]:
    """Return the story that a pilot's own records propose, and what it shows, to begin a proof point from.

    Raises:
        RuleError: the pilot proves nothing that may be told on this metric.
        NotFoundError: there is no such pilot.
    """
    row = use_cases.get_pilot(session, pilot)
    evidence = _shown(session, row, metric, today=today)
    elsewhere = replicas.sites_of(replicas.siblings(session, row, metric, today=today), evidence.site)
    use_case = row.use_case
    modules = ", ".join(module.name for module in use_case.modules)
    story = Story(
        headline=f"{evidence.metric} {evidence.change} {'at ' + evidence.site if evidence.site else ''}".strip(),
        situation=use_case.statement,
        limits="\n".join(proposed_limits(evidence, is_repeated=bool(elsewhere))),
        conditions=f"Built from: {modules}" if modules else "",
        helped=use_case.help_mode,
        client=row.client,
        expires_on=rules.expiry(today),
    )
    return story, evidence


def draft(session: Session, pilot: str, metric: str, story: Story, *, today: date) -> ProofPoint:
    """Store a proof point of a finished pilot with its evidence as it is today, as a draft.

    Args:
        session: writes.
        pilot: its slug.
        metric: the slug of the primary metric that it is about.
        story: as far as it is written; a headline is enough.
        today: the day it is made and its evidence frozen.

    Raises:
        NotAllowedError: the person may not write proof points; so it is of every change below.
        RuleError: the pilot proves nothing that may be told, is told already, or the story breaks a rule.
        NotFoundError: there is no such pilot.
    """
    audit.person_of(session).must_be_allowed(Action.PROOF_WRITE)
    row = use_cases.get_pilot(session, pilot)
    held.by_id(session, row.use_case_id)
    evidence = _shown(session, row, metric, today=today)
    told = [each for each in proof_points.of_pilots(session, [row.id]) if each.metric.slug == metric]
    if told:
        raise RuleError(f"{row.name} is told already, as “{told[0].headline}”. Open that one, or retire it first.")
    rules.check_story(story, today=today, served=evidence.client)
    point = ProofPoint(
        slug=names.free_slug(session, ProofPoint, story.headline),
        use_case_id=row.use_case_id,
        pilot_id=row.id,
        metric_id=next(use.metric_id for use in row.use_case.metrics if use.metric.slug == metric),
        made_on=today,
        made_by_id=audit.person_of(session).id,
        frozen_on=today,
        evidence=evidence.to_json(),
        later={},
    )
    _write(point, story)
    session.add(point)
    session.flush()
    effects.look_again(session, row, today=today)
    return point


def edit(session: Session, slug: str, *, seen: Story, wanted: Story, today: date) -> ProofPoint:
    """Carry a person's edit into the story; whatever changes what was approved asks for approval again.

    Raises:
        StaleEditError: somebody else changed the same part to something else; both values are in the error.
        RuleError: the story breaks a rule, or the proof point is retired.
        NotFoundError: there is no such proof point.
    """
    point = _open(session, slug)
    stored = proof_points.story_of(point)
    story = rules.of_one_client(stored, merged(f"“{point.headline}”", seen=seen, wanted=wanted, stored=stored))
    rules.check_story(story, today=today, served=Evidence.from_json(point.evidence).client)
    _write(point, story)
    session.flush()
    return point


def ask(session: Session, slug: str, *, today: date) -> ProofPoint:
    """Ask technology, operations and commercial for their approval.

    Raises:
        RuleError: something is still to be written, it was asked for already, or the evidence no longer suffices.
        NotFoundError: there is no such proof point.
    """
    point = _open(session, slug)
    if point.asked_on is not None:
        raise RuleError("Approval was asked for already. Whoever has not approved it finds it under Waits for me.")
    story = proof_points.story_of(point)
    rules.check_story(story, today=today, served=Evidence.from_json(point.evidence).client)
    rules.check_complete(story)
    check_provable(Evidence.from_json(point.evidence))
    point.asked_on = today
    session.flush()
    return point


def renew(session: Session, slug: str, *, today: date) -> ProofPoint:
    """Freeze the evidence as it is today and let the claim run anew; approvals are asked for again.

    Raises:
        RuleError: the pilot proves nothing that may be told any more.
        NotFoundError: there is no such proof point.
    """
    point = _open(session, slug)
    pilot = use_cases.get_pilot(session, point.pilot.slug)
    point.evidence = _shown(session, pilot, point.metric.slug, today=today).to_json()
    point.frozen_on = today
    _write(point, replace(proof_points.story_of(point), expires_on=rules.expiry(today)))
    session.flush()
    effects.look_again(session, pilot, today=today)
    return point


def retire(session: Session, slug: str, *, today: date, reason: str) -> ProofPoint:
    """Take a proof point out of use for good; it stays in the library, with the reason.

    Raises:
        RuleError: no reason is given, it is too long, or the proof point is retired already.
        NotFoundError: there is no such proof point.
    """
    point = _open(session, slug)
    why = reason.strip()
    if not why:
        raise RuleError("Say why nobody should tell it any more.", field="reason")
    if len(why) > LONGEST_REASON:
        raise RuleError(f"The reason is too long. Shorten it to {LONGEST_REASON} characters.", field="reason")
    session.info["reason"] = why
    point.retired_on, point.retired_why = today, why
    point.retired_by_id = audit.person_of(session).id
    session.flush()
    return point


def _open(session: Session, slug: str) -> ProofPoint:
    """Return a proof point that nobody else changes until this is stored, for somebody who may write it."""
    audit.person_of(session).must_be_allowed(Action.PROOF_WRITE)
    point = proof_points.get(session, slug)
    held.by_id(session, point.use_case_id)
    session.refresh(point)
    if point.retired_on is not None:
        raise RuleError(f"“{point.headline}” is retired. Begin a new one from the pilot instead.")
    return point


def _shown(session: Session, pilot: Pilot, metric: str, *, today: date) -> Evidence:
    evidence = proof_evidence.of_pilot(session, pilot, metric, today=today)
    if evidence is None:
        raise RuleError(f"{pilot.name} has no result on a primary metric of this name. Choose one of its own.")
    check_provable(evidence)
    return evidence


def _write(point: ProofPoint, story: Story) -> None:
    for each in fields(Story):
        value = getattr(story, each.name)
        setattr(point, each.name, value.strip() if isinstance(value, str) else value)
    point.digest = rules.name_of(approvals.content_of(point))
