"""How the questions of pages grow: asked of a million observations and of 20 thousand that show the same."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks import portfolios
from benchmarks.portfolios import LARGE, OF_PILOTS, QUARTER, TODAY, USE_CASE, Portfolio
from benchmarks.timing import interleaved
from cxdash.domain.periods import Grain
from cxdash.reports import (
    choices,
    compare,
    evidence,
    funnel,
    monitoring,
    one_pilot,
    plan_history,
    this_quarter,
    uploads,
    use_case_figures,
    use_case_list,
    use_cases,
)
from cxdash.reports import metrics as metric_reports
from cxdash.reports.use_case_list import Asked
from cxdash.store import freshness, metrics, pilot_cells, pilot_effects, standings

_ROUNDS = 11
_AT_ONCE = 12
"""How many pilots are drawn side by side."""
Question = Callable[[Session, Portfolio], object]


def _cells_by_week(session: Session, held: Portfolio) -> object:
    ids = metrics.ids(session)
    return pilot_cells.by_period(session, list(held.pilots.values())[:_AT_ONCE], [ids[slug] for slug in OF_PILOTS])


def _over_time(session: Session, _: Portfolio) -> object:
    """Ask for the pilot's total and its comparison, month by month; both portfolios name these alike."""
    names = use_case_figures.lines(session, USE_CASE).names[OF_PILOTS[0]]
    shown = tuple(each for each in names if not any(segment in each for segment in LARGE.segments))
    return use_case_figures.over_time(session, USE_CASE, OF_PILOTS[0], shown, Grain.MONTH)


QUESTIONS: Mapping[str, Question] = {
    # what pages ask
    "choices": lambda session, _: choices.offered(session),
    "this_quarter": lambda session, _: this_quarter.quarterly(session, QUARTER, today=TODAY),
    "compare": lambda session, _: compare.comparison(session, today=TODAY),
    "side_by_side": lambda session, held: one_pilot.small(session, tuple(held.pilots)[:_AT_ONCE], today=TODAY),
    "one_pilot": lambda session, held: one_pilot.opened(session, min(held.pilots), today=TODAY),
    "method_of_effect": lambda session, held: evidence.reasons(session, min(held.pilots), OF_PILOTS[0], today=TODAY),
    "control_chart": lambda session, held: monitoring.monitored(session, min(held.pilots), OF_PILOTS[0], today=TODAY),
    "plan_history": lambda session, held: plan_history.of_pilot(session, min(held.pilots), OF_PILOTS[0], today=TODAY),
    "funnel": lambda session, _: funnel.seen(session, today=TODAY),
    "use_cases": lambda session, _: use_case_list.whole(session, today=TODAY).fitting(Asked()),
    "one_use_case": lambda session, _: use_cases.opened(session, USE_CASE, today=TODAY),
    "figures_of_use_case": lambda session, _: use_case_figures.lines(session, USE_CASE),
    "figures_over_time": _over_time,
    "metrics": lambda session, _: metric_reports.listed(session),
    "one_metric": lambda session, _: metric_reports.opened(session, OF_PILOTS[0]),
    "imports": lambda session, _: uploads.history(session),
    "known_names": lambda session, _: uploads.known_names(session),
    # what these ask of the store, where it could grow
    "store_cells_by_week": _cells_by_week,
    "store_cells_of_quarter": lambda session, _: pilot_cells.of_quarters(session, [portfolios.quarter_day()]),
    "store_reaches": lambda session, _: freshness.reaches(session),
    "store_pilots": lambda session, _: standings.pilots(session),
    "store_effects": lambda session, _: standings.effects(session),
    "store_primaries": lambda session, _: pilot_effects.primaries(session),
    "store_guardrails": lambda session, _: pilot_effects.guardrails(session),
}


def measure(folder: Path) -> dict[str, float]:
    """Return by which factor each question takes longer of the million (``growth_…``), in processor seconds."""
    held = portfolios.both(folder)
    return {f"growth_{name}": _factor(question, *held) for name, question in QUESTIONS.items()}


def _factor(question: Question, small: Portfolio, large: Portfolio) -> float:
    took = interleaved(
        {"small": lambda: _asked(question, small), "large": lambda: _asked(question, large)}, rounds=_ROUNDS
    )
    return took["large"] / took["small"]


def _asked(question: Question, held: Portfolio) -> object:
    with held.database.reading() as session:
        return question(session, held)
