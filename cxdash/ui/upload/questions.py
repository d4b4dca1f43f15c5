"""What only a person can decide about a file: each question with its likely answers, kept in view once answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from cxdash.changes.matching import NEW, SEGMENT, SKIP
from cxdash.changes.tracker_plan import Plan
from cxdash.reports import uploads
from cxdash.reports.uploads import KnownNames
from cxdash.trackers.readings import Question
from cxdash.trackers.said import ANSWERED
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.upload.held import HeldFile, home_of
from cxdash.ui.upload.thumbnail import LAYOUTS

OPEN = ""
_TAKEN = frozenset({"layout", "header"})
"""Questions that do not hold anything up: until they are answered their first candidate is taken."""
_WORDS = {
    "day": "The day: 3/4 is 3 April",
    "month": "The month: 3/4 is March 4",
    "decimal": "A decimal mark",
    "thousands": "A mark of thousands",
    **{layout.value: words.capitalize() for layout, words in LAYOUTS.items()},
}
_OPEN = "Please choose"


def ask(held: HeldFile, planned: Plan) -> None:
    """Show every question the file raised, answered ones with their answer; choosing one reads or plans again."""
    known = cached.report(uploads.known_names)
    _ask_home(held, planned, known)
    for question in held.asked.values():
        kind, _, name = question.key.partition(":")
        if kind == "metric":
            _select(question, _metric_options(question, known), held.answers.metrics.get(name, OPEN), held)
        elif kind == "entity":
            _select(question, _entity_options(question, known), held.answers.entities.get(name, OPEN), held)
        elif kind in ANSWERED:
            _ask_about_reading(question, kind, held)
        else:
            st.warning(f"{literally(question.text)} Summarise the rows in your workbook and drop that.")


def open_questions(planned: Plan) -> int:
    """Count the questions whose figures wait for an answer; where the first candidate is taken, nothing waits."""
    return sum(question.key.partition(":")[0] not in _TAKEN for question in planned.questions)


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
    )
    if chosen != home:
        held.answers = replace(held.answers, use_case=chosen)
        st.rerun()


def _ask_about_reading(question: Question, kind: str, held: HeldFile) -> None:
    said = held.answers.reading.get(question.key, OPEN)
    if question.candidates:
        options = {each: _WORDS.get(each, f"Row {each}" if kind == "header" else each) for each in question.candidates}
        if kind in _TAKEN:
            said = said or question.candidates[0]
        _select(question, options, said, held, may_add=kind == "year")
        return
    key = f"answer-{held.id}-{question.key}"
    st.text_input(
        question.text,
        said,
        key=key,
        placeholder="2026" if kind == "year" else "2026-06, Q2 2026 or June 2026",
        on_change=_answering(held, question.key, key),
    )


def _select(
    question: Question, options: Mapping[str, str], answer: str, held: HeldFile, *, may_add: bool = False
) -> None:
    own = {answer: answer} if may_add and answer and answer not in options else {}
    labels = {OPEN: _OPEN, **options, **own}
    key = f"answer-{held.id}-{question.key}"
    st.selectbox(
        question.text,
        list(labels),
        index=list(labels).index(answer) if answer in labels else 0,
        format_func=lambda each: labels.get(each, each),
        accept_new_options=may_add,
        key=key,
        on_change=_answering(held, question.key, key),
    )


def _answering(held: HeldFile, question: str, key: str) -> Callable[[], None]:
    def keep() -> None:
        kind, _, name = question.partition(":")
        if kind in ANSWERED:
            held.answers = replace(held.answers, reading=_with(held.answers.reading, question, st.session_state[key]))
        elif kind == "metric":
            held.answers = replace(held.answers, metrics=_with(held.answers.metrics, name, st.session_state[key]))
        else:
            held.answers = replace(held.answers, entities=_with(held.answers.entities, name, st.session_state[key]))

    return keep


def _with(answers: Mapping[str, str], name: str, answer: str) -> dict[str, str]:
    """Return the answers with this one; choosing nothing takes an answer back."""
    return {each: said for each, said in {**answers, name: answer}.items() if said != OPEN}


def _metric_options(question: Question, known: KnownNames) -> dict[str, str]:
    likely = {slug: known.metrics.get(slug, slug) for slug in question.candidates}
    return likely | {NEW: "A metric of its own", SKIP: "Leave it out"} | known.metrics


def _entity_options(question: Question, known: KnownNames) -> dict[str, str]:
    likely = {key: known.subjects.get(key, key) for key in question.candidates}
    own = {SEGMENT: "A part of the use case above (a segment)", SKIP: "Leave it out"}
    return likely | own | known.subjects
