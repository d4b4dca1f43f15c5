"""What the template's first sheet says: how to fill it in, and what each metric wants. It reads as no table."""

from collections.abc import Iterator, Sequence

from cxdash.domain.metrics import Metric

_STEPS = (
    "Enter figures on the sheet “Figures”: one row for each figure, one figure for each period.",
    "Describe use cases and pilots on their own sheets, if you want to; empty sheets change nothing.",
    "Point at a header to read what to enter. Cells with an arrow offer what is known; other names may be typed.",
    "Leave a cell empty where there is no figure. Write n/a if you like; never 0 for “not known”.",
    "Then drop the file on the page Upload. You see what it would change before anything is stored, and can undo it.",
    "Keep the headers. Rows, sorting, colours and sheets of your own are yours.",
)


def lines(metrics: Sequence[Metric], currency: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of the sheet, each with whether it is a heading."""
    yield "How to fill in this tracker", True
    yield from ((step, False) for step in _STEPS)
    yield "", False
    yield "What each metric wants", True
    yield from ((f"{metric.name}: {_wanted(metric, currency)}", False) for metric in metrics)


def _wanted(metric: Metric, currency: str) -> str:
    unit = metric.unit.replace("currency", currency)
    what = "a share" if metric.is_fraction else f"in {unit}" if unit else "a number"
    formula = f" ({metric.formula})" if metric.formula else ""
    if not (metric.numerator and metric.denominator):
        return f"{what}{formula}, in Value."
    alone = "12.5% in Value" if metric.is_fraction else "Value alone"
    return f"{what}{formula}. Enter both parts as Numerator and Denominator, or {alone}."
