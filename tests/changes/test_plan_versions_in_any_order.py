"""However plans are edited, locked, amended and unlocked, the newest version says what is stored, and why is known."""

import contextlib
import shutil
from dataclasses import replace
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from cxdash.changes import pilots, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.amendments import amendments
from cxdash.domain.errors import RuleError
from cxdash.domain.plan_differences import differences
from cxdash.domain.targets import Target, TargetKind
from cxdash.store import plans
from cxdash.store import use_cases as stored_use_cases
from tests.builders import TODAY, add_use_case, ready_database
from tests.changes.test_plans import PILOT, SLUG, STRIKE, SUMMER, said_now, uses, values

WHY = "Agreed in the council"
OF_PILOT = (
    {"window_days": 60},
    {"window_days": 120},
    {"occasions": (SUMMER,)},
    {"occasions": (STRIKE, SUMMER)},
    {"locked_on": None},
    {"locked_on": date(2026, 5, 20)},
    {"notes": "Moved"},
)
OF_USE_CASE = (
    uses(),
    uses(baseline=0.3),
    uses(target=Target(TargetKind.RELATIVE, -0.1)),
    uses(target=None),
    uses()[1:],
)
EDITS = st.lists(
    st.tuples(st.one_of(st.sampled_from(OF_PILOT), st.sampled_from(OF_USE_CASE)), st.sampled_from(["", WHY])),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def file_with_a_locked_pilot(tmp_path_factory):
    """The file of a database with one locked pilot, to be copied for each example."""
    file = tmp_path_factory.mktemp("template") / "cxdash.db"
    database, person = ready_database(f"sqlite:///{file}")
    add_use_case(database, person)
    database.dispose()
    return file


@given(EDITS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_the_newest_version_of_a_locked_plan_says_what_is_stored(tmp_path_factory, file_with_a_locked_pilot, edits):
    file = shutil.copy(file_with_a_locked_pilot, tmp_path_factory.mktemp("plans"))
    database, person = ready_database(f"sqlite:///{file}")

    for wanted, reason in edits:
        before = _versions(database)
        with contextlib.suppress(RuleError):
            _edit(database, person, wanted, reason)
        _check(database, before, reason)

    database.dispose()


def _edit(database, person, wanted, reason):
    with database.changing(person, Action.PILOT_EDIT) as session:
        if isinstance(wanted, dict):
            seen = pilots.values(session, PILOT)
            pilots.edit(session, PILOT, seen=seen, wanted=replace(seen, **wanted), today=TODAY, reason=reason)
        else:
            seen = use_cases.values(session, SLUG)
            asked = replace(seen, metrics=wanted)
            use_cases.edit(session, SLUG, seen=seen, wanted=asked, today=TODAY, reason=reason)


def _check(database, before, reason):
    after = _versions(database)
    assert [each.number for each in after] == list(range(1, len(after) + 1))
    assert after[: len(before)] == before
    if values(database).locked_on is not None:
        assert differences(after[-1].content, said_now(database)) == ()
    for version in after[len(before) :]:
        assert version.reason == (reason or "Locked again")
    assert len(amendments(after)) == len(after) - 1


def _versions(database):
    with database.reading() as session:
        pilot = stored_use_cases.get_pilot(session, PILOT)
        return plans.versions(session, [pilot.id])[pilot.id]
