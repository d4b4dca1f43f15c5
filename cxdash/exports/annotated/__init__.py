"""The annotated copy of a tracker: the file as it was uploaded, with every cell to mend marked and saying why."""

from cxdash.exports.annotated.child import copy
from cxdash.exports.annotated.copying import AnnotatedCopy
from cxdash.exports.annotated.past import of_import

__all__ = ["AnnotatedCopy", "copy", "of_import"]
