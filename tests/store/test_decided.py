"""Records of decisions: the ORM refuses to rewrite or delete one, whoever asks and in whatever service."""

from datetime import date

import pytest
from sqlalchemy import inspect, select

from cxdash.domain.actions import Action
from cxdash.domain.stages import Stage
from cxdash.store import use_cases
from cxdash.store.council_tables import CouncilMeeting
from cxdash.store.gate_tables import (
    Attestation,
    GateCondition,
    GatePolicyRow,
    GateReview,
    GateVote,
    GateWaiver,
    SignOff,
)
from cxdash.store.tables import AuditEvent, StageMove
from tests.builders import TODAY, add_use_case


@pytest.fixture
def reviewed(ready):
    """A database with a use case whose gate is being reviewed, and one record of every other kind."""
    database, person = ready
    slug = add_use_case(database, person)
    with database.changing(person, Action.GATE_REQUEST) as session:
        use_case = use_cases.get(session, slug).id
        review = GateReview(
            use_case_id=use_case,
            from_stage="pilot",
            to_stage="proof",
            policy_number=1,
            requested_on=TODAY,
            requested_by_id=person.id,
            frozen_on=TODAY,
            evidence={"lines": [1, 2]},
            digest="one",
        )
        session.add(review)
        session.flush()
        kept = {"use_case_id": use_case, "reason": "No second site yet", "expires_on": date(2027, 1, 1)}
        money = {"low": 1.0, "likely": 2.0, "high": 3.0, "content": {"results": []}, "digest": "one"}
        signed = {"use_case_id": use_case, "person_id": person.id, "content": {"metrics": {}}, "digest": "one"}
        session.add_all(
            [
                GatePolicyRow(number=1, made_on=TODAY, person_id=person.id, content={"pilot_level": 2}),
                GateVote(review_id=review.id, function="technology", person_id=person.id, vote="for", digest="one"),
                GateCondition(review_id=review.id, text="Train the team", owner_id=person.id, due=TODAY),
                GateWaiver(to_stage="proof", criterion="x", asked_on=TODAY, asked_by_id=person.id, **kept),
                Attestation(use_case_id=use_case, person_id=person.id, attested_on=TODAY, **money),
                SignOff(about="outcome", function="operations", signed_on=TODAY, **signed),
                StageMove(use_case_id=use_case, from_stage="a", to_stage="b", moved_on=TODAY, review_id=review.id),
            ]
        )
    return database, person


def newest(session, table):
    return session.scalars(select(table).order_by(*(each.desc() for each in inspect(table).primary_key))).first()


def change(reviewed, table, **said):
    """Set columns of the one row of a table; of the newest move, which a review decided."""
    database, person = reviewed
    with database.changing(person, Action.GATE_DECIDE) as session:
        row = newest(session, table)
        for name, value in said.items():
            setattr(row, name, value)


def delete(reviewed, table):
    database, person = reviewed
    with database.changing(person, Action.GATE_DECIDE) as session:
        session.delete(newest(session, table))


def decide(reviewed, *, effective_on=None):
    change(reviewed, GateReview, decision="go", decided_on=TODAY, rationale="All met", effective_on=effective_on)


CHANGES = {
    "use_case_id": 99,
    "from_stage": "idea",
    "to_stage": "scale",
    "policy_number": 7,
    "requested_on": date(2020, 1, 1),
    "requested_by_id": 99,
    "note": "Another note",
    "frozen_on": date(2020, 1, 1),
    "evidence": {"lines": []},
    "digest": "two",
    "decision": "stop",
    "back_to": "idea",
    "rationale": "Another reason",
    "learning": "Another lesson",
    "decided_on": date(2020, 1, 1),
    "decided_by_id": 99,
    "against_recommendation": True,
    "seconded_by_id": 99,
    "effective_on": date(2020, 1, 1),
    "withdrawn_on": TODAY,
    "meeting_id": 99,
}


def test_every_column_of_a_review_is_tried():
    assert set(CHANGES) == set(GateReview.__table__.columns.keys()) - {"id", "version", "at"}


@pytest.mark.parametrize("column", CHANGES)
def test_nothing_of_a_decision_in_effect_is_rewritten(reviewed, column):
    decide(reviewed, effective_on=TODAY)

    with pytest.raises(TypeError, match=f"{column} would change"):
        change(reviewed, GateReview, **{column: CHANGES[column]})


@pytest.mark.parametrize("column", ["evidence", "digest", "frozen_on", "policy_number", "note"])
def test_evidence_stays_while_a_decision_waits_for_a_second_person(reviewed, column):
    decide(reviewed)

    with pytest.raises(TypeError, match=f"{column} would change"):
        change(reviewed, GateReview, **{column: CHANGES[column]})


def test_evidence_does_not_change_in_the_gesture_that_takes_a_decision_back(reviewed):
    decide(reviewed)

    with pytest.raises(TypeError, match="evidence would change"):
        change(reviewed, GateReview, decision=None, evidence={"lines": []})


def test_a_decision_that_waits_for_a_second_person_may_come_into_effect_or_be_taken_back(reviewed):
    decide(reviewed)

    change(reviewed, GateReview, decision=None, decided_on=None)
    decide(reviewed)
    change(reviewed, GateReview, effective_on=TODAY, seconded_by_id=reviewed[1].id)


def test_nothing_of_a_withdrawn_review_is_rewritten(reviewed):
    change(reviewed, GateReview, withdrawn_on=TODAY)

    with pytest.raises(TypeError, match="decision would change"):
        change(reviewed, GateReview, decision="go")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (GatePolicyRow, {"content": {}}),
        (GatePolicyRow, {"reason": "Another"}),
        (Attestation, {"likely": 5.0}),
        (Attestation, {"digest": "two"}),
        (StageMove, {"moved_on": date(2020, 1, 1)}),
        (StageMove, {"review_id": None}),
        (GateCondition, {"text": "Something easier"}),
        (GateCondition, {"review_id": 99}),
        (SignOff, {"content": {}}),
        (SignOff, {"digest": "two"}),
        (SignOff, {"person_id": 99}),
        (SignOff, {"signed_on": date(2020, 1, 1)}),
        (SignOff, {"function": "commercial"}),
        (SignOff, {"about": "proof"}),
        (SignOff, {"use_case_id": 99}),
        (SignOff, {"note": "Another"}),
        (AuditEvent, {"reason": "Another"}),
        (AuditEvent, {"person_id": 99}),
    ],
)
def test_a_record_is_not_rewritten(reviewed, table, said):
    with pytest.raises(TypeError, match="keeps what people decided"):
        change(reviewed, table, **said)


def test_an_approved_waiver_may_end_and_change_in_nothing_else(reviewed):
    change(reviewed, GateWaiver, expires_on=date(2027, 2, 1))
    change(reviewed, GateWaiver, approved_on=TODAY, approved_by_id=reviewed[1].id)

    with pytest.raises(TypeError, match="expires_on would change"):
        change(reviewed, GateWaiver, expires_on=date(2028, 1, 1))
    change(reviewed, GateWaiver, ended_on=TODAY, ended_why="The second site runs")
    with pytest.raises(TypeError, match="ended_on would change"):
        change(reviewed, GateWaiver, ended_on=None)


@pytest.mark.parametrize("effective_on", [None, TODAY])
def test_votes_stay_once_a_decision_is_taken(reviewed, effective_on):
    change(reviewed, GateVote, vote="against")
    decide(reviewed, effective_on=effective_on)

    with pytest.raises(TypeError, match="decided or withdrawn"):
        change(reviewed, GateVote, vote="for")
    with pytest.raises(TypeError, match="decided or withdrawn"):
        delete(reviewed, GateVote)
    database, person = reviewed
    with pytest.raises(TypeError, match="decided or withdrawn"), database.changing(person, Action.GATE_VOTE) as session:
        review = session.query(GateReview).one().id
        session.add(GateVote(review_id=review, function="finance", person_id=person.id, vote="for", digest="one"))


@pytest.mark.parametrize("table", [SignOff, Attestation])
def test_a_signature_is_taken_back_once_and_never_given_back(reviewed, table):
    change(reviewed, table, withdrawn_on=TODAY)

    for day in (None, date(2020, 1, 1)):
        with pytest.raises(TypeError, match="withdrawn_on would change"):
            change(reviewed, table, withdrawn_on=day)


@pytest.mark.parametrize(
    "said", [{"met_on": None}, {"evidence": "Another"}, {"due": date(2027, 1, 1)}, {"met_by_id": 99}, {"owner_id": 99}]
)
def test_a_condition_that_is_met_stays_as_it_was_reported(reviewed, said):
    change(reviewed, GateCondition, due=date(2026, 12, 1))
    change(reviewed, GateCondition, met_on=TODAY, met_by_id=reviewed[1].id, evidence="Minutes")

    with pytest.raises(TypeError, match="would change"):
        change(reviewed, GateCondition, **said)


@pytest.mark.parametrize("table", [GateReview, GatePolicyRow, GateWaiver, Attestation, StageMove, SignOff, AuditEvent])
def test_a_record_is_not_deleted(reviewed, table):
    with pytest.raises(TypeError, match="keeps what people decided"):
        delete(reviewed, table)


def test_conditions_go_with_a_decision_taken_back_and_stay_with_one_in_effect(reviewed):
    decide(reviewed, effective_on=TODAY)
    with pytest.raises(TypeError, match="its review is decided"):
        delete(reviewed, GateCondition)


def test_conditions_of_a_decision_that_never_took_effect_may_go(reviewed):
    decide(reviewed)

    delete(reviewed, GateCondition)


def _move(reviewed, *, review_id=None, stage=Stage.PROOF, moves=True):
    database, person = reviewed
    with database.changing(person, Action.GATE_DECIDE) as session:
        use_case = use_cases.get(session, "fewer-no-shows")
        use_case.stage = stage.value
        if moves:
            move = {"from_stage": "pilot", "to_stage": "proof", "moved_on": TODAY, "review_id": review_id}
            session.add(StageMove(use_case_id=use_case.id, **move))


def test_a_stage_changes_by_a_decision_in_effect(reviewed):
    with reviewed[0].reading() as session:
        review = session.query(GateReview).one().id
    decide(reviewed, effective_on=TODAY)

    _move(reviewed, review_id=review)

    with reviewed[0].reading() as session:
        assert use_cases.get(session, "fewer-no-shows").stage == "proof"


@pytest.mark.parametrize("said", [{"moves": False}, {}, {"review_id": 1, "stage": Stage.SCALE}])
def test_a_stage_does_not_change_without_the_very_move_that_was_decided(reviewed, said):
    decide(reviewed, effective_on=TODAY)

    with pytest.raises(TypeError, match="by the decision of a review alone"):
        _move(reviewed, **said)


def test_a_stage_does_not_change_before_the_decision_is_in_effect(reviewed):
    decide(reviewed)

    with pytest.raises(TypeError, match="by the decision of a review alone"):
        _move(reviewed, review_id=1)


def test_a_meeting_keeps_its_minutes_once_they_are_agreed(reviewed):
    database, person = reviewed
    with database.changing(person, Action.COUNCIL_EDIT) as session:
        session.add(CouncilMeeting(name="Council", held_on=TODAY, minutes="First"))
    change(reviewed, CouncilMeeting, minutes="Second", closed_on=TODAY, agreed={"title": "Council"})

    with pytest.raises(TypeError, match="agreed would change"):
        change(reviewed, CouncilMeeting, agreed={"title": "Another"})
