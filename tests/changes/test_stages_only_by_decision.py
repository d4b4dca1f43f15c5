"""Whatever anybody does in whatever order: stages change by decisions alone, and what was decided stays as it was."""

import itertools
import json
import shutil

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test
from sqlalchemy import select

from cxdash.changes import tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.digests import digest
from cxdash.domain.gate_evidence import read
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.stages import Stage
from cxdash.store import waivers as stored_waivers
from cxdash.store.gate_tables import GateReview, GateWaiver
from cxdash.store.tables import UseCase
from cxdash.trackers.readings import RegisterRow, Source
from tests.builders import TODAY, ready_database, tracker
from tests.changes.anybody_at_gates import AnybodyAtGates
from tests.changes.at_the_gate import OWNERS, SLUG, add, everybody


class AnythingAtGates(AnybodyAtGates):
    """After every gesture, refused or not, this holds."""

    @invariant()
    def stages_follow_from_decisions(self):
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            reviews = {row.id: row for row in session.scalars(select(GateReview))}
            for use_case in session.scalars(select(UseCase)):
                moves = sorted(use_case.moves, key=lambda each: each.id)
                came_with = list(itertools.takewhile(lambda each: each.review_id is None, moves))
                decided = moves[len(came_with) :]
                stage = self.first.get(use_case.created_at) or (decided[0].from_stage if decided else use_case.stage)
                for move in decided:
                    assert move.from_stage == stage
                    _must_have_been_decided(move, reviews[move.review_id], session)
                    stage = move.to_stage
                assert use_case.stage == stage

    @invariant()
    def what_was_decided_stays(self):
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            for review in session.scalars(select(GateReview)):
                assert digest(review.evidence) == review.digest
                if review.effective_on is None and review.withdrawn_on is None:
                    continue
                said = {
                    name: str(getattr(review, name))
                    for name in [each.name for each in GateReview.__table__.columns]
                    if name != "evidence"
                }
                said["evidence"] = json.dumps(review.evidence, sort_keys=True)
                said["votes"] = str([(each.function, each.vote, each.person_id, each.digest) for each in review.votes])
                assert self.decided.setdefault(review.id, said) == said


def _must_have_been_decided(move, review, session):
    """A move forward rests on a go whose evidence had nothing blocking; a move back on a recycle."""
    decision, lines = Decision(review.decision), read(review.evidence).lines
    assert (review.use_case_id, review.effective_on) == (move.use_case_id, move.moved_on)
    if Stage(move.to_stage).position > Stage(move.from_stage).position:
        assert decision.moves_on
        assert (review.from_stage, review.to_stage) == (move.from_stage, move.to_stage)
        assert Stage(move.from_stage).following is Stage(move.to_stage)
        assert [line.code for line in lines if line.blocks] == []
        for line in lines:
            if line.waived:
                waiver = stored_waivers.get(session, line.waiver.id)
                assert waiver.approved_by_id not in (None, waiver.asked_by_id)
                assert waiver.approved_on <= review.frozen_on <= waiver.expires_on
    else:
        assert (decision, review.back_to) == (Decision.RECYCLE, move.to_stage)
    assert review.decided_by_id != review.seconded_by_id
    assert review.seconded_by_id is not None or not review.against_recommendation


@pytest.fixture
def starts(ready_sqlite_file, tmp_path):
    """Files with a use case that has passed none to three gates, another one taken over, and people of every role."""
    file = shutil.copy(ready_sqlite_file, tmp_path / "start.db")
    database, admin = ready_database(f"sqlite:///{file}")
    add(database, everybody(database)["Mara"])
    with database.changing(admin, Action.TRACKER_IMPORT) as session:
        owners = {f"{function.value}_owner": name for function, name in OWNERS.items()}
        fields = {"use_case": "Faster answers", "stage": "pilot"} | owners
        row = RegisterRow(fields, {}, Source("Register", "A2"))
        tracker_import.apply(session, tracker_import.plan(session, tracker(register=(row,))), b"", today=TODAY)
    with database.reading() as session:
        AnythingAtGates.first = {row.created_at: row.stage for row in session.scalars(select(UseCase))}
    found = [_kept(database, file, 0)]
    people = AnythingAtGates()
    people.open(f"sqlite:///{file}")
    for passed in (1, 2, 3):
        people.hurry(SLUG, "Omar", ("Gus", "Gita"), 60)
        found.append(_kept(database, file, passed))
    people.teardown()
    database.dispose()
    return found


def _kept(database, file, passed):
    """Copy a database as it is now."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return shutil.copy(file, file.with_name(f"passed-{passed}.db"))


def test_stages_change_by_decisions_alone_and_what_was_decided_stays(starts, tmp_path):
    assert AnythingAtGates.reached == {"pilot", "proof", "scale"}, "somebody can pass every gate"
    AnythingAtGates.starts, AnythingAtGates.folder = starts, tmp_path

    run_state_machine_as_test(AnythingAtGates, settings=settings(max_examples=8, stateful_step_count=20, deadline=None))


def test_nobody_passes_a_gate_alone(starts):
    """What chance seldom tries: one person asks, waives, approves, decides and stands by it."""
    ready_for_a_pilot, blocked_before_proof = starts[:2]
    for file, stage in ((ready_for_a_pilot, Stage.IDEA), (blocked_before_proof, Stage.PILOT)):
        people = AnythingAtGates()
        people.open(f"sqlite:///{file}")

        people.waive_what_blocks("Gus", "Gus", SLUG, 60)
        people.request("Gus", SLUG)
        with people.database.reading() as session:
            number = session.scalars(select(GateReview.id).order_by(GateReview.id.desc())).first()
        for decision in (Decision.GO, Decision.CONDITIONAL_GO):
            people.decide("Gus", number, decision, None)
            people.second_or_take_back("Gus", number, True)  # noqa: FBT003 as Hypothesis calls it

        with people.database.reading() as session:
            assert session.scalars(select(UseCase.stage).where(UseCase.slug == SLUG)).one() == stage
            assert all(row.approved_by_id != row.asked_by_id for row in session.scalars(select(GateWaiver)))
        people.stages_follow_from_decisions()
        people.what_was_decided_stays()
        people.teardown()
