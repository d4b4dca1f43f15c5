"""Answers given on the command line: KEY=VALUE, the keys being those of the questions that are asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import typer

from cxdash.domain.errors import CxdashError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from cxdash.changes.matching import Answers
    from cxdash.domain.metrics import Catalogue

_ABOUT_THE_FILE = {
    "year": "year=2026",
    "day_first": "day_first=day (or month)",
    "decimal_comma": "decimal_comma=decimal (or thousands)",
    "period": "period:SHEET=2025-06",
    "header": "header:SHEET=4 (or 4-5, or A4:H5 A20:H21)",
    "layout": "layout:SHEET=long (or layout:SHEET!A4=…)",
    "column": "column:SHEET!C4=value (or metric, period, entity, site, segment, numerator, denominator, ignore …)",
    "sheet": "sheet:SHEET=read (or leave out)",
    "totals": "totals:SHEET!A4=read",
    "event_log": "event_log:SHEET=week of A: count",
    "metric": "metric:LABEL=slug (or new, skip)",
}
_ABOUT_THE_JOURNEY = {
    "step": "step:NAME=the name of the step it is (or new)",
    "journey": "journey:NAME=the name of the journey it is (or new)",
    "friction": "friction:NAME=the name of the friction point it is (or new)",
}
_ABOUT_MONEY = {"basis": "basis:SHEET=planned (or forecast, actual)"}
_ABOUT_NAMES = {
    "entity": "entity:NAME=pilot:slug (or use_case:slug, segment, skip)",
    **_ABOUT_THE_JOURNEY,
    **_ABOUT_MONEY,
}
READING: Mapping[str, str] = _ABOUT_THE_FILE
"""The kinds of key that say how a file is read, each with an example."""
IMPORTING: Mapping[str, str] = {**_ABOUT_THE_FILE, **_ABOUT_NAMES}
"""Those, and the ones that say what names stand for."""
_FOR_ALL = frozenset({"year", "day_first", "decimal_comma"})
_WORDS = {"metric": ("new", "skip"), "entity": ("segment", "skip")}


def _option(keys: Mapping[str, str]) -> typer.models.OptionInfo:
    told = "Answer a question beforehand; give it once for each answer. " + "; ".join(keys.values()) + "."
    option: typer.models.OptionInfo = typer.Option("--answer", metavar="KEY=VALUE", help=told)
    return option


ANSWERS_TO_READ = _option(READING)
ANSWERS_TO_IMPORT = _option(IMPORTING)


def sorted_out(given: Iterable[str], keys: Mapping[str, str], *, use_case: str | None = None) -> Answers:
    """Return the answers that these texts give.

    Args:
        given: texts such as ``metric:No-shows=no_show_rate``; the first equals sign after the key divides them.
        keys: the kinds of key that a command takes, with examples.
        use_case: the use case that takes figures which name none.

    Raises:
        CxdashError: a key is not known, or what is said about it makes no sense.
    """
    from cxdash.changes.matching import Answers

    found: dict[str, dict[str, str]] = {"metric": {}, "entity": {}, "": {}}
    for text in given:
        key, divided, value = text.partition("=")
        kind, has_name, name = (part.strip() for part in key.partition(":"))
        if kind not in keys or not divided or (kind in _FOR_ALL) == bool(has_name):
            listed = "\n".join(f"  {example}" for example in keys.values())
            raise CxdashError(f"“{text}” answers nothing. An answer is one of:\n{listed}")
        if kind in _WORDS:
            found[kind][name] = value.strip()
        else:
            if kind not in _ABOUT_THE_JOURNEY | _ABOUT_MONEY:
                _check(key.strip(), value.strip(), keys[kind])
            found[""][key.strip()] = value.strip()
    return Answers(use_case, found["entity"], found["metric"], found[""])


def metric_slugs(given: Answers, catalogue: Catalogue) -> dict[str, str]:
    """Return the metrics that labels stand for; CxdashError for a slug that the catalogue does not have."""
    _check_words("metric", given.metrics, {metric.slug for metric in catalogue})
    return {label: slug for label, slug in given.metrics.items() if slug not in _WORDS["metric"]}


def check_names(session: Session, given: Answers) -> None:
    """Raise CxdashError for an answer that names a metric, pilot or use case that is not there."""
    from cxdash.reports import uploads

    known = uploads.known_names(session)
    _check_words("metric", given.metrics, known.metrics)
    _check_words("entity", given.entities, known.subjects)


def merged(earlier: Answers, given: Answers) -> Answers:
    """Return earlier answers with those given now, which count where both say something."""
    from cxdash.changes.matching import Answers

    return Answers(
        use_case=given.use_case or earlier.use_case,
        entities={**earlier.entities, **given.entities},
        metrics={**earlier.metrics, **given.metrics},
        reading={**earlier.reading, **given.reading},
    )


def _check(key: str, value: str, example: str) -> None:
    """Raise CxdashError where the reader would learn nothing from an answer."""
    from cxdash.trackers.answers.said import hints_from

    if hints_from({key: value}) == hints_from({}):
        raise CxdashError(f"“{value}” is no answer to {key}. Write it as {example}.")


def _check_words(kind: str, answers: Mapping[str, str], known: Collection[str]) -> None:
    for name, value in answers.items():
        if value not in known and value not in _WORDS[kind]:
            likely = [each for each in known if value.casefold() in each.casefold()][:5]
            hint = f" Did you mean {', '.join(likely)}?" if likely and value else ""
            words = ", ".join(_WORDS[kind])
            raise CxdashError(
                f"“{value}” is no answer to {kind}:{name}: it is the name in links of nothing we know.{hint} "
                f"Or say one of: {words}."
            )
