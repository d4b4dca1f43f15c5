"""Every use case before its next gate, judged from what is stored: together as one by one, with what people said."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from cxdash.changes import proof_points
from cxdash.domain.actions import Action
from cxdash.domain.digests import digest
from cxdash.domain.errors import NotFoundError
from cxdash.domain.gate_policy import START, Weight
from cxdash.domain.gate_policy_content import content
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.gates import State
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.people import Role
from cxdash.domain.stages import Stage
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.judging import gates, pilot_results, tried
from cxdash.judging.attested_money import rests_on
from cxdash.store import gate_policies, people, use_cases
from cxdash.store.database import Database
from cxdash.store.gate_tables import Attestation, GatePolicyRow, GateWaiver, SignOff
from cxdash.store.tables import PersonRow, StageMove
from tests import proofs
from tests.builders import TODAY, add_use_case

SCALED, PROVEN, IDEA = "faster-answers-to-billing-queries", "keep-plan-members", "cheaper-claims-handling"
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def portfolio(portfolio_copy):
    """The sample portfolio, which a test may change, and somebody with every role."""
    database = Database(f"sqlite:///{portfolio_copy}")
    with database.reading() as session:
        person = people.as_person(people.find(session, "local"))
    yield database, replace(person, roles=frozenset(Role))
    database.dispose()


def gate(database, slug):
    with database.reading() as session:
        return gates.gate(session, slug, today=TODAY)


def line_of(found, code):
    return next(line for line in found.lines if line.code == code)


def waive(database, person, slug, to, criterion, *, expires_on):
    """Store a waiver that somebody approved."""
    with database.changing(person, Action.WAIVER_ASK) as session:
        session.add(
            GateWaiver(
                use_case_id=use_cases.get(session, slug).id,
                to_stage=to.value,
                criterion=criterion,
                reason="The second site opens in March.",
                expires_on=expires_on,
                asked_on=TODAY - timedelta(days=30),
                asked_by_id=person.id,
                approved_on=TODAY - timedelta(days=29),
                approved_by_id=person.id,
            )
        )


def attest(database, person, slug):
    """Store finance's word on what a use case's results are today."""
    with database.changing(person, Action.MONEY_ATTEST) as session:
        grounds = rests_on(_results(session, slug))
        session.add(
            Attestation(
                use_case_id=use_cases.get(session, slug).id,
                person_id=person.id,
                attested_on=TODAY,
                low=300_000,
                likely=480_000,
                high=600_000,
                content=grounds,
                digest=digest(grounds),
            )
        )


def tell(database, person, pilot, functions=ACCOUNTABLE):
    """Write the proof point of a pilot and have it approved in these functions; return its slug."""
    with database.reading() as session:
        metric = proofs.metric_of(session, pilot)
    with database.changing(person, Action.PILOT_EDIT) as session:
        use_cases.get_pilot(session, pilot).comparison_waiver_id = person.id
    slug = proofs.told(database, person, pilot, metric)
    proofs.approve(database, slug, functions)
    return slug


def _results(session, slug):
    return [each for each in pilot_results.results(session, today=TODAY) if each.use_case == slug]


def proven_pilot(database, slug):
    """The slug of the pilot that shows best what a use case is for."""
    best = gate(database, slug).facts.enough[0].name
    with database.reading() as session:
        return next(each.slug for each in _results(session, slug) if each.name == best)


def test_all_together_are_judged_as_each_by_itself(portfolio):
    database, person = portfolio
    waive(database, person, SCALED, Stage.PROOF, "finance_attests", expires_on=YESTERDAY)
    waive(database, person, IDEA, Stage.PILOT, "guardrails_are_chosen", expires_on=TODAY)
    attest(database, person, PROVEN)
    tell(database, person, proven_pilot(database, PROVEN))

    with database.reading() as session:
        together = gates.gates(session, today=TODAY)
        alone = {slug: gates.gate(session, slug, today=TODAY) for slug in together}

    assert together == alone
    assert len(together) == 16
    assert [each.title for each in together.values()] == sorted(each.title for each in together.values())


def test_many_use_cases_ask_the_database_as_often_as_few(ready):
    database, person = ready

    def asked():
        statements = []

        def note(*said):
            statements.append(said[2])

        event.listen(database.engine, "before_cursor_execute", note)
        with database.reading() as session:
            found = gates.gates(session, today=TODAY)
        event.remove(database.engine, "before_cursor_execute", note)
        return len(statements), len(found)

    add_use_case(database, person)
    few = asked()
    for number in range(5):
        add_use_case(database, person, f"Fewer no-shows {number}", pilots_named=(f"Pilot {number}", f"Try {number}"))
    many = asked()

    assert (few[1], many[1]) == (1, 6)
    assert many[0] == few[0]


def test_what_is_not_there_is_not_judged(ready):
    database, _ = ready
    with database.reading() as session:
        assert gates.gates(session, today=TODAY) == {}
        with pytest.raises(NotFoundError, match="There is no use case “nothing”"):
            gates.gate(session, "nothing", today=TODAY)


def test_at_scale_no_gate_is_left(portfolio):
    found = gate(portfolio[0], SCALED)

    assert (found.to, found.lines, found.recommendation, found.voters, found.evidence) == (None, (), None, (), {})
    assert not found.is_open


def test_a_waiver_in_force_sets_a_criterion_aside_and_one_that_is_over_does_not(portfolio):
    database, person = portfolio
    assert line_of(gate(database, IDEA), "guardrails_are_chosen").state is State.NOT_MET

    waive(database, person, IDEA, Stage.PILOT, "guardrails_are_chosen", expires_on=YESTERDAY)
    assert line_of(gate(database, IDEA), "guardrails_are_chosen").state is State.NOT_MET

    waive(database, person, IDEA, Stage.PILOT, "guardrails_are_chosen", expires_on=TODAY)
    line = line_of(gate(database, IDEA), "guardrails_are_chosen")
    assert line.state is State.WAIVED
    assert "until 21 Nov 2026: The second site opens in March." in line.waived


def test_an_expired_waiver_opens_an_earlier_gate_again_and_shuts_the_next(portfolio):
    database, person = portfolio
    with database.changing(person, Action.MONEY_ATTEST) as session:
        for each in session.scalars(select(Attestation)):
            each.withdrawn_on = YESTERDAY
    waive(database, person, PROVEN, Stage.PROOF, "finance_attests", expires_on=YESTERDAY)

    found = gate(database, PROVEN)

    assert [(each.to, each.line.code) for each in found.reopened] == [(Stage.PROOF, "finance_attests")]
    assert found.recommendation.decision is Decision.RECYCLE
    assert found.recommendation.because == found.reopened[0].words
    attest(database, person, PROVEN)
    assert gate(database, PROVEN).reopened == ()


def test_a_use_case_at_scale_is_open_again_too(portfolio):
    database, person = portfolio
    assert gate(database, SCALED).reopened == ()

    with database.changing(person, Action.PROOF_WRITE) as session:
        point = use_cases.get(session, SCALED).proof_points[0]
        proof_points.retire(session, point.slug, today=TODAY, reason="The tender is over.")
    waive(database, person, SCALED, Stage.SCALE, "proof_is_approved", expires_on=YESTERDAY)

    assert [each.line.code for each in gate(database, SCALED).reopened] == ["proof_is_approved"]


def test_money_is_attested_until_the_results_read_otherwise(portfolio):
    database, person = portfolio
    slug = "more-enquiries-become-bookings"
    assert line_of(gate(database, slug), "finance_attests").figure == "Nobody has attested it"

    attest(database, person, slug)
    line = line_of(gate(database, slug), "finance_attests")
    assert (line.state, line.figure) == (State.MET, f"£480k a year by {person.name} on 21 Nov 2026")

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use = next(each for each in use_cases.get(session, slug).metrics if each.role == "primary")
        use.unit_value = 1.0
    line = line_of(gate(database, slug), "finance_attests")
    assert line.state is State.NOT_MET
    assert "since then" in line.figure


def test_a_proof_is_approved_by_three_functions_until_it_reads_otherwise(portfolio):
    database, person = portfolio
    slug = tell(database, person, proven_pilot(database, PROVEN), ACCOUNTABLE[:2])
    assert "2 of 3 approve it" in line_of(gate(database, PROVEN), "proof_is_approved").figure

    proofs.approve(database, slug, ACCOUNTABLE[2:])
    assert line_of(gate(database, PROVEN), "proof_is_approved").state is State.MET

    edited = replace(proofs.STORY, done="Patients were called.")
    with database.changing(person, Action.PROOF_WRITE) as session:
        proof_points.edit(session, slug, seen=proofs.STORY, wanted=edited, today=TODAY)
    assert "0 of 3 approve it" in line_of(gate(database, PROVEN), "proof_is_approved").figure


def test_a_proof_is_approved_by_who_answers_today_and_not_by_who_did(portfolio):
    database, person = portfolio
    tell(database, person, proven_pilot(database, PROVEN))

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        owners = use_cases.get(session, PROVEN).owners
        next(each for each in owners if each.function == Function.OPERATIONS.value).person_id = person.id

    assert "2 of 3 approve it" in line_of(gate(database, PROVEN), "proof_is_approved").figure


def test_a_signature_that_was_withdrawn_approves_nothing(portfolio):
    database, person = portfolio
    tell(database, person, proven_pilot(database, PROVEN))

    with database.changing(person, Action.OUTCOME_SIGN) as session:
        commercial = select(SignOff).where(SignOff.function == Function.COMMERCIAL.value)
        row = session.scalars(commercial.order_by(SignOff.id.desc())).first()
        row.withdrawn_on = TODAY

    assert "2 of 3 approve it" in line_of(gate(database, PROVEN), "proof_is_approved").figure


def test_the_newest_policy_judges_and_every_version_is_kept(ready):
    database, person = ready
    slug = add_use_case(database, person, stage=Stage.IDEA)
    assert gate(database, slug).policy is START

    strict = content(START) | {"pilot_level": 4, "advisory": ["three_owners"], "voters": {"pilot": ["sponsor"]}}
    with database.changing(person, Action.POLICY_EDIT) as session:
        session.add_all(
            GatePolicyRow(number=number, made_on=TODAY, person_id=person.id, reason="Stricter", content=said)
            for number, said in ((1, content(START)), (2, strict))
        )

    found = gate(database, slug)
    assert found.policy.number == 2
    assert line_of(found, "three_owners").weight is Weight.ADVISORY
    assert "at 4 or more" in line_of(found, "ready_to_pilot").sentence
    assert found.voters == (Function.SPONSOR, Function.FINANCE)
    with database.reading() as session:
        assert [gate_policies.version(session, number).pilot_level for number in (0, 1, 2)] == [2, 2, 4]
        with pytest.raises(NotFoundError, match="no version 3"):
            gate_policies.version(session, 3)


@pytest.mark.parametrize(
    ("slug", "at_stake", "voters", "roles"),
    [
        ("less-waiting-in-the-winter-queue", 11_414.4, 4, {"gatekeeper", "program_manager"}),
        ("cheaper-claims-handling", 267_840.0, 4, {"gatekeeper"}),
        ("ai-across-the-contact-centre", None, 3, {"gatekeeper"}),
    ],
)
def test_who_votes_and_decides_follows_from_the_money(portfolio, slug, at_stake, voters, roles):
    found = gate(portfolio[0], slug)

    assert found.facts.at_stake == at_stake
    assert len(found.voters) == voters
    assert found.delegation.roles == roles


def test_the_evidence_of_a_gate_has_the_same_name_until_something_changes(portfolio):
    database, person = portfolio
    first = digest(gate(database, PROVEN).evidence)
    assert digest(gate(database, PROVEN).evidence) == first

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use_cases.get(session, PROVEN).statement = "Keep more plan members."

    assert digest(gate(database, PROVEN).evidence) != first


def test_people_are_named_as_they_are_called_today(portfolio):
    database, person = portfolio
    with database.changing(person, Action.PEOPLE_EDIT) as session:
        owner = next(each.person for each in use_cases.get(session, PROVEN).owners if each.function == "scaling")
        session.get_one(PersonRow, owner.id).name = "Sione Tau"

    assert line_of(gate(database, PROVEN), "run_owner_is_named").figure == "Sione Tau"


def test_a_recycle_does_not_hide_the_waiver_that_a_gate_was_passed_with(portfolio):
    """The day that counts is the one on which the use case last went through the gate, not the one it came back on."""
    database, person = portfolio
    waive(database, person, "shorter-calls", Stage.PILOT, "guardrails_are_chosen", expires_on=YESTERDAY)
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use_case = use_cases.get(session, "shorter-calls")
        for use in [use for use in use_case.metrics if use.role == "guardrail"]:
            use_case.metrics.remove(use)
        back = StageMove(use_case_id=use_case.id, from_stage="proof", to_stage="pilot", moved_on=TODAY)
        session.add(back)

    assert [each.line.code for each in gate(database, "shorter-calls").reopened] == ["guardrails_are_chosen"]


def test_a_running_pilot_is_red_once_its_harm_is_sure_enough_to_stop_it(portfolio):
    database, _ = portfolio
    with database.reading() as session:
        results = pilot_results.results(session, today=TODAY)
    running = next(each for each in results if each.state is pilot_results.State.RUNNING and each.guardrails)
    (name, light), *_ = running.guardrails
    worse = replace(light, status=GuardrailStatus.RED, stop_early=False)
    harmful = replace(worse, stop_early=True)

    assert tried.red([replace(running, guardrails=((name, worse),))]) == {}
    assert tried.red([replace(running, guardrails=((name, harmful),))]) == {running.name: (name,)}
