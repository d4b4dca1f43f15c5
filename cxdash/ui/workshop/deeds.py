"""What a browser may ask for in a room: every edit, with what it must carry.

A browser is believed in nothing. Who sends an edit is known from the session, never from the edit.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic import Field as Of

from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.phases import Phase
from cxdash.domain.workshops.pieces import Field

_LARGEST = 2**31 - 1
"""PostgreSQL's integer; SQLite's is larger."""
LONGEST_SENT = 64
_LONGEST = 20_000
"""Far more than any text of a room may have: what is too long for its place is said by the rule of that place."""
_MOST_NOTES = 500


def storable(text: str) -> str:
    """Replace what no keyboard types and no database stores: half a character, and the character 0."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")


def _storable(told: object) -> object:
    return storable(told) if isinstance(told, str) else told


def _day(text: object) -> object:
    return date.fromisoformat(text) if isinstance(text, str) else text


Text = Annotated[str, StringConstraints(max_length=_LONGEST), BeforeValidator(_storable)]
Place = Annotated[str, StringConstraints(max_length=80), BeforeValidator(_storable)]
Id = Annotated[int, Of(ge=1, le=_LARGEST)]
Small = Annotated[int, Of(ge=-1000, le=1000)]
Seconds = Annotated[int, Of(ge=-1, le=1_000_000)]
Day = Annotated[date, BeforeValidator(_day)]
Word = Of(strict=False)
"""One of a few words, which arrives as text."""


class Edit(BaseModel):
    """One thing that somebody did, under a name of its own: an edit that is sent twice is done once."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    deed: str
    sent: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_SENT, pattern=r"^[\x21-\x7e]+$")]


class AddNote(Edit):
    """A new note."""

    deed: Literal["note.add"]
    kind: Annotated[NoteKind, Word]
    text: Text


class WriteNote(Edit):
    """Other words in one's note, and those they began from."""

    deed: Literal["note.write"]
    note: Id
    text: Text
    base: Text


class WithdrawNote(Edit):
    """One's note taken back."""

    deed: Literal["note.withdraw"]
    note: Id


class GroupNote(Edit):
    """A note put into a group, or out of its own."""

    deed: Literal["note.group"]
    note: Id
    group: Id | None


class MakeGroup(Edit):
    """A new group of these notes; without a name it gets one."""

    deed: Literal["group.make"]
    notes: Annotated[list[Id], Of(max_length=_MOST_NOTES)]
    name: Text


class NameGroup(Edit):
    """Another name of a group, and the one it began from."""

    deed: Literal["group.name"]
    group: Id
    name: Text
    base: Text


class MergeGroup(Edit):
    """A group that goes into another."""

    deed: Literal["group.merge"]
    group: Id
    into: Id


class GiveDots(Edit):
    """How many of one's dots a group has from now on."""

    deed: Literal["dots.give"]
    group: Id
    dots: Small


class PutPlace(Edit):
    """Where somebody sees a group between value and effort."""

    deed: Literal["place.put"]
    group: Id
    value: Small
    effort: Small


class MakeCard(Edit):
    """A card of a group or of a use case."""

    deed: Literal["card.make"]
    group: Id | None = None
    use_case: Place | None = None


class RemoveCard(Edit):
    """A card taken away; it can be made again."""

    deed: Literal["card.remove"]
    card: Id


class WritePiece(Edit):
    """Other words in a field of a card, and those they began from."""

    deed: Literal["piece.write"]
    card: Id
    field: Annotated[Field, Word]
    text: Text
    base: Text


class LockCard(Edit):
    """A card that only its pen writes, or again everybody."""

    deed: Literal["card.lock"]
    card: Id
    locked: bool


class HandPen(Edit):
    """The pen of a card in somebody's hand, or in everybody's."""

    deed: Literal["pen.hand"]
    card: Id
    to: Id | None


class Summon(Edit):
    """Everybody called to a card, or let go."""

    deed: Literal["summon"]
    card: Id | None


class KeepDraft(Edit):
    """Words half typed, the place they are typed at, and those they began from."""

    deed: Literal["draft.keep"]
    place: Place
    text: Text
    base: Text


class DropDraft(Edit):
    """Words given up."""

    deed: Literal["draft.drop"]
    place: Place


class Here(Edit):
    """Somebody is there, and where."""

    deed: Literal["here"]
    at: Place


class Undo(Edit):
    """The last thing that one did oneself, taken back."""

    deed: Literal["undo"]


class Rename(Edit):
    """Another name of oneself."""

    deed: Literal["name"]
    name: Text


class TakeLead(Edit):
    """The lead, from now on one's own."""

    deed: Literal["lead.take"]


class MovePhase(Edit):
    """Another phase."""

    deed: Literal["phase.move"]
    to: Annotated[Phase, Word]


class StartTimer(Edit):
    """The timer, from so many seconds down."""

    deed: Literal["timer.start"]
    seconds: Seconds


class PauseTimer(Edit):
    """The timer, held."""

    deed: Literal["timer.pause"]


class ResumeTimer(Edit):
    """The timer, going on."""

    deed: Literal["timer.resume"]


class StopTimer(Edit):
    """No timer."""

    deed: Literal["timer.stop"]


class CloseRoom(Edit):
    """The end of the workshop."""

    deed: Literal["room.close"]


class CommitCard(Edit):
    """A card that becomes a use case."""

    deed: Literal["card.commit"]
    card: Id


class AddPoint(Edit):
    """What is left to be done, by whom and by when."""

    deed: Literal["point.add"]
    text: Text
    person: Text
    due: Day
    card: Id | None


AnyEdit = Annotated[
    AddNote
    | WriteNote
    | WithdrawNote
    | GroupNote
    | MakeGroup
    | NameGroup
    | MergeGroup
    | GiveDots
    | PutPlace
    | MakeCard
    | RemoveCard
    | WritePiece
    | LockCard
    | HandPen
    | Summon
    | KeepDraft
    | DropDraft
    | Here
    | Undo
    | Rename
    | TakeLead
    | MovePhase
    | StartTimer
    | PauseTimer
    | ResumeTimer
    | StopTimer
    | CloseRoom
    | CommitCard
    | AddPoint,
    Of(discriminator="deed"),
]
"""Any of them, told apart by its deed."""
