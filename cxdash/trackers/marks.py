"""Marks that stand for a missing value; none of them is ever zero."""

import re

from cxdash.trackers.vocabulary import words

_MARKS = words("missing")
_BRACKETED = re.compile(r"\[[a-z]{1,4}\]|\([a-z*]\)|\.\.\s?[a-z]")
_CENSORED = re.compile(r"\d[\d.,]*\s?\+|[<>≤≥]=?\s?\d[\d.,]*\s?%?|\d+\s?[-–]\s?\d+")


def is_missing(text: str) -> bool:
    """Whether a text is a mark for a value that is not there, such as ``n/a``, ``[c]`` or ``*``."""
    plain = text.strip().casefold()
    return not plain or plain in _MARKS or _BRACKETED.fullmatch(plain) is not None


def is_censored(text: str) -> bool:
    """Whether a text gives only a bound or a range where a number should stand, such as ``52+`` or ``<5``."""
    return _CENSORED.fullmatch(text.strip()) is not None
