"""Questions to vendors: at least twelve for every outcome and every way of helping, none twice."""

import pytest

from cxdash.domain.metrics import Role
from cxdash.domain.use_cases import HELP_MODES
from cxdash.domain.vendor_questions import LEAST, Asked, questions
from cxdash.trackers.catalogue import default_catalogue

CATALOGUE = default_catalogue()
PRIMARIES = [each for each in CATALOGUE if Role.PRIMARY in each.allowed_roles]


def _asked(metric=PRIMARIES[0], mode="", **said):
    given = {"guardrails": (), "population": "", "window": "90 days", "systems": ()} | said
    return questions(Asked(primary=metric, help_mode=mode, **given))


@pytest.mark.parametrize("mode", ["", *HELP_MODES])
@pytest.mark.parametrize("metric", PRIMARIES, ids=lambda each: each.slug)
def test_there_are_enough_and_none_twice(metric, mode):
    asked = _asked(metric, mode)

    assert len(asked) >= LEAST
    assert len(set(asked)) == len(asked)
    assert all(question.rstrip().endswith(("?", ".")) for question in asked)


def test_they_depend_on_how_people_are_helped():
    kinds = {_asked(mode=mode) for mode in HELP_MODES}

    assert len(kinds) == len(HELP_MODES)


@pytest.mark.parametrize("has_comparison", [True, False])
def test_they_speak_of_a_comparison_only_where_there_is_one(has_comparison):
    (asked,) = [each for each in _asked(has_comparison=has_comparison) if "figures by day" in each]

    assert ("for the comparison" in asked) == has_comparison


def test_they_name_population_window_guardrails_and_systems():
    said = " ".join(
        _asked(
            CATALOGUE.get("no_show_rate"),
            population="outpatients",
            window="120 days",
            guardrails=(CATALOGUE.get("complaint_rate"),),
            systems=("Booking system: read and write", "Telephony: call"),
        )
    )

    assert "outpatients" in said
    assert "120 days" in said
    assert "Complaint rate" in said
    assert "Booking system; Telephony?" in said
