"""A form as a person fills it in: what they had seen, and a save that keeps what was typed when it is refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, cast

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from cxdash.domain.actions import Action
from cxdash.domain.errors import StaleEditError
from cxdash.domain.merging import conceded, with_part
from cxdash.ui import clashes, session

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Option = TypeVar("Option")
Values = TypeVar("Values", bound="DataclassInstance")
_SAID = "said-after-saving"


@dataclass
class Draft(Generic[Values]):
    """One form in progress.

    Attributes:
        shown: what its fields started from; it stays, so that nothing typed is replaced.
        seen: what the person knows is stored: ``shown``, and the other's value after a clash.
        edition: counts the saves, so that the fields start afresh after each.
        clash: with somebody else's save, until the person chooses.
        wanted: what the person had typed when they clashed.
        keeps: whether the person has just chosen to keep theirs.
    """

    name: str
    shown: Values
    seen: Values
    edition: int = 0
    clash: StaleEditError | None = None
    wanted: Values | None = None
    keeps: bool = False

    def key(self, field: str) -> str:
        """Return the key of one of its widgets."""
        return f"{self.name}-{self.edition}-{field}"


def draft(name: str, stored: Values) -> Draft[Values]:
    """Return the form of this name as the person left it, or a new one that starts from what is stored."""
    key = f"draft-{name}"
    held = st.session_state.get(key)
    if isinstance(held, int | None):
        held = st.session_state[key] = Draft(name, stored, stored, edition=held or 0)
    return cast("Draft[Values]", held)


def offer_to_start_again(form: Draft[Values], stored: Values) -> None:
    """Say that somebody saved since the form was opened, and offer to take what is stored now."""
    if form.seen != stored and form.clash is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption("Somebody saved since you opened this form. Your save keeps what they changed elsewhere.")
            st.button(
                "Take theirs",
                key=form.key("again"),
                on_click=start_afresh,
                args=(form,),
                help="Shows what is stored now.",
            )


def both(form: Draft[Values], *, what: str = "") -> bool:
    """Show the clash of a form whose ``save`` knew what was wanted; say whether to save it again, as the person chose.

    Args:
        form: the draft.
        what: names what both changed, within a sentence; else the name of the field.
    """
    clash = form.clash
    if clash is None:
        return False
    clashes.card(
        what or clash.field,
        mine=clash.mine,
        theirs=clash.theirs,
        key=form.key("clash"),
        keep=lambda: setattr(form, "keeps", True),
        take=lambda: _take_theirs(form, clash),
    )
    keeps, form.keeps = form.keeps, False
    return keeps


def _take_theirs(form: Draft[Values], clash: StaleEditError) -> None:
    """Begin the fields anew with what is stored of the part that clashed, and all else as the person had it."""
    shown = form.shown if form.wanted is None else form.wanted
    if clash.part is not None:
        shown = with_part(shown, clash.part, clash.stored)
    st.session_state[f"draft-{form.name}"] = Draft(form.name, shown, form.seen, form.edition + 1)


def save(
    form: Draft[Values],
    action: Action,
    store: Callable[[Session], object],
    *,
    said: str,
    then: Callable[[], object] = lambda: None,
    wanted: Callable[[], Values] | None = None,
) -> None:
    """Store in one transaction and show the page anew; where that is refused, say why and keep what was typed.

    After a clash with somebody else's save the next save is compared with what the person has now been shown; with
    ``wanted`` said, ``both`` shows the clash, else its sentence is shown.

    Args:
        form: it starts afresh once the save went through.
        action: what the person must be allowed to do.
        store: the change itself; no Streamlit in it.
        said: what the page says afterwards.
        then: what else happens before the page is shown anew, such as opening what was made.
        wanted: what the person wants, asked only where it clashes.
    """
    stored = False
    form.clash = None
    with session.shown_to_people():
        try:
            with session.database().changing(session.current_person(), action) as changing:
                store(changing)
        except StaleEditError as clash:
            form.seen = conceded(form.seen, clash)
            if wanted is None:
                raise
            form.clash, form.wanted = clash, wanted()
        else:
            stored = True
    if form.clash is not None:
        st.rerun()
    if stored:
        start_afresh(form)
        say(said)
        then()
        st.rerun()


def say(words: str) -> None:
    """Have the next run of the page say what was saved."""
    st.session_state[_SAID] = words


def said() -> None:
    """Say once what was saved in the run before, in sight wherever on the page the person saved it."""
    words = st.session_state.pop(_SAID, None)
    if words is not None:
        st.toast(words, icon=":material/check:", duration="long")


def choice(
    place: DeltaGenerator,
    label: str,
    options: Sequence[Option],
    value: Option,
    *,
    key: str,
    words: Callable[[Option], str],
) -> Option:
    """Ask for one of a few options, starting at ``value``."""
    every = list(options) if value in options else [*options, value]
    chosen: Option = place.selectbox(label, every, index=every.index(value), format_func=words, key=key)
    return chosen


def start_afresh(form: Draft[Values]) -> None:
    """Forget the form but for the number of the next edition, which starts from what is stored, under new keys."""
    st.session_state[f"draft-{form.name}"] = form.edition + 1
