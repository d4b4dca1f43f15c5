"""Deadlines in a statement: by Q3, by the end of June, by 30 September 2026, this year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cxdash.domain.statements.text import Span

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:,?\s*(?:of )?(?P<{}>20\d\d)\b)"
_BY = r"(?P<by>by|before|until|till|through|no later than|not later than|come|ahead of|due|deadline:?|in time for|to)"
_END = (
    r"(?:(?:the )?(?P<end>end|close|start|beginning|middle)(?: of)? |(?P<early>early|mid|late|end)[- ])?"
    r"(?:the |our )?"
)
_WHEN = (
    rf"(?P<iso>20\d\d-\d\d-\d\d)|(?P<dmy>\d{{1,2}}[/.]\d{{1,2}}[/.]20\d\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('day_month')}{_YEAR.format('day_year')}?"
    rf"|{_MONTH.format('month_day')} (?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d){_YEAR.format('us_year')}?"
    rf"|(?P<next>next )?{_MONTH.format('month')}{_YEAR.format('month_year')}?"
    rf"|(?P<quarter>Q[1-4])(?:[ /-]?(?:FY)?'?(?P<quarter_year>(?:20)?\d\d)\b)?"
    rf"|(?P<which>first|second|third|fourth|last) quarter{_YEAR.format('which_year')}?"
    rf"|(?P<which_half>first|second) half{_YEAR.format('which_half_year')}?"
    rf"|(?P<half>H[12])(?:[ /-]?'?(?P<half_year>(?:20)?\d\d)\b)?"
    r"|(?P<this>this|next|current|the) (?P<unit>month|quarter|year|financial year|fiscal year)\b(?! from)"
    r"|(?P<unit_end>month|quarter|year)[- ]end\b|(?P<letters>EOY|EOQ|EOM)\b|(?P<unit_only>(?<=end of )(?:year"
    r"|quarter|month))\b"
    r"|(?<!through )(?:next |this )?(?P<feast>christmas|black friday|easter|thanksgiving|(?:the )?(?:summer|spring"
    r"|autumn|fall"
    r"|winter))\b"
    r"|(?:FY ?'?)?(?P<year>20[2-9]\d)\b(?! ?(?:%|calls|customers))|FY ?'?(?P<short_year>[2-9]\d)\b"
)
_DEADLINE = re.compile(rf"(?<![\w-]){_BY}\s+{_END}(?:{_WHEN})", re.IGNORECASE)
_DURING = re.compile(
    r"(?<![\w-])(?P<by>during|in|over|within|across|throughout|for|starting(?: in| from)?|beginning(?: in)?)\s+"
    rf"(?:the )?(?P<end>$^)?(?P<early>$^)?(?:{_WHEN})",
    re.IGNORECASE,
)
_THIS = re.compile(r"(?<![\w-])this (?P<unit>quarter|year|month)\b(?!'s)", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\b(?:between|from) (?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? )?{_MONTH.format('m1')}{_YEAR.format('y1')}? "
    rf"(?:and|to|until|through|till) (?:(?P<d2>\d{{1,2}})(?:st|nd|rd"
    rf"|th)? )?{_MONTH.format('m2')}{_YEAR.format('y2')}?",
    re.IGNORECASE,
)
_UNIT_LETTERS = {"eoy": "year", "eoq": "quarter", "eom": "month"}
_FEASTS = {"christmas": (12, 25), "thanksgiving": (11, 26), "black friday": (11, 27), "easter": (4, 15)}
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
_WHICH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


@dataclass(frozen=True, slots=True)
class Deadline:
    """Words that name a last day or a stretch of the calendar; ``days`` is None where it has passed."""

    span: Span
    days: int | None


def deadlines(text: str, *, today: date) -> Iterator[Deadline]:
    """Yield every deadline with the days from ``today`` up to and with its last day; quarters are of the calendar."""
    for match in _BETWEEN.finditer(text):
        yield Deadline(Span(*match.span()), _between(match, today))
    for match in _DEADLINE.finditer(text):
        last = _last_day(match, today)
        if last is not None:
            days = (last - today).days
            yield Deadline(Span(*match.span()), days if days > 0 else None)
    for match in _DURING.finditer(text):
        length = _length(match)
        if length is not None:
            yield Deadline(Span(*match.span()), length)
    for match in _THIS.finditer(text):
        days = (_end_of(match["unit"].lower(), today) - today).days
        yield Deadline(Span(*match.span()), days if days > 0 else None)


def _length(match: re.Match[str]) -> int | None:
    """Return the days of a stretch of the calendar that one measures during: Q3 is 90, 2027 is 365."""
    if match["by"].lower().startswith(("starting", "beginning")):
        return None
    if match["quarter"] or match["which"]:
        return 90
    if match["half"] or match["which_half"]:
        return 180
    if match["year"] or match["short_year"]:
        return 365
    return 30 if match["month"] else None


def _last_day(match: re.Match[str], today: date) -> date | None:
    try:
        if match["iso"]:
            return _moved(match, date.fromisoformat(match["iso"]), 1)
        if match["dmy"]:
            day, month, year = (int(each) for each in re.split(r"[/.]", match["dmy"]))
            if month > 12:
                day, month = month, day
            return _moved(match, date(year, month, day), 1)
        if match["day"]:
            day_of = _dated(int(match["day"]), match["day_month"], match["day_year"], today)
            return _moved(match, day_of, 1)
        if match["us_day"]:
            return _moved(match, _dated(int(match["us_day"]), match["month_day"], match["us_year"], today), 1)
        return _last_of_stretch(match, today)
    except ValueError:
        return None


def _last_of_stretch(match: re.Match[str], today: date) -> date | None:
    if match["month"]:
        number = _month(match["month"])
        year = str(today.year + 1) if match["next"] and number == today.month else match["month_year"]
        return _moved(match, _next_end(number, year, today), 30)
    if match["quarter"] or match["which"]:
        place = int(match["quarter"][1]) if match["quarter"] else _WHICH[match["which"].lower()]
        written = match["quarter_year"] if match["quarter"] else match["which_year"]
        return _moved(match, _next_end(3 * place, written, today), 90)
    if match["half"] or match["which_half"]:
        last = 6 if (match["half"] or "")[1:] == "1" or (match["which_half"] or "").lower() == "first" else 12
        return _moved(match, _next_end(last, match["half_year"] or match["which_half_year"], today), 180)
    if match["year"] or match["short_year"]:
        return _moved(match, date(_year(match["year"] or match["short_year"]), 12, 31), 365)
    if match["feast"]:
        return _feast(match["feast"].lower().removeprefix("the "), today)
    return _end_of_unit(match, today)


def _end_of_unit(match: re.Match[str], today: date) -> date | None:
    letters = _UNIT_LETTERS.get((match["letters"] or "").lower())
    unit = letters or (match["unit"] or match["unit_end"] or match["unit_only"] or "").lower().split()[-1]
    this = (match["this"] or "this").lower()
    if this == "the" and not (match["end"] or match["early"]):
        return None
    end = _end_of(unit, today)
    return _end_of(unit, end + timedelta(days=1)) if this == "next" else end


def _moved(match: re.Match[str], last: date, length: int) -> date:
    """Return the day meant: the last unless it says before, the start of, early or mid."""
    before = match["by"].lower() in {"before", "ahead of"}
    where = (match["end"] or match["early"] or "").lower()
    if before and not where:
        return last - timedelta(days=length)
    if where in {"start", "beginning"}:
        return last - timedelta(days=length - 1)
    if where in {"mid", "middle"} and length == 365:
        return last.replace(month=6, day=30)
    if where in {"mid", "middle", "early"} and length > 1:
        return last - timedelta(days=length // 2)
    return last


def _between(match: re.Match[str], today: date) -> int:
    first, last = _month(match["m1"]), _month(match["m2"])
    year = int(match["y1"] or match["y2"] or today.year)
    until = int(match["y2"] or match["y1"] or (year if last >= first else year + 1))
    starts = date(year, first, min(int(match["d1"] or 1), 28))
    ends = _end_of("month", date(until, last, 1))
    if match["d2"]:
        ends = date(until, last, min(int(match["d2"]), ends.day))
    return (ends - starts).days + 1


def _next_end(last: int, year: str | None, today: date) -> date:
    """Return the last day of a month: of that year, else the next time it ends."""
    if year:
        return _end_of("month", date(_year(year), last, 1))
    end = _end_of("month", date(today.year, last, 1))
    return end if end > today else _end_of("month", date(today.year + 1, last, 1))


def _dated(day: int, month: str, year: str | None, today: date) -> date:
    if year:
        return date(int(year), _month(month), day)
    this_year = date(today.year, _month(month), day)
    return this_year if this_year > today else this_year.replace(year=today.year + 1)


def _feast(name: str, today: date) -> date:
    if name in _FEASTS:
        month, day = _FEASTS[name]
        this_year = date(today.year, month, day)
        return this_year if this_year > today else date(today.year + 1, month, day)
    month = _SEASONS[name]
    return _next_end(month, None, today)


def _end_of(unit: str, day: date) -> date:
    last = {"month": day.month, "quarter": (day.month + 2) // 3 * 3, "year": 12}[unit]
    after = date(day.year + last // 12, last % 12 + 1, 1)
    return after - timedelta(days=1)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
