"""What changed since a day: moves, decisions at gates, verdicts that became ready, and what rings now."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cxdash.domain.figures import listed
from cxdash.domain.gate_reviews import Decision
from cxdash.effects.verdict import Verdict
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State, day
from cxdash.reports import closed_quarters, portfolio, restatements
from cxdash.reports.digest_parts import AT_MOST, Line, Link, Part
from cxdash.reports.portfolio import Entry
from cxdash.store import gates

_A_DAY = timedelta(days=1)


def parts(session: Session, *, since: date, today: date) -> Iterator[Part]:
    """Yield what changed from a day up to today, both included; what has nothing to say is left out."""
    entries = portfolio.entries(session, today=today)
    results = pilot_results.results(session, today=today)
    found = (
        ("Alarms that ring now", tuple(_alarms(results))),
        ("Moved", tuple(_moved(entries, since=since, today=today))),
        ("Decided at gates", tuple(_decided(session, entries, since=since, today=today))),
        ("New verdicts", tuple(_verdicts(results, since=since, today=today))),
    )
    for title, lines in found:
        if lines:
            yield Part(title, str(len(lines)), "", "", lines[:AT_MOST], max(len(lines) - AT_MOST, 0))
    if not any(lines for _, lines in found):
        yield Part("Nothing changed", says="No use case moved, no gate was decided and no window ended.")
    yield from _restated(session, today=today)


def _moved(entries: Sequence[Entry], *, since: date, today: date) -> Iterator[Line]:
    moves = [
        (move.moved_on, entry, move) for entry in entries for move in entry.moves if since <= move.moved_on <= today
    ]
    for on, entry, move in sorted(moves, key=lambda each: (each[0], each[1].line.title)):
        step = f"new {move.to_stage}" if move.from_stage is None else f"{move.from_stage} → {move.to_stage}"
        yield Line(entry.line.title, f"{step} on {day(on)}", _use_case(entry.line.slug))


def _decided(session: Session, entries: Sequence[Entry], *, since: date, today: date) -> Iterator[Line]:
    lines = {entry.line.id: entry.line for entry in entries}
    for review in gates.decided_between(session, since, today + _A_DAY):
        line = lines.get(review.use_case_id)
        if line is not None and review.decision:
            decision = Decision(review.decision).label
            yield Line(
                line.title,
                f"{decision} at the gate to {review.to_stage}: {review.rationale}",
                _use_case(line.slug, "Gate"),
            )


def _verdicts(results: Sequence[Result], *, since: date, today: date) -> Iterator[Line]:
    """Yield the pilots whose window ended in these days and that can be judged."""
    for each in results:
        ended = each.window_ends_before
        if each.state is State.FINISHED and ended is not None and since <= ended <= today:
            advice = "" if each.recommendation is None else f": {each.recommendation.value}"
            yield Line(each.name, f"{each.verdict.value}, grade {each.grade}{advice}", _pilot(each))


def _alarms(results: Sequence[Result]) -> Iterator[Line]:
    for each in results:
        if each.alarms:
            yield Line(each.name, each.alarms[0], _pilot(each))
        elif each.harmed and each.verdict is Verdict.HARM and each.state is State.RUNNING:
            yield Line(each.name, f"{listed(each.harmed)} got worse", _pilot(each))


def _restated(session: Session, *, today: date) -> Iterator[Part]:
    for closed in closed_quarters.every(session)[:1]:
        found = restatements.of(session, closed, today=today)
        if found.lines and closed.quarter is not None:
            link = Link("this_quarter", (("quarter", closed.name),))
            yield Part(f"{closed.name} since it was closed", lines=(Line(closed.name, found.finding, link),))


def _use_case(slug: str, view: str = "") -> Link:
    return Link("use_cases", (("use_case", slug), *((("view", view),) if view else ())))


def _pilot(each: Result) -> Link:
    return Link("compare", (("pilot", each.slug),))
