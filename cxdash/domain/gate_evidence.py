"""The evidence of a gate review: frozen when it is asked for, named by a digest, and read back at any later time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from cxdash.domain.gate_policy import GatePolicy, Weight
from cxdash.domain.gates import (
    Attested,
    Facts,
    Finished,
    Judged,
    Line,
    Mend,
    Owed,
    Primary,
    State,
    Unfinished,
    View,
    WaitsFor,
    Where,
)
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Reopened, Waiver

_FORMAT = 1
_LATER = "Look at the checklist as it stands today."
"""What to do about what this cxdash cannot read."""

_Value = TypeVar("_Value")
_Word = TypeVar("_Word", bound=Enum)


@dataclass(frozen=True, slots=True)
class Frozen:
    """Evidence read back: the checklist and the facts as they were, and which earlier gates were open again.

    ``voters`` and ``needs_second`` are what the policy asked for then: a later one takes nobody's say away.
    """

    to: Stage
    lines: tuple[Line, ...]
    facts: Facts
    reopened: tuple[str, ...] = ()
    voters: tuple[Function, ...] = ()
    needs_second: bool = False


def evidence(
    to: Stage, lines: Sequence[Line], facts: Facts, policy: GatePolicy, *, reopened: Sequence[Reopened] = ()
) -> dict[str, Any]:
    """Return all that a decision rests on, in a form that JSON can hold.

    It holds no day of its own, so that evidence frozen anew has the same digest while nothing it says has changed.
    """
    return {
        "format": _FORMAT,
        "to": to.value,
        "lines": [_line(line) for line in lines],
        "facts": _plain(facts),
        "policy": {
            "pilot_level": policy.pilot_level,
            "scale_level": policy.scale_level,
            "strong_grades": list(policy.strong_grades),
            "voters": [each.value for each in policy.voting(to, claims_money=facts.claims_money)],
            "needs_second": policy.delegation(facts.at_stake).needs_second,
        },
        "reopened": [each.words for each in reopened],
    }


def read(stored: Mapping[str, Any]) -> Frozen:
    """Return evidence as it was frozen; what an older cxdash did not write or a newer one added does no harm."""
    to, policy = Stage(stored["to"]), stored.get("policy", {})
    return Frozen(
        to=to,
        lines=tuple(_read_line(each, to) for each in stored.get("lines", ())),
        facts=_read_facts(stored.get("facts", {})),
        reopened=tuple(stored.get("reopened", ())),
        voters=tuple(_by_word(Function, dict.fromkeys(policy.get("voters", ())))),
        needs_second=bool(policy.get("needs_second", False)),
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return in words what reads otherwise in ``after``: each line, then statement, owners, money, results, votes."""
    was, now = read(before), read(after)
    return (
        *_of_lines(was.lines, now.lines),
        *(["The statement reads otherwise"] if was.facts.statement != now.facts.statement else []),
        *_of_owners(was.facts, now.facts),
        *_of_money(was.facts, now.facts),
        *_of_results(was.facts, now.facts),
        *_of_voters(was, now),
        *(each for each in now.reopened if each not in was.reopened),
    )


def _line(line: Line) -> dict[str, Any]:
    judged = line.judged
    return {
        "code": line.code,
        "sentence": line.sentence,
        "weight": line.weight.value,
        "state": line.state.value,
        "figure": judged.figure,
        "next_step": judged.next_step,
        "mend": judged.mend.value,
        "where": _plain(judged.where),
        "waiver": _plain(line.waiver) if line.state is State.WAIVED else None,
    }


def _read_line(stored: Mapping[str, Any], to: Stage) -> Line:
    state = _word(State, stored.get("state"), State.NOT_MET)
    is_open = state in {State.NOT_MET, State.WAIVED}
    where, waiver = stored.get("where"), stored.get("waiver")
    view = None if where is None else next((each for each in View if each.value == where.get("view")), None)
    return Line(
        code=stored.get("code", ""),
        sentence=stored.get("sentence", ""),
        judged=Judged(
            figure=stored.get("figure", ""),
            next_step=(stored.get("next_step") or _LATER) if is_open else "",
            where=None if view is None or where is None else Where(view, where.get("field", ""), where.get("of", "")),
            mend=_word(Mend, stored.get("mend"), Mend.WORK),
            applies=state is not State.NOT_APPLICABLE,
        ),
        weight=_word(Weight, stored.get("weight"), Weight.BLOCKING),
        waiver=None if waiver is None else _read_waiver(waiver, to),
    )


def _read_waiver(stored: Mapping[str, Any], to: Stage) -> Waiver:
    known = _known(Waiver, stored) | {"to": to}
    for name in ("expires_on", "asked_on", "approved_on", "ended_on"):
        if known.get(name) is not None:
            known[name] = date.fromisoformat(known[name])
    return Waiver(**known)


def _read_facts(stored: Mapping[str, Any]) -> Facts:
    known = _known(Facts, stored)
    lists = ("guardrails", "unwatched")
    read_back: dict[str, Any] = {
        **{name: tuple(known[name]) for name in lists if name in known},
        "primaries": tuple(Primary(**_known(Primary, each)) for each in known.get("primaries", ())),
        "owed": tuple(Owed(**_known(Owed, each)) for each in known.get("owed", ())),
        "unfinished": tuple(_read_unfinished(each) for each in known.get("unfinished", ())),
        "finished": tuple(_read_finished(each) for each in known.get("finished", ())),
        "red": {name: tuple(what) for name, what in known.get("red", {}).items()},
        "owners": _by_word(Function, known.get("owners", {})),
        "readiness": _by_word(Dimension, known.get("readiness", {})),
    }
    if known.get("statement_lacks") is not None:
        read_back["statement_lacks"] = tuple(known["statement_lacks"])
    if known.get("attested") is not None:
        said = _known(Attested, known["attested"])
        read_back["attested"] = Attested(**said | {"changed": tuple(said.get("changed", ()))})
    return Facts(**known | read_back)


def _read_unfinished(stored: Mapping[str, Any]) -> Unfinished:
    known = _known(Unfinished, stored)
    return Unfinished(**known | {"waits_for": _word(WaitsFor, known.get("waits_for"), WaitsFor.TIME)})


def _read_finished(stored: Mapping[str, Any]) -> Finished:
    known = _known(Finished, stored)
    return Finished(**known | {"approved_by": _by_word(Function, known.get("approved_by", {}))})


def _of_lines(before: Sequence[Line], after: Sequence[Line]) -> Iterator[str]:
    was = {line.code: line for line in before}
    for line in after:
        known = was.pop(line.code, None)
        sentence = line.sentence.rstrip(".")
        if known is None:
            yield f"{sentence}: asked for now, {line.state.value} ({line.figure})"
        elif known.state is not line.state:
            yield f"{sentence}: {known.state.value} → {line.state.value} ({line.figure})"
        elif known.figure != line.figure:
            yield f"{sentence}: {known.figure} → {line.figure}"
        elif known.weight is not line.weight:
            yield f"{sentence}: {known.weight.value} → {line.weight.value}"
    for line in was.values():
        yield f"{line.sentence.rstrip('.')}: no longer asked for"


def _of_owners(before: Facts, after: Facts) -> Iterator[str]:
    for function in Function:
        was, now = (facts.owners.get(function) or "nobody" for facts in (before, after))
        if was != now:
            yield f"{function.label}: {was} → {now}"


def _of_money(before: Facts, after: Facts) -> Iterator[str]:
    if before.claims_money != after.claims_money:
        yield "Money is claimed now" if after.claims_money else "No money is claimed any more"


def _of_results(before: Facts, after: Facts) -> Iterator[str]:
    was, now = ({(each.name, each.metric): each for each in facts.finished} for facts in (before, after))
    for key in dict.fromkeys((*was, *now)):
        said = [
            f"{each.verdict}, grade {each.grade}" if (each := side.get(key)) else "no result" for side in (was, now)
        ]
        if said[0] != said[1]:
            yield f"{key[0]}, {key[1]}: {said[0]} → {said[1]}"


def _of_voters(before: Frozen, after: Frozen) -> Iterator[str]:
    was, now = (", ".join(each.value for each in side.voters) or "not said" for side in (before, after))
    if was != now:
        yield f"Votes: {was} → {now}"
    if before.needs_second != after.needs_second:
        yield f"A second person {'has' if after.needs_second else 'no longer has'} to stand by every decision"


def _plain(value: Any) -> Any:  # noqa: ANN401 whatever the values hold
    """Return dataclasses, mappings and tuples as JSON holds them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _known(of: type[_Value], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a value of today's cxdash can hold of what is stored."""
    names = {each.name for each in fields(of)}  # type: ignore[arg-type]
    return {name: each for name, each in stored.items() if name in names}


def _word(of: type[_Word], stored: object, otherwise: _Word) -> _Word:
    return next((each for each in of if each.value == stored), otherwise)


def _by_word(of: type[_Word], stored: Mapping[str, _Value]) -> dict[_Word, _Value]:
    """Return what is stored by words, without those that nobody knows."""
    words = {each.value: each for each in of}
    return {words[key]: each for key, each in stored.items() if key in words}
