"""The annotated copy of an import in the history."""

from sqlalchemy.orm import Session

from cxdash.exports.annotated.child import copy
from cxdash.exports.annotated.copying import AnnotatedCopy
from cxdash.reports import uploads


def of_import(session: Session, import_id: int) -> AnnotatedCopy:
    """Return the annotated copy of an import's file, with what was to mend when it was stored.

    Raises:
        NotFoundError: there is no such import.
        RefusedFileError: what can be read has changed since, and this file no longer is.
        RuleError: a text file cannot be put into a workbook; the sentence says why.
    """
    stored = uploads.stored_file(session, import_id)
    return copy(stored.content, stored.name, stored.problems)
