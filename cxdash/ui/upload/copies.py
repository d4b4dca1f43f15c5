"""Workbooks to take away: the annotated copy of a tracker, and the template to begin one with."""

from collections.abc import Callable

from cxdash.domain.errors import CxdashError
from cxdash.exports import template
from cxdash.exports.annotated import AnnotatedCopy, notice
from cxdash.ui import cached, downloads, session

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def annotated_button(copy: Callable[[], AnnotatedCopy], name: str, *, key: str) -> None:
    """Offer the file of that name with its cells to mend marked; the copy, always a workbook, is made on the click."""
    as_workbook = name if name.casefold().endswith(".xlsx") else f"{name.rpartition('.')[0] or name}.xlsx"
    downloads.file_button(
        lambda: marked_or_why_not(copy, name), name=as_workbook, mime=_EXCEL, key=key, label="Annotated copy"
    )


def marked_or_why_not(copy: Callable[[], AnnotatedCopy], name: str) -> bytes:
    """Return the marked copy of the file of that name, or a workbook that says why there is none.

    A download ends outside the page's run, where no sentence could be shown.
    """
    try:
        return copy().content
    except CxdashError as error:
        left = "The file itself is as it was; the page Upload lists the cells to mend when it is dropped."
        return notice.workbook("No copy", [f"No annotated copy of “{name}” could be made.", str(error), left])


def template_button() -> None:
    """Offer an empty tracker with the organisation's own use cases, pilots and metrics to choose from."""
    today = cached.today()

    def workbook() -> bytes:
        with session.database().reading() as reading:
            return template.workbook(reading, today)

    downloads.file_button(workbook, name="Tracker.xlsx", mime=_EXCEL, key="template", label="Template workbook")
