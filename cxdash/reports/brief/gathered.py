"""A brief from what is stored: statement, metrics with their baselines, friction, and the closest template."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain import statements, templates
from cxdash.domain.brief import Brief, must_name_nobody, must_pass
from cxdash.domain.figures import count
from cxdash.domain.journeys import annual_cost
from cxdash.domain.metrics import Catalogue, Role
from cxdash.domain.statements import Parts
from cxdash.domain.use_cases import MetricUse
from cxdash.judging.pilot_results import day
from cxdash.reports import library
from cxdash.reports.brief import tries
from cxdash.reports.brief.facts import Baseline, Facts, Measure, Pain
from cxdash.reports.brief.sections import written
from cxdash.store import approaches, baselines, metric_uses, metrics, organisation, use_cases
from cxdash.store.baselines import MeasuredBaseline
from cxdash.store.tables import UseCase

WHAT = "a brief"
_MOST_PILOTS = 4


def brief(session: Session, slug: str, *, today: date) -> Brief:
    """Return the brief of a use case, as of a day.

    Raises:
        NotFoundError: there is no such use case.
        RuleError: its statement does not pass (the sentence says what is missing), or the brief would name a vendor.
    """
    use_case, catalogue = use_cases.get(session, slug), metrics.catalogue(session)
    lint = statements.lint(use_case.statement, catalogue, today=today)
    must_pass(use_case.title, lint, what=WHAT)
    found = written(_facts(session, use_case, lint.parts, catalogue, today=today))
    must_name_nobody(found, approaches.vendors(session, use_case.id))
    return found


def _facts(session: Session, use_case: UseCase, parts: Parts, catalogue: Catalogue, *, today: date) -> Facts:
    steps = tuple(step.name for step in use_case.steps)
    text = f"{use_case.title} {use_case.statement}"
    return Facts(
        title=use_case.title,
        statement=use_case.statement,
        parts=parts,
        organisation=organisation.name(session),
        as_of=today,
        help_mode=use_case.help_mode,
        steps=steps,
        pains=tuple(_pains(use_case)),
        measures=_measures(session, use_case, catalogue),
        tries=tuple(tries.declared(use_case.pilots, today=today)),
        template=templates.nearest(library.every(), catalogue, metric=parts.metric or "", text=text, steps=steps),
        catalogue=catalogue,
        figures=organisation.figures(session),
    )


def _pains(use_case: UseCase) -> Iterator[Pain]:
    steps = {step.id: step.name for step in use_case.steps}
    for each in (point for point in use_case.friction if point.archived_at is None):
        cost = annual_cost(each.monthly_volume, each.failure_rate, each.unit_cost)
        yield Pain(each.name, steps.get(each.step_id, "On the journey"), cost, each.evidence)


def _measures(session: Session, use_case: UseCase, catalogue: Catalogue) -> tuple[Measure, ...]:
    measured = baselines.measured(session, use_case.id)
    order = list(Role)
    uses = sorted(metric_uses.uses_of(use_case), key=lambda use: (order.index(use.role), use.metric))
    return tuple(
        Measure(metric, use, tuple(_baselines(use, measured)))
        for use in uses
        if (metric := catalogue.get(use.metric)) is not None
    )


def _baselines(use: MetricUse, measured: Sequence[MeasuredBaseline]) -> Iterator[Baseline]:
    """Yield what was declared, then what was measured before each pilot went live."""
    if use.baseline is not None:
        yield Baseline(use.baseline, "Declared with the use case")
    own = [each for each in measured if each.metric == use.metric]
    yield from (Baseline(each.mean, _known(each)) for each in own[:_MOST_PILOTS])


def _known(measured: MeasuredBaseline) -> str:
    """Say where and when a baseline was measured."""
    where = f"at {measured.site}" if measured.site else f"for {measured.pilot}"
    starts, ends = measured.starts, measured.ends_before
    when = f"from {day(starts)} to {day(ends)}" if starts is not None and ends is not None else "before go-live"
    return f"Measured {where} {when}, {count(measured.periods, 'period')}"
