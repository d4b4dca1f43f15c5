"""The command that judges statements: for people, for programs, and without touching a database."""

import json

import pytest
from typer.testing import CliRunner

from cxdash import cli

GOOD = "Reduce patient no-shows by 30 % through proactive outreach, measured over a 90-day window"
TOOL = "Implement AI across our contact center"


@pytest.fixture
def lint(tmp_path, monkeypatch):
    database = tmp_path / "none.db"
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{database}")

    def run(*arguments, **kwargs):
        result = CliRunner().invoke(cli.app, ["lint", *arguments], **kwargs)
        assert not database.exists()
        return result

    return run


def test_a_statement_that_passes_ends_well_and_is_written_plainly(lint):
    result = lint(GOOD)

    assert result.exit_code == 0
    assert "Passes." in result.stdout
    assert "among patients through proactive outreach, measured over 90 days." in result.stdout


def test_one_that_fails_says_why_and_ends_with_status_1(lint):
    result = lint(TOOL)

    assert result.exit_code == 1
    assert "not what shall get better" in result.stdout
    assert "Suggestion: " in result.stdout


@pytest.mark.parametrize("text", [GOOD, TOOL, "", "<script>", "Ünïcode 减少"])
def test_programs_get_one_object_with_all_its_keys(lint, text):
    found = json.loads(lint(text, "--json").stdout)

    assert list(found) == ["passes", "parts", "problems", "advice", "suggestion"]
    assert list(found["parts"]) == ["direction", "metric", "change", "population", "mechanism", "window_days"]
    assert found["passes"] == (not found["problems"])


def test_a_statement_may_begin_with_a_minus(lint):
    found = json.loads(lint("-20% repeat calls for meter readings in 12 weeks through photo upload", "--json").stdout)

    assert found["parts"]["change"] == {"kind": "relative", "size": 20, "from": None}


def test_several_statements_come_from_a_file_or_from_standard_input(lint, tmp_path):
    file = tmp_path / "statements.txt"
    file.write_text(f"{GOOD}\n\n{TOOL}\n", encoding="utf-8")

    from_file = [json.loads(line)["passes"] for line in lint("--file", str(file), "--json").stdout.splitlines()]
    from_input = lint("-", "--json", input=f"{TOOL}\n{GOOD}\n").stdout.splitlines()

    assert from_file == [True, False]
    assert [json.loads(line)["passes"] for line in from_input] == [False, True]


@pytest.mark.parametrize("arguments", [(), ("--file", "/nowhere/statements.txt")])
def test_without_a_statement_it_says_how_to_give_one(lint, arguments):
    result = lint(*arguments)

    assert result.exit_code == 1
    assert "lint" in result.stderr or "There is no file" in result.stderr
