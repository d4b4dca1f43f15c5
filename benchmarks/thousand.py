"""A register of 1,000 use cases, the same at every run: owners, metrics, steps, moves, pilots and what they showed.

Written by bulk statements, which leave no log: it stands for what years of work have gathered.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from cxdash.changes.setup import ensure_ready
from cxdash.domain.journeys import FIRST_JOURNEY
from cxdash.domain.metrics import Role
from cxdash.domain.modules import Part
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage, Status
from cxdash.domain.targets import TargetKind
from cxdash.domain.use_cases import HELP_MODES
from cxdash.effects.verdict import Verdict
from cxdash.store.database import Database
from cxdash.store.schema import Base
from cxdash.store.tables import MetricRow

USE_CASES = 1_000
TODAY = date(2026, 11, 21)
OWNER = "Person 07"
_PEOPLE, _SITES, _STEPS, _MODULES = 60, 12, 25, 30
_GOALS = (
    ("no_show_rate", "Reduce", "no-shows", "patients", "calling them two days before"),
    ("repeat_contact_rate", "Reduce", "repeat contacts", "billing customers", "answering at the first try"),
    ("churn_rate", "Cut", "churn", "plan members", "a call before the contract ends"),
    ("cost_to_serve", "Lower", "cost to serve", "small businesses", "routing by need"),
    ("conversion_rate", "Increase", "conversion", "new visitors", "guided advice"),
)
_GUARDRAILS = ("csat", "complaint_rate")
Row = dict[str, Any]


def database(folder: Path, *, use_cases: int = USE_CASES) -> Path:
    """Return the file of a database with the first so many of them, made at the first call of a run."""
    file = folder / f"register-{use_cases}.db"
    if not file.exists():
        opened = Database(f"sqlite:///{file}")
        ensure_ready(opened)
        with opened.engine.begin() as connection:
            _write(connection, use_cases)
        opened.dispose()
    return file


def _write(connection: Connection, use_cases: int) -> None:
    metric_row = Base.metadata.tables[MetricRow.__tablename__]
    known: dict[str, int] = {row.slug: row.id for row in connection.execute(select(metric_row.c.slug, metric_row.c.id))}
    goals = [goal for goal in _GOALS if goal[0] in known]
    people = [_named(at, f"Person {at:02}") | {"roles": []} for at in range(2, _PEOPLE + 2)]
    steps = [_named(at, f"Step {at:02}") | {"journey_id": 1, "position": at} for at in range(1, _STEPS + 1)]
    _insert(connection, "person", people)
    _insert(connection, "site", [_named(at, f"Site {at:02}") for at in range(1, _SITES + 1)])
    _insert(connection, "module", [_named(at, f"Module {at:02}") for at in range(1, _MODULES + 1)])
    _insert(connection, "journey", [_named(1, FIRST_JOURNEY)])
    _insert(connection, "journey_step", steps)
    rows: dict[str, list[Row]] = {}
    for at in range(1, use_cases + 1):
        drawn = random.Random(at)  # noqa: S311 a register to be measured with, no secret
        for table, row in _use_case(at, goals[at % len(goals)], known, drawn):
            rows.setdefault(table, []).append(row)
    for table, its in rows.items():
        _insert(connection, table, its)


def _insert(connection: Connection, table: str, rows: list[Row]) -> None:
    stored: Table = Base.metadata.tables[table]
    connection.execute(insert(stored), rows)


def _named(key: int, name: str) -> Row:
    return {"id": key, "slug": name.lower().replace(" ", "-"), "name": name}


def _use_case(
    at: int, goal: tuple[str, ...], metrics: dict[str, int], drawn: random.Random
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one use case with the table of each."""
    slug, verb, words, population, how = goal
    stage = drawn.choices(list(Stage), (5, 3, 1, 1))[0]
    size = drawn.randrange(5, 40)
    stage_since = TODAY - timedelta(days=drawn.randrange(10, 500))
    yield (
        "use_case",
        {
            "id": at,
            "slug": f"use-case-{at:04}",
            "title": f"{verb} {words} at desk {at:04}",
            "statement": f"{verb} {words} of {population} by {size} % through {how}, measured over 90 days."
            if at % 3
            else f"Roll out an assistant for {population} at desk {at:04}",
            "stage": stage.value,
            "stage_since": stage_since,
            "status": drawn.choices(list(Status), (16, 2, 1, 1))[0].value,
            "idea_on": TODAY - timedelta(days=drawn.randrange(500, 1100)),
            "help_mode": drawn.choice(("", *HELP_MODES)),
        },
    )
    for function in drawn.sample(list(Function), drawn.randrange(2, 6)):
        yield "ownership", {"use_case_id": at, "function": function.value, "person_id": drawn.randrange(2, _PEOPLE + 2)}
    yield from _moves(at, stage, stage_since)
    yield from _links(at, drawn)
    target = {
        "target_kind": TargetKind.RELATIVE.value,
        "target_size": (1 if verb == "Increase" else -1) * size / 100,
        "baseline": 0.2,
        "unit_value": 40.0,
        "annual_volume": drawn.randrange(1, 60) * 1_000.0,
    }
    yield "use_case_metric", {"use_case_id": at, "metric_id": metrics[slug], "role": Role.PRIMARY.value} | target
    nothing = dict.fromkeys(target)
    for guardrail in _GUARDRAILS:
        yield (
            "use_case_metric",
            {"use_case_id": at, "metric_id": metrics[guardrail], "role": Role.GUARDRAIL.value} | nothing,
        )
    if stage is not Stage.IDEA:
        yield from _pilot(at, metrics[slug], drawn)


def _moves(at: int, stage: Stage, stage_since: date) -> Iterator[tuple[str, Row]]:
    """Yield how it came to its stage, a step every 120 days."""
    steps = list(Stage)[: stage.position + 1]
    for earlier, entered in zip([None, *steps], steps, strict=False):
        moved_on = stage_since - timedelta(days=120 * (stage.position - entered.position))
        move = {"use_case_id": at, "from_stage": earlier and earlier.value, "to_stage": entered.value}
        yield "stage_move", move | {"moved_on": moved_on}


def _links(at: int, drawn: random.Random) -> Iterator[tuple[str, Row]]:
    for step in drawn.sample(range(1, _STEPS + 1), drawn.randrange(1, 3)):
        yield "use_case_step", {"use_case_id": at, "step_id": step}
    for module in drawn.sample(range(1, _MODULES + 1), drawn.randrange(3)):
        yield "use_case_module", {"use_case_id": at, "module_id": module, "part": Part.REUSES.value}
    if at % 2:
        for dimension in Dimension:
            yield "readiness", {"use_case_id": at, "dimension": dimension.value, "level": drawn.randrange(5)}
    for _ in range(at % 4):
        yield "comment", {"use_case_id": at, "person_id": drawn.randrange(2, _PEOPLE + 2), "text": "Who calls whom?"}


def _pilot(at: int, metric: int, drawn: random.Random) -> Iterator[tuple[str, Row]]:
    goes_live = TODAY - timedelta(days=drawn.randrange(20, 400))
    yield (
        "pilot",
        {
            "id": at,
            "slug": f"pilot-{at:04}",
            "use_case_id": at,
            "name": f"Pilot {at:04}",
            "site_id": drawn.randrange(1, _SITES + 1),
            "goes_live": goes_live,
            "locked_on": goes_live - timedelta(days=7) if drawn.random() < 0.7 else None,
        },
    )
    verdict, grade = drawn.choice(list(Verdict)), drawn.choice("ABCDE")
    yield (
        "effect",
        {
            "pilot_id": at,
            "metric_id": metric,
            "role": Role.PRIMARY.value,
            "as_of": TODAY,
            "verdict": verdict.value,
            "grade": grade,
            "checksum": "",
            "result": {},
            "alarms": ["Containment is better while resolution is worse."] if drawn.random() < 0.1 else [],
        },
    )
