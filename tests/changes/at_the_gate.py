"""A use case before its gates, and the people who take part in a review."""

from dataclasses import replace
from datetime import timedelta

from cxdash.changes import gate_decisions, gate_reviews, gate_votes, pilots, readiness, use_cases, waivers
from cxdash.changes.readiness import UNJUDGED
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Comparison
from cxdash.domain.gate_reviews import Condition, Decision, Vote, Wanted
from cxdash.domain.metrics import Role as MetricRole
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.people import Role
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse, PilotValues, UseCaseValues
from cxdash.judging import gates as judging
from cxdash.store import gates
from cxdash.store import use_cases as stored
from tests.builders import TODAY

SLUG = "fewer-no-shows"
STATEMENT = "Reduce patient no-shows by 30 % through reminders, measured over 90 days."
USES = (
    *(
        MetricUse(each, MetricRole.GUARDRAIL, margin=0.03)
        for each in ("cancellation_rate", "complaint_rate", "completed_appointment_rate")
    ),
    MetricUse("no_show_rate", MetricRole.PRIMARY, Target(TargetKind.RELATIVE, -0.3), baseline=0.2),
)
OWNERS = {Function.TECHNOLOGY: "Tess", Function.OPERATIONS: "Omar", Function.COMMERCIAL: "Cora"}
CONDITIONS = (Condition("Train the night shift", "Omar", TODAY + timedelta(days=30)),)
EXPIRES = TODAY + timedelta(days=60)
PEOPLE = {
    "Tess": Role.VIEWER,
    "Omar": Role.CONTRIBUTOR,
    "Cora": Role.VIEWER,
    "Mara": Role.PROGRAM_MANAGER,
    "Gus": Role.GATEKEEPER,
    "Gita": Role.GATEKEEPER,
    "Finn": Role.FINANCE,
    "Vic": Role.VIEWER,
}


def everybody(database):
    """Store the people of a review and return them by name."""
    return {name: database.add_first_person(name.lower(), name, frozenset({role})) for name, role in PEOPLE.items()}


def add(database, person, *, title="Fewer no-shows", stage=Stage.IDEA, uses=USES, level=2, owners=OWNERS):
    """Store a use case that lacks nothing before a pilot; returns its slug."""
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        values = UseCaseValues(title, statement=STATEMENT, metrics=uses, owners=owners)
        slug = use_cases.create(session, values, standing=Standing(stage)).slug
        pilots.create(
            session, slug, PilotValues(f"{title} at Riverside", site="Riverside", comparison=Comparison.GROUP)
        )
        for dimension in Dimension:
            readiness.edit(session, slug, dimension, seen=UNJUDGED, wanted=Readiness(level))
    return slug


def before_its_gate(database, admin):
    """Store the people of a review and a use case before its first gate; returns the people by name, with admin."""
    people = everybody(database) | {"admin": admin}
    add(database, people["Mara"])
    return people


def request(database, person, *, slug=SLUG, today=TODAY, **said):
    """Ask for a review; returns its number."""
    with database.changing(person, Action.GATE_REQUEST) as session:
        return gate_reviews.request(session, slug, today=today, **said).id


def vote(database, person, function, *, says=Vote.FOR, reason="", slug=SLUG, seen=None):
    """Vote in the open review of a use case."""
    with database.changing(person, Action.GATE_VOTE) as session:
        review = gates.open_review(session, stored.get(session, slug).id)
        gate_votes.cast(session, review.id, function, says, seen=seen or review.digest, reason=reason)


def all_vote(database, people, *, slug=SLUG):
    """Let the three accountable owners vote for it."""
    for function in ACCOUNTABLE:
        vote(database, people[OWNERS[function]], function, slug=slug)


def decide(database, person, decision, *, slug=SLUG, today=TODAY, seen=None, **said):
    """Decide in the open review of a use case."""
    wanted = Wanted(decision, **{"rationale": "As the evidence says"} | said)
    with database.changing(person, Action.GATE_DECIDE) as session:
        review = gates.open_review(session, stored.get(session, slug).id)
        gate_decisions.decide(session, review.id, wanted, seen=seen or review.digest, today=today)
        return review.id


def second(database, person, *, slug=SLUG, today=TODAY):
    """Stand by the decision that waits."""
    with database.changing(person, Action.GATE_DECIDE) as session:
        review = gates.open_review(session, stored.get(session, slug).id)
        gate_decisions.second(session, review.id, seen=review.version, today=today)


def waive(database, asks, approves, criterion, *, to, slug=SLUG, today=TODAY, expires_on=EXPIRES):
    """Have a criterion waived; returns the waiver's number."""
    with database.changing(asks, Action.WAIVER_ASK) as session:
        row = waivers.ask(session, slug, criterion, to=to, reason="Not needed here", expires_on=expires_on, today=today)
        number = row.id
    with database.changing(approves, Action.WAIVER_APPROVE) as session:
        waivers.approve(session, number, today=today)
    return number


def waive_all(database, asks, approves, *, slug=SLUG, today=TODAY, expires_on=EXPIRES):
    """Have everything waived that blocks the next gate of a use case."""
    found = gate(database, slug=slug, today=today)
    for line in found.blocking:
        waive(database, asks, approves, line.code, to=found.to, slug=slug, today=today, expires_on=expires_on)


def pass_gate(database, people, *, slug=SLUG, today=TODAY):
    """Take a use case through its next gate: reviewed, voted on, decided."""
    review = request(database, people["Omar"], slug=slug, today=today)
    all_vote(database, people, slug=slug)
    advice = gate(database, slug=slug, today=today).recommendation.decision
    said = {"conditions": CONDITIONS} if advice is Decision.CONDITIONAL_GO else {}
    decide(database, people["Gus"], advice, slug=slug, today=today, **said)
    return review


def gate(database, *, slug=SLUG, today=TODAY):
    """Return where a use case stands at its next gate."""
    with database.reading() as session:
        return judging.gate(session, slug, today=today)


def stands(database, *, slug=SLUG):
    """Return stage, status and the moves of a use case: from where, to where, when, by which review."""
    with database.reading() as session:
        found = stored.get(session, slug)
        moves = [(each.from_stage, each.to_stage, each.moved_on, each.review_id) for each in found.moves]
        return found.stage, found.status, moves


def edit(database, person, *, slug=SLUG, today=TODAY, **said):
    """Edit fields of a use case."""
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=today)
