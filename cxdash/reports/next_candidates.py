"""Every use case that is being worked on as a candidate for a quarter to come: worth, readiness, evidence and cost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count, listed
from cxdash.domain.forecast import Forecast, forecast
from cxdash.domain.metrics import Catalogue
from cxdash.domain.money import Span
from cxdash.domain.next_quarter import Candidate, additional, evidence_share
from cxdash.domain.periods import Period
from cxdash.domain.stages import Stage, Status
from cxdash.effects.grade import Grade
from cxdash.effects.net_value import NetValue
from cxdash.effects.shrinkage import Shrunk
from cxdash.judging import gates, pilot_results
from cxdash.judging.gates import Gate
from cxdash.judging.pilot_results import Result, State, key_of
from cxdash.reports import compare, likely_value, masked_words, next_costs, quarter_value
from cxdash.reports.quarter_value import Basis
from cxdash.store import at_gates, defined, gate_policies, metrics, money_policies, organisation, readiness
from cxdash.store.defined import Declared
from cxdash.store.tables import UseCase

NO_GRADE = Grade.E.value
_GOOD = frozenset({Grade.A, Grade.B, Grade.C})
_OF_READINESS = frozenset({"ready_to_pilot", "ready_to_scale"})
_COUNTED = frozenset({Basis.MEASURED, Basis.WEAK})


@dataclass(frozen=True, slots=True)
class Valued:
    """A year's benefit at full use, gross, in currency; what it rests on, and of which grade (E: promised only)."""

    a_year: Span
    grade: str
    words: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A candidate with what people ask about it.

    Attributes:
        value: what its potential rests on; None where nobody can say what it is worth.
        ready: how far each needed dimension is.
        cost_words: where its cost comes from; "" where it is not known.
        needs: what it needs first, in a short sentence.
    """

    candidate: Candidate
    stage: Stage
    value: Valued | None
    ready: Forecast
    cost_words: str
    needs: str


def offered(
    session: Session, quarter: Period, *, before: Period, today: date, site: str | None = None
) -> list[Offered]:
    """Return the active use cases as candidates for a quarter, in as many queries for many as for one.

    Args:
        session: reads.
        quarter: the one to come.
        before: the last one that is over, whose realised value is in the books already.
        today: the day of the question.
        site: a slug; keeps the use cases that have a pilot there.
    """
    results = pilot_results.results(session, today=today)
    shrunk, policy = compare.shrunk_among(results), money_policies.current(session)
    figures = organisation.figures(session)
    own = _by_use_case(results)
    realised = _realised(session, results, before)
    declared, catalogue = defined.primaries(session), metrics.catalogue(session)
    judged, levels, gate_policy = (
        gates.gates(session, today=today),
        readiness.judged(session),
        gate_policies.current(session),
    )
    active = [each for each in at_gates.every(session) if Status(each.status) is Status.ACTIVE and _is_at(each, site)]
    costs = next_costs.of_quarter(session, active, quarter)
    found = []
    for each in active:
        value = _measured(own.get(each.slug, ()), shrunk) or _promised(declared.get(each.id, ()), catalogue)
        ready = forecast(Stage(each.stage), levels.get(each.id, {}), None, gate_policy)
        cost = costs.get(each.slug)
        candidate = Candidate(
            slug=each.slug,
            title=each.title,
            potential=None if value is None else additional(value.a_year, realised=realised.get(each.slug, 0.0)),
            evidence=evidence_share(Stage(each.stage), grade=NO_GRADE if value is None else value.grade, policy=policy),
            level=ready.level,
            cost=None if cost is None else cost.amount,
            no_outcome=_no_outcome(judged[each.slug]),
            held=_held(judged[each.slug], own.get(each.slug, ()), figures),
        )
        found.append(
            Offered(
                candidate,
                Stage(each.stage),
                value,
                ready,
                cost_words="" if cost is None else cost.words,
                needs=_needs(judged[each.slug], ready),
            )
        )
    return found


def _by_use_case(results: Iterable[Result]) -> Mapping[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    for each in results:
        found.setdefault(each.use_case, []).append(each)
    return found


def _is_at(use_case: UseCase, site: str | None) -> bool:
    sites = {pilot.site.slug for pilot in use_case.pilots if pilot.archived_at is None and pilot.site is not None}
    return site is None or site in sites


def _realised(session: Session, results: Sequence[Result], before: Period) -> Mapping[str, float]:
    """Return what use cases brought in the last whole quarter, gross, as far as an interval shows it."""
    (value,) = quarter_value.values(session, results, (before,))
    found: dict[str, float] = {}
    for each in value.earned:
        if each.basis in _COUNTED:
            found[each.result.use_case] = found.get(each.result.use_case, 0.0) + each.counts.likely
    return found


def _measured(results: Sequence[Result], shrunk: Mapping[str, Shrunk]) -> Valued | None:
    """Return the middle of what finished pilots would bring a year, of each metric; None where none has money.

    Each pilot counts by its likely effect, drawn towards what all pilots have in common. Pilots of grade D count only
    where there is nothing better; the grade is the middle one, of two the weaker.
    """
    priced = [each for each in results if each.state is State.FINISHED and isinstance(each.money, NetValue)]
    used = [each for each in priced if each.grade in _GOOD] or [each for each in priced if each.grade is Grade.D]
    if not used:
        return None
    by_metric: dict[int | None, list[Span]] = {}
    for each in used:
        by_metric.setdefault(each.metric_id, []).append(_a_year(each, shrunk.get(key_of(each))))
    ends = (
        sum(median(getattr(span, end) for span in spans) for spans in by_metric.values())
        for end in ("likely", "low", "high")
    )
    grades = sorted(each.grade.value for each in used)
    words = "measured in one pilot" if len(used) == 1 else f"the middle of {count(len(used), 'measured pilot')}"
    return Valued(Span(*ends), grades[len(grades) // 2], words)


def _a_year(each: Result, weighed: Shrunk | None) -> Span:
    """Return what a pilot's effect brings a year at full use: the likely effect, else as it was measured."""
    gross = each.money.gross_year if isinstance(each.money, NetValue) else 0.0
    effect = each.effect
    if weighed is not None and weighed.raw:
        return Span(weighed.shrunk, *sorted((weighed.low, weighed.high))).times(gross / weighed.raw)
    if effect is None or not effect.effect or effect.low is None or effect.high is None:
        return Span(gross, gross, gross)
    return Span(effect.effect, effect.low, effect.high).times(gross / effect.effect)


def _promised(declared: Iterable[Declared], catalogue: Catalogue) -> Valued | None:
    """Return what targets promise a year: nothing of it may come, so the range begins there."""
    amount = likely_value.promised(declared, catalogue)
    return None if amount is None else Valued(Span(amount, 0.0, amount), NO_GRADE, "promised by its target")


def _no_outcome(gate: Gate) -> str:
    facts = gate.facts
    if not facts.primaries:
        return "It has no primary metric: name the business outcome that it is to improve."
    return facts.firewall


def _held(gate: Gate, results: Iterable[Result], figures: Figures) -> str:
    """Say what forbids putting money on a use case: harm that goes on, a mask, an earlier gate that is open again."""
    if gate.facts.red:
        pilot, guardrails = next(iter(gate.facts.red.items()))
        return f"{listed(guardrails)} got worse in {pilot}. End the harm first."
    masked = next((each for each in results if each.alarms and each.status is Status.ACTIVE), None)
    if masked is not None:
        return f"{masked.name}: {masked_words.in_money(masked.alarms[0], figures)}"
    return gate.reopened[0].words if gate.reopened else ""


def _needs(gate: Gate, ready: Forecast) -> str:
    """Say what keeps the next gate shut, the first of it by name."""
    if gate.to is None:
        return "Nothing: it runs at scale"
    if not gate.blocking:
        return f"The decision at the gate to {gate.to.value}"
    first, further = gate.blocking[0], len(gate.blocking) - 1
    words = first.sentence.rstrip(".")
    if first.code in _OF_READINESS and ready.gaps and ready.gaps[0].level is not None:
        gap = ready.gaps[0]
        words = f"{gap.dimension.label} from {gap.level} to {gap.needs}"
        further += len(ready.gaps) - 1
    return words + (f", and {further} more" if further else "")
