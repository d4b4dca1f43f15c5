"""Names that differ in their spaces alone are one name, on the page as in an import."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from cxdash.changes import journey_steps, journeys, modules, names, pilots, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from cxdash.domain.modules import ModuleValues
from cxdash.domain.names import tidy
from cxdash.domain.ownership import Function
from cxdash.store.journey_tables import Journey, JourneyStep
from cxdash.store.tables import Module, PersonRow, Site
from tests.builders import TODAY, add_use_case, pilot_values

SPACES = ["  ", "\u00a0", "\t", " \u00a0 ", "\u2009", "\u3000", "\n"]
NAMED = {"steps": ("Pay the bill",), "modules": ("Pay the bill",), "owners": {Function.FINANCE: "Leila Haddad"}}


@pytest.fixture(params=SPACES, ids=lambda each: "+".join(f"{ord(sign):x}" for sign in each))
def space(request):
    """What stands between two words."""
    return request.param


def test_every_kind_of_space_counts_as_one(space):
    assert tidy(f"{space}Pay{space}the bill{space}") == "Pay the bill"


def test_a_use_case_names_the_step_module_and_owner_there_are(ready, space):
    add_use_case(*ready, pilots_named=(), **NAMED)
    words = f"Pay{space}the bill "

    other = add_use_case(
        *ready,
        f"More{space}calls",
        pilots_named=(),
        steps=(words,),
        modules=(words,),
        owners={Function.FINANCE: f"Leila{space}Haddad"},
    )

    with ready[0].reading() as session:
        found = use_cases.values(session, other)
        people = session.scalars(select(PersonRow.name).where(PersonRow.name.contains("Leila"))).all()
        assert [session.scalar(select(func.count()).select_from(table)) for table in (JourneyStep, Module)] == [1, 1]
    assert (found.title, found.steps, found.modules) == ("More calls", ("Pay the bill",), ("Pay the bill",))
    assert people == ["Leila Haddad"]


def test_another_one_of_the_same_words_is_refused(ready, space):
    add_use_case(*ready, pilots_named=(), **NAMED)
    words = f"Pay{space}the bill"

    with changing(ready) as session:
        journeys.create_friction(session, FrictionValues("The bill is late", words, FrictionKind.MISSED))
    for make in (
        lambda session: journey_steps.create_step(session, StepValues(words)),
        lambda session: modules.create(session, ModuleValues(words)),
        lambda session: journeys.create_friction(
            session, FrictionValues(f"The{space}bill is late", words, FrictionKind.MISSED)
        ),
    ):
        with pytest.raises(RuleError, match="already"), changing(ready) as session:
            make(session)


def test_new_ones_and_new_names_are_stored_with_plain_spaces(ready, space):
    slug = add_use_case(*ready, pilots_named=(), **NAMED)
    words = f"Send{space}the letter"
    with changing(ready) as session:
        journey_steps.create_step(session, StepValues(words, words))
        modules.create(session, ModuleValues(words))
        names.site_named(session, words)
        journeys.create_friction(session, FrictionValues(words, words, FrictionKind.MISSED))
        pilots.create(session, slug, pilot_values(words))
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, title=words), today=TODAY)

    with ready[0].reading() as session:
        for table in (JourneyStep, Journey, Module, Site):
            assert "Send the letter" in session.scalars(select(table.name)).all()
        assert use_cases.values(session, slug).title == "Send the letter"
        assert pilots.values(session, "send-the-letter").name == "Send the letter"
        assert journeys.friction_values(session, "send-the-letter").name == "Send the letter"


def changing(ready):
    return ready[0].changing(ready[1], Action.JOURNEY_EDIT)
