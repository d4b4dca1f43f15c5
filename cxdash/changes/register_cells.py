"""The cells of a register as domain values, with a problem at the cell where one cannot be understood."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from cxdash.domain.metrics import Catalogue, Metric
from cxdash.domain.targets import Target, parse_target
from cxdash.trackers.readings import Problem, RegisterRow

Said = TypeVar("Said")
_LIST = re.compile(r"\s*[;\n]\s*|\s*,\s+")
_NUMBER = re.compile(r"[-+−]?\d[\d\s.,]*")


@dataclass
class Cells:
    """One row of a register, read field by field; what cannot be understood is collected in ``problems``."""

    row: RegisterRow
    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)

    def without(self, names: Collection[str]) -> "Cells":
        """Return the same row as if these fields were empty, with no problems yet."""
        said = {name: value for name, value in self.row.fields.items() if name not in names}
        return Cells(replace(self.row, fields=said), self.catalogue)

    def says(self, name: str) -> bool:
        """Whether the row has anything in this field."""
        value = self.row.fields.get(name)
        return value is not None and str(value).strip() != ""

    def text(self, name: str, default: str = "") -> str:
        """Return a field as text, or the default where it is empty."""
        if not self.says(name):
            return default
        value = self.row.fields[name]
        if isinstance(value, float):
            return f"{value:g}"
        return value.isoformat() if isinstance(value, date) else " ".join(value.split())

    def names(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a field as a list of names in alphabetical order, split at semicolons, new lines and commas."""
        if not self.says(name):
            return default
        return tuple(sorted({part for part in _LIST.split(self.text(name)) if part}))

    def day(self, name: str, default: date | None = None) -> date | None:
        """Return a field as a date, or the default where it is empty; anything else is a problem."""
        value = self.row.fields.get(name) if self.says(name) else None
        if value is None or isinstance(value, date):
            return value or default
        self._problem("not_a_date", name, f"“{value}” is not a date. Write it as 2026-03-31.")
        return default

    def number(self, name: str, default: float | None = None) -> float | None:
        """Return a field as a number, or the default where it is empty; anything else is a problem."""
        value = self.row.fields.get(name) if self.says(name) else None
        if value is None:
            return default
        if isinstance(value, float | int):
            return float(value)
        found = _NUMBER.search(value) if isinstance(value, str) else None
        if found is None:
            self._problem("not_a_number", name, f"“{value}” is not a number. Write digits only.")
            return default
        return float(re.sub(r"[\s,]", "", found[0]).replace("−", "-"))

    def whole(self, name: str, default: int) -> int:
        """Return a field as a whole number, or the default where it is empty."""
        number = self.number(name)
        return default if number is None else int(number)

    def word(self, name: str, read: Callable[[str], Said], default: Said) -> Said:
        """Return a field as one of a few words, or the default where it is empty; another word is a problem."""
        if not self.says(name):
            return default
        text = self.text(name)
        try:
            return read(text.strip().lower())
        except ValueError:
            self._problem("unknown_word", name, f"“{text}” is not a {name.replace('_', ' ')} that cxdash knows.")
            return default

    def metric(self, text: str, name: str) -> Metric | None:
        """Return the metric a text names; a name the catalogue does not know is a problem."""
        found = self.catalogue.get(text) or self.catalogue.named(text)
        if found is None:
            said = f"“{text}” is no metric of the catalogue. Add it on the page Metrics, or write a name listed there."
            self._problem("unknown_metric", name, said)
        return found

    def target(self, metric: Metric) -> Target | None:
        """Return the declared target of a metric, or None where the row has none."""
        value = self.row.fields.get("target") if self.says("target") else None
        if value is None or isinstance(value, date):
            return None
        found = parse_target(value, is_fraction=metric.is_fraction)
        if found is None:
            self._problem("not_a_target", "target", f"“{value}” is not a target. Write −30 %, −6 points or to 12 %.")
        return found

    def reject(self, message: str, *, name: str = "", code: str = "rule") -> None:
        """Collect a broken rule, at the field's cell where one is named, else at the row's first cell."""
        self._problem(code, name, message)

    def _problem(self, code: str, name: str, message: str) -> None:
        problem = Problem(code, message, self.row.sources.get(name, self.row.source))
        if problem not in self.problems:
            self.problems.append(problem)
