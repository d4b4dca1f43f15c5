"""Bar charts that PowerPoint can edit: bars lying side by side with their ranges, and the steps of a waterfall."""

from collections.abc import Sequence

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Pt

from cxdash.exports.slides import axes, fit, scales
from cxdash.exports.slides.content import Bars, Series, Step, Tone, Waterfall
from cxdash.exports.slides.embedded import Column, Sheet, error_bars, set_reference

WHOLE = "0"
"""The form of what is counted: its axis has whole numbers only."""
_NAMES = 0.45
"""The share of the chart that names take."""
_FEW = 5
"""Up to so many rows a name may take two lines."""


def bars_data(bars: Bars, *, points_wide: float) -> CategoryChartData:
    """Return what PowerPoint draws the bars from; names are broken into lines that fit the room left for them."""
    data = CategoryChartData(number_format=bars.form)
    data.categories = [
        _label(*each, is_few=len(bars.categories) <= _FEW, width=points_wide * _NAMES - 14) for each in bars.categories
    ]
    for series in bars.series:
        data.add_series(series.name, list(series.values))
    return data


def finish_bars(chart: Chart, bars: Bars) -> None:
    """Give the bars their colours, ranges and axes, and put their sheet into the chart."""
    axes.set_up(chart, has_legend=len(bars.series) > 1)
    axes.names(chart.category_axis)
    axes.quiet(chart.value_axis, form=bars.form)
    reached = [end for each in bars.series for end in (*each.values, *each.low, *each.high)]
    _set_scale(chart, reached, least=1.0 if bars.form == WHOLE else 0.0)
    chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60 if len(bars.categories) > 2 else 180, -5
    below = 0.18 if len(bars.series) > 1 else 0.08
    axes.place_plot(chart, left=_NAMES, top=0.07, width=0.96 - _NAMES, height=0.98 - below)
    categories = [": ".join(part for part in each if part) for each in bars.categories]
    sheet = Sheet(Column("", categories), *(Column(each.name, each.values) for each in bars.series))
    for at, (drawn, series) in enumerate(zip(plot.series, bars.series, strict=True), start=1):
        drawn.invert_if_negative = False
        drawn.format.fill.solid()
        axes.colour(drawn.format.fill.fore_color, series.tone)
        if series.low:
            _add_ranges(drawn._element, sheet, series)  # noqa: SLF001 whiskers have no API of their own
        set_reference(drawn._element.find("{*}tx"), sheet.head(at))  # noqa: SLF001 nor have references
        set_reference(drawn._element.find("{*}cat"), sheet.reference(0))  # noqa: SLF001 same
        set_reference(drawn._element.find("{*}val"), sheet.reference(at))  # noqa: SLF001 same
    if bars.form == WHOLE:
        _count_on_bars(chart)
    for at, tone in enumerate(bars.by_category):
        fill = plot.series[0].points[at].format.fill
        fill.solid()
        axes.colour(fill.fore_color, tone)
    sheet.put_into(chart)


def _count_on_bars(chart: Chart) -> None:
    """Write what is counted at the end of each bar; nothing where there is no bar."""
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = "0;−0;", False
    labels.font.size = Pt(axes.LABEL)


def waterfall_data(waterfall: Waterfall) -> CategoryChartData:
    """Return stacked columns: a base that is not seen, and above it what each step spans, on either side of 0."""
    data = CategoryChartData(number_format=waterfall.form)
    data.categories = [f"{step.name}\n{step.words}" for step in waterfall.steps]
    for column in _stacked(waterfall.steps):
        data.add_series(column.head, [float(each) for each in column.values if not isinstance(each, str | None)])
    return data


def finish_waterfall(chart: Chart, waterfall: Waterfall) -> None:
    """Hide the base, colour the steps by what they mean, and put the sheet into the chart."""
    axes.set_up(chart, has_legend=False)
    axes.names(chart.category_axis)
    axes.quiet(chart.value_axis, form=waterfall.form)
    _set_scale(chart, [end for step in waterfall.steps for end in (step.begins, step.ends)])
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    axes.place_plot(chart, left=0.09, top=0.03, width=0.9, height=0.72)
    columns = _stacked(waterfall.steps)
    sheet = Sheet(Column("", [step.name for step in waterfall.steps]), *columns)
    sheet.add(Column("Amount", [step.words for step in waterfall.steps]))
    for at, drawn in enumerate(plot.series, start=1):
        drawn.invert_if_negative = False
        element = drawn._element  # noqa: SLF001 references have no API of their own
        set_reference(element.find("{*}tx"), sheet.head(at))
        set_reference(element.find("{*}cat"), sheet.reference(0))
        set_reference(element.find("{*}val"), sheet.reference(at))
        if at == 1:
            drawn.format.fill.background()
            continue
        for place, step in enumerate(waterfall.steps):
            fill = drawn.points[place].format.fill
            fill.solid()
            axes.colour(fill.fore_color, step.tone)
    sheet.put_into(chart)


BARS_TYPE, WATERFALL_TYPE = XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.COLUMN_STACKED


def _set_scale(chart: Chart, reached: Sequence[float | None], *, least: float = 0.0) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = scales.scale(
        [each for each in reached if each is not None], parts=4, least=least
    )


def _stacked(steps: Sequence[Step]) -> tuple[Column, ...]:
    """Return base, what lies above 0 and what lies below it; bars on either side of 0 are stacked apart."""
    spans = [sorted((step.begins, step.ends)) for step in steps]
    base = [max(low, 0.0) or min(high, 0.0) for low, high in spans]
    above = [max(high, 0.0) - max(low, 0.0) for low, high in spans]
    below = [min(low, 0.0) - min(high, 0.0) for low, high in spans]
    return Column("Base, not drawn", base), Column("Above 0", above), Column("Below 0", below)


def _add_ranges(element: object, sheet: Sheet, series: Series) -> None:
    above = [_reach(high, value) for high, value in zip(series.high, series.values, strict=True)]
    below = [_reach(value, low) for value, low in zip(series.values, series.low, strict=True)]
    whiskers = error_bars(
        sheet,
        above=sheet.add(Column(f"{series.name}: range above", above)),
        below=sheet.add(Column(f"{series.name}: range below", below)),
        tone=Tone.INK.value,
    )
    element.find("{*}cat").addprevious(whiskers)  # type: ignore[attr-defined] # an element of lxml, which ships no types


def _reach(upper: float | None, lower: float | None) -> float | None:
    return None if upper is None or lower is None else upper - lower


def _label(name: str, words: str, *, is_few: bool, width: float) -> str:
    """Return a row's name in lines that fit, and its figures in words below it; among many rows two lines in all."""
    text = fit.shortened(name, size=axes.LABEL, width=width, at_most=2 if is_few or not words else 1)
    figures = fit.shortened(words, size=axes.LABEL, width=width, at_most=2 if is_few else 1)
    broken = [fit.balanced(each, size=axes.LABEL, width=width) for each in (text, figures) if each]
    return "\n".join(line for each in broken for line in each)
