"""What people of the sample portfolio told of finished pilots: proof points, approvals, uses and a repeat."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes import effects, proof_points, proof_uses, repeats, sign_offs
from cxdash.changes.samples.gestures import Said
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.use_cases import slug_of
from cxdash.store import proof_points as stored
from cxdash.store import use_cases
from cxdash.store.database import Database
from cxdash.store.proof_tables import ProofPoint


def prove(session: Session, said: Said, on: date) -> None:
    """Begin a proof point from a pilot, with the limits that its evidence proposes and the words of who wrote it."""
    pilot = slug_of(said["pilot"])
    story, _ = proof_points.proposed(session, pilot, said["metric"], today=on)
    proof_points.draft(session, pilot, said["metric"], replace(story, **_story(said["story"])), today=on)


def ask(session: Session, said: Said, on: date) -> None:
    """Ask for approval."""
    proof_points.ask(session, _told(session, said).slug, today=on)


def approve(session: Session, said: Said, on: date) -> None:
    """Approve a proof point as it stands."""
    point = _told(session, said)
    sign_offs.approve(session, point.slug, Function(said["function"]), seen=point.digest, today=on)


def use(session: Session, said: Said, on: date) -> None:
    """Note where a proof point was told."""
    proof_uses.note_use(
        session, _told(session, said).slug, place=said["place"], used_on=on, today=on, note=said.get("note", "")
    )


def repeat(session: Session, said: Said, on: date) -> None:
    """Plan a pilot that repeats a proof point."""
    repeats.repeat(session, _told(session, said).slug, site=said["site"], today=on)


def look_again(database: Database, person: Person, *, today: date) -> None:
    """Check every proof point against the figures of the sample's own day."""
    with database.changing(person, Action.EFFECTS_RECOMPUTE, reason=OF_THE_SAMPLE) as session:
        for point in stored.every(session):
            effects.look_again(session, point.pilot, today=today)


def _told(session: Session, said: Said) -> ProofPoint:
    pilot = use_cases.get_pilot(session, slug_of(said["pilot"]))
    return stored.of_pilots(session, [pilot.id])[-1]


def _story(said: Mapping[str, str]) -> dict[str, Any]:
    return {name: date.fromisoformat(text) if name.endswith("_on") else text for name, text in said.items()}
