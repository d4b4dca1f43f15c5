"""The command that starts the app."""

from __future__ import annotations

import os
import socket
import sys
from typing import Annotated

import typer

from cxdash.cli.telling import told_to_people
from cxdash.domain.errors import CxdashError

_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(
    *,
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to listen on; only this machine by default.")] = "127.0.0.1",
    sample: Annotated[bool, typer.Option(help="Import the sample trackers where the database is empty.")] = True,
) -> None:
    """Start the app; an empty database gets the sample portfolio first.

    Example: python -m cxdash serve --port 8501
    """
    with told_to_people():
        if address not in _THIS_MACHINE:
            raise CxdashError(
                f"{address} can be reached by others, and without sign-in everybody would be administrator. "
                "Leave out --address: cxdash then answers this machine only."
            )
        _refuse_a_taken_port(port, address)
    program = [sys.executable, "-m", "cxdash.ui", f"--port={port}", f"--address={address}"]
    program += [] if sample else ["--no-sample"]
    os.execv(sys.executable, program)  # noqa: S606 the server takes this process's place, so that signals reach it


def _refuse_a_taken_port(port: int, address: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as taken:
            raise CxdashError(
                f"Port {port} is taken, perhaps by a cxdash that runs already: look at http://localhost:{port}, "
                f"or choose another with python -m cxdash serve --port {port + 1}."
            ) from taken
