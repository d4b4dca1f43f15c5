"""The sample portfolio as the importer stores it: built once for a whole run, copied for each test that changes it."""

import contextlib
import shutil
import sqlite3
import time

import pytest
from typer.testing import CliRunner

from cxdash.cli import app


@pytest.fixture(scope="session")
def portfolio_file(tmp_path_factory):
    """An SQLite database with the sample portfolio, shared by all processes of the run; nobody may change it."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if folder.name.startswith("popen-") else folder
    database, finished = folder / "portfolio.db", folder / "portfolio.finished"
    try:
        (folder / "portfolio.building").mkdir()
    except FileExistsError:
        _wait_for(finished)
        return database
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{database}")
        result = CliRunner().invoke(app, ["demo"])
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # copies are made of the file alone
    finished.write_text(result.output, encoding="utf-8")
    assert result.exit_code == 0, f"{result.output}\n{result.exception!r}"
    return database


@pytest.fixture
def portfolio_said(portfolio_file):
    """What the command printed that built the sample portfolio."""
    return portfolio_file.with_suffix(".finished").read_text(encoding="utf-8")


@pytest.fixture
def portfolio_copy(portfolio_file, tmp_path):
    """A copy of the sample portfolio that this test may change."""
    return shutil.copy(portfolio_file, tmp_path / "cxdash.db")


def _wait_for(finished):
    for _ in range(1200):
        if finished.exists():
            return
        time.sleep(0.1)
    message = "The process that builds the sample portfolio did not finish within two minutes."
    raise AssertionError(message)
