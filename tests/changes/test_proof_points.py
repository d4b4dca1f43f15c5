"""Proof points: begun from what a pilot shows, approved as they stand, checked against later data, used, repeated."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from cxdash.changes import (
    effects,
    names,
    pilots,
    proof_points,
    proof_uses,
    repeats,
    sign_offs,
    tracker_import,
    use_cases,
)
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import NotAllowedError, RuleError, StaleEditError
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.people import Person, Role
from cxdash.domain.periods import Grain, Period
from cxdash.domain.proof_drift import Holding, Later
from cxdash.domain.proof_points import State
from cxdash.domain.sign_offs import State as Signed
from cxdash.effects.grade import Grade
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.effects.verdict import Verdict
from cxdash.reports import history
from cxdash.reports import proof_points as reports
from cxdash.store import proof_points as store
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.proof_tables import ProofPoint, Repeat
from tests.builders import TODAY, add_use_case, pilot_values, reading, tracker
from tests.proofs import STORY, approve, begin, told
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY, light, store_effect

OWNERS = {
    Function.TECHNOLOGY: "Tara Tech",
    Function.OPERATIONS: "Omar Ops",
    Function.COMMERCIAL: "Carla Com",
}
PILOT = "riverside-reminders"
PROVEN = replace(A_QUARTER_LESS, verdict=Verdict.TARGET_MET)


@pytest.fixture
def shown(ready_after):
    """A use case with three owners whose pilot met its target."""
    return ready_after(proven)


def proven(database, person):
    add_use_case(database, person, statement="Reduce no-shows by 30 % in 90 days.", owners=OWNERS)
    store_effect(database, person, PILOT, PROVEN)
    return person


def opened(database, slug, today=TODAY):
    with database.reading() as session:
        return reports.opened(session, slug, today=today)


def edit(database, person, slug, seen=STORY, **said):
    with database.changing(person, Action.PROOF_WRITE) as session:
        proof_points.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY)


def write(database, person, slug, gesture, **said):
    with database.changing(person, Action.PROOF_WRITE) as session:
        gesture(session, slug, today=TODAY, **said)


def signer(database, person, name):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        return Person(names.person_named(session, name).id, name, frozenset({Role.VIEWER}))


def test_a_proof_point_begins_as_a_draft_with_its_evidence_frozen(shown):
    slug = begin(*shown, PILOT)

    found = opened(shown[0], slug)
    assert (found.state, found.headline) == (State.DRAFT, STORY.headline)
    assert found.evidence.change == "−25\u00a0% (−35 to −15)"
    assert (found.evidence.verdict, found.evidence.grade) == ("Target met", "B")
    assert (found.result, found.frozen_on) == (A_QUARTER_LESS.sentence, TODAY)


def test_what_a_pilot_proposes_says_the_limits_of_its_own_evidence(shown):
    with shown[0].reading() as session:
        story, evidence = proof_points.proposed(session, PILOT, "no_show_rate", today=TODAY)

    assert story.situation == "Reduce no-shows by 30 % in 90 days."
    assert "A single result: no other site shows it yet." in story.limits.splitlines()
    assert story.expires_on == date(2027, 11, 21)
    assert evidence.site == "Riverside"


@pytest.mark.parametrize(
    ("effect", "sentence"),
    [
        (None, "Not measured"),
        (TOO_EARLY, "has not finished"),
        (replace(A_QUARTER_LESS, verdict=Verdict.HARM), "reads “Harm”"),
        (replace(A_QUARTER_LESS, verdict=Verdict.NO_CLEAR_CHANGE), "reads “No clear change”"),
        (replace(PROVEN, grade=Grade.D), "has grade D"),
    ],
)
def test_only_a_finished_pilot_that_got_better_may_be_told(ready, effect, sentence):
    add_use_case(*ready, owners=OWNERS)
    if effect is not None:
        store_effect(*ready, PILOT, effect)

    with pytest.raises(RuleError, match=sentence):
        begin(*ready, PILOT)


def test_neither_a_red_guardrail_nor_a_mask_may_be_told(shown):
    harm = light(status=GuardrailStatus.RED)
    store_effect(*shown, PILOT, PROVEN, metric="complaint_rate", role="guardrail", light=harm)
    with pytest.raises(RuleError, match="its guardrail is red"):
        begin(*shown, PILOT)

    store_effect(*shown, PILOT, PROVEN, alarms=("Containment rose but resolution did not.",))
    with pytest.raises(RuleError, match="is masked"):
        begin(*shown, PILOT)


def test_a_pilot_is_told_once_until_that_is_retired(shown):
    slug = begin(*shown, PILOT)
    with pytest.raises(RuleError, match="is told already"):
        begin(*shown, PILOT)

    write(*shown, slug, proof_points.retire, reason="The tender is over.")

    assert begin(*shown, PILOT) != slug
    assert opened(shown[0], slug).state is State.RETIRED


def test_approval_is_asked_for_once_everything_is_written(shown):
    slug = begin(*shown, PILOT, story=replace(STORY, done="", helped=" "))
    with pytest.raises(RuleError, match="write what was done and how people were helped"):
        write(*shown, slug, proof_points.ask)

    edit(*shown, slug, replace(STORY, done="", helped=""), done="Called.", helped="Less ringing.")
    write(*shown, slug, proof_points.ask)

    assert opened(shown[0], slug).state is State.WAITS


def test_it_is_approved_once_all_three_functions_stand_by_it(shown):
    slug = told(*shown, PILOT)

    approve(shown[0], slug, ACCOUNTABLE[:2])
    assert opened(shown[0], slug).state is State.WAITS

    approve(shown[0], slug, ACCOUNTABLE[2:])
    found = opened(shown[0], slug)
    assert (found.state, found.state_words) == (State.APPROVED, "Approved, until 1 Jun 2027")


def test_it_expires(shown):
    slug = told(*shown, PILOT)
    approve(shown[0], slug)

    assert opened(shown[0], slug, date(2027, 5, 31)).state is State.APPROVED
    assert opened(shown[0], slug, date(2027, 6, 1)).state is State.EXPIRED
    write(*shown, slug, proof_points.renew)
    assert opened(shown[0], slug, date(2027, 6, 1)).state is State.WAITS


def test_what_was_approved_and_is_edited_asks_again_and_says_what_changed(shown):
    slug = told(*shown, PILOT)
    approve(shown[0], slug)

    edit(*shown, slug, done="Patients were called.")

    found = opened(shown[0], slug)
    assert found.state is State.WAITS
    assert {each.standing.state for each in found.approvals.owners} == {Signed.CHANGED}
    assert found.approvals.owners[0].standing.since == ("done changed",)


def test_evidence_frozen_anew_asks_again(shown):
    slug = told(*shown, PILOT)
    approve(shown[0], slug)
    store_effect(*shown, PILOT, replace(PROVEN, effect=0.3, checksum="another"))

    write(*shown, slug, proof_points.renew)

    found = opened(shown[0], slug)
    assert found.state is State.WAITS
    assert found.evidence.change == "−30\u00a0% (−35 to −15)"
    assert "the result reads −30\u00a0% (−35 to −15) instead of" in "; ".join(found.approvals.owners[0].standing.since)


@pytest.mark.parametrize("function", [Function.FINANCE, Function.SCALING])
def test_only_the_three_functions_approve(shown, function):
    slug = told(*shown, PILOT)
    omar = signer(*shown, "Omar Ops")

    with pytest.raises(RuleError, match="technology, operations and commercial"), approving(shown[0], omar) as session:
        sign_offs.approve(session, slug, function, seen=opened(shown[0], slug).digest, today=TODAY)


def approving(database, person):
    return database.changing(person, Action.OUTCOME_SIGN)


def test_only_who_answers_for_a_function_approves_for_it(shown):
    slug = told(*shown, PILOT)
    seen = opened(shown[0], slug).digest

    with (
        pytest.raises(NotAllowedError, match="Tara Tech answers for technology"),
        approving(shown[0], signer(*shown, "Omar Ops")) as session,
    ):
        sign_offs.approve(session, slug, Function.TECHNOLOGY, seen=seen, today=TODAY)


def test_who_approves_has_seen_it_as_it_stands(shown):
    slug = told(*shown, PILOT)
    seen = opened(shown[0], slug).digest
    edit(*shown, slug, headline="Half the missed appointments")

    with (
        pytest.raises(RuleError, match="was changed while you read it"),
        approving(shown[0], signer(*shown, "Omar Ops")) as session,
    ):
        sign_offs.approve(session, slug, Function.OPERATIONS, seen=seen, today=TODAY)


def test_a_draft_is_not_approved(shown):
    slug = begin(*shown, PILOT)
    with pytest.raises(RuleError, match="It is a draft"):
        approve(shown[0], slug)


def test_commercial_approves_a_named_client_once_it_permits_that(shown):
    slug = told(*shown, PILOT, story=replace(STORY, client="Northwind"))
    approve(shown[0], slug, ACCOUNTABLE[:2])
    with pytest.raises(RuleError, match="names Northwind"):
        approve(shown[0], slug, (Function.COMMERCIAL,))

    named = replace(STORY, client="Northwind")
    edit(*shown, slug, named, client_permission="Ms Vale, by mail", client_permission_on=TODAY)
    approve(shown[0], slug, (Function.COMMERCIAL,))

    assert opened(shown[0], slug).state is State.APPROVED, "a permission voids no approval"


def test_an_approval_is_taken_back_by_who_gave_it(shown):
    slug = told(*shown, PILOT)
    approve(shown[0], slug)

    with approving(shown[0], signer(*shown, "Omar Ops")) as session:
        sign_offs.withdraw_approval(session, slug, Function.OPERATIONS, today=TODAY, reason="The figures are wrong")

    assert opened(shown[0], slug).state is State.WAITS


def test_two_authors_of_one_field_are_told_of_each_other(shown):
    slug = begin(*shown, PILOT)
    edit(*shown, slug, headline="Two fifths fewer")

    with pytest.raises(StaleEditError) as refused:
        edit(*shown, slug, headline="A quarter fewer")

    assert (refused.value.mine, refused.value.theirs) == ("A quarter fewer", "Two fifths fewer")
    edit(*shown, slug, done="Called.")  # another field: both win
    assert opened(shown[0], slug).story.headline == "Two fifths fewer"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"headline": " "}, "needs a headline"),
        ({"headline": "x" * 121}, "Shorten it to 120"),
        ({"quote": "Splendid!"}, "whose words"),
        ({"expires_on": None}, "until when"),
        ({"expires_on": TODAY + timedelta(days=400)}, "after 12 months at the latest"),
        ({"client_permission_on": TODAY + timedelta(days=1)}, "later than today"),
    ],
)
def test_a_story_keeps_the_rules(shown, said, sentence):
    slug = begin(*shown, PILOT)
    with pytest.raises(RuleError, match=sentence):
        edit(*shown, slug, **said)


def test_it_drifts_when_the_same_window_reads_otherwise(shown):
    slug = told(*shown, PILOT)
    approve(shown[0], slug)
    store_effect(*shown, PILOT, replace(PROVEN, effect=0.10, low=0.02, high=0.18))
    with shown[0].changing(shown[1], Action.EFFECTS_RECOMPUTE) as session:
        effects.look_again(session, stored_use_cases.get_pilot(session, PILOT), today=TODAY)

    found = opened(shown[0], slug)

    assert (found.state, found.later.holding) == (State.DRIFTED, Holding.DRIFTED)
    assert found.later.why == ("The same window reads −10\u00a0% (−18 to −2) now; frozen was −25\u00a0% (−35 to −15).",)


def test_it_may_be_told_again_once_the_same_window_reads_as_it_did(shown):
    slug = told(*shown, PILOT)
    approve(shown[0], slug)
    for reads in (replace(PROVEN, effect=0.10, low=0.02, high=0.18), PROVEN):
        store_effect(*shown, PILOT, reads)
        with shown[0].changing(shown[1], Action.EFFECTS_RECOMPUTE) as session:
            effects.look_again(session, stored_use_cases.get_pilot(session, PILOT), today=TODAY)

    found = opened(shown[0], slug)

    assert (found.state, found.later.why) == (State.APPROVED, ())


def store_outcomes(database, person, after):
    """Import 13 weeks at 20 % before, 13 at 14 % in the window and 8 after it, each a little off its mean."""
    off = (0.004, -0.006, 0.002, 0.005, -0.003, -0.005, 0.003)
    means = [*[0.20] * 13, *[0.14] * 13, *[after] * 8]
    readings = [
        reading(
            mean + off[week % len(off)],
            period=Period(date(2026, 3, 2) + timedelta(weeks=week), Grain.WEEK),
            cell=f"C{week + 2}",
        )
        for week, mean in enumerate(means)
    ]
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        tracker_import.apply(session, tracker_import.plan(session, tracker(*readings)), b"", today=TODAY)


@pytest.mark.parametrize(
    ("after", "holding"),
    [(0.14, Holding.HOLDS), (0.12, Holding.HOLDS), (0.20, Holding.DRIFTED)],
)
def test_figures_after_the_window_say_whether_it_lasts(ready, after, holding):
    add_use_case(*ready, owners=OWNERS, pilots_named=())
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        pilots.create(
            session,
            "fewer-no-shows",
            pilot_values(comparison=Comparison.NONE, comparison_label="", comparison_waiver="Jane Roe"),
        )
    store_outcomes(*ready, after)

    later = opened(ready[0], begin(*ready, PILOT)).later

    assert (later.holding, later.lasting.periods) == (holding, 8)


def test_a_correction_of_figures_checks_the_proof_points_that_rest_on_them(ready):
    add_use_case(*ready, owners=OWNERS, pilots_named=())
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        pilots.create(
            session,
            "fewer-no-shows",
            pilot_values(comparison=Comparison.NONE, comparison_label="", comparison_waiver="Jane Roe"),
        )
    store_outcomes(*ready, 0.14)
    slug = told(*ready, PILOT)
    approve(ready[0], slug)
    assert opened(ready[0], slug).state is State.APPROVED

    store_outcomes(*ready, 0.20)

    found = opened(ready[0], slug)
    assert found.state is State.DRIFTED
    assert found.later.why[0].startswith("In 8 weeks after the window the effect reads")


def test_two_weeks_after_the_window_are_too_few(ready):
    add_use_case(*ready, owners=OWNERS, pilots_named=())
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        plan = pilot_values(
            comparison=Comparison.NONE, comparison_label="", comparison_waiver="Jane Roe", window_days=133
        )
        pilots.create(session, "fewer-no-shows", plan)
    store_outcomes(*ready, 0.14)

    later = opened(ready[0], begin(*ready, PILOT)).later

    assert later.holding is Holding.TOO_FEW
    assert later.sentence.startswith("Too few later figures: 2 weeks after the window, 3 are needed")


def test_a_use_is_noted_of_what_is_approved(shown):
    slug = told(*shown, PILOT)
    with pytest.raises(RuleError, match="may not be used outside: it waits for approval"):
        use(*shown, slug)
    approve(shown[0], slug)

    use(*shown, slug, note="They asked for more.")

    (noted,) = opened(shown[0], slug).uses
    assert (noted.place, noted.used_on, noted.note) == ("Health board", TODAY, "They asked for more.")
    with pytest.raises(RuleError, match="has not come yet"):
        use(*shown, slug, used_on=TODAY + timedelta(days=1))
    with pytest.raises(RuleError, match="Say where"):
        use(*shown, slug, place=" ")


def use(database, person, slug, **said):
    with database.changing(person, Action.PROOF_USE) as session:
        given = {"place": "Health board", "used_on": TODAY, "today": TODAY}
        proof_uses.note_use(session, slug, **given | said)


def test_a_repeat_is_a_pilot_elsewhere_with_the_plan_filled_in(shown):
    slug = told(*shown, PILOT)
    with shown[0].changing(shown[1], Action.PILOT_EDIT) as session:
        made = repeats.repeat(session, slug, site="Millbrook", today=TODAY).slug

    with shown[0].reading() as session:
        first, second = (pilots.values(session, each) for each in (PILOT, made))
    assert (second.name, second.site) == ("Millbrook reminders", "Millbrook")
    assert (second.window_days, second.run_in_days) == (first.window_days, first.run_in_days)
    assert second.comparison is first.comparison
    assert (second.goes_live, second.locked_on, second.occasions, second.one_off_cost) == (None, None, (), None)
    assert [each.slug for each in opened(shown[0], slug).repeats] == [made]


def test_nobody_repeats_it_where_it_was_or_is_planned_already(shown):
    slug = told(*shown, PILOT)
    for site, sentence in (("Riverside", "Choose another site"), (" ", "at which site")):
        with (
            pytest.raises(RuleError, match=sentence),
            shown[0].changing(shown[1], Action.PILOT_EDIT) as session,
        ):
            repeats.repeat(session, slug, site=site, today=TODAY)
    with shown[0].changing(shown[1], Action.PILOT_EDIT) as session:
        repeats.repeat(session, slug, site="Millbrook", today=TODAY)
    with (
        pytest.raises(RuleError, match="repeats it at Millbrook already"),
        shown[0].changing(shown[1], Action.PILOT_EDIT) as session,
    ):
        repeats.repeat(session, slug, site="Millbrook", today=TODAY)


def test_the_history_tells_of_it_in_plain_words(shown):
    slug = told(*shown, PILOT)
    approve(shown[0], slug)
    use(*shown, slug)
    edit(*shown, slug, done="Patients were called.")
    write(*shown, slug, proof_points.retire, reason="It is too old.")

    with shown[0].reading() as session:
        lines = [(each.what, each.after) for each in history.lines(session, "fewer-no-shows")]

    name = "Proof point “Fewer missed appointments”"
    assert (name, "begun") in lines
    assert (name, "approval asked for on 21 Nov 2026") in lines
    assert (f"{name}: done", "Patients were called.") in lines
    assert any(what == name and after.startswith("retired on 21 Nov 2026") for what, after in lines)
    assert ("Use of “Fewer missed appointments”", "on 21 Nov 2026, Health board") in lines
    assert ("Approval of a proof point for operations", "approved") in lines


def test_nothing_is_told_of_an_archived_use_case(shown):
    slug = begin(*shown, PILOT)
    with shown[0].changing(shown[1], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, "fewer-no-shows")

    with pytest.raises(RuleError, match="is archived"):
        edit(*shown, slug, headline="Fewer")


def test_a_check_is_stored_beside_the_evidence_and_not_in_it(shown):
    slug = begin(*shown, PILOT)

    with shown[0].reading() as session:
        point = store.get(session, slug)
        assert Later.from_json(point.later).checked_on == TODAY
        assert session.scalars(select(Repeat)).all() == []
        assert len(session.scalars(select(ProofPoint)).all()) == 1
