"""Judges a statement: which parts are missing, what cannot be meant, and how it could be said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cxdash.domain.metrics import Catalogue, Metric, Role, primaries_problem, role_problem
from cxdash.domain.statements import advice, impossible
from cxdash.domain.statements.instead import outcomes_served
from cxdash.domain.statements.language import is_foreign
from cxdash.domain.statements.parts import Finding, Lint, Parts
from cxdash.domain.statements.reading import Reading, read
from cxdash.domain.statements.render import render, spoken
from cxdash.domain.statements.text import LONGEST
from cxdash.domain.statements.tool_first import tool_first

_MISSING_DIRECTION = Finding("missing_direction", "Say which way it shall go: reduce or increase.")
_MISSING_METRIC = Finding(
    "missing_metric",
    "Say what shall get better, as a metric of the catalogue: no-show rate, repeat contact rate, cost to serve,"
    " churn rate.",
)
_MISSING_SIZE = Finding(
    "missing_size", "Say by how much: “by 30 %”, “by 5 percentage points”, “from 18 % to 12 %”, “by 20 seconds”."
)
_MISSING_MECHANISM = Finding(
    "missing_mechanism", "Say how it will come about: “through proactive outreach”, “by calling patients first”."
)
_MISSING_WINDOW = Finding("missing_window", "Say over how long it is measured: “measured over 90 days”.")
_PASSED = replace(_MISSING_WINDOW, message=f"The day named has passed. {_MISSING_WINDOW.message}")
_EMPTY = Finding(
    "empty", "There is no statement yet. Say what shall get better, by how much, for whom, how, and over how long."
)
_NOTHING = Finding(
    "nothing_recognised",
    "Nothing in this text could be read as an outcome. Write one sentence such as: Reduce no-show rate by 30 % among"
    " patients "
    "through proactive outreach, measured over 90 days.",
)
_FOREIGN = Finding(
    "other_language",
    "Statements are read in English only. Write it as: Reduce no-show rate by 30 % among patients through proactive"
    " outreach, "
    "measured over 90 days.",
)


def parse(text: str, catalogue: Catalogue, *, today: date) -> Parts:
    """Return the parts of a statement; deadlines become days from ``today``."""
    return read(text, catalogue, today=today).parts


def lint(text: str, catalogue: Catalogue, *, today: date) -> Lint:
    """Judge a statement; any text is answered, and what goes beyond ``LONGEST`` characters is a problem, not read."""
    reading = read(text, catalogue, today=today)
    if reading.text and is_foreign(reading.text):
        nothing = Parts()
        return Lint(nothing, (_FOREIGN, *_missing(nothing)), (), render(nothing, catalogue))
    problems = (*_unusable(text, reading), *_led(reading), *_about_metric(reading, catalogue))
    problems += tuple(_missing(reading.parts, passed=_has_passed(reading)))
    problems += tuple(impossible.findings(reading, catalogue))
    return Lint(
        parts=reading.parts,
        problems=problems,
        advice=tuple(advice.findings(reading, catalogue)),
        suggestion=render(_better(reading, catalogue), catalogue),
    )


def _unusable(text: str, reading: Reading) -> Iterator[Finding]:
    if not reading.text:
        yield _EMPTY
    elif replace(reading.parts, population="") == Parts() and tool_first(reading) is None:
        yield _NOTHING
    if len(text.strip()) > LONGEST:
        yield Finding(
            "too_long",
            f"The text has {len(text.strip()):,} characters; only the first {LONGEST:,} were read. Shorten it: a"
            f" statement is one sentence.",
        )


def _led(reading: Reading) -> Iterator[Finding]:
    found = tool_first(reading)
    if found is not None:
        yield found


def _about_metric(reading: Reading, catalogue: Catalogue) -> Iterator[Finding]:
    metric = _metric(reading, catalogue)
    if metric is None:
        return
    refused = role_problem(metric, Role.PRIMARY) or primaries_problem([metric])
    if refused is not None:
        served = " or ".join(f"“{each.name}”" for each in outcomes_served(metric, catalogue))
        instead = f" It should serve an outcome such as {served}; keep {spoken(metric)} beside it." if served else ""
        yield Finding("metric_not_primary", f"{refused}{instead}")


def _missing(parts: Parts, *, passed: bool = False) -> Iterator[Finding]:
    if parts.direction is None:
        yield _MISSING_DIRECTION
    if parts.metric is None:
        yield _MISSING_METRIC
    if parts.change is None:
        yield _MISSING_SIZE
    if not parts.mechanism:
        yield _MISSING_MECHANISM
    if parts.window_days is None:
        yield _PASSED if passed else _MISSING_WINDOW


def _has_passed(reading: Reading) -> bool:
    window = reading.found.window
    return window is not None and window.deadline and window.days is None


def _better(reading: Reading, catalogue: Catalogue) -> Parts:
    """Return the parts of the sentence to propose: what is said and may stay."""
    parts = reading.parts
    metric = _metric(reading, catalogue)
    if metric is not None and (role_problem(metric, Role.PRIMARY) or primaries_problem([metric])):
        served = outcomes_served(metric, catalogue)
        if served:
            parts = replace(parts, metric=served[0].slug, direction=served[0].direction, change=None)
            metric = served[0]
    if impossible.is_against_good(parts, metric) and metric is not None:
        parts = replace(parts, direction=metric.direction)
    elif any(each.code == "impossible_size" for each in impossible.findings(reading, catalogue)):
        parts = replace(parts, change=None)
    if impossible.is_endless(parts):
        parts = replace(parts, window_days=None)
    if parts.direction is None and metric is not None and metric.direction.value in {"up", "down"}:
        parts = replace(parts, direction=metric.direction)
    if (
        tool_first(reading) is not None
        and not parts.mechanism
        and reading.found.led is not None
        and reading.found.led.names_technology
    ):
        parts = replace(parts, mechanism=reading.found.led.tool)
    return parts


def _metric(reading: Reading, catalogue: Catalogue) -> Metric | None:
    return None if reading.parts.metric is None else catalogue.get(reading.parts.metric)
