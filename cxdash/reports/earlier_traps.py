"""Which traps each use case was in on earlier days, from dated facts and the log; what nobody knows is left open."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.metrics import Role
from cxdash.domain.modules import Part
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage, Status
from cxdash.domain.traps import Standing, Trap, audit
from cxdash.store import freshness_then, gate_policies, replay, standings, trap_facts
from cxdash.store.replay import Then
from cxdash.store.standings import Move
from cxdash.store.trap_facts import Dated

FROM_THE_LOG = frozenset({Trap.ISOLATED, Trap.UNOWNED})
"""Traps that only the log tells of: whom and what a use case had is not dated."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """A use case that was being worked on, on a day.

    Attributes:
        traps: those it was in.
        is_recorded: whether it was recorded here by then; before, nothing is known of ``FROM_THE_LOG``.
    """

    title: str
    traps: frozenset[Trap]
    is_recorded: bool


def on_days(session: Session, days: Sequence[date]) -> Mapping[date, tuple[OnDay, ...]]:
    """Return every use case that was active at the end of each day, judged by today's policy; archived ones left out.

    It asks the database as often for a year as for ten.
    """
    policy, moves = gate_policies.current(session), standings.moves(session)
    dated, locks = trap_facts.use_cases(session), trap_facts.locks(session)
    now, then = replay.on(session, days)
    newest = freshness_then.newest_on(session, days)
    grounds = {day: _ground(policy, then[day], now, newest[day]) for day in days}
    return {
        day: tuple(
            _judged(
                each,
                day,
                grounds[day],
                moves=moves.get(each.id, ()),
                locked=any(lock <= day for lock in locks.get(each.id, ())),
            )
            for each in dated
            if was_active(each, then[day], day) and place(each, moves.get(each.id, ()), day) is not None
        )
        for day in days
    }


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all use cases of a day are judged by, each by the id of its use case; ``led_now`` is as of today."""

    policy: GatePolicy
    newest: Mapping[int, date]
    steps: Mapping[int, int]
    shared: Mapping[int, int]
    dependents: Mapping[int, int]
    owners: Mapping[int, set[Function]]
    led: frozenset[int]
    led_now: frozenset[int]


def _ground(policy: GatePolicy, then: Then, now: Then, newest: Mapping[int, date]) -> _Ground:
    owners: dict[int, set[Function]] = defaultdict(set)
    for use_case, function in then.owners:
        owners[use_case].add(Function(function))
    shared, dependents = _linked(then.modules)
    steps = Counter(use_case for use_case, _ in then.steps)
    return _Ground(policy, newest, steps, shared, dependents, owners, _led(then), _led(now))


def _led(state: Then) -> frozenset[int]:
    """Return the use cases that have a primary metric."""
    return frozenset(use_case for use_case, role in state.roles.values() if role == Role.PRIMARY.value)


def _judged(each: Dated, day: date, ground: _Ground, *, moves: Sequence[Move], locked: bool) -> OnDay:
    stage, since = place(each, moves, day) or (Stage(each.stage), None)
    is_recorded = each.recorded_on <= day
    # Before it was recorded its metrics are taken as they are now, for the days of its baseline and figures are known.
    led = ground.led if is_recorded else ground.led_now
    standing = Standing(
        stage=stage,
        stage_since=since,
        idea_on=each.idea_on,
        journey_steps=ground.steps.get(each.id, 0),
        shared_modules=ground.shared.get(each.id, 0),
        dependents=ground.dependents.get(each.id, 0),
        has_primary=each.id in led,
        has_locked_baseline=locked,
        newest_observation=ground.newest.get(each.id),
        owners=frozenset(ground.owners.get(each.id, ())),
    )
    traps = {flag.trap for flag in audit(standing, today=day, policy=ground.policy)}
    return OnDay(each.title, frozenset(traps if is_recorded else traps - FROM_THE_LOG), is_recorded)


def was_active(each: Dated, then: Then, day: date) -> bool:
    """Say whether a use case was being worked on, on a day."""
    if each.recorded_on <= day:
        return then.statuses.get(each.id) == Status.ACTIVE.value
    if each.status == Status.ACTIVE.value:
        return True
    return each.status_since is not None and day < each.status_since


def place(each: Dated, moves: Sequence[Move], day: date) -> tuple[Stage, date | None] | None:
    """Return the stage on a day and since when; None where it was no idea yet, or nobody knows what it was."""
    entered = [move for move in moves if move.moved_on <= day]
    if entered:
        return Stage(entered[-1].to_stage), entered[-1].moved_on
    if moves:
        is_idea = moves[0].from_stage == Stage.IDEA.value and each.idea_on is not None and each.idea_on <= day
        return (Stage.IDEA, each.idea_on) if is_idea else None
    since = each.stage_since or each.idea_on or each.recorded_on
    return (Stage(each.stage), each.stage_since) if since <= day else None


def _linked(modules: Mapping[tuple[int, int], str]) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return, by use case, how many of its modules others use too, and how many others build on one it creates."""
    users: dict[int, list[int]] = defaultdict(list)
    for use_case, module in modules:
        users[module].append(use_case)
    shared = Counter(use_case for use_case, module in modules if len(users[module]) > 1)
    return shared, Counter(dict(_dependents(modules, users)))


def _dependents(modules: Mapping[tuple[int, int], str], users: Mapping[int, list[int]]) -> Iterator[tuple[int, int]]:
    building: dict[int, set[int]] = defaultdict(set)
    for (use_case, module), part in modules.items():
        if part == Part.CREATES.value:
            building[use_case] |= {other for other in users[module] if other != use_case}
    for use_case, others in building.items():
        yield use_case, len(others)
