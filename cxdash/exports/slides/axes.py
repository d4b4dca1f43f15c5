"""What all native charts share: quiet axes, type that can be read from afar, a plot that leaves room for its names."""

from typing import Any

from pptx.chart.axis import _BaseAxis
from pptx.chart.chart import Chart
from pptx.dml.color import ColorFormat
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from cxdash.exports.slides.content import Tone

LABEL, SMALL = 16.0, 14.0
"""Points: names and legends, and the figures along an axis."""
_THEMED = {
    Tone.PILOT: MSO_THEME_COLOR.ACCENT_1,
    Tone.COMPARISON: MSO_THEME_COLOR.ACCENT_2,
    Tone.GOOD: MSO_THEME_COLOR.ACCENT_3,
    Tone.BAD: MSO_THEME_COLOR.ACCENT_4,
    Tone.NEUTRAL: MSO_THEME_COLOR.ACCENT_5,
    Tone.OTHER: MSO_THEME_COLOR.ACCENT_6,
    Tone.INK: MSO_THEME_COLOR.TEXT_1,
}


def colour(target: ColorFormat, tone: Tone) -> None:
    """Give something a colour of the theme by what it means."""
    target.theme_color = _THEMED[tone]


def set_up(chart: Chart, *, has_legend: bool) -> None:
    """Set the type of a chart, no title (the slide has one), and its legend below the plot."""
    chart.font.size = Pt(LABEL)
    colour(chart.font.color, Tone.INK)
    chart.has_title = False
    chart.has_legend = has_legend
    if chart.legend is not None:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(LABEL)


def quiet(axis: _BaseAxis, *, form: str, grid: bool = True) -> None:
    """Make an axis of figures recede: thin pale lines, small type, no ticks."""
    axis.has_major_gridlines = grid
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(SMALL)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
    axis.format.line.fill.background()
    if grid:
        line = axis.major_gridlines.format.line
        line.width = Pt(0.75)
        line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2


def names(axis: _BaseAxis) -> None:
    """Write the names of an axis of categories beside the plot, also where bars reach below 0."""
    axis.has_major_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size = Pt(LABEL)
    colour(axis.format.line.color, Tone.NEUTRAL)


def place_plot(chart: Chart, *, left: float, top: float, width: float, height: float) -> None:
    """Put the plot into a part of the chart, in shares of its size; names stand in what is left."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 the plot's place has no API of its own
    for old in area.findall("{*}layout"):
        area.remove(old)
    ends = "".join(
        f'<c:{name} val="{value:.4f}"/>' for name, value in {"x": left, "y": top, "w": width, "h": height}.items()
    )
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{ends}</c:manualLayout></c:layout>'
        ),
    )


def leave_out_of_legend(chart: Chart, places: set[int]) -> None:
    """Take series that only carry words or lines out of the legend."""
    legend: Any = chart._chartSpace.chart.find("{*}legend")  # noqa: SLF001 entries of a legend have no API of their own
    position = legend.find("{*}legendPos")
    for place in sorted(places, reverse=True):
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
        position.addnext(parse_xml(entry))
