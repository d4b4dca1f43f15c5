"""The metric firewall, the catalogue, and how values add up."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import (
    ROLES_BY_CLASS,
    SATISFACTION,
    Aggregation,
    Catalogue,
    Direction,
    Metric,
    MetricClass,
    Role,
    metric_from_row,
    must_be_allowed,
    plain,
    primaries_problem,
    role_problem,
)
from cxdash.domain.sums import Sums, value_of

CATALOGUE_FILE = Path(__file__).parents[2] / "data" / "metrics.csv"
BUSINESS, CUSTOMER = MetricClass.BUSINESS_OUTCOME, MetricClass.CUSTOMER_OUTCOME
NEVER_PRIMARY = [each for each in MetricClass if each not in {BUSINESS, CUSTOMER}]
WHOLE_NUMBERS = st.integers(0, 10_000).map(float)


def metric(slug="churn_rate", metric_class=BUSINESS, **said):
    given = {"name": slug.replace("_", " ").capitalize(), "unit": "%", "direction": Direction.DOWN}
    return Metric(slug=slug, metric_class=metric_class, **given | said)


def catalogue():
    with CATALOGUE_FILE.open(encoding="utf-8", newline="") as file:
        return Catalogue(tuple(metric_from_row(row) for row in csv.DictReader(file)))


@pytest.mark.parametrize("metric_class", NEVER_PRIMARY)
@given(roles=st.frozensets(st.sampled_from(Role)))
def test_no_list_of_roles_makes_a_metric_primary_whose_class_may_not_be(metric_class, roles):
    assert role_problem(metric(metric_class=metric_class, roles=roles), Role.PRIMARY) is not None


@given(metric_class=st.sampled_from(MetricClass), role=st.sampled_from(Role))
def test_a_class_permits_exactly_its_roles(metric_class, role):
    refused = role_problem(metric(metric_class=metric_class), role)

    assert (refused is None) == (role in ROLES_BY_CLASS[metric_class])


@given(metric_class=st.sampled_from(MetricClass), roles=st.frozensets(st.sampled_from(Role)))
def test_every_metric_may_stand_as_context(metric_class, roles):
    assert role_problem(metric(metric_class=metric_class, roles=roles), Role.CONTEXT) is None


def test_the_refusal_says_what_the_metric_is_and_what_it_may_be():
    containment = metric("containment_rate", MetricClass.TECHNICAL)

    with pytest.raises(
        RuleError, match=r"is a technical metric and may not be a primary metric. It may be: diagnostic"
    ):
        must_be_allowed(containment, Role.PRIMARY)


@pytest.mark.parametrize("slug", ["containment_rate", "deflection_rate", "average_handle_time", "nps"])
def test_the_metrics_that_look_like_wins_are_never_primary(slug):
    assert role_problem(catalogue().get(slug), Role.PRIMARY) is not None


def test_nps_may_warn_although_it_is_vanity():
    assert role_problem(catalogue().get("nps"), Role.GUARDRAIL) is None


def test_satisfaction_is_never_the_only_primary():
    csat = metric("csat", CUSTOMER, subclass=SATISFACTION)
    effort = metric("customer_effort", CUSTOMER, subclass=SATISFACTION)

    assert "may not be the only primary" in primaries_problem([csat])
    assert "Csat and Customer effort" in primaries_problem([csat, effort])
    assert primaries_problem([csat, metric()]) is None
    assert primaries_problem([]) is None


def test_the_catalogue_is_consistent():
    """Every pair exists, no slug is given twice, and everything has a name, a unit and a formula."""
    known = catalogue()
    slugs = [each.slug for each in known]

    assert len(slugs) == len(set(slugs))
    assert all(each.name and each.unit and each.formula for each in known)
    assert [each.slug for each in known if any(known.get(pair) is None for pair in each.pairs)] == []


@pytest.mark.parametrize("each", catalogue().metrics, ids=lambda each: each.slug)
def test_every_metric_is_found_by_its_slug_and_its_name(each):
    assert catalogue().named(each.slug) == each
    assert catalogue().named(each.name.upper()) == each


def test_a_name_that_two_metrics_share_finds_neither():
    known = Catalogue((metric("a", aliases=("Rate",)), metric("b", aliases=("rate",)), metric("c", aliases=("RATE",))))

    assert known.named("rate") is None
    assert known.named("a").slug == "a"


@given(text=st.text())
def test_reducing_a_name_twice_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("text", ["No-show rate", "no_show_rate", " NO SHOW  RATE: "])
def test_case_and_punctuation_do_not_matter_in_names(text):
    assert plain(text) == "no show rate"


def test_a_row_with_a_class_of_its_own_making_is_refused():
    row = dict.fromkeys(
        ["slug", "name", "unit", "formula", "numerator", "denominator", "subclass", "roles", "paired_with", "aliases"],
        "",
    )

    with pytest.raises(ValueError, match="wonderful"):
        metric_from_row(row | {"direction": "up", "class": "wonderful", "aggregation": "sum", "notes": ""})


def test_a_share_of_a_quarter_is_a_sum_over_a_sum_and_no_mean_of_shares():
    """10 of 100 and 90 of 300 are 100 of 400: 25 %, where the mean of 10 % and 30 % would be 20 %."""
    quarter = Sums(2, 2, 0.1 + 0.3, 10 + 90, 100 + 300)

    assert value_of(metric(), quarter) == 0.25


def test_a_rate_per_thousand_is_scaled():
    complaints = metric("complaint_rate", unit="per 1,000 contacts")

    assert value_of(complaints, Sums(1, 1, 6.0, 12.0, 2000.0)) == 6.0


def test_counts_add_up():
    assert value_of(metric(unit="count", aggregation=Aggregation.SUM), Sums(3, 0, 42.0, 0, 0)) == 42.0


def test_a_median_of_medians_is_not_invented():
    median = metric(unit="seconds", aggregation=Aggregation.NEVER)

    assert value_of(median, Sums(1, 0, 52.0, 0, 0)) == 52.0
    assert value_of(median, Sums(2, 0, 104.0, 0, 0)) is None


@pytest.mark.parametrize("aggregation", Aggregation)
def test_no_figures_have_no_value(aggregation):
    assert value_of(metric(aggregation=aggregation), Sums(0, 0, 0.0, 0.0, 0.0)) is None


@given(parts=st.lists(st.tuples(WHOLE_NUMBERS, st.integers(1, 10_000).map(float)), min_size=1, max_size=8))
def test_a_joined_share_lies_between_its_parts(parts):
    cells = [Sums(1, 1, part / whole, part, whole) for part, whole in parts]
    joined = cells[0]
    for cell in cells[1:]:
        joined = joined.plus(cell)

    values = [cell.value for cell in cells]
    assert min(values) - 1e-9 <= value_of(metric(), joined) <= max(values) + 1e-9


@given(values=st.lists(st.floats(0, 1e6), min_size=1, max_size=8))
def test_means_without_counts_are_averaged_plainly(values):
    joined = Sums(len(values), 0, sum(values), 0.0, 0.0)

    assert value_of(metric(unit="seconds"), joined) == pytest.approx(sum(values) / len(values))
