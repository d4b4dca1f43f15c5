"""What the last upload of a register said, so that the next one does not take back what people edited since."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes.register_cells import Cells
from cxdash.domain.metrics import Catalogue, plain
from cxdash.store import audit, imports
from cxdash.trackers.readings import RegisterRow, Source

_OF_MONEY = ("use_case", "pilot", "side", "cost_kind", "basis", "line", "grain", "starts")
_NOWHERE = Source("", "")
Rows = Mapping[tuple[str, str], Sequence[Cells]]


def keep(session: Session, rows: Sequence[RegisterRow], *, import_id: int) -> None:
    """Write into the log what a register said; undoing the import makes it as if nothing had been said."""
    if rows:
        said = {"rows": [{name: _as_json(value) for name, value in row.fields.items()} for row in rows]}
        audit.record(session, table=imports.REGISTER, key=import_id, after=said)


def rows_said(session: Session, names: set[tuple[str, str]], catalogue: Catalogue) -> Rows:
    """Return the rows of the last upload that spoke of each use case or pilot, by kind and plain name.

    Kinds are ``use_case``, ``metric`` (rows that add one to a use case), ``pilot``, ``friction``, ``step`` and
    ``money``.
    """
    found: dict[tuple[str, str], list[Cells]] = {}
    missing = set(names)
    for said in imports.registers(session):
        if not missing:
            break
        rows: dict[tuple[str, str], list[Cells]] = {}
        for fields in said.get("rows", []):
            row = Cells(RegisterRow(_from_json(fields), {}, _NOWHERE), catalogue)
            rows.setdefault(key_of(row), []).append(row)
        new = {key: cells for key, cells in rows.items() if key in missing}
        found |= new
        missing -= new.keys()
    return found


def key_of(cells: Cells) -> tuple[str, str]:
    """Return what a row is about: an amount, what hurts at a step, a step, a pilot, a use case, one metric more."""
    if cells.row.is_about_money:
        return "money", " | ".join(plain(cells.text(name)) for name in _OF_MONEY)
    if cells.says("friction"):
        return "friction", f"{plain(cells.text('friction'))} @ {plain(cells.text('step'))}"
    if cells.says("step"):
        return "step", plain(cells.text("step"))
    if cells.says("pilot"):
        return "pilot", plain(cells.text("pilot"))
    return "metric" if cells.says("role") else "use_case", plain(cells.text("use_case"))


def _as_json(value: str | float | date) -> str | float | dict[str, str]:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _from_json(fields: Mapping[str, Any]) -> dict[str, str | float | date]:
    return {
        name: date.fromisoformat(value["day"]) if isinstance(value, dict) else value for name, value in fields.items()
    }
