"""What of a definition is its meaning, and how two meanings differ in words."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.metric_versions import (
    changed_parts,
    check_reason,
    content_of,
    differences,
    in_use,
    meaning_of,
    metric_of,
)
from cxdash.domain.metrics import Aggregation, Direction, Metric, MetricClass, Role
from cxdash.trackers.catalogue import default_catalogue

NO_SHOWS = default_catalogue().get("no_show_rate")
FREE = {"slug", "name", "aliases", "notes", "paired_with"}
METRICS = st.builds(
    Metric,
    slug=st.text(),
    name=st.text(),
    unit=st.sampled_from(["%", "count", ""]),
    direction=st.sampled_from(Direction),
    metric_class=st.sampled_from(MetricClass),
    aggregation=st.sampled_from(Aggregation),
    formula=st.text(),
    roles=st.frozensets(st.sampled_from(Role)),
    aliases=st.lists(st.text()).map(tuple),
)


@given(before=METRICS, after=METRICS)
def test_every_part_but_names_notes_and_pairs_is_meaning(before, after):
    stripped = {
        each.name
        for each in fields(Metric)
        if each.name not in FREE and _stripped(getattr(before, each.name)) != _stripped(getattr(after, each.name))
    }

    assert changed_parts(before, after) == stripped
    assert len(differences(before, after)) == len(stripped)


@given(metric=METRICS)
def test_a_version_keeps_the_whole_definition(metric):
    assert metric_of(content_of(metric)) == metric


@given(now=METRICS, earlier=METRICS)
def test_an_earlier_meaning_comes_back_under_the_name_of_today(now, earlier):
    restored = meaning_of(earlier, onto=now)

    assert changed_parts(earlier, restored) == frozenset()
    assert {getattr(restored, each) for each in FREE} == {getattr(now, each) for each in FREE}


def test_differences_read_as_sentences():
    later = replace(NO_SHOWS, formula="missed / booked", direction=Direction.UP, aggregation=Aggregation.SUM)

    assert differences(NO_SHOWS, later) == (
        "Direction of good: was “down”, is “up”.",
        f"Formula: was “{NO_SHOWS.formula}”, is “missed / booked”.",
        "How periods add up: was “sums over sums”, is “sums”.",
    )


def test_roles_and_what_is_empty_are_said_in_words():
    narrower = replace(NO_SHOWS, roles=frozenset(), subclass="")

    assert differences(NO_SHOWS, narrower) == (
        "Kind: was “revenue”, is empty.",
        "Roles of its own: was primary, secondary, guardrail, is those of its class.",
    )


def test_a_refusal_without_a_reason_says_what_rests_on_the_metric_and_which_parts_change():
    later = replace(NO_SHOWS, formula="missed / booked", unit="count", denominator="")
    words = in_use(use_cases=1, series=12, locked=2)

    with pytest.raises(RuleError) as refused:
        check_reason(NO_SHOWS, later, in_use=words, number=2, reason=" ")

    assert str(refused.value) == (
        "Appointment no-show rate is in use: 1 use case is judged by it, 12 series of figures are stored, 2 locked "
        "plans rest on it. A change of its unit, formula and out of what makes version 2 of what it means. Say in a "
        "sentence why."
    )
    assert refused.value.field == "reason"
    check_reason(NO_SHOWS, later, in_use=words, number=2, reason="As in the contract")


def test_nothing_rests_on_a_metric_that_nobody_uses():
    assert in_use(use_cases=0, series=0, locked=0) == ""
    assert in_use(use_cases=0, series=0, locked=0, versions=2) == "it was, and its versions are recorded"


def _stripped(value):
    return value.strip() if isinstance(value, str) else value
