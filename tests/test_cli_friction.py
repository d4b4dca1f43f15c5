"""Lists of friction points from the command line: planned, asked about, stored, and taken back."""

import json

import pytest
from typer.testing import CliRunner

from cxdash.cli import app

PAINS = """Journey step,Friction point,Kind,Monthly volume,Failure rate,Unit cost
Book,Callers wait,Waiting,12000,12%,4.50
Results,Letters are typed in,Manual work,3000,20%,6
"""
MISSPELT = "Journey step,Friction point,Kind,Unit cost\nResluts,Results come late,Waiting,2\nBook,Told twice,Sad,2\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command against an empty database of the test's own, in a folder with two files."""
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{tmp_path}/cxdash.db")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pains.csv").write_text(PAINS)
    (tmp_path / "late.csv").write_text(MISSPELT)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_reading_says_where_and_what_hurts(run):
    (table,) = json.loads(run("read", "pains.csv", "--json").stdout)["sheets"][0]["tables"]

    assert [row["fields"]["friction"] for row in table["register"]] == ["Callers wait", "Letters are typed in"]
    assert table["layout"] == "tracker"
    assert "2 rows" in run("read", "pains.csv").stdout


def test_importing_counts_friction_points_and_names_the_steps_it_makes(run):
    planned = json.loads(run("import", "pains.csv", "--json").stdout)
    stored = run("import", "pains.csv", "--apply")
    again = json.loads(run("import", "pains.csv", "--json").stdout)

    assert (planned["new"], planned["changed"], planned["unchanged"], planned["rejected"]) == (2, 0, 0, 0)
    assert "New: journey step “Book” in “Customer journey”" in stored.stdout
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 2)


def test_what_is_wrong_or_open_is_said_with_its_cell(run):
    run("import", "pains.csv", "--apply")

    said = run("import", "late.csv").stderr

    assert "--answer 'step:Resluts=…'" in said
    assert "late!A2: Nobody has said yet what “Resluts” is." in said
    assert "late!C3: “Sad” is no kind of friction" in said


def test_programs_are_told_what_people_are_told(run):
    run("import", "pains.csv", "--apply")

    planned = json.loads(run("import", "late.csv", "--json").stdout)

    assert planned["rejected"] == len(planned["problems"]) == 2
    assert {each["source"]: each["code"] for each in planned["problems"]} == {
        "late!A2": "needs_answer",
        "late!C3": "friction_kind_unknown",
    }
    assert "“Sad” is no kind of friction" in planned["problems"][1]["message"]


def test_an_answer_settles_which_step_it_is(run):
    run("import", "pains.csv", "--apply")

    planned = json.loads(run("import", "late.csv", "--answer", "step:Resluts=Results", "--json").stdout)

    assert (planned["new"], planned["rejected"], planned["questions"]) == (1, 1, [])


def test_an_import_is_taken_back(run):
    run("import", "pains.csv", "--apply")

    undone = run("undo", 1)

    assert undone.exit_code == 0
    assert json.loads(run("import", "pains.csv", "--json").stdout)["new"] == 2
