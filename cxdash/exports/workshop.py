"""A workshop handed over as a file: Markdown for whoever goes on, slides for whoever was not there."""

from collections.abc import Iterator
from datetime import date

from cxdash.domain.figures import count
from cxdash.exports.brief import markdown as written_as_markdown
from cxdash.exports.records import even
from cxdash.exports.slides.content import SMALLEST, Bars, Series, Side, Slide, Table, Tone, item, part, said
from cxdash.exports.slides.fit import Paragraph
from cxdash.exports.slides.writing import written
from cxdash.reports.workshops.summary import CardLine, RankedGroup, Summary, document, ranked_rows

_A_SLIDE = 8
"""Groups or open points on a slide."""
_CHARTS = 2


def markdown(summary: Summary) -> bytes:
    """Return the summary as Markdown; nothing in it that people typed is taken for markup."""
    return written_as_markdown(document(summary)).encode()


def deck(summary: Summary, *, made_on: date) -> bytes:
    """Return the summary as a .pptx: what came of it, what matters most, a slide for each card, and open points."""
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
    ]


def _cover(summary: Summary) -> Slide:
    people = f"With {', '.join(summary.people)}." if summary.people else ""
    return Slide(
        summary.title,
        is_cover=True,
        says=said(f"{summary.headline}.", summary.about),
        notes=tuple(filter(None, (people,))),
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
    placed = [row for row, group in zip(ranked_rows(summary), summary.groups, strict=True) if group.spread]
    if not placed:
        return
    open_to_talk = [group for group in summary.groups if group.spread and group.spread.disagreement]
    title = (
        f"The room is of two minds about {count(len(open_to_talk), 'group')}"
        if open_to_talk
        else "The room agrees on value and effort"
    )
    pages = even(placed, _A_SLIDE)
    for number, page in enumerate(pages, start=1):
        yield Slide(
            f"{title}{part(number, len(pages))}",
            table=Table(("Group", "Dots", "Value (1–10)", "Effort (1–10)"), page, (5, 1, 1, 1), frozenset({1, 2, 3})),
            notes=tuple(f"{each.name}: {each.spread.disagreement}" for each in open_to_talk if each.spread),
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
