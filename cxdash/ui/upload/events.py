"""How the rows of an event log become figures: proposals in words, and a small form to compose another summary."""

from collections.abc import Iterator, Mapping

import streamlit as st

from cxdash.domain.periods import Grain
from cxdash.trackers.events.event_summaries import GRAINS, EventFigure, Fold, Summary, parse, say, write
from cxdash.trackers.files.areas import Area
from cxdash.trackers.files.cells import column_number
from cxdash.trackers.readings import Layout, Question, Sheet, Table
from cxdash.ui.drawing import literally
from cxdash.ui.upload.held import OPEN, HeldFile

_OPEN = "Not yet: nothing is read from it"
_CHOOSE = "Please choose"
_NOTHING = ""
_VALUES = 6
_GRAIN = {Grain.DAY: "By day", Grain.WEEK: "By week", Grain.MONTH: "By month"}


def ask(held: HeldFile) -> None:
    """Ask for every event log how it is summarised, or show what was said; nothing is read from it until then."""
    for sheet in held.tracker.sheets if held.tracker else ():
        log = next((table for table in sheet.tables if table.layout is Layout.EVENT_LOG), None)
        if log is not None and sheet.used:
            _ask_about(held, sheet, log)


def _ask_about(held: HeldFile, sheet: Sheet, log: Table) -> None:
    key = f"event_log:{sheet.name}"
    question = held.asked.get(key, Question(key, f"“{sheet.name}” has a row for each event. It is summarised so:"))
    labels = {column.letter: column.label for column in log.columns}
    answer = held.answer_to(question)
    own = [answer] if answer and answer not in question.candidates else []
    options = [OPEN, *question.candidates, *own]
    choice = f"answer-{held.id}-{key}"
    st.session_state[choice] = answer
    with st.container(border=True):
        st.radio(
            literally(question.text),
            options,
            format_func=lambda text: literally(say(parse(text), labels)) if text else _OPEN,
            key=choice,
            on_change=lambda: held.answer(question, st.session_state[choice]),
        )
        with st.popover("Compose another summary", icon=":material/tune:"):
            _form(held, question, sheet, log)


def _form(held: HeldFile, question: Question, sheet: Sheet, log: Table) -> None:
    """Offer every summary a log allows, beginning with the one that is said or proposed."""
    texts = (held.answer_to(question), *question.candidates, f"week of {log.columns[0].letter}: count")
    begin = next(parse(text) for text in texts if text)
    labels = {column.letter: column.label or f"Column {column.letter}" for column in log.columns}
    figures = {_in_words(figure, labels): figure for figure in (*begin.figures, *_figures(sheet, log))}
    with st.form(f"summary-{held.id}-{question.key}", border=False):
        date = _column("Date of the event", labels, begin.date)
        grain = st.segmented_control("Period", GRAINS, default=begin.grain, format_func=lambda each: _GRAIN[each])
        chosen = st.multiselect(
            "What to count, add up or average",
            list(figures),
            default=[_in_words(figure, labels) for figure in begin.figures],
            placeholder=_CHOOSE,
        )
        apart = _column("Kept apart by use case, pilot or site", {_NOTHING: "Nothing"} | labels, begin.entity)
        parts = _column("In parts (segments) by", {_NOTHING: "Nothing"} | labels, begin.segment)
        if st.form_submit_button("Summarise like this", type="primary", key=f"summarise-{held.id}-{sheet.name}"):
            if not chosen or grain is None:
                st.error("Choose a period and at least one figure.")
                return
            summary = Summary(date, grain, tuple(figures[words] for words in chosen), apart or None, parts or None)
            held.answer(question, write(summary))
            st.rerun()


def _column(label: str, options: Mapping[str, str], chosen: str | None) -> str:
    letters = list(options)
    place = letters.index(chosen or _NOTHING) if (chosen or _NOTHING) in options else 0
    return st.selectbox(label, letters, index=place, format_func=lambda each: options[each])


def _in_words(figure: EventFigure, labels: Mapping[str, str]) -> str:
    name = labels.get(figure.column, "")
    match figure.fold:
        case Fold.COUNT:
            return "Count the rows"
        case Fold.SUM:
            return f"Add up “{name}”"
        case Fold.MEAN:
            return f"Average “{name}”"
        case Fold.SHARE:
            return f"Share with “{name}” = {figure.equals}"


def _figures(sheet: Sheet, log: Table) -> Iterator[EventFigure]:
    """Yield every figure: the rows, each column added up or averaged, and shares of the values seen in it."""
    yield EventFigure(Fold.COUNT)
    for column in log.columns:
        seen = _seen(sheet, log, column.letter)
        numeric = all(text.strip("-").replace(".", "").replace(":", "").rstrip("% ").isdigit() for text in seen)
        if seen and numeric:
            yield from (EventFigure(fold, column.letter) for fold in (Fold.MEAN, Fold.SUM))
        if 1 < len(seen) <= _VALUES:
            yield from (EventFigure(Fold.SHARE, column.letter, text) for text in seen)


def _seen(sheet: Sheet, log: Table, letter: str) -> list[str]:
    """Return the values of a column in the rows that are shown, each once."""
    place, area = column_number(letter), Area.parse(log.range)
    last = log.header_rows[1] if log.header_rows else 0
    rows = (texts for row, texts in sheet.preview.rows.items() if last < row <= area.last + 1)
    return list(dict.fromkeys(texts[place] for texts in rows if place < len(texts) and texts[place]))
