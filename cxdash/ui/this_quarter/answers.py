"""The five answers of a quarter, one after the other: a number, a sentence, a chart, and the lists behind a click."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from cxdash.charts import this_quarter as charts
from cxdash.charts.theme import Spec
from cxdash.domain.people import Person
from cxdash.domain.periods import Quarter
from cxdash.reports import waiting_for
from cxdash.reports.answer import Answer
from cxdash.reports.this_quarter import Quarterly
from cxdash.reports.waiting_for import ForOne
from cxdash.ui import cached, drawing, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.this_quarter import lists, pilots


@dataclass(frozen=True, slots=True)
class _Chart:
    """What is drawn beside an answer; nothing where it has no finding."""

    spec: Spec
    rows: pd.DataFrame
    finding: str
    note: str = ""


def show(found: Quarterly, quarter: Quarter, person: Person, *, is_now: bool, today: date) -> None:
    """Show the five answers; what waits for ``person`` today comes first in the last.

    ``is_now`` is False of a page as it was reported.
    """
    changed(found, quarter, is_now=is_now)
    people(found)
    moved(found)
    stuck(found)
    needs(found, person, today=today)


def changed(found: Quarterly, quarter: Quarter, *, is_now: bool) -> None:
    """Show value realised against value promised, and behind it every pilot down to its cells."""
    chart = _Chart(
        charts.by_grade(found.currency),
        found.by_use_case,
        found.value_finding,
        "Bar: realised before cost; line: its 95 % range; tick: promised. Letters: grade of evidence. Grey: apart.",
    )
    with _answer("What changed", found.value, chart, key="changed"):
        pilots.behind(found, quarter, is_now=is_now)


def people(found: Quarterly) -> None:
    """Show which metrics of customers and agents got better and worse."""
    note = f"{found.beside} → {found.name} at the same pilots, as counted: season not removed, not graded."
    chart = _Chart(charts.outcomes(), found.outcomes, found.people_finding, note)
    with _answer("Customers and agents", found.people, chart, key="people"):
        pass


def moved(found: Quarterly) -> None:
    """Show what went on in the funnel, was decided, and was kept of what people committed to."""
    note = f"Bar: use cases in {found.name}; tick: in {found.beside}."
    chart = _Chart(charts.moves(found.name, found.beside), found.steps, found.moves_finding, note)
    with _answer("What moved", found.moves, chart, key="moved"):
        every = {"Moves": found.moved, "Gates decided": found.decided, "Commitments": found.promises}
        lists.behind("Moves, gate decisions and commitments", every, key="moved-list")


def stuck(found: Quarterly) -> None:
    """Show alarms in full, and what holds how many use cases."""
    chart = _Chart(charts.reasons(), found.reasons, found.trapped_finding)
    with _answer("What is stuck", found.trapped, chart, key="stuck"):
        for alarm in found.alarms:
            st.error(f"**{literally(alarm.name)}:** {literally(alarm.says)}", icon=":material/warning:")
        lists.behind("Every use case that is stuck, and why", {"Stuck": found.stuck}, key="stuck-list")


def needs(found: Quarterly, person: Person, *, today: date) -> None:
    """Show what waits for who looks, then for everybody."""
    own = waiting_for.for_one(cached.report(waiting_for.everything, today=today), person, today=today)
    given = _for_you(own, found.decisions, today=today) if own.every else found.decisions
    with _answer("What needs you", given, _Chart(charts.due(), found.due, found.decisions_finding), key="needs"):
        if own.every:
            links.to_page("waiting", "What waits for me", icon=":material/inbox:")
        every = {group.name: group.items for group in found.waiting}
        lists.behind("What waits for everybody", every, key="needs-list")


def _for_you(own: ForOne, all_of_it: Answer, *, today: date) -> Answer:
    """Say how much waits for one person and what is due next, then what waits for everybody."""
    things = len(own.every)
    unit = "thing waits for you" if things == 1 else "things wait for you"
    late = f", {len(own.overdue)} of them overdue" if own.overdue else ""
    kinds = ", ".join(f"{kind.label.lower()} {len(group)}" for kind, group in own.groups.items())
    due = min((each.due for each in own.every if each.due is not None and each.due >= today), default=None)
    next_due = f" Next is due on {due:%-d %b %Y}." if due else ""
    said = f"{kinds[:1].upper()}{kinds[1:]}." if kinds else ""
    whole = f"Of {all_of_it.number} that wait for everybody."
    return Answer(str(things), f"{unit}{late}", f"{said}{next_due}", (whole,))


@contextmanager
def _answer(question: str, given: Answer, chart: _Chart, *, key: str) -> Iterator[None]:
    """Hold one answer: what is said, its chart beside it, and under both what the caller adds."""
    with st.container(key=f"answer-{key}"), session.shown_to_people():
        said, beside = st.columns([2, 3], gap="medium")
        with said:
            st.metric(f"**{question}**", given.number)
            notes = f"\n\n:small[:gray[{literally(' '.join(given.notes))}]]" if given.notes else ""
            st.markdown(f"**{literally(given.unit)}**  \n{literally(given.sentence)}{notes}")
        if chart.finding:
            with beside:
                alt = f"{question}, a bar for each row. {given.sentence}"
                drawing.draw(chart.spec, chart.rows, title=chart.finding, alt=alt, key=key, note=chart.note)
        yield
