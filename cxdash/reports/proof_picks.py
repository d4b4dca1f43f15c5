"""The pilots to be told as proof points: the two or three strongest, why each, and why not the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain import proof_picks
from cxdash.domain.figures import Figures, count, listed
from cxdash.domain.proof_evidence import PROVEN
from cxdash.domain.proof_picks import Contender, Stopped
from cxdash.domain.stages import Status
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.effects.net_value import NetValue
from cxdash.effects.shrinkage import Shrunk
from cxdash.effects.verdict import Recommendation
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State, key_of, name_among
from cxdash.reports import compare, effect_words, masked_words
from cxdash.store import organisation, proof_points

COLUMNS = ("Pilot", "Why not", "What to do")


@dataclass(frozen=True, slots=True)
class Pick:
    """A pilot that is proposed: by its slug, with its use case, and why, in a line each."""

    slug: str
    name: str
    title: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class ProofPicks:
    """What is proposed, the strongest first; ``others`` has ``COLUMNS``, a row for every other pilot."""

    headline: str
    picks: tuple[Pick, ...]
    others: pd.DataFrame


def proposed(session: Session, *, today: date, slugs: tuple[str, ...] | None = None) -> ProofPicks:
    """Return which of these pilots (None: all) to make proof points, weighed against every pilot there is.

    Args:
        session: reads.
        today: the day of the question.
        slugs: the pilots to choose from; repetitions elsewhere count for them all the same.
    """
    results, figures = pilot_results.results(session, today=today), organisation.figures(session)
    shrunk = compare.shrunk_among(results)
    asked = [each for each in results if slugs is None or each.slug in slugs]
    told = {(point.pilot_id, point.metric_id) for point in proof_points.of_pilots(session, [each.id for each in asked])}
    contenders = [_contender(each, results, shrunk, told, figures) for each in asked if each.metric is not None]
    by_key = {key_of(each): each for each in asked}
    found = proof_picks.proposed(contenders)
    return ProofPicks(
        headline=_headline(len(found.picks), contenders),
        picks=tuple(_pick(each, by_key[each.key], figures) for each in found.picks),
        others=_others(found.others),
    )


def _contender(
    each: Result,
    among: Sequence[Result],
    shrunk: Mapping[str, Shrunk],
    told: set[tuple[int, int]],
    figures: Figures,
) -> Contender:
    return Contender(
        key=key_of(each),
        name=name_among(each, among),
        group=f"{each.use_case}/{each.metric_id}",
        is_active=Status.ACTIVE is each.status is each.use_case_status,
        is_finished=each.state is State.FINISHED,
        progress=each.progress,
        no_interval="" if each.has_interval else each.why_no_interval,
        verdict=each.verdict.value,
        grade=each.grade.value,
        may_be_funded=each.recommendation is Recommendation.FUND,
        red=each.harmed,
        unsure=tuple(name for name, light in each.guardrails if light.status is not GuardrailStatus.GREEN),
        masked=masked_words.in_money(each.alarms[0], figures) if each.alarms else "",
        likely=compare.likely_net(each, shrunk),
        repeated_at=tuple(_repeated(each, among)),
        is_told=(each.id, each.metric_id) in told,
    )


def _repeated(each: Result, among: Sequence[Result]) -> Iterator[str]:
    """Yield the other sites at which a finished pilot on the same metric showed the same without harm."""
    sites = (
        other.site
        for other in among
        if (other.use_case, other.metric_id) == (each.use_case, each.metric_id)
        and other.state is State.FINISHED
        and other.site not in ("", each.site)
        and other.verdict.value in PROVEN
        and not other.harmed
    )
    yield from dict.fromkeys(sites)


def _pick(found: Contender, result: Result, figures: Figures) -> Pick:
    return Pick(result.slug, found.name, result.title, tuple(_why(found, result, figures)))


def _why(found: Contender, result: Result, figures: Figures) -> Iterator[str]:
    change = effect_words.with_range(result.effect, result.metric, figures)
    yield f"{found.verdict}, grade {found.grade}: {change}"
    money = result.money
    if isinstance(money, NetValue) and found.likely is not None:
        yield (
            f"{figures.money(found.likely)} net is likely over {count(money.horizon_years, 'year')}; nine times in ten "
            f"it is above {figures.money(money.p10)}"
        )
    else:
        yield "No money figure yet" + (f", because {money}" if isinstance(money, str) else "")
    green = len(result.guardrails) - len(found.unsure)
    safe = f"{green} of {count(len(result.guardrails), 'guardrail')} shown to be safe"
    yield safe if result.guardrails else "No guardrail was watched"
    yield f"Repeated at {listed(found.repeated_at)}" if found.repeated_at else "Not repeated elsewhere yet"


def _others(stopped: Sequence[Stopped]) -> pd.DataFrame:
    rows = [(each.contender.name, each.because, each.do) for each in stopped]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _headline(picked: int, contenders: Sequence[Contender]) -> str:
    told = sum(each.is_told for each in contenders)
    beside = f", beside {told} that {'is' if told == 1 else 'are'} one already" if told else ""
    if not picked:
        return f"No pilot can be made a proof point now{beside}"
    what = "a proof point" if picked == 1 else "proof points"
    return f"{count(picked, 'pilot')} of {len(contenders)} can be made {what}{beside}"
