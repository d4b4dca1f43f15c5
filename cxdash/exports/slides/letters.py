"""How wide letters of Arial are, which Helvetica and Liberation Sans share: a line breaks alike on every machine."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

FONT = "Arial"

_REGULAR: Mapping[int, str] = {
    191: "'",
    222: "ijl‘’ł",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0·Ííìîï",
    333: "()-`r“”²³¡ř",
    350: "•{}",
    389: '*"',
    469: "^°",
    500: "Jcksvxyzçýÿśżćčšž",
    556: "#$0123456789?L_abdeghnopqu£€–§«»Łäöüåéèêëàáâãñóòôõúùûąęńőűě≥≤±",
    584: "+<=>~−×",
    611: "FTZ¿ßŻø",
    667: "&ABEKPSVXYÄÅÉÈÊÀÁÂŚ",
    722: "CDHNRUwÜÇÑÚ",
    778: "GOQÖØÓÒÔ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1000: "—…→←Æ",
    1015: "@",
}
_BOLD: Mapping[int, str] = {
    238: "'",
    278: " ,./I\\ijl\u00a0·‘’Ííìîïł|",
    333: "!()-:;[]`ft²³¡",
    389: "*r{}ř•°",
    474: '"',
    500: "z“”żž",
    556: "#$0123456789J_aceksvxy£€–§«»äåéèêëàáâãçýÿśąęćčšě≥≤±",
    584: "+<=>^~−×",
    611: "?FLTZbdghnopqu¿ßŁŻöüøñóòôõúùûńőű",
    667: "EPSVXYÉÈÊŚ",
    722: "&ABCDHKNRUÄÜÅÀÁÂÇÑÚ",
    778: "GOQwÖØÓÒÔ",
    833: "M",
    889: "%mæ",
    944: "W",
    1000: "—…→←Æ@",
}
"""Thousandths of the size of the type: letters."""

_WIDE, _ANY = 1000, 800
"""What a letter of another script takes at most: full-width ones, and all that are in neither table."""


def width(text: str, *, size: float, bold: bool = False) -> float:
    """Return how wide a text is on one line, in points, in type of a size in points."""
    known = _by_letter(is_bold=bold)
    return sum(known.get(letter) or _unknown(letter) for letter in text) * size / 1000


@lru_cache(maxsize=2)
def _by_letter(*, is_bold: bool) -> dict[str, int]:
    table = _BOLD if is_bold else _REGULAR
    return {letter: wide for wide, letters in table.items() for letter in letters}


def _unknown(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _ANY
