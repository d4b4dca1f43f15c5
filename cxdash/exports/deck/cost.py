"""The slide of money against cost: what each pilot brought beside what it cost to run in the same days."""

from collections.abc import Iterator

from cxdash.domain.figures import Figures, count
from cxdash.exports.deck import forms
from cxdash.exports.deck.value import MEASURED
from cxdash.exports.method_words import AS_ONE
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import Record, numbers, records
from cxdash.exports.slides.content import Bars, Series, Slide, Tone, said

_MOST = 7


def slides(taken: Taken) -> Iterator[Slide]:
    """Yield the largest measured pilots; none where no run cost is known."""
    lines = taken.page.lines
    if lines.empty or "Run cost" not in lines:
        return
    known = [row for row in records(lines) if row["Basis"] == MEASURED and row["Run cost"] is not None]
    if not known:
        return
    worth = sum(row["Realised"] > row["Run cost"] for row in known)
    shown, figures = known[:_MOST], taken.figures
    hidden = len(known) - len(shown)
    yield Slide(
        f"{worth} of {count(len(known), 'measured pilot')} brought more in {taken.name} than they cost to run",
        number=(f"{worth} of {len(known)}", "brought more than they cost"),
        says=said(
            "Realised value with its 95 % range, the run cost of the same days, and the grade of the evidence.",
            f"{count(hidden, 'smaller one')} in the workbook." if hidden else "",
        ),
        chart=Bars(
            categories=[(row["Pilot"], _beside(row, figures)) for row in shown],
            series=[
                Series(
                    "Realised", numbers(shown, "Realised"), Tone.PILOT, numbers(shown, "From"), numbers(shown, "To")
                ),
                Series("Run cost", numbers(shown, "Run cost"), Tone.COMPARISON),
            ],
            form=forms.money(taken.figures, max(row["To"] for row in shown)),
            alt="Bars by pilot, realised beside run cost: "
            + "; ".join(f"{row['Pilot']} {_beside(row, figures)}" for row in shown)
            + ".",
        ),
        notes=(f"Figures {taken.words}.", AS_ONE, *taken.page.value.notes),
    )


def _beside(row: Record, figures: Figures) -> str:
    return f"{figures.money(row['Realised'])} for {figures.money(row['Run cost'])} · {row['Grade']}"
