"""What a pilot shows on one primary metric today, in the form that a proof point freezes."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.comparisons import Comparison
from cxdash.domain.figures import Figures, count
from cxdash.domain.proof_evidence import Evidence, Light, frozen
from cxdash.effects import change_words
from cxdash.effects.net_value import NetValue
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, State
from cxdash.store import organisation
from cxdash.store.tables import Pilot


def of_pilot(session: Session, pilot: Pilot, metric: str, *, today: date) -> Evidence | None:
    """Return what a stored pilot shows on a primary metric (a slug); None where it is not judged by it."""
    result = pilot_results.one(session, pilot.slug, metric, today=today)
    return None if result is None else evidence(result, pilot, organisation.figures(session))


def evidence(result: Result, pilot: Pilot, figures: Figures) -> Evidence | None:
    """Return a result as it would be frozen; None where it has no metric or no day on which it began."""
    metric, effect = result.metric, result.effect
    if metric is None or result.goes_live is None:
        return None
    money = result.money
    known = money if isinstance(money, NetValue) else None
    return frozen(
        Evidence(
            pilot=result.name,
            site=result.site,
            segment=pilot.segment,
            client=pilot.client,
            metric=metric.name,
            sentence="" if effect is None else effect.sentence,
            change=change_words.with_range(effect, metric, figures),
            verdict=result.verdict.value,
            grade=result.grade.value,
            summary="" if effect is None else effect.summary,
            checksum="" if effect is None else effect.checksum,
            goes_live=result.goes_live,
            window_days=result.window_days,
            is_finished=result.state is State.FINISHED,
            effect=None if effect is None else effect.effect,
            low=None if effect is None else effect.low,
            high=None if effect is None else effect.high,
            required=None if effect is None else effect.required,
            relative=effect is None or effect.relative,
            is_fraction=metric.is_fraction,
            lower_is_better=effect is not None and change_words.sign_of(effect) < 0,
            before=None if effect is None else effect.baseline_mean,
            after=None if effect is None else effect.pilot_mean,
            n_baseline=0 if effect is None else effect.n_baseline,
            n_pilot=0 if effect is None else effect.n_pilot,
            grain="period" if effect is None or effect.grain is None else effect.grain.value,
            comparison=_comparison(pilot),
            accepted_by="" if pilot.comparison_waiver is None else pilot.comparison_waiver.name,
            downgrades=() if effect is None else tuple(each.sentence for each in effect.downgrades),
            guardrails=tuple(Light(name, light.status.value, light.sentence) for name, light in result.guardrails),
            alarms=result.alarms,
            money=() if known is None else (known.p10, known.p50, known.p90),
            money_words=_in_words(money, figures),
        )
    )


def _comparison(pilot: Pilot) -> str:
    kind = Comparison(pilot.comparison)
    return "" if kind is Comparison.NONE else pilot.comparison_label or kind.label


def _in_words(money: NetValue | str, figures: Figures) -> str:
    if isinstance(money, str):
        return money
    low, likely, high = (figures.money(each) for each in (money.p10, money.p50, money.p90))
    return f"{likely} net over {count(money.horizon_years, 'year')} ({low} to {high}, four times in five)"
