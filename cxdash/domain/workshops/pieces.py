"""The fields of a card, and what becomes of words that two people wrote into one of them at once."""

import re
from dataclasses import dataclass
from enum import StrEnum

from merge3 import Merge3

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count
from cxdash.domain.ownership import Function

_WORD = re.compile(r"\S+\s*|\s+")
"""A word with the space behind it, so that two people who change neighbouring words are asked what was meant."""


class Field(StrEnum):
    """What a card says, in the order in which it is written."""

    TITLE = "title"
    STATEMENT = "statement"
    METRIC = "metric"
    TARGET = "target"
    TECHNOLOGY = "technology"
    OPERATIONS = "operations"
    COMMERCIAL = "commercial"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]

    @property
    def is_choice(self) -> bool:
        """Whether it holds one thing out of several, so that there is nothing to merge."""
        return self in _CHOICES

    @property
    def longest(self) -> int:
        """How many characters it may have."""
        return _LONGEST[self]


OWNERS = {
    Field.TECHNOLOGY: Function.TECHNOLOGY,
    Field.OPERATIONS: Function.OPERATIONS,
    Field.COMMERCIAL: Function.COMMERCIAL,
}
"""The fields that name who answers for a function."""
_CHOICES = frozenset({Field.METRIC, Field.TARGET, *OWNERS})
_LABELS = {
    Field.TITLE: "Title",
    Field.STATEMENT: "Outcome statement",
    Field.METRIC: "Metric",
    Field.TARGET: "Target",
    Field.TECHNOLOGY: "Answers for technology",
    Field.OPERATIONS: "Answers for operations",
    Field.COMMERCIAL: "Answers for the business",
}
_LONGEST = dict.fromkeys(Field, 120) | {Field.TITLE: 200, Field.STATEMENT: 1_000, Field.TARGET: 60}


@dataclass(frozen=True, slots=True)
class Written:
    """What a field holds after somebody wrote into it, and how that came.

    ``outcome`` is ``saved`` where their words stand, ``same`` where they stood already, ``merged`` where others' words
    stand beside theirs, and ``clash`` where nothing was stored because both changed the same words.
    """

    text: str
    outcome: str


def check_piece(field: Field, text: str) -> None:
    """Raise RuleError for more words than a field may have."""
    if len(text) > field.longest:
        said = count(len(text), "character")
        raise RuleError(f"{field.label} has {said}. Shorten it to {field.longest}.", field=field.value)


def written(base: str, mine: str, stored: str, *, is_choice: bool = False) -> Written:
    """Return what becomes of a field that somebody wrote into.

    Args:
        base: the text they began from.
        mine: the text as they want it.
        stored: the text as it is now.
        is_choice: whether the field holds one thing out of several, which are never merged.
    """
    if mine in {stored, base}:
        return Written(stored, "same")
    if base == stored:
        return Written(mine, "saved")
    together = None if is_choice else merged(base, mine, stored)
    return Written(stored, "clash") if together is None else Written(together, "merged")


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Return both changes of a text in one, word by word; None where both changed the same or neighbouring words."""
    groups = list(Merge3(_words(base), _words(mine), _words(theirs)).merge_groups())
    if any(group[0] == "conflict" for group in groups):
        return None
    return "".join(word for group in groups for word in group[1])


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
