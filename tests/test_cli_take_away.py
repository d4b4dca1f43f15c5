"""What the command line writes of a quarter and of a proof point."""

from io import BytesIO

import openpyxl
import pytest
from pptx import Presentation
from typer.testing import CliRunner

from cxdash.cli import app


@pytest.fixture
def run(portfolio_copy, monkeypatch):
    """Run a command against a copy of the sample portfolio."""
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{portfolio_copy}")
    return lambda *words: CliRunner().invoke(app, ["export", *(str(word) for word in words)])


def test_a_deck_is_written_of_the_quarter_that_is_named(run, tmp_path):
    result = run(tmp_path / "board.pptx", "--kind", "deck", "--quarter", "2026-Q2", "--view", "now")

    assert result.exit_code == 0, result.output
    deck = Presentation(BytesIO((tmp_path / "board.pptx").read_bytes()))
    assert "Q2 2026" in deck.slides[0].shapes.title.text_frame.text


def test_without_a_quarter_it_is_the_last_one_that_is_over(run, tmp_path):
    result = run(tmp_path / "quarter.xlsx", "--kind", "quarter")

    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(tmp_path / "quarter.xlsx")
    assert book["Quarter"]["A1"].value.endswith("Q3 2026")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--kind", "poster"), "There is no export “poster”. Choose one of: portfolio"),
        (("--kind", "deck", "--quarter", "autumn"), "“autumn” is not a quarter. Write it as 2026-Q3."),
        (("--kind", "deck", "--view", "yesterday"), "There is no view “yesterday”. Choose one of: reported, now."),
        (("--kind", "quarter", "--quarter", "2026-Q2", "--view", "reported"), "Q2 2026 is not closed"),
        (("--kind", "proof"), "Say which proof point after --proof"),
        (("--kind", "proof", "--proof", "nothing"), "no proof point"),
    ],
)
def test_what_cannot_be_written_is_said_and_no_file_is_left(run, tmp_path, words, says):
    result = run(tmp_path / "out.pptx", *words)

    assert result.exit_code == 1
    assert says in result.stderr
    assert not (tmp_path / "out.pptx").exists()
