"""What a signature covers, what reads otherwise since, and whose word still stands."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Role
from cxdash.domain.sign_offs import (
    Signature,
    State,
    check_outcome,
    lines,
    outcome_content,
    outcome_differences,
    outcome_digest,
    standing,
)
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.trackers.catalogue import default_catalogue

CATALOGUE = default_catalogue()
STATEMENT = "Reduce patient no-shows by 30 % through reminders, measured over 90 days."
NO_SHOWS = MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), baseline=0.2)
COMPLAINTS = MetricUse("complaint_rate", Role.GUARDRAIL, margin=2.0)
SIGNED_ON = date(2026, 3, 2)


def content(*uses, statement=STATEMENT):
    return outcome_content(statement, uses or (NO_SHOWS, COMPLAINTS), CATALOGUE, Figures("GBP"))


def words(then, now):
    """The differences, with plain spaces."""
    return [each.replace("\u00a0", " ") for each in outcome_differences(then, now)]


def use(like, **said):
    values = {name: getattr(like, name) for name in like.__slots__}
    return MetricUse(**values | said)


def signature(person_id, of=None, *, note=""):
    return Signature(person_id, f"Person {person_id}", SIGNED_ON, of or content(), note)


def state(owner, *signatures, now=None):
    return standing(owner, signatures, lambda then: outcome_differences(then, now or content()))


def test_what_is_signed_is_said_in_the_words_the_signer_reads():
    assert [each.replace("\u00a0", " ") for each in lines(content())] == [
        "Appointment no-show rate: −30 % from 20.0 %",
        "Complaint rate as guardrail: +2 per 1,000",
    ]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (content(use(NO_SHOWS, target=Target(TargetKind.RELATIVE, -0.2)), COMPLAINTS), "target −30 % → −20 %"),
        (content(use(NO_SHOWS, target=None), COMPLAINTS), "target −30 % → none"),
        (content(use(NO_SHOWS, baseline=0.18), COMPLAINTS), "baseline 20.0 % → 18.0 %"),
        (content(use(NO_SHOWS, baseline=0.20001), COMPLAINTS), "baseline changed by less than shows in 20.0 %"),
        (content(NO_SHOWS, use(COMPLAINTS, margin=3.0)), "margin +2 per 1,000 → +3 per 1,000"),
        (content(NO_SHOWS), "Complaint rate taken out"),
        (content(NO_SHOWS, COMPLAINTS, MetricUse("csat", Role.GUARDRAIL, margin=0.02)), "added "),
        (content(statement="Reduce no-shows by 20 %."), "→ “Reduce no-shows by 20 %.”"),
    ],
)
def test_what_reads_otherwise_since_is_said(now, said):
    (only,) = words(content(), now)

    assert said in only


@pytest.mark.parametrize(
    "now",
    [
        content(COMPLAINTS, NO_SHOWS),
        content(statement=f"  {STATEMENT.replace(' by', '  by')} "),
        content(NO_SHOWS, COMPLAINTS, MetricUse("csat", Role.SECONDARY)),
        content(use(NO_SHOWS, unit_value=40.0, annual_volume=1e4, value_source="Finance"), COMPLAINTS),
    ],
)
def test_what_is_no_part_of_the_promise_asks_nobody_again(now):
    assert outcome_digest(now) == outcome_digest(content())
    assert words(content(), now) == []


def test_another_name_or_currency_asks_nobody_again():
    renamed = content()
    renamed["metrics"]["no_show_rate"] |= {"name": "Missed appointments", "words": {}}

    assert outcome_digest(renamed) == outcome_digest(content())


@pytest.mark.parametrize(
    ("nothing", "sentence"),
    [
        (content(statement=" "), "Write the outcome statement first"),
        (content(COMPLAINTS), "Give a primary metric its target"),
        (content(use(NO_SHOWS, target=None)), "Give a primary metric its target"),
    ],
)
def test_what_promises_nothing_is_not_signed(nothing, sentence):
    check_outcome(content())

    with pytest.raises(RuleError, match=sentence):
        check_outcome(nothing)


LESS = content(use(NO_SHOWS, target=Target(TargetKind.RELATIVE, -0.2)), COMPLAINTS)


@pytest.mark.parametrize(
    ("owner", "signatures", "expected"),
    [
        (None, (), State.NOBODY),
        (None, (signature(1),), State.NOBODY),
        (1, (), State.UNSIGNED),
        (1, (signature(1),), State.SIGNED),
        (1, (signature(1, LESS),), State.CHANGED),
        (1, (signature(1, LESS), signature(1)), State.SIGNED),
        (1, (signature(1), signature(1, LESS)), State.CHANGED),
        (1, (signature(2),), State.FORMER),
        (1, (signature(1), signature(2)), State.SIGNED),
    ],
)
def test_whose_word_stands(owner, signatures, expected):
    found = state(owner, *signatures)

    assert found.state is expected
    assert found.state.waits == (expected in {State.UNSIGNED, State.CHANGED, State.FORMER})
    assert bool(found.since) == (expected is State.CHANGED)


def test_who_signed_before_is_named_where_somebody_else_answers_now():
    found = state(1, signature(2))

    assert (found.by, found.on) == ("Person 2", SIGNED_ON)


@pytest.mark.parametrize("each", State)
def test_every_state_has_its_words(each):
    assert each.label


SIZES = st.floats(-0.9, 0.9).filter(lambda size: abs(size) > 1e-6)
USES = st.fixed_dictionaries(
    {"no_show_rate": SIZES, "complaint_rate": st.floats(0.1, 5), "csat": st.none() | st.floats(0.01, 0.2)}
)


def content_of(sizes):
    uses = [
        use(NO_SHOWS, target=Target(TargetKind.RELATIVE, sizes["no_show_rate"])),
        use(COMPLAINTS, margin=sizes["complaint_rate"]),
    ]
    if sizes["csat"] is not None:
        uses.append(MetricUse("csat", Role.GUARDRAIL, margin=sizes["csat"]))
    return content(*uses)


@given(then=USES, now=USES)
def test_a_signature_stands_exactly_while_what_was_signed_stands(then, now):
    before, after = content_of(then), content_of(now)

    found = standing(1, [signature(1, before)], lambda signed: outcome_differences(signed, after))

    assert (found.state is State.SIGNED) == (then == now)
    assert (found.state is State.CHANGED) == bool(found.since)


@given(then=USES, between=USES)
def test_what_is_changed_back_asks_nobody(then, between):
    assume(then != between)

    assert outcome_differences(content_of(then), content_of(between))
    assert not outcome_differences(content_of(then), content_of(dict(then)))
