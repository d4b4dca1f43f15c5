"""Words of lists of costs and benefits: what is a cost and of which kind, what was planned, which currency."""

import re
from functools import lru_cache
from typing import NamedTuple

from cxdash.domain.metrics import plain
from cxdash.domain.money_entries import Basis, Side
from cxdash.trackers.vocabulary import named_words, words


class Sort(NamedTuple):
    """What a word says of an amount; ``kind`` is the stored word of a kind of cost or a class of money, "" for none."""

    side: Side
    kind: str


_SORTS = {
    plain(word): Sort(Side(side), kind)
    for word, name in named_words("money_kind").items()
    for side, _, kind in [name.partition(":")]
}
_BASES = {plain(word): Basis(name) for word, name in named_words("money_basis").items()}
_GENERAL = frozenset(map(plain, words("money_general")))
_FILLERS = words("money_filler")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LINKS = re.compile(r"\s[–—-]\s|:|\|")
_AND = re.compile(r"\s(?:and|und)\s|\s?[&+]\s?")
_SIGNS = {"£": "GBP", "€": "EUR", "US$": "USD", "A$": "AUD", "C$": "CAD", "¥": "JPY", "₹": "INR", "zł": "PLN"}
_CODES = {word.upper(): word.upper() for word in words("currency") if len(word) == 3} | {"EURO": "EUR"}
_CURRENCY = re.compile(
    rf"(?:{'|'.join(map(re.escape, _SIGNS))})|(?<![A-Z])\$|(?<![^\W\d_])(?:{'|'.join(_CODES)})(?![^\W\d_])",
    re.IGNORECASE,
)
_IN_THOUSANDS = re.compile(
    r"[£€$]\s?(?:k\b|['’]?000s?\b)|\b(?:k|t)(?:£|€|gbp|eur|usd)\b|\b(?:gbp|eur|usd)\s?(?:k\b|['’]?000s?\b)"
    r"|\bin (?:thousands?|tausend|tsd)\b|\(000s?\)|\bthousands?\b",
    re.IGNORECASE,
)
_IN_MILLIONS = re.compile(r"[£€$]\s?mn?\b|\b(?:gbp|eur|usd)\s?mn?\b|\bin (?:millions?|millionen|mio)\b", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def sort_of(text: str) -> Sort | None:
    """Return what a text says of an amount, None where its words name nothing; the closest part of it counts.

    ``Licences (bot)``, ``Run cost – hosting`` and ``Implementation £k`` are read like the word in them.
    """
    for part in _parts(text):
        found = _SORTS.get(part) or _SORTS.get(_essential(part))
        if found is not None:
            return found
    return _by_ends(_essential(plain(_IN_BRACKETS.sub(" ", text))))


@lru_cache(maxsize=5_000)
def basis_of(text: str) -> Basis | None:
    """Return whether a text says planned, forecast or actual; None where it says neither, or more than one."""
    said = plain(_IN_BRACKETS.sub(" ", text)) or plain(text)
    found = _BASES.get(said) or _BASES.get(_essential(said))
    if found is not None:
        return found
    among = {_BASES[word] for word in said.split() if word in _BASES}
    return next(iter(among)) if len(among) == 1 else None


def is_basis(text: str) -> bool:
    """Whether a text says nothing but planned, forecast or actual."""
    said = plain(_IN_BRACKETS.sub(" ", text)) or plain(text)
    return said in _BASES or _essential(said) in _BASES


def is_sort(text: str) -> bool:
    """Whether a text, or a part of it, says nothing but what money is for: ``Costs and benefits``."""
    return any(part in _SORTS or _essential(part) in _SORTS for part in (*_parts(text), *_joined(text)))


def is_general(text: str) -> bool:
    """Whether a text only names a kind, so that it is no line of its own: ``Run cost`` rather than ``Licences``."""
    return plain(_IN_BRACKETS.sub(" ", text)) in _GENERAL or _essential(plain(text)) in _GENERAL


def currency_in(text: str) -> str | None:
    """Return the code of the currency that a text names by its sign or its code; a bare $ may be any dollar."""
    found = _CURRENCY.search(text)
    if found is None:
        return None
    sign = found[0]
    return _SIGNS.get(sign) or _CODES.get(sign.upper()) or ("$" if sign == "$" else _SIGNS.get(sign.upper()))


def size_in(text: str) -> float:
    """Return what a header or a title says that its numbers are counted in: 1,000 for £k."""
    if _IN_THOUSANDS.search(text):
        return 1e3
    return 1e6 if _IN_MILLIONS.search(text) else 1.0


def _joined(text: str) -> list[str]:
    """Return what stands around the “and” or “&” of a title in plain words."""
    return [plain(part) for part in _AND.split(text)] if _AND.search(text) else []


def _parts(text: str) -> list[str]:
    """Return a text in plain words: whole, without what stands in brackets, and part by part."""
    bare = _IN_BRACKETS.sub(" ", text)
    return list(dict.fromkeys(filter(None, (plain(text), plain(bare), *map(plain, _LINKS.split(bare))))))


def _essential(said: str) -> str:
    return " ".join(word for word in said.split() if word not in _FILLERS and not word.isdigit())


def _by_ends(said: str) -> Sort | None:
    """Return what the last two or the last word of a text name, else the first ones: ``Bot platform licences``."""
    several = said.split()
    if len(several) < 2:
        return None
    ends = (" ".join(several[-2:]), several[-1], " ".join(several[:2]), several[0])
    return next((_SORTS[each] for each in ends if each in _SORTS), None)
