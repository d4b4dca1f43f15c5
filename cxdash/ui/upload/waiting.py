"""Work that may take long: it goes on in a thread of its own, so that the page's other controls answer meanwhile."""

import threading
from collections.abc import Callable
from concurrent import futures
from concurrent.futures import Future
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_Result = TypeVar("_Result")
_QUICK, _BEAT = 0.5, 0.3


def in_a_thread(work: Callable[[], _Result]) -> Future[_Result]:
    """Do something in a thread of its own; it needs no page, and ends even where nobody waits for it any more."""
    promised: Future[_Result] = Future()

    def do() -> None:
        try:
            promised.set_result(work())
        except BaseException as error:  # noqa: BLE001 whoever waits shall get it
            promised.set_exception(error)

    threading.Thread(target=do, daemon=True).start()
    return promised


def result_of(promised: Future[_Result], said: str, slot: DeltaGenerator) -> _Result:
    """Wait for work and return its result, or raise what it raised; after a second, say in the slot what is awaited.

    A click elsewhere on the page ends this run at the next beat; the run it begins takes up the wait.
    """
    if not futures.wait([promised], timeout=_QUICK).done:
        with slot, st.spinner(said, show_time=True):
            beat = st.empty()
            while not futures.wait([promised], timeout=_BEAT).done:
                beat.empty()
    return promised.result()
