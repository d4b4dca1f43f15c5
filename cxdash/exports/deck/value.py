"""The slides of what changed: value by use case, what finance confirmed and what is left of it after cost, grades."""

from collections.abc import Iterator

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.exports.deck import forms, sources
from cxdash.exports.method_words import AS_ONE
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import Record, numbers, records
from cxdash.exports.slides.content import SMALLEST, Bars, Series, Slide, Step, Tone, Waterfall, said

MEASURED = "measured"
NOTHING = "–"
"""The number of an answer that has no figures."""


def slides(session: Session, taken: Taken) -> Iterator[Slide]:
    """Yield what each use case brought, and the way from there to what is left after cost; none without a figure."""
    page = taken.page
    measured, _ = _by_basis(page.by_use_case)
    if not measured:
        return
    yield Slide(
        page.value_finding or f"{page.value.number} {page.value.unit}",
        number=(page.value.number, page.value.unit),
        says=said(page.value.sentence, *page.value.notes),
        chart=_bars(taken, measured, what="use case"),
        notes=sources.of_value(session, taken),
    )
    yield from _kept(taken)


def by_grade(taken: Taken) -> Iterator[Slide]:
    """Yield on which evidence the value rests; none without a figure."""
    grades, apart = _by_basis(taken.page.by_grade)
    if not grades:
        return
    most = max(grades, key=lambda row: float(row["realised"]))
    label = str(most["grade"]).replace(" · ", ", ")
    yield Slide(
        f"Most of it rests on {label[:1].lower()}{label[1:]}: {most['words']} promised",
        says=said(
            "Grades say how far a figure can be trusted: A was drawn by lot, B has a comparison group, C has a long "
            "past of its own.",
            *_apart(apart),
        ),
        chart=_bars(taken, grades, what="grade"),
        notes=(f"Figures {taken.words}.", AS_ONE, *taken.page.value.notes),
    )


def _by_basis(table: pd.DataFrame) -> tuple[list[Record], list[Record]]:
    """Return the rows that were measured, and those that stand apart."""
    rows = records(table)
    return [row for row in rows if row["basis"] == MEASURED], [row for row in rows if row["basis"] != MEASURED]


def _apart(rows: list[Record]) -> list[str]:
    """Say what stands apart; it is in no chart with what was measured, and in no total."""
    names = [f"{row['grade']}: {row['words']} promised" for row in rows]
    return [f"In no total: {'; '.join(names)}."] if names else []


def _bars(taken: Taken, rows: list[Record], *, what: str) -> Bars:
    low, high = numbers(rows, "low"), numbers(rows, "high")
    return Bars(
        categories=[(row["grade"], row["words"]) for row in rows],
        series=[
            Series("Realised, with 95 % range", numbers(rows, "realised"), Tone.PILOT, low, high),
            Series("Promised", numbers(rows, "promised"), Tone.NEUTRAL),
        ],
        form=forms.money(taken.figures, max(max(row["high"], row["promised"]) for row in rows)),
        alt=f"Bars by {what}, realised against promised: "
        + "; ".join(f"{row['grade']}: {row['words']} promised" for row in rows)
        + ".",
    )


def _kept(taken: Taken) -> Iterator[Slide]:
    """Yield what is left of it after cost, step by step, where the whole organisation is shown."""
    found = {key: figure.value for key, figure in taken.totals.items() if key.startswith("total/")}
    if not found:
        return
    headline = taken.totals["total/headline/value"].evidence.get("pilots")
    title, steps = _to_the_headline(found, taken.figures) if headline else _to_what_is_left(found, taken.figures)
    yield Slide(
        title,
        wide=True,
        says=said("Measured pilots only, grades A to C, on the cases counted in the quarter.", size=SMALLEST),
        chart=Waterfall(
            steps,
            form=forms.money(taken.figures, max(max(step.begins, step.ends) for step in steps)),
            alt="Waterfall: " + "; ".join(f"{step.name} {step.words}" for step in steps) + ".",
        ),
        notes=(f"Figures {taken.words}.", taken.page.value.sentence, AS_ONE),
    )


def _to_what_is_left(found: dict[str, float], figures: Figures) -> tuple[str, tuple[Step, ...]]:
    """Return the way from the promise to what is left after run cost."""
    names = ("promised", "realised", "run_cost", "net")
    promised, realised, cost, net = (found[f"total/measured/{name}"] for name in names)
    beyond = realised - promised
    change = ("Beyond it", Tone.GOOD) if beyond >= 0 else ("Not reached", Tone.COMPARISON)
    steps = (
        Step("Promised", figures.money(promised), 0.0, promised, Tone.NEUTRAL),
        Step(change[0], figures.money(beyond, sign=True), promised, realised, change[1]),
        Step("Realised", figures.money(realised), 0.0, realised, Tone.PILOT),
        Step("Run cost", figures.money(-cost, sign=True), realised, net, Tone.COMPARISON),
        Step("After run cost", figures.money(net), 0.0, net, Tone.PILOT),
    )
    kept = "more" if beyond >= 0 else "less"
    said_of = f"{figures.money(abs(beyond))} {kept} than promised was realised"
    return f"{said_of}; {figures.money(net)} is left after run cost", steps


def _to_the_headline(found: dict[str, float], figures: Figures) -> tuple[str, tuple[Step, ...]]:
    """Return the way from all that was measured to what finance confirmed, after all that it cost."""
    measured = found["total/measured/realised"]
    value, run, once, net = (found[f"total/headline/{name}"] for name in ("value", "run_cost", "one_off", "net"))
    steps = (
        Step("Measured", figures.money(measured), 0.0, measured, Tone.NEUTRAL),
        Step("Not confirmed", figures.money(value - measured, sign=True), measured, value, Tone.COMPARISON),
        Step("Confirmed", figures.money(value), 0.0, value, Tone.PILOT),
        Step("Run cost", figures.money(-run, sign=True), value, value - run, Tone.COMPARISON),
        Step("One-off cost", figures.money(-once, sign=True), value - run, net, Tone.COMPARISON),
        Step("After cost", figures.money(net), 0.0, net, Tone.PILOT),
    )
    return f"Finance confirmed {figures.money(value)} of {figures.money(measured)}; {figures.money(net)} is left", steps
