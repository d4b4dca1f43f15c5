"""The old drawing (VML) that gives each comment of a sheet its box; boxes that are there are left as they are."""

import re
from collections.abc import Collection, Mapping

from cxdash.exports.annotated.grid import Place
from cxdash.trackers.files import limits

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
NONE = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
).encode()
"""A drawing without a box."""

_BOX = (
    '<v:shape{spaces} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:59pt;'
    'margin-top:2pt;width:190pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE = re.compile(rb"<v:shape\s(?:(?!<v:shape\s).)*?</v:shape>\s*", re.DOTALL)
_AT = re.compile(rb"<x:(Row|Column)>\s*(\d+)\s*</x:\1>")
_ANCHOR = re.compile(rb"(<x:Anchor>)\s*(\d+(?:\s*,\s*\d+){7})\s*(</x:Anchor>)")
_TOP_ROW, _BOTTOM_ROW = 2, 6
"""The places of two numbers in an anchor: column, offset, row, offset of one corner and of the other."""
_NUMBER = re.compile(rb"""\bid\s*=\s*["']_x0000_s(\d+)["']""")
_LETTERS_IN_LINE, _LINES_IN_ROW, _COLUMNS, _POINTS_IN_ROW = 44, 1.3, 4, 15


def redrawn(
    content: bytes, gone: Collection[Place], boxes: Mapping[Place, str], grown: Mapping[Place, str]
) -> bytes | None:
    """Return a drawing that fits the comments of its sheet; None where it cannot be changed.

    Args:
        content: the drawing. It is often no well-formed XML, so it is changed as text.
        gone: the places of comments that are no more.
        boxes: the places of new comments with their texts, after which the boxes are sized.
        grown: the places of comments that became longer, with their texts: their boxes are made high enough.
    """

    def changed(shape: re.Match[bytes]) -> bytes:
        place = _place_of(shape[0])
        if place is None:
            return shape[0]
        if place in gone:
            return b""
        return _at_least(shape[0], _rows(grown[place])) if place in grown else shape[0]

    kept = _SHAPE.sub(changed, content) if gone or grown else content
    end = kept.rfind(b"</xml>")
    if end < 0:
        return None
    spaces = "" if b"xmlns:v=" in kept and b"xmlns:x=" in kept else f" {_SPACES}"
    highest = max([1024, *(int(number) for number in _NUMBER.findall(kept))])
    drawn = (_box(highest + 1 + count, place, text, spaces) for count, (place, text) in enumerate(boxes.items()))
    return kept[:end] + "".join(drawn).encode() + kept[end:]


def is_empty(content: bytes) -> bool:
    """Whether a drawing has no box and no other shape."""
    return not re.search(rb"<v:(?!shapetype)(?:shape|group|rect|line|oval|image)", content)


def _place_of(shape: bytes) -> Place | None:
    said = {name: int(number) for name, number in _AT.findall(shape)} if b'"Note"' in shape else {}
    return (said[b"Row"], said[b"Column"]) if len(said) == 2 else None


def _at_least(shape: bytes, rows: int) -> bytes:
    def higher(anchor: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in anchor[2].split(b",")]
        lowest = min(numbers[_TOP_ROW] + rows, limits.ROWS - 1)
        numbers[_BOTTOM_ROW] = max(numbers[_BOTTOM_ROW], lowest)
        return anchor[1] + ", ".join(str(number) for number in numbers).encode() + anchor[3]

    return _ANCHOR.sub(higher, shape)


def _box(number: int, place: Place, text: str, spaces: str) -> str:
    row, column = place
    anchor, height = ", ".join(str(each) for each in _anchor(row, column, text)), _rows(text) * _POINTS_IN_ROW
    return _BOX.format(spaces=spaces, number=number, height=height, anchor=anchor, row=row, column=column)


def _anchor(row: int, column: int, text: str) -> tuple[int, ...]:
    """Return left column and offset, top row and offset, right column and offset, bottom row and offset."""
    left, height = min(column + 1, limits.COLUMNS - 1 - _COLUMNS), _rows(text)
    top = min(max(row - 1, 0), limits.ROWS - 1 - height)
    return left, 15, top, 8, left + _COLUMNS, 15, top + height, 4


def _rows(text: str) -> int:
    """Return how many rows of a sheet a box of this text is high."""
    lines = sum(1 + len(line) // _LETTERS_IN_LINE for line in text.split("\n"))
    return round(lines / _LINES_IN_ROW) + 2
