"""The readiness of one use case in words: its forecast, its gaps, its history, and what its value rests on."""

from datetime import date

import pytest

from cxdash.changes import readiness as changes
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import readiness
from cxdash.reports.likely_value import Basis
from tests.builders import TODAY, add_use_case

WORTH_240K = (
    MetricUse(
        "no_show_rate",
        Role.PRIMARY,
        Target(TargetKind.RELATIVE, -0.3),
        baseline=0.2,
        unit_value=40.0,
        annual_volume=100_000,
    ),
)
"""0.3 of 0.2 are 6 points; of 100,000 cases 6,000, at 40 each 240,000."""


def judge(database, person, slug, **levels):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        for name, wanted in levels.items():
            dimension = Dimension(name)
            seen = changes.values(session, slug).get(dimension, UNJUDGED)
            made = wanted if isinstance(wanted, Readiness) else Readiness(wanted, "seen")
            changes.edit(session, slug, dimension, seen=seen, wanted=made)


def found(database, slug):
    with database.reading() as session:
        return readiness.of_use_case(session, slug, today=TODAY)


@pytest.fixture
def idea(ready):
    """An idea that promises £240k a year."""
    return *ready, add_use_case(*ready, stage=Stage.IDEA, pilots_named=(), metrics=WORTH_240K)


def test_a_forecast_names_value_share_and_the_weakest(idea):
    judge(*idea, data=3, integration=1, governance=2)

    ready = found(idea[0], idea[2])

    assert ready.value.basis is Basis.PROMISED
    assert ready.says == (
        "Forecast £240k × 1/4 (integration is at 1, started) = £60.0k a year. The £240k is promised by its target."
    )
    assert ready.title == "Readiness: 2 of 3 dimensions are as ready as pilot asks for"


def test_without_a_value_the_share_is_said_and_no_amount(ready):
    slug = add_use_case(*ready, stage=Stage.IDEA, pilots_named=())
    judge(*ready, slug, data=2, integration=2, governance=2)

    assert found(ready[0], slug).says == (
        "No forecast yet: what it is worth is not known. "
        "It would count × 2/4 (data, integration and governance are at 2, agreed)."
    )


def test_what_nobody_judged_is_asked_for(idea):
    judge(*idea, data=2)

    assert found(idea[0], idea[2]).says == "No forecast yet: nobody judged integration and governance."


def test_a_gap_says_who_by_when_and_for_how_much(idea):
    late, open_ended = Readiness(1, "", "Ada", date(2026, 11, 1), 8_000), Readiness(1)
    judge(*idea, data=late, integration=open_ended, governance=2)

    assert found(idea[0], idea[2]).gaps == (
        "Data is at 1 and has to reach 2: Ada, was due 1 Nov 2026, £8,000.",
        "Integration is at 1 and has to reach 2: nobody named, no day set, cost not known.",
    )


def test_bars_stand_against_what_the_gate_asks_for(idea):
    judge(*idea, data=3, integration=1, people=2)

    rows = found(idea[0], idea[2]).bars.set_index("dimension")

    assert rows.loc["Data", ["level", "needs", "state"]].tolist() == [3, 2, "ready"]
    assert rows.loc["Integration", "state"] == "not ready"
    assert rows.loc["Governance", ["level", "words", "state"]].tolist() == [0, "not judged", "not ready"]
    assert rows.loc["People", "state"] == "not asked for"


def test_the_history_says_who_moved_which_level_and_not_what_else_was_edited(idea):
    judge(*idea, data=1)
    judge(*idea, data=Readiness(1, "other evidence"))
    judge(*idea, data=3)
    with idea[0].changing(idea[1], Action.USE_CASE_EDIT) as session:
        changes.take_away(session, idea[2], Dimension.DATA, seen=changes.values(session, idea[2])[Dimension.DATA])

    rows = found(idea[0], idea[2]).history

    assert rows[["Who", "Dimension", "From", "To"]].to_numpy().tolist() == [
        ["Local administrator", "Data", "3 working", "not judged"],
        ["Local administrator", "Data", "1 started", "3 working"],
        ["Local administrator", "Data", "not judged", "1 started"],
    ]
