"""The words of a statement that say which way a metric shall go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cxdash.domain.statements.numbers import WORDS
from cxdash.domain.statements.spelling import meant_of_direction
from cxdash.domain.statements.text import Span, words


class Way(StrEnum):
    """Which way a word points; GOOD is the metric's own good, BAD its opposite, REACH only names a value."""

    DOWN = "down"
    UP = "up"
    GOOD = "good"
    REACH = "reach"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of direction in the text.

    Attributes:
        size: the percentage that the word itself says: 50 for “halve”; None for most.
        to_zero: whether the word asks for none at all: “eliminate”.
        particle: whether it is “up” or “down” beside a verb such as “get”, or a comparative (“fewer”), and gives way to
            a verb of its own.
    """

    span: Span
    way: Way
    size: float | None = None
    to_zero: bool = False
    particle: bool = False


_DOWN = words(
    "reduce cut lower decrease trim shave slash shrink drop shorten minimise minimize curb curtail"
    " diminish lessen lighten decline fall limit prevent avoid stop save chop dampen ease deflate squeeze"
    " whittle cap restrict mitigate tame halt accelerate quicken compress tighten fewer less shorter"
    " faster quicker smaller sooner reduction lowering lowered lowers deter discourage "
    " remove crush"
)
_UP = words(
    "increase raise lift boost grow expand gain uplift bump nudge hike maximise maximize climb jump rise"
    " elevate augment extend more higher greater growth strengthen add heighten lengthen prolong earn generate recover"
)
_GOOD = words("improve better enhance optimise optimize improvement fix refine streamline enhancement sharpen perfect")
_BAD = words("worsen harm hurt degrade impair undermine")
_REACH = words(
    "reach achieve hit attain get bring take move hold keep maintain have make deliver ensure resolve"
    " answer solve secure see meet exceed target respond sustain convert retain renew go goes"
    " deflect contain drive"
)
_SIZED = {"halve": (Way.DOWN, 50.0), "double": (Way.UP, 100.0), "triple": (Way.UP, 200.0), "treble": (Way.UP, 200.0),
          "quadruple": (Way.UP, 300.0)}  # fmt: skip
_NONE_AT_ALL = ("eliminate", "eradicate", "abolish", "end")
_RID = re.compile(r"\b(?:get(?:ting)? rid of|do(?:ing)? away with|wip(?:e|ing) out)\b", re.IGNORECASE)
_IRREGULAR = {
    "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise", "grew": "grow", "grown": "grow", "got": "get",
    "halving": "halve", "shrunk": "shrink", "brought": "bring", "driven": "drive", "took": "take", "lowest": "lower",
    "highest": "higher", "shortening": "shorten", "made": "make", "held": "hold", "kept": "keep",
}  # fmt: skip
_PARTICLES = frozenset(
    {"fewer", "less", "shorter", "faster", "quicker", "smaller", "sooner", "more", "higher", "greater", "lower"}
)
_PARTED = frozenset(
    {"bring", "drive", "push", "get", "take", "pull", "knock", "move", "nudge", "edge", "shave", "trim"}
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
_UP_OR_DOWN = re.compile(
    rf"\b(?:(?P<down>down)|(?P<up>up))\b(?=(?: again)?\s*(?:half\b|at least|at most|about"
    r"|around|roughly|almost|nearly|some|more than|another"
    rf"|by|to|from|below|above|under|over|[-+~]?[£$€]?\d|a |{WORDS}"
    r"|$|,|\.|within"
    r"|in |through|among|for|across|over))(?! to \d+ times)",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"up to\b", re.IGNORECASE)
_VERBS_WITH_UP = re.compile(
    r"\b(?:set|sign|follow|turn|show|hang|pick|back|speed|call|ramp|look|end|open|break|slow|sit|scale|settle|put"
    r"|calm|close"
    r"|come|catch|clean|warm|free|make|give|giving)(?:s|ing|ed|ting|ning)?[- ]$",
    re.IGNORECASE,
)
_VERBS_WITH_DOWN = re.compile(r"\b(?:break|slow|turn|scale|settle|calm|sit|shut)(?:s|ing|ed|ting)?[- ]$", re.IGNORECASE)
_PARTED_VERB = re.compile(
    r"\b(?:bring|driv|push|get|tak|pull|forc|edg|nudg)(?:e|es|s|ing|ting)?\s+(down|up)\b(?! to\b)", re.IGNORECASE
)
_OFF = re.compile(r"\b(?:knock|shave|take|trim|cut)(?:s|ing|ed)?\b[^.,;]{0,40}\boff\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:^|(?<=\s)|(?<=[(:]))(?:(?P<minus>-)|\+)(?=[£$€]?\d)|\b(?:(?P<less>minus)|plus) (?=[£$€]?\d)",
    re.IGNORECASE,
)
_BOUNDED = re.compile(
    r"(?:less|more|higher|lower|fewer|greater|better) than\b|more (?:proactive|personal|consistent)", re.IGNORECASE
)
_NO = re.compile(r"\b(?:no|not|nor|never|any|and|some|one|many|much|even|once|what's)\s+$", re.IGNORECASE)
_NOUNS = re.compile(
    r"\b(?:drop|fall|stop|cut|end|ease|add|close|save|cap|get|rise|have|keep|make|see|move|take|answer|target)[- ]"
    r"(?:(?<=end[ -])of|off|offs|outs?|outs|over|overs|to[- ]end|risk|rate|the date|in touch|in place)\b",
    re.IGNORECASE,
)


def marks(text: str) -> list[Mark]:
    """Return the words of direction in order; misspelt ones only where there is none that is spelt well."""
    found = [*_exact(text), *_particles(text)]
    if not any(mark.way is not Way.REACH for mark in found):
        found += _misspelt(text)
    return sorted(found, key=lambda mark: mark.span)


def is_direction(word: str) -> bool:
    """Whether a word may say which way a metric shall go."""
    return word.lower() in _forms()


def _exact(text: str) -> list[Mark]:
    found = []
    forms = _forms()
    for match in _WORD.finditer(text):
        word = match[0].lower()
        known = forms.get(word)
        if known is None or _is_something_else(text, match, word):
            continue
        found.append(Mark(Span(*match.span()), known.way, known.size, known.to_zero, word in _PARTICLES))
    return found


def _is_something_else(text: str, match: re.Match[str], word: str) -> bool:
    if _BOUNDED.match(text, match.start()) or _NOUNS.match(text, match.start()):
        return True
    if word == "speed":
        return re.match(r"speed(?:ing|s)?[ -](?:.{0,40} )?up\b", text[match.start() :], re.IGNORECASE) is None
    if word in {"end", "ends", "ended"}:
        return re.search(r"(?:^|\bto )$", text[: match.start()], re.IGNORECASE) is None
    joined = text[match.end() : match.end() + 1] == "-" or text[match.start() - 1 : match.start()] == "-"
    if joined and word != "halve":
        return True
    return word in _PARTICLES and _NO.search(text[: match.start()]) is not None


def _particles(text: str) -> list[Mark]:
    found = []
    for match in _UP_OR_DOWN.finditer(text):
        verbs = _VERBS_WITH_DOWN if match["down"] else _VERBS_WITH_UP
        if verbs.search(text[: match.start()]) or text[match.start() - 1 : match.start()] == "-":
            continue
        if match["up"] and _UP_TO.match(text, match.start()) and not _parted_before(text, match.start()):
            continue
        found.append(Mark(Span(*match.span()), Way.DOWN if match["down"] else Way.UP, particle=True))
    found += [
        Mark(Span(*match.span(1)), Way.DOWN if match[1].lower() == "down" else Way.UP, particle=True)
        for match in _PARTED_VERB.finditer(text)
    ]
    found += [Mark(Span(*match.span()), Way.DOWN) for match in _OFF.finditer(text)]
    found += [Mark(Span(*match.span()), Way.DOWN, to_zero=True) for match in _RID.finditer(text)]
    for match in _SIGNED.finditer(text):
        found.append(Mark(Span(*match.span()), Way.DOWN if match["minus"] or match["less"] else Way.UP, particle=True))
    return found


def _parted_before(text: str, position: int) -> bool:
    return any(word in _PARTED or word == "go" for word in _WORD.findall(text[:position].lower()))


@dataclass(frozen=True, slots=True)
class _Form:
    way: Way
    size: float | None = None
    to_zero: bool = False


@lru_cache(maxsize=1)
def _forms() -> dict[str, _Form]:
    """Return every spelling of a single word of direction."""
    forms: dict[str, _Form] = {}
    for way, group in ((Way.REACH, _REACH), (Way.GOOD, _GOOD), (Way.BAD, _BAD), (Way.UP, _UP), (Way.DOWN, _DOWN)):
        for word in group:
            forms |= dict.fromkeys(_spellings(word), _Form(way))
    for word, (way, size) in _SIZED.items():
        forms |= dict.fromkeys(_spellings(word), _Form(way, size))
    for word in _NONE_AT_ALL:
        forms |= dict.fromkeys(_spellings(word), _Form(Way.DOWN, to_zero=True))
    forms |= {form: forms[word] for form, word in _IRREGULAR.items() if word in forms}
    forms["speed"] = forms["speeding"] = _Form(Way.DOWN)
    return forms


def _spellings(word: str) -> set[str]:
    """Return a word with the endings of a verb; a wrong one among them does no harm."""
    if word in _PARTICLES or word.endswith(("tion", "ment", "wth")):
        return {word, f"{word}s"} if word not in _PARTICLES else {word}
    stem = word.removesuffix("e")
    doubled = word + word[-1]
    endings = {word, f"{word}s", f"{word}es", f"{stem}ed", f"{stem}ing"}
    if len(word) < 5 or word in {"curb", "trim", "chop"}:
        endings |= {f"{doubled}ed", f"{doubled}ing"}
    return endings


def _misspelt(text: str) -> Iterator[Mark]:
    for match in _WORD.finditer(text):
        meant = meant_of_direction(match[0].lower())
        if meant is not None:
            known = _forms()[meant]
            yield Mark(Span(*match.span()), known.way, known.size, known.to_zero)
