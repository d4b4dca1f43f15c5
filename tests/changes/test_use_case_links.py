"""The ties of a use case: friction points it answers, its part in each module, and two use cases that become one."""

import pytest

from cxdash.changes import joining, journeys, names, use_case_links, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.journeys import FrictionKind, FrictionValues
from cxdash.domain.modules import Part
from cxdash.domain.use_case_links import LinkValues
from cxdash.store import comments as stored_comments
from cxdash.store import use_cases as stored_use_cases
from tests.builders import add_use_case


@pytest.fixture
def forgotten(ready):
    """The slug of a friction point."""
    with ready[0].changing(ready[1], Action.JOURNEY_EDIT) as session:
        names.steps_named(session, ["Attend"])
        point = FrictionValues("Forgotten appointments", "Attend", FrictionKind.MISSED)
        return journeys.create_friction(session, point).slug


def edit(database, person, slug, *, seen, wanted):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use_case_links.edit(session, slug, seen=seen, wanted=wanted)


def links(database, slug):
    with database.reading() as session:
        return use_case_links.values(session, slug)


def test_a_friction_point_is_tied_and_untied(ready, forgotten):
    slug = add_use_case(*ready)
    nothing, one = LinkValues(), LinkValues((forgotten,))

    edit(*ready, slug, seen=nothing, wanted=one)
    assert links(ready[0], slug) == one

    edit(*ready, slug, seen=one, wanted=nothing)
    assert links(ready[0], slug) == nothing


def test_an_unknown_friction_point_says_where_to_look(ready):
    slug = add_use_case(*ready)

    with pytest.raises(NotFoundError, match="page Journey"):
        edit(*ready, slug, seen=LinkValues(), wanted=LinkValues(("joy",)))


def test_the_part_in_a_module_is_said_and_a_clash_shown(ready):
    slug = add_use_case(*ready, modules=("Outreach",))
    seen = links(ready[0], slug)
    assert seen.parts == {"Outreach": Part.CREATES}

    edit(*ready, slug, seen=seen, wanted=LinkValues(parts={"Outreach": Part.EXTENDS}))
    assert links(ready[0], slug).parts == {"Outreach": Part.EXTENDS}

    with pytest.raises(StaleEditError, match="is “extends” now, and you entered “reuses”"):
        edit(*ready, slug, seen=seen, wanted=LinkValues(parts={"Outreach": Part.REUSES}))


def test_joining_archives_and_tells_what_was_wanted(ready):
    staying = add_use_case(*ready)
    leaving = add_use_case(*ready, "Fewer missed visits", statement="Cut no-shows by a third", pilots_named=())

    with ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session:
        joining.join(session, leaving, into=staying)

    with ready[0].reading() as session:
        left = stored_use_cases.get(session, leaving)
        (comment,) = stored_comments.of_use_case(session, staying)
        assert left.archived_at is not None
        assert left.joined_into_id == stored_use_cases.get(session, staying).id
        assert comment.text == f"{ready[1].name} wanted the same: Fewer missed visits: Cut no-shows by a third"


def test_a_use_case_with_pilots_stays(ready):
    staying, leaving = add_use_case(*ready), add_use_case(*ready, "Fewer missed visits")

    with (
        pytest.raises(RuleError, match="has the pilot “Riverside reminders”"),
        ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session,
    ):
        joining.join(session, leaving, into=staying)


def test_nothing_joins_itself_or_what_is_archived(ready):
    first, second = add_use_case(*ready, pilots_named=()), add_use_case(*ready, "Another", pilots_named=())
    with ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, second)

    for into, sentence in ((first, "cannot join itself"), (second, "is archived")):
        with (
            pytest.raises(RuleError, match=sentence),
            ready[0].changing(ready[1], Action.USE_CASE_ARCHIVE) as session,
        ):
            joining.join(session, first, into=into)


def test_words_longer_than_a_comment_are_cut(ready):
    slug = add_use_case(*ready)

    with ready[0].changing(ready[1], Action.USE_CASE_COMMENT) as session:
        joining.tell(session, slug, title="Fewer no-shows", statement="x" * 3_000)

    with ready[0].reading() as session:
        (comment,) = stored_comments.of_use_case(session, slug)
        assert len(comment.text) == 2_000
        assert comment.text.endswith("x…")


def test_an_archived_friction_point_is_not_among_the_ties_and_is_tied_by_nobody(ready, forgotten):
    slug = add_use_case(*ready)
    edit(*ready, slug, seen=LinkValues(), wanted=LinkValues((forgotten,)))
    with ready[0].changing(ready[1], Action.JOURNEY_EDIT) as session:
        journeys.archive_friction(session, forgotten)

    assert links(ready[0], slug) == LinkValues()
    with pytest.raises(NotFoundError, match="no friction point"):
        edit(*ready, slug, seen=LinkValues(), wanted=LinkValues((forgotten,)))
