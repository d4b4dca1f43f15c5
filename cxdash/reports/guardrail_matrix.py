"""Pilots and their guardrails by what each light shows, with a symbol and a word so that colour is not needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count, listed
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result

WORDS = {
    GuardrailStatus.RED: "✗ Worse",
    GuardrailStatus.AMBER: "? Not sure",
    GuardrailStatus.GREEN: "✓ Safe",
    GuardrailStatus.UNKNOWN: "· No figures",
}


@dataclass(frozen=True)
class GuardrailMatrix:
    """A row per pilot that watches anything, the most harmful first; a column per light, with the guardrails."""

    finding: str
    table: pd.DataFrame


def of_pilots(session: Session, slugs: tuple[str, ...], *, today: date) -> GuardrailMatrix:
    """Return the guardrails of these pilots."""
    chosen = set(slugs)
    by_id = {each.id: each for each in pilot_results.results(session, today=today) if each.slug in chosen}
    watching = sorted((each for each in by_id.values() if each.guardrails), key=lambda each: (_harm(each), each.name))
    shown = {light.status for each in watching for _, light in each.guardrails}
    lights = [status for status in WORDS if status in shown]
    rows = [(each.name, *(_names(each, status) for status in lights)) for each in watching]
    columns = ["Pilot", *(WORDS[status] for status in lights)]
    return GuardrailMatrix(_finding(list(by_id.values()), watching), pd.DataFrame(rows, columns=columns))


def _names(each: Result, status: GuardrailStatus) -> str:
    names = [name for name, light in each.guardrails if light.status is status]
    return listed(names) if names else ""


def _harm(each: Result) -> tuple[int, int]:
    lights = [light.status for _, light in each.guardrails]
    return -lights.count(GuardrailStatus.RED), -lights.count(GuardrailStatus.AMBER)


def _finding(every: Sequence[Result], watching: Sequence[Result]) -> str:
    harmed = sum(bool(each.harmed) for each in watching)
    unwatched = len(every) - len(watching)
    said = (
        f"{harmed} of {count(len(watching), 'pilot')} harmed what {'it' if len(watching) == 1 else 'they'} had to guard"
        if watching
        else "No guardrail"
    )
    return said + (f"; {unwatched} without a judged guardrail" if unwatched else "")
