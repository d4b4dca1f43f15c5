"""Where a statement names a metric of the catalogue: exactly, by a turn of phrase, or misspelt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cxdash.domain.metrics import Catalogue, plain
from cxdash.domain.statements.directions import is_direction
from cxdash.domain.statements.metric_phrases import PHRASES
from cxdash.domain.statements.metric_words import WEAK_ALIASES, WORDS
from cxdash.domain.statements.spelling import meant_of_metric
from cxdash.domain.statements.text import Span, words


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a metric.

    Attributes:
        weak: ordinary words that mean the metric only where nothing else does.
        opposite: whether they name what the metric is not, such as late deliveries for on-time delivery.
        guessed: whether they are misspelt.
        population: words within a turn of phrase that say whose outcome it is.
    """

    span: Span
    slug: str
    weak: bool = False
    opposite: bool = False
    guessed: bool = False
    population: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    slug: str
    weak: bool = False
    opposite: bool = False


_TOKEN = re.compile(r"[a-z0-9]+(?:/\d+)?(?:'[a-z]+)?", re.IGNORECASE)
_LONGEST = 7
_CATALOGUES_KEPT = 8
_INDEXES: dict[int, tuple[Catalogue, dict[tuple[str, ...], "_Named"]]] = {}
_LITTLE = frozenset(
    words(
        "of the our for when that how all many make so should and to among amongst across with from in by at on"
        " which whom"
        " whose those more fewer"
    )
)
_WEAK = frozenset(WEAK_ALIASES.split("|"))
_TAILS = frozenset(
    words("rate score level percentage ratio figure number volume index kpi metric measure share count target length")
)
_HEADS = re.compile(
    r"\b(?:(?:number|rate|volume|level|percentage|share|proportion|amount|frequency|incidence|count|total|%|levels"
    r"|quantity"
    r"|prevalence|length)s? of|average|avg\.?|mean|median|overall|total|monthly|weekly|annual|daily|unnecessary"
    r"|avoidable"
    r"|our|the|their|its|all|high|current|costly|excessive|needless|preventable|unwanted|net|percentage|%|long)\s+$",
    re.IGNORECASE,
)


def mentions(text: str, catalogue: Catalogue) -> list[Mention]:
    """Return every place that names a metric, none within another, in order.

    Misspelt names count where no metric is named well, or where they go on beyond one: “first contct resolution”.
    """
    index = _index(catalogue)
    slugs = {metric.slug for metric in catalogue}
    found = [*_phrases(text, slugs), *_named(text, index)]
    exact = [each for each in found if not each.weak]
    found += [
        each for each in _guessed(text, index) if not exact or any(each.span.touches(other.span) for other in exact)
    ]
    chosen: list[Mention] = []
    for each in sorted(found, key=lambda one: (one.weak, one.span.start - one.span.end)):
        if not any(each.span.touches(other.span) for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda one: one.span)


def _phrases(text: str, slugs: set[str]) -> Iterator[Mention]:
    for slug, pattern in PHRASES:
        if slug not in slugs:
            continue
        for match in pattern.finditer(text):
            groups = match.groupdict()
            who = next((groups[name] for name in ("who", "what", "what2") if groups.get(name)), "")
            first, _, others = who.partition(" ")
            start = match.start()
            if others and (is_direction(first) or first.lower() in _LITTLE or first.isdigit()):
                start += len(first) + 1 if text.startswith(who, start) else 0
                who = others
            yield Mention(_widened(text, Span(start, match.end())), slug, population=who)


def _named(text: str, index: dict[tuple[str, ...], _Named]) -> Iterator[Mention]:
    tokens = [(match, _stem(match[0])) for match in _TOKEN.finditer(text)]
    return _in_tokens(text, tokens, index)


def _in_tokens(
    text: str, tokens: list[tuple[re.Match[str], str]], index: dict[tuple[str, ...], _Named]
) -> Iterator[Mention]:
    """Yield the longest names among words, none within another."""
    place = 0
    while place < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - place), 0, -1):
            known = index.get(tuple(stem for _, stem in tokens[place : place + length]))
            if known is not None and not _crosses(text, tokens[place : place + length]):
                last = place + length - 1
                while (
                    last + 1 < len(tokens)
                    and tokens[last + 1][1] in _TAILS
                    and not _crosses(text, tokens[last : last + 2])
                ):
                    last += 1
                span = Span(tokens[place][0].start(), tokens[last][0].end())
                yield Mention(_widened(text, span), known.slug, known.weak, known.opposite)
                place = last
                break
        place += 1


def _crosses(text: str, tokens: list[tuple[re.Match[str], str]]) -> bool:
    """Whether a comma or full stop stands between words that would be one name."""
    if len(tokens) == 1:
        return False
    return re.search(r"[,;:.!?()]\s", text[tokens[0][0].start() : tokens[-1][0].end()]) is not None


def _widened(text: str, span: Span) -> Span:
    """Return the words of a metric with “number of”, “average” and their like before them."""
    start = span.start
    while (match := _HEADS.search(text[max(start - 30, 0) : start])) is not None:
        start -= len(match[0])
    return Span(start, span.end)


def _guessed(text: str, index: dict[tuple[str, ...], _Named]) -> Iterator[Mention]:
    """Yield the names that the text holds once its unknown words are read as the known ones most like them."""
    tokens = [(match, meant_of_metric(_stem(match[0]))) for match in _TOKEN.finditer(text)]
    for each in _in_tokens(text, tokens, index):
        spelt = tuple(_stem(match[0]) for match in _TOKEN.finditer(text, each.span.start, each.span.end))
        if not each.weak and spelt not in index:
            yield replace(each, guessed=True)


def _index(catalogue: Catalogue) -> dict[tuple[str, ...], _Named]:
    """Return the index of a catalogue, made once: by identity, because hashing every metric takes a millisecond."""
    kept = _INDEXES.get(id(catalogue))
    if kept is None or kept[0] is not catalogue:
        while len(_INDEXES) >= _CATALOGUES_KEPT:
            _INDEXES.pop(next(iter(_INDEXES)), None)
        kept = _INDEXES[id(catalogue)] = catalogue, _new_index(catalogue)
    return kept[1]


def _new_index(catalogue: Catalogue) -> dict[tuple[str, ...], _Named]:
    """Return every way to name a metric as the stems of its words; the catalogue's own words come first."""
    index: dict[tuple[str, ...], _Named] = {}
    for slug, phrases in WORDS.items():
        if catalogue.get(slug) is None:
            continue
        for phrase in phrases.split("|"):
            named = _Named(slug, weak=phrase.startswith("!"), opposite=phrase.startswith("~"))
            index.setdefault(_stems(phrase.lstrip("!~")), named)
    for name, metric in catalogue.names().items():
        key = _stems(name)
        if key:
            index.setdefault(key, _Named(metric.slug, weak=name in _WEAK or len(name) < 3))
    for metric in catalogue:
        without_brackets = _stems(re.sub(r"\(.*?\)", "", metric.name))
        index[_stems(plain(metric.slug))] = index[without_brackets] = _Named(metric.slug)
    index.pop((), None)
    return index


def _stems(text: str) -> tuple[str, ...]:
    return tuple(_stem(match[0]) for match in _TOKEN.finditer(text))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Return a word in lower case, singular, in American spelling where the two differ."""
    low = word.lower().removesuffix("'s").replace("isation", "ization").replace("centre", "center")
    low = low.replace("cancell", "cancel").replace("enquir", "inquir").replace("handling", "handle")
    if len(low) > 4 and low.endswith("ies"):
        return f"{low[:-3]}y"
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low
