"""The next gate judged from what is stored: the sample portfolio's, and one that is mended step by step."""

from dataclasses import replace

import pytest

from cxdash.changes import pilots, readiness, use_cases
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import Action
from cxdash.domain.gates import State, met_of
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.stages import Stage
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse, PilotValues, UseCaseValues
from cxdash.reports import gate
from cxdash.store.database import Database
from tests.builders import TODAY


def lines(database, slug):
    """The codes of the criteria of the next gate that are not met."""
    with database.reading() as session:
        found = gate.of_use_case(session, slug, today=TODAY)
    return {line.code: line.judged for line in found.lines if line.state is not State.MET}


def edit(database, person, slug, **said):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY)


def test_an_idea_is_mended_criterion_by_criterion(ready):
    database, person = ready
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        slug = use_cases.create(session, UseCaseValues("Fewer no-shows")).slug
    assert len(lines(database, slug)) == 7

    edit(database, person, slug, statement="Reduce patient no-shows by 30 % through reminders, measured over 90 days.")
    assert "statement_passes" not in lines(database, slug)

    primary = MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3))
    edit(database, person, slug, metrics=(primary,))
    assert lines(database, slug)["baseline_and_target"].figure == "Appointment no-show rate has no baseline"
    assert "at the expense of cancellations" in lines(database, slug)["guardrails_are_chosen"].figure

    guards = [
        MetricUse(each, Role.GUARDRAIL, margin=0.03)
        for each in ("cancellation_rate", "completed_appointment_rate", "complaint_rate")
    ]
    edit(database, person, slug, metrics=(replace(primary, baseline=0.2), *guards))
    assert not {"baseline_and_target", "primary_is_allowed", "guardrails_are_chosen"} & set(lines(database, slug))

    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, slug, PilotValues("Riverside"))
    assert lines(database, slug)["comparison_is_chosen"].figure == "None of 1 pilot says it"
    with database.changing(person, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, "riverside")
        wanted = replace(seen, comparison_waiver="Ingrid Solheim")
        pilots.edit(session, "riverside", seen=seen, wanted=wanted, today=TODAY)
    assert "comparison_is_chosen" not in lines(database, slug)

    edit(
        database,
        person,
        slug,
        owners={Function.TECHNOLOGY: "A", Function.OPERATIONS: "B", Function.COMMERCIAL: "C"},
    )
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        for dimension in (Dimension.DATA, Dimension.INTEGRATION, Dimension.GOVERNANCE):
            readiness.edit(session, slug, dimension, seen=UNJUDGED, wanted=Readiness(2))
    assert lines(database, slug) == {}


@pytest.fixture(scope="module")
def portfolio(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    yield database
    database.dispose()


def test_at_scale_no_gate_is_left(portfolio):
    with portfolio.reading() as session:
        found = gate.of_use_case(session, "fewer-patient-no-shows", today=TODAY)

    assert (found.to, found.lines, found.recommendation, found.words) == (None, (), None, "")


def test_the_checklist_is_taken_away_as_a_table(portfolio):
    with portfolio.reading() as session:
        found = gate.of_use_case(session, "keep-plan-members", today=TODAY)
    table = gate.table(found)

    assert found.to is Stage.SCALE
    assert table.columns.tolist() == [
        "Criterion",
        "Weight",
        "Stands",
        "Figure",
        "What to do next",
        "Waiver",
    ]
    assert table["Stands"].tolist().count("met") == met_of(found.lines)[0]
