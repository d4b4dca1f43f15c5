"""The words of headers, by the field they name: English and German, exact first, then close ones."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import plain
from cxdash.trackers.vocabulary import named_words, words

_ARMS = {word: Arm(name) for word, name in named_words("arm").items()}
_TOTALS, _DERIVED, _PIVOTS = words("total"), words("derived"), words("pivot")
_DERIVED_LINKS = words("derived_link")
_UNITS = words("unit") | words("currency") | frozenset(named_words("time_unit"))
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETED_UNIT = re.compile(r"[(\[][^()\[\]]{1,12}[)\]]")
_MEASURES, _GENERIC_SHEETS = words("measure"), words("generic_sheet")
_TOTAL_STARTS = frozenset({"total", "summe", "gesamt", "subtotal"})
SURE, LIKELY = 90, 75


def _plainly(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, field in named_words(name).items():
        found.setdefault(plain(word), field)
    return found


COLUMN_FIELDS = _plainly("column")
REGISTER_FIELDS = _plainly("register")
_LIST_WORDS = words("list_word")
_SHORT_LABEL = 5
_FEW_WORDS = 3
_COMPARED = frozenset(
    {
        "team",
        "teams",
        "site",
        "sites",
        "agents",
        "unit",
        "units",
        "clinic",
        "clinics",
        "ward",
        "wards",
        "queue",
        "cohort",
    }
    | {"region", "branch", "location", "hospital", "customers", "patients", "stores", "standort", "standorte"}
)
_PERIODS = words("period")
_BOUNDS = frozenset(
    {"end", "ending", "ended", "start", "starting", "commencing", "beginning", "of", "report", "reporting"}
)
_OF_PERIODS = frozenset({"key", "id", "sk"})
_FEWEST_NAMES = 3
_MOSTLY = 0.6
TRACKER_LABELS = frozenset(plain(word) for word in words("tracker"))


def spaced(label: str) -> str:
    """Return a label with blanks between the words that only capitals tell apart: ``WeekEndingDate``."""
    return _INNER_CAPITAL.sub(" ", label)


@lru_cache(maxsize=20_000)
def column_field(label: str) -> str | None:
    """Return the field of a table of observations that a header names."""
    label = spaced(label)
    found = _near(label, COLUMN_FIELDS)
    if found is None and plain(label).endswith((" name", "name")) and len(plain(label)) > 4:
        # "Provider name" and "site_name" name what figures are about; "KPI name" is among the words above.
        stem = plain(label).removesuffix("name").strip()
        return COLUMN_FIELDS.get(stem, "entity")
    stem, _, last = plain(label).rpartition(" ")
    if found is None and last in _OF_PERIODS and COLUMN_FIELDS.get(stem) == "period":
        return "period"
    return found or _by_last_word(label)


def _by_last_word(label: str) -> str | None:
    """Return what the last of two or three words names: ``Call queue`` names a queue, ``Week end date`` a week."""
    said = plain(label).split()
    if len(said) > 1 and said[-1] in _PERIODS and set(said) <= _PERIODS | _BOUNDS:
        return "period"
    field = COLUMN_FIELDS.get(said[-1]) if 1 < len(said) <= _FEW_WORDS else None
    return field if field in {"entity", "site", "segment"} and not _MEASURES & set(said) else None


@lru_cache(maxsize=20_000)
def register_field(label: str) -> tuple[str | None, float]:
    """Return the field of a register that a header comes closest to, and how close it comes, 0 to 100."""
    name = plain(label)
    if name in REGISTER_FIELDS:
        return REGISTER_FIELDS[name], 100.0
    if len(name) < 4:
        return None, 0.0
    best = process.extractOne(name, REGISTER_FIELDS.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY)
    return (REGISTER_FIELDS[best[0]], best[1]) if best else (None, 0.0)


def _near(label: str, fields: Mapping[str, str]) -> str | None:
    name = plain(label)
    exact = fields.get(name)
    if exact or len(name) < 5:
        return exact
    best = process.extractOne(name, fields.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
    return fields[best[0]] if best else None


def is_tracker_word(label: str) -> bool:
    """Whether a header belongs to a list of things to do."""
    name = plain(label)
    if name in TRACKER_LABELS or (name.startswith("%") and name[1:].strip() in TRACKER_LABELS):
        return True
    said = name.split()
    return 1 < len(said) <= _SHORT_LABEL and bool(_LIST_WORDS & set(said))


def heads_a_list(cells: Iterable[object]) -> bool:
    """Whether a row consists of the words that head lists of tasks and risks, at least three of them."""
    filled = [cell for cell in cells if cell is not None]
    known = sum(isinstance(cell, str) and is_tracker_word(cell) for cell in filled)
    return known >= _FEWEST_NAMES and known >= _MOSTLY * len(filled)


def arm_of(text: str) -> Arm | None:
    """Return the side of a comparison that a word names, alone or before one for people or places: ``Control team``."""
    name = plain(text)
    first, _, last = name.rpartition(" ")
    return _ARMS.get(name) or (_ARMS.get(first) if last in _COMPARED else None)


def arm_in(text: str) -> tuple[str, Arm | None]:
    """Split a name such as ``North – control`` into the name and the side of the comparison."""
    for mark in (" – ", " - ", " — ", " | ", ": ", " / ", "_"):
        head, found, tail = text.rpartition(mark)
        arm = arm_of(tail) if found else None
        if arm is not None:
            return head.strip(), arm
    if text.endswith(")") and "(" in text:
        head, _, tail = text[:-1].rpartition("(")
        arm = arm_of(tail)
        if arm is not None and head.strip():
            return head.strip(), arm
    head, _, tail = text.rpartition(" ")
    # "Outreach pilot" may well be the pilot's own name; nobody is called "Northgate control".
    return (head.strip(), Arm.COMPARISON) if head and arm_of(tail) is Arm.COMPARISON else (text, None)


def is_total(text: str) -> bool:
    """Whether a row's label claims that the row is a total."""
    name = plain(text)
    if name in _TOTALS:
        return True
    parts = name.split()
    return bool(parts) and (parts[0] in _TOTAL_STARTS or parts[-1] in _TOTAL_STARTS or name.startswith("sub total"))


def is_derived(text: str) -> bool:
    """Whether a label says that a row or column is worked out from the others."""
    name = plain(text)
    if name in _DERIVED:
        return True
    said = name.split()  # "% change on quarter", "difference vs prior year"
    return any(said[at] in _DERIVED_LINKS and " ".join(said[:at]) in _DERIVED for at in range(1, min(len(said), 4)))


def is_pivot(label: str) -> bool:
    """Whether a header is one that Excel's pivot tables write."""
    return plain(label) in _PIVOTS


def is_unit(text: str) -> bool:
    """Whether a line of a header says only in what something is counted."""
    name = text.strip().casefold()
    return name in _UNITS or name.strip("().[] ") in _UNITS or _BRACKETED_UNIT.fullmatch(name) is not None


def sounds_like_metric(label: str) -> bool:
    """Whether a label has a word that names measures rather than places or people."""
    return bool(_MEASURES & set(plain(spaced(label)).replace("%", " % ").split()))


def is_generic_sheet(name: str) -> bool:
    """Whether a sheet's name says nothing about what is on it."""
    stems = [word.rstrip("0123456789") for word in plain(name).split()]
    return all(stem in _GENERIC_SHEETS or not stem for stem in stems)
