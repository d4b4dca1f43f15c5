"""How a brief looks in Word: one font, two colours, quiet spacing; set in styles, so that people can change them."""

from collections.abc import Mapping

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_FONT = "Calibri"
_INK = RGBColor(0x1F, 0x29, 0x37)
_ACCENT = RGBColor(0x1F, 0x5F, 0xA8)
_LOOKS: Mapping[str, tuple[float, RGBColor]] = {
    "Normal": (10.5, _INK),
    "Title": (22, _ACCENT),
    "Subtitle": (10, _INK),
    "Heading 1": (13, _ACCENT),
    "Intense Quote": (12, _ACCENT),
    "Footer": (8.5, _INK),
}
"""Size in points and colour of each style, and of its twin for single characters."""
_THEMED = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def apply(document: Document) -> None:
    """Give the styles that a brief uses their font, size, colour and spacing."""
    for name, (size, colour) in _LOOKS.items():
        for each in (name, f"{name} Char"):
            if each in document.styles:
                _set_font(document, each, size, colour)
    _set_spacing(document)


def _set_font(document: Document, name: str, size: float, colour: RGBColor) -> None:
    style = document.styles[name]
    style.font.name, style.font.size, style.font.italic = _FONT, Pt(size), False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in _THEMED:  # a font of the theme would win
        fonts.attrib.pop(qn(script), None)
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), _FONT)


def _set_spacing(document: Document) -> None:
    quote = document.styles["Intense Quote"].paragraph_format
    quote.left_indent = quote.right_indent = Cm(0)
    quote.space_before, quote.space_after = Pt(8), Pt(8)
    heading = document.styles["Heading 1"].paragraph_format
    heading.space_before, heading.space_after, heading.keep_with_next = Pt(14), Pt(4), True
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    for name in ("List Bullet", "List Number"):
        document.styles[name].paragraph_format.space_after = Pt(3)
