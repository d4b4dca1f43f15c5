"""The shapes that layouts are made of: places for words and charts, and the short line at the top of every slide."""

from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches

_PAGE_NUMBER = (
    '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-GB"/><a:t>1</a:t></a:fld>'
)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def points_wide(self) -> float:
        """The room for text on a line, in points."""
        return self.width * 72

    @property
    def points_high(self) -> float:
        """The room for lines below one another, in points."""
        return self.height * 72


def placeholder(
    number: int,
    name: str,
    kind: str,
    box: Box,
    *,
    size: float,
    is_bold: bool = False,
    is_low: bool = False,
    is_quiet: bool = False,
) -> Any:  # noqa: ANN401 elements of XML have no public type
    """Return a place of a layout, ``kind`` in the words of the file's format; type in points."""
    left, top, width, height = (Inches(each) for each in (box.left, box.top, box.width, box.height))
    at_right = "sldNum" in kind
    words = _PAGE_NUMBER if at_right else f'<a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r>'
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}>"
        f'<p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{"b" if is_low else "t"}">'
        "<a:noAutofit/></a:bodyPr>"
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{"r" if at_right else "l"}"><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(is_bold)}">'
        f'<a:solidFill><a:schemeClr val="{"tx2" if is_quiet else "tx1"}"/></a:solidFill></a:defRPr>'
        "</a:lvl1pPr></a:lstStyle>"
        f"<a:p>{words}</a:p></p:txBody></p:sp>"
    )


def bar(left: float) -> Any:  # noqa: ANN401 same
    """Return the short line in the first colour at the top of every slide, so many inches from its left edge."""
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}>"
        '<p:nvSpPr><p:cNvPr id="9" name="Line"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{Inches(left)}" y="{Inches(0.24)}"/>'
        f'<a:ext cx="{Inches(0.7)}" cy="{Emu(50800)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
