"""What people of the sample portfolio wrote on its pages, stored through the services behind those pages."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes import approaches, comments, metric_care, modules, readiness
from cxdash.changes.metric_care import Care
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.approaches import ApproachValues
from cxdash.domain.errors import NotFoundError
from cxdash.domain.people import Person
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.use_cases import slug_of
from cxdash.store import metric_uses, metrics, named, people
from cxdash.store.database import Database
from cxdash.store.tables import PersonRow

_Said = Mapping[str, Any]


def add(database: Database, person: Person, path: Path, *, today: date) -> None:
    """Store everything in one person's name, and comments in the names of those who wrote them.

    Args:
        database: one with the portfolio that the file is about.
        person: in whose name everything but the comments is stored.
        path: the file; nothing happens without it.
        today: the day by which outcome statements are judged.

    Raises:
        NotFoundError: the file names a use case, a module, a metric or an author that nobody knows.
        RuleError: something said there breaks a rule.
    """
    if not path.exists():
        return
    said = json.loads(path.read_text(encoding="utf-8"))
    with database.changing(person, Action.MODULE_EDIT, reason=OF_THE_SAMPLE) as session:
        for each in said["modules"]:
            _describe(session, each)
    with database.changing(person, Action.METRIC_EDIT, reason=OF_THE_SAMPLE) as session:
        for each in said["metrics"]:
            metric_care.give(session, each["metric"], seen=Care(), wanted=Care(each["owner"]))
    with database.changing(person, Action.METRIC_VERIFY, reason=OF_THE_SAMPLE) as session:
        _verify(session, said["metrics"])
    with database.changing(person, Action.USE_CASE_EDIT, reason=OF_THE_SAMPLE) as session:
        for each in said["readiness"]:
            _judge(session, each)
        for each in said["approaches"]:
            values = ApproachValues(each["name"], each["vendor"], each["notes"])
            approaches.add(session, slug_of(each["use_case"]), values, today=today)
    for each in said["comments"]:
        with database.changing(
            _author(database, each["who"]), Action.USE_CASE_COMMENT, reason=OF_THE_SAMPLE
        ) as session:
            comments.add(session, slug_of(each["use_case"]), each["text"])


def _describe(session: Session, said: _Said) -> None:
    slug = slug_of(said["name"])
    seen = modules.values(session, slug)
    wanted = replace(seen, description=said["description"], owner=said["owner"])
    modules.edit(session, slug, seen=seen, wanted=wanted)


def _verify(session: Session, said: list[_Said]) -> None:
    """Verify each metric on the day on which that was done; some have none."""
    for each in said:
        if each["verified_on"]:
            seen = metrics.as_metric(metric_uses.get(session, each["metric"]))
            metric_care.verify(session, each["metric"], seen=seen, today=date.fromisoformat(each["verified_on"]))


def _judge(session: Session, said: _Said) -> None:
    wanted = Readiness(
        level=said["level"],
        evidence=said["evidence"],
        owner=said["owner"],
        due=date.fromisoformat(said["due"]) if said["due"] else None,
        cost_to_close=said["cost_to_close"],
    )
    slug, dimension = slug_of(said["use_case"]), Dimension(said["dimension"])
    readiness.edit(session, slug, dimension, seen=readiness.UNJUDGED, wanted=wanted)


def _author(database: Database, name: str) -> Person:
    with database.reading() as session:
        row = named.find(session, PersonRow, name)
        if row is None:
            raise NotFoundError(f"{name} wrote a comment and is in no register. Name somebody who owns a use case.")
        return people.as_person(row)
