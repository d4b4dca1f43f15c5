"""Workbooks to take away: the annotated copy of a tracker, and the template to begin one with."""

from collections.abc import Callable

from cxdash.exports import template
from cxdash.exports.annotated import AnnotatedCopy
from cxdash.ui import cached, downloads, session

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def annotated_button(copy: Callable[[], AnnotatedCopy], name: str, *, key: str) -> None:
    """Offer the file of that name with its cells to mend marked; the copy, always a workbook, is made on the click."""
    name = name if name.casefold().endswith(".xlsx") else f"{name.rpartition('.')[0] or name}.xlsx"
    downloads.file_button(lambda: copy().content, name=name, mime=_EXCEL, key=key, label="Annotated copy")


def template_button() -> None:
    """Offer an empty tracker with the organisation's own use cases, pilots and metrics to choose from."""
    today = cached.today()

    def workbook() -> bytes:
        with session.database().reading() as reading:
            return template.workbook(reading, today)

    downloads.file_button(workbook, name="Tracker.xlsx", mime=_EXCEL, key="template", label="Template workbook")
