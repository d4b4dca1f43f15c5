"""What a slide says, apart from how it is drawn: a finding as its title, one chart or table, words, and sources."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cxdash.domain.figures import NO_BREAK
from cxdash.exports.slides.fit import Paragraph

LARGE, BODY, SMALLEST = 18.0, 20.0, 16.0
"""Points: what a slide explains beside a chart, what it lists, and the least of both."""
NUMBER = 44.0


class Tone(StrEnum):
    """What a mark means; ``look`` gives each its colour of the theme."""

    PILOT = "accent1"
    COMPARISON = "accent2"
    GOOD = "accent3"
    BAD = "accent4"
    NEUTRAL = "accent5"
    OTHER = "accent6"
    INK = "tx1"


@dataclass(frozen=True, slots=True)
class Series:
    """Values by category, None where there is none; ``low`` and ``high`` are their 95 % ranges where they have one."""

    name: str
    values: Sequence[float | None]
    tone: Tone
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars lying side by side by category, the first category at the top.

    Attributes:
        categories: name of each row and, in the line below it, its figures in words.
        by_category: the tone of each bar where it is not its series'.
        form: how a spreadsheet writes the values.
    """

    categories: Sequence[tuple[str, str]]
    series: Sequence[Series]
    form: str
    alt: str
    by_category: Sequence[Tone] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of a waterfall from one amount to another; a level starts at 0."""

    name: str
    words: str
    begins: float
    ends: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Steps from one level to another, as stacked columns over an invisible base."""

    steps: Sequence[Step]
    form: str
    alt: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A row with a measured value, its range and, where it is known, the value that is likely."""

    name: str
    mark: str
    state: str
    at: float
    low: float
    high: float
    likely: float | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """Dots with whiskers, a row each, the first at the top; drawn as a scatter with error bars.

    Attributes:
        states: the tone of each state, in the order of the legend.
        ends: the lowest and the highest value on the scale; charts that are compared share them.
        target: where a line is drawn through all rows, and what it is called.
        axis: what the values are, in words.
        is_small: whether it stands beside text: names alone, no verdicts and no legend.
    """

    rows: Sequence[Dot]
    states: Sequence[tuple[str, Tone]]
    ends: tuple[float, float]
    target: tuple[float, str] | None
    axis: str
    form: str
    alt: str
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a plane, its number, and what the number stands for."""

    number: int
    name: str
    state: str
    across: float
    up: float


@dataclass(frozen=True, slots=True)
class Plane:
    """Marks on two axes with the same ends; words beside the chart say what their numbers stand for.

    Attributes:
        states: the tone of each state, up to three, in the order of the legend.
        ends: the lowest and the highest value on either axis.
        across: what lies along the bottom, in words.
        up: what lies along the side, same.
    """

    marks: Sequence[Mark]
    states: Sequence[tuple[str, Tone]]
    ends: tuple[float, float]
    across: str
    up: str
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under their heads.

    Attributes:
        wide: shares of the width.
        right: the columns of figures.
        lines: how many lines a cell may take.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: Sequence[float]
    right: frozenset[int] = frozenset()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sides that stand beside each other, under its head."""

    head: str
    says: Sequence[Paragraph]


Chart = Bars | Waterfall | Dots | Plane


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes:
        title: the finding, as a sentence.
        number: a figure to be seen from the back of the room, and what it counts.
        says: paragraphs; what does not fit goes into the notes, or for a list on to further slides.
        pages: how many slides a list may take before it says how much more there is in the workbook; 0 is no list.
        sides: none or two, which are as large as each other; ``quote`` stands below them.
        wide: whether the chart takes the whole width, with the words below it.
        view: which figures these are, where they are not those that the deck says it shows.
        notes: where the figures come from, what is left out: a paragraph each.
    """

    title: str
    number: tuple[str, str] = ("", "")
    says: Sequence[Paragraph] = ()
    chart: Chart | None = None
    table: Table | None = None
    sides: tuple[Side, ...] = ()
    quote: str = ""
    wide: bool = False
    pages: int = 0
    is_cover: bool = False
    view: str = ""
    notes: Sequence[str] = field(default_factory=tuple)


def said(*sentences: str, size: float = LARGE) -> tuple[Paragraph, ...]:
    """Return sentences as paragraphs; empty ones are left out."""
    return tuple(Paragraph(each, size) for each in sentences if each)


def item(name: str, says: str) -> Paragraph:
    """Return a line of a list: its name in bold, then what is said of it."""
    return Paragraph(f" {says}" if says else "", BODY, head=f"{name}{':' if says else ''}")


def part(number: int, of: int) -> str:
    """Return what a title ends with on one of several slides, ``(2 of 3)``, kept on one line; empty on a single one."""
    return f" ({number}{NO_BREAK}of{NO_BREAK}{of})" if of > 1 else ""
