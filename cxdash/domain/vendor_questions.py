"""Questions that tell vendors apart without naming one: by outcome, metric, data, systems and how people are helped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cxdash.domain.metrics import Metric

LEAST = 12
"""Fewer do not tell good vendors from fluent ones."""

_BY_MODE = {
    "Real-time guidance": (
        "How fast does guidance appear in the slowest twentieth of calls, and what do agents see when it is missing?",
        "How can agents dismiss or correct what is proposed, and what happens with their corrections?",
    ),
    "Reduced load": (
        "How do people check what was prepared for them, in seconds, and can each fact be opened in its source?",
        "How do you find out that people approve without reading?",
    ),
    "Routine work taken over": (
        "Which cases do you leave to people, by which rule, and who may change that rule?",
        "What happens to a case that stops half way, and who notices within an hour?",
    ),
    "Full automation": (
        "How does a customer reach a person at any point, and what does that person see of what went before?",
        "Which questions does the system decline to answer, and how do you test that it declines them?",
    ),
}
_BY_SUBCLASS = {
    "cost": "Which of your fees belong in the cost we are judged by, and how do they grow at ten times the volume?",
    "revenue": "How do you tell people who would have done it anyway from those who did it because of this?",
    "retention": "How long after the contact do you look, and how do you treat those who left for other reasons?",
    "speed": "When does your clock start and stop, and how do you treat cases that are reopened?",
    "resolution": "How do you know that a matter is settled: by the customer's word, or because nobody came back?",
    "satisfaction": "Who is asked for their opinion, who answers, and who is left out?",
    "complaints": "How do you recognise a complaint that is not called one?",
    "access": "How do you count people who give up before they reach anybody?",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the questions are about; texts as people read them.

    ``has_comparison`` says whether the pilots are compared with something besides their own past.
    """

    primary: Metric
    guardrails: tuple[Metric, ...]
    population: str
    window: str
    help_mode: str
    systems: tuple[str, ...]
    has_comparison: bool = True


def questions(asked: Asked) -> tuple[str, ...]:
    """Return the questions in the order of a conversation, at least ``LEAST``."""
    return tuple(
        dict.fromkeys(
            (
                *_outcome(asked),
                *_of_the_metric(asked.primary),
                *_BY_MODE.get(asked.help_mode, ()),
                *_data(asked),
                *_connection(asked),
                *_trust(asked.guardrails),
                *_money(),
            )
        )
    )


def _outcome(asked: Asked) -> Iterator[str]:
    name, people = asked.primary.name, asked.population or "the people concerned"
    yield (
        f"Where have you moved {name} for people like ours ({people}): by how much, against what comparison, with "
        "what range of uncertainty? Name somebody we may call."
    )
    yield (
        f"How much of the change do you expect within {asked.window}, from which functions, and what would happen "
        "without them?"
    )
    yield "Will you accept the stop rules in this brief, and being judged by our figures and not by your own?"


def _of_the_metric(metric: Metric) -> Iterator[str]:
    question = _BY_SUBCLASS.get(metric.subclass)
    if question:
        yield question


def _data(asked: Asked) -> Iterator[str]:
    yield (
        "Which of the data listed here do you need, for what, from which day on, and what do you do where they are "
        "missing, late or wrong?"
    )
    yield (
        "Where are our data processed and kept, for how long, who can read them, and are they ever used to train "
        "anything that others use?"
    )
    yield (
        f"Do results differ between groups of {asked.population or 'the people concerned'} (language, age, disability, "
        "region), how did you test it, and what did you change?"
    )


def _connection(asked: Asked) -> Iterator[str]:
    named = [system.partition(":")[0].strip() for system in asked.systems]
    if named:
        yield (
            f"How do you connect to each of these: {'; '.join(named)}? Say for each: a standard interface, a connector "
            "you maintain, or work to be done, by whom and in how many days."
        )
    yield "What can be switched off within five minutes, by whom on our side, and what do customers meet then?"
    whose = "for the pilot and for the comparison" if asked.has_comparison else "for the pilot"
    yield f"How do we get figures by day, with counts above and below the line, {whose}?"


def _trust(guardrails: Iterable[Metric]) -> Iterator[str]:
    names = ", ".join(metric.name for metric in guardrails)
    if names:
        yield f"What have you seen happen to these elsewhere, and what do you do when one of them gets worse: {names}?"
    yield "What was your last failed pilot, why did it fail, and what did the customer learn before you did?"
    yield "What happens when the underlying model or service is replaced: who tests it against our cases, and who pays?"


def _money() -> Iterator[str]:
    yield (
        "What does it cost, once and per year, at our volume, at half and at twice of it, with all it takes to run "
        "it, people on our side included?"
    )
    yield "How do we leave: what do we take with us, in which format, at what price, and by when?"
