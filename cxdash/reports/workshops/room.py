"""Everything that there is in a room, the same whoever asks; what each reader may see of it is ``seen``'s matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.metrics import Catalogue, Role, role_problem
from cxdash.domain.statements import lint
from cxdash.domain.workshops.committing import lacks
from cxdash.domain.workshops.phases import LED, PHASES_OF, UNDOABLE, Deed, Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.domain.workshops.placing import Place
from cxdash.domain.workshops.timer import Timer
from cxdash.store import metrics, people, workshop_rooms, workshops
from cxdash.store.workshop_rooms import CardRow
from cxdash.store.workshop_tables import WorkshopPiece

_GONE = "There is no such workshop any more. Open it again from the page Workshop."
_LED = [deed.value for deed in LED]
_UNDONE = {
    Deed.NOTE_ADD: "your new note",
    Deed.NOTE_WRITE: "your change of a note",
    Deed.NOTE_WITHDRAW: "your withdrawing a note",
    Deed.NOTE_GROUP: "your moving a note",
    Deed.GROUP_MAKE: "your new group",
    Deed.GROUP_NAME: "your name for a group",
    Deed.GROUP_MERGE: "your merging two groups",
    Deed.DOTS_GIVE: "your last dots",
    Deed.PLACE_PUT: "your last place",
    Deed.CARD_MAKE: "your new card",
    Deed.CARD_REMOVE: "your taking a card away",
    Deed.PIECE_WRITE: "your last words on a card",
}


@dataclass(frozen=True, slots=True)
class PersonThere:
    """Somebody in the room; ``seen_at`` is UTC, ``at`` says where they are, such as ``card 3/statement``."""

    id: int
    person_id: int | None
    name: str
    leads: bool
    seen_at: datetime
    at: str


@dataclass(frozen=True, slots=True)
class NoteThere:
    """A note, by whom it is, and the number of its group."""

    id: int
    kind: str
    text: str
    by: int
    group: int | None


@dataclass(frozen=True, slots=True)
class GroupThere:
    """Notes that belong together, under a name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An outcome statement as it stands: whether it passes, what is wrong or could be better, and a better one."""

    passes: bool
    says: tuple[str, ...]
    rewrite: str


@dataclass(frozen=True, slots=True)
class CardThere:
    """A card: ``pieces`` holds text and writer's number by field, ``use_case`` slug and title of what it stands for.

    ``is_changed`` says that somebody wrote on it after it was committed.
    """

    id: int
    group: int | None
    use_case: tuple[str, str] | None
    locked: bool
    pen: int | None
    is_committed: bool
    pieces: Mapping[Field, tuple[str, int | None]]
    judged: Judged
    lacks: Sequence[str]
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class RoomThere:
    """A room at one number of its journal.

    Attributes:
        dots: how many somebody gave, by group and participant.
        places: where somebody sees a group, by group and participant.
        drafts: text and base of what somebody typed and did not send, by participant and place.
        undo: what each participant would take back, in words.
        metrics: slug and name of those that may be primary.
        known_people: names of everybody who may own something.
    """

    id: int
    rev: int
    code: str
    title: str
    journey: str
    agenda: tuple[str, ...]
    phase: Phase
    is_open: bool
    timer: Timer
    dots_each: int
    summoned: int | None
    led_by: str
    opened_at: datetime
    people: tuple[PersonThere, ...] = ()
    notes: tuple[NoteThere, ...] = ()
    groups: tuple[GroupThere, ...] = ()
    dots: Mapping[tuple[int, int], int] | None = None
    places: Mapping[tuple[int, int], Place] | None = None
    cards: tuple[CardThere, ...] = ()
    drafts: Mapping[int, Mapping[str, tuple[str, str]]] | None = None
    undo: Mapping[int, str] | None = None
    metrics: tuple[tuple[str, str], ...] = ()
    known_people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room as a list names it."""

    code: str
    title: str
    phase: Phase
    led_by: str
    opened_at: datetime
    is_open: bool


def rooms(session: Session) -> list[RoomLine]:
    """Return every room, the newest first."""
    return [
        RoomLine(each.code, each.title, Phase(each.phase), each.led_by, each.opened_at, is_open=each.closed_at is None)
        for each in workshop_rooms.lines(session)
    ]


def there(session: Session, workshop_id: int, *, today: date, catalogue: Catalogue | None = None) -> RoomThere:
    """Return everything of a room, in the same number of queries however much there is.

    Args:
        session: reads.
        workshop_id: which room.
        today: the day statements are read on.
        catalogue: the metrics as they are stored, by whoever has them at hand: what is made of them to read statements
            by is then made once, which takes longer than all the rest.

    Raises:
        NotFoundError: there is no such room.
    """
    found = workshop_rooms.room(session, workshop_id)
    if found is None:
        raise NotFoundError(_GONE)
    room = found.workshop
    if catalogue is None:
        catalogue = metrics.catalogue(session)
    return RoomThere(
        id=room.id,
        rev=found.newest,
        code=room.code,
        title=room.title,
        journey=found.journey,
        agenda=tuple(room.agenda),
        phase=Phase(room.phase),
        is_open=room.closed_at is None,
        timer=workshops.timer_of(room),
        dots_each=room.dots_each,
        summoned=room.summoned_id,
        led_by=found.led_by,
        opened_at=room.opened_at,
        people=tuple(
            PersonThere(each.id, each.person_id, each.name, each.leads, each.seen_at, each.at)
            for each in workshops.participants(session, workshop_id)
        ),
        notes=tuple(
            NoteThere(each.id, each.kind, each.text, each.participant_id, each.group_id)
            for each in workshops.notes(session, workshop_id)
        ),
        groups=tuple(GroupThere(each.id, each.name) for each in workshops.groups(session, workshop_id)),
        dots={(each.group_id, each.participant_id): each.dots for each in workshop_rooms.dots(session, workshop_id)},
        places={
            (each.group_id, each.participant_id): Place(each.value, each.effort)
            for each in workshop_rooms.places(session, workshop_id)
        },
        cards=tuple(_card(each, catalogue, today) for each in workshop_rooms.cards(session, workshop_id)),
        drafts=_drafts(session, workshop_id),
        undo={
            each.participant_id: _UNDONE[Deed(each.kind)]
            for each in workshop_rooms.last_deeds(session, workshop_id, _undoable(Phase(room.phase)), led=_LED)
            if each.participant_id is not None
        },
        metrics=tuple((each.slug, each.name) for each in catalogue if role_problem(each, Role.PRIMARY) is None),
        known_people=tuple(sorted(people.names(session), key=str.casefold)),
    )


def _undoable(phase: Phase) -> list[str]:
    """Return what can be taken back in a phase: what can be done in it."""
    return [deed.value for deed in UNDOABLE if phase in PHASES_OF[deed]]


def _drafts(session: Session, workshop_id: int) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for each in workshop_rooms.drafts(session, workshop_id):
        found.setdefault(each.participant_id, {})[each.place] = (each.text, each.base)
    return found


def _card(row: CardRow, catalogue: Catalogue, today: date) -> CardThere:
    card = row.card
    texts = {Field(each.field): each.text for each in row.pieces}
    judged, lacking = _judged(tuple(sorted(texts.items())), catalogue, today)
    return CardThere(
        id=card.id,
        group=card.group_id,
        use_case=(row.slug, row.title) if row.slug else None,
        locked=card.locked,
        pen=card.pen_id,
        is_committed=card.committed_at is not None,
        pieces={Field(each.field): (each.text, each.participant_id) for each in row.pieces},
        judged=judged,
        lacks=lacking,
        is_changed=any(_is_after(each, card.committed_at) for each in row.pieces),
    )


def _is_after(piece: WorkshopPiece, committed_at: datetime | None) -> bool:
    """Say whether somebody wrote a piece after its card was committed; what committing itself put there does not."""
    return committed_at is not None and piece.participant_id is not None and piece.at > committed_at


@lru_cache(maxsize=256)  # of ten cards one changes at a time
def _judged(texts: tuple[tuple[Field, str], ...], catalogue: Catalogue, today: date) -> tuple[Judged, tuple[str, ...]]:
    known = dict(texts)
    statement = known.get(Field.STATEMENT, "")
    found = lint(statement, catalogue, today=today)
    says = tuple(each.message for each in (*found.problems, *found.advice)) if statement.strip() else ()
    return Judged(found.passes, says, "" if found.passes else found.suggestion), tuple(
        lacks(known, catalogue, today=today)
    )
