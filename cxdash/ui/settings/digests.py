"""Digests by mail: which ones somebody gets, and who gets any."""

from datetime import date

import streamlit as st

from cxdash.changes import subscriptions
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.subscriptions import Cadence
from cxdash.reports import subscribers
from cxdash.reports.subscribers import Subscribers
from cxdash.ui import cached, drawing, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving

_SAVED = "digests"


def show(person: Person) -> None:
    """Let somebody choose their digests, and show who gets which to whoever sends them."""
    found = cached.report(subscribers.subscribers, person.id)
    saving.refusal(_SAVED)
    for cadence in Cadence:
        # Its key holds what is stored, so that it never shows something else after a refusal or an edit elsewhere.
        key = f"digest-{person.id}-{cadence.value}-{cadence in found.own}"
        st.toggle(
            f"{cadence.label}: {cadence.says}",
            cadence in found.own,
            key=key,
            on_change=_changed,
            args=(cadence, key, cached.today()),
        )
    st.caption(_where(found))
    if person.may(Action.DIGEST_SEND):
        _everybody(found)


def _where(found: Subscribers) -> str:
    if not found.address:
        return "There is no e-mail address of yours here yet. An administrator enters it on the tab People."
    return f"They go to {literally(found.address)}."


def _everybody(found: Subscribers) -> None:
    if found.table.empty:
        st.caption(f"{found.finding}.")
    else:
        drawing.heading(found.finding, found.table, key="digests")
        st.dataframe(found.table, hide_index=True, alt=found.finding)
    if not session.settings().smtp_host:
        st.caption(
            "No mail goes out yet, as no mail server is set. Until then whoever runs cxdash on its server can write "
            "each digest to a file and pass it on.",
            help="On the server: `python -m cxdash digest --to folder` writes the files. With CXDASH_SMTP_HOST and "
            "CXDASH_SMTP_FROM set, `python -m cxdash digest --send`, run once a day, mails those that are due.",
        )


def _changed(cadence: Cadence, key: str, today: date) -> None:
    wanted = bool(st.session_state[key])
    change = subscriptions.subscribe if wanted else subscriptions.end
    saving.attempt(
        _SAVED,
        Action.DIGEST_SUBSCRIBE,
        lambda changing: change(changing, cadence, today=today),
        said="Subscribed" if wanted else "Ended",
    )
