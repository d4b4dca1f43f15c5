"""Every cost and modelled benefit as a list that can be taken away, edited and brought back."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cxdash.domain.money_entries import kind_label
from cxdash.domain.period_words import written_period
from cxdash.store import money_entries, organisation, use_cases


@dataclass(frozen=True, slots=True)
class Line:
    """One amount in words, in the organisation's currency; ``period`` as the importer reads it: ``2026-Q3``."""

    use_case: str
    pilot: str
    side: str
    kind: str
    line: str
    basis: str
    period: str
    amount: float
    note: str


def lines(session: Session) -> list[Line]:
    """Return every amount of current use cases and pilots: use case by use case, each pilot's together, by period."""
    calendar = organisation.calendar(session)
    titles = {each.slug: each.title for each in use_cases.active(session)}
    pilots = {each.slug: each.name for each in use_cases.pilots(session)}
    found = [
        Line(
            use_case=titles[entry.use_case],
            pilot=pilots[entry.pilot] if entry.pilot is not None else "",
            side=entry.side.label,
            kind=kind_label(entry.kind) if entry.kind is not None else "",
            line=entry.line,
            basis=entry.basis.label,
            period=written_period(entry.period, calendar),
            amount=entry.amount,
            note=entry.note,
        )
        for entry in money_entries.every(session)
    ]
    return sorted(found, key=lambda each: (each.use_case, each.pilot, each.side != "Cost", each.line, each.basis))
