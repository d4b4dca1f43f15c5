"""Pilots on one scale: how much of its target each attained, raw and shrunk, and which cannot be compared and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count, number, percent
from cxdash.domain.stages import Stage
from cxdash.effects.net_value import NetValue
from cxdash.effects.shrinkage import (
    UNCONFIRMED,
    Attainment,
    Shrunk,
    attainment_of,
    heterogeneity,
    overstatement,
    shrink,
)
from cxdash.effects.verdict import Verdict
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State, day, key_of, name_among, verdict_words
from cxdash.reports import intervals, league, masked_words
from cxdash.reports.intervals import IntervalRow
from cxdash.store import organisation

BESIDE = 9
"""So many pilots stand side by side."""
_DRAWN = (-2.0, 3.0)
"""The shares of the target that a chart shows; a range beyond is cut there, its numbers are in the table."""

_NORMAL = 1.96
_SAID_FROM = 0.005
"""The least overstatement worth a sentence: what rounds to 1 %."""


@dataclass(frozen=True)
class Comparison:
    """The chosen pilots side by side.

    Attributes:
        headline: how many met their target, in a sentence.
        finding: what the attainments show, in a sentence.
        overstated: by how much the raw top three flatter, in a sentence; empty where nothing can be said.
        scale: one row per comparable pilot, the best shrunk attainment first; shares of the target.
        table: one row per pilot and primary metric, as sentences; see ``reports.league``.
        promised: what the best by raw money seem to be worth, and what is likely; empty where nothing can be said.
        without: pilots without an interval, with the end of the sentence “no interval, because …”.
        early: pilots that are planned or in their window, with how far they are.
        slugs: the chosen pilots, the best first.
        offered: slug and name of every pilot that the filters leave, before single ones are picked.
        beside: the first ``BESIDE`` of them as columns, what is known of each as rows.
        masked: chosen pilots whose gain counts for nothing, each by name with the alarm and its reasons.
    """

    headline: str
    finding: str
    overstated: str
    scale: pd.DataFrame
    table: pd.DataFrame
    promised: str
    without: tuple[tuple[str, str], ...]
    early: tuple[tuple[str, str], ...]
    slugs: tuple[str, ...]
    offered: tuple[tuple[str, str], ...]
    beside: pd.DataFrame
    masked: tuple[tuple[str, str, tuple[str, ...]], ...]


def comparison(
    session: Session,
    *,
    today: date,
    site: str | None = None,
    stage: Stage | None = None,
    owner: str | None = None,
    metric: str | None = None,
    pilots: tuple[str, ...] = (),
) -> Comparison:
    """Return the pilots that fit the filters, side by side; ``pilots`` (slugs) picks some of them, none picks all.

    Attainments are shrunk among all finished pilots of the organisation, so that a filter changes what is shown and
    never a pilot's figure.
    """
    everybody = pilot_results.results(session, today=today)
    fitting = pilot_results.narrowed(everybody, site=site, stage=stage, owner=owner, metric=metric)
    chosen = [each for each in fitting if not pilots or each.slug in pilots]
    figures = organisation.figures(session)
    shrunk = shrunk_among(everybody)
    shown = [shrunk[key_of(each)] for each in chosen if key_of(each) in shrunk]
    ranked = sorted(chosen, key=lambda each: -shrunk[key_of(each)].shrunk if key_of(each) in shrunk else float("inf"))
    scale = _scale([each for each in ranked if key_of(each) in shrunk], shrunk)
    slugs, table = tuple(dict.fromkeys(each.slug for each in ranked)), league.table(chosen, shrunk, figures)
    first = [name_among(each, chosen) for each in ranked if each.slug in slugs[:BESIDE]]
    return Comparison(
        headline=_headline(chosen),
        finding=_finding(scale),
        overstated=_overstated(shown),
        scale=scale,
        table=table,
        promised=league.promised(chosen, shrunk, figures),
        without=tuple(
            (each.name, each.why_no_interval)
            for each in chosen
            if each.state is State.FINISHED and not each.has_interval
        ),
        early=tuple((each.name, _waiting(each)) for each in _by_end(chosen)),
        slugs=slugs,
        offered=tuple(dict.fromkeys((each.slug, each.name) for each in fitting)),
        beside=league.side_by_side(table, first),
        masked=_masked(chosen, figures),
    )


def shrunk_among(results: Sequence[Result]) -> dict[str, Shrunk]:
    """Return the attainments of finished pilots drawn towards their common mean, by ``key_of``."""
    return {each.name: each for each in shrink(list(_attainments(results)))}


def _attainments(results: Sequence[Result]) -> Iterator[Attainment]:
    for each in results:
        if each.effect is not None and each.state is State.FINISHED:
            found = attainment_of(key_of(each), each.effect)
            if found is not None:
                yield found


def likely_effect(each: Result, shrunk: Mapping[str, Shrunk]) -> float | None:
    """Return a pilot's effect once all finished pilots are weighed together, positive where it improved.

    None without a shrunk attainment or a target.
    """
    weighed = shrunk.get(key_of(each))
    if weighed is None or weighed.label == UNCONFIRMED or each.effect is None or each.effect.required is None:
        return None
    return weighed.shrunk * each.effect.required


def weighing(session: Session, *, today: date) -> str:
    """Say how finished pilots are weighed together: the method note of the scale."""
    found = list(_attainments(pilot_results.results(session, today=today)))
    if len(found) < 2:
        return "With fewer than two finished pilots there is nothing to weigh together."
    spread = heterogeneity(found)
    half, between = _NORMAL * spread.error, spread.between_variance**0.5
    mean, low, high = (percent(each, places=0) for each in (spread.mean, spread.mean - half, spread.mean + half))
    differ = f"Beyond chance they differ by a standard deviation of {percent(between, places=0)}."
    return (
        f"The {len(found)} finished pilots attained {mean} of their targets on average (95 %: {low} to {high}). "
        f"{differ if between else 'They differ by no more than chance would make them.'} Each is drawn towards that "
        "mean, the further the wider its own interval is and the less the pilots differ: the best of many was also "
        "lucky, and this takes the luck out."
    )


def likely_net(each: Result, shrunk: Mapping[str, Shrunk]) -> float | None:
    """Return the net value over the horizon that is likely once all finished pilots are weighed together.

    In currency, worth of today; None without a shrunk attainment, a target or money.
    """
    weighed = shrunk.get(key_of(each))
    return None if weighed is None or not isinstance(each.money, NetValue) else each.money.at(weighed.shrunk)


def _masked(chosen: Sequence[Result], figures: Figures) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    named = {each.name: each.alarms for each in chosen if each.alarms}
    return tuple(
        (name, masked_words.in_money(banner, figures), tuple(reasons)) for name, (banner, *reasons) in named.items()
    )


def _headline(chosen: Sequence[Result]) -> str:
    finished = [each for each in chosen if each.state is State.FINISHED]
    states = Counter(each.state for each in chosen)
    verdicts = Counter(each.verdict for each in finished)
    if not chosen:
        return "No pilot fits this choice"
    if not finished:
        told = ["No pilot has finished its window yet"]
    else:
        whose = "its" if len(finished) == 1 else "their"
        told = [f"{verdicts[Verdict.TARGET_MET]} of {count(len(finished), 'finished pilot')} met {whose} target"]
    harmed = verdicts[Verdict.HARM]
    if harmed:
        told.append(f"{harmed} did harm")
    if verdicts[Verdict.NOT_MEASURED]:
        told.append(f"{verdicts[Verdict.NOT_MEASURED]} not measured")
    if states[State.RUNNING]:
        told.append(f"{states[State.RUNNING]} still in the window")
    if states[State.PLANNED]:
        told.append(f"{states[State.PLANNED]} not yet live")
    return "; ".join(told)


def _finding(scale: pd.DataFrame) -> str:
    improved = int((scale["low"] > 0).sum())
    return f"The primary metric clearly improved in {improved} of {count(len(scale), 'pilot')}"


def _overstated(shown: Sequence[Shrunk]) -> str:
    if len(shown) == 1 and shown[0].label == UNCONFIRMED:
        return "One finished pilot alone cannot be checked against others: an unconfirmed single result."
    by = overstatement(shown)
    if by is None or len(shown) <= 3 or by < _SAID_FROM:
        return ""
    top = sorted(shown, key=lambda each: each.raw, reverse=True)[:3]
    raw, likely = (sum(sizes) / 3 for sizes in ([each.raw for each in top], [each.shrunk for each in top]))
    return (
        f"The best of many look better than they are: the top three show {percent(raw, places=0)} of their targets, "
        f"about {percent(likely, places=0)} is likely to hold, an overstatement of {percent(by, places=0)}."
    )


def _scale(ranked: Sequence[Result], shrunk: Mapping[str, Shrunk]) -> pd.DataFrame:
    return intervals.table([row for each in ranked for row in _on_the_scale(each, ranked, shrunk[key_of(each)])])


def _on_the_scale(each: Result, among: Sequence[Result], weighed: Shrunk) -> Iterator[IntervalRow]:
    if each.effect is None or each.effect.attainment is None:
        return
    low, raw, high = each.effect.attainment
    ends = [number(end * 100, places=0) for end in (low, high)]
    yield IntervalRow(
        name=name_among(each, among),
        raw=raw,
        low=low,
        high=high,
        likely=weighed.shrunk,
        drawn_low=intervals.within(_DRAWN, low),
        drawn_high=intervals.within(_DRAWN, high),
        target=1.0,
        state=each.verdict.value,
        mark=f"{each.grade.value} · {verdict_words(each)}",
        words=f"{percent(raw, places=0)} of the target ({ends[0]} to {ends[1]})",
        likely_words=f"{percent(weighed.shrunk, places=0)} of the target",
    )


def _waiting(each: Result) -> str:
    """Say how far a pilot is and when its window ends: ``Day 48 of 90, until 2 Jan 2027``."""
    if each.window_ends_before is None or each.state is State.PLANNED:
        return each.progress
    return f"{each.progress}, until {day(each.window_ends_before - timedelta(days=1))}"


def _by_end(chosen: Sequence[Result]) -> list[Result]:
    waiting = [each for each in chosen if each.state is not State.FINISHED]
    return sorted(waiting, key=lambda each: (each.window_ends_before or date.max, each.name))
