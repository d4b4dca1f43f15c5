"""Everything that stands out in the text of a statement, before it is decided what belongs to what."""

from dataclasses import dataclass
from datetime import date

from cxdash.domain.metrics import Catalogue
from cxdash.domain.statements.directions import Mark, Way, marks
from cxdash.domain.statements.mentions import Mention, mentions
from cxdash.domain.statements.places import quantities
from cxdash.domain.statements.quantities import Place, Quantity
from cxdash.domain.statements.text import Span
from cxdash.domain.statements.tools import Led, Tool, led_by, tools
from cxdash.domain.statements.windows import Window, best_window, windows

NEAR = 45
"""Characters between words that may belong together, such as a verb and its object."""
_PARTS_OF_NAMES = frozenset({"drop", "lost", "end", "add", "extend", "lift"})


@dataclass(frozen=True, slots=True)
class Found:
    """What stands out in a text, each kind in the order of the text.

    Attributes:
        text: the statement as it is read.
        window: the stretch that most surely names the window.
        timed: stretches that name windows, for which nothing else may be taken.
        mentions: words that name metrics.
        marks: words of direction that are no part of a metric's name.
        amounts: numbers with their units and places.
        tools: technologies, products and vendors.
        led: what the sentence begins by bringing in, if it does.
    """

    text: str
    window: Window | None
    timed: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    marks: tuple[Mark, ...]
    amounts: tuple[Quantity, ...]
    tools: tuple[Tool, ...]
    led: Led | None

    @property
    def sizes(self) -> tuple[Span, ...]:
        """The amounts, with their words, that surely are the goal's, such as “by 30 %”."""
        return tuple(each.stretch for each in self.amounts if is_anchored(each))

    @property
    def led_by_technology(self) -> bool:
        """Whether the sentence begins by bringing in a technology, product or vendor."""
        return self.led is not None and self.led.names_technology


def find(text: str, catalogue: Catalogue, *, today: date) -> Found:
    """Return what stands out in a text."""
    stretches = windows(text, today=today)
    window = best_window(stretches)
    named = mentions(text, catalogue)
    timed = [each.span for each in stretches if each.weight > 2 or each is window]
    # A name with a duration in it, such as “7-day repeat”, names no window.
    free = [span for span in timed if not any(span.touches(each.span) for each in named if not each.guessed)] or timed
    return Found(
        text=text,
        window=window,
        timed=tuple(free),
        mentions=tuple(named),
        marks=tuple(mark for mark in marks(text) if not _within_name(text, mark, named)),
        amounts=tuple(quantities(text, masked=free)),
        tools=tuple(tools(text)),
        led=led_by(text),
    )


def is_anchored(each: Quantity) -> bool:
    """Whether words before an amount or its unit make it one of the goal's."""
    return each.place in {Place.FROM, Place.BY} or (each.place is Place.TO and bool(each.unit))


def _within_name(text: str, mark: Mark, named: list[Mention]) -> bool:
    """Whether a word of direction is part of a metric's name, such as “drop” of “call drop off”."""
    if mark.way is Way.REACH or mark.size is not None:
        return False
    word = text[mark.span.start : mark.span.end].lower()
    holding = (each for each in named if each.span.holds(mark.span.start))
    return any(word in _PARTS_OF_NAMES or (mark.span.start > each.span.start and not mark.particle) for each in holding)
