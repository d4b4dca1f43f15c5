"""Damaged files are read or refused, never anything else."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.errors import RefusedFileError
from cxdash.trackers.readings import Tracker
from tests.trackers.books import Percent, csv, part, read, repacked, workbook

ROWS = [
    ["Pilot", "Metric", "Week", "Value"],
    *(["North", "CSAT", date(2025, 1, 6 + 7 * n), Percent(0.7)] for n in range(3)),
]
BOOK = workbook({"Figures": ROWS})
PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
]
changes = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=12)


def damaged(content, places):
    found = bytearray(content)
    for place, byte in places:
        found[place % len(found)] = byte
    return bytes(found)


def outcome(content, name="x.xlsx"):
    try:
        return read(content, name)
    except RefusedFileError as refused:
        return refused


@given(changes)
@settings(max_examples=150, deadline=None)
def test_any_bytes_of_a_workbook(places):
    assert isinstance(outcome(damaged(BOOK, places)), Tracker | RefusedFileError)


@given(st.sampled_from(PARTS), changes)
@settings(max_examples=250, deadline=None)
def test_any_bytes_of_a_part(name, places):
    assert isinstance(outcome(repacked(BOOK, {name: damaged(part(BOOK, name), places)})), Tracker | RefusedFileError)


@given(st.integers(0, len(BOOK)))
@settings(max_examples=60, deadline=None)
def test_any_beginning_of_a_workbook(length):
    assert isinstance(outcome(BOOK[:length]), Tracker | RefusedFileError)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes(content):
    assert isinstance(outcome(content, "x.csv"), Tracker | RefusedFileError)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_text_table(rows):
    assert isinstance(outcome(csv(rows, ","), "x.csv"), Tracker | RefusedFileError)


cells = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(
        [
            "Total",
            "Q1",
            "Jan 2025",
            "2025",
            "n/a",
            "Metric",
            "Week",
            "CSAT",
            "Pilot",
            "control",
            "12 %",
            "31.12.2025",
            "x",
        ]
    ),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
)


@given(st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=9))
@settings(max_examples=200, deadline=None)
def test_any_sheet(rows):
    assert isinstance(outcome(workbook({"Figures": rows})), Tracker)
