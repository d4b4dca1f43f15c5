"""What only a person can decide about a file: each question with its likely answers, kept in view once answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from cxdash.changes.matching import NEW, SEGMENT, SKIP
from cxdash.changes.tracker_plan import Plan
from cxdash.reports import uploads
from cxdash.reports.uploads import KnownNames
from cxdash.trackers.readings import Question
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.upload import events
from cxdash.ui.upload.held import OPEN, HeldFile, home_of
from cxdash.ui.upload.words import ASKED_IN_GRID

_WIDTH = 470
_ASKED_ELSEWHERE = ASKED_IN_GRID | {"event_log"}
_WORDS = {
    "day": "The day: 3/4 is 3 April",
    "month": "The month: 3/4 is March 4",
    "decimal": "A decimal mark",
    "thousands": "A mark of thousands",
    NEW: "None of them: one of its own",
}
_OPEN = "Please choose"


def ask(held: HeldFile, planned: Plan) -> None:
    """Show every question the file raised, answered ones with their answer; choosing one reads or plans again."""
    known = cached.report(uploads.known_names)
    with st.container(horizontal=True):
        _ask_home(held, planned, known)
        for question in held.asked.values():
            kind = question.key.partition(":")[0]
            if kind == "metric":
                _select(held, question, _metric_options(question, known))
            elif kind == "entity":
                _select(held, question, _entity_options(question, known))
            elif kind not in _ASKED_ELSEWHERE:
                _ask_about_reading(held, question, kind)
    events.ask(held)


def open_questions(planned: Plan) -> int:
    """Count the questions whose figures wait for an answer; where the first candidate is taken, nothing waits."""
    return sum(question.key.partition(":")[0] not in ASKED_IN_GRID for question in planned.questions)


def _ask_home(held: HeldFile, planned: Plan, known: KnownNames) -> None:
    """Ask which use case takes the figures that name none we know; a title not in the list makes a new one."""
    home = home_of(planned)
    if home is None:
        return
    titles = {key.removeprefix("use_case:"): title for key, title in known.subjects.items() if "use_case:" in key}
    options = [*titles] if home in titles else [home, *titles]
    chosen = st.selectbox(
        "These figures belong to the use case",
        options,
        index=options.index(home),
        format_func=lambda slug: titles.get(slug, f"{slug} (new)"),
        accept_new_options=True,
        key=f"home-{held.id}",
        help="Choose one, or type the title of a new one.",
        width=_WIDTH,
    )
    if chosen != home:
        held.answers = replace(held.answers, use_case=chosen)
        st.rerun()


def _ask_about_reading(held: HeldFile, question: Question, kind: str) -> None:
    if question.candidates:
        options = {each: _WORDS.get(each, each) for each in question.candidates}
        _select(held, question, options, may_add=kind == "year")
        return
    key = f"answer-{held.id}-{question.key}"
    st.session_state[key] = held.answer_to(question)
    st.text_input(
        literally(question.text),
        key=key,
        placeholder="2026" if kind == "year" else "2026-06, Q2 2026 or June 2026",
        on_change=_answering(held, question, key),
        width=_WIDTH,
    )


def _select(held: HeldFile, question: Question, options: Mapping[str, str], *, may_add: bool = False) -> None:
    answer = held.answer_to(question)
    own = {answer: answer} if may_add and answer and answer not in options else {}
    labels = {OPEN: _OPEN, **options, **own}
    key = f"answer-{held.id}-{question.key}"
    st.session_state[key] = answer if answer in labels else OPEN
    st.selectbox(
        literally(question.text),
        list(labels),
        format_func=lambda each: labels.get(each, each),
        accept_new_options=may_add,
        key=key,
        on_change=_answering(held, question, key),
        width=_WIDTH,
    )


def _answering(held: HeldFile, question: Question, key: str) -> Callable[[], None]:
    return lambda: held.answer(question, st.session_state[key])


def _metric_options(question: Question, known: KnownNames) -> dict[str, str]:
    likely = {slug: known.metrics.get(slug, slug) for slug in question.candidates}
    return likely | {NEW: "A metric of its own", SKIP: "Leave it out"} | known.metrics


def _entity_options(question: Question, known: KnownNames) -> dict[str, str]:
    likely = {key: known.subjects.get(key, key) for key in question.candidates}
    own = {SEGMENT: "A part of the use case above (a segment)", SKIP: "Leave it out"}
    return likely | own | known.subjects
