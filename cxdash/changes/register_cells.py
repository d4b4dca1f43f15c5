"""The cells of a register as domain values, with a problem at the cell where one cannot be understood."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.metrics import Catalogue, Metric, plain
from cxdash.domain.targets import Target, parse_target
from cxdash.domain.use_cases import LONGEST_TITLE
from cxdash.trackers.readings import Problem, RegisterRow

Word = TypeVar("Word", bound=StrEnum)
_LIST = re.compile(r"\s*[;\n]\s*|\s*,\s+")
_SEVERAL_PEOPLE = re.compile(r"\s*[;/&\n]\s*|\s+(?:and|und)\s+")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


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
            return f"{value:.15g}"
        return value.isoformat() if isinstance(value, date) else " ".join(value.split())

    def name(self, name: str, default: str = "") -> str:
        """Return a field as a name, which people must be able to read in a list."""
        text = self.text(name, default)
        if len(text) > LONGEST_TITLE:
            said = f"“{text[:40]}…” has {len(text)} characters; shorten it to {LONGEST_TITLE}."
            self.reject(said, name=name, code="name_too_long")
        return text

    def person(self, name: str) -> str:
        """Return a field as the name of one person; several answer for nothing, so that is a problem."""
        said = _SEVERAL_PEOPLE.split(str(self.row.fields[name]).strip())
        if len(said) > 1:
            several = f"“{self.text(name)}” names {len(said)} people. One answers for each function: write one name."
            self.reject(several, name=name, code="several_people")
        return self.name(name)

    def names(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a field as a list of names in alphabetical order, split at semicolons, new lines and commas."""
        return tuple(sorted(set(self.parts(name)))) if self.says(name) else default

    def parts(self, name: str) -> list[str]:
        """Return the parts of a field in the order in which they are written."""
        if not self.says(name):
            return []
        parts = [" ".join(part.split()) for part in _LIST.split(str(self.row.fields[name]).strip())]
        long = next((part for part in parts if len(part) > LONGEST_TITLE), None)
        if long is not None:
            self.reject(f"“{long[:40]}…” is too long for a name.", name=name, code="name_too_long")
        return [part for part in parts if part]

    def day(self, name: str, default: date | None = None) -> date | None:
        """Return a field as a date, or the default where it is empty; anything else is a problem."""
        value = self.row.fields.get(name) if self.says(name) else None
        if value is None:
            return default
        if not isinstance(value, date):
            self.reject(f"“{value}” is not a date. Write it as 2026-03-31.", name=name, code="not_a_date")
            return default
        if not EARLIEST <= value < LATEST:
            said = f"{value.isoformat()} is not between {EARLIEST.year} and {LATEST.year}. Correct the year."
            self.reject(said, name=name, code="not_a_date")
            return default
        return value

    def number(self, name: str, default: float | None = None) -> float | None:
        """Return a field as a number, or the default where it is empty; anything else is a problem."""
        value = self.row.fields.get(name) if self.says(name) else None
        if value is None:
            return default
        if isinstance(value, float | int):
            return float(value)
        self.reject(f"“{value}” is not a number. Write digits only.", name=name, code="not_a_number")
        return default

    def level(self, name: str, metric: Metric, default: float | None = None) -> float | None:
        """Return a field as a value of a metric; a share above all of it is a problem."""
        number = self.number(name, default)
        if number is not None and metric.is_fraction and abs(number) > 1:
            said = f"{number:g} is more than 100 % of it. Write a share of {metric.name} as 20 % or 0.2."
            self.reject(said, name=name, code="above_all")
            return default
        return number

    def whole(self, name: str, default: int) -> int:
        """Return a field as a whole number, or the default where it is empty; a fraction is a problem."""
        number = self.number(name)
        if number is None:
            return default
        if number != int(number):
            self.reject(f"{number:g} is not a whole number.", name=name, code="not_a_number")
            return default
        return int(number)

    def word(self, name: str, words: type[Word], default: Word) -> Word:
        """Return a field as one of a few words, or the default where it is empty; another word is a problem."""
        said = self.one_of(name, [each.value for each in words])
        return default if said is None else words(said)

    def one_of(self, name: str, words: Sequence[str]) -> str | None:
        """Return which of a few words a field says, in any letters; another word is a problem that names them."""
        if not self.says(name):
            return None
        text = self.text(name)
        found = next((word for word in words if plain(word) == plain(text)), None)
        if found is None:
            what = name.replace("_", " ")
            known = ", ".join(words[:-1]) + f" or {words[-1]}"
            self.reject(f"“{text}” is no {what} that cxdash knows. Write {known}.", name=name, code="unknown_word")
        return found

    def metric(self, text: str, name: str) -> Metric | None:
        """Return the metric a text names; a name the catalogue does not know is a problem."""
        found = self.catalogue.get(text) or self.catalogue.named(text)
        if found is None:
            said = f"“{text}” is no metric of the catalogue. Add it on the page Metrics, or write a name listed there."
            self.reject(said, name=name, code="unknown_metric")
        return found

    def target(self, metric: Metric) -> Target | None:
        """Return the declared target of a metric, or None where the row has none."""
        value = self.row.fields.get("target") if self.says("target") else None
        found = parse_target(value, is_fraction=metric.is_fraction) if isinstance(value, str | float) else None
        if found is None and value is not None:
            said = f"“{self.text('target')}” is not a target. Write −30 %, −6 points or to 12 %."
            self.reject(said, name="target", code="not_a_target")
        return found

    def broken(self, rule: RuleError, *, name: str) -> None:
        """Collect a broken rule at the cell of the field that breaks it, else at the named one."""
        self.reject(str(rule), name=rule.field if self.says(rule.field) else name)

    def edited_since(self, clash: StaleEditError, *, name: str) -> None:
        """Collect a cell that changed although somebody edited the same thing on the page since the last upload."""
        said = (
            f"{clash.field[0].upper()}{clash.field[1:]} was “{clash.seen}” in the last upload and is “{clash.mine}” "
            f"now, but somebody changed it to “{clash.theirs}” since. Write “{clash.theirs}” here, or change it on the "
            "use case's page."
        )
        self.reject(said, name=name, code="edited_since")

    def reject(self, message: str, *, name: str = "", code: str = "rule") -> None:
        """Collect a problem, at the field's cell where one is named, else at the row's first cell."""
        problem = Problem(code, message, self.row.sources.get(name, self.row.source))
        if problem not in self.problems:
            self.problems.append(problem)
