"""Files made to harm, each refused with its own code before it costs anything; harmless relatives are read."""

import pytest

from cxdash.domain.errors import RefusedFileError
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import Allowance, read_in_child
from cxdash.trackers.files import limits
from cxdash.trackers.readings import Tracker
from tests.trackers.books import part, read, repacked
from tests.trackers.hostile.files import FILES
from tests.trackers.hostile.good import GOOD, SHEET, sheet_of, sheet_with
from tests.trackers.hostile.sheets import SLOW_TO_SEARCH

LINK = (
    b'<Relationship Id="rIdL" Target="externalLinks/externalLink1.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/>'
)
RELATIONS = "xl/_rels/workbook.xml.rels"


@pytest.mark.parametrize("label", FILES)
def test_refused_with_its_reason(label):
    hostile = FILES[label]

    with pytest.raises(RefusedFileError) as refused:
        read(hostile.make(), hostile.name)

    assert refused.value.code == hostile.code
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("label", ["sheet swells", "document type in UTF-16", "old: macro sheet", "text: zeros"])
def test_the_reading_process_refuses_with_the_same_reason(label):
    hostile = FILES[label]

    with pytest.raises(RefusedFileError) as refused:
        read_in_child(hostile.make(), hostile.name, default_catalogue())

    assert refused.value.code == hostile.code


@pytest.mark.parametrize("label", SLOW_TO_SEARCH)
def test_beginnings_without_ends_do_not_keep_the_reader_busy(label):
    """Each of these took minutes to hours when patterns could look past the next tag."""
    assert isinstance(_outcome(SLOW_TO_SEARCH[label]()), Tracker | RefusedFileError)


@pytest.mark.parametrize("piece", ["((", "[c]", "1 a ", "1/", "- ", "Jan ", "%", "€1", "FY ", "by ", "Week ", " :"])
def test_pages_of_text_in_cells_do_not_keep_the_reader_busy(piece):
    pages = [f"{(piece * 20_000)[:32_000]}{number}" for number in range(40)]
    rows = [
        f"Week,{','.join(pages[:4])}",
        *(f"2025-01-{n + 10},{','.join(pages[4 * n : 4 * n + 4])}" for n in range(1, 10)),
    ]

    assert isinstance(_outcome("\n".join(rows).encode(), "tracker.csv"), Tracker)


def test_the_largest_file_is_the_installation_s_to_set():
    content = GOOD.ljust(30 << 20, b"\0")

    with pytest.raises(RefusedFileError, match="up to 25 MB"):
        read_in_child(content, "tracker.xlsx", default_catalogue())
    with pytest.raises(RefusedFileError, match="damaged"):
        read_in_child(content, "tracker.xlsx", default_catalogue(), allowed=Allowance(largest=40 << 20))


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        sheet_with(b'<dimension ref="A1:B4"/>', b'<dimension ref="A1:XFD1048576"/>'),
        repacked(
            GOOD,
            {
                SHEET: b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16")
                + part(GOOD, SHEET).decode().split("?>", 1)[1].encode("utf-16-le")
            },
        ),
        repacked(GOOD, {SHEET: part(GOOD, SHEET).replace(b"<sheetData>", b"<!-- a comment --><sheetData>")}),
        repacked(GOOD, {"xl/notes about vbaProject.bin.txt": b"macroEnabled"}),
    ],
    ids=["plain", "wrong dimension", "UTF-16", "comment", "words of macros"],
)
def test_harmless_relatives_are_read(content):
    (table,) = read(content).tables

    assert len(table.readings) == 3


def test_links_to_other_workbooks_are_ignored_and_said():
    relations = part(GOOD, RELATIONS).replace(b"</Relationships>", LINK + b"</Relationships>")

    (sheet,) = read(repacked(GOOD, {RELATIONS: relations})).sheets

    assert len(sheet.tables[0].readings) == 3
    assert sheet.notes == ("Links to other workbooks are ignored; the values saved with them are used.",)


def test_a_sheet_filled_to_a_fiftieth_is_read_however_large_it_is():
    cells = "".join(f'<c r="{letter}{{row}}"><v>1</v></c>' for letter in ("A", "B", "CV"))
    rows = "".join(f'<row r="{row}">{cells.format(row=row)}</row>' for row in range(1, 60_001)).encode()

    assert isinstance(_outcome(sheet_of(rows)), Tracker)


def test_text_that_looks_like_a_formula_stays_text():
    rows = b"Pilot,Metric,Month,Value\n=cmd|'/c calc'!A1,CSAT,2025-01,70%\n+1+1,CSAT,2025-01,60%\n"

    (table,) = read(rows, "x.csv").tables

    assert [reading.entity for reading in table.readings] == ["=cmd|'/c calc'!A1", "+1+1"]


@pytest.mark.parametrize("number", ["NaN", "INF", "1e999", "1e308", "-1e30"])
def test_what_is_no_number_or_beyond_all_counting_is_a_problem_at_its_cell(number):
    content = sheet_with(b"<v>0.7</v>", f"<v>{number}</v>".encode())

    (table,) = read(content).tables

    assert [(problem.code, str(problem.source)) for problem in table.problems] == [("not_a_number", "Figures!B2")]
    assert len(table.readings) == 2


def _outcome(content, name="tracker.xlsx"):
    try:
        return read(content, name)
    except RefusedFileError as refused:
        return refused


def test_letters_that_no_database_takes_are_left_out():
    content = sheet_of(b'<row><c t="inlineStr"><is><t>Nor_x0000_th_xD800_</t></is></c></row>' * 2)

    (sheet,) = read(content).sheets

    assert "North" in str(sheet)


@pytest.mark.parametrize(
    ("column", "most"), [("Metric", limits.METRICS), ("Pilot", limits.ENTITIES)], ids=["metrics", "pilots"]
)
def test_a_column_of_texts_taken_for_names_is_one_problem(column, most):
    other = "Pilot" if column == "Metric" else "Metric"
    rows = [f"{column},{other},Week,Value", *(f"No {n} of many,CSAT,2025-01-06,{n}" for n in range(most + 1))]

    (table,) = read("\n".join(rows).encode(), "tracker.csv").tables

    assert (len(table.readings), [problem.code for problem in table.problems]) == (0, ["too_many_names"])


def test_more_problems_than_anybody_could_mend_are_counted():
    bad = limits.PROBLEMS + 9
    rows = ["Pilot,Metric,Week,Value"]
    rows += [f"Ward {n},CSAT,{week},{n % 7}" for week in ("2025-01-06", "2025-01-13") for n in range(bad // 2)]
    rows += [f"Ward {n % 9_999},CSAT,2025-01-20,many {n}" for n in range(bad)]

    (table,) = read("\n".join(rows).encode(), "tracker.csv").tables

    assert len(table.problems) == limits.PROBLEMS + 1
    assert table.problems[-1].code == "more_problems"
