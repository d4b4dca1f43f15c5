"""What finance attests of a use case: the results its money rests on, and whether finance's last word still holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.attestations import changed_since
from cxdash.domain.digests import digest
from cxdash.domain.figures import Figures
from cxdash.judging import attested_money
from cxdash.store import attestations, organisation, use_cases
from cxdash.store.gate_tables import Attestation


@dataclass(frozen=True, slots=True)
class Word:
    """Finance's last word: whose, since when, how much a year in words, and what reads otherwise since."""

    id: int
    by: str
    on: date
    amount: str
    note: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attesting:
    """What there is to attest.

    Attributes:
        rests_on: the finished pilots on primary metrics, a line each; empty where nothing can be attested yet.
        digest: names them; who attests hands it back.
        symbol: of the organisation's currency.
        word: finance's last one; None where there is none.
    """

    rests_on: tuple[str, ...]
    digest: str
    symbol: str
    word: Word | None


def attesting(session: Session, slug: str, *, today: date) -> Attesting:
    """Return what finance attests of a use case; NotFoundError where there is none."""
    use_case, figures = use_cases.get(session, slug), organisation.figures(session)
    content = attested_money.resting(session, use_case, today=today)
    row = attestations.newest(session, use_case.id)
    return Attesting(
        rests_on=tuple(_lines(content, figures)),
        digest=digest(content),
        symbol=figures.symbol,
        word=None if row is None else _word(row, content, figures),
    )


def _word(row: Attestation, content: Mapping[str, Any], figures: Figures) -> Word:
    amount = f"{figures.money(row.likely)} a year, between {figures.money(row.low)} and {figures.money(row.high)}"
    return Word(row.id, row.person.name, row.attested_on, amount, row.note, changed_since(row.content, content))


def _lines(content: Mapping[str, Any], figures: Figures) -> Iterator[str]:
    for each in content["results"]:
        money = f", net value {figures.money(each['money'][1])} in the middle" if each["money"] else ""
        yield f"{each['words']}: {each['verdict']}, grade {each['grade']}{money}"
