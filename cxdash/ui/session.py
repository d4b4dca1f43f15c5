"""Who is asking, which database answers, and what a person sees when something goes wrong."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cxdash.changes import setup
from cxdash.domain.errors import CxdashError
from cxdash.domain.people import Person, Role
from cxdash.settings import Settings
from cxdash.store import people
from cxdash.store.database import Database

_LOG = logging.getLogger("cxdash")
_ACTING_AS = "acting-as"
"""Whom this browser session acts as, by id; never in an address, which others may open."""


@cache
def settings() -> Settings:
    """Return the settings of this process."""
    return Settings()


@cache
def database() -> Database:
    """Return this process's one database, migrated and holding what every organisation starts with."""
    return _ready()[0]


def current_person() -> Person:
    """Return in whose name this run reads and writes, with the roles that they hold at this moment.

    On one's own machine that is its local administrator, or who they chose to act as; ``through`` is then the
    administrator.
    """
    at_the_keyboard, acted_as = own_self(), _acted_as()
    if acted_as is None or not may_act(at_the_keyboard):
        return at_the_keyboard
    other = _known(acted_as)
    return at_the_keyboard if other is None else replace(other, through=at_the_keyboard.id)


def own_self() -> Person:
    """Return who sits at the keyboard, with the roles that they hold at this moment."""
    at_start = _ready()[1]
    return _known(at_start.id) or at_start


def _known(person_id: int) -> Person | None:
    from cxdash.ui import cached  # noqa: PLC0415 it asks this module for the database

    return cached.report(people.known, person_id)


def may_act(person: Person) -> bool:
    """Say whether somebody may act in another's name: nobody signs in yet, so the administrator may as everybody."""
    return Role.ADMIN in person.roles


def act_as(person_id: int | None) -> None:
    """Act in another's name from now on, in this browser session alone; None leads back to oneself."""
    st.session_state[_ACTING_AS] = person_id


def _acted_as() -> int | None:
    if get_script_run_ctx(suppress_warning=True) is None:  # at start-up, before anybody is there
        return None
    chosen: int | None = st.session_state.get(_ACTING_AS)
    return chosen


@cache
def _ready() -> tuple[Database, Person]:
    opened = Database(settings().database_url)
    return opened, setup.ensure_ready(opened)


def forget() -> None:
    """Close the database and read the settings again at the next use; for a process that changes its database."""
    if _ready.cache_info().currsize:
        _ready()[0].dispose()
    for remembered in (settings, database, _ready):
        remembered.cache_clear()


def require(*roles: Role) -> Person:
    """Return who is asking, or end the run with a sentence; the first statement of every page.

    Without roles everybody who is known may see the page; an administrator may see every one. A page that was opened
    past the entry script is sent through it.
    """
    _through_the_entry_script()
    person = current_person()
    if roles and not person.roles & {*roles, Role.ADMIN}:
        wanted = " or ".join(role.label for role in roles)
        st.error(f"This page is for the {wanted}. {person.name} does not have this role; ask an administrator.")
        st.stop()
    return person


def _through_the_entry_script() -> None:
    """Leave Streamlit's old way of serving a folder named pages, in which a page opened first runs without app.py.

    Streamlit decides this once per process, before any script has said ``st.navigation``.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


@contextmanager
def shown_to_people() -> Iterator[None]:
    """Show an error of ours as its sentence, and any other as a reference to the log; the page goes on below."""
    try:
        yield
    except CxdashError as error:
        st.error(str(error), icon=":material/error:")
    except Exception as defect:  # noqa: BLE001 nothing may reach the person as a traceback
        show_defect(defect)


@contextmanager
def section(title: str | None = None) -> Iterator[None]:
    """Hold one part of a page: it may fail without taking the others with it."""
    with st.container():
        if title:
            st.subheader(title, anchor=False)
        with shown_to_people():
            yield


def show_defect(defect: Exception) -> bool:
    """Log an unexpected error with its traceback under a reference, show the reference, and say that it was shown."""
    reference = secrets.token_hex(4)
    _LOG.error("Unexpected error, reference %s", reference, exc_info=defect)
    st.error(
        f"This part could not be shown because of a fault of ours. Nothing was lost. Try again; if it comes back, "
        f"pass on the reference **{reference}**, under which the log has the details.",
        icon=":material/error:",
    )
    return True
