"""The operating model of the portfolio: five disciplines and four properties, computed from what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.disciplines import Part
from cxdash.domain.mastery import Mark, Score, score
from cxdash.reports.practices import practices

COLUMNS = ("Part", "Kind", "Level", "Kept by", "Of", "Asked of", "Rule", "Next")
LACKING = ("Part", "Use case", "Lacks")


@dataclass(frozen=True)
class OperatingModel:
    """The score and its tables; no score where there is no active use case."""

    score: Score | None

    @cached_property
    def table(self) -> pd.DataFrame:
        """The parts with rule, figures and what to do next, with ``COLUMNS``."""
        rows = [] if self.score is None else [_row(mark) for mark in self.score.marks]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @cached_property
    def lacking(self) -> Mapping[Part, pd.DataFrame]:
        """Per part the use cases that do not keep its rule, the worst first, with ``LACKING``."""
        marks = () if self.score is None else self.score.marks
        return {
            mark.part: pd.DataFrame(
                [(mark.part.label, each.title, "; ".join(each.lacks)) for each in mark.offenders],
                columns=list(LACKING),
            )
            for mark in marks
        }


def operating_model(session: Session, *, today: date) -> OperatingModel:
    """Return how the organisation works; the database is asked as often for two hundred use cases as for one."""
    return OperatingModel(score(practices(session, today=today)))


def _row(mark: Mark) -> tuple[object, ...]:
    kind = "Discipline" if mark.part.is_discipline else "Property"
    rule = mark.rule
    return (mark.part.label, kind, mark.level, mark.met, mark.of, rule.asked.value, rule.sentence, mark.to_next)
