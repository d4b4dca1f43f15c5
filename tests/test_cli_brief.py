"""The command that writes briefs: as Word, as Markdown, on the screen, or refused with the page's sentence."""

import pytest
from docx import Document
from typer.testing import CliRunner

from cxdash.cli import app


@pytest.fixture
def run(portfolio_copy, monkeypatch):
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{portfolio_copy}")
    return lambda *words: CliRunner().invoke(app, ["brief", *map(str, words)])


def test_a_brief_is_written_as_word(run, tmp_path):
    file = tmp_path / "brief.docx"

    result = run("fewer-patient-no-shows", "--to", file)

    assert result.exit_code == 0, result.output
    assert Document(str(file)).paragraphs[0].text == "Fewer patient no-shows"


def test_a_brief_is_written_as_markdown_and_printed_the_same(run, tmp_path):
    file = tmp_path / "brief.md"
    run("fewer-patient-no-shows", "--to", file)

    assert run("fewer-patient-no-shows").stdout.strip() == file.read_text(encoding="utf-8").strip()


def test_another_kind_of_file_is_refused_before_anything_is_read(run, tmp_path):
    result = run("fewer-patient-no-shows", "--to", tmp_path / "brief.pdf")

    assert result.exit_code == 1
    assert ".md or .docx" in result.stderr


def test_a_statement_that_does_not_pass_is_refused_with_what_is_missing(run, tmp_path):
    file = tmp_path / "brief.docx"

    result = run("ai-across-the-contact-centre", "--to", file)

    assert result.exit_code == 1
    assert "cannot have a brief yet" in result.stderr
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_said(run, tmp_path):
    result = run("fewer-patient-no-shows", "--to", tmp_path / "missing" / "brief.md")

    assert result.exit_code == 1
    assert "brief.md cannot be written: no such file or directory. Check the folder" in result.stderr
