"""Which functions stand by the outcome of a use case, and by the proof of a pilot, as both are today."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from cxdash.domain import attestations, sign_offs
from cxdash.domain.digests import digest
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Catalogue
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.sign_offs import Standing
from cxdash.effects.verdict import Verdict
from cxdash.judging import attested_money
from cxdash.judging.pilot_results import Result
from cxdash.store import metric_uses
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
    changed = partial(_proof_differences, now=proof_content(results))
    return {
        function: sign_offs.standing(owners.get(function), signed.get(function.value, ()), changed)
        for function in ACCOUNTABLE
    }


def owner_ids(use_case: UseCase) -> dict[Function, int]:
    """Return who answers in each function, by id."""
    return {Function(owner.function): owner.person_id for owner in use_case.owners}


def _proof_differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what of a proof reads otherwise; a new name of the pilot or of a metric does too."""
    if digest(then) == digest(now):
        return ()
    return attestations.changed_since(then, now) or ("it is called otherwise",)
