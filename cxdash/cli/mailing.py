"""Digests sent by mail: each once, one failing address does not hold up the others."""

from __future__ import annotations

import smtplib
import ssl
from collections import Counter
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import typer

from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError
from cxdash.domain.figures import count
from cxdash.domain.subscriptions import is_due, since

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from email.message import EmailMessage

    from cxdash.domain.people import Person
    from cxdash.settings import Settings
    from cxdash.store.database import Database
    from cxdash.store.subscriptions import Subscriber

_SECONDS = 30
_SENT, _TAKEN, _FAILED = "sent", "taken", "failed"
_TLS_FROM_THE_START = 465
"""The port on which a mail server expects encryption before the first word."""


def send(database: Database, sender: Person, chosen: Sequence[Subscriber], *, today: date) -> bool:
    """Send each digest that is due, say who got one and who did not, and whether all went out.

    Raises:
        CxdashError: settings are missing, or the mail server does not answer; nothing was sent.
    """
    from cxdash.settings import Settings
    from cxdash.store import organisation

    settings = Settings()
    _must_be_set(settings)
    with database.reading() as session:
        calendar = organisation.calendar(session)
    due = [each for each in chosen if is_due(each.cadence, each.last_sent_on, today=today, calendar=calendar)]
    if not due:
        typer.echo("No digest is due: everybody who subscribes has theirs.")
        return True
    with _server(settings) as server:
        became = Counter(_send(server, settings, database, sender, each, today=today) for each in due)
    typer.echo(f"{count(became[_SENT], 'digest')} sent.")
    return not became[_FAILED]


def _must_be_set(settings: Settings) -> None:
    names = [name for name in ("smtp_host", "smtp_from") if not getattr(settings, name)]
    if names:
        missing = " and ".join(f"CXDASH_{name.upper()}" for name in names)
        raise CxdashError(
            f"Digests go out by mail once {missing} is set. Nothing was sent; --to writes them to a folder."
        )


@contextmanager
def _server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """Connect to the mail server, encrypted unless the settings say otherwise."""
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    with ExitStack() as stack:
        try:
            server = stack.enter_context(_connection(settings))
            if settings.smtp_tls and settings.smtp_port != _TLS_FROM_THE_START:
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        except (OSError, smtplib.SMTPException) as refused:
            raise CxdashError(
                f"The mail server {where} does not take mail from us: {_words(refused)}. Check CXDASH_SMTP_HOST, "
                "_PORT, _USER, _PASSWORD and _TLS. Nothing was sent."
            ) from refused
        yield server


def _connection(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_tls and port == _TLS_FROM_THE_START:
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=_SECONDS)


def _send(
    server: smtplib.SMTP,
    settings: Settings,
    database: Database,
    sender: Person,
    each: Subscriber,
    *,
    today: date,
) -> str:
    """Send one digest and return what became of it; why somebody does not get theirs is told."""
    from cxdash.changes import subscriptions

    name = f"{each.person.name}, {each.cadence.value}"
    if not each.address:
        return _told(f"{name}: no e-mail address. Enter one in Settings, on the tab People.")
    try:
        mail = _mail(database, settings, each, today=today)
    except ValueError as wrong:
        return _told(f"{name}: “{each.address}” is no address that mail can go to ({wrong}).")
    with database.changing(sender, Action.DIGEST_SEND) as session:
        taken = subscriptions.take(session, each.person.id, each.cadence, today=today)
    if not taken:  # somebody else sends them at this moment
        return _TAKEN
    try:
        server.send_message(mail)
    except (OSError, smtplib.SMTPException) as refused:
        with database.changing(sender, Action.DIGEST_SEND) as session:
            subscriptions.give_back(session, each.person.id, each.cadence, last_sent_on=each.last_sent_on)
        return _told(f"{name}: {each.address} was refused: {_words(refused)}.")
    return _SENT


def _mail(database: Database, settings: Settings, each: Subscriber, *, today: date) -> EmailMessage:
    from cxdash.exports import digest as exports
    from cxdash.reports.digest import digest

    begins = since(each.last_sent_on, today=today)
    with database.reading() as session:
        found = digest(session, each.person, each.cadence, since=begins, today=today)
    return exports.message(
        found, to=each.address, name=each.person.name, sender=settings.smtp_from, base_url=settings.base_url
    )


def _told(words: str) -> str:
    typer.secho(words, fg="yellow", err=True)
    return _FAILED


def _words(refused: Exception) -> str:
    """Return what a mail server said, on one line and without its codes for programs."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return "; ".join(_decoded(said) for _, said in refused.recipients.values())
    if isinstance(refused, smtplib.SMTPResponseException):
        return _decoded(refused.smtp_error)
    return " ".join(str(refused).split()) or type(refused).__name__


def _decoded(said: bytes | str) -> str:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(words.split()).rstrip(".")
