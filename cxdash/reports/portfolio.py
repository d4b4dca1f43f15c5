"""Every use case as lists, boards and the audit show it: where it stands, who answers, what is shown, what holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function, missing_functions
from cxdash.domain.stages import Stage, Status
from cxdash.domain.traps import Flag, Lack, Standing, Trap, audit
from cxdash.effects.verdict import Verdict
from cxdash.store import freshness, gate_policies, standings
from cxdash.store.standings import Judged, Move, Owner, PilotLine, Step, UseCaseLine, Used

NO_EVIDENCE = "E"
_FROM_BEST = (Verdict.TARGET_MET, Verdict.BETTER, Verdict.NO_CLEAR_CHANGE, Verdict.HARM)
HARM, MASKED = "Harm", "Masked"
TROUBLES = (*(trap.label for trap in Trap), HARM, MASKED)
"""What may hold a use case back, in the words people read."""
NO_TROUBLE = "No trouble"


@dataclass(frozen=True, slots=True)
class Entry:
    """One use case; days are counted up to the day of the question."""

    line: UseCaseLine
    owners: tuple[Owner, ...]
    metrics: tuple[Used, ...]
    steps: tuple[Step, ...]
    pilots: tuple[PilotLine, ...]
    effects: tuple[Judged, ...]
    moves: tuple[Move, ...]
    newest: date | None
    days_in_stage: int | None
    flags: tuple[Flag, ...]
    policy: GatePolicy

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return Stage(self.line.stage)

    @property
    def status(self) -> Status:
        """Whether it is being worked on."""
        return Status(self.line.status)

    @property
    def missing(self) -> tuple[Function, ...]:
        """The required functions nobody answers for."""
        return missing_functions(Function(owner.function) for owner in self.owners)

    @property
    def trouble(self) -> tuple[str, ...]:
        """What holds it back, of ``TROUBLES``; what is not being worked on is in no trap."""
        traps = [flag.trap.label for flag in self.flags] if self.status is Status.ACTIVE else []
        return (*traps, *([HARM] if self.harmed else []), *([MASKED] if self.alarms else []))

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What it cannot be measured without; what is not being worked on lacks nothing."""
        return tuple(lack for flag in self.flags for lack in flag.lacks) if self.status is Status.ACTIVE else ()

    @property
    def shown(self) -> str:
        """What its pilots showed on a primary metric, the best first: ``Target met in 2 of 5 pilots, grade B``."""
        return self._shown(of=" pilots")

    @property
    def shown_in_short(self) -> str:
        """The same as far as a list has room: ``Target met in 2 of 5, grade B``."""
        return self._shown(of="")

    def _shown(self, *, of: str) -> str:
        primary = [effect for effect in self.effects if effect.role == Role.PRIMARY.value]
        judged = self._judged
        if not judged:
            return (
                "Too early to judge" if any(each.verdict == Verdict.TOO_EARLY for each in primary) else "Not measured"
            )
        best = min(judged, key=_rank)
        alike = sum(effect.verdict == best.verdict for effect in judged)
        among = "" if len(judged) == 1 else f" in {alike} of {len(judged)}{of}"
        return f"{best.verdict}{among}, grade\u00a0{best.grade}"

    @property
    def rank(self) -> float | None:
        """Where what is shown stands among others, the best lowest; None where nothing can be judged."""
        ranks = [_rank(effect) for effect in self._judged]
        return min(verdict + (ord(grade) - ord("A")) / 10 for verdict, grade in ranks) if ranks else None

    @property
    def _judged(self) -> list[Judged]:
        return [each for each in self.effects if each.role == Role.PRIMARY.value and each.verdict in _FROM_BEST]

    @property
    def harmed(self) -> tuple[str, ...]:
        """The names of pilots that did harm."""
        return tuple(
            effect.pilot_name
            for effect in self.effects
            if effect.role == Role.PRIMARY.value and effect.verdict == Verdict.HARM
        )

    @property
    def best_grade(self) -> str | None:
        """The strongest evidence on a primary metric, A to D; None where nothing is evidence."""
        grades = [effect.grade for effect in self.effects if effect.role == Role.PRIMARY.value]
        return min((grade for grade in grades if grade != NO_EVIDENCE), default=None)

    @property
    def alarms(self) -> tuple[str, ...]:
        """The alarms of its pilots, each once."""
        return tuple(dict.fromkeys(effect.alarms[0] for effect in self.effects if effect.alarms))

    @property
    def policy_days(self) -> int | None:
        """The longest it should stay in its stage, in days; None at scale."""
        return self.policy.stage_days.get(self.stage)

    def is_in(self, trap: Trap) -> bool:
        """Say whether it is in this trap."""
        return any(flag.trap is trap for flag in self.flags)


def entries(session: Session, *, today: date, only: int | None = None) -> tuple[Entry, ...]:
    """Return every use case that is not archived, by title; or ``only`` the one with this id, the rest unread."""
    owners, metrics = standings.owners(session, only=only), standings.metrics(session, only=only)
    steps, pilots = standings.steps(session, only=only), standings.pilots(session, only=only)
    effects, moves = standings.effects(session, only=only), standings.moves(session, only=only)
    shared, dependents = standings.shared_modules(session, only=only), standings.dependents(session, only=only)
    policy = gate_policies.current(session)
    newest = freshness.by_use_case(freshness.reaches(session, only=only))
    return tuple(
        _entry(
            line,
            owners=owners.get(line.id, ()),
            metrics=metrics.get(line.id, ()),
            steps=steps.get(line.id, ()),
            pilots=pilots.get(line.id, ()),
            effects=effects.get(line.id, ()),
            moves=moves.get(line.id, ()),
            shared_modules=shared.get(line.id, 0),
            dependents=dependents.get(line.id, 0),
            newest=newest.get(line.id),
            policy=policy,
            today=today,
        )
        for line in standings.use_cases(session, only=only)
    )


def narrowed(
    found: Iterable[Entry],
    *,
    site: str | None = None,
    owner: str | None = None,
    metric: str | None = None,
    step: str | None = None,
    stage: Stage | None = None,
    status: Status | None = None,
) -> tuple[Entry, ...]:
    """Return the use cases that fit every filter; site, owner, metric and step are slugs, None asks for nothing."""
    return tuple(
        entry
        for entry in found
        if (site is None or any(pilot.site == site for pilot in entry.pilots))
        and (owner is None or any(each.slug == owner for each in entry.owners))
        and (metric is None or any(each.slug == metric for each in entry.metrics))
        and (step is None or any(each.slug == step for each in entry.steps))
        and stage in (None, entry.stage)
        and status in (None, entry.status)
    )


def _rank(effect: Judged) -> tuple[int, str]:
    return _FROM_BEST.index(Verdict(effect.verdict)), effect.grade


def _entry(  # noqa: PLR0913 one argument per noun that was asked for
    line: UseCaseLine,
    *,
    owners: Sequence[Owner],
    metrics: Sequence[Used],
    steps: Sequence[Step],
    pilots: Sequence[PilotLine],
    effects: Sequence[Judged],
    moves: Sequence[Move],
    shared_modules: int,
    dependents: int,
    newest: date | None,
    policy: GatePolicy,
    today: date,
) -> Entry:
    stage = Stage(line.stage)
    standing = Standing(
        stage=stage,
        stage_since=line.stage_since,
        idea_on=line.idea_on,
        journey_steps=len(steps),
        shared_modules=shared_modules,
        has_primary=any(used.role == Role.PRIMARY.value for used in metrics),
        has_locked_baseline=any(pilot.locked_on for pilot in pilots),
        newest_observation=newest,
        owners=frozenset(Function(owner.function) for owner in owners),
        dependents=dependents,
    )
    order = list(Function)
    return Entry(
        line=line,
        owners=tuple(sorted(owners, key=lambda owner: order.index(Function(owner.function)))),
        metrics=tuple(metrics),
        steps=tuple(steps),
        pilots=tuple(pilots),
        effects=tuple(effects),
        moves=tuple(moves),
        newest=newest,
        days_in_stage=None if line.stage_since is None else (today - line.stage_since).days,
        flags=audit(standing, today=today, policy=policy),
        policy=policy,
    )
