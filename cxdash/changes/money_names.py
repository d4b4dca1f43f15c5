"""Whose money a row is about: a pilot or a use case we know, one that the same file registers, or a question."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from cxdash.changes.comparing import NEEDS_ANSWER
from cxdash.changes.matching import SKIP, Answers, alike
from cxdash.changes.money_items import Whose
from cxdash.changes.register_cells import Cells
from cxdash.changes.register_items import RegisterPlan
from cxdash.domain.metrics import plain
from cxdash.store import use_cases
from cxdash.trackers.readings import Question

_PILOT, _USE_CASE = "pilot:", "use_case:"
_ANY = 12


class MoneyNames:
    """Looks up whose money it is, and collects what has to be asked."""

    def __init__(self, session: Session, answers: Answers, registered: RegisterPlan) -> None:
        """Gather every name there is, and those that the file registers."""
        self._answers = answers
        self._keys: dict[str, Whose] = {}
        self._use_cases: dict[str, Whose] = {}
        self._pilots: dict[str, Whose] = {}
        for item in registered.use_cases:
            self._use_cases[plain(item.title)] = Whose(None, item.title)
        for each in registered.pilots:
            self._pilots[plain(each.name)] = Whose(None, each.use_case, None, each.name)
        for case in use_cases.active(session):
            found = self._keys[f"{_USE_CASE}{case.slug}"] = Whose(case.slug, case.title)
            self._use_cases |= {plain(case.slug): found, plain(case.title): found}
        for pilot in use_cases.pilots(session):
            case = pilot.use_case
            found = self._keys[f"{_PILOT}{pilot.slug}"] = Whose(case.slug, case.title, pilot.slug, pilot.name)
            self._pilots |= {plain(pilot.slug): found, plain(pilot.name): found}
        self.questions: dict[str, Question] = {}

    def whose(self, cells: Cells) -> Whose | None:
        """Return whose money a row is about, None where that waits for an answer, or where the row is left out."""
        pilot, use_case = cells.text("pilot"), cells.text("use_case")
        if not pilot and not use_case:
            return self._asked(cells, cells.row.source.sheet, "amount", "the sheet")
        if not pilot:
            return self._one(cells, use_case, "use_case")
        found = self._pilots.get(plain(pilot))
        if found is None and self._use_cases.get(plain(pilot)) is not None:
            return self._use_cases[plain(pilot)]
        found = found or self._asked(cells, pilot, "pilot", "the pilot")
        if found is not None and use_case:
            named = self._use_cases.get(plain(use_case))
            if named is not None and plain(named.title) != plain(found.title):
                cells.reject("other_use_case", "use_case", pilot=pilot, stored=found.title, value=use_case)
                return None
        return found

    def is_skipped(self, cells: Cells) -> bool:
        """Whether somebody said that what a row names is left out."""
        name = cells.text("pilot") or cells.text("use_case") or cells.row.source.sheet
        return self._answers.entities.get(name) == SKIP

    def _one(self, cells: Cells, name: str, field: str) -> Whose | None:
        found = self._use_cases.get(plain(name)) or self._pilots.get(plain(name))
        return found or self._asked(cells, name, field, "")

    def _asked(self, cells: Cells, name: str, field: str, noun: str) -> Whose | None:
        answer = self._answers.entities.get(name, "")
        if answer in self._keys:
            return self._keys[answer]
        if answer == SKIP:
            return None
        key, said = f"entity:{name}", f"{noun} “{name}”".strip()
        text = f"Whose costs and benefits are those of {said}? Choose a use case or pilot, or leave them out."
        self.questions.setdefault(key, Question(key, text, tuple(self._candidates(name))))
        cells.reject(NEEDS_ANSWER, field, name=name)
        return None

    def _candidates(self, name: str) -> Sequence[str]:
        """Return the keys of what is named alike, else of the first use cases there are."""
        known: Mapping[str, str] = {plain(whose.name): key for key, whose in self._keys.items()}
        close = list(dict.fromkeys(known[each] for each, _ in alike(name, known)))
        return close or [key for key in self._keys if key.startswith(_USE_CASE)][:_ANY]
