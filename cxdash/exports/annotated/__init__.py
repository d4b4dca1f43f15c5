"""The annotated copy of a tracker: the file as it was uploaded, with every cell to mend marked and saying why."""

from cxdash.exports.annotated.copying import AnnotatedCopy
from cxdash.exports.annotated.copying import annotated as copy

__all__ = ["AnnotatedCopy", "copy"]
