"""Proof points as gates see them on a day: where each stands, and who of the three functions stands by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from cxdash.domain import proof_points, sign_offs
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.proof_drift import Later
from cxdash.domain.proof_points import State
from cxdash.domain.sign_offs import Signature, Standing
from cxdash.judging.signatures import owner_ids
from cxdash.store import proof_points as store
from cxdash.store.approvals import Signed
from cxdash.store.gate_tables import SignOff
from cxdash.store.proof_tables import ProofPoint

Owners = Mapping[Function, int]
"""Who answers in each function, by id."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof point on a day.

    Attributes:
        approvals: how each of the three accountable functions stands to it.
    """

    slug: str
    headline: str
    pilot_id: int
    metric_id: int
    state: State
    approvals: Mapping[Function, Standing]

    @property
    def approved_by(self) -> dict[Function, str]:
        """Who stands by story and evidence as they are, by function, by name."""
        signed = sign_offs.State.SIGNED
        return {function: each.by for function, each in self.approvals.items() if each.state is signed}


def proofs(signed: Iterable[Signed], owners: Owners, *, today: date) -> tuple[Proof, ...]:
    """Return proof points as they stand today.

    Args:
        signed: with the signatures that were not withdrawn.
        owners: who answers; signatures of others do not count.
        today: the day.
    """
    return tuple(_proof(each, content_of(each.point), owners, on=today) for each in signed)


def now(signed: Signed, *, today: date) -> Proof:
    """Return one proof point as it stands today."""
    return _proof(signed, content_of(signed.point), owner_ids(signed.point.use_case), on=today)


def proofs_then(signed: Iterable[Signed], owners: Owners | None, *, on: date) -> tuple[Proof, ...]:
    """Return proof points as they stood on an earlier day, when story and evidence were those that were signed last.

    Args:
        signed: with the signatures that stood on that day.
        owners: who answered then; None takes who signed last to have been the owner.
        on: the day.
    """
    found = []
    for each in signed:
        signers = {Function(row.function): row.person_id for row in each.signatures}
        content = each.signatures[-1].content if each.signatures else content_of(each.point)
        found.append(_proof(each, content, signers if owners is None else owners, on=on))
    return tuple(found)


def content_of(point: ProofPoint) -> dict[str, Any]:
    """Return what is approved of a proof point as it is stored."""
    return proof_points.content(store.story_of(point), point.evidence)


def standings(owners: Owners, signatures: Iterable[SignOff], content: Mapping[str, Any]) -> dict[Function, Standing]:
    """Return how the three accountable functions stand to a content that is to be approved."""
    changed = partial(proof_points.differences, now=content)
    given: dict[str, list[Signature]] = {}
    for row in signatures:
        signature = Signature(row.person_id, row.person.name, row.signed_on, row.content, row.note)
        given.setdefault(row.function, []).append(signature)
    return {
        function: sign_offs.standing(owners.get(function), given.get(function.value, ()), changed)
        for function in ACCOUNTABLE
    }


def state(point: ProofPoint, approvals: Mapping[Function, Standing], *, on: date) -> State:
    """Return where a stored proof point stands on a day."""
    later = Later.from_json(point.later)
    is_known = later.checked_on is not None and later.checked_on <= on
    signed = [each.state is sign_offs.State.SIGNED for each in approvals.values()]
    standing = proof_points.Standing(
        asked_on=point.asked_on,
        expires_on=point.expires_on,
        retired_on=point.retired_on,
        is_approved=len(signed) == len(ACCOUNTABLE) and all(signed),
        is_drifted=is_known and later.is_drifted,
        names_client_without_leave=store.story_of(point).names_client_without_leave,
    )
    return proof_points.state(standing, today=on)


def _proof(signed: Signed, content: Mapping[str, Any], owners: Owners, *, on: date) -> Proof:
    point = signed.point
    approvals = standings(owners, signed.signatures, content)
    return Proof(point.slug, point.headline, point.pilot_id, point.metric_id, state(point, approvals, on=on), approvals)
