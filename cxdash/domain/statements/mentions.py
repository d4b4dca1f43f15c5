"""Where a statement names a metric of the catalogue: exactly, by a turn of phrase, or misspelt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from cxdash.domain.metrics import Catalogue
from cxdash.domain.statements.directions import is_direction
from cxdash.domain.statements.metric_index import SHORTEST_NAME, TOKEN, MetricIndex, index_of, stem
from cxdash.domain.statements.metric_phrases import phrases
from cxdash.domain.statements.spelling import is_common, meant_of_metric
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


_ALIKE = 92
"""Of 100: how alike words and a name are that differ by a slip or two."""
_MOST_WORDS = 5
_GUESSED_WITHIN = 60
"""Words of a text among which names that run together are looked for; every one of them takes a while."""
_LITTLE = frozenset(
    words(
        "of the our for when that how all many make so should and to among amongst across with from in by at on"
        " which whom"
        " whose those more fewer a an"
    )
)
_OPENING = frozenset(words("for among amongst across in at on with"))
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
    index = index_of(catalogue)
    slugs = {metric.slug for metric in catalogue}
    found = [*_phrases(text, slugs), *_named(text, index)]
    exact = [each for each in found if not each.weak]
    found += [
        each for each in _guessed(text, index) if not exact or any(each.span.touches(other.span) for other in exact)
    ]
    if not any(not each.weak for each in found):
        found += _alike(text, index)
    chosen: list[Mention] = []
    for each in sorted(found, key=lambda one: (one.weak, one.span.start - one.span.end)):
        if not any(each.span.touches(other.span) for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda one: one.span)


def _phrases(text: str, slugs: set[str]) -> Iterator[Mention]:
    for slug, match in phrases(text, slugs):
        groups = match.groupdict()
        name = next((each for each in ("who", "what", "what2") if groups.get(each)), "")
        who = groups[name] if name else ""
        first, _, others = who.partition(" ")
        start = match.start()
        if first.lower() in _OPENING and match.end(name) == match.end() and match.start(name) > start:
            # “cost to serve for customers …” names the metric alone.
            yield Mention(_widened(text, Span(start, match.start(name) - 1)), slug)
            continue
        if others and (is_direction(first) or first.lower() in _LITTLE or first.isdigit()):
            start += len(first) + 1 if text.startswith(who, start) else 0
            who = others
        yield Mention(_widened(text, Span(start, match.end())), slug, population=who)


def _named(text: str, index: MetricIndex) -> Iterator[Mention]:
    tokens = [(match, stem(match[0])) for match in TOKEN.finditer(text)]
    return _in_tokens(text, tokens, index)


def _in_tokens(text: str, tokens: list[tuple[re.Match[str], str]], index: MetricIndex) -> Iterator[Mention]:
    """Yield the longest names among words, none within another."""
    place = 0
    while place < len(tokens):
        longest = index.longest.get(tokens[place][1], 0)
        for length in range(min(longest, len(tokens) - place), 0, -1):
            known = index.names.get(tuple(each for _, each in tokens[place : place + length]))
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
                # Better words may begin within ordinary ones: “total cost of customer service”.
                place = place if known.weak else last
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


def _guessed(text: str, index: MetricIndex) -> Iterator[Mention]:
    """Yield the names that the text holds once its unknown words are read as the known ones most like them."""
    tokens = [(match, meant_of_metric(stem(match[0]), index.words)) for match in TOKEN.finditer(text)]
    for each in _in_tokens(text, tokens, index):
        spelt = tuple(stem(match[0]) for match in TOKEN.finditer(text, each.span.start, each.span.end))
        if not each.weak and spelt not in index.names:
            yield replace(each, guessed=True)


def _alike(text: str, index: MetricIndex) -> Iterator[Mention]:
    """Yield the names most like words that run together or apart: “firstcontact resolution”, “no showrate”."""
    tokens = [(match, stem(match[0])) for match in TOKEN.finditer(text)][:_GUESSED_WITHIN]
    for place in range(len(tokens)):
        for length in range(min(_MOST_WORDS, len(tokens) - place), 0, -1):
            some = tokens[place : place + length]
            found = None if _crosses(text, some) else _most_like([each for _, each in some], index)
            if found is not None:
                named = index.names[found]
                yield Mention(
                    _widened(text, Span(some[0][0].start(), some[-1][0].end())),
                    named.slug,
                    opposite=named.opposite,
                    guessed=True,
                )
                break


def _most_like(spelt: list[str], index: MetricIndex) -> tuple[str, ...] | None:
    """Return the name of a metric that words are most like, or None where they are good words themselves."""
    together = "".join(spelt)
    if len(together) < SHORTEST_NAME or any(is_direction(each) or each.isdigit() for each in spelt):
        return None
    if spelt[0] in _LITTLE or spelt[-1] in _LITTLE:
        return None
    known = index.joined.get(together[0], {})
    if together in known:
        return known[together]
    if any(is_common(each) for each in spelt) or all(each in index.words.get(each[0], ()) for each in spelt):
        return None
    found = process.extractOne(together, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if found is None else known[found[0]]
