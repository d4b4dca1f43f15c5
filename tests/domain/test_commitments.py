"""Commitments: what may be said of one, by whom, and when."""

from datetime import date

import pytest

from cxdash.domain.commitments import LONGEST_TEXT, Basis, Outcome, check_outcome, check_text, may_judge
from cxdash.domain.errors import RuleError
from cxdash.domain.people import Person, Role

STARTS, ENDS = date(2026, 10, 1), date(2027, 1, 1)
OWNER, MAKER, OTHER = 1, 2, 3


def say(outcome, *, today, note="Seen in the figures"):
    check_outcome(outcome, note=note, starts=STARTS, ends_before=ENDS, today=today)


@pytest.mark.parametrize("text", ["", "   ", "2027", "x" * (LONGEST_TEXT + 1)])
def test_a_commitment_says_something_and_not_too_much(text):
    with pytest.raises(RuleError) as refused:
        check_text(text)

    assert refused.value.field == "text"


@pytest.mark.parametrize(
    ("outcome", "today"),
    [
        (Outcome.OPEN, ENDS),
        (Outcome.KEPT, date(2026, 9, 30)),
        (Outcome.MISSED, date(2026, 12, 31)),
    ],
)
def test_nothing_is_kept_before_the_quarter_nor_missed_within_it(outcome, today):
    with pytest.raises(RuleError):
        say(outcome, today=today)


@pytest.mark.parametrize(
    ("outcome", "today"),
    [(Outcome.KEPT, STARTS), (Outcome.MISSED, ENDS), (Outcome.DROPPED, date(2026, 9, 1))],
)
def test_it_can_be_kept_from_the_first_day_and_missed_once_it_is_over(outcome, today):
    say(outcome, today=today)


def test_a_judgement_says_what_shows_it():
    with pytest.raises(RuleError, match="what shows it"):
        say(Outcome.KEPT, today=ENDS, note=" ")


@pytest.mark.parametrize(
    ("person", "role", "may"),
    [
        (OWNER, Role.VIEWER, True),
        (MAKER, Role.GATEKEEPER, True),
        (OTHER, Role.PROGRAM_MANAGER, True),
        (OTHER, Role.ADMIN, True),
        (OTHER, Role.GATEKEEPER, False),
        (OTHER, Role.FINANCE, False),
    ],
)
def test_who_answers_made_it_or_runs_the_program_judges(person, role, may):
    somebody = Person(person, "Somebody", frozenset({role}))

    assert may_judge(somebody, owner_id=OWNER, made_by_id=MAKER) is may


def test_a_basis_survives_being_stored():
    basis = Basis(expected=1_200.5, low=0.0, high=2_000.0, level=2, evidence=0.75, grade="C", cost=None, budget=5e4)

    assert Basis.from_json(basis.to_json()) == basis
