"""How charts of a deck write their figures: forms of a spreadsheet that read as the page does."""

from cxdash.domain.figures import Figures

SHARE = '+0.0%;"−"0.0%;0%'
WHOLE_SHARE = "0%"
COUNT = "0"


def money(figures: Figures, largest: float) -> str:
    """Return the form for amounts up to a size: whole ones, thousands as ``£12k``, or millions as ``£1.2m``."""
    symbol = figures.symbol if len(figures.symbol) == 1 else f"{figures.symbol} "
    if largest >= 999_500:
        unit = '0.0,,"m"'
    elif largest >= 10_000:
        unit = '#,##0,"k"'
    else:
        unit = "#,##0"
    return f'"{symbol}"{unit};"−{symbol}"{unit};"{symbol}"0'
