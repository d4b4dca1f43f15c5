"""The list of use cases: every one that fits search and filters, with where it stands and what holds it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.metrics import plain
from cxdash.domain.stages import Stage, Status
from cxdash.reports import portfolio
from cxdash.reports.portfolio import Entry

LIST_COLUMNS = ("Use case", "Stage", "Shown so far", "Trouble", "Days in stage", "Status", "Pilots", "Owners missing")


@dataclass(frozen=True)
class Listed:
    """The use cases that fit: one row each in ``table`` with ``LIST_COLUMNS``, their slugs in the same order."""

    table: pd.DataFrame
    slugs: tuple[str, ...]
    of: int


def listed(
    session: Session,
    *,
    today: date,
    search: str = "",
    site: str | None = None,
    owner: str | None = None,
    metric: str | None = None,
    stage: Stage | None = None,
    status: Status | None = None,
) -> Listed:
    """Return the use cases that fit the filters and hold every word of ``search`` in title or statement, by title."""
    everything = portfolio.entries(session, today=today)
    fitting = portfolio.narrowed(everything, site=site, owner=owner, metric=metric, stage=stage, status=status)
    words = plain(search).split()
    found = [
        entry for entry in fitting if all(word in plain(f"{entry.line.title} {entry.line.statement}") for word in words)
    ]
    table = pd.DataFrame([_row(entry) for entry in found], columns=list(LIST_COLUMNS))
    return Listed(table.astype({"Days in stage": "Int64"}), tuple(entry.line.slug for entry in found), len(everything))


def _row(entry: Entry) -> tuple[object, ...]:
    trouble = [flag.trap.label for flag in entry.flags] if entry.status is Status.ACTIVE else []
    trouble += ["Harm"] if entry.harmed else []
    trouble += ["Masked"] if entry.alarms else []
    return (
        entry.line.title,
        entry.stage.label,
        entry.shown,
        ", ".join(trouble),
        entry.days_in_stage,
        entry.status.label,
        len(entry.pilots),
        ", ".join(function.value for function in entry.missing),
    )
