"""Use cases as they stood on an earlier day, put together from what the log takes back, for the rules to judge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from cxdash.domain.stages import Stage
from cxdash.store.definition_tables import ReadinessRow
from cxdash.store.gate_tables import GateReview, GateVote
from cxdash.store.replay import Then
from cxdash.store.tables import MetricRow, Ownership, PersonRow, UseCase, UseCaseMetric

_Row = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """The people and metrics that rows name by number, as they are called today."""

    people: Mapping[int, PersonRow]
    metrics: Mapping[int, MetricRow]

    @classmethod
    def of(cls, session: Session) -> "Names":
        """Return all that are stored, archived ones too."""
        return cls(
            {row.id: row for row in session.scalars(select(PersonRow))},
            {row.id: row for row in session.scalars(select(MetricRow))},
        )


@dataclass(frozen=True)
class Past:
    """What was stored at the end of a day, found by use case."""

    then: Then
    names: Names
    day: date

    @cached_property
    def _owners(self) -> Mapping[int, list[_Row]]:
        return _by("use_case_id", self.then.of(Ownership).values())

    @cached_property
    def _metrics(self) -> Mapping[int, list[_Row]]:
        return _by("use_case_id", self.then.of(UseCaseMetric).values())

    @cached_property
    def _readiness(self) -> Mapping[int, list[_Row]]:
        return _by("use_case_id", self.then.of(ReadinessRow).values())

    @cached_property
    def _votes(self) -> Mapping[int, list[_Row]]:
        return _by("review_id", self.then.of(GateVote).values())

    def use_case(self, now: UseCase, stage: Stage) -> UseCase:
        """Return a use case that was recorded by then as it was: a row of no session, never to be stored.

        Its pilots are those of today: what is judged of them carries its own days.

        Args:
            now: as it is stored today, with pilots and moves.
            stage: the one it was in.
        """
        row = self.then.of(UseCase)[str(now.id)]
        found = UseCase(
            id=now.id,
            slug=now.slug,
            title=now.title,
            statement=row["statement"],
            help_mode=row["help_mode"],
            status=row["status"],
            stage=stage.value,
        )
        # as if loaded: an assignment would tie the rows of today to this one
        set_committed_value(found, "owners", [self._owner(each) for each in self._owners.get(now.id, ())])
        set_committed_value(found, "metrics", [self._use(each) for each in self._metrics.get(now.id, ())])
        set_committed_value(
            found, "readiness", [ReadinessRow(**_kept(ReadinessRow, each)) for each in self._ready(now)]
        )
        set_committed_value(found, "pilots", list(now.pilots))
        set_committed_value(found, "moves", [move for move in now.moves if move.moved_on <= self.day])
        return found

    def review(self, now: GateReview) -> GateReview:
        """Return a review as it was: the evidence frozen then, and the votes given by then."""
        row = self.then.of(GateReview).get(str(now.id), {})
        found = GateReview(
            id=now.id,
            use_case_id=now.use_case_id,
            to_stage=now.to_stage,
            evidence=row.get("evidence", now.evidence),
            digest=row.get("digest", now.digest),
        )
        set_committed_value(found, "votes", [self._vote(each) for each in self._votes.get(now.id, ())])
        return found

    def _ready(self, now: UseCase) -> list[_Row]:
        return self._readiness.get(now.id, [])

    def _owner(self, row: _Row) -> Ownership:
        found = Ownership(use_case_id=row["use_case_id"], function=row["function"], person_id=row["person_id"])
        set_committed_value(found, "person", self.names.people[row["person_id"]])
        return found

    def _use(self, row: _Row) -> UseCaseMetric:
        found = UseCaseMetric(**_kept(UseCaseMetric, row))
        set_committed_value(found, "metric", self.names.metrics[row["metric_id"]])
        return found

    def _vote(self, row: _Row) -> GateVote:
        found = GateVote(**_kept(GateVote, row))
        set_committed_value(found, "person", self.names.people[row["person_id"]])
        return found


def _by(key: str, rows: Iterable[_Row]) -> Mapping[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _kept(table: type[UseCaseMetric | ReadinessRow | GateVote], row: _Row) -> dict[str, Any]:
    """Return what a row says in the columns that its table has today; a migration may have dropped others."""
    return {column.name: row[column.name] for column in table.__table__.columns if column.name in row}
