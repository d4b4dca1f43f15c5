"""What people take away from a quarter: the deck, the workbook and every pilot's line, each made on the click."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.reports.this_quarter import Quarterly
from cxdash.ui import downloads, session
from cxdash.ui.this_quarter.controls import Wanted

_POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(wanted: Wanted, found: Quarterly, *, today: date) -> None:
    """Offer the quarter as it is shown: as slides, as a workbook, as a table.

    Args:
        wanted: what is shown: quarter, view, site, client, and what it is compared with.
        found: the answers on the page.
        today: the day of the page.
    """
    name = found.name.replace(" ", "-")
    with st.container(horizontal=True, vertical_alignment="center", key="take-away"):
        downloads.file_button(
            lambda: _written(_deck, wanted, today),
            name=f"{name}.pptx",
            mime=_POWERPOINT,
            key="deck",
            label="Board deck",
        )
        downloads.file_button(
            lambda: _written(_workbook, wanted, today),
            name=f"{name}.xlsx",
            mime=_EXCEL,
            key="workbook",
            label="Workbook",
        )
        if not found.lines.empty:
            downloads.table_button(found.lines, name=f"{name}-pilots", key="pilots-csv", label="Pilots as CSV")


def _written(write: Callable[[Session, Wanted, date], bytes], wanted: Wanted, today: date) -> bytes:
    with session.database().reading() as reading:
        return write(reading, wanted, today)


def _deck(reading: Session, wanted: Wanted, today: date) -> bytes:
    from cxdash.exports import deck  # noqa: PLC0415 python-pptx is loaded only once somebody asks for slides

    return _asked(deck.deck, reading, wanted, today)


def _workbook(reading: Session, wanted: Wanted, today: date) -> bytes:
    from cxdash.exports import quarter_workbook  # noqa: PLC0415 same

    return _asked(quarter_workbook.workbook, reading, wanted, today)


def _asked(write: Callable[..., bytes], reading: Session, wanted: Wanted, today: date) -> bytes:
    return write(
        reading,
        wanted.quarter,
        today=today,
        view=wanted.view,
        site=wanted.site,
        client=wanted.client,
        beside=wanted.beside,
    )
