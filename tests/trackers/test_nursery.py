"""Children for one file each: when one dies, or the process they come from, the next file is read all the same."""

import os
import signal
import subprocess
import sys
import time

import pytest

from cxdash.domain.errors import RefusedFileError
from cxdash.trackers import nursery
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import NURSERY, Allowance, prepare, read_in_child
from tests.trackers.books import workbook

BOOK = workbook({"North": [["Pilot", "Metric", "2025-01", "2025-02"], ["North", "CSAT", 0.7, 0.8]]})
READ_AND_TELL = """
import sys, time
from cxdash.trackers.child import NURSERY, Allowance, read_in_child
from cxdash.trackers.catalogue import default_catalogue
read_in_child(sys.stdin.buffer.read(), "t.xlsx", default_catalogue())
print(NURSERY.pid, flush=True)
time.sleep(60)
"""

pytestmark = pytest.mark.skipif(not nursery.POSSIBLE, reason="processes cannot fork here")


def _read(**said):
    return read_in_child(BOOK, "t.xlsx", default_catalogue(), **said)


def _is_gone(pid):
    """Wait for a process that is not our child to end; ten seconds are too long."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_one_process_gives_birth_to_all_children():
    _read()
    first = NURSERY.pid
    _read()

    assert NURSERY.pid == first != os.getpid()


def test_it_can_be_there_before_the_first_file():
    NURSERY.close()

    prepare()

    assert NURSERY.pid is not None


def test_a_file_that_takes_too_long_does_not_hold_up_the_next():
    _read()
    first = NURSERY.pid

    with pytest.raises(RefusedFileError):
        _read(allowed=Allowance(seconds=0.0001))

    assert len(_read().tables[0].readings) == 2
    assert NURSERY.pid == first


def test_a_process_that_was_killed_is_started_anew():
    _read()
    killed = NURSERY.pid
    os.kill(killed, signal.SIGKILL)
    os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)

    assert len(_read().tables[0].readings) == 2
    assert NURSERY.pid != killed


def test_it_ends_with_whoever_started_it_even_if_that_is_killed():
    program = [sys.executable, "-c", READ_AND_TELL]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reading:
        reading.stdin.write(BOOK)
        reading.stdin.close()
        its_nursery = int(reading.stdout.readline())
        reading.kill()

    assert _is_gone(its_nursery)
