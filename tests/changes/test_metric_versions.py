"""Metrics that are in use change their meaning in versions only, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from cxdash.changes import metrics as changing_metrics
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.metric_versions import meaning_of
from cxdash.domain.metrics import Direction, MetricClass, Role
from cxdash.domain.use_cases import MetricUse
from cxdash.store import metric_uses, metric_versions
from cxdash.store.tables import AuditEvent
from tests.builders import TODAY, add_use_case, reading
from tests.changes.metric_edits import OWN, add, edit, edit_use_case, stored, upload, verified, verify


def versions(database, slug):
    with database.reading() as session:
        return metric_versions.of(session, metric_uses.get(session, slug).id)


def redefined(database, slug):
    with database.reading() as session:
        return metric_versions.redefined(session).get(metric_uses.get(session, slug).id, ())


def in_use(database, person, metric=OWN):
    """A metric of one's own that a use case is judged by."""
    slug = add(database, person, metric)
    add_use_case(database, person, metrics=(MetricUse(slug, Role.PRIMARY),), pilots_named=())
    return slug


def test_a_metric_in_use_does_not_change_its_meaning_without_a_reason(ready):
    slug = in_use(*ready)

    with pytest.raises(RuleError, match=r"1 use case is judged by it. A change of its formula makes version 2") as no:
        edit(*ready, slug, formula="ready / booked rooms", reason=" ")

    assert no.value.field == "reason"
    assert stored(ready[0], slug).formula == "ready / all rooms"
    assert versions(ready[0], slug) == ()


def test_figures_alone_are_use(ready):
    slug = add(*ready)
    add_use_case(*ready)
    upload(*ready, reading(0.5, metric=slug))

    with pytest.raises(RuleError, match="1 series of figures is stored"):
        edit(*ready, slug, formula="ready / booked rooms")


def test_with_a_reason_both_meanings_are_kept_with_day_person_and_reason(ready):
    slug = in_use(*ready)

    edit(*ready, slug, formula="ready / booked rooms", notes="At noon", reason=" Empty floors do not count ")

    first, second = versions(ready[0], slug)
    assert (first.number, first.made_on, first.person, first.reason) == (1, None, "", "")
    assert (second.number, second.made_on, second.reason) == (2, TODAY, "Empty floors do not count")
    assert second.person == ready[1].name
    assert first.metric == replace(OWN, slug=slug)
    assert second.metric == stored(ready[0], slug)


def test_the_log_keeps_the_reason_too(ready):
    slug = in_use(*ready)

    edit(*ready, slug, unit="count", reason="Counted now")

    with ready[0].reading() as session:
        edited = select(AuditEvent.reason).where(AuditEvent.row_table == "metric").order_by(AuditEvent.id)
        assert session.scalars(edited).all()[-1] == "Counted now"


def test_names_aliases_notes_and_pairs_change_freely(ready):
    slug = in_use(*ready)

    edit(*ready, slug, name="Rooms made up", aliases=("RMU",), notes="At noon", paired_with="csat")

    assert versions(ready[0], slug) == ()
    assert stored(ready[0], slug).name == "Rooms made up"


def test_what_nobody_uses_is_corrected_without_a_version(ready):
    slug = add(*ready)

    edit(*ready, slug, formula="ready / booked rooms")

    assert versions(ready[0], slug) == ()


def test_once_a_metric_has_versions_every_change_makes_one(ready):
    slug = in_use(*ready)
    edit(*ready, slug, unit="count", reason="Counted now")
    _take_out_of_use(*ready)

    with pytest.raises(RuleError, match="its versions are recorded"):
        edit(*ready, slug, unit="%")
    edit(*ready, slug, unit="%", reason="A share after all")

    assert [each.number for each in versions(ready[0], slug)] == [1, 2, 3]


def test_the_first_definition_of_a_tracker_s_metric_is_no_change_of_meaning(ready):
    add_use_case(*ready)
    upload(*ready, reading(5.0, metric="Bananas eaten"))
    slug = "bananas-eaten"

    edit(*ready, slug, metric_class=MetricClass.BUSINESS_OUTCOME, formula="bananas")
    assert (versions(ready[0], slug), redefined(ready[0], slug)) == ((), ())

    with pytest.raises(RuleError, match="is in use"):
        edit(*ready, slug, metric_class=MetricClass.UNCLASSIFIED)


def test_an_earlier_meaning_comes_back_as_a_further_version(ready):
    slug = in_use(*ready)
    edit(*ready, slug, formula="ready / booked rooms", reason="Empty floors do not count")
    edit(*ready, slug, name="Rooms made up")
    seen = stored(ready[0], slug)

    with ready[0].changing(ready[1], Action.METRIC_EDIT) as session:
        changing_metrics.restore(session, slug, 1, seen=seen, today=TODAY, reason="They do after all")

    last = versions(ready[0], slug)[-1]
    assert (last.number, last.reason) == (3, "They do after all")
    assert stored(ready[0], slug) == meaning_of(OWN, onto=seen)
    assert stored(ready[0], slug).name == "Rooms made up"


def test_an_earlier_meaning_comes_back_under_the_firewall_and_with_a_reason(ready):
    slug = add(*ready, replace(OWN, metric_class=MetricClass.OPERATIONAL))
    add_use_case(*ready, "Quicker rooms", metrics=(MetricUse(slug, Role.SECONDARY),), pilots_named=())
    edit(*ready, slug, metric_class=MetricClass.BUSINESS_OUTCOME, reason="It sells rooms")
    add_use_case(*ready, metrics=(MetricUse(slug, Role.PRIMARY),), pilots_named=())

    with pytest.raises(RuleError, match="may not be a primary metric"):
        _restore(*ready, slug, 1, reason="Back")
    with pytest.raises(NotFoundError, match="has no version 7"):
        _restore(*ready, slug, 7, reason="Back")


def test_two_people_at_one_meaning_are_told(ready):
    slug = in_use(*ready)
    seen = stored(ready[0], slug)
    edit(*ready, slug, formula="ready / booked rooms", reason="One")

    with pytest.raises(StaleEditError, match="is “ready / booked rooms” now"):
        edit(*ready, slug, seen=seen, formula="filled", reason="Two")

    assert len(versions(ready[0], slug)) == 2


def test_the_days_of_a_redefinition_are_those_of_the_versions_that_count_anew(ready):
    slug = in_use(*ready)
    edit(*ready, slug, today=date(2026, 7, 6), formula="ready / booked rooms", reason="Empty floors do not count")
    edit(*ready, slug, today=date(2026, 8, 3), direction=Direction.DOWN, reason="Turned round")

    assert redefined(ready[0], slug) == (date(2026, 7, 6),)


def test_what_the_log_alone_knows_stays_a_redefinition(ready):
    """A metric edited before anything rested on it has no version of that day; the log tells it."""
    slug = add(*ready)
    edit(*ready, slug, formula="ready / booked rooms")
    with ready[0].engine.begin() as connection:
        edited = update(AuditEvent).where(AuditEvent.row_table == "metric", AuditEvent.action == "metric.edit")
        connection.execute(edited.values(at=datetime(2026, 5, 4, tzinfo=UTC)))
    assert redefined(ready[0], slug) == (date(2026, 5, 4),)

    add_use_case(*ready, metrics=(MetricUse(slug, Role.PRIMARY),), pilots_named=())
    edit(*ready, slug, today=date(2026, 7, 6), formula="ready / open rooms", reason="Closed floors do not count")

    assert redefined(ready[0], slug) == (date(2026, 5, 4), date(2026, 7, 6))


def test_a_change_of_meaning_takes_the_verification_away_and_a_new_name_does_not(ready):
    slug = in_use(*ready)
    verify(*ready, slug)

    edit(*ready, slug, name="Rooms made up")
    assert verified(ready[0], slug) == (TODAY, ready[1].name)

    edit(*ready, slug, unit="count", reason="Counted now")
    assert verified(ready[0], slug) == (None, None)


def test_a_name_that_only_looks_like_an_outcome_is_refused_on_adding_and_on_editing(ready):
    with pytest.raises(RuleError, match="reads like containment"):
        add(*ready, replace(OWN, name="Containment 2"))
    slug = add(*ready, replace(OWN, name="Containment 2", metric_class=MetricClass.TECHNICAL))
    with pytest.raises(RuleError, match="reads like containment"):
        edit(*ready, slug, metric_class=MetricClass.BUSINESS_OUTCOME)
    plain = add(*ready, replace(OWN, formula="made up / all rooms"))
    with pytest.raises(RuleError, match="reads like containment"):
        edit(*ready, plain, name="Containment by hand")


def test_a_shipped_metric_is_not_raised_to_an_outcome(ready):
    with pytest.raises(RuleError, match="comes with cxdash as a technical metric"):
        edit(*ready, "containment_rate", metric_class=MetricClass.BUSINESS_OUTCOME, roles=frozenset(), name="Self-help")
    with pytest.raises(RuleError, match="comes with cxdash as a satisfaction score"):
        edit(*ready, "csat", name="Happy guests", aliases=(), subclass="")


def _restore(database, person, slug, number, *, reason):
    seen = stored(database, slug)
    with database.changing(person, Action.METRIC_EDIT) as session:
        changing_metrics.restore(session, slug, number, seen=seen, today=TODAY, reason=reason)


def _take_out_of_use(database, person):
    edit_use_case(database, person, "fewer-no-shows", metrics=())
