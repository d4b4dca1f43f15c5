"""The operating model of the portfolio: five disciplines and four properties, computed from what is stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.disciplines import Part
from cxdash.domain.mastery import HIGHEST, Mark, Score, score
from cxdash.domain.ownership import Function
from cxdash.domain.practices import Practice
from cxdash.domain.sign_offs import State
from cxdash.domain.stages import Stage, Status
from cxdash.judging import gates, reviews
from cxdash.judging.gates import Gate
from cxdash.reports import accountability, augmentation
from cxdash.store import augmentation as stored
from cxdash.store import freshness, standings
from cxdash.store import gates as stored_reviews
from cxdash.store.standings import Move, PilotLine

DRAWN = ("part", "level", "words", "is_least")
COLUMNS = ("Part", "Kind", "Level", "Kept by", "Of", "Asked of", "Rule", "Next")
LACKING = ("Part", "Use case", "Lacks")


@dataclass(frozen=True)
class OperatingModel:
    """The score and its tables; no score where there is no active use case."""

    score: Score | None

    @cached_property
    def disciplines(self) -> pd.DataFrame:
        """The five disciplines as the chart draws them, with ``DRAWN``."""
        return self._drawn(disciplines=True)

    @cached_property
    def properties(self) -> pd.DataFrame:
        """The four properties of mastery, likewise."""
        return self._drawn(disciplines=False)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The parts with rule, figures and what to do next, with ``COLUMNS``."""
        rows = [] if self.score is None else [_row(mark) for mark in self.score.marks]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @cached_property
    def lacking(self) -> Mapping[Part, pd.DataFrame]:
        """Per part the use cases that do not keep its rule, the worst first, with ``LACKING``."""
        marks = () if self.score is None else self.score.marks
        return {
            mark.part: pd.DataFrame(
                [(mark.part.label, each.title, "; ".join(each.lacks)) for each in mark.offenders],
                columns=list(LACKING),
            )
            for mark in marks
        }

    def _drawn(self, *, disciplines: bool) -> pd.DataFrame:
        found = self.score
        rows = [] if found is None else [_drawn(mark, found) for mark in found.of(disciplines=disciplines)]
        return pd.DataFrame(rows, columns=list(DRAWN))


def operating_model(session: Session, *, today: date) -> OperatingModel:
    """Return how the organisation works; the database is asked as often for two hundred use cases as for one."""
    return OperatingModel(score(practices(session, today=today)))


def practices(session: Session, *, today: date) -> tuple[Practice, ...]:
    """Return what is known of how each active use case is run, by title."""
    judged = gates.gates(session, today=today)
    active = [each for each in standings.use_cases(session) if each.status == Status.ACTIVE.value]
    numbers = {each.id: each.slug for each in active}
    shares, steps = _sharing(session, numbers)
    signed, silent = _functions(session, today=today)
    waiting = _votes_missing(session, judged, numbers)
    overdue = stored_reviews.overdue_conditions(session, today=today)
    pilots, moves = standings.pilots(session), standings.moves(session)
    newest = freshness.by_use_case(freshness.reaches(session))
    people = {line.slug: line.found.lacks for line in augmentation.augmentations(session).lines}
    return tuple(
        Practice(
            slug=each.slug,
            title=each.title,
            stage=Stage(each.stage),
            known=judged[each.slug].facts,
            policy=judged[each.slug].policy,
            shares_with=tuple(sorted(shares[each.id])),
            steps=steps[each.id],
            signed=signed.get(each.slug, frozenset()),
            silent=silent.get(each.slug, ()),
            votes_missing=waiting.get(each.id, ()),
            is_reviewed=_is_reviewed(moves.get(each.id, ()), Stage(each.stage)),
            reopened=tuple(one.line.sentence.rstrip(".") for one in judged[each.slug].reopened),
            overdue=tuple(one.text for one in overdue.get(each.id, ())),
            not_locked=_not_locked(pilots.get(each.id, ()), today=today),
            silent_days=(today - newest[each.id]).days if each.id in newest else None,
            people_lack=people.get(each.slug, ()),
        )
        for each in active
    )


def _sharing(session: Session, active: Mapping[int, str]) -> tuple[dict[int, set[str]], dict[int, frozenset[str]]]:
    """Return by use case which others share a module with it, and the journey steps that they serve together."""
    built: dict[str, set[int]] = defaultdict(set)
    for module, number in stored.modules(session):
        if number in active:
            built[module].add(number)
    own = standings.steps(session)
    together: dict[int, set[int]] = {
        number: {number, *(other for some in built.values() if number in some for other in some)} for number in active
    }
    shares = {number: {active[other] for other in some if other != number} for number, some in together.items()}
    steps = {
        number: frozenset(step.slug for other in some for step in own.get(other, ()))
        for number, some in together.items()
    }
    return shares, steps


def _functions(
    session: Session, *, today: date
) -> tuple[dict[str, frozenset[Function]], dict[str, tuple[Function, ...]]]:
    """Return by use case which functions stand by its outcome, and which are silent."""
    signed: dict[str, set[Function]] = defaultdict(set)
    silent: dict[str, list[Function]] = defaultdict(list)
    for each in accountability.accountability(session, today=today).answers:
        if each.standing.state is State.SIGNED:
            signed[each.use_case].add(each.function)
        if each.is_silent:
            silent[each.use_case].append(each.function)
    return (
        {slug: frozenset(some) for slug, some in signed.items()},
        {slug: tuple(some) for slug, some in silent.items()},
    )


def _votes_missing(
    session: Session, judged: Mapping[str, Gate], active: Mapping[int, str]
) -> dict[int, tuple[Function, ...]]:
    """Return by use case the functions that its review under way still waits for, until it is decided."""
    found = {}
    for number, review in stored_reviews.open_reviews(session).items():
        if number not in active or review.decision is not None:
            continue
        gate = judged[active[number]]
        asked = reviews.voters(review, gate.policy)
        said = {each.function for each in reviews.ballots(review, asked, gate.facts.owners)}
        found[number] = tuple(each for each in asked if each not in said)
    return found


def _is_reviewed(moves: Iterable[Move], stage: Stage) -> bool:
    """Say whether a review led to the present stage; what came with it from a register was decided elsewhere."""
    entered = [move for move in moves if move.to_stage == stage.value]
    return bool(entered) and entered[-1].review_id is not None


def _not_locked(pilots: Iterable[PilotLine], *, today: date) -> tuple[str, ...]:
    """Return the names of pilots that are live and whose plan was not locked by then."""
    live = [each for each in pilots if each.goes_live is not None and each.goes_live <= today]
    return tuple(
        each.name
        for each in live
        if each.locked_on is None or (each.goes_live is not None and each.locked_on > each.goes_live)
    )


def _drawn(mark: Mark, found: Score) -> tuple[object, ...]:
    words = f"{mark.level} · {mark.met} of {mark.of}" if mark.of else f"{mark.level} · none yet"
    return (mark.part.label, mark.level, words, mark.level == found.overall < HIGHEST)


def _row(mark: Mark) -> tuple[object, ...]:
    kind = "Discipline" if mark.part.is_discipline else "Property"
    rule = mark.rule
    return (mark.part.label, kind, mark.level, mark.met, mark.of, rule.asked.value, rule.sentence, mark.to_next)
