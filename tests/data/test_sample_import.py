"""The sample trackers through the importer everybody uses: stored once, and judged as the answer key says."""

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cxdash.cli import app
from data.generate.__main__ import TRACKERS

KEY = json.loads((TRACKERS / "answer_key.json").read_text(encoding="utf-8"))


@pytest.fixture
def demonstration(portfolio_file, monkeypatch):
    """The file of a database with the sample portfolio, which the commands answer from; nobody may change it."""
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{portfolio_file}")
    return portfolio_file


@pytest.mark.usefixtures("demonstration")
def test_only_the_two_divisions_by_nothing_are_left_to_mend(portfolio_said):
    left = [line for line in portfolio_said.splitlines() if line.startswith("[") and " 0 to mend" not in line]

    assert [line.split("]")[1].split(":")[0].strip() for line in left] == ["07 Operations monthly.xlsx"]
    assert "2 to mend" in left[0]


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("name", sorted(path.name for path in TRACKERS.iterdir() if path.suffix in {".xlsx", ".csv"}))
def test_the_same_tracker_again_changes_nothing(name):
    planned = planned_import(TRACKERS / name)

    assert (planned["new"], planned["changed"]) == (0, 0)


@pytest.mark.usefixtures("demonstration")
def test_next_weeks_tracker_changes_three_figures_and_adds_one_week():
    planned = planned_import(TRACKERS / "updates" / "02 Weekly outcomes.xlsx")

    assert (planned["new"], planned["changed"], planned["unchanged"]) == (41, 3, 4880)


@pytest.mark.parametrize("name", KEY["pilots"])
def test_the_stored_verdict_and_grade_are_those_of_the_key(name, demonstration):
    wanted = KEY["pilots"][name]

    [(verdict, grade)] = stored(
        demonstration,
        "select verdict, grade from effect join pilot on pilot.id = pilot_id join metric on metric.id = metric_id "
        "where pilot.name = ? and metric.slug = ?",
        name,
        wanted["primary"],
    )

    assert (verdict.lower(), grade) == (wanted["verdict"], wanted["grade"])


def test_the_alarm_rings_for_the_masked_pilot_alone(demonstration):
    ringing = stored(
        demonstration, "select distinct pilot.name from effect join pilot on pilot.id = pilot_id where alarms <> '[]'"
    )

    assert [name for (name,) in ringing] == KEY["masked"]


def test_every_friction_point_is_stored_with_its_cost_and_its_use_cases(demonstration):
    found = stored(
        demonstration,
        "select friction_point.name, journey_step.name, round(monthly_volume * failure_rate * unit_cost * 12, 2), "
        "coalesce(group_concat(title, '|'), '') from friction_point join journey_step on journey_step.id = step_id "
        "left join use_case_friction on friction_id = friction_point.id left join use_case on use_case.id = "
        "use_case_id group by friction_point.id",
    )

    assert {name: [step, cost, sorted(filter(None, titles.split("|")))] for name, step, cost, titles in found} == {
        name: [point["step"], point["annual_cost"], point["use_cases"]] for name, point in KEY["friction"].items()
    }


def test_the_steps_stand_in_the_order_of_the_journey_behind_its_counter_too(demonstration):
    steps = stored(
        demonstration,
        "select journey.name, journey_step.name, is_back_office from journey_step join journey on journey.id = "
        "journey_id where journey.archived_at is null order by journey.position, journey_step.position",
    )

    assert steps == [
        ("Patient journey", "Find care", 0),
        ("Patient journey", "Book", 0),
        ("Patient journey", "Prepare", 0),
        ("Patient journey", "Attend", 0),
        ("Patient journey", "Results and follow-up", 0),
        ("Patient journey", "Billing and claims", 0),
        ("Patient journey", "Referral handling", 1),
        ("Patient journey", "Claims settlement", 1),
        ("Membership journey", "Renew or leave", 0),
    ]


def planned_import(file: Path) -> dict[str, int]:
    result = CliRunner().invoke(app, ["import", str(file), "--json"])
    return json.loads(result.stdout)


def stored(path: Path, query: str, *values: str) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()
