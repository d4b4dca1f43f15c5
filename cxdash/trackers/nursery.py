"""A process that has everything loaded and forks a child for each request: loading takes longer than most requests."""

import atexit
import contextlib
import gc
import os
import signal
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import NoReturn

POSSIBLE = hasattr(os, "fork")
"""Whether processes can fork here, which they cannot on Windows."""

_SECONDS = struct.Struct("d")
_LENGTH = struct.Struct("Q")
_AT_ONCE = 2**20
_GRACE = 5.0


class Nursery:
    """The process that forks, seen from outside: it starts when it is first needed, and anew should it have died."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Take the program that will call ``serve`` on the socket whose number is its last argument."""
        self._command = command
        self._environment = environment
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None
        atexit.register(self.close)

    def answer(self, request: bytes, *, seconds: float) -> bytes:
        """Return what a new child answers; nothing where it broke or took longer than so many seconds."""
        with self._child(seconds) as child, contextlib.suppress(OSError):
            child.settimeout(seconds + _GRACE)
            child.sendall(request)
            child.shutdown(socket.SHUT_WR)
            said = _everything(child)
            length, answer = said[: _LENGTH.size], said[_LENGTH.size :]
            if length == _LENGTH.pack(len(answer)):  # else it died before it had said all
                return answer
        return b""

    def open(self) -> None:
        """Start the process, unless it runs, so that the first request need not wait for it."""
        with self._turn:
            if self._door is None:
                self._door = self._started()

    def close(self) -> None:
        """Let the process end; the next request starts another."""
        with self._turn:
            if self._door is not None and self._process is not None:
                self._door.close()
                self._process.terminate()
                self._process.wait()
                self._door = self._process = None

    @property
    def pid(self) -> int | None:
        """The number of the process while it runs."""
        return None if self._process is None else self._process.pid

    def _child(self, seconds: float) -> socket.socket:
        mine, its = socket.socketpair()
        with its:
            for _ in ("as it is", "started anew"):
                self.open()
                if self._handed_in(its, seconds):
                    break
                self.close()
        return mine

    def _handed_in(self, connection: socket.socket, seconds: float) -> bool:
        with self._turn, contextlib.suppress(OSError):
            if self._door is not None:
                socket.send_fds(self._door, [_SECONDS.pack(seconds)], [connection.fileno()])
                return True
        return False

    def _started(self) -> socket.socket:
        mine, its = socket.socketpair()
        with its:
            self._process = subprocess.Popen(
                [*self._command, str(its.fileno())],
                env=self._environment,
                pass_fds=[its.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        return mine


def serve(door: socket.socket, work: Callable[[bytes], bytes]) -> None:
    """Fork a child for every connection handed in through the door, until nobody holds its other end any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for whoever holds the other end
    signal.signal(signal.SIGCHLD, _bury)
    gc.disable()
    gc.freeze()  # so that children share what is loaded
    while True:
        message, handed_in, _, _ = socket.recv_fds(door, _SECONDS.size, 1)
        if not message:
            return
        with socket.socket(fileno=handed_in[0]) as connection, contextlib.suppress(OSError):
            if os.fork() == 0:
                _live(door, connection, work, seconds=_SECONDS.unpack(message)[0])


def _live(
    door: socket.socket, connection: socket.socket, work: Callable[[bytes], bytes], *, seconds: float
) -> NoReturn:
    """Answer one request and die; the system ends a child that takes longer."""
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        door.close()
        answer = work(_everything(connection))
        connection.sendall(_LENGTH.pack(len(answer)) + answer)
        os._exit(0)
    finally:
        os._exit(1)


def _bury(_signal: int, _frame: FrameType | None) -> None:
    """Take note of children that have died, so that the system forgets them."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _everything(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(_AT_ONCE), b""))
