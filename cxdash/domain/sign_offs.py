"""Signatures: what a signed outcome covers, what reads otherwise since, and whose word still stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cxdash.domain.digests import digest
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Catalogue, Metric, Role
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.use_words import margin_words, target_words

SIGNED_FOR = (Role.PRIMARY, Role.GUARDRAIL)
"""The roles of metrics that an outcome promises something of."""
_NOTHING = "none"
_PARTS = ("role", "target", "baseline", "margin")


class About(StrEnum):
    """What is signed: the outcome that a use case promises, or the proof that one of its pilots gives."""

    OUTCOME = "outcome"
    PROOF = "proof"


class State(StrEnum):
    """Whether the person who answers has given their word on what stands there now."""

    NOBODY = "nobody"
    UNSIGNED = "unsigned"
    SIGNED = "signed"
    CHANGED = "changed"
    FORMER = "former"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]

    @property
    def waits(self) -> bool:
        """Whether somebody is asked to sign."""
        return self in {State.UNSIGNED, State.CHANGED, State.FORMER}


_LABELS = {
    State.NOBODY: "Nobody named",
    State.UNSIGNED: "Not signed",
    State.SIGNED: "Signed",
    State.CHANGED: "Asks again",
    State.FORMER: "Signed by somebody else",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's word that was not taken back, on what ``content`` says."""

    person_id: int
    person: str
    signed_on: date
    content: Mapping[str, Any]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a function stands to what is to be signed today.

    Attributes:
        state: whether its owner has signed that.
        by: who signed last; "" where nobody did.
        on: the day of it.
        since: what reads otherwise since, in words.
        note: what the person wrote beside the signature.
    """

    state: State
    by: str = ""
    on: date | None = None
    since: tuple[str, ...] = ()
    note: str = ""


def outcome_content(
    statement: str, uses: Iterable[MetricUse], catalogue: Catalogue, figures: Figures
) -> dict[str, Any]:
    """Return what is signed of a use case, in a form that JSON can hold, with the words that the signer reads.

    It is the statement, which says the window, each primary metric with target and baseline, and each guardrail with
    its margin. The order of metrics does not matter.
    """
    metrics = {
        use.metric: _metric(use, metric, figures)
        for use in uses
        if use.role in SIGNED_FOR and (metric := catalogue.get(use.metric))
    }
    return {"statement": " ".join(statement.split()), "metrics": metrics}


def outcome_digest(content: Mapping[str, Any]) -> str:
    """Name what a content promises; how its metrics are called and written does not matter."""
    promised = {
        slug: {name: value for name, value in said.items() if name not in {"name", "words"}}
        for slug, said in content["metrics"].items()
    }
    return digest({"statement": content["statement"], "metrics": promised})


def check_outcome(content: Mapping[str, Any]) -> None:
    """Raise RuleError where there is nothing yet that a person could answer for."""
    if not content["statement"]:
        raise RuleError("There is no outcome to sign yet. Write the outcome statement first.")
    primaries = [said for said in content["metrics"].values() if said["role"] == Role.PRIMARY.value]
    if not any(said["target"] for said in primaries):
        raise RuleError("There is no promise to sign yet. Give a primary metric its target first.")


def lines(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what is signed of each metric, a line each, primary metrics first: ``No-show rate: −30 % from 20 %``."""
    in_order = sorted(content["metrics"].values(), key=lambda said: (said["role"] != Role.PRIMARY, said["name"]))
    return tuple(_line(said) for said in in_order)


def outcome_differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what reads otherwise than when it was signed: ``No-show rate: target −30 % → −20 %``; none where nothing."""
    if outcome_digest(then) == outcome_digest(now):
        return ()
    return tuple(_differences(then, now))


def standing(
    owner_id: int | None, signatures: Sequence[Signature], changed: Callable[[Mapping[str, Any]], tuple[str, ...]]
) -> Standing:
    """Return how a function stands.

    Args:
        owner_id: who answers in it now; None where nobody is named.
        signatures: for this function that were not taken back, the newest last.
        changed: says what reads otherwise today than a signed content.
    """
    last = next((each for each in reversed(signatures) if each.person_id == owner_id), None)
    if last is None:
        former = signatures[-1] if signatures else None
        unsigned = State.NOBODY if owner_id is None else State.UNSIGNED if former is None else State.FORMER
        return Standing(unsigned) if former is None else Standing(unsigned, former.person, former.signed_on)
    since = changed(last.content)
    return Standing(State.CHANGED if since else State.SIGNED, last.person, last.signed_on, since, last.note)


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if then["statement"] != now["statement"]:
        yield f"statement “{then['statement']}” → “{now['statement']}”"
    before, after = then["metrics"], now["metrics"]
    for slug in sorted({*before, *after}):
        if slug not in before:
            yield f"added {_line(after[slug])}"
        elif slug not in after:
            yield f"{before[slug]['name']} taken out"
        else:
            yield from _of_metric(before[slug], after[slug])


def _of_metric(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for part in _PARTS:
        if before[part] == after[part]:
            continue
        was, now = (side["words"][part] or _NOTHING for side in (before, after))
        changed = f"{was} → {now}" if was != now else f"changed by less than shows in {now}"
        yield f"{after['name']}: {part} {changed}"


def _line(said: Mapping[str, Any]) -> str:
    words = said["words"]
    if said["role"] == Role.PRIMARY:
        baseline = f" from {words['baseline']}" if words["baseline"] else ", no baseline as a value"
        return f"{said['name']}: {words['target'] or 'no target'}{baseline}"
    return f"{said['name']} as guardrail: {words['margin'] or 'no margin'}"


def _metric(use: MetricUse, metric: Metric, figures: Figures) -> dict[str, Any]:
    target = use.target
    return {
        "name": metric.name,
        "role": use.role.value,
        "target": None if target is None else [target.kind.value, target.size],
        "baseline": use.baseline if use.role is Role.PRIMARY else None,
        "margin": None if use.margin is None else [use.margin, use.margin_relative],
        "words": {
            "role": use.role.value,
            "target": target_words(target, metric, figures),
            "baseline": "" if use.baseline is None else figures.value(metric, use.baseline),
            "margin": margin_words(use.margin, metric, figures, relative=use.margin_relative),
        },
    }
