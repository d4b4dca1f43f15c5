"""Who gets which digest, and where one person's go to."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.subscriptions import Cadence
from cxdash.store import people, subscriptions

COLUMNS = ("Who", "Digest", "Address", "Since", "Last sent")


@dataclass(frozen=True)
class Subscribers:
    """Digests as one person sees them.

    Attributes:
        own: the ones they get.
        address: where to; "" where none is known.
        table: everybody's, in ``COLUMNS``.
    """

    own: frozenset[Cadence]
    address: str
    finding: str
    table: pd.DataFrame


def subscribers(session: Session, person_id: int) -> Subscribers:
    """Return who gets which digest, and what one person gets."""
    found = subscriptions.running(session)
    rows = [
        (each.person.name, each.cadence.label, each.address or "no address yet", each.since, each.last_sent_on)
        for each in found
    ]
    without = len({each.person.id for each in found if not each.address})
    lack = f", {without} of them without an address" if without else ""
    whom = count(len({each.person.id for each in found}), "person gets digests", "people get digests")
    return Subscribers(
        own=frozenset(each.cadence for each in found if each.person.id == person_id),
        address=people.address(session, person_id),
        finding=f"{whom}{lack}" if found else "Nobody gets digests yet",
        table=pd.DataFrame(rows, columns=list(COLUMNS)),
    )
