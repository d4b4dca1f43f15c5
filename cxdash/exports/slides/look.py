"""How slides look: 16 to 9, the colours of the charts on the screen as the file's theme, and four real layouts."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import Slide as DrawnSlide
from pptx.slide import SlideLayout
from pptx.util import Inches

from cxdash.charts import theme
from cxdash.exports.slides import shapes
from cxdash.exports.slides.letters import FONT
from cxdash.exports.slides.shapes import Box

INK, PAPER, PALE, QUIET = theme.ON_PAPER[1:], "ffffff", "E8EEF5", "4B5563"
"""The text, the background, the ground of what is set apart, and text that stands back; each readable on white."""
TITLE_SIZES = (32.0, 30.0, 28.0)
TITLE_LINES, COVER_LINES = 2, 3
FOOTER_SIZE = 12.0
COLOURS: Mapping[str, str] = {
    "dk1": INK,
    "lt1": PAPER,
    "dk2": QUIET,
    "lt2": PALE,
    "accent1": theme.PILOT[1:],
    "accent2": theme.COMPARISON[1:],
    "accent3": theme.GOOD[1:],
    "accent4": theme.BAD[1:],
    "accent5": theme.NEUTRAL[1:],
    "accent6": theme.SERIES[3][1:],
    "hlink": theme.PILOT[1:],
    "folHlink": theme.NEUTRAL[1:],
}
"""The theme of the file: what each colour of ``charts.theme`` is called there."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a layout has its title and its text, and what else it has: a chart, two sides, a quote."""

    title: Box
    text: Box
    drawn: Box | None = None
    left: Box | None = None
    right: Box | None = None
    quote: Box | None = None


WIDE, HIGH = 13.333, 7.5
TITLE = Box(0.6, 0.42, 12.13, 1.12)
COVER_TITLE = Box(0.9, 1.3, 11.5, 2.2)
COVER_BODY = Box(0.9, 3.7, 11.5, 2.6)
SIDE = Box(0.6, 1.75, 3.95, 5.0)
BESIDE = Box(4.8, 1.7, 7.95, 5.1)
WHOLE = Box(0.6, 1.75, 12.13, 5.0)
RESULT = Box(0.6, 1.5, 12.13, 0.85)
QUOTE = Box(0.6, 6.22, 12.13, 0.62)
ABOVE = Box(0.6, 1.6, 12.13, 4.6)
BELOW = Box(0.6, 6.28, 12.13, 0.6)
FOOTER = Box(0.6, 6.98, 11.0, 0.32)
PAGE = Box(11.93, 6.98, 0.8, 0.32)
TITLE_AT, TEXT_AT, DRAWN_AT, LEFT_AT, RIGHT_AT, QUOTE_AT, FOOTER_AT, PAGE_AT = 0, 1, 2, 3, 4, 5, 11, 12
"""The numbers of the placeholders, the same in every layout."""

COVER, FINDING, WIDE_FINDING, WORDS = "Cover", "Finding beside chart", "Finding over chart", "Finding in words"
SIDES, SIDES_AND_CHART = "Two sides", "Two sides and chart"
_LAYOUTS = {0: COVER, 1: WIDE_FINDING, 3: FINDING, 4: SIDES, 5: WORDS, 7: SIDES_AND_CHART}
_THEMED_FONT = re.compile(rb'(<a:(?:major|minor)Font><a:latin typeface=")[^"]*')
_THEMED_COLOURS = re.compile(rb"<a:clrScheme.*?</a:clrScheme>", re.DOTALL)
_PLACES: Mapping[str, Places] = {
    COVER: Places(COVER_TITLE, COVER_BODY),
    FINDING: Places(TITLE, SIDE, BESIDE),
    WIDE_FINDING: Places(TITLE, BELOW, ABOVE),
    WORDS: Places(TITLE, WHOLE),
    SIDES: Places(TITLE, RESULT, None, Box(0.6, 2.45, 5.85, 3.7), Box(6.88, 2.45, 5.85, 3.7), QUOTE),
    SIDES_AND_CHART: Places(
        TITLE, RESULT, Box(9.35, 2.4, 3.6, 3.75), Box(0.6, 2.45, 4.2, 3.7), Box(5.0, 2.45, 4.2, 3.7), QUOTE
    ),
}


def empty(title: str, *, subject: str) -> Deck:
    """Return a presentation without slides in the look of the product, named in the properties of the file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    _set_theme(deck)
    _set_master(deck)
    for at, layout in reversed(list(enumerate(deck.slide_layouts))):
        if at in _LAYOUTS:
            _set_layout(layout, _LAYOUTS[at])
        else:
            deck.slide_layouts.remove(layout)
    deck.core_properties.title, deck.core_properties.subject = title, subject
    deck.core_properties.author, deck.core_properties.language = "cxdash", "en-GB"
    return deck


def layout(deck: Deck, name: str) -> SlideLayout:
    """Return the layout of a name."""
    return next(each for each in deck.slide_layouts if each.name == name)


def places(name: str) -> Places:
    """Return where a layout has what it has."""
    return _PLACES[name]


def quieten(target: ColorFormat) -> None:
    """Let text stand back."""
    target.theme_color = MSO_THEME_COLOR.TEXT_2


def add_footer(slide: DrawnSlide, words: str) -> None:
    """Put the footer and the number of the page on a slide; a new slide has neither of its layout's."""
    for each in _placeholders(slide.slide_layout):
        if each.placeholder_format.idx in {FOOTER_AT, PAGE_AT}:
            slide.shapes._spTree.append(deepcopy(each._element))  # noqa: SLF001 footers have no API of their own
    for shape in slide.placeholders:
        if shape.placeholder_format.idx == FOOTER_AT:
            shape.text_frame.text = words


def _placeholders(layout: SlideLayout) -> Iterator[LayoutPlaceholder]:
    return (each for each in layout.shapes if isinstance(each, LayoutPlaceholder))


def _set_theme(deck: Deck) -> None:
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in COLOURS.items())
    whole = f'<a:clrScheme name="cxdash">{scheme}</a:clrScheme>'.encode()
    for part in (deck.slide_master.part, deck.notes_master.part):
        themed = part.part_related_by(RELATIONSHIP_TYPE.THEME)
        fonts = _THEMED_FONT.sub(rb"\g<1>" + FONT.encode(), themed.blob)
        themed._blob = _THEMED_COLOURS.sub(whole, fonts)  # noqa: SLF001 the theme has no API of its own


def _set_master(deck: Deck) -> None:
    master = deck.slide_master
    tree = master.shapes._spTree  # noqa: SLF001 placeholders of a master have no API of their own
    for each in list(master.placeholders):
        tree.remove(each._element)  # noqa: SLF001 same
    tree.append(shapes.bar(TITLE.left))
    for element in (
        shapes.placeholder(2, "Title", 'type="title"', TITLE, size=TITLE_SIZES[0], is_bold=True),
        shapes.placeholder(3, "Text", 'type="body" idx="1"', WHOLE, size=18),
        *_feet(),
    ):
        tree.append(element)
    _set_text_styles(master.element)


def _set_text_styles(master: Any) -> None:  # noqa: ANN401 elements of XML have no public type
    """Let all text begin at the left without bullets or indents."""
    styles = master.find("{*}txStyles")
    for level in styles.iter("{*}lvl1pPr"):
        for name, value in {"algn": "l", "marL": "0", "indent": "0"}.items():
            level.set(name, value)
        for bullet in [each for each in level if each.tag.endswith(("buChar", "buFont", "buNone", "spcBef"))]:
            level.remove(bullet)
        for size in level.iter("{*}defRPr"):
            size.set("sz", str(round((TITLE_SIZES[0] if level.getparent().tag.endswith("titleStyle") else 18) * 100)))


def _set_layout(layout: SlideLayout, name: str) -> None:
    has = _PLACES[name]
    tree = layout.shapes._spTree  # noqa: SLF001 placeholders of a layout have no API of their own
    for each in list(_placeholders(layout)):
        tree.remove(each._element)  # noqa: SLF001 same
    is_cover = name == COVER
    kind = 'type="ctrTitle"' if is_cover else 'type="title"'
    size = 44 if is_cover else TITLE_SIZES[0]
    tree.append(shapes.placeholder(2, "Title", kind, has.title, size=size, is_bold=True, is_low=is_cover))
    tree.append(
        shapes.placeholder(3, "Text", f'type="{"subTitle" if is_cover else "body"}" idx="{TEXT_AT}"', has.text, size=18)
    )
    if has.drawn is not None:
        tree.append(shapes.placeholder(4, "Chart", f'type="chart" idx="{DRAWN_AT}"', has.drawn, size=18))
    for at, box in ((LEFT_AT, has.left), (RIGHT_AT, has.right), (QUOTE_AT, has.quote)):
        if box is not None:
            tree.append(shapes.placeholder(10 + at, "Text", f'type="body" sz="quarter" idx="{at}"', box, size=16))
    for foot in _feet():
        tree.append(foot)
    layout._element.attrib.pop("type", None)  # noqa: SLF001 the old kind speaks of other placeholders
    layout._element.cSld.set("name", name)  # noqa: SLF001 a layout's name cannot be set otherwise


def _feet() -> tuple[Any, Any]:
    return (
        shapes.placeholder(
            5, "Footer", f'type="ftr" sz="quarter" idx="{FOOTER_AT}"', FOOTER, size=FOOTER_SIZE, is_quiet=True
        ),
        shapes.placeholder(
            6, "Page", f'type="sldNum" sz="quarter" idx="{PAGE_AT}"', PAGE, size=FOOTER_SIZE, is_quiet=True
        ),
    )
