"""The server: the entry script warmed up, memory collected in the background, errors shown as sentences."""

import asyncio
import contextlib
import gc
import sys
from collections.abc import AsyncIterator

import altair as alt  # noqa: F401 loaded before the memory is frozen, so that no visitor waits for it
import pandas as pd  # noqa: F401 same
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from cxdash.settings import ROOT
from cxdash.ui import session

_SECONDS_BETWEEN_SWEEPS = 20
_ENTRY = ROOT / "app.py"


def serve(*, port: int = 8501, address: str = "127.0.0.1") -> None:
    """Serve the app until the process is told to stop; settings come from ``.streamlit/config.toml``.

    Raises:
        SystemExit: the port is taken.
    """
    sys.argv = [str(_ENTRY)]  # Streamlit looks for its settings beside the program it believes to run
    app().run(config={"server.port": port, "server.address": address})


def app() -> st.App:
    """Return the app as an ASGI application, for ``serve`` and for tests."""
    return st.App(_ENTRY, lifespan=_lifespan, on_script_error=session.show_defect)


@contextlib.asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    """Be ready before the first visitor, and keep memory in order without making anybody wait.

    A collection after each run (Streamlit's way) holds the interpreter for 30 to 70 ms; with everything loaded frozen
    and a sweep every 20 s a rerun costs a quarter of that.
    """
    await asyncio.to_thread(_warm_up)
    gc.collect()
    gc.freeze()
    sweeping = asyncio.create_task(_sweep())
    try:
        yield
    finally:
        sweeping.cancel()


def _warm_up() -> None:
    """Open and migrate the database, and route every first visit through app.py, deep links included."""
    session.database()
    PagesManager.uses_pages_directory = False


async def _sweep() -> None:
    while True:
        await asyncio.sleep(_SECONDS_BETWEEN_SWEEPS)
        await asyncio.to_thread(gc.collect)
