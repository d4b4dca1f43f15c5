"""A quarter's value in tables: realised beside promised by use case and by grade, and every pilot's line."""

from collections import defaultdict

import pandas as pd

from cxdash.domain.figures import Figures, count
from cxdash.reports import effect_words, quarter_money
from cxdash.reports.earned import Basis, Earned, QuarterValue

_ROWS_SHOWN = 6
COLUMNS = ("basis", "grade", "pilots", "realised", "low", "high", "promised", "words")
NOT_CONFIRMED, MODELLED = "not confirmed", "modelled"
STANDINGS = (Basis.MEASURED.value, NOT_CONFIRMED, Basis.WEAK.value, Basis.UNPROVEN.value, MODELLED)
"""What stands in the number, then what stands apart from it."""
_Row = tuple[str | int | float | None, ...]


def by_use_case(now: QuarterValue, figures: Figures, *, confirmed: bool) -> pd.DataFrame:
    """Return a row per use case, the largest first and the smallest together; what stands apart has rows of its own.

    The columns are those of ``by_grade``; ``grade`` names the use case with its grades, and why it stands apart.
    ``confirmed`` says whether the number counts only what finance confirmed.
    """
    found: dict[str, dict[str, list[Earned]]] = {standing: defaultdict(list) for standing in STANDINGS}
    for each in now.earned:
        found[_standing(each, confirmed=confirmed)][each.result.title].append(each)
    rows: list[_Row] = []
    for standing, by_title in found.items():
        ranked = sorted(by_title.items(), key=lambda pair: -now.total_of(pair[1]).likely)
        rows += [_row(now, its, standing, title, figures) for title, its in ranked[:_ROWS_SHOWN]]
        rest = [each for _, its in ranked[_ROWS_SHOWN:] for each in its]
        if rest:
            rows.append(_row(now, rest, standing, count(len(ranked) - _ROWS_SHOWN, "other use case"), figures))
    if now.modelled:
        amount, pilots = now.modelled_total, len({(each.use_case, each.pilot) for each in now.modelled})
        rows.append((MODELLED, "Modelled, not measured", pilots, amount, None, None, None, figures.money(amount)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _standing(each: Earned, *, confirmed: bool) -> str:
    if each.basis is Basis.MEASURED and confirmed and not each.is_headline:
        return NOT_CONFIRMED
    return each.basis.value


def _row(now: QuarterValue, earned: list[Earned], standing: str, title: str, figures: Figures) -> _Row:
    grades = ", ".join(sorted({each.result.grade.value for each in earned}))
    why = {Basis.MEASURED.value: "", NOT_CONFIRMED: _why(earned)}.get(standing, standing)
    before = "" if standing == Basis.UNPROVEN.value else f"{grades} · "
    label = before + ", ".join(filter(None, [title, why]))
    return _sum_row(now, earned, standing, label, figures)


def _why(earned: list[Earned]) -> str:
    """Say why measured gains stand apart: in the words of all of them, or that they are not confirmed."""
    found = {quarter_money.standing(each) for each in earned}
    return found.pop() if len(found) == 1 else NOT_CONFIRMED


def by_grade(now: QuarterValue, figures: Figures) -> pd.DataFrame:
    """Return a row per grade with what was realised and promised; what stands apart says so in its label."""
    rows = []
    for grade in ("A", "B", "C", "D"):
        earned = [each for each in now.earned if each.result.grade == grade and each.basis is not Basis.UNPROVEN]
        if earned:
            label = f"Grade {grade}" + (", apart" if grade == "D" else "")
            label += f" · {count(len(earned), 'pilot')}"
            rows.append(_sum_row(now, earned, earned[0].basis.value, label, figures))
    unproven = now.of(Basis.UNPROVEN)
    if unproven:
        label = f"No interval, apart · {count(len(unproven), 'pilot')}"
        rows.append(_sum_row(now, unproven, Basis.UNPROVEN.value, label, figures))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _sum_row(now: QuarterValue, earned: list[Earned], standing: str, label: str, figures: Figures) -> _Row:
    total = now.total_of(earned)
    promised = sum(each.promised or 0.0 for each in earned)
    words = f"{figures.money(total.likely)} of {figures.money(promised)}"
    return standing, label, len(earned), total.likely, total.low, total.high, promised, words


def trails(now: QuarterValue) -> tuple[tuple[str, str], ...]:
    """Return pilot and metric, both slugs, of each row of ``lines``."""
    found = [each.result for each in now.earned] + [each for each, _ in now.left_out]
    return tuple((each.slug, "" if each.metric is None else each.metric.slug) for each in found)


def lines(now: QuarterValue, figures: Figures) -> pd.DataFrame:
    """Return a row per pilot with everything its worth was worked out from, the largest first."""
    rows: list[dict[str, object]] = [
        {
            "Pilot": each.result.name,
            "Grade": each.result.grade.value,
            "Basis": each.basis.value,
            "Class of money": "in the headline" if each.is_headline else quarter_money.standing(each),
            "Realised": round(each.counts.likely),
            "From": round(each.counts.low),
            "To": round(each.counts.high),
            "Promised": None if each.promised is None else round(each.promised),
            "Taken out": round(each.overlap),
            "Run cost": None if each.run_cost is None else round(each.run_cost),
            "Run cost is": each.run_cost_basis,
            "Effect (95 %)": effect_words.with_range(each.result.effect, each.result.metric, figures),
            "Cases": round(each.volume),
            "Unit value": each.result.unit_value,
            "Source of the unit value": each.result.value_source or "not named",
            "Use case": each.result.title,
        }
        for each in now.earned
    ]
    rows += [
        {"Pilot": each.name, "Use case": each.title, "Basis": f"left out: {why}", "Grade": each.grade.value}
        for each, why in now.left_out
    ]
    return pd.DataFrame(rows)
