"""What the template's first sheet says: how to fill it in, and what each metric wants. It reads as no table."""

from collections.abc import Iterator, Sequence

from cxdash.domain.metrics import Metric

_STEPS = (
    "Enter figures on the sheet “Figures”: one row for each figure of each period.",
    "Describe use cases, pilots, friction and money on their own sheets, if you want to. Empty sheets change nothing.",
    "Point at a header to read what to enter. Cells with an arrow offer what is known; other names may be typed.",
    "Leave a cell empty where there is no figure, or write n/a. Never enter 0 for “not known”.",
    "Drop the file on the page Upload: you see what it would change before anything is stored, and can undo it.",
    "Keep the headers. Sorting, colours and further sheets are yours.",
)
_METRICS = (
    "Where two parts are divided by “/”, enter them as Numerator and Denominator: counts add up, shares do not.",
    "Where only the result is known, enter it as Value in the metric's unit, a share with its sign: 12.5%.",
)


def lines(metrics: Sequence[Metric], currency: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of the sheet, each with whether it is a heading."""
    yield "How to fill in this tracker", True
    yield from ((step, False) for step in _STEPS)
    yield "", False
    yield "What each metric wants", True
    yield from ((rule, False) for rule in _METRICS)
    yield from ((f"{metric.name}: {_wanted(metric, currency)}", False) for metric in metrics)


def _wanted(metric: Metric, currency: str) -> str:
    unit = metric.unit.replace("currency", currency)
    what = "a share" if metric.is_fraction else unit or "a number"
    return f"{what} = {metric.formula}" if metric.formula not in {"", what} else what
