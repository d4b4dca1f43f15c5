"""The controls in which fields are edited where they stand; who may not edit one reads it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxdash.ui.days import EARLIEST
from cxdash.ui.use_cases.field_edits import Field, begun, changed, standing

Value = TypeVar("Value")
Option = TypeVar("Option")


def text(field: Field[str], place: DeltaGenerator | None = None, *, longest: int | None = None, **shape: str) -> None:
    """Show a short text."""
    with standing(field, place, field.stored):
        if field.may:
            st.text_input(
                field.label,
                **begun(field, field.stored, at="value"),
                max_chars=longest,
                on_change=changed,
                args=(field, _as_text),
                placeholder=shape.get("placeholder"),
                help=shape.get("help"),
            )


def note(field: Field[str], place: DeltaGenerator | None = None, *, placeholder: str = "") -> None:
    """Show a longer text."""
    with standing(field, place, field.stored):
        if field.may:
            st.text_area(
                field.label,
                **begun(field, field.stored, at="value"),
                height="content",
                placeholder=placeholder,
                on_change=changed,
                args=(field, _as_text),
            )


def day(field: Field[date | None], place: DeltaGenerator | None = None) -> None:
    """Show a day, or none."""
    with standing(field, place, "" if field.stored is None else f"{field.stored:%-d %b %Y}"):
        if field.may:
            st.date_input(
                field.label,
                **begun(field, field.stored, at="value"),
                min_value=EARLIEST,
                format="YYYY-MM-DD",
                on_change=changed,
                args=(field, _as_it_is),
            )


def number(field: Field[float | None], place: DeltaGenerator | None = None, *, words: Callable[[float], str]) -> None:
    """Show an amount, or none."""
    with standing(field, place, "" if field.stored is None else words(field.stored)):
        if field.may:
            st.number_input(
                field.label,
                **{"value": None} | begun(field, field.stored, at="value"),
                format="%.10g",
                on_change=changed,
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
    with standing(field, place, words(field.stored)):
        if field.may:
            every = _with(options, field.stored)
            st.selectbox(
                field.label,
                every,
                **begun(field, field.stored, at="index", place_of=every.index),
                format_func=words,
                accept_new_options=accept_new,
                label_visibility="visible" if shows_label else "collapsed",
                on_change=changed,
                args=(field, _as_it_is),
            )


def explained(field: Field[str], options: Sequence[tuple[str, str]], place: DeltaGenerator | None = None) -> None:
    """Show one of a few options, each with a sentence; "" stands for none."""
    means = dict(options)
    with standing(field, place, f"{field.stored}. {means.get(field.stored, '')}" if field.stored else ""):
        if field.may:
            names = _with(list(means), field.stored)
            st.radio(
                field.label,
                names,
                **begun(field, field.stored, at="index", place_of=names.index),
                format_func=lambda name: name or "Not said yet",
                captions=[means.get(name, "") for name in names],
                on_change=changed,
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
    with standing(field, place, ", ".join(words(each) for each in field.stored)):
        if field.may:
            st.multiselect(
                field.label,
                list(dict.fromkeys([*options, *field.stored])),
                **begun(field, list(field.stored), at="default"),
                format_func=words,
                accept_new_options=accept_new,
                placeholder=placeholder,
                wrap=True,
                on_change=changed,
                args=(field, _as_sorted),
            )


def _as_text(value: object) -> str:
    return str(value or "").strip()


def _as_it_is(value: Value) -> Value:
    return value


def _as_sorted(value: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(value))


def _with(options: Sequence[Option], value: Option) -> list[Option]:
    return list(options) if value in options else [*options, value]
