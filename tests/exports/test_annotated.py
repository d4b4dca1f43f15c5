"""The annotated copy: what is to mend is red and says why; all else of the file stays as it was."""

import io
import struct
import zlib

import pytest
import xlsxwriter

from cxdash.changes import tracker_import
from cxdash.changes.comparing import NEEDS_ANSWER
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RefusedFileError
from cxdash.exports import annotated
from cxdash.exports.annotated.copying import annotated as annotated_here
from cxdash.exports.annotated.looks import INK
from tests.builders import TODAY, ready_database
from tests.exports.forms import names
from tests.exports.marks import SIGN, looks, marked, opened, problem, problems_of, understood
from tests.trackers.books import part, read, repacked, workbook

WRONG = "This is wrong. Mend it."
SHEET = "xl/worksheets/sheet1.xml"


def _picture():
    """A PNG of one pixel."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


@pytest.fixture
def dressed():
    """A tracker with a white-on-black cell, a percent in italics, a merge, comments of people, and much around them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("KPI")
        share = book.add_format({"num_format": "0.0%", "italic": True, "border": 1, "bg_color": "#fff2cc"})
        loud = book.add_format({"bold": True, "font_color": "#ffffff", "bg_color": "#000000"})
        sheet.set_row(11, None, share)
        sheet.set_column(5, 5, 20, share)
        sheet.write_row(2, 0, ["Week starting", "Site", "No-show rate", "CSAT"])
        for week in range(6):
            sheet.write_row(3 + week, 0, [f"2026-W{10 + week}", "Ward A"])
            sheet.write_row(3 + week, 2, [0.25, 0.5], share)
        sheet.write_formula(4, 2, "=1/0", share, "#DIV/0!")
        sheet.write_string(5, 2, "about 4", loud)
        sheet.merge_range("A12:B13", "Ask Maria")
        sheet.write_comment("C6", "Ask Maria about this week.", {"author": "Jo"})
        sheet.write_comment("D4", "The survey of March.", {"author": "Jo"})
        sheet.insert_button("H2", {"caption": "Sum up"})
        sheet.set_header("&L&G", {"image_left": "p.png", "image_data_left": io.BytesIO(_picture())})
        sheet.insert_image("H8", "p.png", {"image_data": io.BytesIO(_picture())})
        sheet.add_table("J1:K3", {"columns": [{"header": "No"}, {"header": "Way"}]})
        book.add_worksheet("Plain").write_row(0, 0, ["A", "B"])
    return content.getvalue()


def test_the_cells_to_mend_are_red_and_say_what_to_do(dressed):
    copy = annotated.copy(dressed, "Ward figures.xlsx", problems_of(dressed))

    assert copy.name == "Ward figures.xlsx"
    assert marked(copy.content) == {
        ("KPI", "C5"): f"{SIGN}C5 holds the error #DIV/0!. Mend the formula, or leave the cell empty.",
        ("KPI", "C6"): "Ask Maria about this week.\n"
        f"{SIGN}“about 4” in C6 is not a number. Enter digits, or leave the cell empty where there is no value.",
    }


def test_a_marked_cell_keeps_its_format_and_can_be_read(dressed):
    copy = annotated.copy(dressed, "tracker.xlsx", [problem("C5"), problem("C6")])

    share, loud = (opened(copy.content)["KPI"][place] for place in ("C5", "C6"))
    assert (share.number_format, share.font.italic, share.border.left.style) == ("0.0%", True, "thin")
    assert (loud.font.bold, loud.font.color.rgb) == (True, INK)


def test_several_problems_of_a_cell_are_said_in_one_comment(dressed):
    said = [problem("D5"), problem("D5", "So is\nthis."), problem("D5")]

    copy = annotated.copy(dressed, "tracker.xlsx", said)

    assert marked(copy.content) == {("KPI", "D5"): f"{SIGN}{WRONG}\n{SIGN}So is this."}


def test_what_waits_for_an_answer_is_not_marked(dressed):
    copy = annotated.copy(dressed, "tracker.xlsx", [problem("C5", code=NEEDS_ANSWER)])

    assert copy.content == dressed


def test_a_cell_that_is_not_there_is_made_in_its_place_with_the_look_it_had(dressed):
    copy = annotated.copy(dressed, "tracker.xlsx", [problem(place) for place in ("B1", "A2", "E5", "F30", "D12")])

    sheet = opened(copy.content)["KPI"]
    assert set(marked(copy.content)) == {("KPI", place) for place in ("B1", "A2", "E5", "F30", "D12")}
    assert [sheet[place].number_format for place in ("B1", "F30", "D12")] == ["General", "0.0%", "0.0%"]
    assert _in_order(part(copy.content, SHEET))


def test_an_empty_sheet_can_be_marked():
    original = workbook({"KPI": []})

    copy = annotated.copy(original, "tracker.xlsx", [problem("B2")])

    assert marked(copy.content) == {("KPI", "B2"): f"{SIGN}{WRONG}"}


def test_a_problem_inside_a_merged_area_is_said_where_it_is_seen(dressed):
    copy = annotated.copy(dressed, "tracker.xlsx", [problem("B13"), problem("A12", "So is this.")])

    assert opened(copy.content)["KPI"]["A12"].comment.text == f"{SIGN}So is this.\n{SIGN}{WRONG}"


def test_the_comments_of_people_stay(dressed):
    copy = annotated.copy(dressed, "tracker.xlsx", [problem("C5")])

    sheet = opened(copy.content)["KPI"]
    assert (sheet["D4"].comment.text, sheet["D4"].comment.author) == ("The survey of March.", "Jo")
    assert sheet["C5"].comment.author == "cxdash"


def test_every_part_that_need_not_change_stays_byte_for_byte(dressed):
    copy = annotated.copy(dressed, "tracker.xlsx", [problem("C5")])

    changed = {name for name in names(dressed) if part(dressed, name) != part(copy.content, name)}
    assert names(copy.content) == names(dressed)
    assert changed == {SHEET, "xl/styles.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}


def test_the_boxes_of_comments_join_the_other_shapes_of_the_sheet(dressed):
    copy = annotated.copy(dressed, "tracker.xlsx", [problem("C5")])

    before, after = (part(each, "xl/drawings/vmlDrawing1.vml") for each in (dressed, copy.content))
    assert after.startswith(before.removesuffix(b"</xml>").rstrip())
    assert after.count(b"<v:shape ") == before.count(b"<v:shape ") + 1
    assert after.count(b"_x0000_s1") == len(set(after.split(b"_x0000_s1"))) - 1


def test_a_sheet_without_comments_gets_its_first_one_where_the_order_of_its_parts_allows_it():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("KPI")
        sheet.insert_image("H8", "p.png", {"image_data": io.BytesIO(_picture())})
        sheet.set_header("&L&G", {"image_left": "p.png", "image_data_left": io.BytesIO(_picture())})
        sheet.add_table("J1:K3")

    copy = annotated.copy(content.getvalue(), "tracker.xlsx", [problem("C5")])

    xml = part(copy.content, SHEET)
    places = [xml.index(b"<" + name) for name in (b"drawing ", b"legacyDrawing ", b"legacyDrawingHF", b"tableParts")]
    assert places == sorted(places)
    assert marked(copy.content) == {("KPI", "C5"): f"{SIGN}{WRONG}"}


def test_a_mended_copy_keeps_no_trace(dressed):
    copy = annotated.copy(dressed, "tracker.xlsx", problems_of(dressed))

    again = annotated.copy(copy.content, copy.name, [])

    assert looks(again.content) == looks(dressed)


def test_marks_do_not_pile_up(dressed):
    once = annotated.copy(dressed, "tracker.xlsx", [problem("C5"), problem("C6"), problem("E9")])

    again = annotated.copy(once.content, once.name, [problem("C6", "Still wrong.")])

    assert marked(again.content) == {("KPI", "C6"): f"Ask Maria about this week.\n{SIGN}Still wrong."}
    assert again == annotated.copy(again.content, again.name, [problem("C6", "Still wrong.")])


def test_what_somebody_adds_to_our_comment_stays(dressed):
    once = annotated.copy(dressed, "tracker.xlsx", [problem("C5")])
    written = part(once.content, "xl/comments1.xml").replace(b"Mend it.<", b"Mend it.\nAsked on Monday.<")

    again = annotated.copy(repacked(once.content, {"xl/comments1.xml": written}), once.name, [])

    assert opened(again.content)["KPI"]["C5"].comment.text.strip() == "Asked on Monday."


def test_the_last_of_our_comments_takes_its_drawing_with_it():
    original = workbook({"KPI": [["Week", "CSAT"], ["2026-W10", "about 4"]]})
    copy = annotated.copy(original, "tracker.xlsx", [problem("B2")])

    again = annotated.copy(copy.content, copy.name, [])

    assert [name for name in names(again.content) if "omment" in name or "Drawing" in name] == []
    assert b"legacyDrawing" not in part(again.content, SHEET)
    assert b"omments" not in part(again.content, "[Content_Types].xml")


def test_a_thread_of_comments_gets_a_reply(dressed):
    threads = b"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kinds = b"http://schemas.microsoft.com/office/2017/10/relationships/"
    original = repacked(
        dressed,
        {
            "xl/threadedComments/threadedComment1.xml": b'<ThreadedComments xmlns="' + threads + b'"><threadedComment '
            b'ref="C6" dT="2026-03-01T10:00:00.00" personId="{P}" id="{T}"><text>Why?</text></threadedComment>'
            b"</ThreadedComments>",
            "xl/persons/person.xml": b'<personList xmlns="' + threads + b'"><person displayName="Jo" id="{P}"/>'
            b"</personList>",
            "xl/worksheets/_rels/sheet1.xml.rels": part(dressed, "xl/worksheets/_rels/sheet1.xml.rels").replace(
                b"</Relationships>",
                b'<Relationship Id="t" Type="' + kinds + b'threadedComment" '
                b'Target="../threadedComments/threadedComment1.xml"/></Relationships>',
            ),
            "xl/_rels/workbook.xml.rels": part(dressed, "xl/_rels/workbook.xml.rels").replace(
                b"</Relationships>",
                b'<Relationship Id="p" Type="' + kinds + b'person" Target="persons/person.xml"/></Relationships>',
            ),
        },
    )

    copy = annotated.copy(original, "tracker.xlsx", [problem("C6")])
    again = annotated.copy(copy.content, copy.name, [])

    thread = part(copy.content, "xl/threadedComments/threadedComment1.xml").decode()
    assert f'parentId="{{T}}"><text>{SIGN}{WRONG}</text>' in thread
    assert 'displayName="cxdash"' in part(copy.content, "xl/persons/person.xml").decode()
    assert part(again.content, "xl/threadedComments/threadedComment1.xml") == part(
        original, "xl/threadedComments/threadedComment1.xml"
    )


def test_a_drawing_without_an_end_is_left_alone_and_the_values_are_handed_over(dressed):
    original = repacked(dressed, {"xl/drawings/vmlDrawing1.vml": b"<xml>"})

    copy = annotated.copy(original, "tracker.xlsx", [problem("C5")])

    assert marked(copy.content) == {("KPI", "C5"): f"{SIGN}{WRONG}"}
    assert understood(copy.content) == understood(original)


def test_a_file_that_cannot_be_read_is_refused():
    with pytest.raises(RefusedFileError, match="web page"):
        annotated.copy(b"<html><body>Sign in</body></html>", "tracker.xlsx", [])


def test_a_large_file_is_copied_in_a_process_of_its_own_with_the_same_result():
    rows = [["Week", "Site", "CSAT"], *(["2026-03-02", f"Ward {number}", 0.5] for number in range(30_000))]
    original = workbook({"KPI": rows})

    copy = annotated.copy(original, "tracker.xlsx", [problem("C20000")])

    assert copy == annotated_here(original, "tracker.xlsx", [problem("C20000")])
    assert b'<c r="C20000" s=' in part(copy.content, SHEET)


def test_a_large_file_that_cannot_be_read_is_refused_by_that_process():
    broken = repacked(workbook({"KPI": [["a"]]}), {SHEET: b"<worksheet>" + b"<c/>" * 550_000})

    with pytest.raises(RefusedFileError, match="damaged"):
        annotated.copy(broken, "tracker.xlsx", [problem("A1")])


def test_the_copy_of_a_past_import_marks_what_was_to_mend_then(tmp_path, dressed):
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    tracker = read(dressed, "Ward figures.xlsx")
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker)
        import_id = tracker_import.apply(session, plan, dressed, today=TODAY)

    with database.reading() as session:
        copy = annotated.of_import(session, import_id)
        with pytest.raises(NotFoundError, match="import 99"):
            annotated.of_import(session, 99)
    database.dispose()

    assert copy == annotated.copy(dressed, "Ward figures.xlsx", problems_of(dressed))


def _in_order(sheet):
    """Whether rows, and cells within each row, rise."""
    rows = [each.partition(b'"')[0] for each in sheet.split(b'<row r="')[1:]]
    found = []
    for row in sheet.split(b"<row ")[1:]:
        letters = [each.partition(b'"')[0].rstrip(b"0123456789") for each in row.split(b'<c r="')[1:]]
        found.append(letters == sorted(letters, key=lambda name: (len(name), name)))
    return all(found) and [int(row) for row in rows] == sorted(int(row) for row in rows)
