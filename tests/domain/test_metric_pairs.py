"""The mandatory pairs: what must be watched while a metric improves, by which metrics, and with which margin."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.metric_pairs import CONTAINED, MANDATORY, missing_pairs, read_with
from cxdash.domain.metrics import SATISFACTION, Catalogue, Direction, Metric, MetricClass, Role
from cxdash.trackers.catalogue import default_catalogue

KNOWN = default_catalogue()
CONCEPTS = {concept.name: concept for concepts in MANDATORY.values() for concept in concepts}


def _metrics(*slugs):
    return [KNOWN.get(slug) for slug in slugs]


def _missing(improving, guardrails=()):
    return [each.concept.name for each in missing_pairs(_metrics(*improving), _metrics(*guardrails), KNOWN)]


@pytest.mark.parametrize(
    ("improving", "watched"),
    [
        ("containment_rate", ["resolution", "repeat contact within 7 days", "satisfaction"]),
        ("deflection_rate", ["resolution", "repeat contact within 7 days", "satisfaction"]),
        ("average_handle_time", ["first-contact resolution", "transfers", "repeat contact within 7 days"]),
        ("no_show_rate", ["cancellations", "slot utilisation", "opt-outs or complaints"]),
        ("first_response_time", ["reopened cases", "time to resolution"]),
        ("conversion_rate", ["refunds", "churn"]),
        ("cost_to_serve", ["satisfaction", "resolution"]),
    ],
)
def test_every_pair_of_the_method_is_mandatory(improving, watched):
    assert _missing([improving]) == watched


@pytest.mark.parametrize("slug", sorted(MANDATORY))
def test_what_is_proposed_leaves_nothing_missing(slug):
    proposed = [each.proposal.metric for each in missing_pairs(_metrics(slug), [], KNOWN)]

    assert missing_pairs(_metrics(slug), proposed, KNOWN) == ()


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=lambda each: each.name)
def test_every_concept_has_its_metrics_in_the_catalogue(concept):
    """All of them have a direction and may be guardrails, or nobody could be told to add one."""
    found = _metrics(*concept.metrics)

    assert None not in found
    assert all(Role.GUARDRAIL in each.allowed_roles for each in found)
    assert all(each.direction in {Direction.UP, Direction.DOWN} for each in found)
    assert 0 < concept.margin < 1


def test_contained_metrics_are_in_the_catalogue():
    assert None not in _metrics(*CONTAINED)
    assert set(CONTAINED) <= set(MANDATORY)


def test_any_metric_of_a_concept_watches_it():
    guardrails = ["first_contact_resolution", "repeat_contact_rate", "customer_effort_score"]

    assert _missing(["containment_rate"], guardrails) == []
    assert _missing(["containment_rate"], guardrails[:2]) == ["satisfaction"]


def test_a_satisfaction_score_of_one_s_own_watches_satisfaction():
    own = Metric("smiles", "Smiles", "score", Direction.UP, MetricClass.CUSTOMER_OUTCOME, subclass=SATISFACTION)

    found = missing_pairs(_metrics("cost_to_serve"), [own], KNOWN)

    assert [each.concept.name for each in found] == ["resolution"]


def test_another_primary_is_watched_by_its_own_verdict():
    assert _missing(["cost_to_serve", "resolution_rate"], ["csat"]) == []


def test_what_two_metrics_need_is_asked_for_once():
    assert _missing(["containment_rate", "cost_to_serve"]) == [
        "resolution",
        "repeat contact within 7 days",
        "satisfaction",
    ]


def test_the_sentence_says_what_is_missing_and_how_to_mend_it():
    first, *_ = missing_pairs(_metrics("no_show_rate"), _metrics("complaint_rate"), KNOWN)

    assert first.sentence == (
        "Appointment no-show rate can improve at the expense of cancellations. "
        "Add “Appointment cancellation rate” as a guardrail, with a margin."
    )


def test_the_proposal_carries_a_margin_in_the_metric_s_own_terms():
    found = {each.concept.name: each.proposal for each in missing_pairs(_metrics("no_show_rate"), [], KNOWN)}

    assert (found["slot utilisation"].margin, found["slot utilisation"].relative) == (0.03, False)
    assert (found["opt-outs or complaints"].metric.slug, found["opt-outs or complaints"].relative) == (
        "opt_out_rate",
        True,
    )


def test_a_margin_of_points_is_not_proposed_for_a_score():
    without_csat = Catalogue(tuple(each for each in KNOWN if each.slug != "csat"))

    (proposal,) = [
        each.proposal
        for each in missing_pairs(_metrics("cost_to_serve"), [], without_csat)
        if each.concept.name == "satisfaction"
    ]

    assert (proposal.metric.slug, proposal.margin, proposal.relative) == ("customer_effort_score", 0.10, True)


def test_without_a_metric_for_it_the_sentence_sends_to_the_catalogue():
    small = Catalogue(tuple(_metrics("first_response_time", "time_to_resolution")))

    (missing,) = missing_pairs(small.metrics[:1], small.metrics[1:], small)

    assert missing.proposal is None
    assert "Add a metric for it on the page Metrics" in missing.sentence


def test_a_metric_that_may_not_warn_is_not_proposed():
    barred = [
        replace(each, roles=frozenset({Role.SECONDARY})) if each.slug == "refund_rate" else each for each in KNOWN
    ]

    missing = missing_pairs(_metrics("conversion_rate"), [], Catalogue(tuple(barred)))

    assert [each.alternatives == () for each in missing] == [True, False]


def test_what_must_be_watched_is_read_first_and_what_else_helps_after():
    assert [each.slug for each in read_with(KNOWN.get("conversion_rate"), KNOWN)] == [
        "refund_rate",
        "churn_rate",
        "revenue_per_contact",
    ]
    assert read_with(KNOWN.get("gross_margin_pct"), KNOWN) == ()


def test_several_pairs_are_separated_by_semicolons():
    known = replace(KNOWN.get("gross_margin_pct"), paired_with="csat; churn_rate;")

    assert [each.slug for each in read_with(known, KNOWN)] == ["csat", "churn_rate"]


def test_the_catalogue_does_not_repeat_what_is_mandatory():
    repeated = [
        (metric.slug, slug)
        for metric in KNOWN
        for slug in metric.pairs
        for concept in MANDATORY.get(metric.slug, ())
        if slug in concept.metrics
    ]

    assert repeated == []


SLUGS = st.lists(st.sampled_from([each.slug for each in KNOWN]), max_size=6, unique=True)


@given(improving=SLUGS, guardrails=SLUGS, more=SLUGS)
def test_another_guardrail_never_makes_more_missing(improving, guardrails, more):
    assert set(_missing(improving, [*guardrails, *more])) <= set(_missing(improving, guardrails))
