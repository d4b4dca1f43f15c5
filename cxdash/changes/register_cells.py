"""The cells of a register as domain values, with a problem at the cell where one cannot be understood."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from cxdash.changes.register_problems import register_problem
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.metrics import Catalogue, Metric, plain
from cxdash.domain.names import tidy
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
        return value.isoformat() if isinstance(value, date) else tidy(value)

    def name(self, name: str, default: str = "") -> str:
        """Return a field as a name, which people must be able to read in a list."""
        text = self.text(name, default)
        if len(text) > LONGEST_TITLE:
            self.reject("name_too_long", name, value=text[:40], size=len(text), limit=LONGEST_TITLE)
        return text

    def person(self, name: str) -> str:
        """Return a field as the name of one person; several answer for nothing, so that is a problem."""
        said = _SEVERAL_PEOPLE.split(str(self.row.fields[name]).strip())
        if len(said) > 1:
            self.reject("several_people", name, value=self.text(name), count=len(said))
        return self.name(name)

    def names(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a field as a list of names in alphabetical order, split at semicolons, new lines and commas."""
        return tuple(sorted(set(self.parts(name)))) if self.says(name) else default

    def parts(self, name: str) -> list[str]:
        """Return the parts of a field in the order in which they are written."""
        if not self.says(name):
            return []
        parts = [tidy(part) for part in _LIST.split(str(self.row.fields[name]).strip())]
        long = next((part for part in parts if len(part) > LONGEST_TITLE), None)
        if long is not None:
            self.reject("name_too_long", name, value=long[:40], size=len(long), limit=LONGEST_TITLE)
        return [part for part in parts if part]

    def day(self, name: str, default: date | None = None) -> date | None:
        """Return a field as a date, or the default where it is empty; anything else is a problem."""
        value = self.row.fields.get(name) if self.says(name) else None
        if value is None:
            return default
        if not isinstance(value, date):
            self.reject("not_a_date", name, value=value)
            return default
        if not EARLIEST <= value < LATEST:
            self.reject("far_away", name, value=value.isoformat(), first=EARLIEST.year, last=LATEST.year)
            return default
        return value

    def number(self, name: str, default: float | None = None) -> float | None:
        """Return a field as a number, or the default where it is empty; anything else is a problem."""
        value = self.row.fields.get(name) if self.says(name) else None
        if value is None:
            return default
        if isinstance(value, float | int):
            return float(value)
        self.reject("not_a_number", name, value=value)
        return default

    def level(self, name: str, metric: Metric, default: float | None = None) -> float | None:
        """Return a field as a value of a metric; a share above all of it is a problem."""
        number = self.number(name, default)
        if number is not None and metric.is_fraction and abs(number) > 1:
            self.reject("above_all", name, value=f"{number:g}", metric=metric.name)
            return default
        return number

    def whole(self, name: str, default: int) -> int:
        """Return a field as a whole number, or the default where it is empty; a fraction is a problem."""
        number = self.number(name)
        if number is None:
            return default
        if number != int(number):
            self.reject("not_whole", name, value=f"{number:g}")
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
            known = ", ".join(words[:-1]) + f" or {words[-1]}"
            self.reject("unknown_word", name, value=text, field=name.replace("_", " "), known=known)
        return found

    def metric(self, text: str, name: str) -> Metric | None:
        """Return the metric a text names; a name the catalogue does not know is a problem."""
        found = self.catalogue.get(text) or self.catalogue.named(text)
        if found is None:
            self.reject("unknown_metric", name, value=text)
        return found

    def target(self, metric: Metric) -> Target | None:
        """Return the declared target of a metric, or None where the row has none."""
        value = self.row.fields.get("target") if self.says("target") else None
        found = parse_target(value, is_fraction=metric.is_fraction) if isinstance(value, str | float) else None
        if found is None and value is not None:
            self.reject("not_a_target", "target", value=self.text("target"))
        return found

    def broken(self, rule: RuleError, *, name: str) -> None:
        """Collect a broken rule at the cell of the field that breaks it, else at the named one."""
        self.reject("rule", rule.field if self.says(rule.field) else name, sentence=rule)

    def edited_since(self, clash: StaleEditError, *, name: str) -> None:
        """Collect a cell that changed although somebody edited the same thing on the page since the last upload."""
        field = f"{clash.field[0].upper()}{clash.field[1:]}"
        self.reject("edited_since", name, field=field, seen=clash.seen, value=clash.mine, stored=clash.theirs)

    def reject(self, code: str, name: str = "", /, **places: object) -> None:
        """Collect a problem, at the field's cell where one is named, else at the row's first cell.

        Args:
            code: which problem of a register it is.
            name: the field.
            places: what its sentence names.
        """
        problem = register_problem(code, self.row.sources.get(name, self.row.source), **places)
        if problem not in self.problems:
            self.problems.append(problem)
