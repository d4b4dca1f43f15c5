"""A tracker as understood, written as the one JSON object that ``read --json`` prints."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from cxdash.domain.errors import RefusedFileError
from cxdash.trackers.readings import Problem, Reading, RegisterRow, Sheet, Table, Tracker


def to_json(tracker: Tracker) -> dict[str, Any]:
    """Return the object for a file that was read."""
    found: dict[str, Any] = {"file": tracker.file}
    if tracker.csv is not None:
        found["csv"] = dict(tracker.csv)
    return found | {"refused": None, "sheets": [_sheet(sheet) for sheet in tracker.sheets]}


def refusal_to_json(file: str, refused: RefusedFileError) -> dict[str, Any]:
    """Return the object for a file that was refused; an empty text file has no delimiter."""
    found: dict[str, Any] = {"file": file}
    if refused.code == "empty" and PurePath(file).suffix.lower() in {".csv", ".tsv", ".txt"}:
        found["csv"] = {"encoding": "utf-8", "delimiter": ""}
    return found | {"refused": {"code": refused.code, "message": str(refused)}, "sheets": []}


def problems_to_json(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return an object for each problem: the cell, the stable code and the sentence."""
    return [{"source": str(each.source), "code": each.code, "message": each.message} for each in problems]


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "used": sheet.used,
        "notes": list(sheet.notes),
        "tables": [_table(table) for table in sheet.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "range": table.range,
        "header_rows": list(table.header_rows) if table.header_rows else None,
        "layout": str(table.layout),
        "confidence": round(table.confidence, 3),
        "questions": [{"key": q.key, "text": q.text, "candidates": list(q.candidates)} for q in table.questions],
        "columns": [{"column": c.letter, "label": c.label, "field": c.field} for c in table.columns],
        "observations": table.observations,
        "missing": table.missing,
        "total_rows": list(table.total_rows),
        "fingerprint": table.fingerprint,
        "readings": [_reading(reading) for reading in table.readings],
        "register": [_register_row(row) for row in table.register],
        "problems": problems_to_json(table.problems),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "entity": reading.entity,
        "metric": reading.metric,
        "period_start": reading.period.starts.isoformat(),
        "grain": str(reading.period.grain),
        "segment": reading.segment,
        "arm": str(reading.arm),
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "unit": reading.unit,
        "source": str(reading.source),
    }


def _register_row(row: RegisterRow) -> dict[str, Any]:
    fields = {
        name: value if isinstance(value, str | float) else value.isoformat() for name, value in row.fields.items()
    }
    return {"fields": fields, "source": str(row.source)}
