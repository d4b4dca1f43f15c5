"""Recognises sentences that name a tool or a technology instead of an outcome."""

from cxdash.domain.statements.parts import Finding
from cxdash.domain.statements.reading import Reading

_EXPLAINED = (
    "names what to bring in{tool}, not what shall get better. A tool is one possible way: begin with the outcome, by"
    " how much, for "
    "whom and over how long, and leave the choice of tools and vendors until the statement passes."
)


def tool_first(reading: Reading) -> Finding | None:
    """Return what to say about a sentence that is led by a tool; None where an outcome leads it."""
    parts, led = reading.parts, reading.found.led
    has_outcome = parts.metric is not None and (parts.direction is not None or parts.change is not None)
    if (
        led is not None
        and led.names_technology
        and not (led.having and has_outcome)
        and not _is_about_its_metric(reading)
    ):
        return _finding(led.tool)
    if led is not None and led.bringing and not has_outcome:
        return _finding(led.tool)
    if reading.found.tools and parts.metric is None and reading.bare:
        return _finding(reading.found.tools[0].name)
    if reading.found.tools and not has_outcome and reading.bare and not reading.asks:
        return _finding(reading.found.tools[0].name)
    if reading.found.tools and parts.metric is None and parts.change is None and not reading.asks:
        return _finding(reading.found.tools[0].name)
    return None


def _is_about_its_metric(reading: Reading) -> bool:
    """Whether the technology is only part of the metric's name, as in “Get chatbot containment to 60 %”."""
    led, goal = reading.found.led, reading.goal
    return (
        led is not None
        and goal is not None
        and not led.bringing
        and goal.span.start < led.ends
        and not reading.parts.mechanism
    )


def _finding(tool: str) -> Finding:
    named = f" (“{tool}”)" if tool else ""
    return Finding("tool_first", f"The sentence {_EXPLAINED.format(tool=named)}")
