"""Fields edited where they stand: each is saved on its own, and a clash with somebody else's save shows both values."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError, StaleEditError
from cxdash.ui import clashes, session
from cxdash.ui.days import EARLIEST
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving

Value = TypeVar("Value")
Option = TypeVar("Option")
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


def text(field: Field[str], place: DeltaGenerator | None = None, *, longest: int | None = None, **shape: str) -> None:
    """Show a short text."""
    with _standing(field, place, field.stored):
        if field.may:
            st.text_input(
                field.label,
                **_begun(field, field.stored, at="value"),
                max_chars=longest,
                on_change=_changed,
                args=(field, _as_text),
                placeholder=shape.get("placeholder"),
                help=shape.get("help"),
            )


def note(field: Field[str], place: DeltaGenerator | None = None, *, placeholder: str = "") -> None:
    """Show a longer text."""
    with _standing(field, place, field.stored):
        if field.may:
            st.text_area(
                field.label,
                **_begun(field, field.stored, at="value"),
                height="content",
                placeholder=placeholder,
                on_change=_changed,
                args=(field, _as_text),
            )


def day(field: Field[date | None], place: DeltaGenerator | None = None) -> None:
    """Show a day, or none."""
    with _standing(field, place, "" if field.stored is None else f"{field.stored:%-d %b %Y}"):
        if field.may:
            st.date_input(
                field.label,
                **_begun(field, field.stored, at="value"),
                min_value=EARLIEST,
                format="YYYY-MM-DD",
                on_change=_changed,
                args=(field, _as_it_is),
            )


def number(field: Field[float | None], place: DeltaGenerator | None = None, *, words: Callable[[float], str]) -> None:
    """Show an amount, or none."""
    with _standing(field, place, "" if field.stored is None else words(field.stored)):
        if field.may:
            st.number_input(
                field.label,
                **{"value": None} | _begun(field, field.stored, at="value"),
                format="%.10g",
                on_change=_changed,
                args=(field, _as_it_is),
            )


def choice(
    field: Field[Option],
    options: Sequence[Option],
    place: DeltaGenerator | None = None,
    *,
    words: Callable[[Option], str],
    accept_new: bool = False,
    shows_label: bool = True,
) -> None:
    """Show one of several options."""
    with _standing(field, place, words(field.stored)):
        if field.may:
            every = _with(options, field.stored)
            st.selectbox(
                field.label,
                every,
                **_begun(field, field.stored, at="index", place_of=every.index),
                format_func=words,
                accept_new_options=accept_new,
                label_visibility="visible" if shows_label else "collapsed",
                on_change=_changed,
                args=(field, _as_it_is),
            )


def explained(field: Field[str], options: Sequence[tuple[str, str]], place: DeltaGenerator | None = None) -> None:
    """Show one of a few options, each with a sentence; "" stands for none."""
    means = dict(options)
    with _standing(field, place, f"{field.stored}. {means.get(field.stored, '')}" if field.stored else ""):
        if field.may:
            names = _with(list(means), field.stored)
            st.radio(
                field.label,
                names,
                **_begun(field, field.stored, at="index", place_of=names.index),
                format_func=lambda name: name or "Not said yet",
                captions=[means.get(name, "") for name in names],
                on_change=_changed,
                args=(field, _as_it_is),
            )


def several(
    field: Field[tuple[str, ...]],
    options: Sequence[str],
    place: DeltaGenerator | None = None,
    *,
    words: Callable[[str], str] = str,
    accept_new: bool = False,
    placeholder: str | None = None,
) -> None:
    """Show any number of options; they are stored in alphabetical order."""
    with _standing(field, place, ", ".join(words(each) for each in field.stored)):
        if field.may:
            st.multiselect(
                field.label,
                list(dict.fromkeys([*options, *field.stored])),
                **_begun(field, list(field.stored), at="default"),
                format_func=words,
                accept_new_options=accept_new,
                placeholder=placeholder,
                wrap=True,
                on_change=_changed,
                args=(field, _as_sorted),
            )


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
def _standing(field: Field[Value], place: DeltaGenerator | None, said: str) -> Iterator[None]:
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


def _begun(
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


def _changed(field: Field[Value], read: Callable[[object], Value]) -> None:
    """Save what a widget says now against what the person had seen in it."""
    save(field, read(st.session_state[field.key]), seen=_known().get(_seen(field), field.stored))


def _as_text(value: object) -> str:
    return str(value or "").strip()


def _as_it_is(value: Value) -> Value:
    return value


def _as_sorted(value: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(value))


def _with(options: Sequence[Option], value: Option) -> list[Option]:
    return list(options) if value in options else [*options, value]


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
