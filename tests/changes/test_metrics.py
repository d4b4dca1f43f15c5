"""Metrics added, edited and classified, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import metrics as changing_metrics
from cxdash.changes import pilots, tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.metrics import SATISFACTION, Aggregation, Direction, Metric, MetricClass, Role
from cxdash.domain.people import Person
from cxdash.domain.people import Role as Holds
from cxdash.domain.use_cases import MetricUse
from cxdash.store import metrics, standings
from tests.builders import TODAY, add_use_case, pilot_values, reading, tracker, use_case_values

OWN = Metric(
    slug="",
    name="Rooms ready",
    unit="%",
    direction=Direction.UP,
    metric_class=MetricClass.BUSINESS_OUTCOME,
    formula="ready / all rooms",
    aliases=("Ready rooms",),
)


def add(database, person, metric=OWN):
    with database.changing(person, Action.METRIC_EDIT) as session:
        return changing_metrics.create(session, metric).slug


def stored(database, slug):
    with database.reading() as session:
        return metrics.catalogue(session).get(slug)


def edit(database, person, slug, *, seen=None, reason="", **said):
    seen = seen or stored(database, slug)
    with database.changing(person, Action.METRIC_EDIT) as session:
        changing_metrics.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY, reason=reason)


def upload(database, person, *readings):
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker(*readings))
        tracker_import.apply(session, plan, b"", today=TODAY)


def test_a_metric_of_one_s_own_is_found_by_its_name_and_alias(ready):
    slug = add(*ready)

    with ready[0].reading() as session:
        catalogue = metrics.catalogue(session)
    assert catalogue.named("rooms READY") == catalogue.named("READY ROOMS") == replace(OWN, slug=slug)
    assert list(catalogue)[-1].slug == slug


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "needs a name"),
        ({"unit": ""}, "counted in"),
        ({"name": "no-show RATE"}, "already names the metric Appointment no-show rate"),
        ({"aliases": ("CSAT",)}, "already names"),
        ({"paired_with": "joy"}, "paired with other metrics"),
    ],
)
def test_a_definition_that_breaks_a_rule_is_refused(ready, said, sentence):
    with pytest.raises(RuleError, match=sentence):
        add(*ready, replace(OWN, **said))


def test_two_people_in_different_parts_of_a_definition_both_win(ready):
    slug = add(*ready)
    seen = stored(ready[0], slug)
    edit(*ready, slug, seen=seen, aliases=("Ready rooms", "Rooms %"))

    edit(*ready, slug, seen=seen, notes="Counted at noon")

    result = stored(ready[0], slug)
    assert (result.aliases, result.notes) == (("Ready rooms", "Rooms %"), "Counted at noon")


def test_two_people_at_the_same_part_are_told(ready):
    slug = add(*ready)
    seen = stored(ready[0], slug)
    edit(*ready, slug, seen=seen, formula="ready / booked rooms")

    with pytest.raises(StaleEditError, match=r"formula was “ready / all rooms”.*is “ready / booked rooms” now"):
        edit(*ready, slug, seen=seen, formula="filled")

    assert stored(ready[0], slug).formula == "ready / booked rooms"


def test_a_metric_in_use_as_primary_cannot_become_one_that_may_not_be(ready):
    add_use_case(*ready)

    with pytest.raises(
        RuleError, match=r"“Fewer no-shows” has Appointment no-show rate as a primary metric.*is an operational metric"
    ):
        edit(*ready, "no_show_rate", metric_class=MetricClass.OPERATIONAL)

    assert stored(ready[0], "no_show_rate").metric_class is MetricClass.BUSINESS_OUTCOME


def test_a_sole_primary_cannot_turn_out_to_be_a_satisfaction_score(ready):
    slug = add(*ready, replace(OWN, metric_class=MetricClass.CUSTOMER_OUTCOME))
    add_use_case(*ready, metrics=(MetricUse(slug, Role.PRIMARY),), pilots_named=())

    with pytest.raises(RuleError, match="only primary"):
        edit(*ready, slug, subclass=SATISFACTION)


def test_beside_a_business_outcome_it_may(ready):
    slug = add(*ready, replace(OWN, metric_class=MetricClass.CUSTOMER_OUTCOME))
    uses = (MetricUse("no_show_rate", Role.PRIMARY), MetricUse(slug, Role.PRIMARY))
    add_use_case(*ready, metrics=uses, pilots_named=())

    edit(*ready, slug, subclass=SATISFACTION, reason="It is asked for in the survey")

    assert stored(ready[0], slug).subclass == SATISFACTION


def test_an_unclassified_metric_of_a_tracker_gets_its_class_and_may_judge_then(ready):
    add_use_case(*ready)
    upload(*ready, reading(5.0, metric="Bananas eaten"))
    with ready[0].reading() as session:
        found = metrics.catalogue(session).named("Bananas eaten")
    assert found.metric_class is MetricClass.UNCLASSIFIED
    with pytest.raises(RuleError, match="unclassified"):
        add_use_case(*ready, "More fruit", metrics=(MetricUse(found.slug, Role.PRIMARY),))

    edit(*ready, found.slug, metric_class=MetricClass.BUSINESS_OUTCOME, aggregation=Aggregation.SUM)

    add_use_case(*ready, "More fruit", metrics=(MetricUse(found.slug, Role.PRIMARY),), pilots_named=())


@pytest.mark.parametrize("unit", ["count", "per 1,000 contacts"])
def test_stored_figures_are_never_read_in_another_unit(ready, unit):
    add_use_case(*ready)
    upload(*ready, reading(0.2))

    with pytest.raises(RuleError, match="would be read wrongly"):
        edit(*ready, "no_show_rate", unit=unit)


def test_without_figures_the_unit_may_still_be_corrected(ready):
    edit(*ready, add(*ready), unit="count")


def test_turning_the_direction_of_good_round_judges_the_pilots_anew(ready):
    slug = add_use_case(*ready, pilots_named=())
    with ready[0].changing(ready[1], Action.PILOT_EDIT) as session:
        pilots.create(session, slug, pilot_values(locked_on=None))
    weeks = [date.fromordinal(date(2026, 1, 5).toordinal() + 7 * number) for number in range(36)]
    readings = [
        reading(rate, numerator=rate * 1000, denominator=1000.0, week=week, cell=f"C{row}")
        for row, week in enumerate(weeks)
        for rate in [(0.2 if week < date(2026, 6, 1) else 0.1) + 0.002 * (row % 3)]
    ]
    upload(*ready, *readings)
    before = _verdicts(ready[0])

    edit(*ready, "no_show_rate", direction=Direction.UP, reason="Counted the other way round")

    assert before != _verdicts(ready[0])


def test_the_direction_of_good_stays_where_plans_are_locked_on_it(ready):
    add_use_case(*ready, pilots_named=("Riverside reminders", "Eastfield reminders"))

    with pytest.raises(RuleError, match=r"locked plan of “Eastfield reminders” and 1 more\. Take the lock off"):
        edit(*ready, "no_show_rate", direction=Direction.UP)

    assert stored(ready[0], "no_show_rate").direction is Direction.DOWN


def test_the_direction_of_a_metric_that_judges_nothing_may_be_turned_round(ready):
    uses = (*use_case_values().metrics, MetricUse("csat", Role.SECONDARY))
    add_use_case(*ready, metrics=uses)

    edit(*ready, "csat", direction=Direction.DOWN, reason="The survey counts dissatisfied answers")

    assert stored(ready[0], "csat").direction is Direction.DOWN


def test_only_those_who_run_the_program_define_metrics(ready):
    contributor = Person(1, "Cerys", frozenset({Holds.CONTRIBUTOR}))

    with pytest.raises(NotAllowedError, match="may not edit a metric"):
        add(ready[0], contributor)


def test_a_metric_that_does_not_exist_says_where_to_look(ready):
    with pytest.raises(NotFoundError, match="list of metrics"):
        edit(*ready, "joy", seen=replace(OWN, slug="joy"), name="Joy")


def _verdicts(database):
    with database.reading() as session:
        return [
            (each.role, each.verdict, each.grade) for found in standings.effects(session).values() for each in found
        ]
