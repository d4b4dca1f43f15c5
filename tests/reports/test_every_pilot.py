"""Whatever a pilot of the sample portfolio is like, everything behind its effect opens."""

from datetime import date

import pytest

from cxdash.judging import pilot_results
from cxdash.reports import cells, evidence, forest, monitoring, one_pilot, plan_history, worth
from cxdash.store.database import Database

TODAY = date(2026, 11, 21)
QUESTIONS = (
    cells.used,
    evidence.reasons,
    evidence.other_readings,
    forest.of_guardrails,
    forest.of_use_case,
    monitoring.monitored,
    plan_history.of_pilot,
    worth.worth,
)


@pytest.fixture(scope="module")
def sample(portfolio_file):
    """A session that reads the sample portfolio."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield session
    database.dispose()


@pytest.fixture(scope="module")
def pilots(sample):
    """Slug and metric of every pilot, with and without comparison, by week and by month, finished and running."""
    return [(each.slug, each.metric.slug) for each in pilot_results.results(sample, today=TODAY)]


@pytest.mark.parametrize(
    "question", QUESTIONS, ids=lambda each: f"{each.__module__.rpartition('.')[2]}.{each.__name__}"
)
def test_every_question_has_an_answer_for_most_pilots(sample, pilots, question):
    """None is an answer as well, but not the usual one."""
    answers = [question(sample, slug, metric, today=TODAY) for slug, metric in pilots]

    assert sum(answer is not None for answer in answers) > len(pilots) / 2


def test_every_pilot_that_went_live_says_a_sentence_and_has_a_chart(sample):
    live = {each.slug for each in pilot_results.results(sample, today=TODAY) if each.goes_live is not None}
    for slug in sorted(live):
        (found,) = one_pilot.opened(sample, slug, today=TODAY)

        assert found.sentence.endswith(".")
        assert not found.chart.rows.empty
        assert found.chart.lines[0] == "pilot"
