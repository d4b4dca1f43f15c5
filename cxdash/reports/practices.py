"""How each active use case is run, from what is stored: what the operating model is judged by."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

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


def practices(session: Session, *, today: date) -> tuple[Practice, ...]:
    """Return what is known of how each active use case is run, by title."""
    judged = gates.gates(session, today=today)
    active = [each for each in standings.use_cases(session) if each.status == Status.ACTIVE.value]
    numbers = {each.id: each.slug for each in active}
    own = {number: [step.slug for step in some] for number, some in standings.steps(session).items()}
    shares, steps = sharing(stored.modules(session), own, numbers)
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
            shares_with=tuple(sorted(numbers[other] for other in shares[each.id])),
            steps=steps[each.id],
            signed=signed.get(each.slug, frozenset()),
            silent=silent.get(each.slug, ()),
            votes_missing=waiting.get(each.id, ()),
            is_reviewed=is_reviewed(moves.get(each.id, ()), Stage(each.stage)),
            reopened=tuple(one.line.sentence.rstrip(".") for one in judged[each.slug].reopened),
            overdue=tuple(one.text for one in overdue.get(each.id, ())),
            not_locked=not_locked(pilots.get(each.id, ()), today=today),
            silent_days=(today - newest[each.id]).days if each.id in newest else None,
            people_lack=people.get(each.slug, ()),
        )
        for each in active
    )


def sharing(
    modules: Iterable[tuple[str | int, int]], own: Mapping[int, Collection[str]], active: Collection[int]
) -> tuple[dict[int, set[int]], dict[int, frozenset[str]]]:
    """Return by use case which others share a module with it, and the journey steps that they serve together.

    Args:
        modules: each module with each use case that is built from it.
        own: the steps of each use case.
        active: the use cases that count.
    """
    built: dict[str | int, set[int]] = defaultdict(set)
    for module, number in modules:
        if number in active:
            built[module].add(number)
    together: dict[int, set[int]] = {
        number: {number, *(other for some in built.values() if number in some for other in some)} for number in active
    }
    shares = {number: some - {number} for number, some in together.items()}
    steps = {
        number: frozenset(step for other in some for step in own.get(other, ())) for number, some in together.items()
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


def is_reviewed(moves: Iterable[Move], stage: Stage) -> bool:
    """Say whether a review led to the present stage; what came with it from a register was decided elsewhere."""
    entered = [move for move in moves if move.to_stage == stage.value]
    return bool(entered) and entered[-1].review_id is not None


def not_locked(pilots: Iterable[PilotLine], *, today: date) -> tuple[str, ...]:
    """Return the names of pilots that are live and whose plan was not locked by then."""
    live = [each for each in pilots if each.goes_live is not None and each.goes_live <= today]
    return tuple(
        each.name
        for each in live
        if each.locked_on is None or (each.goes_live is not None and each.locked_on > each.goes_live)
    )
