"""What reads otherwise from one version of a plan to the next, in words, and what that means for the evidence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cxdash.domain.plans import Content, Declared, LeftOut, OccasionKind
from cxdash.domain.targets import Target, TargetKind, written

_EMPTY = "empty"
_GUARDRAIL = "guardrail"
_NOT_KEPT = "what changed was not kept at the time"


class ChangeKind(StrEnum):
    """What an amendment means for the evidence: the promise changed, only the window grew, or neither."""

    CHANGED = "changed"
    EXTENDED = "extended"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a plan that reads otherwise than before.

    Attributes:
        field: which part, by the name it has where it is edited.
        kind: what it means for the evidence.
        words: the change for people: ``No-show rate: target −30 % → −20 %``.
        metric: the slug of the metric it is about; empty where it is about the pilot.
        everywhere: whether it bears on the pilot's other results too, as a loosened guardrail does.
    """

    field: str
    kind: ChangeKind
    words: str
    metric: str = ""
    everywhere: bool = False

    def concerns(self, metric: str) -> bool:
        """Say whether it bears on the result of a metric (slug)."""
        return self.everywhere or self.metric in {"", metric}


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Return what reads otherwise in ``after``; a version whose content was not kept counts as a changed promise."""
    if not before or not after:
        return () if before == after else (Difference("plan", ChangeKind.CHANGED, _NOT_KEPT),)
    return (
        *_of_pilot(before["pilot"], after["pilot"]),
        *_of_metrics(before["metrics"], after["metrics"]),
        *_of_occasions(before["occasions"], after["occasions"]),
        *_of_left_out(before["left_out"], after["left_out"], {**before["metrics"], **after["metrics"]}),
    )


def _text(value: Any) -> str:  # noqa: ANN401 whatever JSON holds
    return str(value) if value not in (None, "") else _EMPTY


def _day(value: str | None) -> str:
    return f"{date.fromisoformat(value):%-d %b %Y}" if value else _EMPTY


def _share(value: float | None) -> str:
    return _EMPTY if value is None else f"{value * 100:.10g} %"


def _size(value: float | None) -> str:
    return _EMPTY if value is None else f"{value:,.10g}".replace("-", "−")


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 a value to be written
    return "yes" if value else "no"


_PILOT: Mapping[str, tuple[str, ChangeKind, Callable[[Any], str]]] = {
    "locked_on": ("lock", ChangeKind.CHANGED, _day),
    "goes_live": ("go-live", ChangeKind.CHANGED, _day),
    "window_days": ("window", ChangeKind.CHANGED, str),
    "run_in_days": ("run-in", ChangeKind.CHANGED, str),
    "baseline_starts": ("start of the baseline", ChangeKind.CHANGED, _day),
    "comparison": ("comparison", ChangeKind.CHANGED, _text),
    "comparison_label": ("comparison group", ChangeKind.CHANGED, _text),
    "planned_split": ("planned split", ChangeKind.CHANGED, _share),
    "units_per_arm": ("units per arm", ChangeKind.CHANGED, _text),
    "randomised_unit": ("randomised unit", ChangeKind.CHANGED, _text),
    "population": ("population", ChangeKind.OTHER, _text),
    "population_share": ("share of the population", ChangeKind.OTHER, _share),
    "chosen_because_bad": ("chosen for its bad figures", ChangeKind.OTHER, _yes_or_no),
    "comparison_waiver": ("accepted without comparison by", ChangeKind.OTHER, _text),
}
_DAYS = frozenset({"window_days", "run_in_days"})


def _of_pilot(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for name, (label, kind, write) in _PILOT.items():
        old, new = before[name], after[name]
        if old == new:
            continue
        grown = name == "window_days" and new > old
        unit = " days" if name in _DAYS else ""
        words = f"{label} {write(old)} → {write(new)}{unit}"
        yield Difference(name, ChangeKind.EXTENDED if grown else kind, words)


def _of_metrics(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for slug in sorted({*before, *after}):
        if slug not in before:
            new = after[slug]
            yield Difference("role", ChangeKind.CHANGED, f"{new['name']} added as {new['role']} metric", slug)
        elif slug not in after:
            old = before[slug]
            words = f"{old['name']} taken out of the plan"
            yield Difference("role", ChangeKind.CHANGED, words, slug, everywhere=old["role"] == _GUARDRAIL)
        else:
            yield from _of_metric(slug, before[slug], after[slug])


def _of_metric(slug: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """A guardrail that judges no longer, or more mildly, might have been red: that bears on every result."""
    guarded = old["role"] == _GUARDRAIL
    if old["role"] != new["role"]:
        words = f"{new['name']}: role {old['role']} → {new['role']}"
        yield Difference("role", ChangeKind.CHANGED, words, slug, everywhere=guarded)
    for field, (parts, kind, write) in _METRIC.items():
        if any(old[part] != new[part] for part in parts):
            words = f"{new['name']}: {field.replace('_', ' ')} {write(old)} → {write(new)}"
            everywhere = guarded and field == "margin" and _is_looser(old, new)
            yield Difference(field, kind, words, slug, everywhere=everywhere)


def _is_looser(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a guardrail may get worse than before; sizes in two units are not compared, so they may well be."""
    if old["margin"] is None or new["margin"] is None or old["margin_relative"] != new["margin_relative"]:
        return True
    return bool(new["margin"] > old["margin"])


def _better(use: Mapping[str, Any]) -> str:
    return {"up": "higher is better", "down": "lower is better"}.get(use["direction"], use["direction"] or _EMPTY)


def _target(use: Mapping[str, Any]) -> str:
    if use["target_kind"] is None or use["target_size"] is None:
        return _EMPTY
    target = Target(TargetKind(use["target_kind"]), use["target_size"])
    return written(target, is_fraction=use["unit"] == "%", unit=use["unit"])


def _baseline(use: Mapping[str, Any]) -> str:
    return _share(use["baseline"]) if use["unit"] == "%" else _size(use["baseline"])


def _margin(use: Mapping[str, Any]) -> str:
    size = use["margin"]
    if size is not None and use["margin_relative"]:
        return f"{_share(size)} of the baseline"
    return f"{size * 100:.10g} points" if size is not None and use["unit"] == "%" else _size(size)


def _unit_value(use: Mapping[str, Any]) -> str:
    likely, low, high = (_size(use[name]) for name in _UNIT_VALUE)
    return likely if low == high == _EMPTY else f"{likely} ({low} to {high})"


_UNIT_VALUE = ("unit_value", "unit_value_low", "unit_value_high")
_METRIC: Mapping[str, tuple[tuple[str, ...], ChangeKind, Callable[[Mapping[str, Any]], str]]] = {
    "direction": (("direction",), ChangeKind.CHANGED, _better),
    "target": (("target_kind", "target_size"), ChangeKind.CHANGED, _target),
    "baseline": (("baseline",), ChangeKind.CHANGED, _baseline),
    "margin": (("margin", "margin_relative"), ChangeKind.CHANGED, _margin),
    "unit_value": (_UNIT_VALUE, ChangeKind.OTHER, _unit_value),
}


def _of_occasions(before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]) -> Iterator[Difference]:
    for each in after:
        if each not in before:
            yield Difference("occasions", ChangeKind.OTHER, f"{_occasion(each).words} added")
    for each in before:
        if each not in after:
            yield Difference("occasions", ChangeKind.OTHER, f"{_occasion(each).words} taken away")


def _of_left_out(
    before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]], metrics: Mapping[str, Any]
) -> Iterator[Difference]:
    for each, word in [
        *((each, "left out") for each in after if each not in before),
        *((each, "no longer left out") for each in before if each not in after),
    ]:
        name = metrics.get(each["metric"], {"name": each["metric"]})["name"]
        of_metric = f"{name}: " if each["metric"] else ""
        yield Difference("left_out", ChangeKind.OTHER, f"{of_metric}{_left_out(each).words} {word}", each["metric"])


def _occasion(each: Mapping[str, str]) -> Declared:
    starts, ends_before = (date.fromisoformat(each[name]) for name in ("starts", "ends_before"))
    return Declared(OccasionKind(each["kind"]), starts, ends_before, each["note"])


def _left_out(each: Mapping[str, str]) -> LeftOut:
    starts, ends_before = (date.fromisoformat(each[name]) for name in ("starts", "ends_before"))
    return LeftOut(starts, ends_before, each["reason"], each["metric"])
