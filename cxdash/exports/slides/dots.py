"""Dots with whiskers that PowerPoint can edit: a scatter, each row's name and verdict beside its whisker.

Whiskers are lines of their own with a gap after each, not error bars: LibreOffice leaves out error bars along the
horizontal whose lengths differ, and a claim must never be seen without its range.
"""

from collections.abc import Sequence

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from cxdash.exports.slides import axes, fit, scales
from cxdash.exports.slides.content import Dot, Dots, Tone
from cxdash.exports.slides.embedded import Column, Sheet, set_reference

DOTS_TYPE = XL_CHART_TYPE.XY_SCATTER
_RAISED = 0.42
"""How far above its whisker a row's name stands in a small chart, in rows."""
_FOOT, _TOP = 0.4, 0.8
"""Where the plot begins below the last row, and ends above the first one, in rows."""
_LEFT, _RIGHT = 0.32, 0.73
"""Where the plot begins and ends, in shares of the chart: names stand to its left, verdicts to its right."""
_LIKELY, _NAMES, _MARKS, _ZERO = "Likely, once all pilots are weighed together", "Names", "Verdicts", "No change"
_WHICH, _MEASURED, _LINE, _WORDS = "Pilot", "Measured", "Line", "Words"
_ENDS_OF, _ENDS, _RANGE = "Ends of ranges", "Range", ": range"
_SMALL_SHARE, _GAP = 0.9, 0.01
_NARROW = 12.0
"""Points: what a small chart's axis is called, on one line."""


def dots_data(dots: Dots) -> XyChartData:
    """Return the names of the series with a point for each row; ``finish_dots`` gives them their values."""
    data = XyChartData(number_format=dots.form)
    for name in _names(dots):
        series = data.add_series(name)
        for _ in range(_rows(dots)):
            series.add_data_point(0.0, 0.0)
    return data


def finish_dots(chart: Chart, dots: Dots, *, points_wide: float) -> None:
    """Give the series their values, looks, whiskers and words, and put the sheet into the chart."""
    axes.set_up(chart, has_legend=not dots.is_small)
    low, high, step = _scale(dots)
    across, up = chart.category_axis, chart.value_axis
    axes.quiet(across, form=dots.form)
    across.minimum_scale, across.maximum_scale, across.major_unit = low, high, step
    across.has_title = True
    room, size = points_wide * 0.9, _NARROW if dots.is_small else axes.SMALL
    across.axis_title.text_frame.text = fit.shortened(dots.axis, size=size, width=room, at_most=1)
    title = across.axis_title.text_frame.paragraphs[0].runs[0].font
    title.size, title.bold = Pt(size), False
    up.minimum_scale, up.maximum_scale = _FOOT, len(dots.rows) + _TOP
    up.visible, up.has_major_gridlines = False, False
    if dots.is_small:
        axes.place_plot(chart, left=0.02, top=0.01, width=0.96, height=0.8)
    else:
        axes.place_plot(chart, left=_LEFT, top=0.0, width=_RIGHT - _LEFT, height=0.78)
    sheet = _sheet(dots)
    for drawn in chart.plots[0].series:
        _finish(drawn, dots, sheet, points_wide=points_wide)
    if not dots.is_small:
        named = {_LIKELY, dots.target[1] if dots.target else ""}  # a verdict beside each row says what its colour is
        axes.leave_out_of_legend(chart, {at for at, name in enumerate(_names(dots)) if name not in named})
    sheet.put_into(chart)


def _names(dots: Dots) -> list[str]:
    """Return the series: lines first, so that nothing is hidden behind them, words last."""
    target = [dots.target[1]] if dots.target else []
    states = [state for state, _ in _states(dots)]
    return [
        _ZERO,
        *target,
        *(f"{state}{_RANGE}" for state in states),
        *states,
        *_likely(dots),
        _NAMES,
        *([] if dots.is_small else [_MARKS]),
    ]


def _states(dots: Dots) -> list[tuple[str, Tone]]:
    met = {row.state for row in dots.rows}
    return [each for each in dots.states if each[0] in met]


def _likely(dots: Dots) -> list[str]:
    return [_LIKELY] if any(row.likely is not None for row in dots.rows) else []


def _scale(dots: Dots) -> tuple[float, float, float]:
    return scales.scale([*dots.ends, *([dots.target[0]] if dots.target else [])])


def _rows(dots: Dots) -> int:
    """Return how many rows the sheet has: two ends of each whisker, and the gap after them."""
    return len(dots.rows) * 3


def _sheet(dots: Dots) -> Sheet:
    """Return a row per pilot, and beside them its ranges.

    All columns are as long as each other: some programs draw no series that is shorter.
    """
    rows, count = dots.rows, _rows(dots)
    low, high, _ = _scale(dots)
    height = [float(len(rows) - at) for at in range(len(rows))]
    line = [_FOOT + (len(rows) + _TOP - _FOOT) * at / (count - 1) for at in range(count)]
    columns = [
        Column(_WHICH, [row.name for row in rows]),
        Column(_MEASURED, [row.at for row in rows]),
        *(Column(state, _only(state, rows, height)) for state, _ in _states(dots)),
        *(Column(f"{name}: value", [row.likely for row in rows]) for name in _likely(dots)),
        *(Column(name, height) for name in _likely(dots)),
        Column(_ENDS_OF, [words for row in rows for words in (f"{row.name}: from", f"{row.name}: to", None)]),
        Column(_ENDS, [end for row in rows for end in (row.low, row.high, None)]),
        *(
            Column(f"{state}{_RANGE}", [end for at in _only(state, rows, height) for end in (at, at, None)])
            for state, _ in _states(dots)
        ),
        Column(_LINE, line),
        Column(f"{_ZERO}: value", [0.0] * count),
        *([Column(f"{dots.target[1]}: value", [dots.target[0]] * count)] if dots.target else []),
        Column(f"{_NAMES}: value", [low] * len(rows)),
        Column(f"{_MARKS}: value", [high] * len(rows)),
        Column(_WORDS, [at + (_RAISED if dots.is_small else 0.0) for at in height]),
    ]
    return Sheet(*(Column(each.head, [*each.values, *[None] * (count - len(each.values))]) for each in columns))


def _only(state: str, rows: Sequence[Dot], height: Sequence[float]) -> list[float | None]:
    return [at if row.state == state else None for row, at in zip(rows, height, strict=True)]


def _finish(drawn: XySeries, dots: Dots, sheet: Sheet, *, points_wide: float) -> None:
    tones = dict(dots.states)
    state = drawn.name.removesuffix(_RANGE)
    if drawn.name in tones:
        _bind(drawn, sheet, across=_MEASURED, up=drawn.name)
        _mark(drawn, XL_MARKER_STYLE.CIRCLE, 10, tones[drawn.name])
    elif state in tones:
        _bind(drawn, sheet, across=_ENDS, up=drawn.name)
        _rule(drawn, tones[state], width=3)
    elif drawn.name == _LIKELY:
        _bind(drawn, sheet, across=f"{_LIKELY}: value", up=_LIKELY)
        _mark(drawn, XL_MARKER_STYLE.DIAMOND, 9, Tone.INK)
    elif drawn.name in {_NAMES, _MARKS}:
        _bind(drawn, sheet, across=f"{drawn.name}: value", up=_WORDS)
        _write(drawn, dots, is_name=drawn.name == _NAMES, points_wide=points_wide)
    elif drawn.name == _ZERO:
        _bind(drawn, sheet, across=f"{_ZERO}: value", up=_LINE)
        _rule(drawn, Tone.NEUTRAL, width=1)
    else:
        _bind(drawn, sheet, across=f"{drawn.name}: value", up=_LINE)
        _rule(drawn, Tone.GOOD, width=2)
        drawn.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def _bind(drawn: XySeries, sheet: Sheet, *, across: str, up: str) -> None:
    """Let a series take its values from two columns of the sheet."""
    element = drawn._element  # noqa: SLF001 references have no API of their own
    for name, head in (("xVal", across), ("yVal", up)):
        old = element.find(f"{{*}}{name}")
        old.getparent().replace(old, sheet.figures(name, sheet.place(head)))
    set_reference(element.find("{*}tx"), sheet.head(sheet.place(up)))


def _mark(drawn: XySeries, style: XL_MARKER_STYLE, size: int, tone: Tone) -> None:
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = style, size
    drawn.marker.format.fill.solid()
    axes.colour(drawn.marker.format.fill.fore_color, tone)
    drawn.marker.format.line.fill.background()


def _rule(drawn: XySeries, tone: Tone, *, width: float) -> None:
    drawn.marker.style = XL_MARKER_STYLE.NONE
    drawn.format.line.width = Pt(width)
    axes.colour(drawn.format.line.color, tone)


def _write(drawn: XySeries, dots: Dots, *, is_name: bool, points_wide: float) -> None:
    """Write the rows' words at points that are not seen, outside the plot; in a small chart names stand in it."""
    drawn.marker.style = XL_MARKER_STYLE.NONE
    drawn.format.line.fill.background()
    beside = (_LEFT if is_name else 1 - _RIGHT) - _GAP
    share = _SMALL_SHARE if dots.is_small else beside
    to_the_left = is_name and not dots.is_small
    for place, row in enumerate(dots.rows):
        words = fit.shortened(
            row.name if is_name else row.mark, size=axes.LABEL, width=points_wide * share, at_most=1, bold=is_name
        )
        label = drawn.points[place].data_label
        label.position = XL_LABEL_POSITION.LEFT if to_the_left else XL_LABEL_POSITION.RIGHT
        label.text_frame.text = words
        label.text_frame.word_wrap = False
        run = label.text_frame.paragraphs[0].runs[0].font
        run.size, run.bold = Pt(axes.LABEL), is_name
        axes.colour(run.color, Tone.INK)
        # A word is read before the line that runs below it.
        ground = parse_xml(f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></c:spPr>')
        label._dLbl.find("{*}dLblPos").addprevious(ground)  # noqa: SLF001 a label's ground has no API of its own
