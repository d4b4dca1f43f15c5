"""Every part by quarter: told where days or the log tell it, open elsewhere; the whole is the least of all."""

from datetime import date, datetime

import pytest

from cxdash.domain.disciplines import Part
from cxdash.domain.mastery import Mark, Score
from cxdash.domain.mastery_then import EarlierMark, EarlierScore
from cxdash.domain.stages import Stage
from cxdash.reports import operating_model, operating_model_trend
from cxdash.reports.operating_model_trend import COLUMNS, OPEN, OVERALL, RADAR, Trend
from tests.builders import TODAY, add_use_case
from tests.reports.in_the_log import log_says

UNDATED = (Part.USE_CASE_FIRST, Part.MODULAR_BUILD, Part.ALIGNED)


def trend(database, *, today=TODAY):
    with database.reading() as session:
        now = operating_model.operating_model(session, today=today).score
        return operating_model_trend.trend(session, today=today, now=now)


def by_quarter(past):
    return {(quarter, mark.part): mark for quarter, found in past.scores for mark in found.marks}


def score(**levels):
    """A score with four use cases asked of each part; a level from 1 to 5, 4 where nothing is said."""
    return Score(tuple(Mark(part, levels.get(part.name, 4) - 1, 4) for part in Part))


def earlier(*, unknown=(), **levels):
    """The same of an earlier day; what is unknown is not told."""
    marks = (
        EarlierMark(part, 0, 4, 4) if part in unknown else EarlierMark(part, levels.get(part.name, 4) - 1, 0, 4)
        for part in Part
    )
    return EarlierScore(tuple(marks))


def test_the_trend_ends_where_the_score_stands_and_each_part_is_told_once_a_quarter(sample):
    past = trend(sample)

    assert [name for name, _ in past.scores][-2:] == ["Q3 2026", "Q4 2026"]
    assert [(mark.met, mark.of) for mark in past.scores[-1][1].marks] == [
        (mark.met, mark.of) for mark in past.now.marks
    ]
    assert past.scores[-1][1].is_whole
    assert list(past.drawn.columns) == list(COLUMNS)
    assert len(past.drawn) == len(past.scores) * (len(Part) + 1) == len(past.drawn.drop_duplicates(["quarter", "part"]))


def test_what_carries_no_day_is_open_before_the_use_cases_were_recorded_and_said_so(sample):
    past = trend(sample)
    found = by_quarter(past)

    for part in UNDATED:
        assert found["Q3 2026", part].level is None
        assert found["Q4 2026", part].level is not None
    cell = past.drawn.set_index(["quarter", "part"]).loc["Q3 2026", Part.ALIGNED.label]
    assert cell["shown"] == OPEN
    assert cell["words"].startswith("level 1 to 5: 0 of 10")
    assert "for all of them from Q4 2026 on" in past.note


def test_what_dated_facts_show_is_told_of_every_quarter(sample):
    past = trend(sample)
    found = by_quarter(past)

    for quarter, score in past.scores:
        assert found[quarter, Part.BUSINESS_SUCCESS].unknown == 0
        assert score.overall == 1
    assert found["Q1 2025", Part.BUSINESS_SUCCESS].met == 0
    assert found["Q3 2025", Part.BUSINESS_SUCCESS].met == 2
    # nobody had signed an outcome by March 2026, whoever answered then
    assert (found["Q1 2026", Part.ALIGNED_FUNCTIONS].met, found["Q1 2026", Part.ALIGNED_FUNCTIONS].unknown) == (0, 0)
    assert found["Q2 2026", Part.ALIGNED_FUNCTIONS].unknown == 3
    assert "Overall at level 1 in every quarter since Q1 2025; business success 1 to 3" in past.finding


def test_proofs_count_from_the_quarter_in_which_they_were_approved(mended):
    """Two were approved in April and June, before their use cases were recorded here, and one today."""
    found = by_quarter(trend(mended))

    told = {quarter: found[quarter, Part.PROOF_POINTS] for quarter in ("Q1 2026", "Q3 2026", "Q4 2026")}
    assert [(each.met, each.unknown) for each in told.values()] == [(0, 0), (0, 2), (3, 0)]
    assert told["Q1 2026"].level == 1


def test_from_the_quarter_on_in_which_all_were_recorded_everything_is_told(small):
    add_use_case(*small, pilots_named=("One",))
    add_use_case(*small, "Second", pilots_named=("Two",))
    log_says(small[0], datetime(2026, 5, 5, 9, 0))

    past = trend(small[0])

    assert [name for name, found in past.scores if found.is_whole] == ["Q2 2026", "Q3 2026", "Q4 2026"]
    assert "from Q2 2026 on" in past.note


def test_without_a_use_case_that_is_tried_there_is_no_trend(small):
    add_use_case(*small, stage=Stage.IDEA, pilots_named=())

    past = trend(small[0])

    assert (past.scores, past.since, past.finding, past.before, past.note) == ((), "", "", "", "")
    assert past.drawn.empty
    assert list(past.disciplines["level"]) == [1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("quarters", "now", "finding"),
    [
        ([earlier(GOVERNED=1)], score(GOVERNED=1), "Overall at level 1 in every quarter since Q1 2026"),
        ([earlier(GOVERNED=1)], score(GOVERNED=3), "Overall from level 1 at the end of Q1 2026 to 3; governed 1 to 3"),
        (
            [earlier(GOVERNED=1), earlier(GOVERNED=2)],
            score(GOVERNED=1),
            "Overall at level 1, as at the end of Q1 2026",
        ),
        ([earlier(unknown=(Part.GOVERNED,))], score(), ""),
        (
            [earlier(unknown=(Part.GOVERNED,), EMBEDDED=2)],
            score(EMBEDDED=3),
            "embedded 2 to 3",
        ),
    ],
)
def test_the_finding_says_what_became_of_the_whole_and_which_parts_changed(quarters, now, finding):
    names = [f"Q{number} 2026" for number in range(1, len(quarters) + 2)]

    past = Trend(now, tuple(zip(names, [*quarters, EarlierScore.of_today(now)], strict=True)))

    assert past.finding == finding


def test_the_radar_has_the_levels_of_today_and_what_is_known_of_the_quarter_before():
    now = score(PROOF_POINTS=2, GOVERNED=2)
    before = earlier(unknown=(Part.MODULAR_BUILD,), USE_CASE_FIRST=1)

    past = Trend(now, (("Q3 2026", before), ("Q4 2026", EarlierScore.of_today(now))))

    assert list(past.disciplines.columns) == list(RADAR)
    assert list(past.disciplines["part"]) == [part.label for part in Part if part.is_discipline]
    assert list(past.disciplines["level"]) == [4, 4, 4, 4, 2]
    assert list(past.disciplines["is_least"]) == [False, False, False, False, True]
    assert [
        None if each is None else int(each)
        for each in past.disciplines["before"].astype(object).where(past.disciplines["before"].notna(), None)
    ] == [1, 4, None, 4, 4]
    assert past.disciplines["next_before"].isna().tolist() == [False, True, False, False, False]
    assert past.disciplines["next_before"].iloc[-1] == 1
    assert list(past.properties["words"]) == ["4 · 3 of 4", "4 · 3 of 4", "4 · 3 of 4", "2 · 1 of 4"]
    assert past.before == "Q3 2026"


def test_the_whole_stands_above_the_parts_with_what_holds_it_down():
    now = score(EMBEDDED=2)

    rows = Trend(now, (("Q4 2026", EarlierScore.of_today(now)),)).drawn

    assert rows["part"].iloc[0] == OVERALL
    assert (rows["shown"].iloc[0], rows["words"].iloc[0]) == ("2", "held down by embedded")


def test_a_quarter_that_has_not_ended_is_told_as_of_today(sample):
    past = trend(sample, today=date(2026, 11, 21))

    assert past.scores[-1][0] == "Q4 2026"
    assert "in Q4 2026 as of today" in past.note
