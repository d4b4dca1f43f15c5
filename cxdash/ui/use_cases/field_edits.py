"""A field edited where it stands: saved on its own, and a clash with somebody else's save shows both values."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError, StaleEditError
from cxdash.ui import clashes, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving

Value = TypeVar("Value")
NOTHING = "–"
_KNOWN = "fields"


@dataclass(frozen=True)
class Field(Generic[Value]):
    """One field of what is stored.

    Attributes:
        key: names it on its page.
        label: what it is.
        stored: its value now.
        store: carries a change from the value seen to the value wanted into the database.
        may: whether this person may edit it; who may not reads it.
        action: what they must be allowed to do.
    """

    key: str
    label: str
    stored: Value
    store: Callable[[Session, Value, Value], object]
    may: bool = True
    action: Action = Action.USE_CASE_EDIT


@dataclass(frozen=True, slots=True)
class Clash(Generic[Value]):
    """Somebody else saved first: what this person wants, what is stored, and both in words."""

    mine: Value
    theirs: Value
    my_words: str
    their_words: str


def save(field: Field[Value], wanted: Value, *, seen: Value) -> None:
    """Store a change in one transaction; keep both values where somebody else was first, and the rule where one breaks.

    For callbacks: nothing is shown here, the page says afterwards that it was saved.
    """
    forget(field)
    if wanted == seen:
        return
    try:
        with session.database().changing(session.current_person(), field.action) as changing:
            field.store(changing, seen, wanted)
    except StaleEditError as clash:
        _known()[_clash(field)] = Clash(wanted, clash.stored, clash.mine, clash.theirs)
    except CxdashError as refusal:
        _known()[_refused(field)] = (wanted, str(refusal))
    except Exception as defect:  # noqa: BLE001 nothing may reach the person as a traceback
        session.show_defect(defect)
    else:
        saving.outdate("Saved")


def forget(field: Field[Value]) -> None:
    """Forget a clash or a refusal."""
    known = _known()
    for key in (_clash(field), _refused(field)):
        known.pop(key, None)


def unsaved(field: Field[Value]) -> Value | None:
    """Return what the person wants that could not be stored, or None."""
    clash, refused = _hindrances(field)
    if isinstance(clash, Clash):
        mine: Value = clash.mine
        return mine
    return None if refused is None else refused[0]


def aftermath(field: Field[Value]) -> None:
    """Show under a field what stood in the way of its last save, with the ways out."""
    clash, refused = _hindrances(field)
    if refused is not None:
        st.error(literally(refused[1]), icon=":material/error:")
    if isinstance(clash, Clash):
        clashes.card(
            field.label.lower(),
            mine=clash.my_words,
            theirs=clash.their_words,
            key=field.key,
            keep=lambda: _keep_mine(field, clash),
            take=lambda: _take_theirs(field),
        )


def _keep_mine(field: Field[Value], clash: Clash[Value]) -> None:
    """Store what the person wants over what they have now been shown."""
    save(field, clash.mine, seen=clash.theirs)
    st.session_state.pop(field.key, None)


def _take_theirs(field: Field[Value]) -> None:
    forget(field)
    st.session_state.pop(field.key, None)


@contextmanager
def standing(field: Field[Value], place: DeltaGenerator | None, said: str) -> Iterator[None]:
    """Show a field: what it says for who only reads, else the widget of the caller and what came of its last save.

    It has a container of its own only where something is said under it: a page of fields costs half as much without.
    """
    around: AbstractContextManager[object] = nullcontext() if place is None else place
    if any(_hindrances(field)):
        around = (st.container if place is None else place.container)(gap="xsmall")
    with around:
        if not field.may:
            st.markdown(f":small[{field.label}]  \n{literally(said) or NOTHING}")
        yield
        aftermath(field)


def begun(
    field: Field[Value], shown: object, *, at: str, place_of: Callable[[Any], int] | None = None
) -> dict[str, Any]:
    """Let the widget show what is stored, unless something of the person's own is still unsaved.

    Return its key, and in later runs also what it starts from: a run that is cut short may never have told the browser,
    which would then show the field empty and send that back.

    Args:
        field: what is shown.
        shown: the stored value as the widget takes it.
        at: what the widget calls the value it starts from.
        place_of: turns a value into what is given there, where that is its place among options.
    """
    known, seen = _known(), _seen(field)
    mine = unsaved(field)
    is_new = field.key not in st.session_state or seen not in known
    if is_new or (mine is None and known[seen] != field.stored):
        st.session_state[field.key] = shown if mine is None else list(mine) if isinstance(mine, tuple) else mine
        if mine is None:
            known[seen] = field.stored
        return {"key": field.key}
    if mine is not None:
        return {"key": field.key}
    return {"key": field.key, at: shown if place_of is None else place_of(shown)}


def changed(field: Field[Value], read: Callable[[object], Value]) -> None:
    """Save what a widget says now against what the person had seen in it."""
    save(field, read(st.session_state[field.key]), seen=_known().get(_seen(field), field.stored))


def _known() -> dict[str, Any]:
    """Return what the page remembers of its fields: in one entry, as Streamlit reads every entry for every widget."""
    known: dict[str, Any] = st.session_state.setdefault(_KNOWN, {})
    return known


def _hindrances(field: Field[Value]) -> tuple[object, Any]:
    """Return the clash and the refusal that the last save of a field ended in, each None where there was none."""
    known = _known()
    return known.get(_clash(field)), known.get(_refused(field))


def _seen(field: Field[Value]) -> str:
    return f"{field.key}-seen"


def _clash(field: Field[Value]) -> str:
    return f"{field.key}-clash"


def _refused(field: Field[Value]) -> str:
    return f"{field.key}-refused"
