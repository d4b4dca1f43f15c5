"""Earlier values put back from the log: every kind of part, under the same rules, never over a newer edit."""

from dataclasses import replace

import pytest

from cxdash.changes import restoring, use_case_fields, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import history
from tests.builders import TODAY, add_use_case

WHOLE = {
    "statement": "Reduce no-shows by 30 %",
    "help_mode": "Reduced load",
    "notes": "Second try",
    "owners": {Function.OPERATIONS: "Leila Haddad"},
    "steps": ("Attend", "Book"),
    "modules": ("Outreach",),
}


def values(database, slug):
    with database.reading() as session:
        return use_cases.values(session, slug)


def edit(database, person, slug, **said):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY, reason="For the test")


def newest(database, slug):
    """The number of the newest entry that can be put back."""
    with database.reading() as session:
        return next(each.number for each in history.lines(session, slug) if each.number is not None)


def restore(database, person, slug, number, *, seen=None):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = seen or use_cases.values(session, slug)
        restoring.restore(session, slug, number, seen=seen, today=TODAY)


GUARDRAIL = MetricUse("complaint_rate", Role.GUARDRAIL, margin=2.0)


@pytest.mark.parametrize(
    "said",
    [
        {"title": "No more no-shows"},
        {"statement": ""},
        {"status": Status.PARKED},
        {"help_mode": ""},
        {"notes": "Third try"},
        {"idea_on": TODAY},
        {"owners": {Function.OPERATIONS: "Kwabena Asante"}},
        {"owners": {}},
        {"owners": WHOLE["owners"] | {Function.SPONSOR: "Cerys Pritchard"}},
        {"steps": ("Attend",)},
        {"steps": ("Attend", "Book", "Pay")},
        {"modules": ()},
        {"metrics": (GUARDRAIL,)},
        {
            "metrics": (
                GUARDRAIL,
                MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.TO_VALUE, 0.1), baseline=0.3),
            )
        },
    ],
    ids="+".join,
)
def test_every_kind_of_edit_is_undone(ready, said):
    slug = add_use_case(*ready, pilots_named=(), **WHOLE)
    before = values(ready[0], slug)
    edit(*ready, slug, **said)
    assert values(ready[0], slug) != before

    restore(*ready, slug, newest(ready[0], slug))

    assert values(ready[0], slug) == before


def test_putting_back_is_an_entry_that_can_itself_be_put_back(ready):
    slug = add_use_case(*ready, pilots_named=())
    edit(*ready, slug, title="Second")
    restore(*ready, slug, newest(ready[0], slug))
    with ready[0].reading() as session:
        top = history.lines(session, slug)[0]
    assert (top.what, top.before, top.after) == ("Title", "Second", "Fewer no-shows")

    restore(*ready, slug, top.number)

    assert values(ready[0], slug).title == "Second"


def test_an_older_entry_is_put_back_too(ready):
    slug = add_use_case(*ready, pilots_named=())
    edit(*ready, slug, title="Second")
    first = newest(ready[0], slug)
    edit(*ready, slug, title="Third")

    restore(*ready, slug, first)

    assert values(ready[0], slug).title == "Fewer no-shows"


def test_somebody_s_newer_edit_of_the_same_field_is_shown_not_lost(ready):
    slug = add_use_case(*ready, pilots_named=())
    edit(*ready, slug, title="Second")
    seen, number = values(ready[0], slug), newest(ready[0], slug)
    edit(*ready, slug, title="Theirs")

    with pytest.raises(StaleEditError, match="is “Theirs” now"):
        restore(*ready, slug, number, seen=seen)


def test_the_firewall_stands_in_the_way_back_too(ready):
    slug = add_use_case(*ready, pilots_named=())
    edit(*ready, slug, metrics=(GUARDRAIL, MetricUse("csat", Role.PRIMARY), MetricUse("no_show_rate", Role.PRIMARY)))
    edit(*ready, slug, metrics=(GUARDRAIL, MetricUse("no_show_rate", Role.PRIMARY)))
    number = newest(ready[0], slug)
    edit(*ready, slug, metrics=(GUARDRAIL,))

    with pytest.raises(RuleError, match="may not be the only primary"):
        restore(*ready, slug, number)


def test_a_locked_plan_asks_why(ready):
    slug = add_use_case(*ready)
    edit(*ready, slug, metrics=(GUARDRAIL,))

    with pytest.raises(RuleError, match="give a reason"):
        restore(*ready, slug, newest(ready[0], slug))


def test_an_entry_of_another_use_case_is_not_found(ready):
    slug, other = add_use_case(*ready, pilots_named=()), add_use_case(*ready, "Another", pilots_named=())
    edit(*ready, other, title="Second")

    with pytest.raises(NotFoundError, match="has no entry"):
        restore(*ready, slug, newest(ready[0], other))


def test_one_field_is_edited_whatever_else_changed(ready):
    slug = add_use_case(*ready, pilots_named=())
    edit(*ready, slug, notes="Theirs")

    with ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session:
        use_case_fields.edit(session, slug, "title", seen="Fewer no-shows", wanted="Mine", today=TODAY)

    assert (values(ready[0], slug).title, values(ready[0], slug).notes) == ("Mine", "Theirs")
    with (
        pytest.raises(StaleEditError, match="is “Mine” now"),
        ready[0].changing(ready[1], Action.USE_CASE_EDIT) as session,
    ):
        use_case_fields.edit(session, slug, "title", seen="Fewer no-shows", wanted="Other", today=TODAY)
