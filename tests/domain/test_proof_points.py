"""The states of a proof point, what asks for approval again, and the plan of a pilot that repeats it."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.comparisons import Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.proof_points import (
    Standing,
    State,
    Story,
    check_approvable,
    check_story,
    content,
    differences,
    expiry,
    name_of,
    of_one_client,
    repeated_plan,
    state,
)
from cxdash.domain.use_cases import PilotValues
from tests.domain.proof_evidence import PROVEN

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
STANDINGS = st.builds(
    Standing, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, st.booleans(), st.booleans(), st.booleans()
)
APPROVED = Standing(date(2026, 6, 1), date(2027, 6, 1), None, is_approved=True, is_drifted=False)
STORY = Story(headline="Fewer no-shows", done="Called.", expires_on=date(2027, 6, 1))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, State.APPROVED),
        ({"asked_on": None}, State.DRAFT),
        ({"asked_on": date(2026, 12, 1)}, State.DRAFT),
        ({"is_approved": False}, State.WAITS),
        ({"names_client_without_leave": True}, State.WAITS),
        ({"is_drifted": True}, State.DRIFTED),
        ({"expires_on": TODAY}, State.EXPIRED),
        ({"retired_on": TODAY}, State.RETIRED),
        ({"retired_on": date(2026, 12, 1)}, State.APPROVED),
    ],
)
def test_where_it_stands(said, found):
    assert state(replace(APPROVED, **said), today=TODAY) is found


@given(STANDINGS, DAYS)
def test_only_what_nothing_speaks_against_may_be_used(standing, today):
    may = state(standing, today=today).may_be_used

    assert may == (
        standing.asked_on is not None
        and standing.asked_on <= today
        and (standing.expires_on is None or today < standing.expires_on)
        and (standing.retired_on is None or today < standing.retired_on)
        and standing.is_approved
        and not standing.is_drifted
        and not standing.names_client_without_leave
    )


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 11, 21), date(2027, 11, 21)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_it_may_be_told_for_twelve_months(day, after):
    assert expiry(day) == after


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_twelve_months_are_a_year_to_the_day_or_two(day):
    assert timedelta(days=364) <= expiry(day) - day <= timedelta(days=366)


@pytest.mark.parametrize("field", [each.name for each in fields(Story)])
def test_whatever_changes_the_claim_asks_again_and_a_permission_does_not(field):
    other = date(2026, 9, 9) if field.endswith("_on") else "something else"
    before, after = content(STORY, {}), content(replace(STORY, **{field: other}), {})

    is_permission = field in {"client_permission", "client_permission_on"}
    assert (name_of(before) == name_of(after)) is is_permission
    assert bool(differences(before, after)) is not is_permission


def test_space_around_words_asks_nobody_again():
    spaced = replace(STORY, done="  Called.\n")
    assert name_of(content(STORY, {})) == name_of(content(spaced, {}))


def test_what_changed_is_said_in_words():
    then = content(STORY, PROVEN.to_json())
    now = content(replace(STORY, done="Wrote."), PROVEN.to_json() | {"change": "−10 % (−20 to −1)"})

    assert differences(then, now) == (
        "done changed",
        "the result reads −10 % (−20 to −1) instead of −19 % (−30 to −7)",
    )
    assert differences(then, then) == ()


@pytest.mark.parametrize("stands", [State.DRAFT, State.DRIFTED, State.EXPIRED, State.RETIRED])
def test_what_does_not_wait_is_not_approved(stands):
    with pytest.raises(RuleError):
        check_approvable(stands, STORY, by_commercial=False)


def test_only_commercial_waits_for_the_client():
    named = replace(STORY, client="Northwind")
    check_approvable(State.WAITS, named, by_commercial=False)
    with pytest.raises(RuleError, match="It names Northwind"):
        check_approvable(State.WAITS, named, by_commercial=True)
    permitted = replace(named, client_permission="Ms Vale", client_permission_on=TODAY)
    check_approvable(State.WAITS, permitted, by_commercial=True)


FIRST = PilotValues(
    name="Reminders Northgate",
    site="Northgate",
    segment="new members",
    goes_live=date(2026, 1, 5),
    window_days=120,
    run_in_days=14,
    comparison=Comparison.GROUP,
    comparison_label="other teams at Northgate",
    population="patients of Northgate",
    one_off_cost=1_000.0,
    locked_on=date(2026, 1, 1),
)


def test_a_repeat_takes_over_the_design_and_leaves_what_is_the_places_own():
    plan = repeated_plan(FIRST, headline="Fewer no-shows", site="Eastfield", name="", today=TODAY)

    assert (plan.name, plan.site, plan.segment) == ("Reminders Eastfield", "Eastfield", "new members")
    assert (plan.window_days, plan.run_in_days, plan.comparison) == (120, 14, Comparison.GROUP)
    assert (plan.comparison_label, plan.population) == ("other teams at Eastfield", "patients of Eastfield")
    assert (plan.goes_live, plan.locked_on, plan.one_off_cost) == (None, None, None)
    assert plan.notes == "Repeats “Fewer no-shows” of Northgate; planned on 21 Nov 2026."


def test_words_that_do_not_name_the_site_are_left_open_and_a_name_is_told_apart():
    first = replace(FIRST, name="Reminders", population="all patients", comparison_label="other teams")

    plan = repeated_plan(first, headline="Fewer", site="Eastfield", name="", today=TODAY)

    assert (plan.name, plan.population, plan.comparison_label) == ("Reminders, Eastfield", "", "")
    assert repeated_plan(first, headline="Fewer", site="E", name=" Mine ", today=TODAY).name == "Mine"


@pytest.mark.parametrize(
    ("headline", "client", "says"),
    [
        ("Fewer missed appointments at northwind  traders", "", "names Northwind Traders"),
        ("Fewer missed appointments at Northwind Traders", "Northwind Traders", ""),
        ("Fewer missed appointments at Northwinds", "", ""),
    ],
)
def test_a_story_that_tells_of_the_client_served_names_it_as_one(headline, client, says):
    story = replace(STORY, headline=headline, client=client)

    if says:
        with pytest.raises(RuleError, match=says):
            check_story(story, today=TODAY, served="Northwind Traders")
    else:
        check_story(story, today=TODAY, served="Northwind Traders")


def test_a_permission_is_of_the_client_that_gave_it():
    named = replace(STORY, client="Northwind", client_permission="Ms Vale", client_permission_on=TODAY)

    assert of_one_client(named, replace(named, client="Southwind")).names_client_without_leave
    assert of_one_client(named, replace(named, done="More")).client_permission == "Ms Vale"
    permitted = replace(named, client="Southwind", client_permission="Mr Dale")
    assert of_one_client(named, permitted) == permitted
