"""How each use case was run on earlier days: from days that facts carry, and from the log since it was recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.accountability import is_silent, quiet_days
from cxdash.domain.augmentation import Augmentation, Change
from cxdash.domain.disciplines import Part
from cxdash.domain.figures import Figures
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gates import Facts, Primary
from cxdash.domain.mastery_then import Earlier
from cxdash.domain.ownership import Function
from cxdash.domain.practices import Practice, modular_build
from cxdash.domain.readiness import LEVELS, Dimension
from cxdash.domain.sign_offs import State
from cxdash.domain.stages import Stage
from cxdash.domain.use_cases import HELP_MODES
from cxdash.judging import gate_facts, gates, reviews, signatures, tried
from cxdash.judging.dated_facts import DatedFacts
from cxdash.judging.gate_facts import Ground
from cxdash.reports import augmentation, practices
from cxdash.reports.earlier_traps import place, was_active
from cxdash.reports.log_then import LogThen
from cxdash.store import at_gates, freshness_then, gate_policies, standings, trap_facts
from cxdash.store.replay import Then
from cxdash.store.standings import Move, PilotLine
from cxdash.store.tables import UseCase

_DATED = frozenset({Part.BUSINESS_SUCCESS, Part.GOVERNED})
"""The parts whose facts carry their day; of the others nothing is sure before a use case was recorded here."""
_SOMEBODY = "somebody"
_BEST = Facts(
    statement_lacks=(),
    primaries=(Primary("a business outcome", is_business=True),),
    owners=dict.fromkeys(Function, _SOMEBODY),
    readiness=dict.fromkeys(Dimension, len(LEVELS) - 1),
    at_stake=0.0,
)
"""What carries no day, as good as it could have been."""
_SHARED = ("another",)
_STEPS = frozenset({"one step", "another"})


def on_days(session: Session, days: Sequence[date], *, today: date) -> Mapping[date, tuple[Earlier, ...]]:
    """Return how each use case that was active at the end of each day was run, judged by today's policy and metrics.

    Archived use cases are left out. It asks the database as often for two hundred use cases as for one.
    """
    ground = _Ground.of(session, today=today)
    recorded = [day for day in days if any(each.recorded_on <= day for each in ground.dated.values())]
    log = LogThen.of(session, recorded) if recorded else None
    newest = freshness_then.newest_on(session, days)
    return {
        day: tuple(_Day(ground, day, newest[day], None if log is None or day not in recorded else log).all())
        for day in days
    }


@dataclass(frozen=True)
class _Ground:
    """All that is stored and carries its own day, and what it is judged by."""

    every: Sequence[UseCase]
    dated: Mapping[int, trap_facts.Dated]
    moves: Mapping[int, Sequence[Move]]
    pilots: Mapping[int, Sequence[PilotLine]]
    facts: DatedFacts
    people: Mapping[int, Sequence[Change]]
    policy: GatePolicy
    judged_by: Ground

    @classmethod
    def of(cls, session: Session, *, today: date) -> "_Ground":
        return cls(
            at_gates.every(session),
            {each.id: each for each in trap_facts.use_cases(session)},
            standings.moves(session),
            standings.pilots(session),
            DatedFacts.of(session, today=today),
            augmentation.changes_by_use_case(session),
            gate_policies.current(session),
            Ground.of(session, today=today),
        )

    @property
    def figures(self) -> Figures:
        return self.judged_by.figures


@dataclass(frozen=True)
class _Day:
    """One day; ``log`` is None where no use case was recorded by then."""

    ground: _Ground
    day: date
    newest: Mapping[int, date]
    log: LogThen | None

    def all(self) -> Iterator[Earlier]:
        """Yield each use case that was active, by title."""
        stages = {each.id: stage for each in self.ground.every if (stage := self._stage(each)) is not None}
        recorded = {number for number in stages if self._is_recorded(number)}
        shares, steps = self._sharing(recorded)
        for each in self.ground.every:
            if each.id not in stages:
                continue
            dated = self._dated(each, stages[each.id])
            if each.id not in recorded:
                yield self._at_best(each, dated)
                continue
            known = replace(
                self._recorded(each, dated),
                shares_with=tuple(map(str, sorted(shares[each.id]))),
                steps=steps[each.id],
            )
            yield _with_neighbours(known, are_known=len(recorded) == len(stages))

    def _is_recorded(self, number: int) -> bool:
        return self.ground.dated[number].recorded_on <= self.day

    def _stage(self, each: UseCase) -> Stage | None:
        """Return the stage that an active use case was in; None where it was at rest or not there yet."""
        dated = self.ground.dated[each.id]
        then = Then({}) if self.log is None else self.log.pasts[self.day].then
        if not was_active(dated, then, self.day):
            return None
        found = place(dated, self.ground.moves.get(each.id, ()), self.day)
        return None if found is None else found[0]

    def _dated(self, each: UseCase, stage: Stage) -> Practice:
        """Return what carries its own day."""
        facts, day = self.ground.facts, self.day
        moves = [move for move in self.ground.moves.get(each.id, ()) if move.moved_on <= day]
        return Practice(
            slug=each.slug,
            title=each.title,
            stage=stage,
            policy=self.ground.policy,
            is_reviewed=practices.is_reviewed(moves, stage),
            overdue=facts.overdue_on(each.id, day),
            not_locked=practices.not_locked(self.ground.pilots.get(each.id, ()), today=day),
            silent_days=(day - self.newest[each.id]).days if each.id in self.newest else None,
        )

    def _at_best(self, each: UseCase, dated: Practice) -> Earlier:
        """Return one that was not recorded yet: what carries no day is taken to have been as good as it could."""
        facts, day = self.ground.facts, self.day
        results = facts.results_on(each.slug, day)
        finished = tried.finished(results, each.pilots, facts.proofs_on(each.id, day), self.ground.figures)
        known = replace(
            dated,
            known=replace(_BEST, finished=finished, unfinished=tried.unfinished(results)),
            shares_with=_SHARED,
            steps=_STEPS,
            signed=frozenset(Function(function) for function in facts.outcomes_on(each.id, day)),
            people_lack=self._people_lack(each, HELP_MODES[-1]),
        )
        unsure = frozenset(Part) - _DATED
        return Earlier(known, unsure | {Part.GOVERNED} if facts.has_lapsed(each.id, day) else unsure)

    def _recorded(self, now: UseCase, dated: Practice) -> Practice:
        """Return one that the log tells of; modules and steps are still to be added."""
        log, facts, day = self.log, self.ground.facts, self.day
        if log is None:
            return dated
        each = log.pasts[day].use_case(now, dated.stage)
        by = replace(self.ground.judged_by, unproven=log.unproven[day])
        known = gate_facts.facts(
            each,
            facts.results_on(now.slug, day),
            by,
            attestation=facts.attestation_on(now.id, day),
            proofs=facts.proofs_on(now.id, day, signatures.owner_ids(each)),
        )
        outcome = signatures.outcome_standings(each, facts.outcomes_on(now.id, day), by.catalogue, by.figures)
        waived = facts.waivers_on(now.id, day)
        opened = gates.reopened(each, known, waived, self.ground.policy, today=day)
        return replace(
            dated,
            known=known,
            signed=frozenset(function for function, how in outcome.items() if how.state is State.SIGNED),
            silent=tuple(self._silent(log, now, each)),
            votes_missing=self._votes_missing(log, now, known),
            reopened=tuple(one.line.sentence.rstrip(".") for one in opened),
            people_lack=self._people_lack(now, each.help_mode),
        )

    def _people_lack(self, each: UseCase, help_mode: str) -> tuple[str, ...]:
        over = self.ground.facts.over_on(each.slug, self.day)
        changes = self.ground.people.get(each.id, ())
        return Augmentation(help_mode, tuple(one for one in changes if one.pilot in over)).lacks

    def _silent(self, log: LogThen, now: UseCase, each: UseCase) -> Iterator[Function]:
        owners = signatures.owner_ids(each)
        for function in filter(owners.get, Function):
            person = owners[function]
            named = log.named[self.day].get((now.id, function.value, person), now.created_at.date())
            last = log.deeds[self.day].get((now.id, person))
            if is_silent(quiet_days(named_on=named, last=last, today=self.day)):
                yield function

    def _votes_missing(self, log: LogThen, now: UseCase, known: Facts) -> tuple[Function, ...]:
        for stored in log.waiting(now.id, self.day):
            review = log.pasts[self.day].review(stored)
            asked = reviews.voters(review, self.ground.policy)
            said = {each.function for each in reviews.ballots(review, asked, known.owners)}
            return tuple(each for each in asked if each not in said)
        return ()

    def _sharing(self, recorded: set[int]) -> tuple[Mapping[int, set[int]], Mapping[int, frozenset[str]]]:
        if self.log is None:
            return {}, {}
        return practices.sharing(self.log.modules(self.day), self.log.steps(self.day), recorded)


def _with_neighbours(known: Practice, *, are_known: bool) -> Earlier:
    """Leave open whether a module was shared where that could have been with a use case that was not recorded yet."""
    alone = Earlier(known)
    if are_known or not modular_build(known):
        return alone
    return Earlier(replace(known, shares_with=_SHARED, steps=_STEPS), frozenset({Part.MODULAR_BUILD}))
