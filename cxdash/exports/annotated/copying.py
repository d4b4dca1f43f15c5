"""An annotated copy made of a file's bytes: patched where it is an .xlsx, else a workbook of its values."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from cxdash.changes.comparing import NEEDS_ANSWER
from cxdash.exports.annotated.grid import Place, place_of
from cxdash.exports.annotated.patch import patched
from cxdash.exports.annotated.sheet import UnpatchableError
from cxdash.exports.annotated.values import sheet_name, workbook
from cxdash.trackers.files.guard import FileKind, kind_of
from cxdash.trackers.files.opening import open_file
from cxdash.trackers.readings import Problem


@dataclass(frozen=True, slots=True)
class AnnotatedCopy:
    """A workbook to hand over: the name of its original, ending in .xlsx, and the file's bytes."""

    name: str
    content: bytes


def annotated(content: bytes, name: str, problems: Iterable[Problem]) -> AnnotatedCopy:
    """Return a copy of a file in which every cell to mend is red and has a comment that says what to do.

    What only waits for an answer is right in the file and stays unmarked. Uploaded again, the copy is read exactly as
    the original: nothing but looks and comments differs. It keeps the file's name, because what a tracker is about may
    stand there. Marks and comments of an earlier copy are taken away first.

    Raises:
        RefusedFileError: the file cannot be read at all.
        RuleError: a text file cannot be put into a workbook; the sentence says why.
    """
    said = _said(problems)
    if kind_of(content) is FileKind.XLSX:
        try:
            return AnnotatedCopy(_named(name), patched(content, said))
        except UnpatchableError:
            pass
    plain = workbook(open_file(content, name).grids)
    return AnnotatedCopy(_named(name), patched(plain, {sheet_name(sheet): each for sheet, each in said.items()}))


def _said(problems: Iterable[Problem]) -> dict[str, dict[Place, list[str]]]:
    """Return what to say about each cell, by sheet, in the order of the rows."""
    found: dict[str, dict[Place, list[str]]] = {}
    for problem in problems:
        place = place_of(problem.source.cell)
        if place is not None and problem.code != NEEDS_ANSWER:
            found.setdefault(problem.source.sheet, {}).setdefault(place, []).append(problem.message)
    return {sheet: dict(sorted(places.items())) for sheet, places in found.items()}


def _named(name: str) -> str:
    return name if name.casefold().endswith(".xlsx") else f"{PurePath(name).stem}.xlsx"
