"""The look of every chart, and the specifications that are built once per process.

Colours keep a contrast of 3 to 1 on the light and on the dark background, so one specification serves both themes, and
stay apart for readers who confuse red and green. Colour never speaks alone: give marks a shape, a dash or a label too.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, ParamSpec

import altair as alt
import pandas  # noqa: F401, ICN001 Altair looks at it wherever it finds it, even half loaded by another thread

_Words = ParamSpec("_Words")
Spec = dict[str, Any]
"""A Vega-Lite specification without data; shared by every session, so never changed."""

PILOT = "#207cd8"
COMPARISON = "#d86c00"
BASELINE = "#7c8794"
GOOD = "#117252"
BAD = "#cc2100"
NEUTRAL = "#7c8794"
SERIES = (PILOT, COMPARISON, "#2d7250", "#bf7ca8", "#876399", "#b23b00")
"""For categories without a meaning of their own, in this order."""
INK = "currentColor"
"""The colour of the text around the chart: dark on light, light on dark."""
ON_PAPER = "#1f2937"
"""What it is on white: in pictures and on slides."""

ROWS = alt.NamedData("rows")
"""Stands for the table that is handed over with the specification when it is drawn."""

_NOT_OURS = ("$schema", "config")
_WORDS = {"labelColor": INK, "titleColor": INK, "labelOpacity": 0.8, "titleOpacity": 0.8, "titleFontWeight": "normal"}
_LOOK = {"axis": _WORDS, "legend": _WORDS, "header": _WORDS, "text": {"color": INK}, "rule": {"color": INK}}
"""What is written in a chart has the contrast of the text around it; Streamlit's own theme writes it in pale grey."""


def kept(build: Callable[_Words, alt.TopLevelMixin]) -> Callable[_Words, Spec]:
    """Turn a function that builds a chart over ``ROWS`` into one that returns its specification, built once.

    The arguments are the chart's shape (a unit, an axis title), never its data: each set of them is kept for as long as
    the process lives. Write channels as objects (``alt.X("x:Q")``); the shorthand is a hundred times slower.
    """

    @lru_cache(maxsize=64)
    def specification(*words: Hashable, **named: Hashable) -> Spec:
        chart = build(*words, **named)  # type: ignore[arg-type] # as given to the function returned
        spec = chart.to_dict(context={"pre_transform": False})
        ours = {key: _without_rows(part) for key, part in spec.items() if key not in _NOT_OURS and not _is_rows(part)}
        return ours | {"config": _LOOK}

    return specification  # type: ignore[return-value] # same arguments, kept apart by their values


def _is_rows(part: object) -> bool:
    return part == {"name": ROWS.name}


def _without_rows(part: object) -> object:
    """Leave out the mention of ``ROWS``, so that every layer takes the table that is drawn."""
    if isinstance(part, list):
        return [_without_rows(each) for each in part]
    if isinstance(part, dict):
        return {key: _without_rows(value) for key, value in part.items() if not _is_rows(value)}
    return part
