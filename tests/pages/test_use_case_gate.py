"""The tab Gate of a use case: everybody sees where it stands, and each sees only what they may do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cxdash.changes import statuses
from cxdash.domain.actions import Action
from cxdash.domain.gate_reviews import Condition, Decision, Vote
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage, Status
from cxdash.store import gates
from cxdash.ui import cached
from tests.changes import at_the_gate
from tests.changes.at_the_gate import OWNERS, SLUG
from tests.pages.use_case_page import a_page, button, press, text, unfold


@pytest.fixture
def people(empty_after):
    """The people of a review by name, with a use case that lacks nothing before a pilot."""
    return empty_after(at_the_gate.before_its_gate)


@pytest.fixture
def review(empty, people):
    """A review that Omar asked for today."""
    return at_the_gate.request(empty, people["Omar"], today=cached.today(), note="Ready for *Riverside*")


def opened_by(person, **query):
    """The tab Gate as a person sees it."""
    page = a_page()
    page.session_state["acting-as"] = person.id
    for name, value in {"use_case": SLUG, "view": "Gate", **query}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def labels(page):
    return {each.label for each in page.button}


def stored_review(database, number):
    with database.reading() as session:
        found = gates.review(session, number)
        session.expunge_all()
        return found


def unready(database, person):
    """Let the use case lose an owner, so that a criterion is no longer met."""
    at_the_gate.edit(database, person, owners={Function.TECHNOLOGY: "Tess", Function.OPERATIONS: "Omar"})


def test_every_criterion_says_how_it_stands_and_what_it_does_to_the_gate(people):
    said = text(opened_by(people["Vic"]))

    assert "7 of 7 criteria for pilot are met" in said
    assert said.count(":material/check: Met]") == 7
    assert said.count(":gray[blocking]") == 7
    assert "The evidence recommends :green-badge[:material/check_circle: Go]" in said


def test_who_decides_is_said_by_the_money_at_stake(people):
    assert "What is at stake a year is not known: a gatekeeper decides." in text(opened_by(people["Vic"]))


def test_a_viewer_who_answers_for_nothing_sees_no_form(people, review):
    page = opened_by(people["Vic"])

    assert review
    assert "Review of the gate to pilot" in text(page)
    assert not page.radio
    assert not labels(page) & {"Vote", "Stand by it", "Ask for a waiver", "Withdraw the review"}


def test_a_review_is_asked_for_with_a_note_and_shows_what_is_frozen(people):
    page = opened_by(people["Omar"])
    unfold(page, f"aside-ask-for-review-{SLUG}")
    page.text_area(key=f"note-ask-for-review-{SLUG}").set_value("Ready for *Riverside*")

    press(page, "Ask for the review")

    said = text(page)
    assert "Omar (through Local administrator) asked for it on" in said
    assert "“Ready for *Riverside*”" in said
    assert "7 of 7 criteria met. Nothing changed since." in said
    assert said.count("Still to vote") == 3


@pytest.mark.usefixtures("review")
def test_who_answers_for_a_function_votes_for_it_alone(people):
    page = opened_by(people["Tess"])
    assert "You vote for technology" in text(page)
    assert "You vote for operations" not in text(page)
    page.radio[0].set_value(Vote.AGAINST)
    press(page, "Vote")
    assert "Say why" in page.error[0].value

    page.text_input(key=next(each.key for each in page.text_input if each.label.startswith("Why"))).set_value("No API")
    press(page, "Vote")

    assert "Against] Tess (through Local administrator): No API" in text(page)
    assert "Change the vote" in labels(page)


@pytest.mark.usefixtures("review")
def test_evidence_that_changed_is_frozen_anew_and_asks_again(empty, people):
    at_the_gate.vote(empty, people["Tess"], Function.TECHNOLOGY)
    unready(empty, people["Mara"])
    page = opened_by(people["Omar"])
    assert "2 things changed since." in text(page)

    press(page, "Freeze the evidence anew")

    assert "Nothing changed since." in text(page)
    assert "voted before the evidence was frozen anew" in text(page)


def test_a_decision_along_the_recommendation_takes_effect_at_once(empty, people, review):
    at_the_gate.all_vote(empty, people)
    page = opened_by(people["Gus"])
    page.radio(key=f"decision-{review}").set_value(Decision.GO).run()
    page.text_area(key=f"why-decision-{review}").set_value("All is there")

    press(page, "Decide: go")

    assert at_the_gate.stands(empty)[0] == "pilot"
    assert any(each.label.startswith("Gate to pilot: go on") for each in page.expander)


def test_a_conditional_go_asks_for_conditions_and_shows_them_until_they_are_met(empty, people, review):
    at_the_gate.vote(empty, people["Tess"], Function.TECHNOLOGY)
    at_the_gate.vote(empty, people["Omar"], Function.OPERATIONS)
    at_the_gate.vote(empty, people["Cora"], Function.COMMERCIAL, says=Vote.ABSTAIN, reason="No view")
    page = opened_by(people["Gus"])
    page.radio(key=f"decision-{review}").set_value(Decision.CONDITIONAL_GO).run()
    page.text_area(key=f"why-decision-{review}").set_value("Good, but nights")
    page.text_input(key=f"text-decision-{review}-0").set_value("Train the night shift")
    page.selectbox(key=f"owner-decision-{review}-0").set_value("Omar")
    page.date_input(key=f"due-decision-{review}-0").set_value(cached.today() + timedelta(days=30))
    press(page, "Decide: conditional go")
    assert not page.error

    omar = opened_by(people["Omar"])

    assert "What the go to pilot asks for" in text(omar)
    assert "To do] Train the night shift · Omar, by" in text(omar)
    condition = stored_review(empty, review).conditions[0].id
    unfold(omar, f"aside-condition-{condition}")
    omar.text_input(key=f"why-condition-{condition}").set_value("Rota of 3 December")
    button(omar, "Report as met").click().run()
    assert "What the go to pilot asks for" not in text(omar)


@pytest.fixture
def condition(empty, people, review):
    """A condition of a decision in effect, which Omar answers for."""
    at_the_gate.all_vote(empty, people)
    at_the_gate.decide(
        empty, people["Gus"], Decision.CONDITIONAL_GO, conditions=at_the_gate.CONDITIONS, today=cached.today()
    )
    at_the_gate.second(empty, people["Gita"], today=cached.today())
    return stored_review(empty, review).conditions[0]


def test_who_decides_at_gates_moves_the_day_of_a_condition_with_a_reason(empty, people, review, condition):
    page = opened_by(people["Gita"])
    key = f"condition-day-{condition.id}"
    later = condition.due + timedelta(days=30)
    unfold(page, f"aside-{key}")
    page.date_input(key=f"due-{key}").set_value(later)
    button(page, "Move the day").click().run()
    assert "Say why the day moves" in page.error[0].value

    page.text_input(key=f"why-{key}").set_value("The trainer is ill")
    press(page, "Move the day")

    assert stored_review(empty, review).conditions[0].due == later
    assert f"Omar, by {later:%-d %b %Y}" in text(page)


def test_who_answers_for_a_condition_reports_on_it_and_does_not_move_its_day(people, condition):
    page = opened_by(people["Omar"])

    unfold(page, f"aside-condition-day-{condition.id}")
    unfold(page, f"aside-condition-{condition.id}")

    assert "Report as met" in labels(page)
    assert "Move the day" not in labels(page)


def test_a_past_review_shows_its_conditions_beside_where_they_are_reported(people, review, condition):
    page = opened_by(people["Gita"])

    unfold(page, f"past-{review}")

    assert not page.exception
    assert text(page).count(condition.text) == 2


def test_who_acted_for_somebody_is_said_at_the_gate(empty, people, review):
    through = replace(people["Tess"], through=people["Mara"].id)
    at_the_gate.vote(empty, through, Function.TECHNOLOGY)
    gus, stop = replace(people["Gus"], through=people["Mara"].id), {"learning": "Ask for an exit plan"}
    at_the_gate.decide(empty, gus, Decision.STOP, today=cached.today(), **stop)
    assert "decided by Gus (through Mara) on" in text(opened_by(people["Vic"]))
    at_the_gate.second(empty, replace(people["Gita"], through=people["Mara"].id), today=cached.today())
    page = opened_by(people["Vic"])

    unfold(page, f"past-{review}")

    said = text(page)
    assert "For] Tess (through Mara)" in said
    assert "decided by Gus (through Mara) on" in said
    assert "Gita (through Mara) stands by it" in said


def test_who_acted_for_who_approved_a_waiver_is_said_beside_it(empty, people):
    unready(empty, people["Mara"])
    gita = replace(people["Gita"], through=people["Mara"].id)
    today = cached.today()
    last = today + timedelta(days=30)
    at_the_gate.waive(empty, people["Omar"], gita, "three_owners", to=Stage.PILOT, today=today, expires_on=last)

    assert "Omar asked for it, Gita (through Mara) approved it" in text(opened_by(people["Vic"]))


def test_a_use_case_taken_over_says_so_on_its_gate_and_in_its_head(empty, people):
    slug = at_the_gate.add(empty, people["Mara"], title="Fewer repeat calls", stage=Stage.SCALE)

    said = text(opened_by(people["Vic"], use_case=slug))

    assert "Taken over, gates to pilot, proof and scale not reviewed here" in said
    assert "Nobody decided in cxdash at the gates to pilot, proof and scale." in said


def test_money_claimed_since_the_evidence_was_frozen_keeps_from_a_go(empty, people, review):
    at_the_gate.all_vote(empty, people)
    uses = (*at_the_gate.USES[:-1], replace(at_the_gate.USES[-1], unit_value=90.0, annual_volume=1_000.0))
    at_the_gate.edit(empty, people["Mara"], metrics=uses)
    page = opened_by(people["Gus"])
    assert "Money is claimed now" in text(page)

    page.radio(key=f"decision-{review}").set_value(Decision.GO).run()

    assert "No go: Money is claimed today" in page.warning[0].value


def test_a_decision_against_the_recommendation_waits_for_somebody_else_who_may_decide(empty, people, review):
    at_the_gate.all_vote(empty, people)
    page = opened_by(people["Gus"])
    page.radio(key=f"decision-{review}").set_value(Decision.STOP).run()
    assert "takes effect once a second gatekeeper stands by it" in page.info[0].value
    page.text_area(key=f"why-decision-{review}").set_value("The vendor leaves")
    page.text_area(key=f"learned-decision-{review}").set_value("Ask vendors for an exit plan")

    press(page, "Decide: stop")

    assert "needs a second person" in text(page)
    assert "Stand by it" not in labels(page)
    assert at_the_gate.stands(empty)[1] == "active"
    press(opened_by(people["Gita"]), "Stand by it")
    assert at_the_gate.stands(empty)[1] == "stopped"


def test_a_go_that_is_blocked_says_by_what_before_anything_is_typed(empty, people, review):
    unready(empty, people["Mara"])
    page = opened_by(people["Gus"])

    page.radio(key=f"decision-{review}").set_value(Decision.GO).run()

    assert "No go while these block it" in page.warning[0].value


def test_what_is_not_met_leads_to_its_tab(empty, people):
    unready(empty, people["Mara"])
    page = opened_by(people["Mara"])

    press(page, "Go to the commercial owner")

    assert page.selectbox(key=f"commercial-{SLUG}")


def test_a_waiver_is_asked_for_by_one_and_approved_by_another(empty, people):
    unready(empty, people["Mara"])
    page = opened_by(people["Gus"])
    line = next(each for each in at_the_gate.gate(empty, today=cached.today()).blocking)
    unfold(page, f"aside-waive-pilot-{line.code}")
    page.text_input(key=f"reason-waive-pilot-{line.code}").set_value("Named in January")
    button(page, "Ask for a waiver").click().run()
    assert "Gus (through Local administrator) asks until" in text(page)
    assert "Approve the waiver" not in labels(page)

    page = opened_by(people["Gita"])
    press(page, "Approve the waiver")

    assert ":material/schedule: Waived until" in text(page)
    assert "Waived because: Named in January" in text(page)
    assert "by Gita" in text(page)


def test_a_waiver_that_expired_opens_the_gate_again_and_is_renewed(empty, people):
    today = cached.today()
    then = today - timedelta(days=30)
    unready(empty, people["Mara"])
    at_the_gate.waive_all(empty, people["Omar"], people["Gus"], today=then, expires_on=today - timedelta(days=1))
    number = at_the_gate.request(empty, people["Omar"], today=then)
    at_the_gate.vote(empty, people["Tess"], Function.TECHNOLOGY)
    at_the_gate.vote(empty, people["Omar"], Function.OPERATIONS)
    conditions = (Condition("Name somebody", "Omar", then + timedelta(days=9)),)
    at_the_gate.decide(
        empty, people["Gus"], Decision.CONDITIONAL_GO, today=then, conditions=conditions, rationale="Until January"
    )
    if stored_review(empty, number).effective_on is None:
        at_the_gate.second(empty, people["Gita"], today=then)

    page = opened_by(people["Omar"])

    assert "The gate to pilot is open again" in text(page)
    assert "Overdue since" in text(page)
    (waiver,) = at_the_gate.gate(empty, today=today).reopened
    unfold(page, f"aside-renew-{waiver.waiver.id}")
    page.text_input(key=f"reason-renew-{waiver.waiver.id}").set_value("Named in March")
    button(page, "Renew the waiver").click().run()
    assert "Omar (through Local administrator) asks for a new waiver until" in text(page)
    gatekeeper = opened_by(people["Gita"])
    press(gatekeeper, "Approve the waiver")
    assert "is open again" not in text(gatekeeper)


def test_a_past_review_opens_with_its_evidence_as_it_was(empty, people):
    number = at_the_gate.pass_gate(empty, people, today=cached.today())
    unready(empty, people["Mara"])
    page = opened_by(people["Vic"])

    unfold(page, f"past-{number}")

    said = text(page)
    assert "Go] decided by Gus on" in said
    assert "judged by the first gate policy" in said
    assert "Met] **Technology, operations and commercial each have one accountable owner.**" in said
    assert said.count("For] ") == len(OWNERS)


def test_a_use_case_that_rests_is_not_reviewed(empty, people):
    with empty.changing(people["Mara"], Action.USE_CASE_STATUS) as session:
        statuses.change(session, SLUG, Status.PARKED, seen=Status.ACTIVE, today=cached.today(), reason="Budget")

    page = opened_by(people["Omar"])

    assert "It is parked, so nobody decides at its gate." in text(page)
    assert not any("Ask for the review" in label for label in labels(page))
