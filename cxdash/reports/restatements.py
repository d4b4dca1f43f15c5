"""Which figures of a closed quarter read otherwise now: as reported, as known now, the difference and the reasons."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain import closing
from cxdash.domain.closing import MONEY, Restated
from cxdash.domain.figures import Figures, count
from cxdash.domain.periods import Quarter
from cxdash.reports import closed_quarters, lasting_names, quarter_figures, restatement_reasons
from cxdash.reports.closed_quarters import ClosedQuarter
from cxdash.store import organisation, quarter_closes
from cxdash.store.quarter_closes import Reason

COLUMNS = ("Figure", "As reported", "As known now", "Difference", "Why", "Key")


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that reads otherwise.

    Attributes:
        restated: both figures.
        found: the reasons that what was stored since gives.
        said: what somebody says of it; None where nobody did.
    """

    restated: Restated
    found: tuple[str, ...]
    said: Reason | None

    @property
    def key(self) -> str:
        """The figure's name."""
        return self.restated.figure.key

    @property
    def words(self) -> str:
        """What people call the figure."""
        return self.restated.figure.words

    @property
    def why(self) -> str:
        """What somebody says of it, and what was found."""
        said = [] if self.said is None else [f"{self.said.words} ({self.said.who}, {self.said.on:%-d %b %Y})"]
        return "; ".join([*said, *self.found]) or "Nothing that was stored since explains it: say why."


@dataclass(frozen=True)
class Restatements:
    """What reads otherwise than a quarter was reported.

    Attributes:
        closed: the quarter.
        lines: the figures, in the order in which they were reported, new ones last.
        finding: how many they are, and what they change.
        table: the lines to be shown and taken away; amounts to the cent.
    """

    closed: ClosedQuarter
    lines: tuple[Line, ...]
    finding: str
    table: pd.DataFrame


def restatements(session: Session, quarter: Quarter, *, today: date) -> Restatements | None:
    """Return what reads otherwise than a quarter was reported; None where it was not closed."""
    closed = closed_quarters.one(session, quarter)
    return None if closed is None else of(session, closed, today=today)


def of(session: Session, closed: ClosedQuarter, *, today: date) -> Restatements:
    """Return what reads otherwise than a closed quarter was reported.

    Where the fiscal year begins in another month since, no sums are kept over its days: nothing is compared, and the
    finding says so. Where the currency is another one, every amount reads otherwise, and no difference is worked out.
    """
    now = organisation.figures(session)
    if closed.quarter is None:
        finding = "The fiscal year begins in another month since: what was reported stays, and is not worked out anew"
        return Restatements(closed, (), finding, _table((), now, now))
    then = Figures(closed_quarters.kept_about(session, closed.close).get("currency", now.currency))
    reported = lasting_names.lasting(session, closed_quarters.figures(session, closed.close))
    known = quarter_figures.figures(session, closed.period, today=today)
    changed = closing.restated(reported, known, same_currency=then == now)
    lines = _lines(session, closed, changed) if changed else ()
    return Restatements(closed, lines, _finding(changed, then, now), _table(lines, then, now))


def _lines(session: Session, closed: ClosedQuarter, changed: tuple[Restated, ...]) -> tuple[Line, ...]:
    since = restatement_reasons.since(session, closed.close, closed_quarters.kept_about(session, closed.close))
    said = quarter_closes.reasons(session, closed.close.id)
    return tuple(Line(each, since.of(each, changed), said.get(each.figure.key)) for each in changed)


def _finding(changed: tuple[Restated, ...], then: Figures, now: Figures) -> str:
    if not changed:
        return "Every figure reads as it was reported"
    number = f"{count(len(changed), 'figure reads', 'figures read')} otherwise than reported"
    if then != now:
        return f"{number}: amounts were reported in {then.currency} and are in {now.currency} now, nothing is converted"
    by_key = {each.figure.key: each.difference for each in changed}
    for key, words in closing.SUMS.items():
        difference = by_key.get(key)
        if difference:
            return f"{number}, {words} {now.money(difference, sign=True)}"
    return f"{number}, no sum of money among them"


def _table(lines: tuple[Line, ...], then: Figures, now: Figures) -> pd.DataFrame:
    rows = [(each.words, *_written(each.restated, then, now), each.why, each.key) for each in lines]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _written(each: Restated, then: Figures, now: Figures) -> tuple[str, str, str]:
    unit = each.figure.unit
    reported = None if each.reported is None else each.reported.value
    known = None if each.known is None else each.known.value
    before, after = closing.written(reported, unit, then.symbol), closing.written(known, unit, now.symbol)
    return before or "–", after or "–", _difference(each, unit, then, now)


def _difference(each: Restated, unit: str, then: Figures, now: Figures) -> str:
    if each.difference is None:
        return "new" if each.reported is None else "gone"
    if unit == MONEY and then != now:
        return "another currency"
    if not each.difference:
        return "same value, other range or grade" if unit == MONEY else "same value"
    return closing.written(each.difference, unit, now.symbol, sign=True)
