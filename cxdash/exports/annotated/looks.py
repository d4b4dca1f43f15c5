"""The styles of a workbook with looks for marked cells: each its cell's own style, with our red and dark text.

A marked style belongs to a named style of ours, which keeps the font and the fill the cell had before: so a later copy
can give them back, even after another program has saved the file and numbered everything anew.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cxdash.exports.annotated import spans
from cxdash.exports.annotated.spans import Edits, Element

RED, INK = "FFF9C6BF", "FF7A1300"
"""Dark red on light red: a contrast of 7, and never white on white whatever the cell's own font."""

NONE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>'
)
"""The styles of a workbook that has none."""

_NAME = "cxdash to mend"
_NAMES = re.compile(rf"{_NAME}(?: \d+)?")
_IS_RED = re.compile(rb'fgColor\b[^>]{0,200}\brgb\s*=\s*["\'][0-9A-F]{2}' + RED[2:].encode(), re.IGNORECASE)
_IS_INK = re.compile(rb'color\b[^>]{0,200}\brgb\s*=\s*["\'][0-9A-F]{2}' + INK[2:].encode(), re.IGNORECASE)
_PLAIN = '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "fonts": ('<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',),
    "fills": tuple(f'<{{p}}fill><{{p}}patternFill patternType="{name}"/></{{p}}fill>' for name in ("none", "gray125")),
    "borders": ("<{p}border/>",),
    "cellStyleXfs": (_PLAIN,),
    "cellXfs": (_PLAIN,),
    "cellStyles": ('<{p}cellStyle name="Normal" xfId="0" builtinId="0"/>',),
}
"""The lists we look into, in the order in which they stand, each with what every workbook has."""
_BEFORE = ("numFmts",)


@dataclass(slots=True)
class _Section:
    """One list of the styles: what it holds by now, and how many of that stood in the part as it was."""

    element: Element | None
    items: list[bytes]
    stored: int

    def place_of(self, item: bytes) -> str:
        """Return an item's number, added where it is new."""
        if item not in self.items:
            self.items.append(item)
        return str(self.items.index(item))

    def at(self, number: str) -> bytes:
        """Return an item by its number, the first where there is none of that number."""
        return self.items[int(number)] if number.isdigit() and int(number) < len(self.items) else self.items[0]


class Looks:
    """The styles part while cells are marked; a style is its number as text, as a cell names it."""

    def __init__(self, content: bytes) -> None:
        """Read the styles of a workbook."""
        self._content = spans.opened(content)
        self._root = spans.parse("styles", self._content)
        self._p = self._root.prefix
        self._sections = {name: self._section(name) for name in _SECTIONS}
        self._names = [_attributes(style).get("name", "") for style in self._sections["cellStyles"].items]
        self._own = self._our_styles()
        self._marked: dict[str, str] = {}
        self._was_marked = {
            str(number): xf
            for number, xf in enumerate(self._sections["cellXfs"].items)
            if self._is_marked(_attributes(xf))
        }

    @property
    def marks(self) -> Collection[str]:
        """The styles of cells that an earlier copy marked."""
        return self._was_marked.keys()

    def marked(self, style: str) -> str:
        """Return the style of a cell to mend by the style it has."""
        if style in self._was_marked:
            return style
        if style not in self._marked:
            self._marked[style] = self._mark(self._sections["cellXfs"].at(style))
        return self._marked[style]

    def unmarked(self, style: str) -> str:
        """Return the style that a cell had before an earlier copy marked it."""
        xf = self._was_marked[style]
        attributes = dict(_attributes(xf))
        font, fill = self._own[attributes["xfId"]]
        attributes |= {"fillId": fill, "xfId": "0"}
        if _IS_INK.search(self._sections["fonts"].at(attributes.get("fontId", "0"))):
            attributes["fontId"] = font
        found = _built(f"{self._p}xf", attributes, _inside(xf))
        alike = (number for number, each in enumerate(self._sections["cellXfs"].items) if _looks_as(each, found))
        number = next(alike, None)
        return self._sections["cellXfs"].place_of(found) if number is None else str(number)

    def made(self) -> bytes:
        """Return the part with the styles that were added; as it was where none was."""
        sections = self._sections.values()
        edits = Edits(self._content)
        if not self._marked and all(section.stored == len(section.items) for section in sections if section.element):
            return self._content
        for name, section in self._sections.items():
            if section.element is not None and section.stored < len(section.items):
                self._extend(section.element, section, edits)
            elif section.element is None:
                edits.insert(self._place_for(name), self._whole(name, section))
        return edits.made()

    def _section(self, name: str) -> _Section:
        element = self._root.named(name)
        items = [self._content[child.start : child.end] for child in element.children] if element else []
        stored = len(items)
        return _Section(element, items or [item.format(p=self._p).encode() for item in _SECTIONS[name]], stored)

    def _our_styles(self) -> dict[str, tuple[str, str]]:
        """Return our named styles by their numbers, each with the font and the fill that it keeps."""
        named = [_attributes(style) for style in self._sections["cellStyles"].items]
        ours = [each.get("xfId", "") for each in named if _NAMES.fullmatch(each.get("name", ""))]
        return {number: _look(_attributes(self._sections["cellStyleXfs"].at(number))) for number in ours}

    def _is_marked(self, attributes: Mapping[str, str]) -> bool:
        fill = self._sections["fills"].at(attributes.get("fillId", "0"))
        return attributes.get("xfId") in self._own and _IS_RED.search(fill) is not None

    def _mark(self, xf: bytes) -> str:
        attributes = dict(_attributes(xf))
        font = self._sections["fonts"].at(attributes.get("fontId", "0"))
        changed = {
            "xfId": self._named_style(attributes),
            "fontId": self._sections["fonts"].place_of(self._in_ink(font)),
            "fillId": self._sections["fills"].place_of(self._red()),
        }
        applied = {f"apply{what}": "1" for what in ("NumberFormat", "Font", "Fill", "Border")}
        return self._sections["cellXfs"].place_of(
            _built(f"{self._p}xf", attributes | changed | applied, _inside(xf)),
        )

    def _named_style(self, attributes: Mapping[str, str]) -> str:
        """Return the number of our named style that keeps the look of a cell, made where there is none yet."""
        look, styles = _look(attributes), self._sections["cellStyleXfs"]
        known = next((number for number, kept in self._own.items() if kept == look), None)
        if known is not None:
            return known
        number = str(len(styles.items))
        kept = {name: attributes.get(name, "0") for name in ("numFmtId", "fontId", "fillId", "borderId")}
        styles.items.append(_built(f"{self._p}xf", kept, b""))
        name = next(name for name in self._free_names() if name not in self._names)
        self._names.append(name)
        self._sections["cellStyles"].items.append(
            _built(f"{self._p}cellStyle", {"name": name, "xfId": number}, b""),
        )
        self._own[number] = look
        return number

    def _free_names(self) -> list[str]:
        return [_NAME, *(f"{_NAME} {number}" for number in range(2, len(self._names) + 3))]

    def _red(self) -> bytes:
        fills = self._sections["fills"].items
        own = f'<{self._p}fgColor rgb="{RED}"/><{self._p}bgColor indexed="64"/>'
        new = f'<{self._p}fill><{self._p}patternFill patternType="solid">{own}</{self._p}patternFill></{self._p}fill>'
        return next((fill for fill in fills if _IS_RED.search(fill)), new.encode())

    def _in_ink(self, font: bytes) -> bytes:
        """Return a font in our dark red, whatever its own colour."""
        root = spans.parse("font", font)
        edits, ink = Edits(font), f'<{self._p}color rgb="{INK}"/>'.encode()
        old, name = root.named("color"), root.named("name")
        if old is not None:
            edits.replace(old.start, old.end, ink)
        elif name is not None:
            edits.insert(name.start, ink)
        else:
            edits.append_to(root, ink)
        return edits.made()

    def _extend(self, element: Element, section: _Section, edits: Edits) -> None:
        tag = self._content[element.start : element.opened]
        counted = {"count": str(len(section.items))} if "count" in element.attributes else {}
        new = b"".join(section.items[section.stored :])
        if element.closes_itself:
            opening = spans.with_attributes(tag[:-2].rstrip() + b">", counted)
            edits.replace(element.start, element.end, opening + new + f"</{element.tag}>".encode())
        else:
            edits.replace(element.start, element.opened, spans.with_attributes(tag, counted))
            edits.insert(element.closing, new)

    def _whole(self, name: str, section: _Section) -> bytes:
        return _built(f"{self._p}{name}", {"count": str(len(section.items))}, b"".join(section.items))

    def _place_for(self, name: str) -> int:
        """Return where a missing list belongs: before the first that comes after it."""
        earlier = {*_BEFORE, *list(_SECTIONS)[: list(_SECTIONS).index(name)]}
        later = next((child for child in self._root.children if child.name not in earlier), None)
        return self._root.closing if later is None else later.start


def _attributes(item: bytes) -> Mapping[str, str]:
    return spans.parse("style", item).attributes


def _inside(item: bytes) -> bytes:
    root = spans.parse("style", item)
    return b"" if root.closes_itself else item[root.opened : root.closing].strip()


def _look(attributes: Mapping[str, str]) -> tuple[str, str]:
    return attributes.get("fontId", "0"), attributes.get("fillId", "0")


def _looks_as(one: bytes, other: bytes) -> bool:
    """Whether two styles show a cell the same, whatever they say about where that comes from."""
    return _telling(_attributes(one)) == _telling(_attributes(other)) and _inside(one) == _inside(other)


def _telling(attributes: Mapping[str, str]) -> dict[str, str]:
    said = {name: value for name, value in attributes.items() if not name.startswith("apply")}
    defaults = dict.fromkeys(("numFmtId", "fontId", "fillId", "borderId", "xfId"), "0")
    return {name: value for name, value in (defaults | said).items() if value != "0"}


def _built(tag: str, attributes: Mapping[str, str], inside: bytes) -> bytes:
    written = "".join(f' {name}="{spans.quoted(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>".encode() + inside + f"</{tag}>".encode() if inside else f"<{tag}{written}/>".encode()
