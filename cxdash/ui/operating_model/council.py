"""The council: what waits for a meeting, the meetings with their minutes, and the actions agreed."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from cxdash.changes import council as changes
from cxdash.domain.actions import Action
from cxdash.domain.council import MeetingValues
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.domain.periods import Quarter
from cxdash.reports import council as reports
from cxdash.reports.council import Council
from cxdash.reports.council_items import Item
from cxdash.ui import cached, links
from cxdash.ui.drawing import literally
from cxdash.ui.operating_model import council_actions, council_forms, council_meeting
from cxdash.ui.use_cases import saving

_PLANNED, _PUT = "council-planned", "council-put"
_SHOWN = 3


def show(person: Person, today: date) -> None:
    """Show the rhythm, the agenda, the meetings and the actions; who prepares meetings plans and writes here."""
    saving.renewed()
    found, may = cached.report(reports.overview, today=today), person.may(Action.COUNCIL_EDIT)
    if found.is_overdue:
        st.warning(literally(found.finding), icon=":material/event_busy:")
    else:
        st.markdown(literally(found.finding))
    if may:
        with st.container(horizontal=True):
            council_forms.behind(
                "Plan a meeting", lambda: _plan(found, today), icon=":material/event:", key="plan-meeting"
            )
            _put(found)
    _agenda(found)
    council_meeting.show(found, may=may, today=today)
    council_actions.show(found, person, today=today)


def _agenda(found: Council) -> None:
    st.markdown(f"##### {count(len(found.agenda), 'thing waits', 'things wait')} for the next meeting")
    if not found.agenda:
        st.markdown("No review, verdict, waiver, condition or action waits.")
    names = {each.number: each.name for each in found.meetings}
    ordered = sorted(found.agenda, key=lambda item: reports.GROUPS.index(item.group))
    for group, items in groupby(ordered, key=lambda item: item.group):
        st.markdown(f"**{group}**")
        _items(group, list(items), names)
    st.markdown(f"##### {literally(found.since.words)}")
    _items("Decisions", found.since.decisions, names)


def _items(title: str, items: Sequence[Item], names: Mapping[int, str]) -> None:
    """Show the first few, the rest once it is asked for."""
    for item in items[:_SHOWN]:
        _item(item, names.get(item.meeting or 0, ""))
    if len(items) > _SHOWN:
        more = f"{len(items) - _SHOWN} more"
        with st.expander(more, type="compact", key=f"more-{title}", on_change="rerun") as expander:
            for item in items[_SHOWN:] if expander.open else ():
                _item(item, names.get(item.meeting or 0, ""))


def _item(item: Item, meeting: str) -> None:
    where = f" :gray[· {literally(meeting)}]" if meeting else ""
    words = f"{literally(item.words)}{where}"
    if item.use_case:
        links.line("use_cases", literally(item.title), words, use_case=item.use_case, view="Gate")
    elif item.pilot:
        links.line("compare", literally(item.title), words, pilot=item.pilot)
    else:
        links.line_of(":gray[The council]", words)


def _plan(found: Council, today: date) -> None:
    edition = st.session_state.get(f"{_PLANNED}-edition", 0)
    keys = {name: f"{_PLANNED}-{name}-{edition}" for name in ("name", "held_on", "quarter")}
    quarter = found.rhythm.quarter
    ended = quarter if found.rhythm.is_over else quarter.shifted(-1)
    quarters = ["", *(str(ended.shifted(-back)) for back in range(4))]
    st.text_input("Name", key=keys["name"], placeholder="Council, October")
    st.date_input("Day", value=today, key=keys["held_on"], format="YYYY-MM-DD")
    st.selectbox(
        "Reviews the quarter",
        quarters,
        index=1 if found.rhythm.is_over else 0,
        format_func=lambda each: found.calendar.name(Quarter.parse(each)) if each else "None",
        key=keys["quarter"],
    )
    saving.refusal(_PLANNED)
    st.button("Plan it", type="primary", key="meeting-plan", on_click=_planned, args=(keys,))


def _planned(keys: dict[str, str]) -> None:
    state = st.session_state
    wanted = MeetingValues(state[keys["name"]], state[keys["held_on"]], state[keys["quarter"]])
    if saving.attempt(_PLANNED, Action.COUNCIL_EDIT, lambda session: changes.plan(session, wanted), said="Planned"):
        state[f"{_PLANNED}-edition"] = state.get(f"{_PLANNED}-edition", 0) + 1


def _put(found: Council) -> None:
    waiting = {each.review: each for each in found.agenda if each.review is not None and each.group == reports.DECIDE}
    meetings = {each.number: each for each in found.meetings if not each.is_closed}
    if not waiting or not meetings:
        return

    def form() -> None:
        review = st.selectbox(
            "Review", list(waiting), format_func=lambda number: waiting[number].title, key=f"{_PUT}-review"
        )
        meeting = st.selectbox(
            "Meeting", [None, *meetings], format_func=lambda at: meetings[at].name if at else "None", key=f"{_PUT}-on"
        )
        saving.refusal(_PUT)
        st.button("Put it there", type="primary", key="review-put", on_click=_put_there, args=(review, meeting))

    council_forms.behind("Put a review on a meeting", form, icon=":material/gavel:", key="put-review")


def _put_there(review: int, meeting: int | None) -> None:
    saving.attempt(
        _PUT, Action.COUNCIL_EDIT, lambda session: changes.put_review(session, review, meeting), said="On the agenda"
    )
