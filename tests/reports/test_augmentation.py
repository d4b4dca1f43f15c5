"""Augmentation of stored pilots: the masked assistant is warned of, and what nobody measures is said."""

from cxdash.domain.augmentation import METRICS, State
from cxdash.reports import augmentation
from cxdash.store import metrics
from tests.builders import add_use_case

MASKED = "routine-queries-resolved-in-self-service"


def test_the_masked_assistant_and_nothing_else_of_the_sample_portfolio_is_warned_of(sample):
    with sample.reading() as session:
        found = augmentation.augmentations(session)

    assert [line.slug for line in found.warned] == [MASKED]
    (warned,) = found.warned[0].found.warnings
    assert warned.pilot == "Query assistant Northgate"
    assert {each.metric for each in warned.worse} >= {"resolution_rate", "repeat_contact_rate", "cognitive_load_score"}
    assert found.finding.startswith("Automation rises and people lose in 1 use case")


def test_use_cases_at_rest_and_ideas_are_left_out(sample):
    with sample.reading() as session:
        titles = {line.title for line in augmentation.augmentations(session).lines}

    assert not titles & {"Shorter calls", "Results enquiries solved first time", "Cheaper claims handling"}


def test_one_use_case_says_the_same_as_the_list(sample):
    with sample.reading() as session:
        found = {line.slug: line for line in augmentation.augmentations(session).lines}

        assert augmentation.in_short(session, MASKED) == found[MASKED]
        assert augmentation.in_short(session, "no-such-use-case") is None


def test_without_figures_it_says_what_to_add(small):
    database, person = small
    slug = add_use_case(database, person)

    with database.reading() as session:
        line = augmentation.in_short(session, slug)

    assert line.state is State.UNKNOWN
    assert line.to_add == (
        (
            "Quality of human contacts: not measured. Add “Quality assurance score” or “Customer satisfaction (CSAT)” "
            "to its metrics and bring its figures."
        ),
        (
            "Agent load: not measured. Add “Agent cognitive load (survey)” or “Agent satisfaction / eNPS” "
            "to its metrics and bring its figures."
        ),
    )


def test_every_metric_that_tells_of_people_stands_in_the_catalogue(small):
    with small[0].reading() as session:
        catalogue = metrics.catalogue(session)

        assert [slug for some in METRICS.values() for slug in some if catalogue.get(slug) is None] == []
