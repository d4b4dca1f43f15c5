"""The forms in which people write a day, week, month, quarter or year, in English, German and other languages."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from cxdash.domain.periods import Grain
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.vocabulary import named_words, words


def alternatives(texts: Iterable[str]) -> str:
    """Return a pattern for any of these texts, the longest first."""
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


MONTHS = {name: int(number) for name, number in named_words("month").items()}
_MONTH = alternatives(MONTHS)
_OF = r"(?:\s+(?:de|del|di|of|van|du))?"
_YEAR = r"(\d{4}|\d{2})"
_YEARS = r"'?(\d{4}|\d{2})(?:\s?[/–-]\s?(\d{4}|\d{2}))?"
_FISCAL = alternatives(words("fiscal_year"))
_WEEK = alternatives(words("week_word"))
_QUARTER_WORD = alternatives(words("quarter_word"))
_QUARTER = rf"q|t|{_QUARTER_WORD}"
_HALF = alternatives(words("half_word"))
_NTH = r"(?:st|nd|rd|th|er|ère|ème|e|º|ª|°|\.)?"
_CLOCK = r"(?:[t,]?\s?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s?(?:[ap]\.?m\.?|uhr|h)?(?:z|[+-]\d{2}:?\d{2})?)?"
_SLASHED = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2{_YEAR}{_CLOCK}")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_Form = tuple[str, Callable[[re.Match[str]], When | None]]


def single(plain: str) -> When | None:
    """Read one period from text in lower case with single spaces, None where it is none.

    A stretch between two days, and words around the period, are not read here.
    """
    slashed = _SLASHED.fullmatch(plain)
    if slashed:
        return _slashed(slashed)
    for form, build in _COMPILED:
        match = form.fullmatch(plain)
        found = build(match) if match else None
        if found is not None:
            return found
    return None


def full_year(text: str) -> int:
    """Read a year of two or four digits; two digits lie between 1970 and 2069."""
    number = int(text)
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def _month(name: str, year: str | None) -> When:
    return When(Grain.MONTH, full_year(year) if year else None, MONTHS[name])


def _month_then_two(name: str, digits: str) -> When:
    """Read ``Jan-25``: January 2025, unless its column makes it the 25th of a January."""
    return When(Grain.MONTH, full_year(digits), MONTHS[name], or_else=_month_day(MONTHS[name], digits))


def _two_then_month(digits: str, name: str) -> When | None:
    """Read ``25-Jan``: a 25th of January, unless its column makes it January 2025."""
    of_year = When(Grain.MONTH, full_year(digits), MONTHS[name])
    day = _month_day(MONTHS[name], digits)
    return When(Grain.DAY, month_day=day.month_day, or_else=of_year) if day else of_year


def _day(year: str, month: int, day: str) -> When | None:
    try:
        return When(Grain.DAY, day=date(full_year(year), month, int(day)))
    except ValueError:
        return None


def _month_day(month: int, day: str) -> When | None:
    # 2000 was a leap year, so that 29 February passes.
    if not 1 <= month <= 12 or _day("2000", month, day) is None:
        return None
    return When(Grain.DAY, month_day=(month, int(day)))


def _slashed(match: re.Match[str]) -> When | None:
    first, second, year = int(match[1]), int(match[3]), match[4]
    day_first = _day(year, second, match[1]) if 1 <= second <= 12 else None
    month_first = _day(year, first, match[3]) if 1 <= first <= 12 else None
    if match[2] == ".":
        return day_first
    if day_first is None or month_first is None:
        found = day_first or month_first
        return found and When(Grain.DAY, day=found.day, day_leads=day_first is not None)
    if day_first == month_first:
        return day_first
    return When(Grain.DAY, day=day_first.day, other=month_first.day)


def _quarter(number: str, year: str | None, second: str | None = None, *, fiscal: bool = False) -> When | None:
    whole = _two_years(year, second) if year and second else full_year(year) if year else None
    if second and whole is None:
        return None
    return When(Grain.QUARTER, whole, _ROMAN.get(number) or int(number), fiscal=fiscal or second is not None)


def _week(number: str, year: str | None) -> When | None:
    return When(Grain.WEEK, full_year(year) if year else None, int(number)) if 1 <= int(number) <= 53 else None


def _numeric_month(year: str, month: str) -> When | None:
    return When(Grain.MONTH, full_year(year), int(month)) if 1 <= int(month) <= 12 else None


def _two_years(first: str, second: str) -> int | None:
    """Return the year in which a fiscal year written with both its years ends, None where they do not follow."""
    start = full_year(first)
    end = full_year(second) if len(second) == 4 or len(first) == 2 else start // 100 * 100 + int(second)
    end += 100 if end < start and len(second) == 2 else 0
    return end if end == start + 1 else None


def _years(first: str, second: str) -> When | None:
    end = _two_years(first, second)
    if end is not None:
        return When(Grain.YEAR, end, fiscal=True)
    start, last = int(first), int(second) if len(second) == 4 else int(first) // 100 * 100 + int(second)
    return When(None, start) if start < last < start + 200 else None


def _year_or_month(match: re.Match[str]) -> When | None:
    """Read ``2010/11``: November 2010, or the fiscal year that ends in 2011, as its column decides."""
    month, years = _numeric_month(match[1], match[2]), _years(match[1], match[2]) if len(match[2]) == 2 else None
    if month is None or years is None or years.grain is None:
        return month or years
    return When(Grain.MONTH, month.year, month.number, or_else=years)


def _fiscal_year(match: re.Match[str]) -> When | None:
    year = _two_years(match[1], match[2]) if match[2] else full_year(match[1])
    return When(Grain.YEAR, year, fiscal=True) if year else None


_DAY_FORMS: tuple[_Form, ...] = (
    (rf"(\d{{4}})[-/.](0?[1-9]|1[0-2])[-/.](\d{{1,2}})(?:t\s?)?{_CLOCK}", lambda m: _day(m[1], int(m[2]), m[3])),
    (
        rf"(\d{{1,2}}){_NTH}[\s-]*(?:of |de |di )?({_MONTH})\.?{_OF}[,\s'./-]*{_YEAR}{_CLOCK}",
        lambda m: _day(m[3], MONTHS[m[2]], m[1]),
    ),
    (rf"({_MONTH})\.?[\s-]+(\d{{1,2}}){_NTH},?[\s-]+(\d{{4}}){_CLOCK}", lambda m: _day(m[3], MONTHS[m[1]], m[2])),
    (rf"(\d{{4}})[\s,-]+({_MONTH})\.?[\s-]+(\d{{1,2}})", lambda m: _day(m[1], MONTHS[m[2]], m[3])),
)
_MONTH_FORMS: tuple[_Form, ...] = (
    (rf"({_MONTH})\.?{_OF}[\s\-/–'’,._]*(\d{{4}})", lambda m: _month(m[1], m[2])),
    (rf"({_MONTH})\.?\s?['’](\d{{2}})", lambda m: _month(m[1], m[2])),
    (rf"({_MONTH})\.?[\s\-/–,._]*(\d{{2}})", lambda m: _month_then_two(m[1], m[2])),
    (rf"(\d{{4}})[\s\-/–._]*({_MONTH})\.?", lambda m: _month(m[2], m[1])),
    (rf"({_MONTH})\.?", lambda m: _month(m[1], None)),
    (r"(\d{4})[-/](\d{1,2})", _year_or_month),
    (r"(\d{4})[.](0[1-9]|1[0-2])", lambda m: _numeric_month(m[1], m[2])),
    (r"(0?[1-9]|1[0-2])[/.-](\d{4})", lambda m: _numeric_month(m[2], m[1])),
    (r"(\d{4})[\s-]?m[\s-]?(\d{1,2})", lambda m: _numeric_month(m[1], m[2])),
    (rf"m[\s-]?(\d{{1,2}})[\s\-/']+{_YEAR}", lambda m: _numeric_month(m[2], m[1])),
)
_OPEN_DAY_FORMS: tuple[_Form, ...] = (
    (rf"(\d{{2}})[\s\-/]({_MONTH})\.?", lambda m: _two_then_month(m[1], m[2])),
    (rf"(\d{{1,2}}){_NTH}[\s\-/]*(?:of |de |di )?({_MONTH})\.?", lambda m: _month_day(MONTHS[m[2]], m[1])),
    (rf"({_MONTH})\.?[\s-]+(\d{{1,2}}){_NTH}", lambda m: _month_day(MONTHS[m[1]], m[2])),
    (r"(\d{2})\.(\d{2})\.", lambda m: _month_day(int(m[2]), m[1])),
)
_QUARTER_FORMS: tuple[_Form, ...] = (
    (rf"(?:{_FISCAL})\s?{_YEARS}[\s\-/–,:]*q\s?([1-4])", lambda m: _quarter(m[3], m[1], m[2], fiscal=True)),
    (rf"q\s?([1-4])[\s\-/–,:]*(?:{_FISCAL})\s?{_YEARS}", lambda m: _quarter(m[1], m[2], m[3], fiscal=True)),
    (rf"(?:{_QUARTER})[\s.]?([1-4])(?:{_OF}[\s\-/–,.']+{_YEARS})?", lambda m: _quarter(m[1], m[2], m[3])),
    (rf"(?:{_QUARTER_WORD})\s(iv|i{{1,3}})(?:{_OF}[\s\-/–,.']+{_YEARS})?", lambda m: _quarter(m[1], m[2], m[3])),
    (r"q([1-4])(\d{4})", lambda m: _quarter(m[1], m[2])),
    (rf"(\d{{4}})[\s\-/–]+(\d{{2}}|\d{{4}})[\s\-/–,]+(?:{_QUARTER})\s?([1-4])", lambda m: _quarter(m[3], m[1], m[2])),
    (rf"(\d{{4}})[\s\-/–.]*(?:{_QUARTER})[\s.]?([1-4])", lambda m: _quarter(m[2], m[1])),
    (r"(\d{2})[\s\-/–]*q([1-4])", lambda m: _quarter(m[2], m[1])),
    (r"([1-4])q[\s\-/–']*(\d{4}|\d{2})?", lambda m: _quarter(m[1], m[2])),
    (
        rf"([1-4]|iv|i{{1,3}}){_NTH}\s?(?:{_QUARTER_WORD})\.?(?:{_OF}[\s\-/–,.']+{_YEARS})?",
        lambda m: _quarter(m[1], m[2], m[3]),
    ),
    (rf"(?:{_HALF})[\s.-]?([12])[\s\-/–,.']+{_YEAR}", lambda m: When(None, full_year(m[2]), int(m[1]))),
    (rf"([12]){_NTH}\s?(?:{_HALF})\.?{_OF}[\s\-/–,.']+{_YEAR}", lambda m: When(None, full_year(m[2]), int(m[1]))),
    (rf"(\d{{4}})[\s\-/–.]*(?:{_HALF})[\s.]?([12])", lambda m: When(None, int(m[1]), int(m[2]))),
)
_OTHER_FORMS: tuple[_Form, ...] = (
    (rf"(\d{{4}})[\s\-/–.]*(?:{_WEEK})[\s.-]?(\d{{1,2}})(?:-1)?", lambda m: _week(m[2], m[1])),
    (
        rf"(?:{_WEEK})[\s.#:-]?(?:no\.?\s|nr\.?\s)?(\d{{1,2}})(?:{_OF}[\s\-/–,'(]+{_YEAR}\)?)?",
        lambda m: _week(m[1], m[2]),
    ),
    (rf"(\d{{1,2}})\.?\s?(?:kw|kalenderwoche)(?:[\s\-/–,'(]+{_YEAR}\)?)?", lambda m: _week(m[1], m[2])),
    (r"(\d{4})\s?[/–-]\s?(\d{2}|\d{4})", lambda m: _years(m[1], m[2])),
    (rf"(?:{_FISCAL})[\s-]?{_YEARS}", _fiscal_year),
    (
        r"(?:mid|jahr|year|cy|calendar year|end|año|ano|année|anno|jaar)[\s-]?((?:19|20)\d{2})",
        lambda m: When(Grain.YEAR, int(m[1])),
    ),
    (r"((?:19|20)\d{2})", lambda m: When(Grain.YEAR, int(m[1]))),
)
_YEAR_SIGN, _MONTH_SIGN, _DAY_SIGN = r"\s?[年년]\s?", r"\s?[月월]\s?", r"\s?[日일]"
_EAST_ASIAN_FORMS: tuple[_Form, ...] = (
    (rf"(\d{{4}}){_YEAR_SIGN}(\d{{1,2}}){_MONTH_SIGN}(\d{{1,2}}){_DAY_SIGN}", lambda m: _day(m[1], int(m[2]), m[3])),
    (rf"(\d{{4}}){_YEAR_SIGN}(\d{{1,2}}){_MONTH_SIGN}", lambda m: _numeric_month(m[1], m[2])),
    (rf"(\d{{4}}){_YEAR_SIGN}第?([1-4])\s?(?:季度|季|四半期|분기)", lambda m: _quarter(m[2], m[1])),
    (rf"(\d{{4}}){_YEAR_SIGN}", lambda m: When(Grain.YEAR, int(m[1]))),
    (rf"(\d{{1,2}}){_MONTH_SIGN}(\d{{1,2}}){_DAY_SIGN}", lambda m: _month_day(int(m[1]), m[2])),
    (rf"(1[0-2]|0?[1-9]){_MONTH_SIGN}", lambda m: When(Grain.MONTH, number=int(m[1]))),
)
_COMPILED = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        *_EAST_ASIAN_FORMS,
        *_DAY_FORMS,
        *_MONTH_FORMS,
        *_QUARTER_FORMS,
        *_OTHER_FORMS,
        *_OPEN_DAY_FORMS,
    )
)
