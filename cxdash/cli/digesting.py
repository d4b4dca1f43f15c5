"""The command that writes digests, and sends them to who subscribes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxdash.cli import databases
from cxdash.cli.files import write
from cxdash.cli.telling import told_to_people
from cxdash.domain.errors import CxdashError
from cxdash.domain.figures import count
from cxdash.domain.subscriptions import Cadence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from cxdash.reports.digest import Digest
    from cxdash.store.subscriptions import Subscriber

_CADENCE = typer.Option(help="Which digest; without it both.")
_TO = typer.Option(help="A folder, or one file ending in .html or .txt, to write to instead of the screen.")
_SEND = typer.Option(help="Send those that are due; without it nothing is sent or noted.")
_FOR = typer.Option("--for", help="One person, by name or by the name in a link, whether they subscribe or not.")


def digest(
    *,
    cadence: Annotated[Cadence | None, _CADENCE] = None,
    to: Annotated[Path | None, _TO] = None,
    send: Annotated[bool, _SEND] = False,
    person: Annotated[str | None, _FOR] = None,
) -> None:
    """Print the digests that subscribers get, write them to a folder, or send those that are due.

    Run it with --send once a day: who has had theirs this week or quarter gets nothing. Status 1 where one failed.

    Example: python -m cxdash digest --cadence weekly --send
    """
    with told_to_people():
        database, sender = databases.ready()
        with database.reading() as session:
            today = databases.today(session)
            chosen = _chosen(session, cadence, person, today=today)
        if send:
            from cxdash.cli import mailing

            if to is not None or person is not None:
                raise CxdashError("With --send every digest goes to who subscribes. Leave --to and --for out.")
            if not mailing.send(database, sender, chosen, today=today):
                raise typer.Exit(1)
            return
        if not chosen:
            typer.echo("Nobody subscribes. People do so in Settings, on the tab Digests; --for prints one for anybody.")
        with database.reading() as session:
            written = [(each, _digest(session, each, today=today)) for each in chosen]
        _hand_over(written, to)


def _chosen(session: Session, cadence: Cadence | None, person: str | None, *, today: date) -> Sequence[Subscriber]:
    from cxdash.store import people, subscriptions
    from cxdash.store.named import find
    from cxdash.store.tables import PersonRow

    wanted = list(Cadence) if cadence is None else [cadence]
    if person is None:
        return [each for each in subscriptions.running(session) if each.cadence in wanted]
    row = people.find(session, person) or find(session, PersonRow, person)
    if row is None:
        raise CxdashError(f"There is nobody “{person}”. Write the name as it stands in Settings, on the tab People.")
    whom = people.as_person(row)
    return [subscriptions.Subscriber(whom, row.slug, row.email or "", each, today, None) for each in wanted]


def _digest(session: Session, each: Subscriber, *, today: date) -> Digest:
    from cxdash.domain.subscriptions import since
    from cxdash.reports.digest import digest as digest_of

    return digest_of(session, each.person, each.cadence, since=since(each.last_sent_on, today=today), today=today)


def _hand_over(written: Sequence[tuple[Subscriber, Digest]], to: Path | None) -> None:
    from cxdash.exports import digest as exports
    from cxdash.settings import Settings

    base_url = Settings().base_url
    if to is None:
        for _, found in written:
            typer.echo(exports.text(found, base_url=base_url))
        return
    forms = {".html": exports.html, ".txt": exports.text}
    if to.suffix in forms:
        if len(written) != 1:
            said = count(len(written), "digest")
            raise CxdashError(
                f"{to.name} holds one digest, and there are {said}. Name a folder, or --for and --cadence."
            )
        write(to, forms[to.suffix](written[0][1], base_url=base_url).encode())
        typer.echo(f"{to} written.")
        return
    _fill(to, written, base_url)


def _fill(folder: Path, written: Sequence[tuple[Subscriber, Digest]], base_url: str) -> None:
    from cxdash.exports import digest as exports

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise CxdashError(
            f"{folder} is no folder to write to. Name another one, or a file ending in .html."
        ) from refused
    for each, found in written:
        name = f"{each.cadence.value}-{each.slug}"
        write(folder / f"{name}.html", exports.html(found, base_url=base_url).encode())
        write(folder / f"{name}.txt", exports.text(found, base_url=base_url).encode())
    typer.echo(f"{count(len(written), 'digest')} written to {folder}, as .html and .txt.")
