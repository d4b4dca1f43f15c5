"""Which functions stand by the outcome of a use case as it is today."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from cxdash.domain import sign_offs
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Catalogue
from cxdash.domain.ownership import Function
from cxdash.domain.sign_offs import Standing
from cxdash.store import metric_uses
from cxdash.store.sign_offs import Signatures
from cxdash.store.tables import UseCase

Standings = Mapping[Function, Standing]


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


def owner_ids(use_case: UseCase) -> dict[Function, int]:
    """Return who answers in each function, by id."""
    return {Function(owner.function): owner.person_id for owner in use_case.owners}
