"""The server: the entry script warmed up, memory collected in the background, errors shown as sentences."""

import asyncio
import contextlib
import gc
import importlib
import itertools
import logging
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from types import FrameType

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette import starlette_server

from cxdash.domain.actions import Action
from cxdash.settings import ROOT
from cxdash.store import effects as stored_effects
from cxdash.ui import cached, session
from cxdash.ui.quiet import QuietLoss
from cxdash.ui.workshop import bell, script

_SECONDS_BETWEEN_SWEEPS = 20
_SWEEPS_AN_HOUR = 180
_LOG = logging.getLogger("cxdash")
_ENTRY = ROOT / "app.py"
_HEAVY = ("pandas", "altair")
"""What every page needs and takes seconds to load."""


def serve(*, port: int = 8501, address: str = "127.0.0.1") -> None:
    """Serve the app until the process is told to stop; settings come from ``.streamlit/config.toml``.

    Raises:
        SystemExit: the port is taken.
    """
    sys.argv = [str(_ENTRY)]  # Streamlit looks for its settings beside the program it believes to run
    _send_at_once()
    app().run(config={"server.port": port, "server.address": address})


def app() -> st.App:
    """Return the app as an ASGI application, for ``serve`` and for tests."""
    rings = bell.of_this_process()
    return st.App(
        _ENTRY,
        lifespan=lambda _: _lifespan(at_the_end=rings.close),
        routes=[rings.route(), script.route()],
        middleware=[Middleware(QuietLoss)],
        on_script_error=session.show_defect,
    )


@contextlib.asynccontextmanager
async def _lifespan(*, at_the_end: Callable[[], None]) -> AsyncIterator[None]:
    """Be ready before the first visitor, and keep memory in order without making anybody wait.

    A collection after each run (Streamlit's way) holds the interpreter for 30 to 70 ms; with everything loaded frozen
    and a sweep every 20 s a rerun costs a quarter of that.
    """
    await asyncio.to_thread(_warm_up)
    tending = asyncio.create_task(_tend_memory())
    try:
        with _told_to_stop(at_the_end):
            yield
    finally:
        tending.cancel()


@contextlib.contextmanager
def _told_to_stop(tell: Callable[[], None]) -> Iterator[None]:
    """Call ``tell`` on the loop once the server is told to stop.

    uvicorn says so itself only after every answer has ended, and some of ours end because the server does.
    """
    if threading.current_thread() is not threading.main_thread():  # such as in tests: no signal arrives there
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(tell)
        passed_on = before[signal.Signals(number)]
        if callable(passed_on):
            passed_on(number, frame)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _warm_up() -> None:
    """Open and migrate the database, and route every first visit through app.py, deep links included."""
    PagesManager.uses_pages_directory = False
    _judge_ended_windows()


def _judge_ended_windows() -> None:
    """Estimate the effects of pilots whose window ended since they were last judged; verdicts change with the day."""
    person, today = session.current_person(), cached.today()
    with session.database().reading() as reading:
        is_due = any(ends_before <= today for ends_before in stored_effects.waiting(reading).values())
    if is_due:
        from cxdash.changes import effects  # noqa: PLC0415 numpy is loaded only where there is something to estimate

        with session.database().changing(person, Action.EFFECTS_RECOMPUTE, reason="A window ended") as changing:
            effects.recompute_ended(changing, today=today)


async def _tend_memory() -> None:
    """Load what pages need, freeze it, and from then on sweep; a visitor who comes earlier waits for the loading."""
    for name in _HEAVY:
        await asyncio.to_thread(importlib.import_module, name)
    gc.collect()
    gc.freeze()
    for sweep in itertools.count(1):
        await asyncio.sleep(_SECONDS_BETWEEN_SWEEPS)
        await asyncio.to_thread(gc.collect)
        if sweep % _SWEEPS_AN_HOUR == 0:
            await asyncio.to_thread(_judge_or_log)


def _judge_or_log() -> None:
    """Try again in an hour where judging fails, such as while somebody else holds the database."""
    try:
        _judge_ended_windows()
    except Exception:  # noqa: BLE001 the sweeping must go on
        _LOG.exception("Windows that ended could not be judged; the next try is in an hour.")


def _send_at_once() -> None:
    """Send small messages without waiting for the last one's receipt, which costs a rerun up to 40 ms on Linux.

    Streamlit makes its listening socket in a way that keeps asyncio from setting this; connections inherit it.
    """
    bind = starlette_server._bind_socket  # noqa: SLF001 there is no setting for it

    def bound(address: str, port: int, backlog: int) -> socket.socket:
        listening = bind(address, port, backlog)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    starlette_server._bind_socket = bound  # noqa: SLF001 same
