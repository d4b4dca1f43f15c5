"""Who answers for a metric on its page: owner, verification, and its place in the catalogue."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import metric_care, metrics
from cxdash.changes.metric_care import Care
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Metric, MetricClass
from cxdash.domain.people import Person
from cxdash.reports.metrics import Opened, VersionShown
from cxdash.store import people
from cxdash.ui import cached, edits, session
from cxdash.ui.drawing import literally

NOBODY = "Nobody"


def show(opened: Opened, person: Person, *, today: date) -> None:
    """Offer to verify the metric, to give it an owner, and to archive it, each to who may."""
    metric = opened.metric
    with st.container(horizontal=True):
        is_defined = metric.metric_class is not MetricClass.UNCLASSIFIED and bool(metric.formula.strip())
        if not opened.verified and is_defined and person.may(Action.METRIC_VERIFY):
            st.button(
                "Verify",
                icon=":material/verified:",
                key="verify",
                help="Confirm in your name that definition and sources are right.",
                on_click=_verified,
                # The definition as it stood on the screen: nobody verifies what they have not seen.
                args=(metric, today),
            )
        if person.may(Action.METRIC_EDIT):
            with st.popover("Owner", icon=":material/person:"):
                _show_owner(metric.slug)
            with st.popover("Archive", icon=":material/archive:"):
                _show_archiving(opened)


def show_archived(opened: Opened, person: Person) -> None:
    """Say that a metric is archived, and offer to bring it back."""
    st.warning("Archived: it is in no list and judges nothing. Its figures, versions and log stay.")
    if person.may(Action.METRIC_EDIT):
        st.button("Bring it back", key="bring-back", on_click=_brought_back, args=(opened.metric,))


def show_return(opened: Opened, version: VersionShown, *, today: date) -> None:
    """Offer to let a metric mean again what an earlier version meant."""
    metric, key = opened.metric, f"return-{version.number}"
    with st.popover(f"Back to version {version.number}", type="tertiary"):
        st.text_input("Why", key=key)
        st.button(
            "Make it a further version",
            key=f"{key}-save",
            on_click=_returned,
            args=(metric, version.number, key, today),
        )


def _show_owner(slug: str) -> None:
    form = edits.draft(f"owner-{slug}", cached.report(metric_care.care, slug))
    names = cached.report(people.names)
    owner = form.shown.owner or NOBODY
    options = list(dict.fromkeys((NOBODY, *names, owner)))
    chosen = st.selectbox(
        "Who answers for it", options, index=options.index(owner), key=form.key("owner"), accept_new_options=True
    )
    if st.button("Save owner", key=form.key("save")):
        wanted = Care("" if chosen in {None, NOBODY} else chosen)
        edits.save(
            form,
            Action.METRIC_EDIT,
            lambda changing: metric_care.give(changing, slug, seen=form.seen, wanted=wanted),
            said=f"{wanted.owner or NOBODY} answers for it now.",
        )


def _show_archiving(opened: Opened) -> None:
    if opened.users:
        st.markdown("It judges use cases. Take it out of them before you archive it.")
        return
    st.markdown("It leaves every list and choice. Its figures, versions and log stay, and it can be brought back.")
    st.button("Archive this metric", key="archive", on_click=_archived, args=(opened.metric,))


def _verified(metric: Metric, today: date) -> None:
    def verify(changing: Session) -> None:
        metric_care.verify(changing, metric.slug, seen=metric, today=today)

    _store(Action.METRIC_VERIFY, verify, said=f"You verified {metric.name}.")


def _archived(metric: Metric) -> None:
    _store(
        Action.METRIC_EDIT,
        lambda changing: metric_care.archive(changing, metric.slug),
        said=f"{metric.name} is archived.",
    )


def _brought_back(metric: Metric) -> None:
    _store(
        Action.METRIC_EDIT,
        lambda changing: metric_care.bring_back(changing, metric.slug),
        said=f"{metric.name} is back in the catalogue.",
    )


def _returned(metric: Metric, number: int, key: str, today: date) -> None:
    reason = st.session_state[key] or ""

    def restore(changing: Session) -> None:
        metrics.restore(changing, metric.slug, number, seen=metric, today=today, reason=reason)

    _store(Action.METRIC_EDIT, restore, said=f"{metric.name} means again what version {number} meant.")


def _store(action: Action, change: Callable[[Session], None], *, said: str) -> None:
    """Store in one transaction before the page is shown anew; say what was done, or why it was refused."""
    with session.shown_to_people():
        with session.database().changing(session.current_person(), action) as changing:
            change(changing)
        edits.say(literally(said))
