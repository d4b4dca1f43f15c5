"""The appendix: lists in full, what reads otherwise than it was reported, every figure with its evidence and grade."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from cxdash.domain.figures import NO_BREAK, count
from cxdash.exports.method_words import AS_ONE
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import Record, even, records
from cxdash.exports.slides import tables
from cxdash.exports.slides.content import BODY, Slide, Table, Tone, item, part
from cxdash.exports.slides.fit import Paragraph
from cxdash.reports import restatements
from cxdash.reports.quarter_state import Item

_PAGES, _SLIDES = 6, 12
"""Slides of a list and of a table, before the workbook has the rest."""


def lists(taken: Taken) -> Iterator[Slide]:
    """Yield decisions and commitments, what holds each use case, and what waits; none that would be empty."""
    page = taken.page
    told = [
        *(f"{count(len(page.decided), 'gate')} decided" for _ in page.decided[:1]),
        *(f"{count(len(page.promises), 'commitment')} kept or missed" for _ in page.promises[:1]),
    ]
    yield from _list(" and ".join(told), [*_items(page.promises), *_items(page.decided)], taken)
    alarms = [Paragraph(f" {each.says}", BODY, head=f"{each.name}:", tone=Tone.BAD.value) for each in page.alarms]
    held = len(page.stuck)
    whom = "the use case that is" if held == 1 else f"each of the {count(held, 'use case')} that are"
    yield from _list(f"What holds {whom} stuck", [*alarms, *_items(page.stuck)], taken)
    waiting = [item(each.name, each.says) for group in page.waiting for each in group.items]
    yield from _list(f"{count(len(waiting), 'thing waits', 'things wait')} for somebody, by name", waiting, taken)


def restated(session: Session, taken: Taken) -> Iterator[Slide]:
    """Yield what reads otherwise than a closed quarter was reported; the notes have every reason in full."""
    found = restatements.restatements(session, taken.quarter, today=taken.today)
    if found is None or not found.lines:
        return
    rows = [(row["Figure"], row["As reported"], row["As known now"], row["Why"]) for row in records(found.table)]
    yield from _table(
        found.finding,
        Table(
            ("Figure", "As reported", "As known now", "Why"), rows, (4.3, 1.55, 1.6, 4.68), frozenset({1, 2}), lines=2
        ),
        notes=lambda shown: (
            "What was reported at the close stays; this is what corrections changed since.",
            *(f"{row[0]}: {row[1]} reported, {row[2]} now. {row[3]}" for row in shown),
        ),
        view=f"as reported beside {taken.known}",
    )


def figures(taken: Taken) -> Iterator[Slide]:
    """Yield a table of every pilot's figures; none where there is none."""
    symbol = taken.figures.symbol
    unit = "" if len(symbol) == 1 else f", in {symbol}"
    lines = [_line(taken, row) for row in records(taken.page.lines)]
    heads = ("Pilot", "Grade", "Realised", "95 % range", "Promised", "Effect (95 %)", "Counts as")
    yield from _table(
        f"Every figure with its evidence and grade{unit}",
        Table(heads, lines, (3.2, 0.8, 1.0, 1.9, 1.1, 2.55, 1.58), frozenset({2, 4})),
        notes=lambda _: (f"Figures {taken.words}.", AS_ONE, *taken.page.value.notes, *taken.page.value_details),
    )


def _list(title: str, says: Sequence[Paragraph], taken: Taken) -> Iterator[Slide]:
    if says:
        yield Slide(title, says=says, pages=_PAGES, notes=(f"Figures {taken.words}.",))


def _items(found: Sequence[Item]) -> list[Paragraph]:
    return [item(each.name, each.says) for each in found]


def _table(
    title: str, table: Table, *, notes: Callable[[Sequence[Sequence[str]]], Sequence[str]], view: str = ""
) -> Iterator[Slide]:
    """Yield a table over as many slides as it may take; the last says how much is in the workbook alone."""
    whole = len(table.rows)
    parts = even(table.rows, tables.rows(table.lines))
    hidden = whole - sum(map(len, parts[:_SLIDES]))
    for number, rows in enumerate(parts[:_SLIDES], start=1):
        shown = list(rows)
        if number == _SLIDES and hidden > 0:
            shown[-1] = (f"And {count(hidden + 1, 'more row')} in the workbook", *("" for _ in table.heads[1:]))
        which = part(number, min(len(parts), _SLIDES))
        yield Slide(f"{title}{which}", table=replace(table, rows=shown), view=view, notes=notes(rows))


def _amount(taken: Taken, amount: float | None) -> str:
    """Write an amount; a code of a currency stands in the title, for want of room in the cells."""
    written = taken.figures.money(amount)
    symbol = taken.figures.symbol
    return written if len(symbol) == 1 else written.replace(symbol, "").replace(NO_BREAK, "")


def _line(taken: Taken, row: Record) -> tuple[str, ...]:
    realised, low, high, promised = (row.get(name) for name in ("Realised", "From", "To", "Promised"))
    return (
        row["Pilot"],
        row["Grade"],
        _amount(taken, realised),
        "–" if low is None else f"{_amount(taken, low)} to {_amount(taken, high)}",
        _amount(taken, promised),
        row.get("Effect (95 %)") or "–",
        str(row["Basis"]).partition(":")[0],
    )
