"""Which steps of the schema there are, and which one a database has reached; told without loading Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

FOLDER = Path(__file__).parent / "migrations" / "versions"


def newest() -> str:
    """Return the number of the newest step: the files are named ``0001_what_it_does.py``."""
    return max(known())


def known() -> frozenset[str]:
    """Return the numbers of all steps that this version has."""
    return frozenset(file.name.split("_")[0] for file in FOLDER.glob("[0-9]*_*.py"))


def reached(connection: Connection) -> str | None:
    """Return the number of the step a database stands at, None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
