"""Marks that stand for a missing value; none of them is ever zero."""

import re

from cxdash.trackers.vocabulary import words

_MARKS = words("missing")
_OF_FIGURES = words("missing_figure")
_SIGNS = re.compile(r"[-–—_.…*?:~^\s]+")
_ERROR = re.compile(r"#[¡¿]?[A-ZÄÖÜ0/_]+[!?]")
_BRACKETED = re.compile(r"\[[a-z]{1,4}\]|\([a-z*]\)|\.\.\s?[a-z]")
_CENSORED = re.compile(
    r"\d[\d.,]*\s?%?\s?\+|(?:n\s?)?(?:[<>≤≥]=?|(?:fewer|less|more) than|under|over|up to|unter|über)\s?\d[\d.,]*\s?%?"
    r"|\d+\s?[-–]\s?\d+|\d+ or (?:fewer|less|more)",
    re.IGNORECASE,
)


def is_missing(text: str) -> bool:
    """Whether a text is a mark for a value that is not there, such as ``n/a``, ``[c]`` or ``*``."""
    plain = text.strip().casefold()
    return (
        not plain or plain in _MARKS or _BRACKETED.fullmatch(plain) is not None or _SIGNS.fullmatch(plain) is not None
    )


def is_missing_figure(text: str) -> bool:
    """Whether a text stands for a missing value where a figure should be; ``c`` does there, elsewhere it is a name."""
    return text.strip().casefold() in _OF_FIGURES or is_missing(text)


def is_censored(text: str) -> bool:
    """Whether a text gives only a bound or a range where a number should stand, such as ``52+`` or ``<5``."""
    return _CENSORED.fullmatch(text.strip()) is not None


def is_error(text: str) -> bool:
    """Whether a text is an error that a spreadsheet wrote in place of a result, such as ``#DIV/0!``."""
    return _ERROR.fullmatch(text.strip()) is not None
