"""Before one is in a room: the rooms that are open, the way into one by its code, a form to open one, and past ones."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes.workshops import rooms as changes
from cxdash.changes.workshops.rooms import RoomValues
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.workshops.codes import tidy_code
from cxdash.domain.workshops.votes import DOTS_EACH
from cxdash.reports.workshops import opening
from cxdash.reports.workshops import room as report
from cxdash.reports.workshops.room import RoomLine
from cxdash.ui import cached, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving
from cxdash.ui.workshop import invite, seats

_OPENED, _JOINED = "workshop-opened", "workshop-joined"
_NOTHING = "No journey in particular"


def show(person: Person) -> None:
    """Show which workshops are open, and let whoever may open one."""
    st.title("Workshop", anchor=False)
    lines = cached.report(report.rooms)
    is_open = [each for each in lines if each.is_open]
    with session.section():
        _join()
    with session.section("Open now"):
        _open(is_open)
    if person.may(Action.WORKSHOP_LEAD):
        with st.expander("Open a workshop", icon=":material/add:", expanded=not lines, key="open"), session.section():
            _form(person)
    else:
        st.caption("A facilitator, program manager or administrator opens a workshop.")
    past = [each for each in lines if not each.is_open]
    if past:
        with session.section("Past workshops"):
            _past(past)


def _join() -> None:
    with st.form("join", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Code", placeholder="K7M 2QX", key=_JOINED, width=180, max_chars=20)
        st.form_submit_button("Join", type="primary", on_click=_go)


def _go() -> None:
    code = tidy_code(st.session_state[_JOINED])
    if code:
        st.query_params["code"] = code


def _open(lines: Sequence[RoomLine]) -> None:
    if not lines:
        st.info("No workshop is open. People come into one by its code, its link or its QR code.")
    for each in lines:
        words = f"{invite.spaced(each.code)}, {each.phase.label}, led by {each.led_by}"
        links.line("workshop", literally(each.title), literally(words), code=each.code)


def _past(lines: Sequence[RoomLine]) -> None:
    for each in lines:
        words = f"{each.opened_at:%-d %b %Y}, led by {literally(each.led_by)}"
        links.line("workshop", literally(each.title), words, code=each.code, view="history")


def _form(person: Person) -> None:
    offered = cached.report(opening.offered)
    journeys, use_cases = dict(offered.journeys), dict(offered.use_cases)
    with st.form("open-workshop", border=False):
        st.text_input("Title", placeholder="Why do patients call twice?", key=_key("title"))
        left, right = st.columns(2)
        left.selectbox(
            "Journey",
            [None, *journeys],
            format_func=lambda slug: journeys.get(slug, _NOTHING),
            key=_key("journey"),
        )
        right.multiselect(
            "Use cases to work on",
            list(use_cases),
            format_func=lambda slug: use_cases.get(slug, slug),
            placeholder="None yet",
            key=_key("use-cases"),
        )
        left.text_area("Agenda, a line for each point", key=_key("agenda"), height=110)
        right.text_input("Your name in the room", value=person.name, key=_key("name"))
        right.number_input("Dots for each person", min_value=1, max_value=20, value=DOTS_EACH, key=_key("dots"))
        saving.refusal(_OPENED)
        st.form_submit_button("Open it", type="primary", on_click=_opened, args=(person,))


def _opened(person: Person) -> None:
    told = st.session_state
    agenda = (line.strip() for line in told[_key("agenda")].splitlines())
    values = RoomValues(
        title=told[_key("title")],
        journey=told[_key("journey")],
        use_cases=tuple(told[_key("use-cases")]),
        agenda=tuple(line for line in agenda if line),
        dots_each=told[_key("dots")],
    )
    _enter_new(values, person, name=told[_key("name")])


def go_on_button(code: str, title: str, person: Person) -> None:
    """Offer to open a new workshop with the groups and cards of a closed one."""
    st.button(
        "Go on in a new workshop",
        key=f"go-on-{code}",
        type="tertiary",
        icon=":material/resume:",
        on_click=_go_on,
        args=(code, title, person),
    )
    saving.refusal(_OPENED)


def _go_on(code: str, title: str, person: Person) -> None:
    _enter_new(RoomValues(title), person, name=person.name, resumes=code)


def _enter_new(values: RoomValues, person: Person, *, name: str, resumes: str | None = None) -> None:
    """Open a room, sit down in it as who leads it, and go there."""
    entered: list[tuple[str, seats.Seat]] = []

    def store(changing: Session) -> None:
        opened = changes.open_room(changing, values, resumes=resumes)
        entered.append((opened.code, seats.leading(changing, opened.code, name, person)))

    if saving.attempt(_OPENED, Action.WORKSHOP_LEAD, store):
        [(code, seat)] = entered
        seats.take(seat, person)
        st.query_params.from_dict({"code": code})


def _key(field: str) -> str:
    return f"{_OPENED}-{field}"
