"""Rows of events are counted, added up and averaged by period only as a person says."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain
from cxdash.trackers.answers.said import hints_from
from cxdash.trackers.events.event_summaries import GRAINS, EventFigure, Fold, Summary, parse, say, write
from cxdash.trackers.readings import Layout, Table
from tests.trackers.books import Clock, csv, read, workbook

HEAD = ["Call id", "Call date", "Site", "Handle time", "CSAT", "FCR"]
FIRST = date(2025, 3, 3)  # a Monday


def calls(days=28, each=4):
    """A call log: so many calls a day; those of every second day are solved at once, North takes the even ones."""
    rows = []
    for number in range(days * each):
        day = FIRST + timedelta(days=number // each)
        site = ["North", "South"][number % 2]
        solved = "Yes" if number // 4 % 2 == 0 else "No"
        rows.append([f"C-{number:05}", day, site, Clock((number % 3 + 1) / 1440), number % 5 + 1, solved])
    return rows


def log(rows, said=None, *, head=HEAD, name="Calls") -> Table:
    hints = hints_from({f"event_log:{name}": said} if isinstance(said, str) else said or {})
    (table,) = read(workbook({name: [head, *rows]}), hints=hints).tables
    return table


def figures(table, metric):
    return [
        (r.period.starts, r.entity, r.value, r.numerator, r.denominator)
        for r in sorted(table.readings, key=lambda each: (each.period.starts, each.entity or ""))
        if r.metric == metric
    ]


letters = st.text("ABCDEFGH", min_size=1, max_size=3)
event_figures = st.one_of(
    st.just(EventFigure(Fold.COUNT)),
    st.builds(EventFigure, st.sampled_from([Fold.SUM, Fold.MEAN]), letters),
    st.builds(EventFigure, st.just(Fold.SHARE), letters, st.text()),
)


@given(
    st.builds(
        Summary,
        letters,
        st.sampled_from(GRAINS),
        st.lists(event_figures, min_size=1, max_size=5).map(tuple),
        st.none() | letters,
        st.none() | letters,
        st.none() | letters,
    )
)
def test_a_summary_written_and_read_is_the_same(summary):
    assert parse(write(summary)) == summary


@pytest.mark.parametrize(
    "text",
    [
        "",
        "count",
        "week of A:",
        "week of A: ",
        "year of A: count",
        "week of A: share of B",
        "week of A: count; apart by",
    ],
)
def test_a_text_that_is_no_summary_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="Write it as: week of A"):
        parse(text)


def test_a_summary_is_said_in_words():
    labels = {"B": "Call date", "C": "Site", "E": "CSAT", "F": "FCR"}

    assert say(parse("week of B: count; apart by C"), labels) == (
        "Count the rows by week of “Call date”, apart by “Site”"
    )
    assert say(parse('month of B: count, mean of E, share of F = "Yes"'), labels) == (
        "Count the rows, average “CSAT” and take the share with “FCR” = “Yes” by month of “Call date”"
    )


def test_an_unanswered_log_has_no_readings_but_a_question_with_complete_answers():
    table = log(calls())

    assert (table.layout, len(table.readings)) == (Layout.EVENT_LOG, 0)
    (question,) = table.questions
    assert question.key == "event_log:Calls"
    assert question.candidates[0] == 'week of B: count, mean of D, mean of E, share of F = "Yes"; apart by C'
    for answer in question.candidates:
        answered = log(calls(), answer)
        assert len(answered.readings) > 0
        assert answered.questions == ()


def test_rows_are_counted_by_week_and_site():
    table = log(calls(), "week of B: count; apart by C")

    assert figures(table, "Calls")[:3] == [
        (FIRST, "North", 14, None, None),
        (FIRST, "South", 14, None, None),
        (FIRST + timedelta(weeks=1), "North", 14, None, None),
    ]
    assert table.observations == len(table.readings) == 8
    assert {str(reading.period.grain) for reading in table.readings} == {"week"}


@pytest.mark.parametrize(("grain", "starts"), [("day", FIRST), ("week", FIRST), ("month", date(2025, 3, 1))])
def test_each_grain_starts_where_its_period_does(grain, starts):
    table = log(calls(), f"{grain} of B: count")

    assert table.readings[0].period.starts == starts
    assert table.readings[0].period.grain is Grain(grain)
    assert sum(reading.value for reading in table.readings) == 112


def test_a_share_keeps_its_counts_and_bears_its_metric_s_name():
    table = log(calls(), 'week of B: share of F = "yes "')

    assert figures(table, "first_contact_resolution")[0] == (FIRST, None, None, 16, 28)
    assert {reading.unit for reading in table.readings} == {"%"}


def test_the_share_of_a_no_is_not_the_metric():
    table = log(calls(), 'week of B: share of F = "No"')

    assert {reading.metric for reading in table.readings} == {"FCR: No"}


def test_durations_are_averaged_in_seconds_with_their_sum_and_count():
    table = log(calls(days=21, each=3), "week of B: mean of D")

    assert figures(table, "average_handle_time")[0] == (FIRST, None, None, pytest.approx(21 * 120), 21)
    assert {reading.unit for reading in table.readings} == {"seconds"}


def test_the_mean_of_scores_from_1_to_5_is_not_the_share_that_has_its_name():
    table = log(calls(), "week of B: mean of E")

    assert {reading.metric for reading in table.readings} == {"CSAT (average)"}


def test_the_mean_of_ratings_out_of_a_hundred_is_the_share():
    rows = [[*row[:4], 50 + number % 2 * 30, row[5]] for number, row in enumerate(calls())]

    table = log(rows, "week of B: mean of E")

    assert figures(table, "csat")[0][3:] == (pytest.approx(28 * 0.65), 28)


def test_the_sum_of_a_mean_metric_has_a_name_of_its_own():
    table = log(calls(days=21, each=3), "week of B: sum of D")

    assert {(reading.metric, reading.unit) for reading in table.readings} == {("Sum of Handle time", "seconds")}
    assert table.readings[0].value == pytest.approx(21 * 120)


def test_marks_for_missing_values_count_neither_as_zero_nor_as_rows():
    rows = calls()
    rows[0][4], rows[1][4], rows[1][5] = "n/a", None, "n/a"

    table = log(rows, 'week of B: mean of E, share of F = "Yes"')

    assert figures(table, "CSAT (average)")[0][3:] == (sum(row[4] for row in rows[2:28]), 26)
    assert figures(table, "first_contact_resolution")[0][3:] == (15, 27)
    assert table.missing == 2


def test_empty_cells_are_a_no_in_a_column_of_ticks():
    rows = [[*row[:5], "x" if number % 7 == 0 else None] for number, row in enumerate(calls())]

    table = log(rows, 'week of B: share of F = "x"', head=[*HEAD[:5], "Escalated"])

    assert figures(table, "Escalated: x")[0][3:] == (4, 28)


def test_rows_without_a_day_are_problems_and_a_total_row_is_none():
    rows = calls()
    rows[3][1], rows[4][1] = None, "soon"
    rows.append(["Total", None, None, None, 150, None])

    table = log(rows, "week of B: count")

    assert [(problem.code, problem.source.cell) for problem in table.problems] == [
        ("no_period", "B5"),
        ("not_a_period", "B6"),
    ]
    assert sum(reading.value for reading in table.readings) == 110


def test_words_among_numbers_are_problems_by_their_cell():
    rows = calls()
    rows[5][4] = "good"

    table = log(rows, "week of B: mean of E")

    assert [(problem.code, problem.source.cell) for problem in table.problems] == [("not_a_number", "E7")]


def test_weeks_without_rows_are_not_invented():
    rows = [row for row in calls() if not FIRST + timedelta(7) <= row[1] < FIRST + timedelta(14)]

    table = log(rows, "week of B: count")

    assert [reading.period.starts for reading in table.readings] == [
        FIRST,
        FIRST + timedelta(14),
        FIRST + timedelta(21),
    ]


def test_a_period_cut_by_the_log_s_begin_or_end_is_said():
    cut = read(
        workbook({"Calls": [HEAD, *calls()[8:-4]]}), hints=hints_from({"event_log:Calls": "week of B: count"})
    ).sheets[0]
    whole = read(
        workbook({"Calls": [HEAD, *calls()]}), hints=hints_from({"event_log:Calls": "week of B: count"})
    ).sheets[0]

    assert (
        "The first week (2025-03-03) and the last week (2025-03-24) may not be complete: "
        "the rows run from 2025-03-05 to 2025-03-29." in cut.notes
    )
    assert not any("complete" in note for note in whole.notes)


def test_a_log_of_office_days_that_ends_with_a_friday_is_complete():
    rows = [row for row in calls() if row[1].weekday() < 5]

    notes = read(workbook({"Calls": [HEAD, *rows]}), hints=hints_from({"event_log:Calls": "week of B: count"}))

    assert not any("complete" in note for note in notes.sheets[0].notes)


def test_a_figure_s_source_is_the_header_of_its_column():
    table = log(calls(), "week of B: count, mean of E")

    assert {(reading.metric, reading.source.cell) for reading in table.readings} == {
        ("Calls", "B1"),
        ("CSAT (average)", "E1"),
    }


def test_columns_say_what_they_are_used_for():
    table = log(calls(), "week of B: count, mean of E; in parts by C")

    assert [column.field for column in table.columns] == [
        "other",
        "date",
        "segment",
        "other",
        "metric:CSAT (average)",
        "other",
    ]
    assert {reading.segment for reading in table.readings} == {"North", "South"}


def test_pilot_and_comparison_are_told_apart():
    rows = [[*row[:5], "Control" if number % 2 else "Pilot"] for number, row in enumerate(calls())]
    head = [*HEAD[:5], "Group"]

    proposed = log(rows, head=head).questions[0].candidates[0]
    table = log(rows, "week of B: count; sides by F", head=head)

    assert "sides by F" in proposed
    assert {reading.arm for reading in table.readings} == {Arm.PILOT, Arm.COMPARISON}


def test_times_of_day_and_days_as_text_count_by_their_day():
    rows = [[f"C{n}", f"{n % 28 + 1:02}.03.2025 14:{n % 60:02}", "North" if n % 2 else "South", n] for n in range(60)]
    content = csv([["Call id", "Start", "Site", "Seconds"], *rows])
    hints = hints_from({"event_log:calls": "week of B: count"})

    (table,) = read(content, "calls.csv", hints).tables

    assert sum(reading.value for reading in table.readings) == 60
    assert table.readings[0].period.starts == date(2025, 2, 24)


def test_days_that_can_be_read_in_two_ways_are_asked():
    rows = [[f"C{n}", f"{n % 11 + 1:02}/{n // 11 + 1:02}/2025", "North" if n % 2 else "South", n] for n in range(121)]
    content = csv([["Call id", "Start", "Site", "Seconds"], *rows])

    table = read(content, "calls.csv", hints_from({"event_log:calls": "day of B: count"})).tables[0]
    settled = hints_from({"event_log:calls": "day of B: count", "day_first": "month"})

    assert [question.key for question in table.questions] == ["day_first"]
    assert read(content, "calls.csv", settled).tables[0].readings[0].period.starts == date(2025, 1, 1)


@pytest.mark.parametrize(
    "answer", ["week of Z: count", "week of B: mean of Q", "weekly", "week of B: count; apart by X"]
)
def test_an_answer_about_columns_that_are_not_there_asks_again(answer):
    table = log(calls(), answer)

    assert [question.key for question in table.questions] == ["event_log:Calls"]
    assert not table.readings


def test_the_column_of_the_date_can_be_said():
    rows = [[*row[:2], row[1] + timedelta(days=40), *row[2:]] for row in calls()]
    head = ["Call id", "Opened", "Call date", *HEAD[2:]]

    unsaid = log(rows, head=head).questions[0].candidates[0]
    told = log(rows, {"column:Calls!B1": "date"}, head=head).questions[0].candidates[0]

    assert unsaid.startswith("week of C")
    assert told.startswith("week of B")


def test_an_answered_log_stays_one_when_it_has_few_rows():
    table = log(calls(days=2), "week of B: count")

    assert (table.layout, [reading.value for reading in table.readings]) == (Layout.EVENT_LOG, [8])


def test_a_log_without_days_asks_which_column_is_the_date():
    table = log([["a", "b", 1], ["c", "d", 2]], {"layout:Calls": "event_log"}, head=["Who", "What", "How many"])

    assert table.questions[0].candidates == ()
    assert "say which one is" in table.questions[0].text


def test_twenty_thousand_rows_add_up():
    rows = [
        [f"C-{n:06}", datetime(2025, 1, 1, 8) + timedelta(minutes=13 * n), ["N", "S"][n % 2], 60 + n % 10, 1, "Yes"]
        for n in range(20_000)
    ]

    table = log(rows, "week of B: count, mean of D; apart by C")

    assert sum(reading.value or 0 for reading in table.readings) == 20_000
    assert sum(reading.denominator or 0 for reading in table.readings) == 20_000
