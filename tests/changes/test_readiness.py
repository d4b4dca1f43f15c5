"""Readiness edited dimension by dimension: what two people change apart is kept, what both change is shown."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import readiness
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError, StaleEditError
from cxdash.domain.people import Person, Role
from cxdash.domain.readiness import Dimension, Readiness
from tests.builders import add_use_case

WHOLE = Readiness(2, "Sample of 500 rows checked", "Leila Haddad", date(2027, 1, 31), 12_000.0)


def edit(database, person, slug, wanted, *, seen=UNJUDGED, dimension=Dimension.DATA):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        readiness.edit(session, slug, dimension, seen=seen, wanted=wanted)


def values(database, slug):
    with database.reading() as session:
        return readiness.values(session, slug)


def test_what_is_stored_is_what_was_said_and_the_rest_is_not_judged(ready):
    slug = add_use_case(*ready)

    edit(*ready, slug, WHOLE)

    assert values(ready[0], slug) == {Dimension.DATA: WHOLE}


def test_absent_may_be_said_too(ready):
    slug = add_use_case(*ready)

    edit(*ready, slug, Readiness(0))

    assert values(ready[0], slug) == {Dimension.DATA: Readiness(0)}


def test_two_people_in_different_fields_both_win(ready):
    slug = add_use_case(*ready)
    edit(*ready, slug, WHOLE)

    edit(*ready, slug, replace(WHOLE, level=3), seen=WHOLE)
    edit(*ready, slug, replace(WHOLE, owner=""), seen=WHOLE)

    assert values(ready[0], slug)[Dimension.DATA] == replace(WHOLE, level=3, owner="")


def test_the_same_field_is_refused_with_both_values(ready):
    slug = add_use_case(*ready)
    edit(*ready, slug, Readiness(1))

    with pytest.raises(StaleEditError, match="is “1” now, and you entered “3”"):
        edit(*ready, slug, Readiness(3))


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Readiness(4), "write down what shows it"),
        (Readiness(5), "from 0 to 4"),
        (replace(WHOLE, cost_to_close=-1.0), "without a sign"),
    ],
)
def test_what_breaks_a_rule_is_refused(ready, wanted, sentence):
    slug = add_use_case(*ready)

    with pytest.raises(RuleError, match=sentence):
        edit(*ready, slug, wanted)

    assert values(ready[0], slug) == {}


def test_a_viewer_may_not_judge(ready):
    slug = add_use_case(*ready)

    with pytest.raises(NotAllowedError):
        edit(ready[0], Person(ready[1].id, "Vi", frozenset({Role.VIEWER})), slug, WHOLE)
