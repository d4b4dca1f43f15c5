"""Which columns a list of friction points has, under the many headings that people give them."""

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from cxdash.domain.metrics import plain
from cxdash.trackers.columns.friction_words import months_in, without_span
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.vocabulary import named_words, names, words
from cxdash.trackers.words import SURE, register_field

FIELDS = frozenset(names("friction"))
_WORDS = {plain(word): field for word, field in named_words("friction").items()}
_RANKS = {word: rank for rank, word in enumerate(_WORDS)}
_TELLING_NAMES = frozenset(map(plain, words("friction_name")))
_CURRENCIES = words("currency")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SPANNED = frozenset({"monthly_volume", "annual_cost"})
_FIGURES = frozenset({"monthly_volume", "failure_rate", "unit_cost", "annual_cost"})
# What a list of friction points does not have: two of these, and the rows are use cases with their pains.
_OF_REGISTERS = frozenset(
    {"pilot", "statement", "target", "baseline", "guardrails", "goes_live", "comparison", "window_days", "sponsor"}
    | {"technology_owner", "operations_owner", "commercial_owner", "finance_owner", "help_mode", "modules", "idea_on"}
)
_MOST_OF_REGISTERS = 1
_SHORTEST = 4
_FILLERS = words("friction_filler")
_YEAR = re.compile(r"(?:fy)?(?:(?:19|20)?\d{2})")
_TIMES = frozenset({"how often", "frequency", "times", "count", "number", "number of times", "häufigkeit", "anzahl"})
"""What a volume may be called where the span that it is counted in stands beside it."""
_SIGNS, _SIZES = "£€$¥", frozenset({"", "k", "m", "000", "000s"})


def is_friction(frame: Frame) -> bool:
    """Whether the rows of a table are friction points of a journey.

    They are where a person named the column that tells them; else where a column is called so and another one says
    where on the journey, or two say what it costs; a column called “Problem” or “Issue” needs both.
    """
    if any(column.said == "friction" for column in frame.columns):
        return True
    if not any(field_of(column) == "friction" for column in frame.columns):
        return False
    # What a person says a column is changes its meaning, not what the whole table is about.
    found = {best[0] for column in frame.columns if (best := _best(column)) is not None}
    listed = {register_field(column.last) for column in frame.columns if column.parts}
    if sum(score >= SURE and field in _OF_REGISTERS for field, score in listed) > _MOST_OF_REGISTERS:
        return False
    is_placed, is_costed = bool(found & {"step", "journey"}), len(found & _FIGURES) > 1
    is_named = any(_is_telling(column) for column in frame.columns)
    return is_placed or is_costed if is_named else is_placed and is_costed


def field_of(column: ColumnProfile) -> str | None:
    """Return the field that a column of a list of friction points has: as said, else as its header tells."""
    if column.said is not None:
        return column.said if column.said in FIELDS else None
    found = _best(column)
    return found[0] if found is not None else None


def fields_of(frame: Frame) -> list[tuple[ColumnProfile, str]]:
    """Give each column one field, the closest header first; what is left keeps its label."""
    given = {each.index: each.said for each in frame.columns if each.said in FIELDS or each.said == "ignore"}
    open_to = ((column, _best(column)) for column in frame.columns if column.index not in given)
    found = [(*best, column) for column, best in open_to if best is not None]
    taken = set(given.values())
    for field, _, _, column in sorted(found, key=lambda each: (-each[1], each[2], each[3].index)):
        if field not in taken:
            given[column.index] = field
            taken.add(field)
    return [(column, given.get(column.index) or f"other:{column.label or column.letter}") for column in frame.columns]


def _best(column: ColumnProfile) -> tuple[str, float, int] | None:
    """Return what the whole header or its lowest line names, whichever is closer."""
    found = [named for text in (column.label, column.last) if text and (named := _named(text)) is not None]
    return max(found, key=lambda each: each[1], default=None)


@lru_cache(maxsize=20_000)
def _named(label: str) -> tuple[str, float, int] | None:
    """Return the field that a header comes closest to, how close it comes (0 to 100), and the rank of the words."""
    outside = _bare(_IN_BRACKETS.sub(" ", label))
    essential = " ".join(word for word in outside.split() if word not in _FILLERS and not _YEAR.fullmatch(word))
    for form in dict.fromkeys((_bare(label), outside, outside.replace("%", "").strip(), essential)):
        if form in _WORDS:
            return _WORDS[form], 100.0, _RANKS[form]
    stem = " ".join(word for word in _bare(without_span(_IN_BRACKETS.sub(" ", label))).split() if word not in _FILLERS)
    is_money = stem == "cost" or (stem in _SIZES and any(sign in label for sign in _SIGNS))
    field = "annual_cost" if is_money else "monthly_volume" if stem in _TIMES else _WORDS.get(stem)
    if months_in(label) is not None and field in _SPANNED:
        return field, 100.0, _RANKS.get(stem, 0)
    best = process.extractOne(outside, _WORDS.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=SURE)
    return (_WORDS[best[0]], best[1], _RANKS[best[0]]) if best and len(outside) >= _SHORTEST else None


def _bare(text: str) -> str:
    """Return a header in plain words without the unit that stands among them."""
    return " ".join(word for word in plain(text).split() if word not in _CURRENCIES)


def _is_telling(column: ColumnProfile) -> bool:
    bare = {_bare(_IN_BRACKETS.sub(" ", text)) for text in (column.label, column.last)}
    return field_of(column) == "friction" and (column.said == "friction" or bool(bare & _TELLING_NAMES))
