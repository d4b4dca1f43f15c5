"""The phases of a workshop, and what people may do in each."""

from enum import StrEnum

from cxdash.domain.errors import RuleError


class Phase(StrEnum):
    """Where a room stands on its way from pains to use cases, in this order."""

    CAPTURE = "capture"
    REVEAL = "reveal"
    CLUSTER = "cluster"
    VOTE = "vote"
    PLACE = "place"
    REFINE = "refine"
    COMMIT = "commit"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]

    @property
    def says(self) -> str:
        """What those who take part do now, in one sentence."""
        return _SAYS[self]

    @property
    def position(self) -> int:
        """Its place in the order, from 0."""
        return list(Phase).index(self)

    @property
    def following(self) -> "Phase | None":
        """The phase after it; None after the last."""
        return next((each for each in Phase if each.position == self.position + 1), None)

    @property
    def previous(self) -> "Phase | None":
        """The phase before it; None before the first."""
        return next((each for each in Phase if each.position == self.position - 1), None)


_LABELS = {
    Phase.CAPTURE: "Capture privately",
    Phase.REVEAL: "Reveal",
    Phase.CLUSTER: "Cluster",
    Phase.VOTE: "Dot vote",
    Phase.PLACE: "Value × effort",
    Phase.REFINE: "Refine together",
    Phase.COMMIT: "Commit",
}
_SAYS = {
    Phase.CAPTURE: "Write what hurts and what might help, one thought per note. Only you see yours for now.",
    Phase.REVEAL: "Read what the others wrote, and add what is still missing.",
    Phase.CLUSTER: "Put notes that mean the same into one group, and give each group a name.",
    Phase.VOTE: "Give your dots to the groups that matter most. Nobody sees them until the vote is over.",
    Phase.PLACE: "Place each group: how much would it be worth, and how hard would it be?",
    Phase.REFINE: "Write each card as an outcome, with a metric, a target and owners.",
    Phase.COMMIT: "Look at what each card still lacks. Who leads commits the cards.",
}


class Deed(StrEnum):
    """Everything somebody may do in a room; the values name edits and entries of the journal."""

    NOTE_ADD = "note.add"
    NOTE_WRITE = "note.write"
    NOTE_WITHDRAW = "note.withdraw"
    NOTE_GROUP = "note.group"
    GROUP_MAKE = "group.make"
    GROUP_NAME = "group.name"
    GROUP_MERGE = "group.merge"
    DOTS_GIVE = "dots.give"
    PLACE_PUT = "place.put"
    CARD_MAKE = "card.make"
    CARD_REMOVE = "card.remove"
    PIECE_WRITE = "piece.write"
    CARD_LOCK = "card.lock"
    PEN_HAND = "pen.hand"
    SUMMON = "summon"
    CARD_COMMIT = "card.commit"
    POINT_ADD = "point.add"
    DRAFT_KEEP = "draft.keep"
    DRAFT_DROP = "draft.drop"
    HERE = "here"
    UNDO = "undo"
    NAME = "name"
    LEAD_TAKE = "lead.take"
    PHASE_MOVE = "phase.move"
    TIMER_START = "timer.start"
    TIMER_PAUSE = "timer.pause"
    TIMER_RESUME = "timer.resume"
    TIMER_STOP = "timer.stop"
    ROOM_OPEN = "room.open"
    ROOM_JOIN = "room.join"
    ROOM_CLOSE = "room.close"


_EVERY = frozenset(Phase)
_WRITING = frozenset({Phase.CAPTURE, Phase.REVEAL, Phase.CLUSTER})
_GROUPING = frozenset({Phase.CLUSTER})
_WITH_CARDS = frozenset({Phase.REFINE, Phase.COMMIT})

PHASES_OF: dict[Deed, frozenset[Phase]] = dict.fromkeys(Deed, _EVERY) | {
    Deed.NOTE_ADD: _WRITING,
    Deed.NOTE_WRITE: _WRITING,
    Deed.NOTE_WITHDRAW: _WRITING,
    Deed.NOTE_GROUP: _GROUPING,
    Deed.GROUP_MAKE: _GROUPING,
    Deed.GROUP_NAME: _GROUPING,
    Deed.GROUP_MERGE: _GROUPING,
    Deed.DOTS_GIVE: frozenset({Phase.VOTE}),
    Deed.PLACE_PUT: frozenset({Phase.PLACE}),
    Deed.CARD_MAKE: _WITH_CARDS,
    Deed.CARD_REMOVE: _WITH_CARDS,
    Deed.PIECE_WRITE: _WITH_CARDS,
    Deed.CARD_LOCK: _WITH_CARDS,
    Deed.PEN_HAND: _WITH_CARDS,
    Deed.SUMMON: _WITH_CARDS,
    Deed.CARD_COMMIT: _WITH_CARDS,
    Deed.POINT_ADD: _WITH_CARDS,
}
"""In which phases each deed is possible."""

LED: frozenset[Deed] = frozenset(
    {
        Deed.CARD_MAKE,
        Deed.CARD_REMOVE,
        Deed.CARD_LOCK,
        Deed.PEN_HAND,
        Deed.SUMMON,
        Deed.CARD_COMMIT,
        Deed.PHASE_MOVE,
        Deed.TIMER_START,
        Deed.TIMER_PAUSE,
        Deed.TIMER_RESUME,
        Deed.TIMER_STOP,
        Deed.ROOM_CLOSE,
    }
)
"""The deeds of who leads."""

_LED_LATER = {Deed.GROUP_NAME: frozenset({Phase.VOTE, Phase.PLACE, Phase.REFINE})}
"""In which further phases who leads may do what everybody may do before: put a name right while people read it."""

UNDOABLE: frozenset[Deed] = frozenset(
    {
        Deed.NOTE_ADD,
        Deed.NOTE_WRITE,
        Deed.NOTE_WITHDRAW,
        Deed.NOTE_GROUP,
        Deed.GROUP_MAKE,
        Deed.GROUP_NAME,
        Deed.GROUP_MERGE,
        Deed.DOTS_GIVE,
        Deed.PLACE_PUT,
        Deed.CARD_MAKE,
        Deed.CARD_REMOVE,
        Deed.PIECE_WRITE,
    }
)
"""What somebody may take back again."""


def phases_of(deed: Deed, *, leads: bool) -> frozenset[Phase]:
    """Return in which phases somebody may do this, who leads or takes part; none for what only who leads may do."""
    if leads:
        return PHASES_OF[deed] | _LED_LATER.get(deed, frozenset())
    return frozenset() if deed in LED else PHASES_OF[deed]


def check_deed(deed: Deed, phase: Phase, *, leads: bool = False) -> None:
    """Raise RuleError, naming where it belongs, for a deed that is not possible in this phase."""
    if phase not in PHASES_OF[deed] and phase not in phases_of(deed, leads=leads):
        belongs = " or ".join(f"“{each.label}”" for each in Phase if each in PHASES_OF[deed])
        raise RuleError(f"The room is in “{phase.label}” now. This belongs to {belongs}; nothing was changed.")
