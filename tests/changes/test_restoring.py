"""Earlier values put back from the log: every kind of part, under the same rules, never over a newer edit."""

from dataclasses import replace

import pytest

from cxdash.changes import journeys, readiness, restoring, use_case_fields, use_case_links, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.journeys import FrictionKind, FrictionValues
from cxdash.domain.metrics import Role
from cxdash.domain.modules import Part
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import history
from cxdash.store import log
from cxdash.store import use_cases as stored_use_cases
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


def seen_now(database, slug):
    with database.reading() as session:
        return restoring.seen(session, slug)


def restore(database, person, slug, number, *, seen=None, reason=""):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = seen or restoring.seen(session, slug)
        restoring.restore(session, slug, number, seen=seen, today=TODAY, reason=reason)


def tie(database, person, slug, **said):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_case_links.values(session, slug)
        use_case_links.edit(session, slug, seen=seen, wanted=replace(seen, **said))


def judge(database, person, slug, **said):
    """Edit the readiness of the data."""
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = readiness.values(session, slug).get(Dimension.DATA, readiness.UNJUDGED)
        readiness.edit(session, slug, Dimension.DATA, seen=seen, wanted=replace(seen, **said))


def last_entry(database, slug):
    """The number of the newest entry, also where the history counts it among those of the same second."""
    with database.reading() as session:
        return log.of_use_case(session, slug)[0].id


def newest_line(database, slug):
    with database.reading() as session:
        return history.lines(session, slug)[0]


GUARDRAIL = MetricUse("complaint_rate", Role.GUARDRAIL, margin=2.0)


@pytest.mark.parametrize(
    "said",
    [
        {"title": "No more no-shows"},
        {"statement": ""},
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
    seen, number = seen_now(ready[0], slug), newest(ready[0], slug)
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


def test_with_a_reason_a_locked_plan_is_amended_and_the_log_says_why(ready):
    slug = add_use_case(*ready)
    before = values(ready[0], slug)
    edit(*ready, slug, metrics=(GUARDRAIL,))

    restore(*ready, slug, newest(ready[0], slug), reason=" Taken away by mistake ")

    assert values(ready[0], slug) == before
    with ready[0].reading() as session:
        assert history.lines(session, slug)[0].why == "Taken away by mistake"
        assert stored_use_cases.get_pilot(session, "riverside-reminders").amended_on == TODAY


def test_a_reason_is_kept_where_none_is_needed(ready):
    slug = add_use_case(*ready, pilots_named=())
    edit(*ready, slug, title="Second")

    restore(*ready, slug, newest(ready[0], slug), reason="The old one is known")

    assert newest_line(ready[0], slug).why == "The old one is known"


def test_a_friction_point_is_tied_again_and_untied_again(ready):
    slug = add_use_case(*ready, pilots_named=(), steps=("Attend",))
    with ready[0].changing(ready[1], Action.JOURNEY_EDIT) as session:
        point = journeys.create_friction(session, FrictionValues("Forgotten", "Attend", FrictionKind.MISSED)).slug
    tie(*ready, slug, friction=(point,))

    restore(*ready, slug, newest(ready[0], slug))
    assert seen_now(ready[0], slug).ties.friction == ()

    restore(*ready, slug, newest(ready[0], slug))
    assert seen_now(ready[0], slug).ties.friction == (point,)


def test_a_part_in_a_module_is_put_back_unless_the_module_is_gone(ready):
    slug = add_use_case(*ready, pilots_named=(), modules=("Outreach",))
    tie(*ready, slug, parts={"Outreach": Part.REUSES})
    number = last_entry(ready[0], slug)

    restore(*ready, slug, number)
    assert seen_now(ready[0], slug).ties.parts == {"Outreach": Part.CREATES}

    edit(*ready, slug, modules=())
    with pytest.raises(RuleError, match="Put the module itself back first"):
        restore(*ready, slug, number)


def test_readiness_is_put_back_field_by_field(ready):
    slug = add_use_case(*ready, pilots_named=())
    judge(*ready, slug, level=1, owner="Leila Haddad", due=TODAY, evidence="Two weeks of logs", cost_to_close=500.0)
    before = seen_now(ready[0], slug).readiness
    judge(*ready, slug, level=2, owner="", due=None, evidence="", cost_to_close=None)

    restore(*ready, slug, last_entry(ready[0], slug))

    assert seen_now(ready[0], slug).readiness == before


def test_readiness_put_back_holds_its_rules_and_shows_a_newer_edit(ready):
    slug = add_use_case(*ready, pilots_named=())
    judge(*ready, slug, level=4, evidence="A year of logs")
    judge(*ready, slug, level=3)
    number = last_entry(ready[0], slug)
    seen = seen_now(ready[0], slug)
    judge(*ready, slug, evidence="")

    with pytest.raises(RuleError, match="write down what shows it"):
        restore(*ready, slug, number)
    judge(*ready, slug, level=1)
    with pytest.raises(StaleEditError, match="is “1” now"):
        restore(*ready, slug, number, seen=seen)


def test_a_first_judgement_is_taken_away_and_made_again(ready):
    slug = add_use_case(*ready, pilots_named=())
    judge(*ready, slug, level=2, owner="Leila Haddad", due=TODAY, evidence="Two weeks of logs", cost_to_close=500.0)
    judged = seen_now(ready[0], slug).readiness
    assert newest_line(ready[0], slug).number is not None

    restore(*ready, slug, last_entry(ready[0], slug))
    assert seen_now(ready[0], slug).readiness == {}

    restore(*ready, slug, last_entry(ready[0], slug))
    assert seen_now(ready[0], slug).readiness == judged


def test_a_first_judgement_is_not_taken_away_over_a_newer_edit(ready):
    slug = add_use_case(*ready, pilots_named=())
    judge(*ready, slug, level=2)
    number, seen = last_entry(ready[0], slug), seen_now(ready[0], slug)
    judge(*ready, slug, level=3)

    with pytest.raises(StaleEditError, match="is “3” now"):
        restore(*ready, slug, number, seen=seen)
    assert seen_now(ready[0], slug).readiness[Dimension.DATA].level == 3


def test_what_was_never_judged_has_nothing_to_take_away(ready):
    slug = add_use_case(*ready, pilots_named=())
    judge(*ready, slug, level=2)
    number = last_entry(ready[0], slug)
    restore(*ready, slug, number)

    with pytest.raises(RuleError, match="is not judged any more"):
        restore(*ready, slug, number)


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
