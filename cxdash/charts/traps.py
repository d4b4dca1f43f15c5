"""The chart of the pilot-trap audit: how many use cases were in each trap, quarter by quarter."""

import altair as alt

from cxdash.charts.by_quarter import cells
from cxdash.charts.theme import BAD, kept


@kept
def trend(traps: tuple[str, ...]) -> alt.LayerChart | alt.FacetChart:
    """Draw the number of use cases in each trap at the end of each quarter; the darker, the larger its share.

    Rows: ``quarter``, ``position``, ``trap``, ``use_cases``, ``of``, ``share`` (percent), ``names``. What is not known
    has no row and stays empty. ``traps`` is their order.
    """
    tooltip = [
        alt.Tooltip("quarter:N", title="End of"),
        alt.Tooltip("trap:N", title="Trap"),
        alt.Tooltip("use_cases:Q", title="Use cases"),
        alt.Tooltip("of:Q", title="Of"),
        alt.Tooltip("names:N", title="Which"),
    ]
    return cells("trap", traps, number=alt.Text("use_cases:Q"), color=BAD, tooltip=tooltip, height=34)
