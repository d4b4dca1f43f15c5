"""The gates between the stages: what must be true before the next one, judged one criterion at a time."""

from cxdash.domain.gates.checklist import CRITERIA, Line, checklist, codes, met_of, sentences, state_words
from cxdash.domain.gates.facts import (
    Attested,
    Facts,
    Finished,
    Owed,
    Primary,
    Unfinished,
    WaitsFor,
    nearest_to_told,
    replicated,
)
from cxdash.domain.gates.judging import Judged, Mend, State, View, Where
from cxdash.domain.gates.readiness import TO_PILOT, needed

__all__ = [
    "CRITERIA",
    "TO_PILOT",
    "Attested",
    "Facts",
    "Finished",
    "Judged",
    "Line",
    "Mend",
    "Owed",
    "Primary",
    "State",
    "Unfinished",
    "View",
    "WaitsFor",
    "Where",
    "checklist",
    "codes",
    "met_of",
    "nearest_to_told",
    "needed",
    "replicated",
    "sentences",
    "state_words",
]
