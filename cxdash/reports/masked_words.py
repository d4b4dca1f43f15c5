"""The banner of a masking alarm with what it counts in the organisation's currency; it is stored without one."""

from collections.abc import Sequence

from cxdash.domain.figures import Figures
from cxdash.effects.masking import BANNER


def in_money(alarm: str, figures: Figures) -> str:
    """Return an alarm's sentence as people read it: ``… Counted value: £0.``; any other sentence as it is."""
    return f"{BANNER.removesuffix('0.')}{figures.money(0)}." if alarm == BANNER else alarm


def every_in_money(alarms: Sequence[str], figures: Figures) -> tuple[str, ...]:
    """Return several such sentences: the banner and its reasons."""
    return tuple(in_money(each, figures) for each in alarms)
