"""One meeting of the council: who was there, its topics, the minutes, and its files."""

from collections import Counter
from datetime import date
from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import council as changes
from cxdash.domain.actions import Action
from cxdash.domain.council import MeetingValues
from cxdash.domain.periods import Quarter
from cxdash.exports.minutes import FILES
from cxdash.reports import council_minutes, people
from cxdash.reports.council import Council
from cxdash.reports.council_minutes import Meeting, TopicLine
from cxdash.ui import cached, downloads
from cxdash.ui.drawing import literally
from cxdash.ui.operating_model import council_forms
from cxdash.ui.use_cases import saving

_SAVED, _CHANGED = "council-meeting", "meeting-changed"
_FILES = {
    ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".md": ("Markdown", "text/markdown"),
}


def show(found: Council, *, may: bool, today: date) -> None:
    """Let one meeting be chosen and show it; an open one is written where it stands."""
    st.markdown("##### Meetings")
    if not found.meetings:
        st.markdown("No meeting is planned yet.")
        return
    lines = {each.number: each for each in found.meetings}
    labels = _labels(found)
    number = st.selectbox(
        "Meeting",
        list(lines),
        format_func=labels.__getitem__,
        key="meeting",
        bind="query-params",
        label_visibility="collapsed",
    )
    opened = cached.report(council_minutes.meeting, number, today=today)
    st.caption(literally(lines[number].words))
    if may and opened.closed_on is None:
        council_forms.behind(
            "Change the meeting",
            lambda: _change(opened, found),
            icon=":material/edit_calendar:",
            key="change-meeting",
        )
        _write(opened, today)
    _files(opened)
    is_agreed = opened.closed_on is not None
    with st.expander("The minutes", expanded=is_agreed, key=f"minutes-{number}", on_change="rerun") as expander:
        if expander.open:
            text = FILES[".md"](opened.minutes).decode()
            st.markdown(text.replace("\n## ", "\n##### ").replace("# ", "#### ", 1))


def _labels(found: Council) -> dict[int, str]:
    """Name each meeting as its link does; those of one name on one day by their number too."""
    labels = {each.number: f"{each.name}, {each.held_on:%-d %b %Y}" for each in found.meetings}
    often = Counter(labels.values())
    return {number: f"{label}, no. {number}" if often[label] > 1 else label for number, label in labels.items()}


def _change(opened: Meeting, found: Council) -> None:
    seen = opened.values
    running = found.rhythm.quarter
    ended = [str(running.shifted(-back)) for back in range(5)]
    quarters = list(dict.fromkeys(["", seen.quarter, *ended]))
    keys = {name: f"meeting-{opened.number}-{name}-{getattr(seen, name)}" for name in ("name", "held_on", "quarter")}
    st.text_input("Name", seen.name, key=keys["name"])
    st.date_input("Day", value=seen.held_on, key=keys["held_on"], format="YYYY-MM-DD")
    st.selectbox(
        "Reviews the quarter",
        quarters,
        index=quarters.index(seen.quarter),
        format_func=lambda each: found.calendar.name(Quarter.parse(each)) if each else "None",
        key=keys["quarter"],
    )
    saving.refusal(_CHANGED)
    with st.container(horizontal=True):
        st.button("Change it", type="primary", key="meeting-change", on_click=_changed, args=(opened, keys))
        st.button("Archive it", key="meeting-archive", on_click=_archived, args=(opened.number,))


def _changed(opened: Meeting, keys: dict[str, str]) -> None:
    state = st.session_state
    wanted = MeetingValues(state[keys["name"]], state[keys["held_on"]], state[keys["quarter"]])
    saving.attempt(
        _CHANGED,
        Action.COUNCIL_EDIT,
        lambda session: changes.edit(session, opened.number, seen=opened.values, wanted=wanted),
        said="Changed",
    )


def _archived(number: int) -> None:
    saving.attempt(
        _CHANGED, Action.COUNCIL_EDIT, lambda session: changes.archive(session, number), said="Taken out of the list"
    )


def _files(opened: Meeting) -> None:
    with st.container(horizontal=True):
        for ending, (label, mime) in _FILES.items():
            downloads.file_button(
                partial(FILES[ending], opened.minutes),
                name=f"minutes-{opened.values.held_on}{ending}",
                mime=mime,
                key=f"minutes{ending}",
                label=label,
            )


def _write(opened: Meeting, today: date) -> None:
    known = {each.slug: each.values.name for each in cached.report(people.listed).current}
    key = f"meeting-{opened.number}"
    present = [slug for slug in opened.present if slug in known]
    st.multiselect(
        "Present",
        list(known),
        default=present,
        format_func=known.__getitem__,
        key=f"{key}-present-{len(present)}",
    )
    for each in opened.topics:
        _topic(each, key)
    st.text_input("A topic to add", key=f"{key}-new-{len(opened.topics)}")
    st.text_area("Minutes", opened.text, key=f"{key}-text", height=140)
    saving.refusal(_SAVED)
    with st.container(horizontal=True):
        keys = (f"{key}-present-{len(present)}", f"{key}-new-{len(opened.topics)}", f"{key}-text")
        st.button("Save the meeting", type="primary", key="meeting-save", on_click=_saved, args=(opened, keys))
        st.button("Agree the minutes", key="meeting-close", on_click=_closed, args=(opened.number, today))
    st.caption("Decisions, conditions and actions stand in the minutes by themselves. Agreed minutes never change.")


def _topic(topic: TopicLine, key: str) -> None:
    """Let what came of a topic be written, or the topic be taken off."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(f"What came of “{literally(topic.title)}”", topic.outcome, key=f"{key}-topic-{topic.number}")
        st.button(
            "Take off",
            icon=":material/playlist_remove:",
            key=f"topic-drop-{topic.number}",
            help=f"Takes “{literally(topic.title)}” off the agenda. The log keeps it.",
            on_click=_dropped,
            args=(topic.number,),
        )


def _dropped(number: int) -> None:
    saving.attempt(
        _SAVED, Action.COUNCIL_EDIT, lambda session: changes.drop_topic(session, number), said="Off the agenda"
    )


def _saved(opened: Meeting, keys: tuple[str, str, str]) -> None:
    state, number = st.session_state, opened.number
    present, topic, text = (state[key] for key in keys)
    outcomes = {each.number: state[f"meeting-{number}-topic-{each.number}"] for each in opened.topics}
    before = {each.number: each.outcome for each in opened.topics}

    def store(session: Session) -> None:
        changes.record_presence(session, number, present)
        changes.write_minutes(session, number, text, seen=opened.text)
        for topic_id, outcome in outcomes.items():
            if outcome != before[topic_id]:
                changes.settle_topic(session, topic_id, outcome)
        if topic.strip():
            changes.add_topic(session, number, topic)

    saving.attempt(_SAVED, Action.COUNCIL_EDIT, store, said="Saved")


def _closed(number: int, today: date) -> None:
    saving.attempt(
        _SAVED, Action.COUNCIL_EDIT, lambda session: changes.close(session, number, today=today), said="Agreed"
    )
