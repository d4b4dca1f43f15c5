"""Outcomes signed: by who answers, under what they saw, kept in the log, asked for again after a change."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from cxdash.changes import names, sign_offs, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.metrics import Role as MetricRole
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, Role
from cxdash.domain.sign_offs import State, outcome_digest
from cxdash.domain.targets import Target, TargetKind
from cxdash.judging import signatures
from cxdash.reports import history
from cxdash.store import metrics, organisation
from cxdash.store import sign_offs as store
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.gate_tables import SignOff
from cxdash.store.tables import AuditEvent
from tests.builders import TODAY, add_use_case, use_case_values

STATEMENT = "Reduce no-shows by 30 % through reminders, measured over 90 days."
OWNERS = {
    Function.TECHNOLOGY: "Tara Tech",
    Function.OPERATIONS: "Omar Ops",
    Function.COMMERCIAL: "Carla Com",
    Function.FINANCE: "Omar Ops",
}
PILOT = "riverside-reminders"


@pytest.fixture
def slug(ready):
    """A use case with a promise and four owners."""
    return add_use_case(*ready, statement=STATEMENT, owners=OWNERS)


def named(database, person, name):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        return Person(names.person_named(session, name).id, name, frozenset({Role.VIEWER}))


def seen(database, slug):
    """The digest of the outcome as it stands on the screen."""
    with database.reading() as session:
        use_case = stored_use_cases.get(session, slug)
        content = signatures.outcome_content(use_case, metrics.catalogue(session), organisation.figures(session))
        return outcome_digest(content)


def sign(database, person, slug, function=Function.OPERATIONS, **said):
    with database.changing(person, Action.OUTCOME_SIGN) as session:
        return sign_offs.sign(session, slug, function, **{"seen": seen(database, slug), "today": TODAY} | said).id


def state(database, slug, function=Function.OPERATIONS):
    with database.reading() as session:
        use_case = stored_use_cases.get(session, slug)
        signed = store.outcomes(session, only=use_case.id).get(use_case.id, {})
        found = signatures.outcome_standings(
            use_case, signed, metrics.catalogue(session), organisation.figures(session)
        )
        return found[function]


def edit(database, person, slug, **said):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        before = use_cases.values(session, slug)
        after = replace(before, **said)
        use_cases.edit(session, slug, seen=before, wanted=after, today=TODAY, reason="Agreed with the board")


def weaker_target(database, person, slug):
    uses = tuple(
        replace(use, target=Target(TargetKind.RELATIVE, -0.2)) if use.role is MetricRole.PRIMARY else use
        for use in use_case_values().metrics
    )
    edit(database, person, slug, metrics=uses)


def test_who_answers_signs_and_only_for_their_function(ready, slug):
    omar = named(*ready, "Omar Ops")

    sign(ready[0], omar, slug, note=" With the union's consent ")

    found = state(ready[0], slug)
    assert (found.state, found.by, found.on, found.note) == (
        State.SIGNED,
        "Omar Ops",
        TODAY,
        "With the union's consent",
    )
    assert state(ready[0], slug, Function.FINANCE).state is State.UNSIGNED
    assert state(ready[0], slug, Function.SPONSOR).state is State.NOBODY


@pytest.mark.parametrize(
    ("function", "sentence"),
    [(Function.TECHNOLOGY, "only Tara Tech signs"), (Function.SPONSOR, "Nobody answers for sponsor yet")],
)
def test_nobody_signs_for_another(ready, slug, function, sentence):
    with pytest.raises(NotAllowedError, match=sentence):
        sign(ready[0], named(*ready, "Omar Ops"), slug, function)


def test_an_administrator_signs_for_nobody_but_as_somebody_they_act_for_and_the_log_keeps_both(ready, slug):
    with pytest.raises(NotAllowedError):
        sign(*ready, slug)

    sign(ready[0], replace(named(*ready, "Omar Ops"), through=ready[1].id), slug)

    with ready[0].reading() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.row_table == "sign_off")).one()
        assert (event.person_id, event.through_id) == (session.scalars(select(SignOff.person_id)).one(), ready[1].id)


def test_an_outcome_that_changed_while_it_was_read_is_not_signed(ready, slug):
    before = seen(ready[0], slug)
    weaker_target(*ready, slug)

    with pytest.raises(RuleError, match="changed while you read it"):
        sign(ready[0], named(*ready, "Omar Ops"), slug, seen=before)

    assert state(ready[0], slug).state is State.UNSIGNED


def test_a_change_of_target_asks_again_and_its_return_does_not(ready, slug):
    sign(ready[0], named(*ready, "Omar Ops"), slug)
    before = use_case_values().metrics

    weaker_target(*ready, slug)
    changed = state(ready[0], slug)
    edit(*ready, slug, metrics=before)

    assert changed.state is State.CHANGED
    assert "target −30\u00a0% → −20\u00a0%" in changed.since[0]
    assert state(ready[0], slug).state is State.SIGNED


def test_signing_again_after_a_change_keeps_what_was_signed_before(ready, slug):
    omar = named(*ready, "Omar Ops")
    sign(ready[0], omar, slug)
    weaker_target(*ready, slug)

    sign(ready[0], omar, slug)

    assert state(ready[0], slug).state is State.SIGNED
    with ready[0].reading() as session:
        first, second = session.scalars(select(SignOff).order_by(SignOff.id))
        assert first.content["metrics"]["no_show_rate"]["target"] == ["relative", -0.3]
        assert second.content["metrics"]["no_show_rate"]["target"] == ["relative", -0.2]


def test_what_is_signed_as_it_stands_is_not_signed_twice(ready, slug):
    omar = named(*ready, "Omar Ops")
    sign(ready[0], omar, slug)

    with pytest.raises(RuleError, match="has signed this already"):
        sign(ready[0], omar, slug)


def test_another_owner_is_asked_although_the_former_one_signed(ready, slug):
    sign(ready[0], named(*ready, "Omar Ops"), slug)

    edit(*ready, slug, owners=OWNERS | {Function.OPERATIONS: "Olga Ops"})

    found = state(ready[0], slug)
    assert (found.state, found.by) == (State.FORMER, "Omar Ops")


def test_who_signed_takes_it_back_with_a_reason_and_nobody_else_does(ready, slug):
    omar, tara = named(*ready, "Omar Ops"), named(*ready, "Tara Tech")
    sign(ready[0], omar, slug)

    def take_back(person, reason):
        with ready[0].changing(person, Action.OUTCOME_SIGN) as session:
            sign_offs.withdraw(session, slug, Function.OPERATIONS, today=TODAY, reason=reason)

    with pytest.raises(RuleError, match="You have not signed"):
        take_back(tara, "I disagree")
    with pytest.raises(RuleError, match="Say why"):
        take_back(omar, " ")
    take_back(omar, "The union objects")

    assert state(ready[0], slug).state is State.UNSIGNED
    with ready[0].reading() as session:
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert (event.row_table, event.reason) == ("sign_off", "The union objects")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"statement": ""}, "Write the outcome statement"), ({"metrics": ()}, "Give a primary metric its target")],
)
def test_there_has_to_be_something_to_sign(ready, slug, said, sentence):
    edit(*ready, slug, **said)

    with pytest.raises(RuleError, match=sentence):
        sign(ready[0], named(*ready, "Omar Ops"), slug)


def test_nothing_archived_is_signed(ready, slug):
    with ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, slug)

    with pytest.raises(RuleError, match="is archived"):
        sign(ready[0], named(*ready, "Omar Ops"), slug)
    with ready[0].reading() as session:
        assert store.outcomes(session) == {}


def test_the_history_says_who_signed_and_who_took_it_back(ready, slug):
    omar = named(*ready, "Omar Ops")
    sign(ready[0], omar, slug)
    with ready[0].changing(omar, Action.OUTCOME_SIGN) as session:
        sign_offs.withdraw(session, slug, Function.OPERATIONS, today=TODAY, reason="The union objects")

    with ready[0].reading() as session:
        back, signed, *_ = history.lines(session, slug)

    assert (signed.who, signed.what, signed.after, signed.number) == (
        "Omar Ops",
        "Signature for operations",
        "signed",
        None,
    )
    assert back.who == "Omar Ops"
    assert (back.what, back.after, back.why) == ("Signature for operations", "taken back", "The union objects")


def test_the_history_names_who_sat_at_the_keyboard_too(ready, slug):
    sign(ready[0], replace(named(*ready, "Omar Ops"), through=ready[1].id), slug)

    with ready[0].reading() as session:
        assert history.lines(session, slug)[0].who == "Omar Ops, through Local administrator"
