"""What a headline claims beyond the evidence: numbers outside the interval, in figures or in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cxdash.domain.proof_evidence import Evidence

_NUMBER = re.compile(
    r"(?<![\w.,/])[-−+–]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\w/])\s*(%|per ?cent\b|points?\b)?", re.IGNORECASE
)
_NOT_AN_EFFECT = re.compile(
    r"\s*-?\s*(days?|weeks?|months?|quarters?|years?|sites?|pilots?|clinics?|patients?|people)\b", re.IGNORECASE
)
_IN_WORDS = {
    "tenfold": 9.0,
    "tripled": 2.0,
    "trebled": 2.0,
    "doubled": 1.0,
    "twice": 1.0,
    "three quarters": 0.75,
    "two thirds": 0.667,
    "half": 0.5,
    "halved": 0.5,
    "a third": 0.333,
    "a quarter": 0.25,
    "a fifth": 0.2,
    "eliminated": 1.0,
    "no more": 1.0,
}
_YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A size that a headline names: as it is written, as a number, and half its last digit."""

    words: str
    size: float
    rounding: float


def beyond_the_evidence(headline: str, evidence: Evidence) -> tuple[str, ...]:
    """Return what a headline claims that the evidence does not bear, a sentence each; none where it bears all of it.

    It is advice: a number may stand for something else. Levels before and after count as borne, and so does every
    size within the interval, as far as it is written.
    """
    if evidence.low is None or evidence.high is None:
        return ()
    claims = [*_percentages(headline), *([] if _is_percent(evidence) else _plain(headline)), *_words(headline)]
    return tuple(
        f"The headline says {each.words}; the evidence bears {evidence.change}."
        for each in claims
        if not _is_borne(each, evidence)
    )


def _is_borne(claim: _Claim, evidence: Evidence) -> bool:
    scale = 100 if _is_percent(evidence) else 1
    ends = sorted(abs(each) * scale for each in (evidence.low or 0.0, evidence.high or 0.0))
    low = 0.0 if (evidence.low or 0.0) * (evidence.high or 0.0) < 0 else ends[0]
    if low - claim.rounding <= claim.size <= ends[1] + claim.rounding:
        return True
    unit = 100 if evidence.is_fraction else 1
    levels = [each * unit for each in (evidence.before, evidence.after) if each is not None]
    return any(abs(claim.size - each) <= max(claim.rounding, 0.05) for each in levels)


def _is_percent(evidence: Evidence) -> bool:
    return evidence.relative or evidence.is_fraction


def _percentages(headline: str) -> Iterator[_Claim]:
    for found in _NUMBER.finditer(headline):
        if found[3]:
            yield _claim(found)


def _plain(headline: str) -> Iterator[_Claim]:
    """Yield numbers without a percent sign, for effects in units of the metric; years and spans of time are none."""
    for found in _NUMBER.finditer(headline):
        claim = _claim(found)
        is_a_year = claim.size in _YEARS and not found[2]
        if not found[3] and not is_a_year and not _NOT_AN_EFFECT.match(headline[found.end() :]):
            yield claim


def _words(headline: str) -> Iterator[_Claim]:
    plain = headline.casefold()
    for words, share in _IN_WORDS.items():
        if re.search(rf"\b{words}\b", plain):
            yield _Claim(f"“{words}”", share * 100, 2.5)


def _claim(found: re.Match[str]) -> _Claim:
    decimals = len(found[2]) - 1 if found[2] else 0
    return _Claim(found[0].strip(), float(found[1].replace(",", "") + (found[2] or "")), 0.5 * 10**-decimals)
