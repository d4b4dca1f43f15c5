"""The next gate of a use case as a page shows it and as it is taken away."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.gates import Line
from cxdash.judging import gates
from cxdash.judging.gates import Gate

COLUMNS = ("Criterion", "Weight", "Stands", "Figure", "What to do next", "Waiver")


def of_use_case(session: Session, slug: str, *, today: date) -> Gate:
    """Return the next gate of a use case, judged from what is stored; NotFoundError where there is no use case."""
    return gates.gate(session, slug, today=today)


def table(gate: Gate) -> pd.DataFrame:
    """Return the checklist as a table to be taken away."""
    return lines_table(gate.lines)


def lines_table(lines: Sequence[Line]) -> pd.DataFrame:
    """Return criteria, of today or as they were frozen, as a table to be taken away."""
    rows = [
        (line.sentence, line.weight.value, line.state.value, line.figure, line.next_step, line.waived) for line in lines
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
