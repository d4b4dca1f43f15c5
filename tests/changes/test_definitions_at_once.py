"""What two people define at the same moment: neither loses what they saved, and no rule is broken between them."""

from dataclasses import replace

from sqlalchemy import select

from cxdash.changes import joining, journey_steps, modules, readiness, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.journeys import StepValues
from cxdash.domain.modules import ModuleValues, Part
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.store import journeys
from cxdash.store.tables import Module, UseCase
from tests.builders import TODAY, add_use_case
from tests.changes import at_once

FIRST, SECOND = "fewer-no-shows", "fewer-calls"


def both(ready, ready_url, first, second):
    """Do two things at once to two use cases without pilots; return what the second one was told."""
    for title in ("Fewer no-shows", "Fewer calls"):
        add_use_case(*ready, title, pilots_named=())
    return at_once.at_once(ready_url, ready[1], first, second, action=Action.USE_CASE_ARCHIVE)


def make(ready, *names):
    """Write modules down."""
    with ready[0].changing(ready[1], Action.MODULE_EDIT) as session:
        for name in names:
            modules.create(session, ModuleValues(name))


def edit(session, **said):
    seen = use_cases.values(session, FIRST)
    use_cases.edit(session, FIRST, seen=seen, wanted=replace(seen, **said), today=TODAY)


def test_two_fields_of_one_use_case_are_both_kept(ready, ready_url):
    said = both(ready, ready_url, lambda s: edit(s, notes="Second try"), lambda s: edit(s, statement="Fewer."))

    with ready[0].reading() as session:
        found = use_cases.values(session, FIRST)
    assert (said, found.notes, found.statement) == ([], "Second try", "Fewer.")


def test_two_first_levels_of_one_dimension_are_told_apart(ready, ready_url):
    def judge(session, level):
        wanted = Readiness(level, "Seen")
        readiness.edit(session, FIRST, Dimension.DATA, seen=readiness.UNJUDGED, wanted=wanted)

    (said,) = both(ready, ready_url, lambda s: judge(s, 2), lambda s: judge(s, 3))

    assert "2" in said


def test_a_module_gets_one_creator(ready, ready_url):
    make(ready, "Outreach")

    def create(session, slug):
        modules.set_part(session, "outreach", use_case=slug, seen=None, wanted=Part.CREATES)

    (said,) = both(ready, ready_url, lambda s: create(s, FIRST), lambda s: create(s, SECOND))

    assert "what is built once has one creator" in said


def test_a_module_is_not_taken_up_while_it_is_archived(ready, ready_url):
    make(ready, "Outreach")

    def take_up(session):
        modules.set_part(session, "outreach", use_case=FIRST, seen=None, wanted=Part.REUSES)

    (said,) = both(ready, ready_url, lambda s: modules.archive(s, "outreach"), take_up)

    assert "“Outreach” is archived" in said


def test_two_modules_do_not_vanish_into_each_other(ready, ready_url):
    make(ready, "Outreach", "Reminders")

    (said,) = both(
        ready,
        ready_url,
        lambda s: modules.merge(s, "outreach", into="reminders"),
        lambda s: modules.merge(s, "reminders", into="outreach"),
    )

    assert "“Outreach” is archived" in said
    with ready[0].reading() as session:
        assert session.scalars(select(Module.name).where(Module.archived_at.is_(None))).all() == ["Reminders"]


def test_two_use_cases_do_not_vanish_into_each_other(ready, ready_url):
    (said,) = both(
        ready,
        ready_url,
        lambda s: joining.join(s, FIRST, into=SECOND),
        lambda s: joining.join(s, SECOND, into=FIRST),
    )

    assert "“Fewer no-shows” is archived" in said
    with ready[0].reading() as session:
        assert session.scalars(select(UseCase.slug).where(UseCase.archived_at.is_(None))).all() == [SECOND]


def test_a_step_that_is_named_while_it_is_archived_stands_on_the_journey(ready, ready_url):
    with ready[0].changing(ready[1], Action.JOURNEY_EDIT) as session:
        journey_steps.create_step(session, StepValues("Book"))

    said = both(ready, ready_url, lambda s: journey_steps.archive_step(s, "book"), lambda s: edit(s, steps=("Book",)))

    with ready[0].reading() as session:
        assert (said, [step.name for step in journeys.steps(session)]) == ([], ["Book"])
