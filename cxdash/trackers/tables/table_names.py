"""Whose figures a table holds, where a line above it or the sheet's name says so."""

import re
from collections.abc import Sequence

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Catalogue, plain
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.readings import Hints
from cxdash.trackers.tables.frames import Frame
from cxdash.trackers.words import arm_in, arm_of, column_field, is_generic_sheet, sounds_like_metric

NAMES = frozenset({"pilot", "use_case", "entity", "site"})
_FACT = re.compile(r"([^:]{2,30})\s*:\s+(\S.*)")
_LONGEST = 40


def name_of_table(
    frame: Frame, catalogue: Catalogue, hints: Hints, *, named: bool, beside: Sequence[Frame]
) -> tuple[str | None, Arm | None]:
    """Return the entity and the side of the comparison that stand outside a table, None for what nothing says.

    Args:
        named: the sheets of the workbook are alike, so that their names say whose figures they hold.
        beside: all tables of the same sheet.
    """
    own_arm = arm_of(frame.sheet)
    said = hints.entities.get(frame.sheet)
    above, side = _said_above(frame, catalogue, beside)
    if said or above or own_arm is not None:
        return said or above, side or own_arm
    entity, arm = arm_in(frame.sheet)
    if arm is Arm.COMPARISON:
        return entity, arm
    named = named and not is_generic_sheet(frame.sheet) and catalogue.named(frame.sheet) is None
    return (frame.sheet if named else None), side


def _said_above(frame: Frame, catalogue: Catalogue, beside: Sequence[Frame]) -> tuple[str | None, Arm | None]:
    """Return the name in a line such as ``Pilot: Northgate``, or above one of several tables with the same header."""
    if frame.with_field(*NAMES) is not None:
        return None, None
    facts = {match[2].strip() for line in frame.titles if (match := _FACT.fullmatch(line)) and _is_name_of(match[1])}
    heads = {other.titles[-1] if other.titles else "" for other in beside if other.fingerprint == frame.fingerprint}
    if len(facts) == 1:
        text = facts.pop()
    elif len(heads) > 1 and frame.titles and _is_name(frame.titles[-1], frame, catalogue):
        text = frame.titles[-1].strip().rstrip(":")
    else:
        return None, None
    whole = arm_of(text)
    return (None, whole) if whole is not None else arm_in(text)


def _is_name_of(label: str) -> bool:
    """Whether a label such as ``Pilot`` or ``Site name`` says whose figures follow; ``Report name`` does not."""
    return column_field(plain(label).removesuffix(" name")) in NAMES


def _is_name(line: str, frame: Frame, catalogue: Catalogue) -> bool:
    """Whether a line above a table names whose figures it holds: their metrics stand in the table itself."""
    if len(line) > _LONGEST or catalogue.named(line) is not None or sounds_like_metric(line) or parse_when(line):
        return False
    return frame.with_field("metric") is not None or any(
        catalogue.named(column.last) is not None for column in frame.columns if column.numeric
    )
