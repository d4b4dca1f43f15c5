"""Marks on two axes that PowerPoint can edit: a scatter, each mark with the number that the list beside it explains."""

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.util import Pt

from cxdash.exports.slides import axes
from cxdash.exports.slides.content import Plane
from cxdash.exports.slides.embedded import Column, Sheet, set_reference

PLANE_TYPE = XL_CHART_TYPE.XY_SCATTER
_PARTS = 3
_STYLES = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.SQUARE)
"""A state has its form as well as its colour."""
_WHICH = "What"


def plane_data(plane: Plane) -> XyChartData:
    """Return the names of the series with a point for each mark; ``finish_plane`` gives them their values."""
    data = XyChartData(number_format="0.0")
    for state, _ in plane.states:
        series = data.add_series(state)
        for mark in plane.marks:
            series.add_data_point(mark.across, mark.up)
    return data


def finish_plane(chart: Chart, plane: Plane) -> None:
    """Give the series their values, looks and numbers, and put the sheet into the chart."""
    axes.set_up(chart, has_legend=True)
    low, high = plane.ends
    for axis, name in ((chart.category_axis, plane.across), (chart.value_axis, plane.up)):
        axes.quiet(axis, form="0")
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, (high - low) / _PARTS
        axis.has_title = True
        axis.axis_title.text_frame.text = name
        title = axis.axis_title.text_frame.paragraphs[0].runs[0].font
        title.size, title.bold = Pt(axes.LABEL), False
    sheet = _sheet(plane)
    for drawn, style in zip(chart.plots[0].series, _STYLES, strict=False):
        _bind(drawn, sheet, across=plane.across)
        _look(drawn, plane, style)
        _number(drawn, plane)
    sheet.put_into(chart)


def _sheet(plane: Plane) -> Sheet:
    """Return a row for each mark; what it is up stands in the column of its state."""
    return Sheet(
        Column(_WHICH, [mark.name for mark in plane.marks]),
        Column(plane.across, [mark.across for mark in plane.marks]),
        *(
            Column(state, [mark.up if mark.state == state else None for mark in plane.marks])
            for state, _ in plane.states
        ),
    )


def _bind(drawn: XySeries, sheet: Sheet, *, across: str) -> None:
    """Let a series take its values from two columns of the sheet."""
    element = drawn._element  # noqa: SLF001 references have no API of their own
    up = sheet.place(drawn.name)
    for name, place in (("xVal", sheet.place(across)), ("yVal", up)):
        old = element.find(f"{{*}}{name}")
        old.getparent().replace(old, sheet.figures(name, place))
    set_reference(element.find("{*}tx"), sheet.head(up))


def _look(drawn: XySeries, plane: Plane, style: XL_MARKER_STYLE) -> None:
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = style, 14
    drawn.marker.format.fill.solid()
    axes.colour(drawn.marker.format.fill.fore_color, dict(plane.states)[drawn.name])
    drawn.marker.format.line.fill.background()


def _number(drawn: XySeries, plane: Plane) -> None:
    """Write its number beside each mark; marks in one place have theirs together, beside the first of them."""
    middle = sum(plane.ends) / 2
    for place, mark in enumerate(plane.marks):
        together = [each.number for each in plane.marks if (each.across, each.up) == (mark.across, mark.up)]
        if mark.state != drawn.name or mark.number != together[0]:
            continue
        label = drawn.points[place].data_label
        label.position = XL_LABEL_POSITION.LEFT if mark.across > middle else XL_LABEL_POSITION.RIGHT
        label.text_frame.text = ", ".join(map(str, together))
        run = label.text_frame.paragraphs[0].runs[0].font
        run.size, run.bold = Pt(axes.LABEL), True
