"""The next gate of a use case, judged from what is stored: every criterion with its figure and what to do next."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain import gates
from cxdash.domain.gates import Line, State
from cxdash.domain.stages import Stage
from cxdash.judging import gate_facts
from cxdash.store import use_cases


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate that a use case comes to next, and its criteria in their order."""

    to: Stage
    lines: tuple[Line, ...]

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(line.state is State.MET for line in self.lines)

    @property
    def table(self) -> pd.DataFrame:
        """The checklist as a table to be taken away."""
        rows = [(line.sentence, line.state.value, line.figure, line.next_step) for line in self.lines]
        return pd.DataFrame(rows, columns=["Criterion", "Stands", "Figure", "What to do next"])


def of_use_case(session: Session, slug: str, *, today: date) -> Gate | None:
    """Return the next gate of a use case; None at scale, where there is none.

    Raises:
        NotFoundError: there is no such use case.
    """
    use_case = use_cases.get(session, slug)
    following = Stage(use_case.stage).following
    if following is None:
        return None
    return Gate(following, gates.checklist(gate_facts.facts(session, use_case, today=today), following, today=today))
