"""What a list says of an outcome statement in two or three words: that it passes, or what it lacks."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from cxdash.domain.metrics import Catalogue
from cxdash.domain.statements import Lint, lint

PASSES = "Passes"
_MISSING = "missing_"
_SHORT = {
    "empty": "Not written yet",
    "tool_first": "Names a tool",
    "metric_not_primary": "Wrong metric",
}
_TO_MEND = "To mend"


@dataclass(frozen=True, eq=False)
class Judge:
    """Judges statements by one catalogue and on one day, each text once."""

    catalogue: Catalogue
    today: date
    _said: dict[str, str] = field(default_factory=dict)

    def of(self, text: str) -> str:
        """Return ``Passes``, ``Names a tool``, ``Lacks 2 parts``."""
        if text not in self._said:
            self._said[text] = in_short(lint(text, self.catalogue, today=self.today))
        return self._said[text]


@lru_cache(maxsize=2)
def judge(catalogue: Catalogue, today: date) -> Judge:
    """Return the judge of this catalogue and day; it remembers, as reading a statement takes a millisecond."""
    return Judge(catalogue, today)


def in_short(judged: Lint) -> str:
    """Say of a judgement what matters most."""
    codes = [problem.code for problem in judged.problems]
    if not codes:
        return PASSES
    first = next((_SHORT[code] for code in _SHORT if code in codes), None)
    if first is not None:
        return first
    lacking = [code.removeprefix(_MISSING) for code in codes if code.startswith(_MISSING)]
    if not lacking:
        return _TO_MEND
    return f"Lacks {lacking[0] if len(lacking) == 1 else f'{len(lacking)} parts'}"
