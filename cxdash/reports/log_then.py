"""What only the log tells of earlier days: rows as they were, who had done what, which reviews waited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.judging import own_metrics
from cxdash.store import deeds_then, modules, replay, said_then
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import Ownership
from cxdash.store.use_cases_then import Names, Past


@dataclass(frozen=True)
class LogThen:
    """What the log tells of some days, each of them by its day."""

    pasts: Mapping[date, Past]
    unproven: Mapping[date, frozenset[str]]
    deeds: Mapping[date, Mapping[tuple[int, int], date]]
    named: Mapping[date, Mapping[tuple[int, str, int], date]]
    reviews: Mapping[int, Sequence[GateReview]]
    archived: Mapping[int, date]

    @classmethod
    def of(cls, session: Session, days: Sequence[date]) -> "LogThen":
        """Return what it tells; there has to be a day."""
        _, then = replay.on(session, days, tables=replay.PROMISES)
        owners = {row["person_id"] for each in then.values() for row in each.of(Ownership).values()}
        names = Names.of(session)
        return cls(
            {day: Past(each, names, day) for day, each in then.items()},
            own_metrics.unproven_on(session, days),
            deeds_then.last_deeds(session, days, owners),
            deeds_then.named_since(session, days),
            said_then.reviews(session, after=min(days)),
            modules.archived_on(session),
        )

    def waiting(self, use_case_id: int, day: date) -> Iterator[GateReview]:
        """Yield the review of a use case that waited for votes; there is at most one."""
        return (each for each in self.reviews.get(use_case_id, ()) if said_then.waited(each, day))

    def modules(self, day: date) -> list[tuple[int, int]]:
        """Return each module that was in use with each use case built from it."""
        return [
            (module, use_case)
            for use_case, module in self.pasts[day].then.modules
            if module not in self.archived or self.archived[module] > day
        ]

    def steps(self, day: date) -> Mapping[int, set[str]]:
        """Return the journey steps of each use case."""
        found: dict[int, set[str]] = {}
        for use_case, step in self.pasts[day].then.steps:
            found.setdefault(use_case, set()).add(str(step))
        return found
