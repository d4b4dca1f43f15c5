"""What people say to each other about a use case."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from cxdash.changes import comments
from cxdash.domain.actions import Action
from cxdash.domain.comments import LONGEST
from cxdash.domain.people import Person
from cxdash.reports import talk
from cxdash.reports.talk import Said
from cxdash.ui import cached, session, writing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving
from cxdash.ui.writing import Keeping, Kept

_TALKING = "talking"


@st.fragment
def show(slug: str, person: Person) -> None:
    """Show what was said, the newest last, and a field to say something."""
    saving.renew()
    said = cached.report(talk.of_use_case, slug)
    if not said:
        st.markdown("Nobody has said anything yet.")
    for each in said:
        _comment(each, person)
    _see(slug, person)

    saving.refusal(_TALKING)
    edition, unsent = f"comments-sent-{slug}", f"comment-unsent-{slug}"
    number = st.session_state.get(edition, 0)

    def send(kept: Kept) -> bool:
        done = saving.attempt(
            _TALKING, Action.USE_CASE_COMMENT, lambda changing: comments.add(changing, slug, kept.text)
        )
        st.session_state[unsent] = "" if done else kept.text
        st.session_state[edition] = number + done
        return done

    writing.area(
        "Say something; @ and a name tells that person",
        st.session_state.get(unsent, ""),
        key=f"comment-{slug}-{number}",
        keeping=Keeping(f"comment-{slug}", on_kept=send, send="Comment"),
        names=cached.report(talk.people),
        longest=LONGEST,
    )


def mentions(slug: str, person: Person) -> None:
    """Say at the top of the page where this person is named and has not looked yet."""
    for each in cached.report(talk.naming, person.id, slug=slug):
        st.info(f"**{literally(each.who)}** named you: {literally(each.text)}", icon=":material/alternate_email:")


def _comment(each: Said, person: Person) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{literally(each.who)}** · {when(each.at)}", width="stretch")
            if each.person_id == person.id and not each.is_withdrawn:
                st.button("Withdraw", type="tertiary", key=f"withdraw-{each.id}", on_click=_withdraw, args=(each.id,))
        if each.is_withdrawn:
            st.caption("Withdrawn by its author.")
        else:
            st.markdown(literally(each.text).replace("\n", "  \n"))


def _withdraw(number: int) -> None:
    saving.attempt(_TALKING, Action.USE_CASE_COMMENT, lambda changing: comments.withdraw(changing, number))


def _see(slug: str, person: Person) -> None:
    """Remember that the person has seen where they are named."""
    if cached.report(talk.naming, person.id, slug=slug):
        with session.shown_to_people(), session.database().changing(person, Action.USE_CASE_COMMENT) as changing:
            comments.see(changing, slug)


def when(at: datetime) -> str:
    """Write a time as the reader's wall shows it."""
    there = ZoneInfo(st.context.timezone) if st.context.timezone else UTC
    known = at if at.tzinfo else at.replace(tzinfo=UTC)
    return f"{known.astimezone(there):%-d %b %Y, %H:%M}"
