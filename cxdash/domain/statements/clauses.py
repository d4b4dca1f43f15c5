"""The clauses of a statement around its goal: how it is brought about, what must not suffer, what it is for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxdash.domain.statements.people import GROUPS, PEOPLE
from cxdash.domain.statements.text import GAP, Span

_STRONG = (
    r"through|via|using|by means of|by way of|thanks to|with the (?:help|aid|support|use) of|with help from"
    r"|leveraging|powered by|driven by"
    r"|enabled by|utili[sz]ing|employing|making use of|as a result of|by (?:the )?use of|supported by|aided by"
    r"|helped by"
    r"|relying on|by virtue of|on the back of|based on|achieved by|delivered by|because(?: of| we)?|due to|by dint of"
    r"|off the back of|thru|owing to|courtesy of|on account of"
    r"|(?<=\w )once(?= (?:we|they|agents|advis[eo]rs|staff|patients|customers|members)\b)"
    r"|(?:mechanism|how|approach|method|lever|means|by)\s?(?::|=|-(?=\s))"
)
_NOT_A_MEANS_BY = (
    r"(?!(?:the )?(?:(?:tracking|measuring|monitoring|comparing|end|start|close|middle|beginning|time|way|about|around"
    r"|roughly|approximately|at least|at most|up to|over|under|more than|less than|nearly|almost|some|another"
    r"|an average|half|q[1-4]|h[12]|eo[yqm]|an? (?:full )?(?:second|minute|hour|day|week|percentage point|point)"
    r"|far|as much|tenfold|a (?:lot|bit|little|margin|(?:great|good|fair) (?:deal|amount|bit))"
    r"|a (?:third|quarter|half|fifth|tenth|sixth|further|factor|minimum|total|full)|an? (?:additional|extra)"
    r"|two[- ]thirds|three[- ]quarters|one[- ](?:third|quarter|half|fifth|tenth|sixth|eighth|per|point|full|second"
    r"|minute|hour|day|week)|between|-|[£$€~+]|\d)\b"
    r"|(?:mid|early|late|next|this)[- ](?:\d|[qh]\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|year|month|quarter"
    r"|week|spring|summer|autumn|winter)"
    r"|(?:itself|default|year|month|quarter|then|now|far|channel|site|region|segment|team|week)"
    r"(?=\s*(?:$|[,.;]|(?:and|in|over|within|for)\b)))"
    r"|[£$€~+\-\d_])"
)
_NOT_A_MEANS_WITH = (
    r"(?!(?:no|a (?:target|goal|window|baseline|view|measurement|confidence|guardrail|focus|deadline)|results?"
    r"|success(?! \w)|the (?:aim|goal|objective"
    r"|target|view|same|intention|window)|respect|regard|measurement|impact|\d|us|me|them|an? [\w-]+(?:day|week"
    r"|month|year|quarter) (?:window|pilot|period|trial|target)\b"
    r"|(?:stable|steady|constant|unchanged|equal|higher|lower|fewer|less)\b|csat|outcome|evidence)\b|[_\d])"
)
_MEANS = re.compile(
    rf"(?<![\w-])(?:(?P<strong>{_STRONG})|(?P<by>by)(?=\s+{_NOT_A_MEANS_BY}[a-z\"'])"
    rf"|(?P<with>with|w/)(?=\s+{_NOT_A_MEANS_WITH}[a-z\"']))[\s:=-]+",
    re.IGNORECASE,
)
_PEOPLE_BEFORE = re.compile(rf"\b{GROUPS}\s*$", re.IGNORECASE)
_PEOPLE_ALONE = re.compile(rf"(?:[\w-]+ ){{0,3}}{PEOPLE}", re.IGNORECASE)
_BY_PEOPLE = re.compile(
    rf"by\s+(?:the |our |all )?(?!\w+ing\b|more |extra |additional )"
    rf"(?:[\w-]+ ){{0,2}}{PEOPLE}(?=\s*(?:$|[,.;:]\s|(?:by|through|via|using|with"
    r"|in|within|over|from|to|at)\b))",
    re.IGNORECASE,
)
_HARM = (
    r"hurt\w*|harm\w*|damag\w+|los(?:s|ses|ing|e)|drops?|dropping|falls?|falling|ris(?:e|es|ing)|rais(?:e|ing)"
    r"|increas\w+|decreas\w+|reduc\w+|lower\w*|declin\w+|dips?|dipping|dent\w*|worse\w*|impact\w*|affect\w*"
    r"|sacrific\w+|compromis\w+|jeopardi\w+|touching|degrad\w+|erod\w+|detriment\w*|negative\w*|adding|hiring"
    r"|headcount|budget|staff|spend\w*|costs?|quality|csat|nps|satisfaction|complaints?|more|extra|additional|slipping"
    r"|push\w+|trading|giving up|undermin\w+|changes?|changing"
)
_GUARD = re.compile(
    rf"(?<![\w-])(?:while|whilst|without(?= (?:[\w-]+ ){{0,4}}?(?:{_HARM})\b)"
    r"|but (?:not|never|keep|keeping|without|hold|holding)|(?:and"
    r"|,) (?:keep(?:ing)?|hold(?:ing)?|maintain(?:ing)?)"
    r"|keeping|holding|maintaining|with no (?:drop|loss|increase|rise|fall|change|harm|impact|decline|effect"
    r"|deterioration|worsening|dip)"
    r"|with (?:stable|steady|constant|unchanged|equal) |at no (?:cost|expense)|not at the expense"
    r"|at the same (?:csat|quality|cost)"
    r"|at (?:constant|unchanged|stable|equal)|provided (?:that )?|as long as|subject to|guardrails?:?|no (?:drop"
    r"|increase|rise|loss) in|except)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<![\w-])(?<!make it )(?:so that|so (?:we|they|our|the|that|agents|customers|patients|as)|in order to"
    r"|to (?:free up|help"
    r"|support|protect|give|allow|enable"
    r"|make|meet|save us|fund|let|ensure|unlock)|which (?:will|would|should|in turn|means|is|saves?|frees?|costs?)"
    r"|that (?:will|would) (?:save|free)"
    r"|thereby|resulting in|leading to|saving|freeing|since|as part of|in line with|worth|thus|hence|meaning"
    r"|and (?:thereby|thus|so)\b"
    r"|compared (?:with|to)|versus|vs\.?|relative to|against (?:the|a|our|last)|year[- ]on[- ]year|yoy|as (?:shown"
    r"|reported|seen)"
    r"|starting (?:in|from|on|with|next|this)|beginning (?:in|on|next))\b",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(r"\b(?:for|among|amongst|across)\s", re.IGNORECASE)
_STOP = re.compile(r"[.;!?](?:\s|$)|\s-\s|[)\]]|[:,](?=\s)")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{3,200})[)\]]")
_ITEM = re.compile(r"(?:(?<=, )|(?<=\()|(?<=; )|(?<= - ))([^,.;:()]{5,60}?)(?=[,;)]| - |[.;]?$)")
_CONNECTED = re.compile(
    r",\s*(?:(?:and|or|plus|then|including|such as|e\.g\.|i\.e\.|for example|especially|like)\s)", re.IGNORECASE
)
_TRIM = f" ,.;:!?-()[]\"'{GAP}"
_DANGLING = re.compile(
    r"[\s,]+(?:and|or|to|in|for|over|with|within|as|which|we|will|then|but|is|be|measured|at|of|on|from|by|through"
    r"|via|so|so that|until|go|come|are|were|was|should|must|falls?|drops?|,)$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:the use of|use of|means of)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the words that open it.

    Attributes:
        span: opening words and all.
        text: what it says, without the opening words.
        strength: how surely it is a clause of its kind; “through” is surer than “with”.
    """

    span: Span
    text: str
    strength: int = 1


def means(text: str, stops: Iterable[Span], guards: Sequence[Clause], *, sizes: Sequence[Span]) -> list[Clause]:
    """Return the clauses that say how, in order, none within another.

    Args:
        text: the statement.
        stops: stretches at which a clause ends: windows, the goal where it comes after.
        sizes: amounts of the goal; they end a clause too, but for those after the first: “by crediting up to $25”.
        guards: clauses that are something else.
    """
    ends = [*stops, *(guard.span for guard in guards)]
    found: list[Clause] = []
    for match in _MEANS.finditer(text):
        if any(clause.span.holds(match.start()) for clause in (*found, *guards)):
            continue
        if any(span.holds(match.start()) for span in (*ends, *sizes)) or (
            match["by"] and _BY_PEOPLE.match(text, match.start())
        ):
            continue
        told = any(size.end <= match.start() for size in sizes)
        end = _end(text, match.end(), ends if told else [*ends, *sizes])
        words = tidied(text[match.end() : end])
        if words:
            strength = 3 if match["strong"] else 2 if match["by"] else 1
            found.append(Clause(Span(match.start(), end), words, strength))
    if any(clause.strength > 1 for clause in found):
        return [clause for clause in found if clause.strength > 1 or not _is_about_people(text, clause)]
    return found


def _is_about_people(text: str, clause: Clause) -> bool:
    """Whether “with …” tells people apart or names them: “patients with asthma”, “win rate with new prospects”."""
    return (
        _PEOPLE_BEFORE.search(text[: clause.span.start]) is not None or _PEOPLE_ALONE.fullmatch(clause.text) is not None
    )


def guards(text: str, stops: Iterable[Span]) -> list[Clause]:
    """Return the clauses that say what must not suffer, what it is for, or what it is compared with."""
    ends = [*stops, *(Span(*match.span()) for match in _MEANS.finditer(text) if match["strong"] or match["by"])]
    ends += [Span(*match.span()) for match in _FOR_WHOM.finditer(text)]
    found: list[Clause] = []
    for match in (*_GUARD.finditer(text), *_PURPOSE.finditer(text)):
        if any(clause.span.holds(match.start()) for clause in found) or any(s.holds(match.start()) for s in stops):
            continue
        end = _end(text, match.end(), [span for span in ends if span.start >= match.end()], commas=True)
        found.append(Clause(Span(match.start(), end), tidied(text[match.end() : end])))
    return sorted(found, key=lambda clause: clause.span)


def items(text: str) -> list[Span]:
    """Return what stands by itself: in brackets, or after a comma up to the next."""
    return [Span(*match.span(1)) for pattern in (_BRACKET, _ITEM) for match in pattern.finditer(text)]


def within(span: Span, some: Iterable[Clause]) -> bool:
    """Whether a stretch begins within one of these clauses."""
    return any(clause.span.holds(span.start) for clause in some)


def openings(text: str) -> list[Span]:
    """Return the words that surely open a clause of means, whether or not anything follows them."""
    return [Span(*match.span()) for match in _MEANS.finditer(text) if match["strong"]]


def in_brackets(text: str, stops: Sequence[Span]) -> list[Clause]:
    """Return what stands in brackets and is no amount and no window."""
    found = []
    for match in _BRACKET.finditer(text):
        inside = Span(*match.span(1))
        if not any(inside.touches(stop) for stop in stops) and " " in match[1].strip():
            found.append(Clause(Span(*match.span()), tidied(_MEANS.sub("", match[1], count=1))))
    return found


def tidied(words: str) -> str:
    """Return the words of a clause without punctuation and joining words at its ends."""
    trimmed = words.strip(_TRIM)
    while (shorter := _DANGLING.sub("", trimmed).rstrip(_TRIM)) != trimmed:
        trimmed = shorter
    if trimmed.count("(") > trimmed.count(")"):
        trimmed += ")"
    return _LEADING.sub("", trimmed)


def _end(text: str, start: int, ends: Iterable[Span], *, commas: bool = False) -> int:
    """Return where a clause that starts here ends: at the next stop, or at punctuation that closes it."""
    limit = min((span.start for span in ends if span.start > start), default=len(text))
    for match in _STOP.finditer(text, start, limit):
        if match[0][0] == "," and not commas and _goes_on(text, match.start(), limit):
            continue
        if match[0] == ")" and "(" in text[start : match.start()]:
            continue
        if match[0] == "." and text[match.start() - 3 : match.start()].lower() in {"e.g", "i.e", "etc"}:
            continue
        return match.start()
    return limit


def _goes_on(text: str, comma: int, limit: int) -> bool:
    """Whether a comma separates items of a list rather than clauses: “calls, texts and letters”."""
    if _CONNECTED.match(text, comma):
        return True
    rest = text[comma + 1 : limit]
    item = re.match(r"\s*[\w' -]{2,40}?(?:,|\s(?:and|or|&)\s)", rest)
    return (
        item is not None
        and re.match(r"\s*(?:we|our|the|in|for|among|across|at|on|this|that|patients|customers)\b", rest) is None
    )
