"""How many cells or texts a part of a workbook begins, counted by its bytes: far faster than taking them apart."""

from collections.abc import Iterable, Sequence

from cxdash.trackers.files import limits
from cxdash.trackers.problems import refusal

CELL = ("<c ", "<c>", "<c/", ":c r", ":c>", ":c/")
TEXT = ("<si>", "<si/", "<si ", ":si>", ":si/")
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def refuse_too_many(what: Sequence[str], pieces: Iterable[bytes]) -> None:
    """Go through a part's bytes up to the first beginning too many.

    One that is cut in two by the pieces is not counted; whoever takes the part apart counts again.

    Raises:
        RefusedFileError: there are more than cells may be.
    """
    beginnings: tuple[bytes, ...] = ()
    count = 0
    for piece in pieces:
        beginnings = beginnings or tuple(each.encode(_MARKS.get(piece[:2], "utf-8")) for each in what)
        count += sum(map(piece.count, beginnings))
        if count > limits.CELLS:
            raise refusal("too_many_cells", limit=limits.CELLS)
