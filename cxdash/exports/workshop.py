"""A workshop handed over as a file: Markdown for whoever goes on, slides for whoever was not there."""

from collections.abc import Iterator, Sequence
from datetime import date

from cxdash.domain.figures import count
from cxdash.domain.workshops.placing import HIGHEST, LOWEST, Spread
from cxdash.exports.brief import markdown as written_as_markdown
from cxdash.exports.records import even
from cxdash.exports.slides.content import BODY, SMALLEST, Bars, Mark, Plane, Series, Side, Slide, Tone, item, part, said
from cxdash.exports.slides.fit import Paragraph
from cxdash.exports.slides.writing import written
from cxdash.reports.workshops.summary import CardLine, RankedGroup, Summary, document

_A_SLIDE = 8
"""Groups or open points on a slide."""
_CHARTS = 2
_AGREED, _APART = "Agreed", "Of two minds"


def markdown(summary: Summary) -> bytes:
    """Return the summary as Markdown; nothing in it that people typed is taken for markup."""
    return written_as_markdown(document(summary)).encode()


def deck(summary: Summary, *, made_on: date) -> bytes:
    """Return the summary as a .pptx: what came of it, what matters, each card, open points, who took part."""
    return written(
        content(summary),
        title=summary.title,
        subject="Workshop",
        footer=summary.about,
        view="workshop",
        made_on=made_on,
    )


def content(summary: Summary) -> list[Slide]:
    """Return what the slides say, apart from how they are drawn."""
    return [
        _cover(summary),
        *_votes(summary),
        *_places(summary),
        *(_card(card) for card in summary.cards),
        *_points(summary),
        *_people(summary),
    ]


def _cover(summary: Summary) -> Slide:
    return Slide(
        summary.title,
        is_cover=True,
        says=said(f"{summary.headline}.", summary.about),
    )


def _votes(summary: Summary) -> Iterator[Slide]:
    voted = [group for group in summary.groups if group.dots]
    pages = even(voted, _A_SLIDE)[:_CHARTS] if voted else []
    for number, page in enumerate(pages, start=1):
        yield Slide(
            f"“{voted[0].name}” matters most to the room{part(number, len(pages))}",
            wide=True,
            chart=_bars(page),
            notes=tuple(f"{group.name}: {'; '.join(group.notes)}" for group in page if group.notes),
        )


def _bars(groups: list[RankedGroup]) -> Bars:
    alt = ", ".join(f"{group.name} {group.dots}" for group in groups)
    return Bars(
        [(group.name, count(group.dots or 0, "dot")) for group in groups],
        [Series("Dots", [float(group.dots or 0) for group in groups], Tone.PILOT)],
        form="0",
        alt=f"Dots of each group: {alt}",
    )


def _places(summary: Summary) -> Iterator[Slide]:
    """Yield where the room sees each group; the title says how many it is of two minds about."""
    placed = [
        (number, group, group.spread)
        for number, group in enumerate(summary.groups, start=1)
        if group.spread is not None
    ]
    open_to_talk = [f"{group.name}: {seen.disagreement}" for _, group, seen in placed if seen.disagreement]
    title = (
        f"The room is of two minds about {count(len(open_to_talk), 'group')}"
        if open_to_talk
        else "The room agrees on value and effort"
    )
    pages = even(placed, _A_SLIDE) if placed else []
    for number, page in enumerate(pages, start=1):
        yield Slide(
            f"{title}{part(number, len(pages))}",
            says=[Paragraph(f" {group.name}", SMALLEST, head=f"{rank}.") for rank, group, _ in page],
            chart=_map(page),
            notes=open_to_talk if number == 1 else (),
        )


def _map(placed: Sequence[tuple[int, RankedGroup, Spread]]) -> Plane:
    """Return groups where the middle of the room sees them, numbered by their dots."""
    words = "; ".join(f"{group.name}: {seen.value.median:g} and {seen.effort.median:g}" for _, group, seen in placed)
    return Plane(
        [
            Mark(rank, group.name, _APART if seen.disagreement else _AGREED, seen.effort.median, seen.value.median)
            for rank, group, seen in placed
        ],
        ((_AGREED, Tone.PILOT), (_APART, Tone.BAD)),
        (LOWEST, HIGHEST),
        across="Effort",
        up="Value",
        alt=f"Value and effort of each group, from {LOWEST} to {HIGHEST}. {words}.",
    )


def _card(card: CardLine) -> Slide:
    measured = " ".join(filter(None, [card.metric, card.target])) or "not said yet"
    says = [
        Paragraph(f" {measured}", SMALLEST, head="Measured by:"),
        *(Paragraph(f" {name}", SMALLEST, head=f"{function.capitalize()}:") for function, name in card.owners.items()),
    ]
    lacking = [Paragraph(each, SMALLEST) for each in card.lacks] or [
        Paragraph("Nothing before its first gate.", SMALLEST)
    ]
    state = "a use case now" if card.became else "not committed"
    return Slide(
        f"{card.title or 'Without a title'}: {state}",
        says=[Paragraph(card.statement or "No outcome statement yet.", SMALLEST)],
        sides=(Side("Agreed", says), Side("Still lacking", lacking)),
        notes=(card.statement,) if card.statement else (),
    )


def _points(summary: Summary) -> Iterator[Slide]:
    if summary.points:
        says = [item(each.text, f"{each.person}, by {each.due:%-d %b %Y}") for each in summary.points]
        yield Slide(f"{count(len(says), 'point')} to settle", says=says, pages=3)


def _people(summary: Summary) -> Iterator[Slide]:
    if summary.people:
        names = Paragraph(", ".join(summary.people), BODY)
        yield Slide(f"{count(len(summary.people), 'person', 'people')} took part", says=[names])
