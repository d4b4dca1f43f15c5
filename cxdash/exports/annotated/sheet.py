"""One worksheet of a copy: its cells marked, its comments written, their boxes drawn."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cxdash.exports.annotated import cells, grid, notes, shapes, spans, threads
from cxdash.exports.annotated.grid import Place, SheetMap
from cxdash.exports.annotated.looks import Looks
from cxdash.exports.annotated.notes import Noted
from cxdash.exports.annotated.package import Package, Relation
from cxdash.exports.annotated.spans import Edits

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_AFTER_DRAWING = frozenset(
    ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"]
)
"""The parts of a worksheet that come after the drawing of its comments (ECMA-376 part 1, 18.3.1.99)."""


class UnpatchableError(Exception):
    """The workbook is built in a way that cannot be changed in place."""


class _Sheet(NamedTuple):
    """A worksheet while it is changed."""

    package: Package
    part: str
    found: SheetMap
    edits: Edits
    related: Mapping[str, Relation]

    @property
    def is_strict(self) -> bool:
        return any(value.startswith(_STRICT) for value in self.found.attributes.values())


def annotate(
    package: Package, part: str, said: Mapping[Place, Sequence[str]], looks: Looks, *, people: str | None
) -> None:
    """Mark and comment cells of one sheet, and take away what an earlier copy said.

    Args:
        package: the workbook.
        part: the sheet's part.
        said: what to say at which places.
        looks: the workbook's styles.
        people: the part that lists who writes threaded comments, where there is one.

    Raises:
        RefusedFileError: a part is damaged.
        UnpatchableError: the drawing of its comments cannot be changed.
    """
    related = {relation.kind: relation for relation in package.relations(part) if relation.target in package}
    comments = related.get("comments")
    was_annotated = comments is not None and notes.is_annotated(package.read(comments.target))
    if not said and not was_annotated and not looks.marks:
        return
    content = package.read(part)
    texts = _texts(content, said)
    found = grid.find(part, content, texts, looks.marks)
    sheet = _Sheet(package, part, found, Edits(content), related)
    cells.mark(sheet.edits, found, texts, looks)
    if texts or was_annotated:
        _comment(sheet, texts)
        _reply(sheet, texts, people)
    if sheet.edits:
        package.write(part, sheet.edits.made())


def _texts(content: bytes, said: Mapping[Place, Sequence[str]]) -> dict[Place, str]:
    """Return what each comment says, at the place where it is seen."""
    shown = grid.shown_at(content, said)
    joined: dict[Place, list[str]] = {}
    for place, sentences in said.items():
        joined.setdefault(shown[place], []).extend(sentences)
    return {place: notes.said(sentences) for place, sentences in joined.items()}


def _comment(sheet: _Sheet, texts: Mapping[Place, str]) -> None:
    package, relation = sheet.package, sheet.related.get("comments")
    if relation is None:
        name = package.free_name("xl/comments{}.xml")
        before = notes.empty(strict=sheet.is_strict)
    else:
        name, before = relation.target, package.read(relation.target)
    noted = notes.annotate(name, before, texts)
    if relation is not None and not noted.added and not noted.kept:
        package.drop(sheet.part, relation)
    else:
        package.write(name, noted.content)
    if relation is None:
        package.declare(name, _COMMENTS)
        package.relate(sheet.part, "comments", name, strict=sheet.is_strict)
    _draw(sheet, noted, texts)


def _draw(sheet: _Sheet, noted: Noted, texts: Mapping[Place, str]) -> None:
    """Give new comments their boxes in the sheet's drawing, which is made or taken away as need be."""
    boxes = {place: texts[place] for place in noted.added}
    package, named = sheet.package, sheet.found.drawing
    if named is None:
        if boxes:
            boxes |= dict.fromkeys(noted.kept, "")
            _add_drawing(sheet, _redrawn(shapes.NONE, noted, boxes))
        return
    drawing = next((each for each in package.relations(sheet.part) if each.id == named), None)
    if drawing is None or drawing.target not in package:
        raise UnpatchableError(sheet.part)
    after = _redrawn(package.read(drawing.target), noted, boxes)
    if shapes.is_empty(after) and not noted.kept:
        package.drop(sheet.part, drawing)
        _take_out_drawing(sheet)
    else:
        package.write(drawing.target, after)


def _redrawn(content: bytes, noted: Noted, boxes: Mapping[Place, str]) -> bytes:
    after = shapes.redrawn(content, noted.gone, boxes, noted.joined)
    if after is None:
        message = "the drawing of the comments has no end"
        raise UnpatchableError(message)
    return after


def _add_drawing(sheet: _Sheet, content: bytes) -> None:
    name = sheet.package.free_name("xl/drawings/vmlDrawing{}.vml")
    sheet.package.write(name, content)
    sheet.package.declare_extension("vml", shapes.CONTENT_TYPE)
    number = sheet.package.relate(sheet.part, "vmlDrawing", name, strict=sheet.is_strict)
    space = _STRICT_RELATIONS if sheet.is_strict else _RELATIONS
    known = (key for key, value in sheet.found.attributes.items() if value == space and key.startswith("xmlns:"))
    prefix = next(known, "")
    named = f'{prefix[6:]}:id="{number}"' if prefix else f'xmlns:r="{space}" r:id="{number}"'
    later = (start for name, start in sheet.found.parts if name in _AFTER_DRAWING)
    tag = f"<{sheet.found.prefix}legacyDrawing {named}/>".encode()
    sheet.edits.insert(next(later, sheet.found.end), tag)


def _take_out_drawing(sheet: _Sheet) -> None:
    start = next(start for name, start in sheet.found.parts if name == "legacyDrawing")
    end = spans.tag_end(sheet.edits.content, start)
    if sheet.edits.content[end - 2 : end] != b"/>":
        end = sheet.edits.content.index(b">", end) + 1
    sheet.edits.replace(start, end, b"")


def _reply(sheet: _Sheet, texts: Mapping[Place, str], people: str | None) -> None:
    """Answer in the threads of the marked cells, which newer programs show in place of the comment."""
    thread = sheet.related.get("threadedComment")
    if thread is None or people is None or thread.target not in sheet.package:
        return
    before = sheet.package.read(thread.target)
    after = threads.replied(thread.target, before, texts)
    if after != before:
        sheet.package.write(thread.target, after)
        sheet.package.write(people, threads.with_us(people, sheet.package.read(people)))
