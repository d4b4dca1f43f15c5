"""Where it hurts on the journey, what that costs, and what no use case answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain import coverage
from cxdash.domain.coverage import Answer, Cover, Pain
from cxdash.domain.figures import Figures, count, to_three_figures
from cxdash.domain.journeys import FrictionKind, annual_cost
from cxdash.domain.stages import Stage
from cxdash.reports import heat_map, priorities
from cxdash.store import journeys, organisation
from cxdash.store.journey_tables import JourneyStep

COVERS = tuple(cover.label for cover in Cover)
_IN_STAGE = {Stage.IDEA: "idea", Stage.PILOT: "in pilot", Stage.PROOF: "in proof", Stage.SCALE: "at scale"}


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the journey with what hurts there and the active use cases that serve it."""

    slug: str
    name: str
    journey: str
    is_back_office: bool
    pains: tuple[Pain, ...]
    serving: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """What costs money while no use case answers it, in a sentence; ``near`` serve the step without being linked."""

    slug: str
    name: str
    says: str
    near: tuple[Answer, ...]


@dataclass(frozen=True)
class Seen:
    """The answers of the page; frames are made for charts and for taking away.

    Attributes:
        journeys: slug and name of every journey; ``steps`` of every step of the one chosen.
        headline: what friction costs and where nothing answers it; ``more`` says the rest in sentences.
        heat: the heat map.
        covered: per step and kind of answer: ``step``, ``answer``, ``order``, ``cost``, ``words``, ``whole`` cost of
            the step in words.
        coverage: per step: what it costs, which use cases answer it, and how much of the cost they answer.
        coverage_says: how much is answered, in a line.
        blind_spots: the dearest first.
        priorities: value against effort.
    """

    journeys: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    headline: str
    more: tuple[str, ...]
    heat: heat_map.HeatMap
    covered: pd.DataFrame
    coverage: pd.DataFrame
    coverage_says: str
    blind_spots: tuple[BlindSpot, ...]
    priorities: priorities.Priorities

    @property
    def pains(self) -> tuple[Pain, ...]:
        """Every friction point shown, in the journey's order."""
        return tuple(pain for place in self.places for pain in place.pains)


def seen(session: Session, *, journey: str | None = None, step: str | None = None) -> Seen:
    """Return what the page says about a journey, or about one of its steps; None for all of them."""
    every = places(session)
    here = [place for place in every if journey in (None, place.journey)]
    shown = [place for place in here if step in (None, place.slug)]
    figures = organisation.figures(session)
    pains = [pain for place in shown for pain in place.pains]
    names = {place.slug: place.name for place in shown}
    return Seen(
        journeys=tuple((each.slug, each.name) for each in journeys.journeys(session)),
        steps=tuple((place.slug, place.name) for place in here),
        places=tuple(shown),
        headline=_headline(shown, pains, figures),
        more=tuple(_more(shown, pains, figures)),
        heat=heat_map.drawn([(place.name, place.is_back_office, place.pains) for place in shown], figures),
        covered=_covered(shown, figures),
        coverage=_coverage(shown),
        coverage_says=_coverage_says(pains, figures),
        blind_spots=tuple(_blind_spot(pain, names, figures) for pain in coverage.blind_spots(pains)),
        priorities=priorities.seen(pains, names, figures),
    )


def places(session: Session) -> list[Place]:
    """Return every step of every journey with its friction points and use cases, in their order."""
    slugs = {each.id: each.slug for each in journeys.journeys(session)}
    linked, serving = (_by_id(answers) for answers in (journeys.linked(session), journeys.serving(session)))
    points: dict[int, list[Pain]] = {}
    steps = {step.id: step for step in journeys.steps(session)}
    written = [point for point in journeys.friction(session) if point.step_id in steps]
    settled = {(point.step_id, answer.slug) for point in written for answer in linked.get(point.id, ())}
    for point in written:
        at_step = serving.get(point.step_id, ())
        pain = Pain(
            slug=point.slug,
            name=point.name,
            step=steps[point.step_id].slug,
            kind=FrictionKind(point.kind),
            cost=annual_cost(point.monthly_volume, point.failure_rate, point.unit_cost),
            effort=point.effort,
            linked=linked.get(point.id, ()),
            serving=tuple(each for each in at_step if (point.step_id, each.slug) not in settled),
        )
        points.setdefault(point.step_id, []).append(pain)
    return [_place(step, slugs, points.get(step.id, []), serving.get(step.id, ())) for step in steps.values()]


def _place(step: JourneyStep, journeys_: Mapping[int, str], pains: Sequence[Pain], serving: Sequence[Answer]) -> Place:
    return Place(
        step.slug, step.name, journeys_[step.journey_id], step.is_back_office, tuple(pains), serving=tuple(serving)
    )


def _by_id(answers: Iterable[journeys.Answer]) -> dict[int, tuple[Answer, ...]]:
    found: dict[int, tuple[Answer, ...]] = {}
    for each in answers:
        found[each.answered] = (*found.get(each.answered, ()), Answer(each.slug, each.title, Stage(each.stage)))
    return found


def _headline(shown: Sequence[Place], pains: Sequence[Pain], figures: Figures) -> str:
    whole = coverage.cost(pains)
    if whole is None:
        return f"{count(len(pains), 'friction point')} written down; not one has its cost yet."
    says = f"Friction costs about {figures.money(whole)} a year"
    spots = {place.name: coverage.cost(_without_any(place.pains)) or 0.0 for place in shown}
    worst = max(spots, key=spots.__getitem__)
    if spots[worst]:
        return f"{says}; {figures.money(spots[worst])} at {worst} has no use case."
    if any(pain.cover is Cover.TOUCHED and pain.cost for pain in pains):
        return f"{says}; every step has a use case, yet not all of it is linked to one."
    return f"{says}; a use case answers every part of it that has a cost."


def _without_any(pains: Iterable[Pain]) -> list[Pain]:
    return [pain for pain in pains if pain.cover is Cover.NONE]


def _more(shown: Sequence[Place], pains: Sequence[Pain], figures: Figures) -> Iterable[str]:
    blind = coverage.cost(_without_any(pains))
    at = sum(bool(coverage.cost(_without_any(place.pains))) for place in shown)
    if blind and at > 1:
        yield f"In all {figures.money(blind)} a year at {count(at, 'step')} has no use case."
    touched = coverage.cost(pain for pain in pains if pain.cover is Cover.TOUCHED)
    if touched:
        amount = figures.money(touched)
        yield f"{amount} a year is touched, not linked: a use case serves the step without saying what it answers."
    unknown = coverage.without_cost(pains)
    if unknown and unknown < len(pains):
        has, is_ = ("has", "is") if unknown == 1 else ("have", "are")
        yield f"{count(unknown, 'friction point')} {has} no cost yet and {is_} not in these sums."


def _coverage_says(pains: Sequence[Pain], figures: Figures) -> str:
    whole, answered = coverage.cost(pains), coverage.cost(pain for pain in pains if not pain.cover.is_open)
    if not whole:
        return "Nothing has its cost yet"
    return f"Use cases answer {figures.money(answered or 0.0)} of {figures.money(whole)} a year"


def _covered(shown: Sequence[Place], figures: Figures) -> pd.DataFrame:
    rows = [
        (place.name, cover.label, order, amount, figures.money(amount), figures.money(coverage.cost(place.pains)))
        for place in shown
        for order, cover in enumerate(reversed(Cover))
        if (amount := coverage.by_cover(place.pains).get(cover))
    ]
    return pd.DataFrame(rows, columns=["step", "answer", "order", "cost", "words", "whole"])


def _coverage(shown: Sequence[Place]) -> pd.DataFrame:
    """Return one row per step; an amount that is not known stays empty."""
    rows = []
    for place in shown:
        amounts = coverage.by_cover(place.pains)
        rows.append(
            {
                "Step": place.name,
                "Back office": place.is_back_office,
                "Friction points": len(place.pains),
                "Without cost": coverage.without_cost(place.pains),
                "Annual cost": _whole(coverage.cost(place.pains)),
                "Use cases": _in_words(place),
                **{cover.label: _whole(amounts.get(cover)) for cover in Cover},
            }
        )
    return pd.DataFrame(rows)


def _whole(amount: float | None) -> int | None:
    return None if amount is None else to_three_figures(amount)


def _in_words(place: Place) -> str:
    """Count the use cases of a step by stage, those linked to its friction and those that only serve it."""
    every = {each.slug: each for each in [*place.serving, *(each for pain in place.pains for each in pain.linked)]}
    stages = [each.stage for each in every.values()]
    counted = {stage: stages.count(stage) for stage in _IN_STAGE if stage in stages}
    return ", ".join(
        count(number, "idea") if stage is Stage.IDEA else f"{number} {_IN_STAGE[stage]}"
        for stage, number in counted.items()
    )


def _blind_spot(pain: Pain, names: Mapping[str, str], figures: Figures) -> BlindSpot:
    says = f"{figures.money(pain.cost)} a year at {names[pain.step]}"
    return BlindSpot(pain.slug, pain.name, says, pain.serving)
