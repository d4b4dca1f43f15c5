"""A chart of the screen as a picture: PNG for slides, SVG for print, drawn without a browser on white paper."""

from typing import Any

import pandas as pd

from cxdash.charts.theme import INK, ON_PAPER, ROWS, Spec
from cxdash.exports.slides import fit, letters

_WIDTH = 760
"""How wide a chart is that takes the width it is given on a page, in pixels."""
_SCALE = 2
_FONTS = f"{letters.FONT}, Liberation Sans, DejaVu Sans, sans-serif"
"""The one of slides, and what takes its place where a machine does not have it."""
_TITLE, _NOTE = 17, 12
_SIZED = ("width", "hconcat", "vconcat", "concat", "facet", "repeat")


def png(spec: Spec, rows: pd.DataFrame, *, title: str, note: str = "") -> bytes:
    """Return a kept chart over its rows as a PNG of twice its size, with its finding above it.

    Args:
        spec: from a function under ``charts.theme.kept``.
        rows: as they are drawn on the page.
        title: the finding.
        note: what one must know to read it; below the title.
    """
    import vl_convert  # noqa: PLC0415 brings an engine that takes a second to start and 100 MB

    drawn: bytes = vl_convert.vegalite_to_png(_whole(spec, rows, title, note), scale=_SCALE, allowed_base_urls=[])
    return drawn


def svg(spec: Spec, rows: pd.DataFrame, *, title: str, note: str = "") -> bytes:
    """Return the same as an SVG, UTF-8."""
    import vl_convert  # noqa: PLC0415 same

    drawn: str = vl_convert.vegalite_to_svg(_whole(spec, rows, title, note), allowed_base_urls=[])
    return drawn.encode()


def _whole(spec: Spec, rows: pd.DataFrame, title: str, note: str) -> Spec:
    """Return the specification as it stands on paper: with its rows, its title, its size and dark words."""
    on_paper: Spec = _dark(spec)
    words = {"labelFont": _FONTS, "titleFont": _FONTS}
    looks = on_paper.get("config", {})
    looks = looks | {name: looks.get(name, {}) | words for name in ("axis", "legend", "header")}
    return (
        on_paper
        | {
            "data": {"name": ROWS.name},
            "datasets": {ROWS.name: _records(rows)},
            "background": "white",
            "padding": 16,
            "title": _title(title, note),
            "config": looks | {"font": _FONTS, "view": {"stroke": None}},
        }
        | ({} if any(name in spec for name in _SIZED) else {"width": _WIDTH})
    )


def _title(title: str, note: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "text": fit.lines(fit.clean(title), size=_TITLE, width=_WIDTH, bold=True),
        "anchor": "start",
        "frame": "bounds",
        "fontSize": _TITLE,
        "color": ON_PAPER,
        "offset": 14,
    }
    if note:
        below = fit.lines(fit.clean(note), size=_NOTE, width=_WIDTH)
        said |= {"subtitle": below, "subtitleFontSize": _NOTE, "subtitleColor": ON_PAPER, "subtitlePadding": 6}
    return said


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as plain values: days in words of the standard, nothing where there is no figure."""
    plain = rows.rename(columns=str).astype(object).where(rows.notna().to_numpy(), None)
    return [
        {str(name): each.isoformat() if hasattr(each, "isoformat") else each for name, each in record.items()}
        for record in plain.to_dict(orient="records")
    ]


def _dark(part: Any) -> Any:  # noqa: ANN401 any part of a specification
    """Write in the ink of paper what takes the colour of the page around it on a screen."""
    if isinstance(part, dict):
        return {name: _dark(each) for name, each in part.items()}
    if isinstance(part, list):
        return [_dark(each) for each in part]
    return ON_PAPER if part == INK else part
