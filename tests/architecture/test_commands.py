"""Commands: each is in the documents for people, and its help shows how it is used."""

import pytest
import typer

from cxdash import cli
from tests.architecture.source import ROOT

COMMANDS = typer.main.get_command(cli.app).commands


def _documents():
    guides = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    return "\n".join(guide.read_text(encoding="utf-8") for guide in guides)


@pytest.mark.parametrize("name", ["read", "import", "undo", "migrate", "demo", "export", "serve"])
def test_the_command_line_can_do_what_the_pages_do(name):
    assert name in COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_documents(name):
    assert f"python -m cxdash {name}" in _documents()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_of_every_command_shows_an_example(name):
    assert f"python -m cxdash {name}" in (COMMANDS[name].help or "")


def test_the_readme_names_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert "make run" in readme
    assert "make test" in readme


def test_the_build_server_runs_the_readme_s_test_command():
    last = (ROOT / ".ci/run").read_text(encoding="utf-8").strip().splitlines()[-1]

    assert last == "make test"
