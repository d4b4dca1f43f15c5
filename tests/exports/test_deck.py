"""The board deck of the sample: its figures are those of the page, every slide says which they are, nothing is cut."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select

from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.periods import Quarter
from cxdash.exports import deck
from cxdash.exports.records import records
from cxdash.reports import closed_quarters, compare, restatements, this_quarter
from cxdash.reports.closed_quarters import View
from cxdash.store.database import Database
from cxdash.store.tables import Pilot
from tests.builders import TODAY, add_use_case, ready_database
from tests.exports import drawn_slides as drawn

Q3 = Quarter(2026, 3)


@pytest.fixture(scope="module")
def made(portfolio_file):
    """The deck of the sample's last closed quarter, opened, with the page and the comparison that it was made from."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        content = deck.deck(session, Q3, today=TODAY, view=View.KNOWN)
        page = this_quarter.quarterly(session, Q3, today=TODAY)
        pilots = compare.comparison(session, today=TODAY)
    database.dispose()
    return drawn.opened(content), page, pilots


@pytest.fixture
def quick(tmp_path):
    """A database with its first rows, and the administrator."""
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    yield database, person
    database.dispose()


def _slide(opened, title):
    return next(slide for slide in opened.slides if drawn.title(slide).startswith(title))


def _measured(table):
    return [row for row in records(table) if row["basis"] == "measured"]


def test_nothing_is_cut_or_reaches_over_an_edge(made):
    assert drawn.overflowing(made[0]) == []


def test_the_main_part_is_short_and_ends_with_the_divider(made):
    opened, page, pilots = made
    titles = [drawn.title(slide) for slide in drawn.main_part(opened)]

    assert len(titles) <= 12
    assert titles[-1] == "Appendix"
    assert not any(re.search(r"\d\sof\s\d+\)$", title) for title in titles)
    assert [titles.index(each) for each in (page.value_finding, *_findings(page), pilots.headline)] == [
        1,
        3,
        4,
        5,
        6,
        7,
    ]


def test_no_two_slides_have_the_same_title(made):
    titles = [drawn.title(slide) for slide in made[0].slides]

    assert len(set(titles)) == len(titles)


def test_it_can_be_read_from_the_back_of_a_room(made):
    opened, _, _ = made

    for slide in opened.slides:
        sizes = drawn.sizes(slide)
        assert min(size for (shape, _), size in sizes.items() if shape.startswith("Title")) >= 28
        assert all(size >= 16 for (shape, _), size in sizes.items() if shape.startswith("Text"))
    for slide in drawn.main_part(opened):
        assert all(size >= 14 for chart in drawn.charts(slide) for size in drawn.chart_sizes(chart))


def test_the_value_by_use_case_is_the_page_s_and_only_what_was_measured(made):
    opened, page, _ = made
    (chart,) = drawn.charts(_slide(opened, page.value_finding))
    measured = _measured(page.by_use_case)

    assert drawn.values(chart) == {
        "Realised, with 95 % range": [row["realised"] for row in measured],
        "Promised": [row["promised"] for row in measured],
    }


def test_the_five_answers_stand_on_the_slides_as_on_the_page(made):
    opened, page, _ = made
    said = drawn.words(opened)

    for answer in (page.value, page.people, page.moves, page.trapped, page.decisions):
        assert answer.number in said
        assert answer.sentence in said


def test_what_customers_met_what_is_stuck_and_what_waits_are_drawn_as_they_are(made):
    opened, page, _ = made
    shown = {finding: drawn.values(drawn.charts(_slide(opened, finding))[0]) for finding in _findings(page)}

    assert sorted(shown[page.people_finding]["Better by"]) == sorted(page.outcomes["improved"][:8])
    assert shown[page.moves_finding][page.name] == page.steps["now"].tolist()
    assert shown[page.moves_finding][page.beside] == page.steps["before"].tolist()
    assert shown[page.trapped_finding]["Use cases"] == page.reasons["use_cases"][:8].tolist()
    waits = shown[page.decisions_finding]
    assert [sum(both) for both in zip(waits["Overdue"], waits["Waits"], strict=True)] == page.due["things"].tolist()


def _findings(page):
    return page.people_finding, page.moves_finding, page.trapped_finding, page.decisions_finding


def test_every_pilot_stands_on_one_scale_with_its_interval(made):
    opened, _, pilots = made
    charts = [drawn.charts(slide)[0] for slide in opened.slides if drawn.title(slide).startswith(pilots.finding)]
    scales = {(chart.category_axis.minimum_scale, chart.category_axis.maximum_scale) for chart in charts}
    ends = [end for chart in charts for end in _column(chart, "Range") if end is not None]

    assert len(scales) == 1
    assert sorted(ends) == pytest.approx(sorted([*pilots.scale["drawn_low"], *pilots.scale["drawn_high"]]), rel=1e-12)
    measured = [at for chart in charts for at in _column(chart, "Measured") if at is not None]
    assert measured == pytest.approx(pilots.scale["raw"].tolist(), rel=1e-12)


def test_a_dozen_pilots_that_matter_stand_in_the_main_part_with_the_figures_of_the_page(made):
    opened, page, pilots = made
    (slide,) = [slide for slide in drawn.main_part(opened) if drawn.title(slide) == pilots.headline]
    (chart,) = drawn.charts(slide)
    rows = {row["name"]: row for row in records(pilots.scale)}
    shown = [name for name in _column(chart, "Pilot") if name]
    harmed = {name for name, row in rows.items() if row["state"] == "Harm"}

    assert len(shown) == 12
    assert harmed | {name for name, *_ in pilots.masked} <= set(shown)
    assert page.lines["Pilot"][0] in shown
    measured = [at for at in _column(chart, "Measured") if at is not None]
    assert measured == pytest.approx([rows[name]["raw"] for name in shown], rel=1e-12)
    assert f"{len(rows) - 12} more pilots in the appendix." in drawn.words_of(slide)


def test_money_stands_beside_cost_as_in_the_page_s_lines(made):
    opened, page, _ = made
    lines = [row for row in records(page.lines) if row["Basis"] == "measured" and row["Run cost"] is not None]
    (slide,) = [slide for slide in opened.slides if "than they cost to run" in drawn.title(slide)]
    found = drawn.values(drawn.charts(slide)[0])

    assert found["Realised"] == [row["Realised"] for row in lines[:7]]
    assert found["Run cost"] == [row["Run cost"] for row in lines[:7]]
    better = sum(row["Realised"] > row["Run cost"] for row in lines)
    assert drawn.title(slide).startswith(f"{better} of {len(lines)} measured pilots")


def test_weak_evidence_is_in_no_chart_and_in_no_total(made):
    opened, page, _ = made
    apart = {row["realised"] for row in records(page.by_use_case) if row["basis"] != "measured"}
    drawn_values = {
        value
        for slide in opened.slides
        for chart in drawn.charts(slide)
        for name, values in drawn.values(chart).items()
        if name.startswith("Realised")
        for value in values
    }

    assert apart
    assert not apart & drawn_values


def test_every_pilot_of_the_page_is_in_the_appendix(made):
    opened, page, _ = made
    slides = [slide for slide in opened.slides if drawn.title(slide).startswith("Every figure with its evidence")]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text_frame.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]

    assert [row[1] for row in rows] == page.lines["Grade"].tolist()
    assert {row[6] for row in rows} <= {"measured", "weak evidence", "no interval", "left out"}


def test_the_notes_name_method_grades_and_cells(made):
    opened, page, _ = made
    notes = drawn.notes(_slide(opened, page.value_finding))

    assert "95 % range" in notes
    assert re.search(r"figures from .+\.xlsx, imported on .+: [A-Za-z ]+![A-Z]+\d+ to ", notes)


def test_every_slide_says_which_figures_it_shows(made):
    opened, _, _ = made
    footers = [each.text_frame.text for slide in opened.slides for each in slide.placeholders if _is_footer(each)]

    assert len(footers) == len(opened.slides)
    assert all(footer.endswith("as known now, 21 Nov 2026") for footer in footers)


def _is_footer(shape):
    return shape.placeholder_format.idx == 11


def test_the_deck_of_a_closed_quarter_shows_what_was_reported_and_what_reads_otherwise_since(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        reported = closed_quarters.reported(session, Q3)
        words = closed_quarters.views(session, Q3)[0].words
        since = restatements.restatements(session, Q3, today=TODAY)
        opened = drawn.opened(deck.deck(session, Q3, today=TODAY, view=View.REPORTED))
    database.dispose()
    said = drawn.words(opened)

    assert reported.value.sentence in said
    assert f"{reported.name}, {words}" in opened.slides[0].placeholders[1].text_frame.text
    assert next(each for each in opened.slides[1].placeholders if _is_footer(each)).text_frame.text.endswith(words)
    assert since.finding in said
    assert _figures(opened, reported) == [row["realised"] for row in _measured(reported.by_use_case)]


def test_decisions_and_commitments_stand_in_the_notes_of_what_moved_and_in_the_appendix(made):
    opened, page, _ = made
    notes = drawn.notes(_slide(opened, page.moves_finding))
    shown = drawn.words(opened)

    assert page.decided
    for each in (*page.decided, *page.promises):
        assert each.says in notes
        assert each.says in shown


def test_the_notes_of_a_restatement_have_the_reason_in_full(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        since = restatements.restatements(session, Q3, today=TODAY)
        opened = drawn.opened(deck.deck(session, Q3, today=TODAY, view=View.REPORTED))
    database.dispose()
    notes = "\n".join(drawn.notes(slide) for slide in opened.slides if drawn.title(slide).startswith(since.finding))

    assert all(line.why in notes for line in since.lines)


def test_a_quarter_that_has_not_begun_is_not_called_running(quick):
    with quick[0].reading() as session:
        opened = drawn.opened(deck.deck(session, Quarter(2027, 2), today=TODAY))
    said = drawn.words(opened) + drawn.notes(opened.slides[0])

    assert "has not begun yet" in said
    assert "running" not in said


def _figures(opened, page):
    return drawn.values(drawn.charts(_slide(opened, page.value_finding))[0])["Realised, with 95 % range"]


def test_nothing_was_reported_of_an_open_quarter(quick):
    with quick[0].reading() as session, pytest.raises(RuleError, match="is not closed"):
        deck.deck(session, Q3, today=TODAY, view=View.REPORTED)


def test_an_empty_database_has_a_deck_that_says_so(quick):
    with quick[0].reading() as session:
        opened = drawn.opened(deck.deck(session, Q3, today=TODAY))

    assert [drawn.title(slide) for slide in opened.slides] == ["No measured value in Q3 2026 yet"]
    assert drawn.overflowing(opened) == []


def test_long_names_are_shortened_and_stay_inside(quick):
    name = "Proactive outreach to every patient of the northern district in the language that they speak " * 2
    for at in range(12):
        add_use_case(*quick, f"{name}{at}", pilots_named=(f"{name} pilot {at}",))
    with quick[0].reading() as session:
        opened = drawn.opened(deck.deck(session, Q3, today=date(2026, 11, 21)))

    assert drawn.overflowing(opened) == []


def _column(chart, head):
    at = _heads(chart).index(head)
    return [row[at] for row in _sheet(chart)[1:]]


def _heads(chart):
    return _sheet(chart)[0]


def _sheet(chart):
    return list(openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active.values)


def test_a_deck_of_one_client_has_no_other_pilots(portfolio_copy):
    database = Database(f"sqlite:///{portfolio_copy}")
    with database.changing(ensure_ready(database), Action.PILOT_EDIT) as session:
        session.scalars(select(Pilot).where(Pilot.slug == "no-show-outreach-northgate")).one().client = "North Trust"
    with database.reading() as session:
        opened = drawn.opened(deck.deck(session, Q3, today=TODAY, client="North Trust"))
    database.dispose()
    names = {name for slide in opened.slides for chart in drawn.charts(slide) for name in _pilots_of(chart)}

    assert names == {"No-show outreach Northgate"}


def _pilots_of(chart):
    return [each for each in _column(chart, "Pilot") if each] if "Measured" in _heads(chart) else []
