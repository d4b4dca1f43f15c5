"""Which functions stand by the outcome of a use case, and by the proof of a pilot, as both are today."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain import attestations, sign_offs
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Catalogue
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.sign_offs import Standing, State
from cxdash.effects.verdict import Verdict
from cxdash.judging import attested_money
from cxdash.judging.pilot_results import Result
from cxdash.store import metric_uses
from cxdash.store import sign_offs as store
from cxdash.store.sign_offs import Signatures
from cxdash.store.tables import UseCase

Standings = Mapping[Function, Standing]
_BETTER = frozenset({Verdict.TARGET_MET.value, Verdict.BETTER.value})


def outcome_content(use_case: UseCase, catalogue: Catalogue, figures: Figures) -> dict[str, Any]:
    """Return what the owners of a stored use case sign today."""
    return sign_offs.outcome_content(use_case.statement, metric_uses.uses_of(use_case), catalogue, figures)


def outcome_standings(use_case: UseCase, signed: Signatures, catalogue: Catalogue, figures: Figures) -> Standings:
    """Return how each of the six functions stands to the outcome.

    Args:
        use_case: with its owners and metrics.
        signed: its signatures, of ``store.sign_offs.outcomes``.
        catalogue: of the metrics it names.
        figures: in the organisation's currency.
    """
    now = outcome_content(use_case, catalogue, figures)
    changed = partial(sign_offs.outcome_differences, now=now)
    owners = owner_ids(use_case)
    return {
        function: sign_offs.standing(owners.get(function), signed.get(function.value, ()), changed)
        for function in Function
    }


def proof_content(results: Iterable[Result]) -> dict[str, Any]:
    """Return what is approved as the proof of one pilot: its results on primary metrics, once its window is over."""
    return attested_money.rests_on(results)


def proves(content: Mapping[str, Any]) -> bool:
    """Say whether a pilot's results hold anything to approve: a primary metric that got better."""
    return any(each["verdict"] in _BETTER for each in content["results"])


def proof_standings(owners: Mapping[Function, int], signed: Signatures, results: Iterable[Result]) -> Standings:
    """Return how the three accountable functions stand to the proof of a pilot, by whom they answer and its results."""
    changed = partial(attestations.changed_since, now=proof_content(results))
    return {
        function: sign_offs.standing(owners.get(function), signed.get(function.value, ()), changed)
        for function in ACCOUNTABLE
    }


def approved_by(standings: Standings) -> dict[Function, str]:
    """Return who stands by a proof as it is today, by function."""
    return {function: each.by for function, each in standings.items() if each.state is State.SIGNED}


def approvals(
    session: Session, use_case: UseCase, results: Iterable[Result], *, signed: Mapping[int, Signatures] | None = None
) -> dict[str, dict[Function, str]]:
    """Return who approves the proof of each pilot of a use case as it is today, by the pilot's slug and function.

    Args:
        session: reads, where ``signed`` is not given.
        use_case: with owners and pilots.
        results: of its pilots.
        signed: the signatures under proofs, of ``store.sign_offs.proofs``, where many use cases are asked about.
    """
    known = store.proofs(session, only=use_case.id) if signed is None else signed
    every, owners = list(results), owner_ids(use_case)
    return {
        pilot.slug: approved_by(
            proof_standings(owners, known.get(pilot.id, {}), [each for each in every if each.slug == pilot.slug])
        )
        for pilot in use_case.pilots
        if pilot.id in known
    }


def owner_ids(use_case: UseCase) -> dict[Function, int]:
    """Return who answers in each function, by id."""
    return {Function(owner.function): owner.person_id for owner in use_case.owners}
