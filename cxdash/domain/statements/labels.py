"""Statements written as a form or a row of a sheet: “Metric: churn rate. Target: -10 %. Segment: new customers”."""

import re

from cxdash.domain.statements.directions import is_direction
from cxdash.domain.statements.numbers import NUMBER

_NOUNS = {
    "metric": r"metric|kpi|measure|outcome|indicator",
    "start": r"baseline|current(?:ly| value| level)?|today|now|from|as is|start",
    "target": r"target(?: value)?|goal|aim|objective|change|size|improvement|to|to be",
    "who": r"population|segment|audience|who|for(?: whom)?|scope|cohort|customers?|customer group|user group|group"
    r"|patients?|among",
    "how": r"mechanism|how|lever|means|approach|method|action|intervention|initiative|via|through|solution|driver"
    r"|with|enabler",
    "window": r"(?:measurement |time )?window|time ?frame|timeline|time ?scale|period|(?:measured )?over|duration"
    r"|by when|when|deadline|horizon|due(?: date)?|measured|until|within|time",
    "by": r"by",
    "direction": r"direction",
}
_BARE = {
    "metric": "metric|kpi|measure",
    "start": "baseline",
    "target": "target|goal",
    "who": "population|segment|audience|cohort",
    "how": "mechanism|lever|approach|method",
    "window": "window|time ?frame|timescale|period|duration|horizon",
}


def _labels(named: dict[str, str], opening: str, closing: str) -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{words})" for kind, words in named.items())
    return re.compile(rf"{opening}(?:the )?(?:{kinds}){closing}", re.IGNORECASE)


_WITH_COLON = _labels(_NOUNS, r"(?:^|(?<=[\s.,;/|(•*-]))[•*-]?\s?", r"\s?(?:\([^)]*\)\s?)?(?::|=(?!=))\s?")
_WITHOUT = _labels(_BARE, r"(?:^|(?<=[.,;/|] ))", r"\s(?:(?:is|are|will be)\s)?(?=[\w£$€+-])")
_ENDS = " .,;/|•*-"
_DEADLINE = re.compile(
    r"(?:the )?(?:end|q[1-4]|h[12]|eo[ymq]|year|mid|early|late|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec"
    r"|christmas|easter|spring|summer|autumn|winter|next|fy|20\d\d|\d{1,2}(?:st|nd|rd|th)?[ ./](?:[a-z]|\d{1,2}[./])"
    r"(?!ays?\b|eeks?\b|onths?\b|ears?\b|uarters?\b))",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:the )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|an?\b|half)", re.IGNORECASE
)
_UNIT = re.compile(r"[a-z\d]\s?(?:d|w|days?|weeks?|wks?|months?|mths?|quarters?|years?|yrs?)\b", re.IGNORECASE)
_HEDGED = re.compile(r"^(?:(?:about|around|roughly|approximately|at least|at most|nearly|some)\s+)+", re.IGNORECASE)
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_POINTS = re.compile(r"[\d.,]+\s?(?:pp|ppts?|percentage[- ]points?|points?|pts?)\b", re.IGNORECASE)
_PART = re.compile(r"(?:half|(?:an?|one|two|three) (?:third|quarter|fifth|tenth)s?)\b(?! of)", re.IGNORECASE)
_FEWEST_WITH_COLON, _FEWEST = 2, 3


def as_sentence(text: str) -> str:
    """Return a form as one sentence, any other text as it is; the values stay as they are written."""
    for pattern, fewest in ((_WITH_COLON, _FEWEST_WITH_COLON), (_WITHOUT, _FEWEST)):
        labels = list(pattern.finditer(text))
        if len({label.lastgroup for label in labels}) >= fewest:
            return _joined(text, labels)
    return text


def _joined(text: str, labels: list[re.Match[str]]) -> str:
    ends = [label.start() for label in labels[1:]] + [len(text)]
    values: dict[str, str] = {}
    for label, end in zip(labels, ends, strict=True):
        value = text[label.end() : end].strip(_ENDS.replace("-", "")).rstrip(_ENDS)
        kind = str(label.lastgroup)
        if value:
            kind = ("window" if _is_time(value) else "how") if kind == "by" else kind
            values[kind] = f"{values[kind]}, {value}" if kind in values else value
    before = text[: labels[0].start()].strip(_ENDS)
    goal = [before, _direction(values), values.get("metric", ""), _start(values), _target(values)]
    said = [" ".join(each for each in goal if each), _who(values), _how(values), _window(values)]
    return ", ".join(each for each in said if each)


def _is_time(value: str) -> bool:
    return _DEADLINE.match(value) is not None or (_LENGTH.match(value) is not None and _UNIT.search(value) is not None)


def _direction(values: dict[str, str]) -> str:
    said = values.get("direction", "").lower()
    return {"down": "reduce", "up": "increase"}.get(said, said)


def _start(values: dict[str, str]) -> str:
    value = values.get("start", "")
    return f"from {value}" if value[:1].isdigit() or value[:1] in {*"£$€"} else value


def _target(values: dict[str, str]) -> str:
    value = values.get("target", "")
    rest = value.partition(" ")[2]
    telling = any(is_direction(word) for word in re.findall(r"[a-z]+", rest, re.IGNORECASE))
    bare = _HEDGED.sub("", value)
    plain = (bare[:1] in {*"£$€<>"} or _NUMBER.match(bare) is not None) and not telling
    if _PART.match(bare) or (plain and _POINTS.match(bare)):
        return f"by {value}"
    if plain and values.get("direction") and value.rstrip().endswith("%") and "start" not in values:
        return f"by {value}"
    return f"to {value}" if plain else value


def _who(values: dict[str, str]) -> str:
    value = values.get("who", "")
    return f"for {re.sub(r'^(?:for|among|amongst|in|across) ', '', value, flags=re.IGNORECASE)}" if value else ""


def _how(values: dict[str, str]) -> str:
    value = values.get("how", "")
    return f"through {re.sub(r'^(?:through|by|via|using|with) ', '', value, flags=re.IGNORECASE)}" if value else ""


def _window(values: dict[str, str]) -> str:
    value = values.get("window", "")
    if not value or re.match(r"(?:by|in|within|over|during|until|before|measured)\b", value, re.IGNORECASE):
        return value
    return f"by {value}" if _DEADLINE.match(value) else f"over {value}"
