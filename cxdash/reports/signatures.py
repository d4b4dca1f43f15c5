"""Who has signed the outcome of a use case, with exactly what a signature covers."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cxdash.domain import sign_offs as rules
from cxdash.domain.errors import RuleError
from cxdash.domain.ownership import Function
from cxdash.domain.sign_offs import Standing
from cxdash.judging import signatures
from cxdash.judging.signatures import Standings
from cxdash.store import metrics, organisation, sign_offs, use_cases
from cxdash.store.tables import UseCase


@dataclass(frozen=True, slots=True)
class Owner:
    """A function, who answers in it, and how it stands; the person is "" where nobody is named."""

    function: Function
    person_id: int | None
    person: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Signed:
    """Something to be signed.

    Attributes:
        about: slug and headline of a proof point; "" where it is the outcome of the use case.
        statement: the outcome statement, "" for a proof point.
        lines: what else a signature covers, a line each.
        digest: names what is covered; who signs hands it back.
        lacks: why there is nothing to sign yet; "" where there is.
        owners: of the functions that sign, in their order.
    """

    about: tuple[str, str]
    statement: str
    lines: tuple[str, ...]
    digest: str
    lacks: str
    owners: tuple[Owner, ...]

    def asked(self, person_id: int) -> tuple[Owner, ...]:
        """Return the functions for which this person is asked to sign."""
        return tuple(each for each in self._own(person_id) if each.standing.state.waits and not self.lacks)

    def given(self, person_id: int) -> tuple[Owner, ...]:
        """Return the functions for which this person's signature stands, or was asked for again since."""
        return tuple(each for each in self._own(person_id) if each.standing.by == each.person)

    def _own(self, person_id: int) -> list[Owner]:
        return [each for each in self.owners if each.person_id == person_id]


def outcome(session: Session, slug: str) -> Signed:
    """Return the outcome of a use case with its signatures; NotFoundError where there is no such use case."""
    use_case = use_cases.get(session, slug)
    catalogue, figures = metrics.catalogue(session), organisation.figures(session)
    content = signatures.outcome_content(use_case, catalogue, figures)
    signed = sign_offs.outcomes(session, only=use_case.id).get(use_case.id, {})
    standings = signatures.outcome_standings(use_case, signed, catalogue, figures)
    try:
        rules.check_outcome(content)
    except RuleError as refusal:
        lacks = str(refusal)
    else:
        lacks = ""
    return Signed(
        about=("", ""),
        statement=content["statement"],
        lines=rules.lines(content),
        digest=rules.outcome_digest(content),
        lacks=lacks,
        owners=owners(use_case, standings),
    )


def owners(use_case: UseCase, standings: Standings) -> tuple[Owner, ...]:
    """Return who answers in each function that signs, with how they stand."""
    ids = signatures.owner_ids(use_case)
    names = {owner.person_id: owner.person.name for owner in use_case.owners}
    return tuple(
        Owner(function, ids.get(function), names.get(ids.get(function, 0), ""), each)
        for function, each in standings.items()
    )
