"""A quarter's value in words and tables: realised beside promised, by grade, and what stands apart."""

from collections import Counter

import pandas as pd

from cxdash.domain.figures import Figures, count, percent
from cxdash.judging.pilot_results import Result
from cxdash.reports import effect_words, quarter_value
from cxdash.reports.answer import Answer
from cxdash.reports.quarter_value import Basis, QuarterValue

VALUE_COLUMNS = ("basis", "grade", "pilots", "realised", "low", "high", "promised", "words")


def answer(now: QuarterValue, before: QuarterValue, *, than: str, figures: Figures) -> Answer:
    """Return what the quarter was worth after run cost, beside its promise and the quarter before.

    Args:
        now: the quarter.
        before: the quarter before it.
        than: the name of the quarter before; empty while the quarter is running and cannot be compared.
        figures: how money is written.
    """
    if not now.of(Basis.MEASURED):
        sentence = "No finished pilot has a measured effect, counted cases and a unit value in this quarter."
        return Answer("–", "no measured value", sentence, tuple(_notes(now, figures)))
    net, gross, promised = now.net, now.gross, now.promised
    kept = f"{percent(gross.likely / promised, places=0)} of" if promised > 0 else "against"
    since = "the quarter is still running"
    if than:
        difference = net.likely - before.net.likely
        since = f"{figures.money(abs(difference))} {'more' if difference >= 0 else 'less'} than in {than}"
    sentence = (
        f"{figures.money(gross.likely)} before {figures.money(now.run_cost)} run cost, {kept} the "
        f"{figures.money(promised)} promised on the same cases. After run cost "
        f"{figures.money(net.low)} to {figures.money(net.high)} (95\u00a0%), {since}."
    )
    unit = f"measured, after run cost · {count(len(now.of(Basis.MEASURED)), 'finished pilot')}, grades A to C"
    return Answer(figures.money(net.likely), unit, sentence, tuple(_notes(now, figures)))


def _notes(now: QuarterValue, figures: Figures) -> list[str]:
    notes = ["The effect measured in each window is taken to hold."] if now.earned else []
    if now.of(Basis.WEAK):
        notes.append(f"Apart, grade D: {figures.money(now.totals[Basis.WEAK].likely)} on weak evidence.")
    if now.of(Basis.UNPROVEN):
        notes.append(f"Apart: {figures.money(now.totals[Basis.UNPROVEN].likely)} without an interval, not evidence.")
    if round(now.overlap):
        shared = [each.result.name for each in now.earned if round(each.overlap)]
        notes.append(f"{figures.money(now.overlap)} claimed twice was taken out: {', '.join(shared)}.")
    harmed = [each for each in now.of(Basis.MEASURED) if each.result.harmed and each.counts.likely > 0]
    if harmed:
        amount = figures.money(sum(each.counts.likely for each in harmed))
        whose = _listed([each.result for each in harmed])
        notes.append(f"{amount} of the measured value comes with harm to a guardrail: {whose}.")
    if now.masked:
        notes.append(f"Counted as nothing, because containment masks what customers met: {_listed(now.masked)}.")
    no_cost = [each.result for each in now.earned if each.run_cost is None]
    if no_cost:
        notes.append(f"Run cost not recorded: {_listed(no_cost)}.")
    reasons: dict[str, list[Result]] = {}
    for each, why in now.left_out:
        reasons.setdefault(why, []).append(each)
    left_out = ((why, _listed(whose) if len(whose) < 3 else f"{len(whose)} pilots") for why, whose in reasons.items())
    return [*notes, *(f"Left out, because {why}: {who}." for why, who in left_out)]


def _listed(results: list[Result] | tuple[Result, ...]) -> str:
    return ", ".join(each.name for each in results)


def by_grade(now: QuarterValue, figures: Figures) -> pd.DataFrame:
    """Return a row per grade with what was realised and promised; what stands apart says so in its label."""
    rows = []
    for grade in ("A", "B", "C", "D"):
        earned = [each for each in now.earned if each.result.grade == grade and each.basis is not Basis.UNPROVEN]
        if earned:
            rows.append(_sum_row(now, earned, f"Grade {grade}" + (", apart" if grade == "D" else ""), figures))
    unproven = now.of(Basis.UNPROVEN)
    if unproven:
        rows.append(_sum_row(now, unproven, "No interval, apart", figures))
    return pd.DataFrame(rows, columns=list(VALUE_COLUMNS))


def _sum_row(
    now: QuarterValue, earned: list[quarter_value.Earned], label: str, figures: Figures
) -> tuple[str | int | float, ...]:
    total = now.total_of(earned)
    promised = sum(each.promised or 0.0 for each in earned)
    words = f"{figures.money(total.likely)} of {figures.money(promised)}"
    title = f"{label} · {count(len(earned), 'pilot')}"
    return earned[0].basis.value, title, len(earned), total.likely, total.low, total.high, promised, words


def lines(now: QuarterValue, figures: Figures) -> pd.DataFrame:
    """Return a row per pilot with everything its worth was worked out from, the largest first."""
    rows: list[dict[str, object]] = [
        {
            "Pilot": each.result.name,
            "Grade": each.result.grade.value,
            "Basis": each.basis.value,
            "Realised": round(each.counts.likely),
            "From": round(each.counts.low),
            "To": round(each.counts.high),
            "Promised": None if each.promised is None else round(each.promised),
            "Run cost": None if each.run_cost is None else round(each.run_cost),
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


def finding(now: QuarterValue, figures: Figures) -> str:
    """Say which use case brought the most; empty where nothing is worth anything yet."""
    earned = now.of(Basis.MEASURED)
    if not now.earned:
        return ""
    if not earned:
        return "Nothing measured yet; what is shown stands apart"
    by_use_case: Counter[str] = Counter()
    for each in earned:
        by_use_case[each.result.title] += round(each.counts.likely)
    (title, amount), *_ = by_use_case.most_common(1)
    return f"{title} brought the most: {figures.money(amount)}"
