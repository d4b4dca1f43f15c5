"""Lists of costs and benefits from the command line: read, planned, asked about, stored, and taken back."""

import json

import pytest
from typer.testing import CliRunner

from cxdash.changes.setup import ensure_ready
from cxdash.cli import app
from cxdash.store.database import Database
from tests.builders import add_use_case

COSTS = """Use case,Pilot,Cost type,Basis,Period,Amount
Fewer no-shows,Riverside reminders,Licences,Actual,Jul 2026,"£1,200.50"
Fewer no-shows,Riverside reminders,Set-up,Plan,Q3 2026,tbc
Fewer no-shows,,Savings,Forecast,2026-10,4000
"""
UNCLEAR = "Pilot,Cost type,Period,Amount\nRiverside,Licences,Jul 2026,100\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command against a database with one use case, in a folder with two files."""
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{tmp_path}/cxdash.db")
    monkeypatch.chdir(tmp_path)
    database = Database(f"sqlite:///{tmp_path}/cxdash.db")
    add_use_case(database, ensure_ready(database))
    database.dispose()
    (tmp_path / "costs.csv").write_text(COSTS)
    (tmp_path / "unclear.csv").write_text(UNCLEAR)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def counts(run, *words):
    said = json.loads(run("import", *words, "--json").stdout)
    return said["new"], said["changed"], said["unchanged"], said["rejected"]


def test_reading_says_each_amount_with_its_cell(run):
    (table,) = json.loads(run("read", "costs.csv", "--json").stdout)["sheets"][0]["tables"]

    assert [(row["fields"]["amount"], row["source"]) for row in table["register"]] == [
        (1200.5, "costs!F2"),
        (4000, "costs!F4"),
    ]
    assert (table["layout"], table["missing"]) == ("tracker", 1)


def test_amounts_are_stored_recognised_and_taken_back(run):
    assert counts(run, "costs.csv") == (2, 0, 0, 0)
    stored = run("import", "costs.csv", "--apply")
    assert "Stored as import 1" in stored.stdout
    assert counts(run, "costs.csv") == (0, 0, 2, 0)

    undone = run("undo", "1")

    assert undone.exit_code == 0
    assert counts(run, "costs.csv") == (2, 0, 0, 0)


def test_what_is_open_is_asked_and_answered_by_its_key(run):
    said = run("import", "unclear.csv").stderr

    assert "--answer 'entity:Riverside=…'" in said
    assert "--answer basis:unclear=…" in said.replace("'", "")
    answers = ("--answer", "entity:Riverside=pilot:riverside-reminders", "--answer", "basis:unclear=actual")
    assert counts(run, "unclear.csv", *answers) == (1, 0, 0, 0)
