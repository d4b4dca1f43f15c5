"""Tickets: who holds one may listen to one room's bell until it ends. Signed with the room's own secret."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

GUEST = 0
"""Stands for who only watches, in place of the number of somebody who takes part."""
_PARTS = 4
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 times of rooms are UTC without a zone, as they are stored


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose ticket it is, for which room, and until when (UTC)."""

    workshop_id: int
    participant_id: int
    until: datetime


def ticket(secret: str, workshop_id: int, participant_id: int, *, until: datetime) -> str:
    """Return a ticket as it stands in an address: room, who, last second (Unix time of a UTC day) and signature."""
    said = f"{workshop_id}.{participant_id}.{int((until - _EPOCH).total_seconds())}"
    return f"{said}.{_signature(secret, said)}"


def read_ticket(secret_of: Callable[[int], str | None], text: str, *, now: datetime) -> Ticket | None:
    """Return what a ticket says; None where it is none, of another room, changed or over.

    Args:
        secret_of: tells a room's secret by its number; None for a room that is not there.
        text: the ticket as it came.
        now: the time of day, UTC.
    """
    parts = text.split(".")
    if len(parts) != _PARTS or not all(part.isascii() and part.isdigit() and len(part) < 16 for part in parts[:3]):
        return None
    workshop_id, participant_id, last = map(int, parts[:3])
    secret = secret_of(workshop_id)
    if not secret or not hmac.compare_digest(_signature(secret, ".".join(parts[:3])).encode(), parts[3].encode()):
        return None
    if last <= (now - _EPOCH).total_seconds():
        return None
    return Ticket(workshop_id, participant_id, datetime.fromtimestamp(last, UTC).replace(tzinfo=None))


def _signature(secret: str, said: str) -> str:
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()
