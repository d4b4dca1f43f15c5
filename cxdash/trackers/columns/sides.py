"""The sides of a comparison in the words of headers, where the table has both or says ``pilot`` outright."""

from collections.abc import Iterable

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import plain
from cxdash.trackers.tables.frames import ColumnProfile
from cxdash.trackers.words import arm_in, arm_of


def have_sides(columns: Iterable[ColumnProfile]) -> bool:
    """Whether some header names the other side of a comparison: only then does ``Treated`` name the pilot's."""
    return any(
        Arm.COMPARISON in {arm_of(part), arm_in(part)[1]} for column in columns for part in column.rest or column.parts
    )


def side_of(part: str, *, sided: bool) -> Arm | None:
    """Return the side that a line of a header names.

    Args:
        sided: the table names the other side too.
    """
    arm = arm_of(part)
    return arm if sided or arm is Arm.COMPARISON or plain(part).startswith("pilot") else None
