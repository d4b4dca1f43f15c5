"""The judgement on a statement: the same for any text, in plain words, with a sentence to go on with."""

import json
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxdash.domain.metrics import Catalogue, Direction, Metric, MetricClass, Role, primaries_problem, role_problem
from cxdash.domain.statements import Change, ChangeKind, Parts, lint, parse, render
from cxdash.domain.statements.text import words
from cxdash.trackers.catalogue import default_catalogue

CATALOGUE = default_catalogue()
TODAY = date(2026, 6, 1)
GOOD = "Reduce no-show rate by 30 % among patients through proactive outreach, measured over 90 days."
POPULATIONS = [
    "",
    "patients",
    "new customers in the Leeds clinic",
    "billing calls",
    "Spanish-speaking callers",
    "mobile",
]
MECHANISMS = ["", "proactive outreach", "calling patients first", "a clearer first bill", "reminders by text and phone"]


def judged(text):
    return lint(text, CATALOGUE, today=TODAY)


def codes(text):
    return [problem.code for problem in judged(text).problems]


def numbers(low, high):
    return st.integers(low * 100, high * 100).map(lambda hundredths: hundredths / 100)


@st.composite
def changes(draw):
    kind = draw(st.sampled_from(ChangeKind))
    if kind is ChangeKind.TO_VALUE:
        start = draw(numbers(50, 99))
        return Change(kind, draw(numbers(1, 49)), draw(st.sampled_from([None, start])))
    return Change(kind, draw(numbers(1, 99)))


def _in_unit(change, metric):
    """Return a change as people say it of this metric: points for shares, no unit without one."""
    if metric is None:
        return change if change.kind in {ChangeKind.RELATIVE, ChangeKind.POINTS} else None
    if change.kind is ChangeKind.ABSOLUTE and (metric.is_fraction or metric.unit == "points"):
        return Change(ChangeKind.POINTS, change.size)
    return change


@st.composite
def statements(draw):
    metric = draw(st.sampled_from([None, *(metric.slug for metric in CATALOGUE)]))
    change = draw(st.none() | changes())
    if change is not None:
        change = _in_unit(change, None if metric is None else CATALOGUE.get(metric))
    falls = change is not None and change.start is not None
    directions = [Direction.DOWN] if falls else [Direction.DOWN, Direction.UP]
    return Parts(
        direction=draw(st.sampled_from(directions)),
        metric=metric,
        change=change,
        population=draw(st.sampled_from(POPULATIONS)),
        mechanism=draw(st.sampled_from(MECHANISMS)),
        window_days=draw(st.none() | st.integers(7, 3000)),
    )


@settings(max_examples=250, deadline=None)
@given(statements())
def test_what_is_written_from_parts_is_read_as_the_same_parts(parts):
    assert parse(render(parts, CATALOGUE), CATALOGUE, today=TODAY) == parts


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
@example("")
@example("%" * 300)
@example("by by by by to to to from from from" * 20)
@example(
    "reduce 0/0 no-shows by 1/0 in 1 in 0 by 99/99/2026, 2026-13-45, 31 February, 0.0.0 in 99999999999999999999 days"
)
def test_any_text_is_judged_without_a_crash_and_as_plain_json(text):
    found = judged(text)

    assert json.loads(json.dumps(found.to_json())) == found.to_json()
    assert found.suggestion


WORDS = st.sampled_from(
    words(
        "reduce increase no-shows churn by 30 % 5 pp from 18 to 12 £4.20 90 days weeks a third half within over"
        " through using"
        " for among patients , . ( ) - AI chatbot Q3 June 2026 under at least 6:30 k m -> + _ calling"
    )
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_words_of_statements_in_any_order_are_judged_without_a_crash(text):
    assert judged(text).suggestion


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "Cut no-shows by a third in 90 days by calling patients first",
        "Lower the cost per call from £4.20 to £3.60 for the claims line within half a year using call summaries",
    ],
)
def test_the_suggestion_for_a_statement_that_passes_says_the_same(text):
    found = judged(text)

    assert found.passes
    assert parse(found.suggestion, CATALOGUE, today=TODAY) == found.parts


def test_the_canonical_sentence_is_its_own_suggestion():
    assert judged(GOOD).suggestion == GOOD


def test_a_sentence_led_by_a_tool_is_explained_and_rewritten_with_blanks():
    found = judged("Implement AI across our contact center")

    assert found.problems[0].code == "tool_first"
    assert "“AI”" in found.problems[0].message
    assert "for our contact center through AI" in found.suggestion
    assert "___ %" in found.suggestion


def test_a_tool_with_an_outcome_gets_the_outcome_first():
    found = judged("Deploy a chatbot to cut no-shows by 30 % among new patients in 90 days")

    assert [problem.code for problem in found.problems] == ["tool_first"]
    assert found.suggestion.startswith("Reduce no-show rate by 30 % among new patients through a chatbot")
    assert judged(found.suggestion).passes


@pytest.mark.parametrize("slug", [metric.slug for metric in CATALOGUE if role_problem(metric, Role.PRIMARY)])
def test_a_metric_that_may_not_be_primary_is_refused_in_the_firewall_s_own_words(slug):
    metric = CATALOGUE.get(slug)
    sentence = render(Parts(metric=slug, direction=Direction.UP, change=Change(ChangeKind.RELATIVE, 10)), CATALOGUE)

    found = {problem.code: problem.message for problem in judged(sentence).problems}

    assert role_problem(metric, Role.PRIMARY) in found["metric_not_primary"]


def test_satisfaction_alone_is_refused_and_an_outcome_is_proposed():
    found = judged("Raise CSAT by 5 points among retail customers through friendlier greetings over 90 days")

    assert [problem.code for problem in found.problems] == ["metric_not_primary"]
    assert primaries_problem([CATALOGUE.get("csat")]) in found.problems[0].message
    assert found.suggestion.startswith("Reduce repeat contact rate by ___ %")


def test_containment_is_answered_with_the_outcome_it_should_serve():
    found = judged("Increase containment to 60 % for order status through better intents within 90 days")

    assert "Resolution rate" in found.problems[0].message
    assert "Cost to serve" in found.problems[0].message
    assert found.suggestion.startswith("Increase resolution rate by ___ % for order status through better intents")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   \n\t ", "empty"),
        ("\u202e\u200b\x00", "empty"),
        ("asdf qwer zxcv", "nothing_recognised"),
        ("🙂🙂🙂", "nothing_recognised"),
        ("Wir wollen die Ausfälle bei Patienten in 90 Tagen um 30 % senken", "other_language"),
        ("Reducir las ausencias de los pacientes en un 30 % en 90 días mediante llamadas", "other_language"),
        ("Réduire les absences des patients de 30 % en 90 jours grâce aux appels", "other_language"),
        ("减少患者失约率30%", "other_language"),
        ("Сократить неявки на 30 %", "other_language"),
        ("خفض حالات عدم الحضور بنسبة 30٪", "other_language"),
    ],
)
def test_what_cannot_be_read_is_said_first(text, code):
    found = judged(text)

    assert found.problems[0].code == code
    assert not found.passes


def test_a_long_text_whose_outcome_comes_late_is_read_whole_and_advised_to_be_shorter():
    found = judged("We talked about this for long. " * 60 + GOOD)

    assert found.passes
    assert found.parts == judged(GOOD).parts
    assert [advice.code for advice in found.advice] == ["too_long"]


def test_a_text_too_long_to_read_is_read_at_its_beginning_and_that_is_said():
    found = judged(GOOD + " And so on." * 300)

    assert [problem.code for problem in found.problems] == ["too_long"]
    assert found.parts == judged(GOOD).parts


def test_a_very_long_text_is_judged():
    assert "too_long" in codes("reduce churn by 5 % " * 5_000)


def test_markup_is_not_part_of_what_is_read():
    found = judged(f"<script>alert(1)</script>{GOOD}<img src=x onerror=alert(1)>")

    assert found.passes or "<" not in found.suggestion
    assert "<" not in json.dumps(found.to_json()["parts"])


def test_control_characters_and_invisible_marks_change_nothing():
    disturbed = GOOD.replace(" ", "\u00a0").replace("no-show", "no\u2011sh\u200bow").replace("by", "by\x07")

    assert judged(disturbed).parts == judged(GOOD).parts


def test_a_day_that_has_passed_is_no_window():
    found = judged("Reduce no-shows by 30 % among patients through reminders by 30 September 2024")

    assert [problem.code for problem in found.problems] == ["missing_window"]
    assert "has passed" in found.problems[0].message


def test_a_missing_population_is_advice_only():
    found = judged("Reduce no-shows by 30 % through reminders, measured over 90 days")

    assert found.passes
    assert [advice.code for advice in found.advice] == ["missing_population"]


def test_a_vendor_in_the_mechanism_is_advice_only():
    found = judged("Reduce no-shows by 30 % among patients through Twilio reminders, measured over 90 days")

    assert found.passes
    assert [advice.code for advice in found.advice] == ["names_vendor"]


def test_a_second_metric_and_a_deadline_are_pointed_out():
    found = judged("Reduce churn and complaints by 10 % among new customers through welcome calls by Q4")

    assert {advice.code for advice in found.advice} == {"several_metrics", "deadline_as_window"}


@pytest.mark.parametrize(("metric", "verb"), [("occupancy", "Increase"), ("occupancy", "Reduce")])
def test_a_metric_whose_good_is_a_band_has_no_wrong_direction(metric, verb):
    assert "wrong_direction" not in codes(f"{verb} {metric} by 5 points among agents through planning over 90 days")


def test_a_metric_of_the_organisation_s_own_is_found_though_misspelt_and_that_is_said():
    own = Metric("parcel_damage_rate", "Parcel damage rate", "%", Direction.DOWN, MetricClass.BUSINESS_OUTCOME)
    sentence = "Reduce parcle damge rate by 10 % for fragile goods through padded boxes over 90 days"

    found = lint(sentence, Catalogue((*CATALOGUE, own)), today=TODAY)

    assert found.parts.metric == "parcel_damage_rate"
    assert "guessed_metric" in {advice.code for advice in found.advice}


@pytest.mark.parametrize(
    "words_that_are_no_metric",
    [
        "defective parts",
        "the number of containers",
        "wrong directions",
        "a use case",
        "trailing zeros",
    ],
)
def test_ordinary_words_that_resemble_a_metric_are_not_read_as_one(words_that_are_no_metric):
    sentence = f"Reduce {words_that_are_no_metric} by 10 % for patients through better labels over 90 days"

    assert judged(sentence).parts.metric is None


@pytest.mark.parametrize("window", ["11 years", "99999999999999999 days"])
def test_a_window_longer_than_any_pilots_cannot_be_meant(window):
    found = judged(f"Reduce no-show rate by 30 % among patients through calls, measured over {window}.")

    assert [problem.code for problem in found.problems] == ["impossible_window"]
    assert found.suggestion.endswith("measured over ___ days.")
