"""An annotated copy is read as its original, in whatever form the original was written."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.exports.annotated.copying import annotated
from cxdash.trackers.files.cells import address
from tests.exports.forms import FORMS, as_written
from tests.exports.marks import SIGN, looks, marked, opened, problem, problems_of, understood
from tests.trackers.books import Clock, Formula, Percent, workbook

CELLS = st.one_of(
    st.none(),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3)),
    st.integers(0, 5000).map(float),
    st.floats(0, 1).map(lambda share: Percent(round(share, 4))),
    st.floats(0, 3).map(lambda days: Clock(round(days, 5))),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.booleans(),
    st.sampled_from(["n/a", "about 4", "=1+1", "-", "Ward <A> & “B”", "_x0041_", " two  words ", "12.5 %", "3/4/2026"]),
    st.sampled_from([Formula("=1/0|#DIV/0!"), Formula("=2*3|6"), Formula("=A1|")]),
)
PLACES = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 8)), max_size=8)
FORM = st.sampled_from(FORMS)


@st.composite
def trackers(draw):
    """A title, a header of a date, a name and a few metrics, and rows that hold anything."""
    metrics = draw(st.lists(st.sampled_from(["CSAT", "No-show rate", "Calls", "Note"]), min_size=1, unique=True))
    rows = draw(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 6, 30)), *[CELLS] * len(metrics)), max_size=9))
    body = [[day, "Ward A", *cells] for day, *cells in rows]
    return [["Ward figures"], [], ["Week", "Site", *metrics], *body]


@given(trackers(), PLACES, FORM)
@settings(max_examples=60, deadline=None)
def test_the_copy_is_read_as_its_original(rows, places, form):
    original = form(workbook({"KPI": rows, "More": [["A", "B"], [1, 2]]}))
    said = problems_of(original) + [problem(address(*place)) for place in places]

    copy = annotated(original, "tracker.xlsx", said)

    assert understood(copy.content) == understood(original)


@given(trackers(), PLACES, FORM)
@settings(max_examples=20, deadline=None)
def test_annotating_a_copy_again_changes_no_byte(rows, places, form):
    original = form(workbook({"KPI": rows}))
    said = problems_of(original) + [problem(address(*place)) for place in places]
    once = annotated(original, "tracker.xlsx", said)

    twice = annotated(once.content, once.name, said)

    assert twice == once


@given(trackers(), PLACES)
@settings(max_examples=20, deadline=None)
def test_a_mended_copy_looks_as_before(rows, places):
    original = workbook({"KPI": rows})
    copy = annotated(original, "tracker.xlsx", [problem(address(*place)) for place in places])

    mended = annotated(copy.content, copy.name, [])

    seen = looks(mended.content)
    assert {place: seen[place] for place in looks(original)} == looks(original)
    assert marked(mended.content) == {}


@pytest.mark.parametrize("form", [form for form in FORMS if form.__name__ != "strict"])
def test_other_programs_see_the_marks_in_every_form(form):
    rows = [["Week", "Site", "CSAT"], ["2026-03-02", "Ward A", 0.5], ["2026-03-09", "Ward A", "about 4"]]

    copy = annotated(form(workbook({"KPI": rows})), "tracker.xlsx", [problem("C3"), problem("E9")])

    assert marked(copy.content) == dict.fromkeys([("KPI", "C3"), ("KPI", "E9")], f"{SIGN}This is wrong. Mend it.")


def test_values_and_formulas_stay_for_other_programs():
    rows = [["Week", "CSAT"], [date(2026, 3, 2), Formula("=1/4|0.25")], [date(2026, 3, 9), Percent(0.125)]]

    copy = annotated(as_written(workbook({"KPI": rows})), "tracker.xlsx", [problem("B2"), problem("B3")])

    sheet = opened(copy.content)["KPI"]
    assert (sheet["B2"].value, sheet["B3"].value, sheet["B3"].number_format) == ("=1/4", 0.125, "0.0%")
