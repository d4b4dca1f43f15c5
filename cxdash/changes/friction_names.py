"""Names of journeys, steps and friction points in a file: those we know, nearly the same ones asked about, or new."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from cxdash.changes.comparing import NEEDS_ANSWER
from cxdash.changes.matching import NEW, alike
from cxdash.changes.register_cells import Cells
from cxdash.domain.metrics import plain
from cxdash.trackers.readings import Question

Row = TypeVar("Row")
_NOUNS = {"journey": "journey", "step": "journey step", "friction": "friction point"}


@dataclass(frozen=True, slots=True)
class Known(Generic[Row]):
    """What a name stands for: a stored row, or nothing yet, so that it is to be made under this name."""

    name: str
    stored: Row | None = None


@dataclass
class NamesSaid:
    """Looks names up; ``answers`` maps ``step:Boking`` to the name of the step it is, or to ``new``."""

    answers: Mapping[str, str]
    questions: dict[str, Question] = field(default_factory=dict)
    _new: dict[tuple[str, str], str] = field(default_factory=dict)

    def find(
        self, cells: Cells, kind: str, stored: Mapping[str, tuple[str, Row]], *, likely: float
    ) -> Known[Row] | None:
        """Return what the name in a field stands for, None where somebody has to say so first.

        Args:
            cells: the row; where nobody has said what the name is, that is a problem of its cell.
            kind: the field: journey, step or friction.
            stored: names as they are written and their rows, by plain name.
            likely: from how close a resemblance on it is asked, 0 to 100.
        """
        written = cells.name(kind)
        answer = self.answers.get(f"{kind}:{written}", "")
        known = stored.get(plain(written)) or stored.get(plain(answer))
        if known is not None:
            return Known(*known)
        close = [stored[name][0] for name, score in alike(written, {each: each for each in stored}) if score >= likely]
        if not close or answer == NEW:
            return Known(self._new.setdefault((kind, plain(written)), written))
        text = f"Which {_NOUNS[kind]} is “{written}”? It resembles {len(close)} that we know."
        key = f"{kind}:{written}"
        self.questions.setdefault(key, Question(key, text, (*close, NEW)))
        cells.reject(NEEDS_ANSWER, kind, name=written)
        return None
