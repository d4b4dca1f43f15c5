"""What is left of a workshop: what came of it, what is open, every change in order, and the board played again."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.people import Person
from cxdash.reports.workshops import history as past
from cxdash.reports.workshops import summary as report
from cxdash.reports.workshops.history import Step
from cxdash.reports.workshops.summary import CardLine, Summary
from cxdash.reports.workshops.told import BoardThen
from cxdash.store.workshop_tables import Workshop
from cxdash.ui import cached, downloads, drawing, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.workshop import lobby
from cxdash.ui.workshop.room import Shown

_POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def show(about: Shown, person: Person) -> None:
    """Show what happened in a room, afterwards or while it is open."""
    st.title(literally(about.title), anchor=False)
    with st.container(horizontal=True):
        if about.is_open:
            links.to_page("workshop", "Back to the room", icon=":material/arrow_back:", code=about.code)
        elif person.may(Action.WORKSHOP_LEAD):
            lobby.go_on_button(about.code, about.title, person)
    today = cached.today()
    with session.database().reading() as reading:
        came = report.summary(reading, about.workshop_id, today=today)
        steps = past.history(reading, about.workshop_id)
        frozen = reading.get_one(Workshop, about.workshop_id).summary
    with session.section():
        _came_of_it(came)
        _files(came, frozen, name=f"workshop-{about.code}", today=today)
        _lists(came)
    with session.section("Open points"):
        _points(came)
    with session.section("Played again"):
        _again(about.workshop_id, steps)
    with session.section():
        _every_change(steps)


def _came_of_it(came: Summary) -> None:
    st.markdown(f"**{literally(came.headline)}.**  \n{literally(came.about)}")
    committed = [(card.title, card.became) for card in came.cards if card.became]
    if committed:
        with st.container(horizontal=True):
            for title, slug in committed:
                links.to_page("use_cases", literally(title), icon=":material/assignment:", use_case=slug)


def _files(came: Summary, frozen: str, *, name: str, today: date) -> None:
    """Hand over what came of it: as text as it stood when the room closed, as slides as it stands now."""
    with st.container(horizontal=True):
        downloads.file_button(
            lambda: frozen.encode() or _markdown(came),
            name=f"{name}.md",
            mime="text/markdown",
            key="came-md",
            label="Markdown",
        )
        downloads.file_button(
            lambda: _deck(came, today), name=f"{name}.pptx", mime=_POWERPOINT, key="came-pptx", label="Slides"
        )


def _lists(came: Summary) -> None:
    if came.groups:
        ranked = pd.DataFrame(report.ranked_rows(came), columns=["Group", "Dots", "Value", "Effort"])
        drawing.heading("What matters most", ranked, key="workshop-ranked")
        _table(ranked, alt="Groups by their dots, with the median of value and effort")
    if came.cards:
        cards = pd.DataFrame(map(_card, came.cards), columns=["Card", "Outcome", "Owners", "Stands"])
        drawing.heading("Cards", cards, key="workshop-cards")
        _table(cards, alt="Cards with their outcome statement and owners")


def _card(card: CardLine) -> tuple[str, str, str, str]:
    owners = ", ".join(f"{name} ({function})" for function, name in card.owners.items())
    missing = f"{count(len(card.lacks), 'thing')} missing" if card.lacks else "nothing missing"
    stands = "a use case" if card.became else f"not committed; {missing}"
    return card.title or "Without a title", card.statement or "–", owners or "nobody yet", stands


def _points(came: Summary) -> None:
    if not came.points:
        st.caption("Nothing was left open.")
        return
    rows = [(each.text, each.person, f"{each.due:%-d %b %Y}", each.state) for each in came.points]
    _table(
        pd.DataFrame(rows, columns=["What", "Who", "By", "Stands"]),
        alt="Open points: who does what by when, how it stands",
    )
    st.caption("They stand with the council's actions, and under Waits for me.")


def _again(workshop_id: int, steps: Sequence[Step]) -> None:
    """Let somebody go through the room step by step, and show the board as it was after each."""
    if not steps:
        st.caption("Nothing has happened yet, or notes are still hidden.")
        return
    last, key = len(steps), f"workshop-step-{workshop_id}"
    at = st.session_state[key] = min(st.session_state.get(key, last), last)
    if last > 1:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button("Back", icon=":material/chevron_left:", key="step-back", on_click=_go, args=(key, -1, last))
            at = st.slider("Step", 1, last, key=key, width="stretch")
            st.button("On", icon=":material/chevron_right:", key="step-on", on_click=_go, args=(key, 1, last))
    step = steps[at - 1]
    st.markdown(f"{step.at:%H:%M:%S} UTC: **{literally(step.who)}** {literally(step.says)}.")
    with session.database().reading() as reading:
        board = past.board_after(reading, workshop_id, step.number)
    _board(board)


def _go(key: str, by: int, last: int) -> None:
    st.session_state[key] = max(1, min(last, st.session_state[key] + by))


def _board(board: BoardThen) -> None:
    st.caption(board.phase.label)
    with st.container(horizontal=True, gap="small"):
        for lane in board.lanes:
            with st.container(border=True, width=260):
                st.markdown(f"**{literally(lane.name) or 'In no group'}**")
                st.markdown("\n".join(f"- {literally(' '.join(note.split()))}" for note in lane.notes) or "–")
    for card in board.cards:
        with st.container(border=True):
            st.markdown(f"**{literally(card.title) or 'Without a title'}**")
            lines = [f"- {field.label}: {literally(' '.join(text.split()))}" for field, text in card.fields.items()]
            st.markdown("\n".join(lines))


def _every_change(steps: Sequence[Step]) -> None:
    rows = [(each.at, each.who, f"{each.says[:1].upper()}{each.says[1:]}") for each in reversed(steps)]
    frame = pd.DataFrame(rows, columns=["When (UTC)", "Who", "What"])
    drawing.heading(f"{count(len(steps), 'change')}, the last one first", frame, key="workshop-history")
    st.dataframe(
        frame,
        hide_index=True,
        column_config={"When (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm:ss")},
        height=min(400, 38 * (len(rows) + 1)),
    )


def _table(frame: pd.DataFrame, *, alt: str) -> None:
    st.table(frame.map(literally), hide_index=True, border="horizontal", alt=alt)


def _markdown(came: Summary) -> bytes:
    from cxdash.exports import workshop  # noqa: PLC0415 python-pptx is loaded only once somebody asks for a file

    return workshop.markdown(came)


def _deck(came: Summary, today: date) -> bytes:
    from cxdash.exports import workshop  # noqa: PLC0415 same

    return workshop.deck(came, made_on=today)
