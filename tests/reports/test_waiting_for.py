"""Everything that waits for one person, each thing once, with its day, its place and why it is theirs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from cxdash.changes import comments, gate_decisions, gate_reviews, gate_votes, names, readiness, sign_offs, waivers
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import Action
from cxdash.domain.gate_reviews import Decision, Vote, Wanted
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.people import Person, Role
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage
from cxdash.domain.waiting import Kind
from cxdash.effects.verdict import Verdict
from cxdash.reports import signatures, waiting_for
from cxdash.store import gates
from cxdash.store.council_tables import CouncilAction
from cxdash.store.gate_tables import GateWaiver
from cxdash.store.tables import PersonRow
from tests import proofs
from tests.builders import TODAY, add_use_case, use_case_values
from tests.reports.rows import A_QUARTER_LESS, store_effect, store_weeks

STATEMENT = "Reduce no-shows by 30 % through reminders, measured over 90 days."
OWNERS = {
    Function.TECHNOLOGY: "Tara Tech",
    Function.OPERATIONS: "Omar Ops",
    Function.COMMERCIAL: "Carla Com",
    Function.FINANCE: "Fynn Fin",
}
PILOT = "riverside-reminders"


def person(ready, name, *roles):
    """Somebody with these roles; without any they keep those they have."""
    with ready[0].changing(ready[1], Action.PEOPLE_EDIT) as session:
        row = names.person_named(session, name)
        row.roles = sorted(roles) or row.roles
        session.flush()
        return Person(row.id, name, frozenset(map(Role, row.roles)))


def use_case(ready, *, stage=Stage.PROOF, statement="", **said):
    """A use case that asks nobody to sign, for it promises nothing in words."""
    return add_use_case(*ready, stage=stage, statement=statement, **{"owners": OWNERS} | said)


def everything(ready, today=TODAY):
    with ready[0].reading() as session:
        return waiting_for.everything(session, today=today)


def waits(ready, kind, today=TODAY):
    """What waits of one kind: for whom, in which words."""
    with ready[0].reading() as session:
        known = {row.id: row.name for row in session.query(PersonRow)}
    return [(known[each.person_id], each.sentence) for each in everything(ready, today) if each.kind is kind]


def request(ready, slug):
    with ready[0].changing(ready[1], Action.GATE_REQUEST) as session:
        return gate_reviews.request(session, slug, today=TODAY).id


def vote(ready, review_id, name, function):
    voter = person(ready, name)
    with ready[0].changing(voter, Action.GATE_VOTE) as session:
        digest = gates.review(session, review_id).digest
        gate_votes.cast(session, review_id, function, Vote.FOR, seen=digest)


def test_who_answers_signs_once_for_all_their_functions_and_nobody_where_nothing_is_promised(ready):
    use_case(ready, statement=STATEMENT, owners={Function.OPERATIONS: "Omar Ops", Function.SCALING: "Omar Ops"})
    use_case(ready, title="Shorter calls", pilots_named=())

    assert waits(ready, Kind.SIGN) == [("Omar Ops", "Sign its outcome as operations, scaling")]


def test_who_has_signed_is_not_asked(ready):
    slug = use_case(ready, statement=STATEMENT)
    omar = person(ready, "Omar Ops")
    with ready[0].reading() as session:
        digest = signatures.outcome(session, slug).digest

    with ready[0].changing(omar, Action.OUTCOME_SIGN) as session:
        sign_offs.sign(session, slug, Function.OPERATIONS, seen=digest, today=TODAY)

    assert [name for name, _ in waits(ready, Kind.SIGN)] == ["Carla Com", "Fynn Fin", "Tara Tech"]


def test_an_open_review_waits_for_each_vote_and_then_for_who_decides(ready):
    person(ready, "Gita Gate", Role.GATEKEEPER)
    slug = use_case(ready)
    review = request(ready, slug)
    assert {name for name, _ in waits(ready, Kind.VOTE)} == set(OWNERS.values())
    assert waits(ready, Kind.DECIDE) == []

    for function, name in OWNERS.items():
        vote(ready, review, name, function)

    assert waits(ready, Kind.VOTE) == []
    assert waits(ready, Kind.DECIDE) == [("Gita Gate", "Decide at the gate to scale: everybody has voted")]
    (decision,) = [each for each in everything(ready) if each.kind is Kind.DECIDE]
    assert decision.why == "What is at stake a year is not known: a gatekeeper decides"
    assert (decision.use_case, decision.view) == (slug, "Gate")


def test_where_nobody_may_decide_an_administrator_is_told_to_give_somebody_the_role(ready):
    request(ready, use_case(ready, owners={}, metrics=_worth(None)))

    assert waits(ready, Kind.DECIDE) == [
        ("Local administrator", "Let somebody decide at the gate to scale: nobody has the role")
    ]


def test_where_nobody_else_may_decide_an_administrator_is_told_to_find_a_second_person(ready):
    gita = person(ready, "Gita Gate", Role.GATEKEEPER)
    review = request(ready, use_case(ready, owners={}, metrics=_worth(None)))
    with ready[0].changing(gita, Action.GATE_DECIDE) as session:
        digest = gates.review(session, review).digest
        wanted = Wanted(Decision.STOP, "It costs too much", learning="Reminders alone do not help")
        gate_decisions.decide(session, review, wanted, seen=digest, today=TODAY)

    assert waits(ready, Kind.SECOND) == [
        (
            "Local administrator",
            "Let somebody second Gita Gate's decision at the gate to scale: nobody else has the role",
        )
    ]


def test_by_the_money_at_stake_a_program_manager_decides_too(ready):
    person(ready, "Pia Program", Role.PROGRAM_MANAGER)
    review = request(ready, use_case(ready, metrics=_worth(1_000.0)))
    for function, name in OWNERS.items():
        vote(ready, review, name, function)

    (decision,) = [each for each in everything(ready) if each.kind is Kind.DECIDE]

    assert decision.why == "£2,400 a year at stake: a gatekeeper or program manager decides"


def test_where_nobody_is_named_for_a_function_its_vote_is_not_waited_for(ready):
    person(ready, "Gita Gate", Role.GATEKEEPER)
    request(ready, use_case(ready, owners={}, metrics=_worth(None)))

    assert [name for name, _ in waits(ready, Kind.DECIDE)] == ["Gita Gate"]


def test_where_no_finance_owner_is_named_everybody_of_finance_may_vote(ready):
    person(ready, "Una Fin", Role.FINANCE)
    person(ready, "Vera Fin", Role.FINANCE)
    owners = {each: OWNERS[each] for each in ACCOUNTABLE}
    request(ready, use_case(ready, owners=owners))

    asked = [name for name, words in waits(ready, Kind.VOTE) if "finance" in words]

    assert asked == ["Una Fin", "Vera Fin"]


def test_a_decision_against_the_recommendation_waits_for_another_who_decides(ready):
    gita, hugo = (person(ready, name, Role.GATEKEEPER) for name in ("Gita Gate", "Hugo Gate"))
    review = request(ready, use_case(ready))
    for function, name in OWNERS.items():
        vote(ready, review, name, function)
    with ready[0].changing(gita, Action.GATE_DECIDE) as session:
        digest = gates.review(session, review).digest
        wanted = Wanted(Decision.STOP, "It costs too much", learning="Reminders alone do not help")
        gate_decisions.decide(session, review, wanted, seen=digest, today=TODAY)

    assert [name for name, _ in waits(ready, Kind.SECOND)] == [hugo.name]
    assert waits(ready, Kind.DECIDE) == []


def test_a_waiver_waits_for_everybody_who_may_approve_it_but_who_asked(ready):
    gita, _ = (person(ready, name, Role.GATEKEEPER) for name in ("Gita Gate", "Hugo Gate"))
    slug = use_case(ready)
    with ready[0].changing(gita, Action.WAIVER_ASK) as session:
        waivers.ask(
            session,
            slug,
            criterion="is_replicated",
            to=Stage.SCALE,
            reason="One site only",
            expires_on=TODAY + timedelta(days=30),
            today=TODAY,
        )

    found = waits(ready, Kind.WAIVER)

    assert [name for name, _ in found] == ["Hugo Gate", "Local administrator"]
    assert "The result was repeated at a second site" in found[0][1]
    assert waits(ready, Kind.WAIVER, TODAY + timedelta(days=31)) == []


def test_a_gate_that_is_open_again_waits_for_who_asked_for_the_waiver(ready):
    gita, omar = person(ready, "Gita Gate", Role.GATEKEEPER), person(ready, "Omar Ops")
    use_case(ready, stage=Stage.PILOT, owners={Function.OPERATIONS: "Omar Ops"})
    with ready[0].changing(gita, Action.WAIVER_ASK) as session:
        session.add(
            GateWaiver(
                use_case_id=1,
                to_stage="pilot",
                criterion="three_owners",
                reason="Cora starts in March",
                expires_on=date(2026, 5, 31),
                asked_on=date(2026, 2, 2),
                asked_by_id=omar.id,
                approved_on=date(2026, 2, 2),
                approved_by_id=gita.id,
            )
        )

    (found,) = [each for each in everything(ready) if each.kind is Kind.REOPENED]

    assert (found.person_id, found.due) == (omar.id, date(2026, 5, 31))
    assert "The gate to pilot is open again" in found.sentence
    assert found.why.startswith("Omar Ops asked for the waiver that is over")
    assert found.is_overdue(TODAY)


def test_what_is_overdue_is_told_apart_and_comes_first(ready):
    omar = person(ready, "Omar Ops")
    with ready[0].changing(ready[1], Action.COUNCIL_EDIT) as session:
        for days, text in ((-3, "Agree the consent text"), (5, "Bring the rota")):
            due = TODAY + timedelta(days=days)
            session.add(CouncilAction(text=text, person_id=omar.id, due=due, agreed_on=TODAY))
        session.add(CouncilAction(text="Done", person_id=omar.id, due=TODAY, agreed_on=TODAY, done_on=TODAY))

    found = waiting_for.for_one(everything(ready), omar, today=TODAY)

    assert [each.sentence for each in found.overdue] == ["Agree the consent text"]
    assert [each.sentence for each in found.groups[Kind.ACTION]] == ["Bring the rota"]
    assert found.finding == "2 things wait, 1 of them overdue"
    assert list(found.table["To do"]) == ["Agree the consent text", "Bring the rota"]


def test_a_gap_in_readiness_waits_while_the_next_gate_needs_more(ready):
    slug = use_case(ready, stage=Stage.IDEA, pilots_named=())
    due = date(2026, 12, 31)
    for dimension, level in ((Dimension.DATA, 1), (Dimension.GOVERNANCE, 2), (Dimension.PEOPLE, 0)):
        with ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session:
            readiness.edit(session, slug, dimension, seen=UNJUDGED, wanted=Readiness(level, "", "Omar Ops", due))

    (gap,) = [each for each in everything(ready) if each.kind is Kind.GAP]

    assert gap.sentence == "Close the gap in data: 1, the gate to pilot needs 2"
    assert gap.due == due


def test_a_proof_point_waits_for_the_three_functions_once_it_was_asked_for(ready):
    use_case(ready)
    store_effect(*ready, PILOT, replace(A_QUARTER_LESS, verdict=Verdict.TARGET_MET))
    assert waits(ready, Kind.APPROVE) == []

    proofs.told(*ready, PILOT)

    assert sorted(name for name, _ in waits(ready, Kind.APPROVE)) == ["Carla Com", "Omar Ops", "Tara Tech"]
    assert waits(ready, Kind.ATTEST) == []


def test_money_that_a_pilot_showed_waits_for_finance_before_the_gate_to_proof(ready):
    use_case(ready, stage=Stage.PILOT)
    store_effect(*ready, PILOT, replace(A_QUARTER_LESS, verdict=Verdict.TARGET_MET))

    (asked,) = [each for each in everything(ready) if each.kind is Kind.ATTEST]

    assert asked.sentence == "Attest the money that its pilots showed"
    assert asked.why == "An administrator has to give you the role finance first"


@pytest.mark.parametrize(
    ("today", "weeks", "says"),
    [
        (date(2026, 7, 10), 0, []),
        (date(2026, 7, 20), 0, ["Riverside reminders has sent no figures yet"]),
        (date(2026, 7, 20), 4, []),
        (date(2026, 8, 20), 4, ["Riverside reminders has sent no figures since 28 Jun 2026"]),
        (date(2027, 8, 20), 13, []),
    ],
)
def test_a_running_pilot_without_figures_waits_for_operations(ready, today, weeks, says):
    use_case(ready, stage=Stage.PILOT)
    if weeks:
        store_weeks(*ready, entity="Riverside reminders", first=date(2026, 6, 1), weeks=weeks)

    assert waits(ready, Kind.FIGURES, today) == [("Omar Ops", each) for each in says]


def test_who_is_named_in_a_comment_is_told_until_they_looked(ready):
    slug, omar = use_case(ready), person(ready, "Omar Ops")
    with ready[0].changing(ready[1], Action.USE_CASE_COMMENT) as session:
        comments.add(session, slug, "@Omar Ops, who calls on Sundays?")
    assert waits(ready, Kind.MENTION) == [("Omar Ops", "Local administrator: @Omar Ops, who calls on Sundays?")]

    with ready[0].changing(omar, Action.USE_CASE_COMMENT) as session:
        comments.see(session, slug)

    assert waits(ready, Kind.MENTION) == []


def queries(ready):
    """How many questions the database is asked."""
    asked = []

    def count(*said):
        asked.append(said[2])

    event.listen(ready[0].engine, "before_cursor_execute", count)
    everything(ready)
    event.remove(ready[0].engine, "before_cursor_execute", count)
    return sum(statement.startswith("SELECT") for statement in asked)


def test_it_is_asked_as_often_for_many_use_cases_as_for_a_few(ready):
    for number in range(2):
        request(ready, use_case(ready, title=f"Use case {number}", pilots_named=(), statement=STATEMENT))
    few = queries(ready)
    for number in range(2, 8):
        request(ready, use_case(ready, title=f"Use case {number}", pilots_named=(), statement=STATEMENT))

    assert queries(ready) == few


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_heading(kind):
    assert kind.label


def _worth(volume):
    """The usual metrics with so many cases a year, or without any money."""
    return tuple(
        replace(use, annual_volume=volume) if volume else replace(use, unit_value=None)
        for use in use_case_values().metrics
    )
