"""A visitor without a browser: asks a Streamlit server for runs of a page, and counts what they cost it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from benchmarks import streamlit_protocol
from benchmarks.servers import Server

_SETTLING = 0.03
"""Seconds until a server is idle again after it has said that a run is over."""


class Run(NamedTuple):
    """One run of a page: seconds until the visitor had all of it, and seconds of the server's processor."""

    latency: float
    processor: float


class Visitor:
    """One session on one page."""

    def __init__(self, server: Server, session: streamlit_protocol.Session, page: str) -> None:
        self._server = server
        self._session = session
        self._page = page

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of the server's menu, as its navigation named them."""
        return self._session.pages

    def run(self, typed: Mapping[str, str] | None = None) -> Run:
        """Ask for the page once more and wait until all of it has arrived.

        Args:
            typed: what was typed into which text field since, by the field's label.

        Raises:
            RuntimeError: the page has no such field, or showed a traceback or a fault of ours.
        """
        for label, text in (typed or {}).items():
            if label not in self._session.fields:
                raise RuntimeError(f"The page “{self._page}” has no text field “{label}”.")
            self._session.write(label, text)
        used = self._server.processor_seconds()
        latency = self._session.run()
        time.sleep(_SETTLING)
        run = Run(latency, self._server.processor_seconds() - used)
        _refuse_a_broken_page(self._session, self._page)
        return run


def _refuse_a_broken_page(session: streamlit_protocol.Session, page: str) -> None:
    """Raise RuntimeError where a session was shown an error: its time says nothing."""
    if session.errors:
        raise RuntimeError(f"The page “{page}” shows an error, so its time says nothing. See the server's log.")


@contextmanager
def visiting(server: Server, page: str = "", query: str = "") -> Iterator[Visitor]:
    """Open a session on a page (its path, empty for the first one) with a query string, and run it once."""
    with streamlit_protocol.opened(f"http://127.0.0.1:{server.port}", page, query) as session:
        _refuse_a_broken_page(session, page)
        yield Visitor(server, session, page)
