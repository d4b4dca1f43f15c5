"""The parts of a workbook's zip: read within limits, changed by name, written with all others as they were."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from cxdash.exports.annotated import spans
from cxdash.exports.annotated.spans import Edits, Element
from cxdash.trackers.files.archive import Archive

_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_EMPTY_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NEW_PART = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says about another: the last word of the kind, and the part's name from the zip's root."""

    id: str
    kind: str
    target: str


class Package:
    """A workbook's parts by name; names differ in case between programs, so case does not count."""

    def __init__(self, content: bytes) -> None:
        """Open the zip; see ``Archive`` for what is refused."""
        self._original = content
        self._archive = Archive(content)
        self._changed: dict[str, tuple[str, bytes | None]] = {}

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        known = self._changed.get(name.casefold())
        return name in self._archive if known is None else known[1] is not None

    def read(self, name: str) -> bytes:
        """Return a part as it is by now, in UTF-8 whatever it was stored in."""
        known = self._changed.get(name.casefold())
        if known is not None and known[1] is not None:
            return known[1]
        return spans.in_utf8(self._archive.read(name))

    def write(self, name: str, content: bytes) -> None:
        """Put a part in place of the one of that name, or add it."""
        self._changed[name.casefold()] = (name, content)

    def free_name(self, pattern: str) -> str:
        """Return the first name after a pattern such as ``xl/comments{}.xml`` that no part has."""
        return next(name for number in range(1, 1 << 20) if (name := pattern.format(number)) not in self)

    def relations(self, part: str) -> list[Relation]:
        """Return what a part says about other parts of the workbook, and about nothing outside of it."""
        path = _relations_of(part)
        if path not in self:
            return []
        return [_relation(each, part) for each in self._related(path) if each.attribute("TargetMode") != "External"]

    def relate(self, part: str, kind: str, target: str, *, strict: bool = False) -> str:
        """Let a part name another one, and return the id of that relation."""
        path = _relations_of(part)
        if path not in self:
            self.write(path, _EMPTY_RELATIONS)
            self.declare_extension("rels", _RELATIONS)
        root = spans.parse(path, self.read(path))
        taken = {each.attribute("Id") for each in root.children}
        free = next(name for number in range(1, 1 << 20) if (name := f"rId{number}") not in taken)
        written = quote(posixpath.relpath(target, posixpath.dirname(part) or "."))
        kinds = _STRICT_KINDS if strict else _KINDS
        edits = Edits(self.read(path))
        tag = f'<{root.prefix}Relationship Id="{free}" Type="{kinds}/{kind}" Target="{written}"/>'
        edits.append_to(root, tag.encode())
        self.write(path, edits.made())
        return free

    def drop(self, part: str, relation: Relation) -> None:
        """Take out a part, what its type was declared as, and the relation by which another part named it."""
        path = _relations_of(part)
        self._take_out(path, [each for each in self._related(path) if each.attribute("Id") == relation.id])
        declared = spans.parse(_CONTENT_TYPES, self.read(_CONTENT_TYPES)).children
        name = f"/{relation.target}".casefold()
        overrides = [each for each in declared if (each.attribute("PartName") or "").casefold() == name]
        self._take_out(_CONTENT_TYPES, overrides)
        self._changed[relation.target.casefold()] = (relation.target, None)

    def declare(self, part: str, content_type: str) -> None:
        """Say which type a new part has."""
        self._declare("Override", "PartName", f"/{part}", content_type)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say which type parts with this ending have, unless that is said already."""
        root = spans.parse(_CONTENT_TYPES, self.read(_CONTENT_TYPES))
        said = {(each.attribute("Extension") or "").casefold() for each in root.all_named("Default")}
        if extension not in said:
            self._declare("Default", "Extension", extension, content_type)

    def made(self) -> bytes:
        """Return the workbook; the very bytes it was read from where nothing was changed."""
        if not self._changed:
            return self._original
        result = io.BytesIO()
        waiting = dict(self._changed)
        untouched = Archive(self._original)
        with zipfile.ZipFile(io.BytesIO(self._original)) as old, zipfile.ZipFile(result, "w") as new:
            for entry in old.infolist():
                name = entry.filename.replace("\\", "/")
                _, content = waiting.pop(name.casefold(), (name, b"" if entry.is_dir() else untouched.read(name)))
                if content is not None:
                    new.writestr(_like(entry), content)
            for name, content in waiting.values():
                if content is not None:
                    new.writestr(_new(name), content)
        return result.getvalue()

    def _related(self, path: str) -> Iterator[Element]:
        return spans.parse(path, self.read(path)).all_named("Relationship")

    def _take_out(self, name: str, elements: list[Element]) -> None:
        edits = Edits(self.read(name))
        for element in elements:
            edits.replace(element.start, element.end, b"")
        if edits:
            self.write(name, edits.made())

    def _declare(self, tag: str, key: str, value: str, content_type: str) -> None:
        root = spans.parse(_CONTENT_TYPES, self.read(_CONTENT_TYPES))
        edits = Edits(self.read(_CONTENT_TYPES))
        declared = f'<{root.prefix}{tag} {key}="{value}" ContentType="{content_type}"/>'.encode()
        # Defaults come before overrides; some programs insist.
        first = next(root.all_named("Override"), None) if tag == "Default" else None
        if first is None:
            edits.append_to(root, declared)
        else:
            edits.insert(first.start, declared)
        self.write(_CONTENT_TYPES, edits.made())


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(element: Element, part: str) -> Relation:
    target = unquote((element.attribute("Target") or "").replace("\\", "/"))
    place = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
    kind = (element.attribute("Type") or "").rpartition("/")[2]
    return Relation(element.attribute("Id") or "", kind, posixpath.normpath(place))


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return the head of a part as it was, without the sizes and flags that its old bytes had."""
    head = zipfile.ZipInfo(entry.filename, entry.date_time)
    head.compress_type = entry.compress_type
    head.external_attr = entry.external_attr
    head.comment = entry.comment
    return head


def _new(name: str) -> zipfile.ZipInfo:
    head = zipfile.ZipInfo(name, _NEW_PART)
    head.compress_type = zipfile.ZIP_DEFLATED
    return head
