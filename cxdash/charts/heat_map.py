"""A heat map as a table that any reader can walk through: the figure stands in the cell, the shade repeats it.

On a phone each row becomes a short list of what hurts at that step, so that nothing has to be scrolled sideways.
"""

from collections.abc import Iterable, Sequence
from html import escape

from cxdash.reports.heat_map import Cell, HeatMap, Row

SHADES = (("#8e949c", "#000"), ("#aa8a68", "#000"), ("#bb7433", "#000"), ("#bf5a20", "#000"), ("#c2311a", "#fff"))
"""From little to most: the ground, seen on the light and the dark page alike, and the words that can be read on it."""

_CELLS = "\n".join(
    f".heat .l{level} {{ background: {ground}; color: {words}; }}" for level, (ground, words) in enumerate(SHADES)
)
_STYLE = f"""<style>
.heat {{ width: 100%; border-collapse: separate; border-spacing: 3px; font-size: 0.875rem; table-layout: fixed;
  font-variant-numeric: tabular-nums; }}
.heat th {{ font-weight: 400; text-align: left; vertical-align: bottom; padding: 0.2rem 0.4rem; line-height: 1.25; }}
.heat thead th:first-child, .heat tbody th {{ width: 21%; }}
.heat tbody th, .heat tfoot th, .heat td {{ vertical-align: middle; height: 2.2rem; }}
.heat thead th:not(:first-child), .heat td {{ text-align: center; padding: 0.2rem; }}
.heat td.sum {{ font-weight: 600; }}
.heat td.nothing span:last-child {{ position: absolute; clip-path: inset(50%); width: 1px; overflow: hidden; }}
.heat td.none {{ border: 1px dashed currentColor; opacity: 0.75; font-size: 0.8rem; }}
.heat .l0, .heat .l1, .heat .l2, .heat .l3, .heat .l4 {{ border-radius: 4px; }}
.heat tr.part th {{ font-weight: 600; padding-top: 0.9rem; border-bottom: 1px solid currentColor; }}
.heat tfoot th, .heat tfoot td {{ border-top: 1px solid currentColor; font-weight: 600; }}
.heat .kind {{ display: none; }}
{_CELLS}
@media (max-width: 640px) {{
  .heat, .heat tbody, .heat tr, .heat th, .heat td {{ display: block; width: auto !important; height: auto; }}
  .heat thead, .heat tfoot, .heat td.blank {{ display: none; }}
  .heat tbody th {{ font-weight: 600; padding: 0.7rem 0 0.2rem; }}
  .heat tr.part th {{ padding-top: 1.2rem; }}
  .heat td {{ display: flex; justify-content: space-between; padding: 0.4rem 0.6rem; margin-bottom: 3px; }}
  .heat td.nothing span:first-child {{ display: none; }}
  .heat td.nothing span:last-child {{ position: static; clip-path: none; width: auto; opacity: 0.75; }}
  .heat .kind {{ display: inline; font-weight: 400; }}
}}
</style>"""
_TOTAL = "All kinds"
_NOTHING = '<td class="nothing" role="cell"><span aria-hidden="true">–</span><span>Nothing written down</span></td>'


def table(drawn: HeatMap, *, caption: str) -> str:
    """Return the map as HTML; every name in it is escaped.

    Args:
        drawn: from ``reports.heat_map``.
        caption: what a reader who hears the table needs to know before its cells.
    """
    parts = [("What customers see", drawn.front), ("Back office", drawn.back)]
    filled = [(name, rows) for name, rows in parts if rows]
    body = "".join(_part(name if drawn.back else "", rows, drawn.kinds) for name, rows in filled)
    heads = "".join(_head(each) for each in ("Step", *drawn.kinds, _TOTAL))
    sums = "".join(f'<td role="cell">{escape(each)}</td>' for each in drawn.totals)
    return (
        f'{_STYLE}<table class="heat" role="table" aria-label="{escape(caption)}">'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>{body}'
        f'<tfoot role="rowgroup"><tr role="row"><th role="rowheader" scope="row">All steps</th>{sums}'
        f'<td role="cell">{escape(drawn.whole)}</td></tr></tfoot></table>'
    )


def _part(name: str, rows: Sequence[Row], kinds: Sequence[str]) -> str:
    """Return front or back office as a group of rows; without a name where there is only one group."""
    head = f'<th role="rowheader" colspan="{len(kinds) + 2}" scope="rowgroup">{escape(name)}</th>'
    title = f'<tr class="part" role="row">{head}</tr>' if name else ""
    return f'<tbody role="rowgroup">{title}{"".join(map(_row, rows))}</tbody>'


def _row(row: Row) -> str:
    cells = "".join(_cell(cell) for cell in row.cells)
    name = f'<th role="rowheader" scope="row">{escape(row.step)}</th>'
    total = f'<td class="sum" role="cell">{_named(_TOTAL, row.total)}</td>' if row.total else _NOTHING
    return f'<tr role="row">{name}{cells}{total}</tr>'


def _cell(cell: Cell) -> str:
    if not cell.words:
        return '<td class="blank" role="cell"></td>'
    look = "none" if cell.level is None else f"l{cell.level}"
    return f'<td class="{look}" role="cell" title="{escape(cell.note)}">{_named(cell.kind, cell.words)}</td>'


def _named(kind: str, words: str) -> str:
    """Put the column's name before the figure, for a phone, where there are no columns."""
    return f'<span class="kind">{escape(kind)}</span><span>{escape(words)}</span>'


def _head(name: str) -> str:
    return f'<th role="columnheader" scope="col">{escape(name)}</th>'


def caption(rows: Iterable[Row]) -> str:
    """Say what the table holds, for whoever hears it."""
    return f"Annual cost of friction by step and kind: {len(list(rows))} steps of the journey in order"
