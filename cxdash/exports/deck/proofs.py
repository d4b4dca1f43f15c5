"""The slide of what may be told: approved proof points, each with its result, its grade and where it was repeated."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from cxdash.domain.figures import count, listed
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.slides.content import Slide, item
from cxdash.reports import proof_library
from cxdash.reports.proof_library import Card

_LARGE = 24.0
"""Points: a few sentences have a slide to themselves; more of them are made smaller until they fit."""


def slides(session: Session, taken: Taken) -> Iterator[Slide]:
    """Yield the proof points that may be told; none where there is none."""
    cards = proof_library.library(session, today=taken.today).cards
    told = [card for card in cards if card.state.may_be_used]
    if told:
        yield Slide(
            f"{count(len(told), 'proof point')} may be told",
            says=[replace(item(card.headline, _said(card)), size=_LARGE) for card in told],
            pages=1,
            view=taken.known,
            notes=(
                f"Figures {taken.known}.",
                *(f"{card.headline}: {card.state_words}; told {count(card.times_used, 'time')}." for card in told),
                *(f"Not to be told: {card.headline}, {card.state_words}." for card in cards if card not in told),
            ),
        )


def _said(card: Card) -> str:
    again = f" Repeated at {listed(card.repeated_at)}." if card.repeated_at else " Not repeated elsewhere yet."
    where = f" at {card.site}" if card.site else ""
    return f"{card.metric.name} {card.change}{where}, grade {card.grade}.{again}"
