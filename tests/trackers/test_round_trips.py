"""What is written in any layout is read back as the same observations."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.comparisons import Arm
from cxdash.trackers.answers.said import hints_from
from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent, csv, read, workbook
from tests.trackers.frames import (
    COUNTS,
    MONTHS,
    PILOTS,
    SHARES,
    Key,
    frames,
    long_rows,
    sheet_for_each_pilot,
    title,
    wide_by_metric,
    wide_by_period,
    wide_by_pilot,
)

LINES = st.sampled_from([0, 2, 3])


def told(readings):
    return sorted(
        (r.entity, r.metric, r.period.starts.isoformat(), str(r.period.grain), r.segment or "", str(r.arm), r.value)
        for r in readings
    )


def found(content, layout, frame, name="tracker.xlsx"):
    tables = read(content, name).tables
    assert {table.layout for table in tables} == {layout}
    assert not [problem for table in tables for problem in table.problems]
    assert sum(table.missing for table in tables) == frame.missing
    return told([reading for table in tables for reading in table.readings])


def alike(expected):
    return [(*row[:-1], pytest.approx(row[-1])) for row in expected]


@given(frames(), LINES)
@settings(max_examples=25, deadline=None)
def test_long(frame, lines):
    content = workbook({"Data": [*title(lines), *long_rows(frame)]})

    assert found(content, Layout.LONG, frame) == alike(frame.expected())


@given(frames(), LINES)
@settings(max_examples=25, deadline=None)
def test_wide_by_period(frame, lines):
    content = workbook({"Data": [*title(lines), *wide_by_period(frame)]})

    assert found(content, Layout.WIDE_PERIOD, frame) == alike(frame.expected())


@given(frames(), LINES, st.booleans())
@settings(max_examples=25, deadline=None)
def test_wide_by_metric_with_and_without_a_row_of_units(frame, lines, units):
    head, *body = wide_by_metric(frame)
    marks = [[*[None] * (len(head) - len(frame.metrics)), *["%"] * len(frame.metrics)]] if units else []
    content = workbook({"Data": [*title(lines), head, *marks, *body]})

    assert found(content, Layout.WIDE_METRIC, frame) == alike(frame.expected())


@given(frames(segmented=False, compared=False))
@settings(max_examples=20, deadline=None)
def test_wide_by_pilot_with_the_metric_in_the_sheets_name(frame):
    assert found(workbook(wide_by_pilot(frame)), Layout.WIDE_ENTITY, frame) == alike(frame.expected())


@given(frames(segmented=False), LINES)
@settings(max_examples=20, deadline=None)
def test_a_sheet_for_each_pilot_and_its_comparison(frame, lines):
    sheets = {name: [*title(lines), *rows] for name, rows in sheet_for_each_pilot(frame).items()}

    assert found(workbook(sheets), Layout.WIDE_METRIC, frame) == alike(frame.expected())


@given(frames(styles=("German percent as text", "German share as text")))
@settings(max_examples=20, deadline=None)
def test_german_text_file(frame):
    rows = [["Pilot", "Segment", "Gruppe", "Kennzahl", "Datum", "Wert"]]
    rows += [
        [
            key.pilot,
            key.segment,
            "Kontrolle" if key.arm is Arm.COMPARISON else "Pilot",
            key.metric,
            key.start.strftime("%d.%m.%Y"),
            frame.cell(key),
        ]
        for key in frame.values
    ]

    content = csv(rows, encoding="cp1252")
    assert found(content, Layout.LONG, frame, "export.csv") == alike(frame.expected())


@given(frames(grain="month"))
@settings(max_examples=15, deadline=None)
def test_two_header_rows_of_years_and_months(frame):
    years = [start.year if number == 0 or start.month == 1 else None for number, start in enumerate(frame.starts)]
    head, *body = wide_by_period(frame, [MONTHS[start.month - 1] for start in frame.starts])
    content = workbook({"Data": [[*[None] * (len(head) - len(years)), *years], head, *body]})

    assert found(content, Layout.WIDE_PERIOD, frame) == alike(frame.expected())


@given(frames(missing=False, metrics=tuple(COUNTS)), st.integers(2, 9), st.booleans())
@settings(max_examples=20, deadline=None)
def test_numerators_and_denominators_come_back_with_their_shares(frame, size, wide):
    whole = 1000 * size
    if wide:
        rows = [["Month" if frame.grain == "month" else "Week", *frame.heads()]]
        rows[0] += [label for metric in frame.metrics for label in (*COUNTS[metric], metric)]
        rows += [
            [start, *frame.labels(*side)]
            + [
                cell
                for metric in frame.metrics
                for value in [frame.values[Key(side[0], metric, start, *side[1:])]]
                for cell in (value * size, whole, Percent(value / 1000))
            ]
            for start in frame.starts
            for side in frame.sides()
        ]
    else:
        rows = [[*row, *extra] for row, extra in zip(
            long_rows(frame),
            [("Numerator", "Denominator"), *((value * size, whole) for value in frame.values.values())],
            strict=True,
        )]  # fmt: skip

    tables = read(workbook({"Data": rows})).tables

    readings = [reading for table in tables for reading in table.readings]
    assert told(readings) == alike(frame.expected())
    assert {(r.numerator, r.denominator) for r in readings} == {(v * size, whole) for v in frame.values.values()}


@given(st.lists(st.lists(st.integers(10, 5000), min_size=4, max_size=4), min_size=3, max_size=6), LINES, st.booleans())
@settings(max_examples=20, deadline=None)
def test_a_true_total_row_is_dropped_and_the_rest_comes_back(figures, lines, blank):
    body = [[f"Site {name}", *row] for name, row in zip("ABCDEF", figures, strict=False)]
    total = ["Total", *(sum(column) for column in zip(*figures, strict=True))]
    head = ["Site", *(f"{month} 2025" for month in MONTHS[:4])]

    (table,) = read(workbook({"Contacts": [*title(lines), head, *body, *([[]] if blank else []), total]})).tables

    assert [reading.value for reading in table.readings] == [value for row in figures for value in row]
    assert {reading.entity for reading in table.readings} == {row[0] for row in body}
    assert table.total_rows == (lines + len(body) + 2 + blank,)


STAGES = {"Idea": "idea", "Proof": "proof", "Pilot": "pilot", "Scale": "scale"}
PEOPLE = st.sampled_from(["Ana Abel", "Ben", "Cleo Cohn", "D. Egger", "Fay, Operations", "Gus Hahn-Ito"])
TOPICS = ["Billing", "Refunds", "Orders", "Parcels", "Claims", "Passwords", "Tariffs", "Meters"]


@st.composite
def use_cases(draw):
    names = draw(st.lists(st.sampled_from(TOPICS), min_size=2, unique=True))
    return [
        {
            "use_case": f"Answers for {name}",
            "statement": f"Fewer calls about {name.lower()}",
            "stage": draw(st.sampled_from(list(STAGES))),
            "technology_owner": draw(PEOPLE),
            "operations_owner": draw(PEOPLE),
            "commercial_owner": draw(PEOPLE),
            "metric": draw(st.sampled_from(list(SHARES))),
            "goes_live": date(2025, 1, 1) + timedelta(days=draw(st.integers(0, 700))),
        }
        for name in names
    ]


@given(use_cases(), LINES, st.booleans())
@settings(max_examples=20, deadline=None)
def test_a_register_of_use_cases(cases, lines, numbered):
    labels = [
        "Use case",
        "Outcome statement",
        "Stage",
        "Tech owner",
        "Ops owner",
        "Business owner",
        "Primary KPI",
        "Go-live",
    ]
    rows = [labels, *(list(case.values()) for case in cases)]
    if numbered:
        rows = [[index or "#", *row] for index, row in enumerate(rows)]

    (table,) = read(workbook({"Register": [*title(lines), *rows]})).tables

    assert table.layout is Layout.TRACKER
    assert table.problems == ()
    assert [{name: row.fields[name] for name in case} for case, row in zip(cases, table.register, strict=True)] == [
        case | {"stage": STAGES[case["stage"]], "metric": SHARES[case["metric"]]} for case in cases
    ]


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 55).map(lambda number: date(2025, 1, 1) + timedelta(days=number)),
        st.sampled_from(PILOTS),
        st.integers(1, 90),
        st.sampled_from(["Yes", "No"]),
    ),
    min_size=40,
    max_size=60,
)


def first_day(grain, day):
    return {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}[grain]


@given(EVENTS, st.sampled_from(["day", "week", "month"]), LINES)
@settings(max_examples=15, deadline=None)
def test_an_event_log_once_it_is_said_how_to_summarise_it(events, grain, lines):
    head = ["Call id", "Call date", "Pilot", "Parcels", "FCR"]
    hints = hints_from({"event_log:Calls": f'{grain} of B: count, sum of D, share of E = "Yes"; apart by C'})
    groups = {}
    for day, pilot, parcels, solved in events:
        groups.setdefault((pilot, first_day(grain, day)), []).append((parcels, solved == "Yes"))

    rows = [[f"C-{number:04}", *event] for number, event in enumerate(events)]
    (table,) = read(workbook({"Calls": [*title(lines), head, *rows]}), hints=hints).tables

    pairs = {"first_contact_resolution"}
    assert {
        (r.entity, r.metric, r.period.starts): (r.numerator, r.denominator) if r.metric in pairs else r.value
        for r in table.readings
    } == {
        (pilot, metric, start): value
        for (pilot, start), each in groups.items()
        for metric, value in [
            ("Calls", len(each)),
            ("Parcels (sum)", sum(parcels for parcels, _ in each)),
            ("first_contact_resolution", (sum(solved for _, solved in each), len(each))),
        ]
    }
    assert (table.layout, table.questions, table.problems) == (Layout.EVENT_LOG, (), ())
