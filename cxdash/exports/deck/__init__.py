"""The board deck of a quarter: a main part a board can follow, one finding a slide, then an appendix with the rest."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.periods import Quarter
from cxdash.exports import quarter_taken
from cxdash.exports.deck import ahead, answers, appendix, cost, cover, proofs, scale, value
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.slides.content import Slide
from cxdash.exports.slides.writing import written
from cxdash.reports import compare
from cxdash.reports.closed_quarters import View
from cxdash.reports.compare import Comparison
from cxdash.reports.next_quarter import Picks
from cxdash.reports.this_quarter import Beside


def deck(
    session: Session,
    of: Quarter,
    *,
    today: date,
    view: View | None = None,
    site: str | None = None,
    client: str | None = None,
    beside: Beside = "before",
    budget: float | None = None,
) -> bytes:
    """Return the deck of a quarter as a .pptx.

    Args:
        session: reads.
        of: the fiscal quarter.
        today: the day of the question.
        view: which figures; None takes those reported at the close where there are some. Every slide says which it
            shows.
        site: only pilots at this site (a slug).
        client: only pilots for this client (its name).
        beside: the quarter it is compared with.
        budget: for the picks of the quarter to come; None sets no limit.

    Raises:
        RuleError: the quarter has no such view.
    """
    taken = quarter_taken.taken(session, of, today=today, view=view, site=site, client=client, beside=beside)
    return written(
        slides(session, taken, budget=budget),
        title=f"{taken.organisation}: {taken.name}",
        subject="Board deck",
        footer=f"{taken.organisation} · {taken.name}",
        view=taken.words,
        made_on=today,
    )


def slides(session: Session, taken: Taken, *, budget: float | None = None) -> Iterator[Slide]:
    """Yield what the deck says, apart from how it is drawn; what has no figures is left out."""
    pilots = _pilots(session, taken)
    picks = ahead.picks(session, taken, budget=budget)
    yield from _main(session, taken, pilots, picks)
    rest = list(_appendix(session, taken, pilots, picks))
    if rest:
        yield cover.appendix()
        yield from rest


def _pilots(session: Session, taken: Taken) -> Comparison | None:
    """Return the pilots of the page; None where it is narrowed to a client that has none."""
    if taken.pilots == ():
        return None
    return compare.comparison(session, today=taken.today, site=taken.site, pilots=taken.pilots or ())


def _main(session: Session, taken: Taken, pilots: Comparison | None, picks: Picks) -> Iterator[Slide]:
    yield cover.of(taken)
    yield from value.slides(session, taken)
    yield from answers.slides(taken)
    if pilots is not None:
        yield from scale.those_that_matter(session, taken, pilots)
    yield from cost.slides(taken)
    yield from ahead.slides(taken, picks)
    yield from proofs.slides(session, taken)


def _appendix(session: Session, taken: Taken, pilots: Comparison | None, picks: Picks) -> Iterator[Slide]:
    yield from value.by_grade(taken)
    yield from appendix.lists(taken)
    if pilots is not None:
        yield from scale.everyone(taken, pilots)
    yield from ahead.needs(taken, picks)
    yield from appendix.restated(session, taken)
    yield from appendix.figures(taken)
