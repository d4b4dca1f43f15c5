"""What came of a workshop: the ranked list, where the room saw it, the cards with their owners, and open points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxdash.domain.brief import Brief, Section, Table
from cxdash.domain.figures import count
from cxdash.domain.workshops.placing import Spread


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """A group by its dots; ``dots`` is None while the vote is hidden, ``spread`` None where nobody placed it."""

    name: str
    notes: Sequence[str]
    dots: int | None
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card: ``owners`` by function, what it ``lacks`` in sentences, ``became`` the slug of its use case, or ""."""

    title: str
    statement: str
    metric: str
    target: str
    owners: Mapping[str, str]
    lacks: Sequence[str]
    became: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Who does what by when."""

    text: str
    person: str
    due: date
    state: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A workshop as it is handed over."""

    title: str
    journey: str
    led_by: str
    opened_on: date
    closed_on: date | None
    people: Sequence[str]
    groups: Sequence[RankedGroup]
    cards: Sequence[CardLine]
    points: Sequence[OpenPoint]

    @property
    def headline(self) -> str:
        """What came of it, in one sentence: ``3 of 5 cards became use cases``."""
        became = sum(bool(card.became) for card in self.cards)
        if self.cards:
            return f"{became} of {count(len(self.cards), 'card')} became use cases"
        return f"{count(len(self.groups), 'group')} of notes, no cards yet"

    @property
    def about(self) -> str:
        """When it was, about what, led by whom, with how many."""
        day = f"{self.opened_on:%-d %b %Y}"
        said = [day, self.journey, f"led by {self.led_by}", f"{count(len(self.people), 'person', 'people')} took part"]
        return " · ".join(filter(None, said))


def document(summary: Summary) -> Brief:
    """Return the summary as headings, sentences and tables, which files are written from."""
    sections = (_ranked(summary), *map(_card, summary.cards), _points(summary), _people(summary))
    return Brief(summary.title, summary.about, f"{summary.headline}.", tuple(filter(None, sections)))


def ranked_rows(summary: Summary) -> list[tuple[str, str, str, str]]:
    """Return name, dots, median value and median effort of every group, in words; "–" for what is not known."""
    return [
        (
            group.name,
            "–" if group.dots is None else str(group.dots),
            f"{group.spread.value.median:g}" if group.spread else "–",
            f"{group.spread.effort.median:g}" if group.spread else "–",
        )
        for group in summary.groups
    ]


def _ranked(summary: Summary) -> Section | None:
    if not summary.groups:
        return None
    said = [
        f"{group.name}: {group.spread.disagreement}"
        for group in summary.groups
        if group.spread and group.spread.disagreement
    ]
    heads = ("Group", "Dots", "Value (1–10)", "Effort (1–10)")
    notes = [f"{group.name}: {'; '.join(group.notes)}" for group in summary.groups if group.notes]
    return Section("What matters most", tuple(said), tuple(notes), table=Table(heads, tuple(ranked_rows(summary))))


def _card(card: CardLine) -> Section:
    state = "It is a use case now." if card.became else "It is not committed."
    owners = [f"{function.capitalize()}: {name}" for function, name in card.owners.items()]
    measured = " ".join(filter(None, [card.metric, card.target]))
    said = [card.statement, f"Measured by {measured}." if measured else "", state]
    return Section(card.title or "Without a title", tuple(filter(None, said)), (*owners, *card.lacks))


def _points(summary: Summary) -> Section | None:
    if not summary.points:
        return None
    rows = tuple((each.text, each.person, f"{each.due:%-d %b %Y}", each.state) for each in summary.points)
    return Section("Open points", table=Table(("What", "Who", "By", "State"), rows))


def _people(summary: Summary) -> Section | None:
    return Section("Who took part", (", ".join(summary.people) + ".",)) if summary.people else None
