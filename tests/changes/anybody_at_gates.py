"""What people of every role may try at gates, one gesture after the other, in any order."""

import contextlib
import itertools
import shutil
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import select

from cxdash.changes import (
    gate_decisions,
    gate_policy,
    gate_reviews,
    gate_votes,
    readiness,
    restoring,
    statuses,
    tracker_import,
    tracker_undo,
    use_cases,
    waivers,
)
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError
from cxdash.domain.gate_policy import Delegation
from cxdash.domain.gate_reviews import Condition, Decision, Vote, Wanted
from cxdash.domain.gates import codes
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.people import Role
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage, Status
from cxdash.judging import gates as judging
from cxdash.store import gate_policies, gates, log, people
from cxdash.store import waivers as stored_waivers
from cxdash.store.database import Database
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import UseCase
from cxdash.trackers.readings import RegisterRow, Source
from tests.builders import TODAY, tracker
from tests.changes.at_the_gate import OWNERS, SLUG, STATEMENT, USES

OTHER = "faster-answers"
"""A use case that a register brought in at the stage it already had."""
SLUGS = st.sampled_from([SLUG, SLUG, OTHER])
NAMES = st.sampled_from(
    ["Gus", "Gita", "Mara", "Gus", "Mara", "Tess", "Omar", "Cora", "Finn", "Vic", "Local administrator"]
)
GATEKEEPERS = st.sampled_from(["Gus", "Gita", "Gita", "Mara"])
GOES = st.sampled_from([Decision.GO, Decision.GO, Decision.CONDITIONAL_GO])
PAIRS = st.sampled_from([("Gus", "Gita"), ("Gita", "Gus"), ("Gus", "Gita"), ("Mara", "Gus"), ("Gus", "Gus")])
EDITORS = st.sampled_from(["Omar", "Mara", "Omar", "Gus"])
PARTS = st.sampled_from(
    [
        {"owners": {}},
        {"owners": OWNERS},
        {"owners": OWNERS | {Function.SCALING: "Vic"}},
        {"statement": ""},
        {"statement": STATEMENT},
        {"metrics": ()},
        {"metrics": USES},
        {"title": "Fewer missed visits"},
        {"status": Status.STOPPED},
    ]
)
POLICIES = st.sampled_from(
    [
        {"pilot_level": 4, "scale_level": 4},
        {"pilot_level": 2, "scale_level": 3},
        {"advisory": frozenset({"three_owners", "ready_to_pilot"})},
        {"advisory": frozenset()},
        {"longest_waiver_days": 10},
        {"delegations": (Delegation(float("inf"), frozenset({Role.PROGRAM_MANAGER}), needs_second=True),)},
        {"delegations": (Delegation(float("inf"), frozenset({Role.GATEKEEPER})),)},
    ]
)
ROWS = st.sampled_from(
    [
        {"use_case": "Fewer no-shows", "stage": "Scale"},
        {"use_case": "Fewer no-shows", "status": "Stopped"},
        {"use_case": "Fewer no-shows", "operations_owner": "Vic"},
        {"use_case": "Faster answers", "stage": "Idea", "status": "Active"},
        {"use_case": "From elsewhere", "stage": "Scale", "scale_on": date(2026, 3, 2)},
    ]
)


class AnybodyAtGates(RuleBasedStateMachine):
    """People of every role, and what they may try; whatever is refused leaves nothing behind."""

    starts = ()
    folder = None
    numbers = itertools.count()
    reached = set()  # noqa: RUF012 shared by all runs on purpose: which stages they came to

    @initialize(passed=st.integers(0, 2))
    def begin(self, passed):
        """Begin with a use case that has passed some gates already."""
        file = shutil.copy(self.starts[passed], self.folder / f"{next(self.numbers)}.db")
        self.open(f"sqlite:///{file}")

    def open(self, url):
        """Take in who is there before anybody does anything."""
        self.database, self.today, self.decided = Database(url), TODAY, {}
        with self.database.reading() as session:
            self.people = {each.name: each for each in people.everybody(session)}

    def teardown(self):
        self.database.dispose()

    def _let(self, name, action, work):
        """Let somebody do something; a gate that is passed was open just before, and only a decision passes one."""
        decides = action is Action.GATE_DECIDE
        with self.database.reading() as session:
            before = judging.gates(session, today=self.today) if decides else {}
            stages = _stages(session)
        with contextlib.suppress(CxdashError), self.database.changing(self.people[name], action) as session:
            work(session)
        with self.database.reading() as session:
            moved = {slug for slug, stage in _stages(session).items() if stage != stages.get(slug, stage)}
            for slug in moved:
                assert decides, f"{action} moved {slug}"
                was, stage = before[slug], Stage(_stages(session)[slug])
                if stage.position > was.stage.position:
                    assert was.is_open, f"{slug} passed a gate that was shut"
                    self.reached.add(stage.value)

    @rule(days=st.sampled_from([1, 20, 90]))
    def days_pass(self, days):
        self.today += timedelta(days=days)

    @rule(name=NAMES, slug=SLUGS, said=PARTS)
    def edit(self, name, slug, said):
        def work(session):
            seen = use_cases.values(session, slug)
            wanted = replace(seen, **said)
            use_cases.edit(session, slug, seen=seen, wanted=wanted, today=self.today, reason="So it is")

        self._let(name, Action.USE_CASE_EDIT, work)

    @rule(name=NAMES, slug=SLUGS, dimension=st.sampled_from(Dimension), level=st.sampled_from([0, 2, 3]))
    def judge_readiness(self, name, slug, dimension, level):
        def work(session):
            seen = readiness.values(session, slug).get(dimension, UNJUDGED)
            readiness.edit(session, slug, dimension, seen=seen, wanted=replace(seen, level=level))

        self._let(name, Action.USE_CASE_EDIT, work)

    @rule(name=NAMES, slug=SLUGS)
    def request(self, name, slug):
        def work(session):
            gate_reviews.request(session, slug, today=self.today)

        self._let(name, Action.GATE_REQUEST, work)

    @rule(name=NAMES, number=st.integers(1, 4), again=st.booleans())
    def freeze_or_withdraw(self, name, number, again):
        def work(session):
            if again:
                gate_reviews.freeze_again(session, number, today=self.today)
            else:
                gate_reviews.withdraw(session, number, today=self.today, reason="Not now")

        self._let(name, Action.GATE_REQUEST, work)

    @rule(name=NAMES, number=st.integers(1, 4), function=st.sampled_from(Function), says=st.sampled_from(Vote))
    def vote(self, name, number, function, says):
        def work(session):
            seen = gates.review(session, number).digest
            gate_votes.cast(session, number, function, says, seen=seen, reason="I think so")

        self._let(name, Action.GATE_VOTE, work)

    @rule(
        name=NAMES,
        number=st.integers(1, 4),
        decision=st.sampled_from(Decision),
        back_to=st.sampled_from([None, *Stage]),
    )
    def decide(self, name, number, decision, back_to):
        def work(session):
            seen = gates.review(session, number).digest
            gate_decisions.decide(session, number, self._wanted(decision, back_to), seen=seen, today=self.today)

        self._let(name, Action.GATE_DECIDE, work)

    @rule(name=NAMES, number=st.integers(1, 4), stands=st.booleans())
    def second_or_take_back(self, name, number, stands):
        def work(session):
            if stands:
                seen = gates.review(session, number).version
                gate_decisions.second(session, number, seen=seen, today=self.today)
            else:
                gate_decisions.take_back(session, number, today=self.today, reason="Too fast")

        self._let(name, Action.GATE_DECIDE, work)

    @rule(slug=SLUGS, two=PAIRS, decision=GOES)
    def review_in_one_go(self, slug, two, decision):
        """What takes many steps one by one: everybody votes for it, somebody decides, somebody stands by it."""
        self.request("Omar", slug)
        with self.database.reading() as session:
            number = session.scalars(select(GateReview.id).order_by(GateReview.id.desc())).first()
        if number is not None:
            for function in ACCOUNTABLE:
                self.vote(OWNERS[function], number, function, Vote.FOR)
            self.decide(two[0], number, decision, None)
            self.second_or_take_back(two[1], number, True)  # noqa: FBT003 as Hypothesis calls it

    @rule(slug=SLUGS, two=PAIRS, decision=GOES)
    def review_once_more(self, slug, two, decision):
        """Reviews are what matters here, so they come as often as all that is around them."""
        self.review_in_one_go(slug, two, decision)

    @rule(asks=EDITORS, approves=GATEKEEPERS, slug=SLUGS, days=st.sampled_from([1, 60, 180]))
    def waive_what_blocks(self, asks, approves, slug, days):
        with self.database.reading() as session:
            found = judging.gates(session, today=self.today).get(slug)
        for line in () if found is None else found.blocking:
            self.ask_for_a_waiver(asks, slug, found.to, line.code, days)
        with self.database.reading() as session:
            waiting = [row.id for row in stored_waivers.waiting(session)]
        for number in waiting:
            self.approve_end_or_renew(approves, number, "approve")

    @rule(slug=SLUGS, asks=EDITORS, two=PAIRS, days=st.sampled_from([60, 180]))
    def hurry(self, slug, asks, two, days):
        """Somebody in a hurry has everything waived that is not there, and the gate decided on the same day."""
        self.waive_what_blocks(asks, two[1], slug, days)
        self.review_in_one_go(slug, two, Decision.CONDITIONAL_GO)

    @rule(
        name=NAMES,
        slug=SLUGS,
        to=st.sampled_from([Stage.PILOT, Stage.PROOF, Stage.SCALE]),
        criterion=st.sampled_from([*codes(Stage.PILOT), *codes(Stage.PROOF)]),
        days=st.sampled_from([1, 60, 999]),
    )
    def ask_for_a_waiver(self, name, slug, to, criterion, days):
        def work(session):
            expires_on = self.today + timedelta(days=days)
            waivers.ask(session, slug, criterion, to=to, reason="Later", expires_on=expires_on, today=self.today)

        self._let(name, Action.WAIVER_ASK, work)

    @rule(name=NAMES, number=st.integers(1, 12), how=st.sampled_from(["approve", "end", "renew"]))
    def approve_end_or_renew(self, name, number, how):
        def work(session):
            if how == "approve":
                waivers.approve(session, number, today=self.today)
            elif how == "end":
                waivers.end(session, number, today=self.today, why="It counts")
            else:
                expires_on = self.today + timedelta(days=90)
                waivers.renew(session, number, reason="Longer", expires_on=expires_on, today=self.today)

        self._let(name, Action.WAIVER_APPROVE, work)

    @rule(name=NAMES, slug=SLUGS, status=st.sampled_from([*Status, Status.ACTIVE, Status.ACTIVE]))
    def change_status(self, name, slug, status):
        def work(session):
            seen = use_cases.values(session, slug).status
            said = {"reason": "So it is", "learning": "Nights are hard"}
            statuses.change(session, slug, status, seen=seen, today=self.today, **said)

        self._let(name, Action.USE_CASE_STATUS, work)

    @rule(name=NAMES, said=POLICIES)
    def change_policy(self, name, said):
        def work(session):
            seen = gate_policies.current(session)
            gate_policy.edit(session, seen=seen, wanted=replace(seen, **said), today=self.today, reason="Voted")

        self._let(name, Action.POLICY_EDIT, work)

    @rule(name=NAMES, slug=SLUGS, back=st.booleans())
    def archive_or_bring_back(self, name, slug, back):
        def work(session):
            (use_cases.bring_back if back else use_cases.archive)(session, slug)

        self._let(name, Action.USE_CASE_ARCHIVE, work)

    @rule(name=NAMES, slug=SLUGS, place=st.integers(0, 30))
    def put_back_from_the_log(self, name, slug, place):
        def work(session):
            entries = log.of_use_case(session, slug)
            number = entries[place % len(entries)].id
            restoring.restore(
                session, slug, number, seen=restoring.seen(session, slug), today=self.today, reason="As it was"
            )

        self._let(name, Action.USE_CASE_EDIT, work)

    @rule(name=NAMES, fields=ROWS)
    def upload_a_register(self, name, fields):
        def work(session):
            number = next(self.numbers)
            row = RegisterRow(fields, {}, Source("Register", f"A{number + 2}"))
            file = replace(tracker(register=(row,)), sha256=f"{number:064d}")
            tracker_import.apply(session, tracker_import.plan(session, file), b"", today=self.today)

        self._let(name, Action.TRACKER_IMPORT, work)

    @rule(name=NAMES, number=st.integers(1, 4))
    def undo_an_import(self, name, number):
        def work(session):
            tracker_undo.undo(session, number, today=self.today)

        self._let(name, Action.TRACKER_UNDO, work)

    def _wanted(self, decision, back_to):
        due = self.today + timedelta(days=30)
        conditions = (Condition("Train the night shift", "Omar", due),) if decision is Decision.CONDITIONAL_GO else ()
        return Wanted(decision, "As seen", conditions, learning="Nights are hard", back_to=back_to)


def _stages(session):
    return {row.slug: row.stage for row in session.execute(select(UseCase.slug, UseCase.stage))}
