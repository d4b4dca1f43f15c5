"""Numbers as people write them: digits, words, fractions, money and durations."""

import re

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = (
    {"zero": 0, "a": 1, "an": 1, "a hundred": 100, "a dozen": 12, "a couple of": 2, "hundred": 100}
    | {word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)}
    | {word: 20 + 10 * position for position, word in enumerate(_TENS)}
)
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|(?<!\d)\.\d+)"
_ONE = "|".join(_ONES)
WORDS = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_ONE}))?\b|(?:{'|'.join(_TEENS)})\b|(?:{_ONE})(?:[- ]hundred)?\b|zero\b"
    r"|a hundred\b|a dozen\b|a couple of\b)"
)
NUMBER = rf"(?:{DIGITS}|{WORDS})"
FRACTION = (
    r"(?:(?P<halves>half)|"
    rf"(?P<count>an?|one|two|three|four|five)[- ](?P<part>{'|'.join(_PARTS)})s?)\b(?![- ]?(?:year|hour|day))"
    r"|\b(?P<over>\d)/(?P<under>\d{1,2})(?!\d|/)"
)
ONE_IN = rf"(?P<some>{NUMBER}) (?:in|out of|of)(?: every)? (?P<every>{NUMBER})"


def number(text: str) -> float:
    """Return the value of what ``NUMBER`` matches; a comma before three digits separates thousands."""
    words = text.lower().replace("-", " ").strip()
    if words[0].isdigit() or words[0] == ".":
        whole = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", words) is not None
        return float(words.replace(",", "") if whole else words.replace(",", "."))
    if words in _VALUES:
        return float(_VALUES[words])
    first, _, last = words.partition(" ")
    return _VALUES[first] * 100.0 if last == "hundred" else float(_VALUES[first] + _VALUES[last])


def fraction(found: re.Match[str]) -> float:
    """Return the value of what ``FRACTION`` matches, between 0 and 1 for parts of a whole."""
    if found["halves"]:
        return 0.5
    if found["over"]:
        return int(found["over"]) / max(int(found["under"]), 1)
    return _VALUES[found["count"].lower()] / _PARTS[found["part"].lower()]


def scaled(value: float, scale: str | None) -> float:
    """Return 200 and ``k`` as 200,000."""
    return value * _SCALES[scale.lower()] if scale else value
