"""The workshop that the sample organisation holds on its day: seven people, an hour, three cards begun."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from data.generate.journey import PATIENTS
from data.generate.organisation import ADA, AS_OF, CERYS, KWABENA, LEILA, LUCIA, TOMASZ, YUSUF
from data.generate.self_service import ASSISTANT

TITLE = "Why do patients call twice?"
LED_BY = LEILA
TAKING_PART = (ADA, KWABENA, TOMASZ, YUSUF, LUCIA, CERYS)
AGENDA = (
    "What makes people ring again?",
    "What would spare them the second call?",
    "Which two or three are worth a pilot?",
    "Write them as outcomes, with owners",
)

RESULTS, TOLD_TWICE = "Nobody says when the result comes", "The whole story told again"
CALL_BACKS, LETTERS, DESKS = "Promised calls that never come", "Letters that raise questions", "The wrong desk first"
_RESULTS_AT_FIRST = "Results"

NOTES = (
    (ADA, "friction", "After a blood test people ring from day three on. We never told them which day.", RESULTS),
    (ADA, "friction", "“Somebody will call you back”, and nobody writes down who.", CALL_BACKS),
    (KWABENA, "friction", "One call in four about results asks only: is it there yet?", RESULTS),
    (KWABENA, "friction", "What was said in a call is noted in three places. The next agent looks in one.", TOLD_TWICE),
    (TOMASZ, "friction", "What people asked in the chat does not reach the agent on the phone.", TOLD_TWICE),
    (TOMASZ, "friction", "Press 2 for appointments, 3 for results. What if it is about both?", DESKS),
    (YUSUF, "friction", "Who rings again begins at the beginning. Agents see the last line of the case.", TOLD_TWICE),
    (YUSUF, "friction", "We promise a call by tonight; the clinic works until four.", CALL_BACKS),
    (LUCIA, "friction", "If all is well nobody tells them. No news is no comfort.", RESULTS),
    (LUCIA, "friction", "People ring to ask what the plan pays. The bill does not say it.", LETTERS),
    (CERYS, "friction", "The letter ends “contact us with any questions”. So they do.", LETTERS),
    (CERYS, "friction", "Who was promised a call waits a day, then rings three times in an hour.", CALL_BACKS),
    (ADA, "idea", "Let the front desk answer what it can see, instead of handing on.", DESKS),
    (KWABENA, "idea", "Read ten letters aloud with two patients before ten thousand go out.", LETTERS),
    (TOMASZ, "idea", "A message when the result is there, and another one when it will be late.", RESULTS),
    (YUSUF, "idea", "Show the last three contacts as soon as the phone rings.", TOLD_TWICE),
    (LUCIA, "idea", "Every promised call gets a name and an hour, and turns red when it is late.", CALL_BACKS),
    (CERYS, "idea", "Write the day of the result on the slip that people take home.", RESULTS),
)
"""Who wrote each, its kind, its words and the group that it ended up in."""

MADE_BY = {RESULTS: CERYS, TOLD_TWICE: YUSUF, CALL_BACKS: ADA, LETTERS: LUCIA, DESKS: TOMASZ}
DOTS = {
    ADA: {RESULTS: 2, CALL_BACKS: 2, DESKS: 1},
    KWABENA: {RESULTS: 2, TOLD_TWICE: 2, CALL_BACKS: 1},
    TOMASZ: {RESULTS: 1, TOLD_TWICE: 3, DESKS: 1},
    YUSUF: {TOLD_TWICE: 3, CALL_BACKS: 2},
    LUCIA: {RESULTS: 3, CALL_BACKS: 1, LETTERS: 1},
    CERYS: {RESULTS: 2, CALL_BACKS: 1, LETTERS: 2},
}
PLACES = {
    RESULTS: ((8, 3), (9, 2), (7, 4), (8, 3), (9, 2), (8, 3)),
    TOLD_TWICE: ((8, 5), (7, 4), (8, 9), (9, 3), (7, 5), (7, 4)),
    CALL_BACKS: ((7, 4), (6, 5), (5, 5), (7, 4), (6, 3), (7, 4)),
    LETTERS: ((5, 3), (5, 4), (4, 3), (4, 5), (6, 3), (7, 2)),
    DESKS: ((4, 6), (5, 7), (5, 8), (6, 6), (4, 7), (3, 6)),
}
"""Value and effort, from 1 to 10, in the order of those who take part; only one of them sees three systems to join."""

SET_ASIDE = (CALL_BACKS, LETTERS, DESKS)
REFINED = "Fewer calls about results that are not there yet"
_WITHOUT_HOW = "Reduce repeat contact rate of patients who wait for a result by 20 %."
STATEMENT = (
    "Reduce repeat contact rate of patients who wait for a result by 20 % through a named day and a message when it is "
    "there, measured over 90 days."
)
BEGUN = "Increase first contact resolution of callers with an open case through their last contacts on the screen."
PIECES = (
    (CERYS, RESULTS, "title", REFINED),
    (KWABENA, RESULTS, "statement", _WITHOUT_HOW),
    (YUSUF, TOLD_TWICE, "statement", BEGUN),
    (KWABENA, RESULTS, "metric", "repeat_contact_rate"),
    (LUCIA, RESULTS, "statement", STATEMENT),
    (LUCIA, RESULTS, "commercial", LUCIA),
    (TOMASZ, RESULTS, "technology", TOMASZ),
    (KWABENA, RESULTS, "target", "-20 %"),
    (KWABENA, RESULTS, "operations", KWABENA),
    (YUSUF, TOLD_TWICE, "metric", "first_contact_resolution"),
    (YUSUF, TOLD_TWICE, "operations", YUSUF),
)
"""Who wrote what on the card of which group; the second one has no target and two owners to be found."""

_Deed = dict[str, object]


def _deeds() -> Iterator[_Deed]:
    yield from _at(1, 25, ({"who": who, "does": "room.join"} for who in TAKING_PART))
    yield from _at(
        4, 28, ({"who": who, "does": "note.add", "kind": kind, "text": text} for who, kind, text, _ in NOTES)
    )
    yield from _at(14, 300, (_moved("reveal"), _moved("cluster")))
    yield from _at(20, 55, _grouped())
    yield from _at(28, 0, (_moved("vote"),))
    yield from _at(29, 12, _voted())
    yield from _at(34, 0, (_moved("place"),))
    yield from _at(35, 14, _placed())
    yield from _at(46, 0, (_moved("refine"),))
    yield from _at(47, 15, ({"who": LED_BY, "does": "card.remove", "group": group} for group in SET_ASIDE))
    yield from _at(49, 52, _refined())


def _grouped() -> Iterator[_Deed]:
    """Make the groups; one note finds its place later, and who leads says one name better."""
    for group, who in MADE_BY.items():
        inside = [number for number, (*_, into) in enumerate(NOTES, start=1) if into == group]
        name, late = (_RESULTS_AT_FIRST, inside.pop()) if group == RESULTS else (group, None)
        yield {"who": who, "does": "group.make", "name": name, "notes": inside}
        if late is not None:
            yield {"who": KWABENA, "does": "note.group", "note": late, "group": name}
    yield {"who": LED_BY, "does": "group.name", "group": _RESULTS_AT_FIRST, "name": RESULTS}


def _voted() -> Iterator[_Deed]:
    for who, given in DOTS.items():
        for group, dots in given.items():
            yield {"who": who, "does": "dots.give", "group": group, "dots": dots}


def _placed() -> Iterator[_Deed]:
    for position, who in enumerate(TAKING_PART):
        for group, places in PLACES.items():
            value, effort = places[position]
            yield {"who": who, "does": "place.put", "group": group, "value": value, "effort": effort}


def _refined() -> Iterator[_Deed]:
    for who, group, field, text in PIECES:
        yield {"who": who, "does": "piece.write", "group": group, "field": field, "text": text}


def _moved(phase: str) -> _Deed:
    return {"who": LED_BY, "does": "phase.move", "to": phase}


def _at(minute: int, gap: int, deeds: Iterable[_Deed]) -> Iterator[_Deed]:
    """Yield deeds with their hour: the first so many minutes after the beginning, then one every ``gap`` seconds."""
    for number, deed in enumerate(deeds):
        yield {"at": _hour(timedelta(minutes=minute, seconds=number * gap)), **deed}


def _hour(since: timedelta) -> str:
    return (datetime.combine(AS_OF, time(9)) + since).isoformat()


def write(path: Path) -> None:
    """Write the workshop as ``changes.samples.workshop`` reads it."""
    said = {
        "at": _hour(timedelta()),
        "who": LED_BY,
        "title": TITLE,
        "journey": PATIENTS,
        "use_cases": [ASSISTANT],
        "agenda": AGENDA,
        "deeds": list(_deeds()),
    }
    path.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
