"""The frame of an .xlsx workbook: what kind of file it is, its sheets, its styles and its shared texts."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from cxdash.trackers.files import limits
from cxdash.trackers.files.archive import Archive
from cxdash.trackers.files.cell_count import TEXT, refuse_too_many
from cxdash.trackers.files.number_formats import Shown, shown_by_code, shown_by_number
from cxdash.trackers.files.xml_parts import elements, local, stream
from cxdash.trackers.problems import refusal

_CONTENT_TYPES = "[Content_Types].xml"
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # zeros and halves of letters, which no database takes
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet's name, the part it is stored in, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A workbook without its cells."""

    sheets: tuple[SheetPart, ...]
    shown: Mapping[str, Shown]
    texts: Sequence[str | None]
    from_1904: bool
    links: bool
    texts_by_number: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str
    external: bool


def read_frame(archive: Archive) -> Frame:
    """Read everything of a workbook but its cells.

    Raises:
        RefusedFileError: it is another kind of file, has macros, or a part is missing or unsafe.
    """
    if _CONTENT_TYPES not in archive:
        raise refusal("ods" if "meta-inf/manifest.xml" in archive else "damaged")
    workbook = _workbook_part(archive)
    _refuse_by_type(archive, workbook)
    relations = _relations(archive, workbook)
    kinds = {relation.kind for relation in relations.values()}
    if kinds & {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"}:
        raise refusal("macros")
    sheets, from_1904 = _sheets(archive, workbook, relations)
    texts = next((relation.target for relation in relations.values() if relation.kind == "sharedStrings"), None)
    styles = next((relation.target for relation in relations.values() if relation.kind == "styles"), None)
    shared = _shared_texts(archive, texts) if texts and texts in archive else []
    return Frame(
        sheets=sheets,
        shown=_shown_by_style(archive, styles) if styles and styles in archive else {},
        texts=shared,
        texts_by_number={str(number): text for number, text in enumerate(shared)},
        from_1904=from_1904,
        links="externalLink" in kinds,
    )


def _workbook_part(archive: Archive) -> str:
    for relation in _relations(archive, "").values():
        if relation.kind == "officeDocument" and relation.target in archive:
            return relation.target
    raise refusal("damaged")


def _refuse_by_type(archive: Archive, workbook: str) -> None:
    declared = ""
    fallback = ""
    for tag, attributes in elements(archive, _CONTENT_TYPES):
        kind = attributes.get("ContentType", "")
        if tag == "Override" and attributes.get("PartName", "").lstrip("/").casefold() == workbook.casefold():
            declared = kind
        elif tag == "Default" and workbook.casefold().endswith("." + attributes.get("Extension", "?").casefold()):
            fallback = kind
    declared = declared or fallback
    if "spreadsheetml" in declared:
        return
    if "sheet.binary" in declared or workbook.endswith(".bin"):
        raise refusal("xlsb")
    if "macroEnabled" in declared:
        raise refusal("macros")
    if "wordprocessingml" in declared or "presentationml" in declared:
        raise refusal("word")
    raise refusal("damaged")


def _relations(archive: Archive, part: str) -> dict[str, _Relation]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive:
        return {}
    found = {}
    for tag, attributes in elements(archive, path):
        if tag == "Relationship":
            target = unquote(attributes.get("Target", "").replace("\\", "/"))
            absolute = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            external = attributes.get("TargetMode") == "External"
            found[attributes.get("Id", "")] = _Relation(kind, absolute, external)
    return found


def _sheets(archive: Archive, workbook: str, relations: Mapping[str, _Relation]) -> tuple[tuple[SheetPart, ...], bool]:
    sheets: list[SheetPart] = []
    from_1904 = False
    for tag, attributes in elements(archive, workbook):
        if tag == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in {"1", "true", "on"}
        if tag == "sheet":
            relation = relations.get(attributes.get("id", ""))
            if relation and relation.kind == "worksheet" and relation.target in archive:
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(attributes.get("name", ""), relation.target, hidden))
    if len(sheets) > limits.SHEETS:
        raise refusal("too_many_sheets", count=len(sheets), limit=limits.SHEETS)
    if not sheets:
        raise refusal("no_sheets")
    return tuple(sheets), from_1904


def _shown_by_style(archive: Archive, part: str) -> dict[str, Shown]:
    codes: dict[str, Shown] = {}
    shown: dict[str, Shown] = {}
    inside = False
    for tag, attributes in elements(archive, part):
        if tag == "numFmt" and not inside:
            codes[attributes.get("numFmtId", "")] = shown_by_code(attributes.get("formatCode", "")[: limits.FORMAT])
        elif tag == "cellXfs":
            inside = True
        elif tag in {"cellStyles", "dxfs", "tableStyles"}:
            break
        elif tag == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            built_in = shown_by_number(int(number)) if number.isdigit() else Shown.PLAIN
            shown[str(len(shown))] = codes.get(number, built_in)
    return {style: kind for style, kind in shown.items() if kind}


def _shared_texts(archive: Archive, part: str) -> list[str | None]:
    if archive.size(part) > limits.QUICK // 4:
        refuse_too_many(TEXT, archive.ahead(part))
    reader = _Texts()
    stream(part, archive.chunks(part), reader.start, reader.text)
    reader.finish()
    return reader.found


class _Texts:
    """Takes the tags of the shared texts one by one; a text is finished when the next one opens."""

    def __init__(self) -> None:
        self.found: list[str | None] = []
        self._pieces: list[str] = []
        self._length = 0
        self._taking = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        """Take an opening tag."""
        name = local(tag)
        if name == "si":
            self.finish()
            self.found.append(None)
            if len(self.found) > limits.CELLS:
                raise refusal("too_many_cells", limit=limits.CELLS)
            self._taking = False
        elif name != "r":
            self._taking = name == "t"

    def text(self, piece: str) -> None:
        """Take a piece of text, refused as soon as it is longer than a cell can hold.

        Readings aids (rPh) hold a t of their own; they repeat the text in another script and are rare enough to keep.
        """
        if self._taking:
            self._length += len(piece)
            if self._length > limits.TEXT:
                raise refusal("text_too_long", sheet="The workbook", limit=limits.TEXT)
            self._pieces.append(piece)

    def finish(self) -> None:
        """Keep the open text."""
        if self.found:
            self.found[-1] = clean("".join(self._pieces))
        self._pieces.clear()
        self._length = 0


def clean(text: str) -> str | None:
    """Return a cell's text without surrounding space, None where nothing is left.

    Raises:
        RefusedFileError: the text is longer than a cell can hold.
    """
    if len(text) > limits.TEXT:
        raise refusal("text_too_long", sheet="The workbook", limit=limits.TEXT)
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return _UNSTORABLE.sub("", text).strip() or None
