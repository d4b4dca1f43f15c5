"""How ready one use case is for its next gate, what that leaves of its value, and how its levels came about."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, listed
from cxdash.domain.forecast import Forecast, Gap, forecast
from cxdash.domain.readiness import LEVELS, MOST, Dimension
from cxdash.domain.stages import Stage
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import day
from cxdash.reports import likely_value
from cxdash.reports.likely_value import LikelyValue
from cxdash.store import gate_policies, organisation, readiness, use_cases

BAR_COLUMNS = ("dimension", "level", "words", "needs", "state")
MET, SHORT, UNASKED = "ready", "not ready", "not asked for"
HISTORY_COLUMNS = ("When", "Who", "Dimension", "From", "To")


@dataclass(frozen=True)
class Ready:
    """The readiness of a use case.

    Attributes:
        value: what it is likely to be worth a year; None where not known.
        bars: ``dimension``, ``level`` (0 where not judged), ``words``, ``needs`` (None where not asked for), ``state``.
        history: who judged what, the newest first: ``HISTORY_COLUMNS``.
        says: the forecast in a sentence.
        gaps: a sentence for each dimension that is not ready enough, the weakest first.
    """

    forecast: Forecast
    value: LikelyValue | None
    bars: pd.DataFrame
    history: pd.DataFrame
    says: str
    gaps: tuple[str, ...]

    @property
    def title(self) -> str:
        """How many of the needed dimensions are ready."""
        found = self.forecast
        return f"Readiness: {found.ready} of {len(found.needs)} dimensions are as ready as {found.to.value} asks for"


def of_use_case(session: Session, slug: str, *, today: date) -> Ready:
    """Return the readiness of a use case; NotFoundError where there is none."""
    use_case = use_cases.get(session, slug)
    figures, policy = organisation.figures(session), gate_policies.current(session)
    pilots = tuple(pilot.slug for pilot in use_case.pilots if pilot.archived_at is None)
    results = pilot_results.results(session, today=today, slugs=pilots)
    value = likely_value.by_use_case(session, results, {use_case.id: slug}).get(slug)
    judged = readiness.judged(session, only=use_case.id).get(use_case.id, {})
    found = forecast(Stage(use_case.stage), judged, None if value is None else value.amount, policy)
    levels = {dimension: each.level for dimension, each in judged.items()}
    return Ready(
        found,
        value,
        _bars(levels, found),
        _history(session, use_case.id),
        sentence(found, value, figures),
        tuple(gap_words(gap, figures, today=today) for gap in found.gaps),
    )


def sentence(found: Forecast, value: LikelyValue | None, figures: Figures) -> str:
    """Say the forecast: ``Forecast £240k × 1/4 (data is at 1, started) = £60k a year``; or what it lacks."""
    if found.level is None:
        return f"No forecast yet: nobody judged {listed([each.value for each in found.unjudged])}."
    weakest = listed([each.value for each in found.weakest])
    verb = "is" if len(found.weakest) == 1 else "are"
    share = f"{found.level}/{MOST} ({weakest} {verb} at {found.level}, {LEVELS[found.level].lower()})"
    if value is None:
        return f"No forecast yet: what it is worth is not known. It would count × {share}."
    worth, left = figures.money(value.amount), figures.money(found.amount)
    return f"Forecast {worth} × {share} = {left} a year. The {worth} is {value.words}."


def gap_words(gap: Gap, figures: Figures, *, today: date) -> str:
    """Say one gap: how far it is, who closes it, by when and for how much."""
    if gap.level is None:
        return f"{gap.dimension.label} is not judged and has to reach {gap.needs}."
    who = gap.owner or "nobody named"
    when = "no day set" if gap.due is None else f"{'was due' if gap.is_overdue(today) else 'by'} {day(gap.due)}"
    cost = "cost not known" if gap.cost is None else figures.money(gap.cost)
    return f"{gap.dimension.label} is at {gap.level} and has to reach {gap.needs}: {who}, {when}, {cost}."


def _bars(levels: dict[Dimension, int], found: Forecast) -> pd.DataFrame:
    rows = []
    for dimension in Dimension:
        level, needs = levels.get(dimension), found.needs.get(dimension)
        words = "not judged" if level is None else f"{level} {LEVELS[level].lower()}"
        state = UNASKED if needs is None else MET if (level or 0) >= needs else SHORT
        weakest = dimension in found.weakest and (found.level or 0) < MOST
        rows.append((dimension.label, level or 0, f"{words}, the weakest" if weakest else words, needs, state))
    return pd.DataFrame(rows, columns=list(BAR_COLUMNS)).astype({"needs": "Int64"})


def _history(session: Session, use_case_id: int) -> pd.DataFrame:
    rows = [
        (each.at, each.who, each.dimension.label, _level(each.before), _level(each.after))
        for each in readiness.level_changes(session, only=use_case_id)
    ]
    return pd.DataFrame(rows, columns=list(HISTORY_COLUMNS))


def _level(level: int | None) -> str:
    return "not judged" if level is None else f"{level} {LEVELS[level].lower()}"
