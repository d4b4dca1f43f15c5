"""The slides of what comes next: the use cases to put money on within a budget, and what each needs first."""

from collections.abc import Iterator

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.exports.deck import forms
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import numbers, records
from cxdash.exports.slides.content import LARGE, Bars, Series, Slide, Tone, item, said
from cxdash.exports.slides.fit import Paragraph
from cxdash.reports import next_quarter
from cxdash.reports.next_quarter import Picks
from cxdash.store import organisation

_MOST, _NOTED, _PAGES = 5, 20, 4
"""Picks that a board takes in at once, lines of a list that notes repeat, and slides of the whole list."""


def picks(session: Session, taken: Taken, *, budget: float | None = None) -> Picks:
    """Return the choice for the quarter to come.

    Args:
        session: reads.
        taken: the quarter of the deck.
        budget: what may be spent; None sets no limit.
    """
    calendar = organisation.calendar(session)
    ahead = next_quarter.planned_for(calendar, taken.quarter, today=taken.today)
    return next_quarter.picks(session, quarter=ahead, today=taken.today, budget=budget, site=taken.site)


def slides(taken: Taken, found: Picks) -> Iterator[Slide]:
    """Yield the first picks with what each needs first, or why none can be picked; none where nothing is worked on."""
    notes = (
        f"Figures {taken.known}. What is expected is a forecast, never added to what was measured.",
        found.sentence,
        *(f"{each.title}: {each.says}." for each in found.picked[:_NOTED]),
    )
    if found.picked:
        shown, more = found.picked[:_MOST], len(found.picked) - _MOST
        yield Slide(
            found.headline,
            says=[
                Paragraph("What each needs first", LARGE, tone="quiet"),
                *(item(each.title, each.needs) for each in shown),
                *said(f"{count(more, 'more pick')} in the appendix." if more > 0 else ""),
            ],
            chart=_bars(taken, found.drawn[found.drawn["is_picked"].astype(bool)][:_MOST]),
            view=taken.known,
            notes=notes,
        )
    elif found.left:
        says = [item(each.title, each.because) for each in found.left]
        yield Slide(found.headline, says=says, pages=1, view=taken.known, notes=notes)


def needs(taken: Taken, found: Picks) -> Iterator[Slide]:
    """Yield every use case with what it needs first or why it waits, where some were picked and more is to be said."""
    if not found.picked or (not found.left and len(found.picked) <= _MOST):
        return
    yield Slide(
        f"{count(len(found.lines), 'use case')} weighed for {found.quarter}: what each needs first, or why it waits",
        says=[
            *(item(each.title, f"Picked. First: {each.needs}") for each in found.picked),
            *(item(each.title, f"Waits: {each.because}") for each in found.left),
        ],
        pages=_PAGES,
        view=taken.known,
        notes=(f"Figures {taken.known}.",),
    )


def _bars(taken: Taken, rows: pd.DataFrame) -> Bars:
    found = records(rows)
    return Bars(
        categories=[(row["name"], row["words"]) for row in found],
        series=[
            Series(
                "Expected, with its range",
                numbers(found, "expected"),
                Tone.PILOT,
                numbers(found, "low"),
                numbers(found, "high"),
            ),
            Series("Cost", numbers(found, "cost"), Tone.COMPARISON),
        ],
        form=forms.money(taken.figures, max(row["high"] for row in found)),
        alt="Bars by use case, expected value beside cost: "
        + "; ".join(f"{row['name']} {row['words']}" for row in found)
        + ".",
    )
