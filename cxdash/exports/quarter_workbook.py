"""A quarter as a workbook: its answers, every figure with its number format, and the cells that each came from."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from sqlalchemy.orm import Session

from cxdash.domain.closing import COUNT, MONEY, SHARE
from cxdash.domain.money_entries import kind_label
from cxdash.domain.periods import Quarter
from cxdash.exports import quarter_sources, quarter_taken
from cxdash.exports.method_words import METHOD
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import records
from cxdash.exports.sheets import PLAINLY, Column, Kind, Sheets
from cxdash.reports import commitments, compare, next_quarter, restatements
from cxdash.reports.closed_quarters import View
from cxdash.reports.this_quarter import Beside
from cxdash.store import money_entries, organisation

_FORMS = {MONEY: Kind.EXACT, SHARE: Kind.SHARE, COUNT: Kind.WHOLE}
_VALUE = {
    "Realised": Kind.MONEY,
    "From": Kind.MONEY,
    "To": Kind.MONEY,
    "Promised": Kind.MONEY,
    "Taken out": Kind.MONEY,
    "Run cost": Kind.MONEY,
    "Cases": Kind.WHOLE,
    "Unit value": Kind.EXACT,
    "Expected": Kind.MONEY,
    "Cost": Kind.MONEY,
}
"""How columns of reports are written by their names; all others are text."""
_LEAGUE = {"Attained": Kind.WHOLE, "Likely": Kind.WHOLE}


def workbook(
    session: Session,
    quarter: Quarter,
    *,
    today: date,
    view: View | None = None,
    site: str | None = None,
    client: str | None = None,
    beside: Beside = "before",
) -> bytes:
    """Return the workbook of a quarter as an .xlsx; every sheet says which figures it shows.

    Args:
        session: reads.
        quarter: the fiscal quarter.
        today: the day of the question.
        view: which figures; None takes those reported at the close where there are some.
        site: only pilots at this site (a slug).
        client: only pilots for this client (its name).
        beside: the quarter it is compared with.

    Raises:
        RuleError: the quarter has no such view.
    """
    taken = quarter_taken.taken(session, quarter, today=today, view=view, site=site, client=client, beside=beside)
    target = BytesIO()
    with xlsxwriter.Workbook(target, PLAINLY) as book:
        book.set_properties({"title": f"{taken.organisation}: {taken.name}", "subject": "Quarter", "author": "cxdash"})
        sheets = Sheets(book, taken.figures, footer=f"{taken.organisation} · {taken.name} · {taken.words}")
        _answers(sheets, taken)
        _figures(sheets, taken)
        _value(sheets, taken)
        _outcomes(sheets, taken)
        _lists(sheets, taken)
        _pilots(session, sheets, taken)
        _costs(session, sheets, taken)
        _ahead(session, sheets, taken)
        _restated(session, sheets, taken)
        quarter_sources.add(session, sheets, taken)
        _method(sheets, taken)
    return target.getvalue()


def _answers(sheets: Sheets, taken: Taken) -> None:
    page = taken.page
    answers = {
        "What changed": page.value,
        "Customers and agents": page.people,
        "What moved": page.moves,
        "What is stuck": page.trapped,
        "What needs you": page.decisions,
    }
    rows = [(name, each.number, each.unit, each.sentence, " ".join(each.notes)) for name, each in answers.items()]
    columns = [Column(head) for head in ("Question", "Number", "What it counts", "Sentence", "To be said with it")]
    sheets.add("Quarter", f"{taken.organisation}, {taken.name}", columns, rows, notes=(_shown(taken), *page.cautions))


def _figures(sheets: Sheets, taken: Taken) -> None:
    """Add every figure by the name that it keeps from quarter to quarter, to the cent."""
    for unit, name, kind in ((MONEY, "Money", Kind.EXACT), ("", "Other figures", Kind.NUMBER)):
        chosen = [each for each in taken.totals.values() if (each.unit == MONEY) is (unit == MONEY)]
        if chosen:
            columns = [
                Column("Figure"),
                Column("Value", kind),
                Column("From", kind),
                Column("To", kind),
                Column("Unit"),
                Column("Grade"),
                Column("Key"),
            ]
            rows = [
                (
                    each.words,
                    each.value,
                    each.evidence.get("low"),
                    each.evidence.get("high"),
                    taken.figures.currency if each.unit == MONEY else each.unit,
                    each.evidence.get("grade"),
                    each.key,
                )
                for each in chosen
            ]
            sheets.add(name, f"{name} of {taken.name}, unrounded", columns, rows, notes=(_shown(taken),))


def _value(sheets: Sheets, taken: Taken) -> None:
    page = taken.page
    heads = list(page.lines.columns) or ["Pilot"]
    sheets.add(
        "Value",
        page.value_finding or "What changed, by pilot",
        _columns(heads),
        _rows(records(page.lines), heads),
        notes=(_shown(taken), page.value.sentence, *page.value.notes, *page.value_details),
    )


def _outcomes(sheets: Sheets, taken: Taken) -> None:
    page = taken.page
    columns = [
        Column("Metric"),
        Column("Who"),
        Column(page.beside, Kind.NUMBER),
        Column(taken.name, Kind.NUMBER),
        Column("In words"),
        Column("Better by", Kind.SHARE),
        Column("Direction"),
        Column("Pilots", Kind.WHOLE),
    ]
    names = ("metric", "who", "before", "now", "words", "improved", "direction", "pilots")
    sheets.add(
        "Outcomes",
        page.people_finding or "Customers and agents",
        columns,
        _rows(records(page.outcomes), names),
        notes=(_shown(taken), "Sums over sums of the pilots with figures in both quarters; shares as fractions of 1."),
    )


def _lists(sheets: Sheets, taken: Taken) -> None:
    page = taken.page
    lists = {
        "Moved": page.moved,
        "Gate decided": page.decided,
        "Commitment": page.promises,
        "Alarm": page.alarms,
        "Stuck": page.stuck,
        **{group.name: group.items for group in page.waiting},
    }
    rows = [(kind, each.name, each.says) for kind, items in lists.items() for each in items]
    columns = [Column("What"), Column("Use case or pilot"), Column("What is said of it")]
    sheets.add("Lists", "What moved, what is stuck, what waits", columns, rows, notes=(_shown(taken),))


def _pilots(session: Session, sheets: Sheets, taken: Taken) -> None:
    if taken.pilots == ():
        return
    found = compare.comparison(session, today=taken.today, site=taken.site, pilots=taken.pilots or ())
    heads = list(found.table.columns)
    columns = [Column(_percent(head), _LEAGUE.get(head, Kind.TEXT)) for head in heads]
    rows = _rows(records(found.table), heads)
    sheets.add("Pilots", found.headline, columns, rows, notes=(f"Figures {taken.known}.", f"{found.finding}."))


def _percent(head: str) -> str:
    return f"{head}, % of target" if head in _LEAGUE else head


def _costs(session: Session, sheets: Sheets, taken: Taken) -> None:
    columns = [
        Column("Use case"),
        Column("Pilot"),
        Column("Cost or benefit"),
        Column("Kind"),
        Column("Basis"),
        Column("Line"),
        Column("From", Kind.DAY),
        Column("Grain"),
        Column("Amount", Kind.EXACT),
        Column("Note"),
        Column("Cell"),
    ]
    rows = [
        (
            each.use_case,
            each.pilot,
            each.side.label if each.side.value == "cost" else "Benefit, modelled",
            kind_label(each.kind),
            each.basis.label,
            each.line,
            each.period.starts,
            each.period.grain.value,
            each.amount,
            each.note,
            each.cell,
        )
        for each in money_entries.every(session)
    ]
    notes = (f"Figures {taken.known}.", "Modelled benefits are never added to what was measured.")
    sheets.add("Costs and benefits", "What was recorded by period", columns, rows, notes=notes)


def _ahead(session: Session, sheets: Sheets, taken: Taken) -> None:
    ahead = next_quarter.planned_for(organisation.calendar(session), taken.quarter, today=taken.today)
    found = next_quarter.picks(session, quarter=ahead, today=taken.today, site=taken.site)
    heads = list(found.table.columns)
    notes = (f"Figures {taken.known}.", found.sentence, "What is expected is a forecast.")
    sheets.add("Next quarter", found.headline, _columns(heads), _rows(records(found.table), heads), notes=notes)
    said = commitments.table(session, [taken.quarter, ahead], today=taken.today)
    if len(said):
        title = commitments.finding(commitments.committed(session, [taken.quarter, ahead], today=taken.today))
        sheets.add("Commitments", title, _columns(list(said.columns)), _rows(records(said), list(said.columns)))


def _restated(session: Session, sheets: Sheets, taken: Taken) -> None:
    found = restatements.restatements(session, taken.quarter, today=taken.today)
    if found is not None:
        heads = list(found.table.columns)
        notes = ("What was reported at the close stays; this is what reads otherwise now.",)
        sheets.add("Restatements", found.finding, _columns(heads), _rows(records(found.table), heads), notes=notes)


def _method(sheets: Sheets, taken: Taken) -> None:
    rows = [(each,) for each in (*METHOD, *taken.page.value_details)]
    sheets.add("Method", "How the figures come about", [Column("What was done")], rows, notes=(_shown(taken),))


def _shown(taken: Taken) -> str:
    return f"Figures {taken.words}."


def _columns(heads: Sequence[str]) -> list[Column]:
    return [Column(head, _VALUE.get(head, Kind.TEXT)) for head in heads]


def _rows(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> Iterator[list[Any]]:
    return ([row[name] for name in names] for row in rows)
