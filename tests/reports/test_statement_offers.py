"""What a statement offers to store with one click: its metric as the primary one, or the target that it says."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Role
from cxdash.domain.statements import lint
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.reports.statement_words import offer
from cxdash.trackers.catalogue import default_catalogue

CATALOGUE = default_catalogue()
STATEMENT = "Reduce the no-show rate of outpatients by 20 % through reminders, measured over 90 days."
FROM_TO = "Reduce the no-show rate of outpatients from 18 % to 12 % through reminders, measured over 90 days."
NO_SHOWS = MetricUse("no_show_rate", Role.PRIMARY, unit_value=40.0)


def _offered(*uses, statement=STATEMENT):
    return offer(lint(statement, CATALOGUE, today=date(2026, 11, 21)), uses, CATALOGUE, Figures())


def _said(found):
    return found.words.replace("\u00a0", " ")


def test_the_metric_is_offered_with_its_target_where_no_metric_is_primary():
    found = _offered(MetricUse("complaint_rate", Role.GUARDRAIL))

    assert _said(found) == "Make Appointment no-show rate the primary metric with target −20 %"
    assert (found.seen, found.use) == (None, MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.2)))


@pytest.mark.parametrize("target", [None, Target(TargetKind.RELATIVE, -0.3), Target(TargetKind.ABSOLUTE, -0.2)])
def test_the_target_is_offered_where_the_primary_metric_has_none_or_another(target):
    stored = replace(NO_SHOWS, target=target)
    found = _offered(stored)

    assert _said(found) == "Set the target of Appointment no-show rate to −20 %"
    assert found.seen == stored
    assert found.use == replace(NO_SHOWS, target=Target(TargetKind.RELATIVE, -0.2))


def test_a_value_to_reach_is_said_as_one():
    assert _said(_offered(NO_SHOWS, statement=FROM_TO)) == "Set the target of Appointment no-show rate to 12 %"


@pytest.mark.parametrize(
    ("target", "baseline"),
    [
        (Target(TargetKind.TO_VALUE, 0.12), None),
        (Target(TargetKind.ABSOLUTE, -0.06), 0.18),
        (Target(TargetKind.ABSOLUTE, -0.06), None),
        (Target(TargetKind.RELATIVE, -1 / 3), None),
    ],
)
def test_a_target_that_asks_for_the_same_is_left_alone(target, baseline):
    assert _offered(replace(NO_SHOWS, target=target, baseline=baseline), statement=FROM_TO) is None


def test_a_baseline_other_than_the_statement_s_makes_the_same_step_another_target():
    stored = replace(NO_SHOWS, target=Target(TargetKind.ABSOLUTE, -0.06), baseline=0.25)

    assert _offered(stored, statement=FROM_TO) is not None


def test_a_metric_in_another_role_or_beside_another_primary_one_is_not_offered():
    assert _offered(replace(NO_SHOWS, role=Role.SECONDARY)) is None
    assert _offered(MetricUse("churn_rate", Role.PRIMARY)) is None


def test_a_statement_without_a_size_offers_no_target():
    assert _offered(NO_SHOWS, statement="Reduce the no-show rate of outpatients through reminders.") is None
