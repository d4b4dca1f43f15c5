"""The command that writes and sends digests, against a real mail server on this machine."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy

import pytest
from typer.testing import CliRunner

from cxdash.changes import people, subscriptions
from cxdash.changes.setup import ensure_ready
from cxdash.cli import app
from cxdash.domain.actions import Action
from cxdash.domain.people import PersonValues, Role
from cxdash.domain.subscriptions import Cadence
from cxdash.reports import audit_log
from cxdash.store import people as stored
from cxdash.store import subscriptions as stored_subscriptions
from cxdash.store.audit_log import Asked
from cxdash.store.database import Database
from tests.builders import TODAY


class _Talk(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a sender needs; an address with “refused” in it is refused."""

    def handle(self):
        self._say("220 here")
        while line := self.rfile.readline().strip().decode():
            command = line.upper()
            if command.startswith("EHLO"):
                self._say("250 here")
            elif command.startswith("RCPT") and "REFUSED" in command:
                self._say("550 5.1.1 Nobody of that name here.")
            elif command == "DATA":
                self._say("354 go on")
                self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self._say("250 taken")
            elif command == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def _running():
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.mails = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def mails(monkeypatch):
    """The mails that the server took so far; the settings name it."""
    with _running() as server:
        for name, value in {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(server.server_address[1]),
            "SMTP_FROM": "cxdash <cxdash@example.org>",
            "SMTP_TLS": "0",
            "BASE_URL": "https://cx.example.org",
        }.items():
            monkeypatch.setenv(f"CXDASH_{name}", value)
        yield server.mails


@pytest.fixture
def database(portfolio_copy, monkeypatch):
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{portfolio_copy}")
    database = Database(f"sqlite:///{portfolio_copy}")
    _end_those_of_the_sample(database)
    yield database
    database.dispose()


def _end_those_of_the_sample(database):
    with database.reading() as session:
        running = [
            (stored.as_person(each.person), Cadence(each.cadence)) for each in stored_subscriptions.running(session)
        ]
    for person, cadence in running:
        with database.changing(person, Action.DIGEST_SUBSCRIBE) as session:
            subscriptions.end(session, cadence, today=TODAY)


def run(*words):
    return CliRunner().invoke(app, ["digest", *map(str, words)])


def subscriber(database, name, address, *cadences):
    admin = ensure_ready(database)
    with database.changing(admin, Action.PEOPLE_EDIT) as session:
        row = people.create(session, PersonValues(name, address, frozenset({Role.VIEWER})))
        person = stored.as_person(row)
    with database.changing(person, Action.DIGEST_SUBSCRIBE) as session:
        for cadence in cadences:
            subscriptions.subscribe(session, cadence, today=TODAY)
    return person


def last_sent(database):
    with database.reading() as session:
        return {each.person.name: each.last_sent_on for each in stored_subscriptions.running(session)}


def read(mail):
    return message_from_bytes(mail.replace(b"\r\n..", b"\r\n."), policy=policy.default)


def test_a_digest_goes_out_once_with_text_and_html(database, mails):
    subscriber(database, "Wanja Müller", "wanja@example.org", Cadence.WEEKLY)

    first, second = run("--send"), run("--send")

    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert first.stdout == "1 digest sent.\n"
    assert second.stdout == "No digest is due: everybody who subscribes has theirs.\n"
    [mail] = map(read, mails)
    assert mail["To"].addresses[0].display_name == "Wanja Müller"
    assert mail["Subject"] == "Alder Vale Health Services: what changed since 14 Nov 2026"
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for words in ("Query assistant Northgate", "Containment rose but resolution did not."):
        assert words in plain
        assert words in html
    assert "https://cx.example.org/compare?pilot=query-assistant-northgate" in plain
    assert last_sent(database) == {"Wanja Müller": TODAY}


def test_one_address_that_is_refused_holds_up_nobody_and_is_tried_again(database, mails):
    subscriber(database, "Anna", "refused@example.org", Cadence.WEEKLY)
    subscriber(database, "Bert", "", Cadence.WEEKLY)
    subscriber(database, "Carla", "carla@example.org", Cadence.WEEKLY)

    result = run("--send")

    assert result.exit_code == 1
    assert [read(mail)["To"].addresses[0].addr_spec for mail in mails] == ["carla@example.org"]
    assert "Anna, weekly: refused@example.org was refused: 5.1.1 Nobody of that name here." in result.stderr
    assert "Bert, weekly: no e-mail address." in result.stderr
    assert last_sent(database) == {"Anna": None, "Bert": None, "Carla": TODAY}


def test_without_a_mail_server_it_says_what_to_set(database, monkeypatch):
    subscriber(database, "Carla", "carla@example.org", Cadence.WEEKLY)
    monkeypatch.setenv("CXDASH_SMTP_HOST", "mail.example.org")

    result = run("--send")

    assert result.exit_code == 1
    assert "once CXDASH_SMTP_FROM is set" in result.stderr
    assert last_sent(database) == {"Carla": None}


def test_a_server_that_does_not_answer_is_told_and_nothing_is_noted(database, mails, monkeypatch):
    subscriber(database, "Carla", "carla@example.org", Cadence.WEEKLY)
    monkeypatch.setenv("CXDASH_SMTP_PORT", "9")

    result = run("--send")

    assert result.exit_code == 1
    assert "The mail server 127.0.0.1:9 does not take mail from us" in result.stderr
    assert (mails, last_sent(database)) == ([], {"Carla": None})


def test_only_the_cadence_asked_for_is_sent(database, mails):
    subscriber(database, "Carla", "carla@example.org", Cadence.WEEKLY, Cadence.QUARTERLY)

    result = run("--send", "--cadence", "quarterly")

    assert result.exit_code == 0, result.output
    assert [read(mail)["Subject"] for mail in mails] == ["Alder Vale Health Services: Q3 2026 in five answers"]


def test_looking_sends_and_notes_nothing(database, mails):
    subscriber(database, "Carla", "carla@example.org", Cadence.WEEKLY)

    result = run()

    assert result.exit_code == 0, result.output
    assert "what changed since 14 Nov 2026" in result.stdout
    assert (mails, last_sent(database)) == ([], {"Carla": None})


def test_digests_are_written_to_a_folder_or_one_to_a_file(database, tmp_path):
    subscriber(database, "Carla", "carla@example.org", Cadence.WEEKLY, Cadence.QUARTERLY)

    folder, file = run("--to", tmp_path / "out"), run("--cadence", "weekly", "--to", tmp_path / "one.html")
    two = run("--to", tmp_path / "two.txt")

    assert "2 digests written" in folder.stdout
    assert {each.name for each in (tmp_path / "out").iterdir()} == {
        f"{cadence}-carla.{form}" for cadence in ("weekly", "quarterly") for form in ("html", "txt")
    }
    assert file.exit_code == 0, file.output
    assert (tmp_path / "one.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert two.exit_code == 1
    assert "two.txt holds one digest, and there are 2 digests" in two.stderr


def test_one_for_somebody_by_name_needs_no_subscription(database):  # noqa: ARG001 the command answers from it
    known, unknown = run("--for", "Rohan Perera", "--cadence", "weekly"), run("--for", "Nobody")

    assert "Attest the money once September is closed, overdue since 15 Oct 2026" in known.stdout
    assert unknown.exit_code == 1
    assert "There is nobody “Nobody”" in unknown.stderr


def test_the_log_says_to_whom_it_was_sent(database, mails):
    subscriber(database, "Carla", "carla@example.org", Cadence.WEEKLY)

    run("--send")

    with database.reading() as session:
        [newest] = audit_log.page(session, Asked(action="digest.send"), size=5)
    assert newest.changes == (("Weekly digest for Carla", "", "sent on 21 Nov 2026"),)
    assert len(mails) == 1
