"""Choices kept in a page's address and nowhere else: they hold while the control that makes them is out of sight."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

Value = TypeVar("Value")
_BETWEEN = ", "


def one_of(name: str, options: Mapping[str, Value]) -> Value | None:
    """Return what the address says under a name, by the words people read; None where it says none of them."""
    return options.get(st.query_params.get(name, ""))


def several_of(name: str, options: Sequence[str], *, default: Sequence[str]) -> tuple[str, ...]:
    """Return the options that the address lists under a name, in its order; the default where it lists none."""
    listed = st.query_params.get(name, "").split(_BETWEEN)
    return tuple(each for each in dict.fromkeys(listed) if each in options) or tuple(default)


def put(name: str, words: str) -> None:
    """Write words into the address under a name; none take the name out of it."""
    if words:
        st.query_params[name] = words
    else:
        st.query_params.pop(name, None)


def put_several(name: str, words: Sequence[str], *, default: Sequence[str]) -> None:
    """Write a list into the address under a name; the default is left out of it."""
    put(name, "" if tuple(words) == tuple(default) else _BETWEEN.join(words))


def choose(label: str, name: str, options: Sequence[str], *, every: str, show_label: bool = False) -> None:
    """Let one of the options be chosen, or ``every``, which the address leaves out."""
    key = f"choose-{name}"
    said = st.query_params.get(name, "")
    st.session_state[key] = said if said in options else every
    st.selectbox(
        label,
        [every, *options],
        key=key,
        label_visibility="visible" if show_label else "collapsed",
        on_change=_chosen,
        args=(name, every),
    )


def choose_several(label: str, name: str, options: Sequence[str], *, default: Sequence[str]) -> None:
    """Let several of the options be chosen; none stand for the default."""
    key = f"choose-{name}"
    st.session_state[key] = list(several_of(name, options, default=default))
    st.multiselect(label, options, key=key, on_change=_several_chosen, args=(name, default))


def _chosen(name: str, every: str) -> None:
    words = st.session_state[f"choose-{name}"]
    put(name, "" if words == every else words)


def _several_chosen(name: str, default: Sequence[str]) -> None:
    put_several(name, st.session_state[f"choose-{name}"], default=default)
