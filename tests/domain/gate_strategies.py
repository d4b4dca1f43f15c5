"""Any facts, policy, waivers and votes that a gate may meet."""

from datetime import date, timedelta

from hypothesis import strategies as st

from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.gate_reviews import Ballot, Vote
from cxdash.domain.gates import Attested, Facts, Finished, Owed, Primary, Unfinished, WaitsFor, codes
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Waiver
from tests.domain.gate_facts import TODAY

GATES = st.sampled_from([Stage.PILOT, Stage.PROOF, Stage.SCALE])
NAMES = st.sampled_from(["Riverside", "Millbrook", "Eastfield", ""])
SAID = st.sampled_from(["", "said"])
LEVELS = st.dictionaries(st.sampled_from(Dimension), st.integers(0, 4))
PEOPLE = st.dictionaries(st.sampled_from(Function), st.sampled_from(["Tomasz", "Adaeze", ""]))
FINISHED = st.builds(
    Finished,
    name=st.sampled_from(["Riverside", "Millbrook"]),
    metric=st.sampled_from(["No-show rate", "CSAT"]),
    is_business=st.booleans(),
    verdict=st.sampled_from(["Target met", "Harm"]),
    grade=st.sampled_from("ABCDE"),
    target_met=st.booleans(),
    better=st.booleans(),
    harm=st.booleans(),
    money_low=st.sampled_from([None, "£1m"]),
    money_is_positive=st.booleans(),
    accepted_by=SAID,
    site=NAMES,
    approved_by=PEOPLE,
)
FACTS = st.builds(
    Facts,
    statement=SAID,
    statement_lacks=st.none() | st.lists(st.just("Say when."), max_size=1).map(tuple),
    primaries=st.lists(
        st.builds(Primary, name=st.just("No-show rate"), is_business=st.booleans(), target=SAID, baseline=SAID),
        max_size=2,
    ).map(tuple),
    firewall=SAID,
    unverified=SAID,
    guardrails=st.lists(st.just("Complaint rate"), max_size=1).map(tuple),
    unwatched=st.lists(st.just("A can hide B."), max_size=1).map(tuple),
    designs=st.dictionaries(NAMES, SAID, max_size=2),
    unfinished=st.lists(
        st.builds(
            Unfinished, name=NAMES, progress=st.just("Day 4 of 90"), waits_for=st.sampled_from(WaitsFor), site=NAMES
        ),
        max_size=2,
    ).map(tuple),
    finished=st.lists(FINISHED, max_size=3).map(tuple),
    red=st.dictionaries(NAMES, st.just(("Complaint rate",)), max_size=1),
    owners=PEOPLE,
    readiness=LEVELS,
    claims_money=st.booleans(),
    at_stake=st.none() | st.floats(0, 1e9),
    attested=st.none()
    | st.builds(
        Attested, by=st.just("Ngozi"), on=st.just("3 Nov 2026"), changed=st.lists(st.just("it fell")).map(tuple)
    ),
    owed=st.lists(
        st.builds(
            Owed,
            text=st.just("Train the night shift."),
            owner=st.just("Adaeze"),
            due=st.just("3 Nov 2026"),
            is_met=st.booleans(),
            is_overdue=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
)
CODES = [code for to in Stage for code in codes(to)]
POLICIES = st.builds(
    GatePolicy,
    number=st.integers(1, 9),
    pilot_level=st.integers(0, 2),
    scale_level=st.integers(2, 4),
    strong_grades=st.sampled_from([("A",), ("A", "B")]),
    advisory=st.frozensets(st.sampled_from(CODES), max_size=4),
    longest_waiver_days=st.integers(1, 730),
    delegations=st.just(START.delegations),
)
DAYS = st.integers(-20, 20).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def waivers(draw):
    """A waiver of any criterion, asked for, approved and ended on any day around today."""
    to = draw(GATES)
    return Waiver(
        to=to,
        criterion=draw(st.sampled_from(codes(to))),
        reason="The second site opens in March.",
        expires_on=draw(DAYS),
        asked_on=date(2026, 10, 1),
        asked_by="Adaeze",
        approved_on=draw(st.none() | DAYS),
        approved_by="Ingrid",
        ended_on=draw(st.none() | DAYS),
    )


WAIVERS = st.lists(waivers(), max_size=4)
BALLOTS = st.lists(
    st.builds(
        Ballot, function=st.sampled_from(ACCOUNTABLE), vote=st.sampled_from(Vote), person=NAMES, reason=st.just("so")
    ),
    max_size=3,
    unique_by=lambda each: each.function,
)
