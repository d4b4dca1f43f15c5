"""The database: one folder builds SQL, one module opens and ends transactions."""

from tests.architecture.source import modules

STORE = "cxdash/store/"
COMMITTER = "cxdash/store/database.py"
MIGRATOR = "cxdash/store/migrating.py"
# What a function needs in order to say that it is given a session.
A_SESSION = {"sqlalchemy.orm.Session"}
DRIVERS = ("sqlite3", "psycopg", "alembic")
ENDS_A_TRANSACTION = {"commit", "begin", "begin_nested", "rollback"}


def test_only_the_store_builds_sql():
    builders = {
        f"{module.path} imports {name}"
        for module in _outside_the_store()
        for name in module.imports()
        if name.partition(".")[0] == "sqlalchemy" and name not in A_SESSION
    }

    assert builders == set()


def test_only_the_store_knows_the_drivers():
    users = {
        f"{module.path} imports {name}"
        for module in _outside_the_store()
        for name in module.imports()
        if name.partition(".")[0] in DRIVERS
    }

    assert users == set()


def test_only_one_module_begins_and_ends_transactions_besides_the_migrations():
    committers = {
        f"{module.path} calls {name}"
        for module in modules("app.py", "pages", "cxdash")
        for name in module.calls()
        if module.path not in {COMMITTER, MIGRATOR} and name.rpartition(".")[2] in ENDS_A_TRANSACTION
    }

    assert committers == set()


def test_that_module_commits():
    """Otherwise the test above would be satisfied by a house that stores nothing."""
    (committer,) = modules(COMMITTER)

    assert any(name.rpartition(".")[2] == "commit" for name in committer.calls())


def _outside_the_store():
    return [module for module in modules("app.py", "pages", "cxdash") if not module.path.startswith(STORE)]
