"""What came of a workshop: the ranked list, where the room saw it, the cards with their owners, and open points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.brief import Brief, Section, Table
from cxdash.domain.figures import count
from cxdash.domain.workshops.phases import Phase
from cxdash.domain.workshops.pieces import OWNERS, Field
from cxdash.domain.workshops.placing import Spread, spread
from cxdash.reports.workshops.room import CardThere, RoomThere, there
from cxdash.reports.workshops.seen import Reader, seen_by
from cxdash.store import workshop_rooms
from cxdash.store.council_tables import CouncilAction
from cxdash.store.schema import now


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


def summary(session: Session, workshop_id: int, *, today: date) -> Summary:
    """Return what came of a workshop so far; what is hidden in its phase is left out.

    Args:
        session: reads.
        workshop_id: which workshop.
        today: the day statements are read on.

    Raises:
        NotFoundError: there is no such workshop.
    """
    room = there(session, workshop_id, today=today)
    stored = workshop_rooms.room(session, workshop_id)
    closed_at = stored.workshop.closed_at if stored else None
    seen = seen_by(room, Reader(), now=now())
    names = dict(room.metrics)
    return Summary(
        title=room.title,
        journey=room.journey,
        led_by=room.led_by,
        opened_on=room.opened_at.date(),
        closed_on=closed_at.date() if closed_at else None,
        people=tuple(each.name for each in room.people),
        groups=tuple(_group(room, each) for each in seen["groups"]),
        cards=tuple(_line(each, names) for each in room.cards),
        points=tuple(
            OpenPoint(each.action.text, each.person, each.action.due, _state(each.action))
            for each in workshop_rooms.points(session, workshop_id)
        ),
    )


def _group(room: RoomThere, shown: dict[str, Any]) -> RankedGroup:
    notes = tuple(note.text for note in room.notes if note.id in set(shown["notes"]))
    is_placed = room.phase.position > Phase.PLACE.position
    places = [place for (group, _), place in sorted((room.places or {}).items()) if group == shown["id"]]
    return RankedGroup(shown["name"], notes, shown["dots"], spread(places) if is_placed else None)


def _line(card: CardThere, metric_names: Mapping[str, str]) -> CardLine:
    texts = {field: text for field, (text, _) in card.pieces.items()}
    slug = texts.get(Field.METRIC, "")
    return CardLine(
        title=texts.get(Field.TITLE, ""),
        statement=texts.get(Field.STATEMENT, ""),
        metric=metric_names.get(slug, slug),
        target=texts.get(Field.TARGET, ""),
        owners={function.value: texts[field] for field, function in OWNERS.items() if texts.get(field)},
        lacks=card.lacks,
        became=card.use_case[0] if card.is_committed and card.use_case else "",
    )


def _state(action: CouncilAction) -> str:
    return "done" if action.done_on else "dropped" if action.dropped_on else "open"


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
