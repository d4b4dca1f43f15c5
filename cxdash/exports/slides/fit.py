"""Text that fits its place: broken into lines as a presentation breaks them, made smaller, and at last shortened."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from cxdash.exports.slides import letters

LINE = 1.2
"""How high a line is, in sizes of its type."""
BETWEEN = 0.45
"""The space after a paragraph, in sizes of its type."""
_LAST_WORDS = 4
_NOT_IN_XML = re.compile(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in type of some points; ``head`` stands before the text in bold."""

    text: str
    size: float
    head: str = ""
    is_bold: bool = False
    tone: str = ""

    @property
    def whole(self) -> str:
        """The words as they stand on the slide."""
        return f"{self.head}{self.text}"


def clean(text: str) -> str:
    """Put a blank for breaks of lines and for what a file cannot hold."""
    return _NOT_IN_XML.sub(" ", text).strip()


def lines(text: str, *, size: float, width: float, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than ``width`` points; a word that is wider is broken where it must be."""
    found: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if letters.width(longer, size=size, bold=bold) <= width:
            line = longer
            continue
        if line:
            found.append(line)
        *full, line = _pieces(word, size=size, width=width, bold=bold)
        found += full
    return [*found, line]


def balanced(text: str, *, size: float, width: float, bold: bool = False) -> list[str]:
    """Break a text into as few lines as ``lines`` does, but about equally long, so that no word stands alone."""
    found = lines(text, size=size, width=width, bold=bold)
    narrowest = width / 2
    for narrower in (width * share / 10 for share in range(9, 4, -1)):
        tried = lines(text, size=size, width=max(narrower, narrowest), bold=bold)
        if len(tried) > len(found):
            break
        found = tried
    return found


def height(paragraphs: Sequence[Paragraph], *, width: float) -> float:
    """Return how high paragraphs are below one another, in points, in a column ``width`` points wide."""
    sizes = [_height(each, width) for each in paragraphs]
    between = sum(each.size * BETWEEN for each in paragraphs[:-1])
    return sum(sizes) + between


def shortened(text: str, *, size: float, width: float, at_most: int, bold: bool = False) -> str:
    """Return a text that takes no more lines than ``at_most``: as it is, or up to a word with an ellipsis."""
    text = clean(text)
    if len(lines(text, size=size, width=width, bold=bold)) <= at_most:
        return text
    words = text.split(" ")
    low, high = 0, len(words)
    while low < high - 1:
        middle = (low + high) // 2
        said = f"{' '.join(words[:middle])}…"
        fits = len(lines(said, size=size, width=width, bold=bold)) <= at_most
        low, high = (middle, high) if fits else (low, middle)
    if low:
        return f"{' '.join(words[:low]).rstrip(',;:.–-')}…"
    return f"{_pieces(words[0], size=size, width=width - size, bold=bold)[0]}…"


def with_its_end(title: str, *, size: float, width: float, at_most: int) -> str:
    """Return a title in bold of at most so many lines; a long one keeps its last words, where its figures are."""
    if len(lines(title, size=size, width=width, bold=True)) <= at_most:
        return title
    words = title.split(" ")
    end = " ".join(words[-_LAST_WORDS:])
    for kept in range(len(words) - _LAST_WORDS - 1, 0, -1):
        said = f"{' '.join(words[:kept]).rstrip(',;:.–-')}… {end}"
        if len(lines(said, size=size, width=width, bold=True)) <= at_most:
            return said
    return shortened(title, size=size, width=width, at_most=at_most, bold=True)


def fitted(
    paragraphs: Sequence[Paragraph], *, width: float, high: float, smallest: float
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs that fit a place, as large as they do, and those that do not fit at the smallest type.

    Type is made smaller by up to a quarter and never below ``smallest`` points; one that is smaller already stays.
    """
    for factor in (1.0, 0.9, 0.8, 0.75):
        tried = [replace(each, size=max(each.size * factor, min(each.size, smallest))) for each in paragraphs]
        if height(tried, width=width) <= high:
            return tried, []
    kept = len(tried)
    while kept > 1 and height(tried[:kept], width=width) > high:
        kept -= 1
    first = tried[:kept]
    if height(first, width=width) > high:
        first = [_cut(first[0], width=width, high=high)]
    return first, list(paragraphs[kept:])


def shared(paragraphs: Sequence[Paragraph], *, width: float, high: float) -> list[Paragraph]:
    """Return all paragraphs, the longest of them shortened line by line until they fit a place together."""
    if not paragraphs:
        return []
    rows = [ceil(_height(each, width) / (each.size * LINE) - 1e-9) for each in paragraphs]
    between = sum(each.size * BETWEEN for each in paragraphs[:-1])
    room = high - between

    def used() -> float:
        return sum(count * each.size * LINE for count, each in zip(rows, paragraphs, strict=True))

    while used() > room and max(rows) > 1:
        rows[rows.index(max(rows))] -= 1
    return [
        _cut(each, width=width, high=count * each.size * LINE) for each, count in zip(paragraphs, rows, strict=True)
    ]


def _height(each: Paragraph, width: float) -> float:
    bold = each.is_bold or bool(each.head)
    return len(lines(each.whole, size=each.size, width=width, bold=bold)) * each.size * LINE


def _cut(each: Paragraph, *, width: float, high: float) -> Paragraph:
    rows = max(1, int(high / (each.size * LINE) + 1e-9))
    whole = shortened(each.whole, size=each.size, width=width, at_most=rows, bold=True)
    head = whole[: len(each.head)]
    return replace(each, head=head, text=whole[len(head) :])


def _pieces(word: str, *, size: float, width: float, bold: bool) -> list[str]:
    found, piece = [], ""
    for letter in word:
        if piece and letters.width(piece + letter, size=size, bold=bold) > width:
            found.append(piece)
            piece = ""
        piece += letter
    return [*found, piece]
