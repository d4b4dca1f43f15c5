"""A workshop's room under load: how long until all see what one wrote, whether anything is lost, forty at a vote."""

import contextlib
import random
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Browser, sync_playwright

from benchmarks.servers import CXDASH, served
from cxdash.changes.workshops import groups
from cxdash.domain.workshops.phases import Phase
from cxdash.store import workshop_cards
from tests import rooms, workshop_crowd
from tests.machine import browser, postgres
from tests.workshop_crowd import Led, Plan
from tests.workshop_sessions import Somebody, in_room

TWO_MINUTES = Plan(private=5, public=15, editing=70, pause=(1.5, 4.0))
"""Ten people with 20 notes each, three quarters of them where everybody reads along, and the cards after that."""
SHORTER = Plan(private=2, public=5, editing=30, pause=(1.5, 4.0))
WITHOUT_A_BELL = ("-m", "streamlit", "run", "app.py", "--server.port")
"""The server that has no route of ours, so that every screen asks by itself."""
VOTERS = 40
GROUPS = 8
DOTS = 5
THINKING = (0.5, 2.0)
"""The fewest and most seconds between two dots of one voter; the first of each comes at the same moment."""


def measure(folder: Path) -> dict[str, float]:
    """Return seconds from an edit to another's screen, what was lost, and a run's seconds with forty at a vote.

    The first on SQLite with one server (``workshop_…``), then on PostgreSQL with two (``workshop_two_servers_…``), then
    where no bell rings (``workshop_polled_…``); of the vote the runs of the room's fragment, from asking to the last
    message (``workshop_vote_…``).
    """
    figures = _crowd(f"sqlite:///{folder / 'workshop.db'}", 1, folder, "workshop")
    with postgres.server() as cluster, postgres.fresh_database(cluster) as address:
        figures |= _crowd(address, 2, folder, "workshop_two_servers")
    figures |= _crowd(f"sqlite:///{folder / 'polled.db'}", 1, folder, "workshop_polled", has_bell=False)
    return figures | _vote(f"sqlite:///{folder / 'vote.db'}", folder)


def _crowd(database: str, servers: int, folder: Path, name: str, *, has_bell: bool = True) -> dict[str, float]:
    """Let ten people write for two minutes, and say how long it took until others saw it and how much was lost."""
    led = workshop_crowd.led(database)
    words, plan = (CXDASH, TWO_MINUTES) if has_bell else (WITHOUT_A_BELL, SHORTER)
    with contextlib.ExitStack() as stack:
        logs = [folder / f"{name}-{at}.log" for at in range(servers)]
        addresses = [stack.enter_context(_serving(database, log, words)) for log in logs]
        chromium = stack.enter_context(_chromium())
        crowd = workshop_crowd.play(led, addresses, chromium, plan, has_bell=has_bell)
        lost = workshop_crowd.losses(led, crowd)
    led.database.dispose()
    for sentence in lost:
        print(sentence, file=sys.stderr)
    runs = [seconds for each in crowd.sessions for seconds in each.runs]
    return (
        _spread(f"{name}_seen", crowd.delays())
        | _spread(f"{name}_run", runs)
        | {
            f"{name}_lost": len(lost) + len(crowd.unseen_notes()),
            f"{name}_conflicts": crowd.clashes(),
            f"{name}_kb_a_run": sum(each.received for each in crowd.sessions) / len(runs) / 1024,
        }
    )


def _vote(database: str, folder: Path) -> dict[str, float]:
    """Let forty people give all their dots at once, as quickly as they are answered, each hearing the bell."""
    led = workshop_crowd.led(database)
    led.move(Phase.CLUSTER)
    for number in range(GROUPS):
        rooms.acting(led.database, led.leader, groups.make, [], f"What hurts {number}")
    led.move(Phase.VOTE)
    start = threading.Barrier(VOTERS)
    with (
        _serving(database, folder / "vote.log") as address,
        contextlib.ExitStack() as stack,
        ThreadPoolExecutor(VOTERS) as threads,
    ):
        names = [f"voter {number}" for number in range(VOTERS)]
        voters = [stack.enter_context(in_room(address, led.room.code, name)) for name in names]
        for each in voters:
            each.runs.clear()
        list(threads.map(lambda each: _give(each, start), voters))
        given = _dots_in(led)
    if given != VOTERS * DOTS:
        raise RuntimeError(f"Of {VOTERS * DOTS} dots {given} are stored.")
    led.database.dispose()
    return _spread("workshop_vote_run", [seconds for each in voters for seconds in each.runs])


def _give(voter: Somebody, start: threading.Barrier) -> None:
    """Give five groups a dot each."""
    drawn = random.Random(voter.name)  # noqa: S311 the same at every run
    chosen = drawn.sample([group["id"] for group in voter.data["groups"]], DOTS)
    start.wait()
    for group in chosen:
        answer = voter.do("dots.give", group=group, dots=1)
        if answer["outcome"] != "done":
            raise RuntimeError(f"A dot was refused: {answer}")
        voter.watch(drawn.uniform(*THINKING))


def _dots_in(led: Led) -> int:
    with led.database.reading() as session:
        return sum(workshop_cards.dots(session, led.room.id).values())


def _spread(name: str, seconds: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile: half and nineteen in twenty were at most so long."""
    twentieths = quantiles(seconds, n=20)
    return {f"{name}_p50_s": twentieths[9], f"{name}_p95_s": twentieths[18]}


@contextlib.contextmanager
def _serving(database: str, log: Path, words: Sequence[str] = CXDASH) -> Iterator[str]:
    """Run a server on this database, and yield its address."""
    with served(words, database, log) as server:
        yield f"http://127.0.0.1:{server.port}"


@contextlib.contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.browser(), args=browser.FLAGS)
        yield chromium
        chromium.close()
