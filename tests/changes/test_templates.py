"""Use cases started from the library: everything of the template in one transaction, and no figure made up."""

import pytest

from cxdash.changes import templates, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.metrics import Role
from cxdash.domain.people import Person
from cxdash.domain.people import Role as PersonRole
from cxdash.reports import library
from cxdash.store import modules
from cxdash.store.tables import MetricRow
from tests.builders import TODAY


def _start(database, person, slug="missed-appointments", **said):
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        return templates.start(session, library.get(slug), today=TODAY, **said).slug


def test_a_use_case_starts_with_everything_the_template_says(ready):
    database, person = ready
    slug = _start(database, person)

    with database.reading() as session:
        values = use_cases.values(session, slug)
    roles = {use.metric: use.role for use in values.metrics}
    assert values.title == "Fewer missed appointments"
    assert values.statement.startswith("Reduce the no-show rate of booked outpatients by 30 %")
    assert values.help_mode == "Routine work taken over"
    assert values.steps == ("Attend", "Book", "Prepare")
    assert values.modules == ("Proactive outreach", "Smart scheduling")
    assert values.idea_on == TODAY
    assert roles["no_show_rate"] is Role.PRIMARY
    assert roles["opt_out_rate"] is Role.GUARDRAIL
    assert all(use.baseline is None for use in values.metrics)


def test_its_steps_may_be_those_of_one_s_own_journey(ready):
    database, person = ready
    slug = _start(database, person, steps=("Come to us",))

    with database.reading() as session:
        assert use_cases.values(session, slug).steps == ("Come to us",)


def test_the_first_to_name_a_module_creates_it_and_the_second_reuses_it(ready):
    database, person = ready
    first, second = _start(database, person), _start(database, person, "engineer-let-in")

    with database.reading() as session:
        parts = {(each.slug, each.part) for each in modules.builders(session)}
    assert (first, "creates") in parts
    assert (second, "reuses") in parts


def test_every_template_can_be_started_from(ready):
    database, person = ready
    slugs = [_start(database, person, each.slug) for each in library.every()]

    assert len(set(slugs)) == len(library.every())


def test_nothing_is_stored_where_the_catalogue_does_not_allow_a_role(ready):
    database, person = ready
    with database.changing(person, Action.METRIC_EDIT) as session:
        row = session.query(MetricRow).filter_by(slug="no_show_rate").one()
        row.metric_class, row.roles = "technical", []

    with pytest.raises(RuleError, match="may not be a primary metric"):
        _start(database, person)

    with database.reading() as session:
        assert modules.lines(session) == []


def test_who_may_not_create_use_cases_may_not_start_one(ready):
    database, person = ready
    viewer = Person(person.id, "Vera", frozenset({PersonRole.VIEWER}))

    with pytest.raises(NotAllowedError):
        _start(database, viewer)
