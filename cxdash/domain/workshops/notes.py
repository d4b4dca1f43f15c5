"""Notes, groups and names in a room: how long they may be, and what a note is about."""

from enum import StrEnum

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count

LONGEST_NOTE = 500
LONGEST_GROUP = 80
LONGEST_NAME = 60
LONGEST_TITLE = 120


class NoteKind(StrEnum):
    """What a note says: what hurts, or what might help."""

    FRICTION = "friction"
    IDEA = "idea"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


def check_note(text: str) -> None:
    """Raise RuleError for a note without words, or with more than fit on one."""
    _check(text, LONGEST_NOTE, "The note is empty. Write what hurts or what might help.", "The note", field="text")


def check_group_name(name: str) -> None:
    """Raise RuleError for a group without a name, or with one too long for a heading."""
    _check(name, LONGEST_GROUP, "The group needs a name: what do its notes have in common?", "The name", field="name")


def check_participant_name(name: str) -> None:
    """Raise RuleError for somebody without a name, or with one too long to be shown beside a note."""
    _check(name, LONGEST_NAME, "Say your name, as the others in the room know it.", "Your name", field="name")


def check_title(title: str) -> None:
    """Raise RuleError for a workshop without a title, or with one too long for a heading."""
    _check(title, LONGEST_TITLE, "The workshop needs a title: what is it about?", "The title", field="title")


def _check(text: str, longest: int, empty: str, what: str, *, field: str) -> None:
    words = text.strip()
    if not any(letter.isprintable() and not letter.isspace() for letter in words):
        raise RuleError(empty, field=field)
    if len(words) > longest:
        raise RuleError(f"{what} has {count(len(words), 'character')}. Shorten it to {longest}.", field=field)
