"""Sentences with what they should be read as, and how much of that a reading gets exactly right."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cxdash.domain.statements import lint
from cxdash.trackers.catalogue import default_catalogue

TODAY = date(2026, 6, 1)
"""The day on which the sentences of the tables are read."""
PARTS = ("direction", "metric", "change", "population", "mechanism", "window_days", "problems")


@dataclass(frozen=True)
class Expectation:
    """A sentence, and the parts that somebody expects of it; parts that are not named are not compared."""

    text: str
    parts: dict


def in_file(path: Path) -> Iterator[Expectation]:
    """Yield the sentences of a file: JSON lines with "text" and "expect", or a table with bars between the columns."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        yield _from_json(json.loads(line)) if line.startswith("{") else _from_row(line)


def differences(expected: Expectation, today: date = TODAY) -> dict:
    """Return the parts that are read otherwise, each with what was expected and what was read."""
    found = lint(expected.text, default_catalogue(), today=today).to_json()
    read = found["parts"] | {"problems": [problem["code"] for problem in found["problems"]]}
    compared = {part: (expected.parts[part], read[part]) for part in PARTS if part in expected.parts}
    return {part: pair for part, pair in compared.items() if not _same(part, *pair)}


def score(expectations: Iterable[Expectation], today: date = TODAY) -> dict:
    """Return the share of sentences read exactly, for each part and for all parts together, from 0 to 1."""
    wrong = [differences(each, today) for each in expectations]
    shares = {part: sum(part not in each for each in wrong) / len(wrong) for part in PARTS}
    return shares | {"everything": sum(not each for each in wrong) / len(wrong)}


def _same(part, expected, read):
    if part == "problems":
        return set(expected) == set(read)
    if part == "change" and expected and read:
        sizes = [(expected.get(name), read[name]) for name in ("size", "from")]
        return expected["kind"] == read["kind"] and all(_near(*pair) for pair in sizes)
    if isinstance(expected, str) and isinstance(read, str):
        return expected.casefold() == read.casefold()
    return expected == read


def _near(expected, read):
    if expected is None or read is None:
        return expected is read
    return abs(expected - read) <= 0.005 * max(abs(expected), 1)


def _from_json(row):
    parts = row["expect"].get("parts", row["expect"])
    wanted = {part: parts[part] for part in PARTS if part in parts}
    if "problems" in row["expect"]:
        codes = row["expect"]["problems"]
        wanted["problems"] = [each["code"] if isinstance(each, dict) else each for each in codes]
    return Expectation(row["text"], wanted)


def _from_row(line):
    text, *cells = (cell.strip() for cell in line.split("|"))
    direction, metric, change, population, mechanism, window, problems = (None if c == "-" else c for c in cells)
    return Expectation(
        text,
        {
            "direction": direction,
            "metric": metric,
            "change": change and _change(change),
            "population": population,
            "mechanism": mechanism,
            "window_days": window and int(window),
            "problems": problems.split() if problems else [],
        },
    )


def _change(cell):
    """Read ``to_value 12 from 18`` and ``relative 30``."""
    kind, size, *rest = cell.split()
    return {"kind": kind, "size": float(size), "from": float(rest[1]) if rest else None}
