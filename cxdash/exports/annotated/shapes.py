"""The old drawing (VML) that gives each comment of a sheet its box; boxes that are there are left as they are."""

import re
from collections.abc import Collection, Mapping

from cxdash.exports.annotated.grid import Place
from cxdash.trackers import limits

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
    '<v:shape {spaces} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_SHAPE = re.compile(rb"<v:shape\s(?:(?!<v:shape\s).)*?</v:shape>\s*", re.DOTALL)
_AT = re.compile(rb"<x:(Row|Column)>\s*(\d+)\s*</x:\1>")
_NUMBER = re.compile(rb"""\bid\s*=\s*["']_x0000_s(\d+)["']""")
_LETTERS_IN_LINE, _LINES_IN_ROW, _COLUMNS = 44, 1.3, 4


def redrawn(content: bytes, gone: Collection[Place], boxes: Mapping[Place, str]) -> bytes | None:
    """Return a drawing without the boxes of comments that went and with boxes for new ones; None where it cannot be.

    Args:
        content: the drawing. It is often no well-formed XML, so it is changed as text.
        gone: the places of comments that are no more.
        boxes: the places of new comments with their texts, after which the boxes are sized.
    """
    kept = _SHAPE.sub(lambda shape: b"" if _place_of(shape[0]) in gone else shape[0], content) if gone else content
    end = kept.rfind(b"</xml>")
    if end < 0:
        return None
    highest = max([1024, *(int(number) for number in _NUMBER.findall(kept))])
    drawn = "".join(_box(highest + 1 + count, place, text) for count, (place, text) in enumerate(boxes.items()))
    return kept[:end] + drawn.encode() + kept[end:]


def is_empty(content: bytes) -> bool:
    """Whether a drawing has no box and no other shape."""
    return not re.search(rb"<v:(?!shapetype)(?:shape|group|rect|line|oval|image)", content)


def _place_of(shape: bytes) -> Place | None:
    said = {name: int(number) for name, number in _AT.findall(shape)} if b'"Note"' in shape else {}
    return (said[b"Row"], said[b"Column"]) if len(said) == 2 else None


def _box(number: int, place: Place, text: str) -> str:
    row, column = place
    anchor = ", ".join(str(each) for each in _anchor(row, column, text))
    return _BOX.format(spaces=_SPACES, number=number, anchor=anchor, row=row, column=column)


def _anchor(row: int, column: int, text: str) -> tuple[int, ...]:
    """Return left column and offset, top row and offset, right column and offset, bottom row and offset."""
    lines = sum(1 + len(line) // _LETTERS_IN_LINE for line in text.split("\n"))
    height, left = round(lines / _LINES_IN_ROW) + 2, min(column + 1, limits.COLUMNS - 1 - _COLUMNS)
    top = min(max(row - 1, 0), limits.ROWS - 1 - height)
    return left, 15, top, 8, left + _COLUMNS, 15, top + height, 4
