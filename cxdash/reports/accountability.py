"""Accountability by function and by person: named, signed, waiting, overdue, silent, and when each was seen last."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.accountability import SILENT_DAYS, is_silent, quiet_days
from cxdash.domain.figures import count
from cxdash.domain.ownership import REQUIRED, Function
from cxdash.domain.sign_offs import Standing, State
from cxdash.domain.stages import Status
from cxdash.domain.waiting import Kind, Waiting
from cxdash.judging import signatures
from cxdash.reports import waiting_for
from cxdash.store import at_gates, deeds, metrics, organisation, people, sign_offs
from cxdash.store.tables import UseCase

FUNCTION_COLUMNS = ("Function", "Named", "Nobody", "Signed", "Overdue", "Silent", "Asked to sign", "Waiting")
PERSON_COLUMNS = ("Person", "Answers for", "Signed", "Overdue", "Silent", "Asked to sign", "Waiting", "Last here")


@dataclass(frozen=True, slots=True)
class Answer:
    """A function of a use case that is being worked on.

    Attributes:
        person_id: who answers; None where nobody is named, and then ``person`` is "".
        standing: to the outcome.
        last: the day of their last deed on the use case; None where there was none.
        quiet: for how many days they have done nothing on it.
        is_asked: whether there is a promise to sign, and they have not signed it as it stands.
        waiting: what waits for them on this use case; ``overdue`` of it.
    """

    use_case: str
    title: str
    function: Function
    person_id: int | None
    person: str
    standing: Standing
    last: date | None
    quiet: int
    is_asked: bool
    waiting: int
    overdue: int

    @property
    def is_silent(self) -> bool:
        """Whether somebody is named and has long done nothing."""
        return self.person_id is not None and is_silent(self.quiet)

    @property
    def words(self) -> str:
        """How a silent one is told of: ``Omar Ops for operations: nothing for 75 days, never seen here``."""
        since = "never seen here" if self.last is None else f"last seen {self.last:%-d %b %Y}"
        return f"{self.person} for {self.function.value}: nothing for {self.quiet} days, {since}"


@dataclass(frozen=True, slots=True)
class Row:
    """A function or a person, and what of it counts; days are those of the log."""

    name: str
    named: int
    nobody: int
    signed: int
    asked: int
    waiting: int
    overdue: int
    silent: int
    last: date | None = None


@dataclass(frozen=True)
class Accountability:
    """Every required or named function of every use case that is being worked on, and what they add up to."""

    answers: tuple[Answer, ...]
    functions: tuple[Row, ...]
    people: tuple[Row, ...]

    @property
    def silent(self) -> tuple[Answer, ...]:
        """The functions that have been silent, the longest first."""
        return tuple(sorted((each for each in self.answers if each.is_silent), key=lambda each: -each.quiet))

    @property
    def missing(self) -> tuple[Answer, ...]:
        """The required functions nobody answers in."""
        return tuple(each for each in self.answers if each.person_id is None)

    @property
    def finding(self) -> str:
        """What is most to be known: ``23 of 65 outcomes are signed, 4 functions have nobody, 2 have been silent``."""
        named = [each for each in self.answers if each.person_id is not None]
        signed = sum(each.standing.state is State.SIGNED for each in named)
        parts = [f"{signed} of {count(len(named), 'signature')} given"]
        if self.missing:
            parts.append(f"{count(len(self.missing), 'function has', 'functions have')} nobody")
        if self.silent:
            parts.append(f"{count(len(self.silent), 'has', 'have')} been silent for {SILENT_DAYS} days")
        return ", ".join(parts)

    @property
    def function_table(self) -> pd.DataFrame:
        """The functions as a table with ``FUNCTION_COLUMNS``."""
        rows = [
            (each.name, each.named, each.nobody, each.signed, each.overdue, each.silent, each.asked, each.waiting)
            for each in self.functions
        ]
        return pd.DataFrame(rows, columns=list(FUNCTION_COLUMNS))

    @property
    def person_table(self) -> pd.DataFrame:
        """The people as a table with ``PERSON_COLUMNS``."""
        rows = [
            (each.name, each.named, each.signed, each.overdue, each.silent, each.asked, each.waiting, each.last)
            for each in self.people
        ]
        return pd.DataFrame(rows, columns=list(PERSON_COLUMNS))


def accountability(session: Session, *, today: date) -> Accountability:
    """Return who answers for what, and how; asked of the database as often for two hundred use cases as for one."""
    waits = waiting_for.everything(session, today=today)
    answers = tuple(_answers(session, waits, today=today))
    seen = people.last_seen(session)
    named = {each.person_id: each.person for each in answers if each.person_id is not None}
    functions = [_row(each.value.capitalize(), [a for a in answers if a.function is each], today) for each in Function]
    by_person = [
        _row(
            name,
            [each for each in answers if each.person_id == number],
            today,
            waits=[each for each in waits if each.person_id == number],
            last=seen[number].date() if number in seen else None,
        )
        for number, name in sorted(named.items(), key=lambda each: each[1].casefold())
    ]
    return Accountability(answers, tuple(functions), tuple(by_person))


def _answers(session: Session, waits: Sequence[Waiting], *, today: date) -> Iterable[Answer]:
    """Yield each function of each active use case that is required or has an owner."""
    last, since = deeds.last_deeds(session), deeds.named_since(session)
    own: dict[tuple[str, int], list[Waiting]] = defaultdict(list)
    for each in waits:
        own[each.use_case, each.person_id].append(each)
    signed, catalogue = sign_offs.outcomes(session), metrics.catalogue(session)
    figures = organisation.figures(session)
    for use_case in at_gates.every(session):
        if Status(use_case.status) is not Status.ACTIVE:
            continue
        standings = signatures.outcome_standings(use_case, signed.get(use_case.id, {}), catalogue, figures)
        names = {owner.person_id: owner.person.name for owner in use_case.owners}
        owners = signatures.owner_ids(use_case)
        for function, standing in standings.items():
            person_id = owners.get(function)
            if person_id is None and function not in REQUIRED:
                continue
            deed = None if person_id is None else last.get((use_case.id, person_id))
            named_on = _named_on(use_case, function, person_id, since)
            asked = own.get((use_case.slug, person_id or 0), [])
            yield Answer(
                use_case=use_case.slug,
                title=use_case.title,
                function=function,
                person_id=person_id,
                person=names.get(person_id or 0, ""),
                standing=standing,
                last=deed,
                quiet=0 if person_id is None else quiet_days(named_on=named_on, last=deed, today=today),
                is_asked=standing.state.waits and any(each.kind is Kind.SIGN for each in asked),
                waiting=len(asked),
                overdue=sum(each.is_overdue(today) for each in asked),
            )


def _named_on(
    use_case: UseCase, function: Function, person_id: int | None, since: dict[tuple[int, str, int], date]
) -> date:
    """Return the day an owner was named; where the log does not tell, the day the use case came in."""
    return since.get((use_case.id, function.value, person_id or 0), use_case.created_at.date())


def _row(
    name: str,
    answers: Sequence[Answer],
    today: date,
    *,
    waits: Sequence[Waiting] | None = None,
    last: date | None = None,
) -> Row:
    """Count; what waits is counted from ``waits`` where it is given, for a person may be asked beside what they own."""
    named = [each for each in answers if each.person_id is not None]
    waiting = sum(each.waiting for each in named) if waits is None else len(waits)
    overdue = sum(each.overdue for each in named) if waits is None else sum(each.is_overdue(today) for each in waits)
    days = [each.last for each in named if each.last is not None]
    return Row(
        name=name,
        named=len(named),
        nobody=len(answers) - len(named),
        signed=sum(each.standing.state is State.SIGNED for each in named),
        asked=sum(each.is_asked for each in named),
        waiting=waiting,
        overdue=overdue,
        silent=sum(each.is_silent for each in named),
        last=last or max(days, default=None),
    )
