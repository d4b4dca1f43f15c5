"""An answer as a page says it: a number, what it counts, a sentence, and what must be said with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered.

    Attributes:
        number: short enough for a card.
        unit: what the number counts.
        notes: what must be said with it, a sentence each.
    """

    number: str
    unit: str
    sentence: str
    notes: tuple[str, ...] = ()
