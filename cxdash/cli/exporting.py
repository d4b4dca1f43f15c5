"""The command that writes workbooks and slides for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxdash.cli import databases
from cxdash.cli.files import write
from cxdash.cli.telling import told_to_people
from cxdash.domain.errors import CxdashError

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

_KIND = typer.Option(
    help="What to export: portfolio; register, every use case with every column; template, an empty tracker with the "
    "organisation's own words; deck, the quarter as slides; quarter, the same as a workbook; proof, one proof point "
    "as a slide."
)
_QUARTER = typer.Option(help="Of deck and quarter: which one, as 2026-Q3; the last one that is over without it.")
_VIEW = typer.Option(
    help="Of deck and quarter: reported, as it stood at its close, or now; without it reported where it is closed."
)
_PROOF = typer.Option(help="Of proof: which one, by the name in its link.")
_OF_A_QUARTER, _ONE_PROOF = ("deck", "quarter"), "proof"
_VIEWS = {"reported": "reported", "now": "known"}


def export(
    file: Annotated[Path, typer.Argument(help="The file to write.", dir_okay=False)],
    *,
    kind: Annotated[str, _KIND] = "portfolio",
    quarter: Annotated[str, _QUARTER] = "",
    view: Annotated[str, _VIEW] = "",
    proof: Annotated[str, _PROOF] = "",
) -> None:
    """Write what people take away: a workbook, a deck of slides, or an empty tracker to fill in.

    Example: python -m cxdash export board.pptx --kind deck --quarter 2026-Q3 --view reported
    """
    from cxdash.exports import EXPORTS

    with told_to_people():
        kinds = (*EXPORTS, *_OF_A_QUARTER, _ONE_PROOF)
        if kind not in kinds:
            raise CxdashError(f"There is no export “{kind}”. Choose one of: {', '.join(kinds)}.")
        database, _ = databases.ready()
        with database.reading() as session:
            today = databases.today(session)
            if kind in EXPORTS:
                content = EXPORTS[kind](session, today)
            elif kind == _ONE_PROOF:
                content = _slide(session, proof, today)
            else:
                content = _of_a_quarter(session, kind, quarter, view, today)
        write(file, content)
        typer.echo(f"{file} written, {len(content):,} bytes.")


def _slide(session: Session, proof: str, today: date) -> bytes:
    from cxdash.exports import proof_slide

    if not proof:
        raise CxdashError("Say which proof point after --proof, by the name in its link.")
    return proof_slide.slide(session, proof, today=today)


def _of_a_quarter(session: Session, kind: str, quarter: str, view: str, today: date) -> bytes:
    from cxdash.domain.periods import Quarter
    from cxdash.exports import deck, quarter_workbook
    from cxdash.reports.closed_quarters import View
    from cxdash.store import organisation

    if view and view not in _VIEWS:
        raise CxdashError(f"There is no view “{view}”. Choose one of: {', '.join(_VIEWS)}.")
    try:
        of = Quarter.parse(quarter) if quarter else organisation.calendar(session).quarter_of(today).shifted(-1)
    except ValueError as unread:
        raise CxdashError(str(unread)) from None
    written = deck.deck if kind == _OF_A_QUARTER[0] else quarter_workbook.workbook
    return written(session, of, today=today, view=View(_VIEWS[view]) if view else None)
