"""Use cases created, edited and archived under the product's rules, whoever asks: page, tracker or command line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import modules, names, pilots, plans, statuses
from cxdash.domain import locks
from cxdash.domain.actions import Action
from cxdash.domain.archives import check_current
from cxdash.domain.errors import RuleError
from cxdash.domain.merging import merged
from cxdash.domain.metrics import Catalogue
from cxdash.domain.modules import Part
from cxdash.domain.names import tidy
from cxdash.domain.ownership import Function
from cxdash.domain.plan_differences import Difference
from cxdash.domain.plans import Content
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import MetricUse, UseCaseValues, check_use_case
from cxdash.store import audit, metric_uses, metrics, named, use_cases
from cxdash.store.schema import now
from cxdash.store.tables import (
    Ownership,
    Pilot,
    StageMove,
    UseCase,
    UseCaseMetric,
    UseCaseModule,
    UseCaseStep,
)


@dataclass(frozen=True)
class Standing:
    """Where a new use case already stands when it is first recorded, and the days it entered each stage."""

    stage: Stage = Stage.IDEA
    entered: Mapping[Stage, date] = field(default_factory=dict)


def values_of(use_case: UseCase) -> UseCaseValues:
    """Return what a person may edit about a stored use case."""
    return UseCaseValues(
        title=use_case.title,
        statement=use_case.statement,
        status=Status(use_case.status),
        idea_on=use_case.idea_on,
        help_mode=use_case.help_mode,
        notes=use_case.notes,
        owners={Function(owner.function): owner.person.name for owner in use_case.owners},
        steps=tuple(sorted(step.name for step in use_case.steps)),
        modules=tuple(sorted(module.name for module in use_case.modules)),
        metrics=metric_uses.uses_of(use_case),
    )


def values(session: Session, slug: str) -> UseCaseValues:
    """Return what a person may edit about a use case; NotFoundError where there is none."""
    return values_of(use_cases.get(session, slug))


def create(session: Session, values: UseCaseValues, *, standing: Standing | None = None) -> UseCase:
    """Store a new use case; RuleError when its values break a rule."""
    metric_uses.hold(session, [use.metric for use in values.metrics])
    check_use_case(values, metrics.catalogue(session))
    stands = standing or Standing()
    use_case = UseCase(
        slug=names.free_slug(session, UseCase, values.title),
        title=values.title,
        stage=stands.stage.value,
        status=values.status.value,
    )
    session.add(use_case)
    session.flush()
    _store(session, use_case, values)
    _enter_stages(use_case, stands)
    session.flush()
    return use_case


def edit(
    session: Session, slug: str, *, seen: UseCaseValues, wanted: UseCaseValues, today: date, reason: str = ""
) -> UseCase:
    """Carry a person's edit into what is stored now; where it amends locked plans each gets a further version.

    Args:
        slug: which use case.
        seen: the values as the person had them on the screen.
        wanted: the values as the person wants them.
        today: the day an amendment of locked plans is dated.
        reason: why the status changes, or metrics by which locked plans are judged; kept in the log and with versions.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: the values break a rule, such as the metric firewall; status or locked plans change without a reason.
        NotAllowedError: status or locked plans would change, and the person may not do that.
        NotFoundError: there is no such use case.
    """
    metric_uses.hold(session, [use.metric for use in wanted.metrics])
    use_case = use_cases.get(session, slug)
    named.hold(session, UseCase, [use_case.id])  # who edits another field at this moment goes first, and both stay
    stored, catalogue = values_of(use_case), metrics.catalogue(session)
    result = merged(f"“{use_case.title}”", seen=seen, wanted=wanted, stored=stored)
    check_use_case(result, catalogue)
    amended = amended_plans(use_case, result.metrics, catalogue)
    if amended:
        _say_why(session, amended[0], reason)
    _store(session, use_case, result)
    if result.status is not stored.status:
        statuses.enter(session, use_case, result.status, today=today, reason=reason)
    session.flush()
    for plan in amended:
        plan.pilot.amended_on = today
        plans.amend(session, plan.pilot, plan.after, today=today, reason=reason)
    session.flush()
    session.expire(use_case)
    return use_case


def _say_why(session: Session, amended: "AmendedPlan", reason: str) -> None:
    """Give the reason of an amendment to the log; RuleError without one, NotAllowedError by whom it may not be."""
    audit.person_of(session).must_be_allowed(Action.PLAN_AMEND)
    if not reason.strip():
        raise amended.refusal
    session.info["reason"] = reason.strip()


@dataclass(frozen=True, slots=True)
class AmendedPlan:
    """A locked plan of a pilot that other metrics of its use case would amend."""

    pilot: Pilot
    before: Content
    after: Content
    differences: tuple[Difference, ...]

    @property
    def refusal(self) -> RuleError:
        """What to say where no reason is given."""
        return locks.refusal(self.pilot.name, self.before, self.differences)


def amended_plans(use_case: UseCase, uses: Sequence[MetricUse], catalogue: Catalogue) -> list[AmendedPlan]:
    """Return the locked plans that a use case's pilots have and that these metrics would amend."""
    stored, found = metric_uses.uses_of(use_case), []
    for pilot in use_case.pilots:
        if pilot.locked_on is None or pilot.archived_at is not None or stored == tuple(uses):
            continue
        values = pilots.values_of(pilot)
        before, after = (locks.content(values, side, catalogue) for side in (stored, uses))
        differences = locks.amended_by(before, after)
        if differences:
            found.append(AmendedPlan(pilot, before, after, differences))
    return found


def archive(session: Session, slug: str) -> None:
    """Take a use case out of every list; its figures, log and links stay. RuleError where it is out of them already."""
    use_case = use_cases.get(session, slug)
    named.hold(session, UseCase, [use_case.id])
    check_current(use_case.title, use_case.archived_at)
    use_case.archived_at = now()


def bring_back(session: Session, slug: str) -> None:
    """Put an archived use case back into the lists, under the rules that hold today; it is joined to none any more.

    Raises:
        RuleError: it is not archived, breaks a rule such as the metric firewall, or creates what another one created.
        NotFoundError: there is no such use case.
    """
    use_case = use_cases.get(session, slug)
    if use_case.archived_at is None:
        raise RuleError(f"“{use_case.title}” is not archived, so there is nothing to bring back.")
    values = values_of(use_case)
    metric_uses.hold(session, [use.metric for use in values.metrics])
    check_use_case(values, metrics.catalogue(session))
    use_case.archived_at = use_case.joined_into_id = None
    session.flush()
    created = [link.module_id for link in use_case.module_links if link.part == Part.CREATES.value]
    modules.check_one_creator(session, created, asking=use_case)


def _store(session: Session, use_case: UseCase, values: UseCaseValues) -> None:
    use_case.title = tidy(values.title)
    use_case.statement = values.statement.strip()
    use_case.idea_on = values.idea_on
    use_case.help_mode = values.help_mode
    use_case.notes = values.notes
    _store_owners(session, use_case, values.owners)
    _store_metrics(session, use_case, values.metrics)
    steps = {link.step_id: link for link in use_case.step_links}
    wanted_steps = {step.id: step for step in names.steps_named(session, values.steps)}
    names.bring_back(session, (step for number, step in wanted_steps.items() if number not in steps))
    use_case.step_links = [steps.get(each) or UseCaseStep(step_id=each) for each in wanted_steps]
    links = {link.module_id: link for link in use_case.module_links}
    known = {module.id for module in named.current_modules(session)}
    wanted_modules = {module.id: module for module in names.modules_named(session, values.modules)}
    names.bring_back(session, (module for number, module in wanted_modules.items() if number not in links))
    use_case.module_links = [
        links.get(each) or UseCaseModule(module_id=each, part=_part(each, known)) for each in wanted_modules
    ]


def _part(module_id: int, known: Collection[int]) -> str:
    """Say what a use case does with a module: one that nobody named before is created by it."""
    return (Part.REUSES if module_id in known else Part.CREATES).value


def _store_owners(session: Session, use_case: UseCase, owners: Mapping[Function, str]) -> None:
    wanted = {function.value: names.person_named(session, name).id for function, name in owners.items() if name.strip()}
    kept = [owner for owner in use_case.owners if owner.function in wanted]
    for owner in kept:
        owner.person_id = wanted.pop(owner.function)
    use_case.owners = [*kept, *(Ownership(function=function, person_id=each) for function, each in wanted.items())]


def _store_metrics(session: Session, use_case: UseCase, uses: tuple[MetricUse, ...]) -> None:
    ids = metrics.ids(session)
    wanted = {ids[use.metric]: use for use in uses}
    rows = {row.metric_id: row for row in use_case.metrics if row.metric_id in wanted}
    for metric_id, use in wanted.items():
        row = rows.setdefault(metric_id, UseCaseMetric(metric_id=metric_id, role=use.role.value))
        _fill(row, use)
    use_case.metrics = [rows[metric_id] for metric_id in wanted]


def _fill(row: UseCaseMetric, use: MetricUse) -> None:
    row.role = use.role.value
    row.target_kind = use.target.kind.value if use.target else None
    row.target_size = use.target.size if use.target else None
    row.baseline = use.baseline
    row.margin = use.margin
    row.unit_value = use.unit_value
    row.unit_value_low = use.unit_value_low
    row.unit_value_high = use.unit_value_high
    row.annual_volume = use.annual_volume
    row.value_source = use.value_source
    row.margin_relative = use.margin_relative


def _enter_stages(use_case: UseCase, standing: Standing) -> None:
    """Record the days a use case entered its stages, so that its way shows from the first day."""
    earlier: Stage | None = None
    for stage in Stage:
        day = standing.entered.get(stage)
        if stage.position > standing.stage.position or day is None:
            continue
        use_case.moves.append(StageMove(from_stage=earlier, to_stage=stage.value, moved_on=day, reason="As recorded"))
        use_case.stage_since = day if stage is standing.stage else use_case.stage_since
        earlier = stage
    use_case.idea_on = use_case.idea_on or standing.entered.get(Stage.IDEA)
