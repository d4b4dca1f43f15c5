"""The machine under the tests: a database and a browser that do what the other tests rely on."""

import pytest
import sqlalchemy as sa

from tests.machine import UnavailableError, browser, postgres


@pytest.mark.postgres
def test_each_test_gets_an_empty_database_of_its_own(postgres_server):
    with postgres.fresh_database(postgres_server) as first, postgres.fresh_database(postgres_server) as second:
        _run(first, "CREATE TABLE pilot (name text)")

        tables = _run(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")

    assert tables == [(0,)]


@pytest.mark.postgres
def test_a_database_is_gone_when_its_test_is_over(postgres_server):
    with postgres.fresh_database(postgres_server) as address:
        pass

    with pytest.raises(sa.exc.OperationalError, match="does not exist"):
        _run(address, "SELECT 1")


@pytest.mark.browser
def test_a_page_has_the_size_the_designs_are_looked_at_in(page):
    page.set_content("<h1>Pilots</h1>")

    seen = page.evaluate("[innerWidth, innerHeight, document.querySelector('h1').innerText]")

    assert seen == [1280, 720, "Pilots"]


def test_a_named_browser_that_is_not_there_is_said_not_replaced(monkeypatch):
    monkeypatch.setenv(browser.VARIABLE, "/nowhere/chromium")

    with pytest.raises(UnavailableError, match="/nowhere/chromium"):
        browser.browser()


def test_a_named_folder_without_a_server_is_answered_with_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setenv(postgres.PROGRAMS, str(tmp_path))

    with pytest.raises(UnavailableError, match="apt-get install postgresql"):
        postgres.programs()


def _run(address, statement):
    """Run one statement on its own connection and return the rows, if it has any."""
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        answer = connection.execute(sa.text(statement))
        rows = [tuple(row) for row in answer] if answer.returns_rows else []
    engine.dispose()
    return rows
