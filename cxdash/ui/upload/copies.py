"""Workbooks to take away: the annotated copy of a tracker."""

from collections.abc import Callable

from cxdash.exports.annotated import AnnotatedCopy
from cxdash.ui import downloads

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def annotated_button(copy: Callable[[], AnnotatedCopy], name: str, *, key: str) -> None:
    """Offer the file of that name with its cells to mend marked; the copy, always a workbook, is made on the click."""
    name = name if name.casefold().endswith(".xlsx") else f"{name.rpartition('.')[0] or name}.xlsx"
    downloads.file_button(lambda: copy().content, name=name, mime=_EXCEL, key=key, label="Annotated copy")
