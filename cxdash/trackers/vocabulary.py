"""The words that trackers use, from ``vocabulary.csv``: by list, and within a list by the name they stand for."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("vocabulary.csv")


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["list"], {})[row["name"]] = tuple(row["words"].split("|"))
    return found


def words(name: str) -> frozenset[str]:
    """Return all words of a list."""
    return frozenset(word for group in _lists()[name].values() for word in group)


def ordered(name: str) -> tuple[str, ...]:
    """Return all words of a list in their order."""
    return tuple(word for group in _lists()[name].values() for word in group)


def named_words(name: str) -> Mapping[str, str]:
    """Return each word of a list with the name it stands for; the first name to claim a word keeps it."""
    found: dict[str, str] = {}
    for meaning, group in _lists()[name].items():
        for word in group:
            found.setdefault(word, meaning)
    return found


def names(name: str) -> tuple[str, ...]:
    """Return the names of a list in their order."""
    return tuple(_lists()[name])
