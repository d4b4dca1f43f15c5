"""Things to think about in a statement that do not stop it."""

from collections.abc import Iterator

from cxdash.domain.metrics import Catalogue, Direction
from cxdash.domain.statements.parts import ChangeKind, Finding, Parts
from cxdash.domain.statements.reading import Reading
from cxdash.domain.statements.text import LONGEST, USUAL

_MISSING_POPULATION = Finding(
    "missing_population", "Say for whom: “among new customers”, “for billing calls”, “in the Leeds clinic”."
)
_BIG_FALL, _BIG_RISE = 60.0, 100.0
_LONGEST_USUAL, _SHORTEST_USUAL = 365, 14


def findings(reading: Reading, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield advice on a statement; nothing where nothing was read."""
    parts = reading.parts
    if not parts.population:
        yield _MISSING_POPULATION
    for tool in reading.found.tools:
        if tool.vendor:
            yield Finding(
                "names_vendor",
                f"“{tool.name}” is a product or vendor. Say what shall happen instead; vendors are compared once the"
                f" statement passes.",
            )
            break
    if reading.others and reading.goal is not None:
        names = [metric.name for each in reading.others if (metric := catalogue.get(each.slug)) is not None]
        yield Finding(
            "several_metrics",
            f"One statement has one goal. {' and '.join(dict.fromkeys(names))} can be secondary metrics or guardrails.",
        )
    yield from _about_window(reading)
    if USUAL < len(reading.text) < LONGEST:
        yield Finding(
            "too_long",
            f"The text has {len(reading.text):,} characters. It was read whole, but a statement is one sentence:"
            " shorten it.",
        )
    if _is_big(parts):
        yield Finding(
            "big_size", "That is an unusually big change for one pilot. Check it against what others have reached."
        )
    if reading.goal is not None and reading.goal.guessed:
        metric = catalogue.get(reading.goal.slug)
        words = reading.text[reading.goal.span.start : reading.goal.span.end]
        if metric is not None:
            yield Finding("guessed_metric", f"“{words}” was read as {metric.name}.")
    if reading.goal is not None and reading.goal.opposite:
        yield Finding(
            "opposite_metric", "The words name the opposite of the catalogue's metric; check direction and size."
        )


def _about_window(reading: Reading) -> Iterator[Finding]:
    days = reading.parts.window_days
    if reading.found.window is None or days is None:
        return
    if reading.found.window.deadline:
        yield Finding(
            "deadline_as_window",
            f"A deadline says until when, not how long it is measured. From today it is {days} days; better name the"
            f" days.",
        )
    if days > _LONGEST_USUAL or days < _SHORTEST_USUAL:
        yield Finding("unusual_window", f"A window of {days:,} days is unusual; 60 to 180 days tell most.")


def _is_big(parts: Parts) -> bool:
    change = parts.change
    if change is None or change.kind is not ChangeKind.RELATIVE:
        return False
    return change.size > (_BIG_FALL if parts.direction is Direction.DOWN else _BIG_RISE)
