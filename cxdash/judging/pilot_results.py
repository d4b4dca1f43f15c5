"""Every pilot with what is known of its effect: the common ground of the pages that judge pilots."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.metrics import Metric
from cxdash.domain.stages import Stage, Status
from cxdash.effects.effect import Effect
from cxdash.effects.grade import Grade
from cxdash.effects.guardrails import GuardrailResult, GuardrailStatus
from cxdash.effects.net_value import NetValue
from cxdash.effects.scrutiny import Scrutiny
from cxdash.effects.verdict import Recommendation, Verdict
from cxdash.store import metrics, pilot_effects
from cxdash.store.once import once
from cxdash.store.pilot_effects import PilotEffect


class State(StrEnum):
    """Where a pilot is in time."""

    PLANNED = "planned"
    RUNNING = "in its window"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A pilot on one primary metric: plan, stored effect and guardrails; None where nothing is known.

    Attributes:
        usage_cost: what is paid for each case; costs are in the organisation's currency.
        unit_value: what one unit of the metric in one case is worth; ``value_source`` is who says so.
        guardrails: metric name and judgement of each.
        alarms: the containment mask's banner and its reasons.
        problem: why no effect could be estimated at all.
        stored: everything kept with the effect, as it is stored; see ``scrutiny``, ``money`` and ``joint``.
    """

    id: int
    slug: str
    name: str
    use_case: str
    title: str
    stage: Stage
    use_case_status: Status
    status: Status
    site: str
    site_slug: str
    client: str
    owners: frozenset[str]
    goes_live: date | None
    window_days: int
    run_in_days: int
    baseline_starts: date | None
    locked_on: date | None
    amended_on: date | None
    comparison: str
    population: str
    run_cost_year: float | None
    one_off_cost: float | None
    usage_cost: float | None
    metric: Metric | None
    metric_id: int | None
    unit_value: float | None
    value_source: str
    effect: Effect | None
    problem: str | None
    guardrails: tuple[tuple[str, GuardrailResult], ...]
    alarms: tuple[str, ...]
    stored: Mapping[str, Any]
    today: date

    @property
    def window_ends_before(self) -> date | None:
        """The first day after the declared window."""
        return None if self.goes_live is None else self.goes_live + timedelta(days=self.window_days)

    @property
    def state(self) -> State:
        """Finished once the window is over and, where there is an effect, its last figures have arrived."""
        if self.goes_live is None or self.goes_live > self.today:
            return State.PLANNED
        is_over = self.window_ends_before is not None and self.window_ends_before <= self.today
        complete = is_over if self.effect is None else self.effect.window_complete
        return State.FINISHED if complete else State.RUNNING

    @property
    def progress(self) -> str:
        """How far the window is: ``Day 41 of 90``, or why it has no day."""
        if self.goes_live is None:
            return "No go-live date"
        if self.goes_live > self.today:
            return f"Goes live on {day(self.goes_live)}"
        gone = (self.today - self.goes_live).days + 1
        if gone <= self.window_days:
            return f"Day {gone} of {self.window_days}"
        return f"Window over since {day(self.goes_live + timedelta(days=self.window_days))}; last figures missing"

    @property
    def verdict(self) -> Verdict:
        """The stored verdict; not measured where there is none."""
        return Verdict.NOT_MEASURED if self.effect is None else self.effect.verdict

    @property
    def grade(self) -> Grade:
        """The stored grade; E where nothing was estimated."""
        return Grade.E if self.effect is None else self.effect.grade

    @property
    def recommendation(self) -> Recommendation | None:
        """What the method suggests; None while there is nothing to suggest."""
        return None if self.effect is None else self.effect.recommendation

    @property
    def has_interval(self) -> bool:
        """Whether the effect may be claimed."""
        return self.effect is not None and self.effect.has_interval

    @property
    def harmed(self) -> tuple[str, ...]:
        """The names of guardrails that are red."""
        return tuple(name for name, light in self.guardrails if light.status is GuardrailStatus.RED)

    @property
    def scrutiny(self) -> Scrutiny:
        """What else should be known of the effect; empty where nothing is stored."""
        kept = self.stored.get("scrutiny")
        return Scrutiny() if kept is None else Scrutiny.from_json(kept)

    @property
    def money(self) -> NetValue | str:
        """What the effect is worth, or the end of the sentence “no money figure, because …”."""
        kept = self.stored.get("net_value")
        if kept is not None:
            return NetValue.from_json(kept)
        return self.stored.get("no_net_value_because") or self.why_no_interval

    @property
    def joint(self) -> str:
        """What pilots on the same people changed together, in a sentence; empty where there is no other pilot."""
        kept = self.stored.get("joint")
        return "" if kept is None else f"{' and '.join(kept['pilots'])} together: {kept['effect']['sentence']}"

    @property
    def why_no_interval(self) -> str:
        """The end of the sentence “no interval, because …”."""
        if self.metric is None:
            return "its use case has no primary metric"
        if self.goes_live is None:
            return "it has no go-live date"
        if self.effect is None:
            return (self.problem or f"no figures of {self.metric.name} were uploaded").rstrip(".")
        return self.effect.no_interval_because or "its window is still running"


def results(session: Session, *, today: date, slugs: tuple[str, ...] | None = None) -> tuple[Result, ...]:
    """Return these pilots (None: all) once for each primary metric, by name; archived ones are left out."""
    return once(session, ("results", today, slugs), lambda: _asked(session, today=today, slugs=slugs))


def _asked(session: Session, *, today: date, slugs: tuple[str, ...] | None) -> tuple[Result, ...]:
    lights: dict[int, list[tuple[str, GuardrailResult]]] = defaultdict(list)
    for light in pilot_effects.guardrails(session, slugs):
        lights[light.pilot_id].append((light.metric, GuardrailResult.from_json(light.result)))
    alarms = pilot_effects.alarms(session, slugs)
    return tuple(
        _result(row, lights=tuple(lights.get(row.pilot.id, ())), alarms=alarms.get(row.pilot.id, ()), today=today)
        for row in pilot_effects.primaries(session, slugs)
    )


def one(session: Session, slug: str, metric: str, *, today: date) -> Result | None:
    """Return a pilot on one primary metric (a slug); None where there is no such pilot or metric."""
    return named(results(session, today=today, slugs=(slug,)), slug, metric)


def named(found: Sequence[Result], slug: str, metric: str) -> Result | None:
    """Return the one of several results that is a pilot on a metric, both by slug."""
    return next(
        (each for each in found if each.slug == slug and each.metric is not None and each.metric.slug == metric), None
    )


def key_of(result: Result) -> str:
    """Tell results apart: a pilot on one metric."""
    return f"{result.id}/{result.metric_id}"


def verdict_words(result: Result) -> str:
    """Return the verdict, with the guardrails that make it harm: a pilot can attain its target and do harm."""
    if result.verdict is not Verdict.HARM or not result.harmed:
        return result.verdict.value
    names = result.harmed
    return f"{result.verdict}: {names[0] if len(names) == 1 else count(len(names), 'guardrail')}"


def name_among(result: Result, among: Sequence[Result]) -> str:
    """Return the pilot's name, with its metric where it is judged by more than one."""
    alone = sum(each.id == result.id for each in among) == 1
    return result.name if alone or result.metric is None else f"{result.name}: {result.metric.name}"


def narrowed(
    found: tuple[Result, ...],
    *,
    site: str | None = None,
    client: str | None = None,
    stage: Stage | None = None,
    owner: str | None = None,
    metric: str | None = None,
) -> tuple[Result, ...]:
    """Return the results that fit every filter; all but client and stage are slugs, None asks for nothing."""
    return tuple(
        each
        for each in found
        if site in (None, each.site_slug)
        and client in (None, each.client)
        and stage in (None, each.stage)
        and (owner is None or owner in each.owners)
        and (metric is None or (each.metric is not None and each.metric.slug == metric))
    )


def day(when: date) -> str:
    """Write a day as people do: ``3 Mar 2026``."""
    return f"{when.day} {when:%b %Y}"


def days_left(until: date, *, today: date) -> str:
    """Say how many days are left: ``in 12 days``."""
    left = (until - today).days
    return "today" if left <= 0 else f"in {count(left, 'day')}"


def _result(
    row: PilotEffect, *, lights: tuple[tuple[str, GuardrailResult], ...], alarms: tuple[str, ...], today: date
) -> Result:
    pilot, use, stored = row
    result = {} if stored is None else stored.result
    estimated = result.get("effect")
    return Result(
        id=pilot.id,
        slug=pilot.slug,
        name=pilot.name,
        use_case=pilot.use_case.slug,
        title=pilot.use_case.title,
        stage=Stage(pilot.use_case.stage),
        use_case_status=Status(pilot.use_case.status),
        status=Status(pilot.status),
        site=pilot.site.name if pilot.site else "",
        site_slug=pilot.site.slug if pilot.site else "",
        client=pilot.client,
        owners=frozenset(owner.person.slug for owner in pilot.use_case.owners),
        goes_live=pilot.goes_live,
        window_days=pilot.window_days,
        run_in_days=pilot.run_in_days,
        baseline_starts=pilot.baseline_starts,
        locked_on=pilot.locked_on,
        amended_on=pilot.amended_on,
        comparison=pilot.comparison_label,
        population=pilot.population,
        run_cost_year=pilot.run_cost_year,
        one_off_cost=pilot.one_off_cost,
        usage_cost=pilot.usage_cost,
        metric=None if use is None else metrics.as_metric(use.metric),
        metric_id=None if use is None else use.metric_id,
        unit_value=None if use is None else use.unit_value,
        value_source="" if use is None else use.value_source,
        effect=None if estimated is None else Effect.from_json(estimated),
        problem=result.get("problem"),
        guardrails=lights,
        alarms=alarms,
        stored=result,
        today=today,
    )
