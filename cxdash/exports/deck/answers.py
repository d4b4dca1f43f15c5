"""The slides of the other four answers: customers and agents, what moved, what is stuck, and what needs somebody."""

from collections.abc import Iterator, Sequence

from cxdash.exports.deck import forms
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import Record, numbers, records
from cxdash.exports.slides.content import Bars, Series, Slide, Tone, said
from cxdash.reports.answer import Answer
from cxdash.reports.quarter_state import Item

_MOST = 8
"""Rows that can be read from the back of a room."""
_NOTED = 20
"""Lines of a list that notes repeat."""
_DIRECTION = {"better": Tone.GOOD, "worse": Tone.BAD, "same": Tone.NEUTRAL}


def slides(taken: Taken) -> Iterator[Slide]:
    """Yield a slide for each answer that has something to draw."""
    yield from _people(taken)
    yield from _moved(taken)
    yield from _stuck(taken)
    yield from _needs(taken)


def _people(taken: Taken) -> Iterator[Slide]:
    page = taken.page
    most = sorted(records(page.outcomes), key=lambda row: -abs(row["improved"]))[:_MOST]
    rows = sorted(most, key=lambda row: -row["improved"])
    if not rows:
        return
    left_out = len(page.outcomes) - len(rows)
    drawn = Bars(
        categories=[(row["metric"], row["words"]) for row in rows],
        series=[Series("Better by", numbers(rows, "improved"), Tone.GOOD)],
        form=forms.SHARE,
        alt=f"Bars by metric, to the right where it got better: {_each(rows, 'metric', 'words')}.",
        by_category=[_DIRECTION[row["direction"]] for row in rows],
    )
    yield _answer(
        page.people_finding,
        page.people,
        drawn,
        f"{page.beside} → {taken.name} at the same pilots, as counted: season not removed, not graded. Green is "
        "better, red is worse, grey about the same.",
        *([f"{left_out} more that moved less are in the workbook."] if left_out else []),
        f"Figures {taken.words}.",
    )


def _moved(taken: Taken) -> Iterator[Slide]:
    page, rows = taken.page, records(taken.page.steps)
    if not any(row["now"] or row["before"] for row in rows):
        return
    drawn = Bars(
        categories=[(row["move"], "") for row in rows],
        series=[
            Series(taken.name, numbers(rows, "now"), Tone.PILOT),
            Series(page.beside, numbers(rows, "before"), Tone.NEUTRAL),
        ],
        form=forms.COUNT,
        alt=f"Bars of use cases by move, {taken.name} beside {page.beside}: {_each(rows, 'move', 'words')}.",
    )
    yield _answer(
        page.moves_finding,
        page.moves,
        drawn,
        f"Figures {taken.words}.",
        *_told(page.moved),
        *_told(page.promises),
        *_told(page.decided),
    )


def _stuck(taken: Taken) -> Iterator[Slide]:
    page, rows = taken.page, records(taken.page.reasons[:_MOST])
    if not rows:
        return
    drawn = Bars(
        categories=[(row["reason"], "") for row in rows],
        series=[Series("Use cases", numbers(rows, "use_cases"), Tone.COMPARISON)],
        form=forms.COUNT,
        alt=f"Bars of use cases by what holds them: {_each(rows, 'reason', 'words')}.",
        by_category=[Tone.BAD if row["kind"] == "alarm" else Tone.COMPARISON for row in rows],
    )
    yield _answer(
        page.trapped_finding,
        page.trapped,
        drawn,
        "Red: an alarm or harm. A use case may be held by several things.",
        f"Figures {taken.words}.",
        *_told(page.alarms),
        *_told(page.stuck),
    )


def _needs(taken: Taken) -> Iterator[Slide]:
    page, rows = taken.page, records(taken.page.due)
    if not rows:
        return
    late = [gone or 0.0 for gone in numbers(rows, "overdue")]
    waits = [row["things"] - gone for row, gone in zip(rows, late, strict=True)]
    drawn = Bars(
        categories=[(row["what"], "") for row in rows],
        series=[*([Series("Overdue", late, Tone.BAD)] if any(late) else []), Series("Waits", waits, Tone.PILOT)],
        form=forms.COUNT,
        alt=f"Bars of what waits, overdue and not: {_each(rows, 'what', 'words')}.",
    )
    yield _answer(page.decisions_finding, page.decisions, drawn, f"Figures {taken.words}.")


def _each(rows: list[Record], name: str, words: str) -> str:
    return "; ".join(f"{row[name]} {row[words]}" for row in rows)


def _told(items: Sequence[Item]) -> list[str]:
    """Return the first lines of a list for the notes; the appendix has more."""
    return [f"{each.name}: {each.says}" for each in items[:_NOTED]]


def _answer(finding: str, given: Answer, chart: Bars, *notes: str) -> Slide:
    """Return an answer's slide: its finding as the title, its number and sentence, and its chart."""
    return Slide(
        finding or f"{given.number} {given.unit}",
        number=(given.number, given.unit),
        says=said(given.sentence, *given.notes),
        chart=chart,
        notes=notes,
    )
