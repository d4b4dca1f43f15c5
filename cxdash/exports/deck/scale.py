"""The slides of pilots on one scale: those that matter in the main part, all of them in the appendix."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from cxdash.domain.figures import count, listed
from cxdash.effects.verdict import Verdict
from cxdash.exports.deck import forms
from cxdash.exports.method_words import AS_ONE
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import Record, even, records
from cxdash.exports.slides.content import SMALLEST, Dot, Dots, Slide, Tone, item, part, said
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, name_among
from cxdash.reports.compare import Comparison

A_SLIDE = 12
"""Pilots on a slide; the main part has one such slide."""
_SLIDES, _PAGES = 12, 6
"""Slides of charts and of a list, before the workbook has the rest."""
_STATES = (
    (Verdict.TARGET_MET.value, Tone.GOOD),
    (Verdict.BETTER.value, Tone.PILOT),
    (Verdict.NO_CLEAR_CHANGE.value, Tone.NEUTRAL),
    (Verdict.HARM.value, Tone.BAD),
)
_WHICH = (
    "Shown are the pilots with harm or masking, then those that brought the most in the quarter, then those with the "
    "best evidence."
)
_LEGEND = "Dot: measured. Line: its 95 % range."
_NAMED = 2
_MASKED = "Containment masks what customers met"


def those_that_matter(session: Session, taken: Taken, found: Comparison) -> Iterator[Slide]:
    """Yield the pilots with harm or masking, then the largest by money, then by evidence; none without an interval."""
    rows = records(found.scale)
    if not rows:
        return
    known = _chosen(session, taken, found)
    harmed = _harmed(known)
    shown = _first(taken, rows, known, harmed)
    drawn = {row["name"] for row in shown}
    undrawn = [f"{name} ({why})" if why else name for name, why in harmed.items() if name not in drawn]
    rest = len(rows) - len(shown)
    more = f" {count(rest, 'more pilot')} in the appendix." if rest else ""
    yield Slide(
        found.headline,
        wide=True,
        says=said(f"{_LEGEND}{more}{_harm_too(undrawn)}", size=SMALLEST),
        chart=_dots(shown, among=rows),
        view=taken.known,
        notes=(
            f"Figures {taken.known}.",
            f"{found.finding}.",
            found.overstated,
            AS_ONE,
            _WHICH,
            *_words(shown),
            *(f"Harm, not drawn: {each}." for each in undrawn),
        ),
    )


def everyone(taken: Taken, found: Comparison) -> Iterator[Slide]:
    """Yield all pilots on the scale over several slides, and then why the others are not on it."""
    yield from _whole_scale(taken, found)
    off = [
        *(item(name, f"no interval, because {why}.") for name, why in found.without),
        *(item(name, f"{words}.") for name, words in found.early),
    ]
    if off:
        yield Slide(
            f"{count(len(off), 'pilot is', 'pilots are')} not on the scale, and why",
            says=off,
            pages=_PAGES,
            view=taken.known,
            notes=(f"Figures {taken.known}.",),
        )


def _whole_scale(taken: Taken, found: Comparison) -> Iterator[Slide]:
    rows = records(found.scale)
    if len(rows) <= A_SLIDE:
        return
    pages = even(rows, A_SLIDE)
    hidden = sum(map(len, pages[_SLIDES:]))
    for number, page in enumerate(pages[:_SLIDES], start=1):
        more = f" {hidden} more are in the workbook." if number == _SLIDES and hidden else ""
        yield Slide(
            f"{found.finding}{part(number, min(len(pages), _SLIDES))}",
            wide=True,
            says=said(f"{_LEGEND}{more}", size=SMALLEST),
            chart=_dots(page, among=rows),
            view=taken.known,
            notes=(f"Figures {taken.known}.", AS_ONE, *_words(page)),
        )


def _harm_too(undrawn: Sequence[str]) -> str:
    """Name the first pilots with harm that are not drawn, and say how many more there are; the notes name all."""
    if not undrawn:
        return ""
    rest = [f"{len(undrawn) - _NAMED:,} more"] if len(undrawn) > _NAMED else []
    return f" Harm too: {listed([*undrawn[:_NAMED], *rest])}."


def _words(rows: Sequence[Record]) -> list[str]:
    return [f"{row['name']}: {row['words']}, {row['mark']}." for row in rows]


def _chosen(session: Session, taken: Taken, found: Comparison) -> dict[str, Result]:
    """Return the pilots of the comparison by the names that they have there."""
    results = pilot_results.narrowed(pilot_results.results(session, today=taken.today), site=taken.site)
    chosen = [each for each in results if each.slug in found.slugs]
    return {name_among(each, chosen): each for each in chosen}


def _harmed(known: dict[str, Result]) -> dict[str, str]:
    """Return the pilots that must not be missed, by name, with what harmed whom."""
    return {
        name: listed(each.harmed) if each.harmed else _MASKED if each.alarms else ""
        for name, each in known.items()
        if each.harmed or each.alarms or each.verdict is Verdict.HARM
    }


def _first(taken: Taken, rows: Sequence[Record], known: dict[str, Result], harmed: dict[str, str]) -> list[Record]:
    """Return the rows to be shown, in the order of the scale."""
    trails = zip(taken.page.trails, records(taken.page.lines), strict=True)
    brought = {trail: abs(line.get("Realised") or 0.0) for trail, line in trails}

    def least(row: Record) -> tuple[bool, float, str, float]:
        each = known[row["name"]]
        metric = "" if each.metric is None else each.metric.slug
        width = row["high"] - row["low"]
        return row["name"] not in harmed, -brought.get((each.slug, metric), 0.0), each.grade.value, width

    first = {row["name"] for row in sorted(rows, key=least)[:A_SLIDE]}
    return [row for row in rows if row["name"] in first]


def _dots(rows: Sequence[Record], *, among: Sequence[Record]) -> Dots:
    """Return the chart of some pilots; all such charts share the ends of the scale."""
    reached = [row[end] for row in among for end in ("drawn_low", "drawn_high")]
    words = "; ".join(f"{row['name']} {row['words']}, {row['mark']}" for row in rows)
    return Dots(
        [
            Dot(row["name"], row["mark"], row["state"], row["raw"], row["drawn_low"], row["drawn_high"], row["likely"])
            for row in rows
        ],
        states=_STATES,
        ends=(min(reached), max(reached)),
        target=(1.0, "Target"),
        axis="Share of the target attained",
        form=forms.WHOLE_SHARE,
        alt=f"Dots with whiskers by pilot, share of the target attained: {words}.",
    )
