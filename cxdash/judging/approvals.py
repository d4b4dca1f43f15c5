"""What people approve with a proof, and who of them stands by it as it is today."""

from collections.abc import Iterable, Mapping
from typing import Any

from cxdash.domain.digests import digest
from cxdash.domain.ownership import Function
from cxdash.judging.attested_money import rests_on
from cxdash.judging.pilot_results import Result
from cxdash.store.gate_tables import SignOff


def proof(results: Iterable[Result], pilot: str) -> dict[str, Any]:
    """Return what the proof of a pilot (slug) says: its results on primary metrics, in a form that JSON can hold."""
    return rests_on(each for each in results if each.slug == pilot)


def approved_by(signed: Iterable[SignOff], content: Mapping[str, Any]) -> dict[Function, str]:
    """Return who approves a proof by function, by name; what was signed when the results read otherwise is void."""
    name = digest(content)
    return {Function(each.function): each.person.name for each in signed if each.digest == name}
