"""Look-alikes among the sample portfolio: the real ones are named, and nothing else raises an alarm."""

from dataclasses import replace

import pytest

from cxdash.domain.similar import Wanted
from cxdash.reports import alike
from cxdash.store import metrics
from cxdash.store.database import Database
from tests.builders import TODAY

REAL = {
    frozenset({"fewer-patient-no-shows", "no-shows-help-with-transport"}),
    frozenset({"shorter-calls", "lower-cost-per-contact-with-agent-guidance"}),
}


@pytest.fixture(scope="module")
def known(portfolio_file):
    """Every use case of the sample portfolio, and the catalogue."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield alike.everybody(session), metrics.catalogue(session)
    database.dispose()


def test_only_use_cases_that_share_metric_and_people_are_called_alike(known):
    everybody, catalogue = known

    pairs = {
        frozenset({each.slug, other.slug})
        for each in everybody
        for other in alike.among(everybody, each, catalogue, today=TODAY)
    }

    assert pairs == REAL


@pytest.mark.parametrize(
    ("title", "statement", "first"),
    [
        (
            "Calls before the visit",
            "Cut no-shows by a third in 90 days by calling patients first",
            "fewer-patient-no-shows",
        ),
        ("Less churn", "Reduce churn of members by 10 % by calling them, over 90 days", "keep-plan-members"),
        ("Quick billing", "Reduce time to resolution for billing queries by 20 %", "faster-answers-to-billing-queries"),
        ("Renewals", "Increase renewals of plans by 5 % with reminders", "plans-renewed-on-time"),
        ("AI in the contact centre", "Roll out AI in our contact centre", "ai-across-the-contact-centre"),
    ],
)
def test_somebody_who_wants_the_same_in_other_words_is_told(known, title, statement, first):
    everybody, catalogue = known

    found = alike.among(everybody, Wanted("", title, statement), catalogue, today=TODAY)

    assert found[0].slug == first


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("Parking", "Reduce parking complaints by 20 % through signs in 60 days"),
        ("Warmer welcome", "Increase the agent satisfaction score by 5 points through fewer screens over 90 days"),
        ("", ""),
        ("🙂" * 20, "\x00 <b>"),
    ],
)
def test_somebody_who_wants_something_else_is_left_alone(known, title, statement):
    everybody, catalogue = known

    assert alike.among(everybody, Wanted("", title, statement), catalogue, today=TODAY) == ()


def test_what_is_typed_counts_not_what_is_stored(known):
    everybody, catalogue = known
    idea = next(each for each in everybody if each.slug == "ai-across-the-contact-centre")

    typed = replace(idea, statement="Reduce patient no-shows by 10 % through reminders, over 90 days")

    assert "fewer-patient-no-shows" in {each.slug for each in alike.among(everybody, typed, catalogue, today=TODAY)}
