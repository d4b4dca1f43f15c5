"""Who else claims a use case's money: pilots on the same people, use cases on the same budget line; what is capped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, listed
from cxdash.domain.yearly_worth import taken
from cxdash.effects.net_value import NetValue
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result
from cxdash.reports.use_case_worth import is_weak, stands_for
from cxdash.store import budget_lines, organisation, use_cases
from cxdash.store.money_tables import BudgetLine

COLUMNS = ("Who", "Claims a year", "Counts a year")


@dataclass(frozen=True)
class Claims:
    """What is claimed more than once.

    Attributes:
        says: who claims the same, and what the cap takes, a sentence each; empty where nobody else claims it.
        rows: the pilots that claim the same people, ``COLUMNS``, amounts in words.
    """

    says: tuple[str, ...]
    rows: pd.DataFrame


def of_use_case(session: Session, slug: str, *, today: date) -> Claims:
    """Return who else claims what a use case claims; NotFoundError where there is none."""
    use_case, figures = use_cases.get(session, slug), organisation.figures(session)
    everybody = pilot_results.results(session, today=today)
    own = [each for each in everybody if each.use_case == slug]
    pairs = [(each, rivals) for each in own if _has_money(each) and (rivals := _rivals(each, everybody))]
    lines = {use.valuation.budget_line.slug for use in use_case.metrics if use.valuation and use.valuation.budget_line}
    says = [_on_people(each, rivals, figures) for each, rivals in pairs]
    says += [_on_line(session, line, everybody, figures) for line in sorted(lines)]
    group = {each.slug: each for one, rivals in pairs for each in (one, *rivals) if _has_money(each)}
    rows = [_row(each, figures) for each in group.values()]
    return Claims(tuple(each for each in says if each), pd.DataFrame(rows, columns=list(COLUMNS)))


def _has_money(each: Result) -> bool:
    return isinstance(each.money, NetValue)


def _rivals(each: Result, everybody: Sequence[Result]) -> list[Result]:
    """Return the other pilots that measure the same of the same people in this one's window."""
    return [
        other
        for other in everybody
        if other.id != each.id
        and each.population
        and other.population == each.population
        and other.metric_id == each.metric_id
        and _share_days(each, other)
    ]


def _share_days(one: Result, other: Result) -> bool:
    if one.goes_live is None or other.goes_live is None:
        return False
    ends, theirs = one.window_ends_before, other.window_ends_before
    return ends is not None and theirs is not None and one.goes_live < theirs and other.goes_live < ends


def _on_people(each: Result, rivals: Sequence[Result], figures: Figures) -> str:
    money = each.money
    if isinstance(money, str):
        return ""
    gone = taken(money.gross_year, counted=money.counted)
    names = listed([other.name for other in rivals])
    also = "measures" if len(rivals) == 1 else "measure"
    cap = f"so that no case counts twice, {figures.money(gone)} a year is taken off" if gone else "nothing had to go"
    return f"{names} {also} the same of {each.population} at the same time as {each.name}: {cap}."


def _on_line(session: Session, slug: str, everybody: Sequence[Result], figures: Figures) -> str:
    """Say who else saves on a budget line, and how much of it together; empty where a line has one claim within it."""
    line, claims = budget_lines.get(session, slug), dict(_claims_on(session, slug, everybody))
    total = sum(claims.values())
    if len(claims) < 2 and total < line.annual_amount:
        return ""
    said = listed([f"{title} {figures.money(amount)}" for title, amount in claims.items()])
    return f"On {line.name}, {figures.money(line.annual_amount)} a year: {said}. {_beyond(total, line, figures)}"


def _beyond(total: float, line: BudgetLine, figures: Figures) -> str:
    if total <= line.annual_amount:
        return f"Together {figures.money(total)}, so there is room for all of it."
    over = figures.money(total - line.annual_amount)
    return f"That is {over} more than is spent there, so no more than {figures.money(line.annual_amount)} counts."


def _claims_on(session: Session, slug: str, everybody: Sequence[Result]) -> Iterator[tuple[str, float]]:
    for user in budget_lines.users(session, slug):
        own = [each for each in everybody if each.use_case == user.use_case]
        metric = next((each.metric.slug for each in own if each.metric and each.metric.name == user.metric), "")
        found = stands_for(own, metric)
        if found is None or isinstance(found.money, str) or is_weak(found):
            continue
        if found.money.gross_year > 0:
            yield user.title, found.money.gross_year


def _row(each: Result, figures: Figures) -> tuple[str, str, str]:
    money = each.money
    if isinstance(money, str):
        return each.name, "–", "–"
    claims = money.gross_year + taken(money.gross_year, counted=money.counted)
    return f"{each.name} ({each.title})", figures.money(claims), figures.money(money.gross_year)
