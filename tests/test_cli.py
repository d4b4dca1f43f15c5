"""The command line: looking is free, storing is asked for, and every refusal is a sentence."""

import json
import socket
import sqlite3
from datetime import date, timedelta

import openpyxl
import pytest
import xlsxwriter
from typer.testing import CliRunner

from cxdash.cli import app


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command against an empty database of the test's own."""
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{tmp_path}/cxdash.db")
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def tracker(tmp_path):
    """A tracker of one metric by week, with one error cell."""
    file = tmp_path / "Ward figures.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("KPI")
        sheet.write_row(0, 0, ["Week starting", "Site", "Appointment no-show rate"])
        percent = book.add_format({"num_format": "0.0%"})
        for week in range(8):
            sheet.write_row(1 + week, 0, [(date(2026, 3, 2) + timedelta(weeks=week)).isoformat(), "Ward A"])
            sheet.write_number(1 + week, 2, 0.2 + week / 100, percent)
        sheet.write_formula(9, 2, "=1/0", None, "#DIV/0!")
        sheet.write_row(9, 0, ["2026-04-27", "Ward A"])
    return file


@pytest.fixture
def series(tmp_path):
    """Twelve weeks before and twelve after a fall from 20 % to 12 %, with a comparison site."""
    lines = ["period_start,numerator,denominator,group"]
    for week in range(24):
        day = date(2026, 1, 5) + timedelta(weeks=week)
        wobble = (week * 7) % 5 - 2
        lines.append(f"{day},{200 + wobble - 80 * (week >= 12)},1000,pilot")
        lines.append(f"{day},{200 - (week * 3) % 5 + 2},1000,comparison")
    file = tmp_path / "series.csv"
    file.write_text("\n".join(lines))
    return file


def test_read_prints_what_was_understood_and_makes_no_database(run, tracker, tmp_path):
    result = run("read", tracker, "--json")

    answer = json.loads(result.stdout)
    table = answer["sheets"][0]["tables"][0]
    assert answer["refused"] is None
    assert table["header_rows"] == [1, 1]
    assert table["observations"] == len(table["readings"]) == 8
    assert [problem["source"] for problem in table["problems"]] == ["KPI!C10"]
    assert not (tmp_path / "cxdash.db").exists()


def test_looking_at_an_import_stores_nothing(run, tracker):
    first = json.loads(run("import", tracker, "--json").stdout)
    second = json.loads(run("import", tracker, "--json").stdout)

    assert (first["new"], first["rejected"], first["import_id"]) == (8, 1, None)
    assert second["new"] == 8


def test_an_import_is_stored_once_and_taken_back(run, tracker):
    stored = json.loads(run("import", tracker, "--apply", "--json").stdout)
    again = json.loads(run("import", tracker, "--json").stdout)
    undone = run("undo", stored["import_id"])
    after = json.loads(run("import", tracker, "--json").stdout)

    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 8)
    assert undone.exit_code == 0
    assert after["new"] == 8


def test_undoing_twice_says_why_not(run, tracker):
    run("import", tracker, "--apply")
    run("undo", 1)

    result = run("undo", 1)

    assert result.exit_code == 1
    assert "was undone already" in result.stderr


def test_an_answer_given_beforehand_changes_how_a_file_is_read(run, tmp_path):
    file = tmp_path / "months.csv"
    file.write_text("Month;Site;Appointment no-show rate\nApril;Ward A;12.5 %\nMay;Ward A;13.5 %\n")

    asked = json.loads(run("read", file, "--json").stdout)["sheets"][0]["tables"][0]
    told = json.loads(run("read", file, "--json", "--answer", "year=2026").stdout)["sheets"][0]["tables"][0]

    assert [question["key"] for question in asked["questions"]] == ["year"]
    assert told["questions"] == []
    assert [each["period_start"] for each in told["readings"]] == ["2026-04-01", "2026-05-01"]


def test_a_metric_may_be_named_beforehand(run, tmp_path):
    file = tmp_path / "weeks.csv"
    file.write_text("Week;Site;People who stayed away\n2026-W10;Ward A;12.5 %\n2026-W11;Ward A;13.5 %\n")
    answer = ("--answer", "metric:People who stayed away=no_show_rate")

    read = json.loads(run("read", file, "--json", *answer).stdout)["sheets"][0]["tables"][0]
    planned = json.loads(run("import", file, "--json", *answer).stdout)

    assert {each["metric"] for each in read["readings"]} == {"no_show_rate"}
    assert planned["new"] == 2
    assert not [made for made in planned["creates"] if made.startswith("metric")]


def test_what_was_answered_is_used_again_for_the_next_file_of_its_kind(run, tmp_path):
    file = tmp_path / "months.csv"
    file.write_text("Month;Site;Appointment no-show rate\nApril;Ward A;12.5 %\nMay;Ward A;13.5 %\n")
    run("import", file, "--apply", "--answer", "year=2026", "--answer", "entity:Ward A=skip")
    run("import", file, "--apply", "--answer", "year=2026", "--answer", "entity:Ward A=segment")

    again = json.loads(run("import", file, "--json").stdout)

    assert (again["new"], again["unchanged"], again["questions"]) == (0, 2, [])


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("colour=red", "column:SHEET!C4="),
        ("year", "An answer is one of"),
        ("year:KPI=2026", "An answer is one of"),
        ("header=4", "An answer is one of"),
        ("year=soon", "“soon” is no answer to year"),
        ("layout:KPI=round", "no answer to layout:KPI. Write it as layout:SHEET=long"),
        ("metric:CSAT=no_show", "Did you mean no_show_rate?"),
        ("entity:Ward A=pilot:nowhere", "Or say one of: segment, skip"),
    ],
)
def test_an_answer_that_says_nothing_is_refused_with_what_could_be_said(run, tracker, answer, says):
    result = run("import", tracker, "--answer", answer)

    assert result.exit_code == 1
    assert says in result.stderr


def test_whose_figures_they_are_is_answered_on_import_only(run, tracker):
    result = run("read", tracker, "--answer", "entity:Ward A=segment")

    assert result.exit_code == 1
    assert "entity:NAME" not in result.stderr


def test_a_question_says_how_it_is_answered(run, tmp_path):
    file = tmp_path / "months.csv"
    file.write_text("Month;Site;Appointment no-show rate\nApril;Ward A;12.5 %\nMay;Ward A;13.5 %\n")

    result = run("import", file)

    assert "--answer 'year=…'" in result.stderr


def test_the_cells_to_mend_are_marked_in_a_copy_of_the_same_name(run, tracker):
    result = run("annotate", tracker)

    copy = tracker.parent / "to mend" / tracker.name
    sheet = openpyxl.load_workbook(copy)["KPI"]
    assert (result.exit_code, "1 cell to mend" in result.stdout) == (0, True)
    assert "#DIV/0!" in sheet["C10"].comment.text
    assert "KPI!C10" in result.stderr
    mended = json.loads(run("import", copy, "--json").stdout)
    original = json.loads(run("import", tracker, "--json").stdout)
    assert mended == original


def test_a_copy_that_may_be_in_work_is_not_overwritten_unasked(run, tracker, tmp_path):
    run("annotate", tracker)

    again = run("annotate", tracker)
    elsewhere = run("annotate", tracker, "--to", tmp_path / "copy.xlsx")
    itself = run("annotate", tracker, "--to", tracker)

    assert (again.exit_code, "is there already" in again.stderr) == (1, True)
    assert elsewhere.exit_code == 0
    assert (tmp_path / "copy.xlsx").exists()
    assert (itself.exit_code, "is the file itself" in itself.stderr) == (1, True)


def test_a_file_with_nothing_to_mend_needs_no_copy(run, tmp_path):
    file = tmp_path / "weeks.csv"
    file.write_text("Week;Site;Appointment no-show rate\n2026-W10;Ward A;12.5 %\n2026-W11;Ward A;13.5 %\n")

    result = run("annotate", file)

    assert (result.exit_code, "Nothing to mend" in result.stdout) == (0, True)
    assert list(tmp_path.glob("to mend*")) == []


def test_what_the_plan_finds_is_marked_too(run, tmp_path):
    file = tmp_path / "weeks.csv"
    file.write_text("Use case;Stage;Target;Primary metric;Sponsor\nFewer no-shows;idea;−30 %;No such metric;Jo\n")

    run("annotate", file, "--to", tmp_path)

    sheet = openpyxl.load_workbook(tmp_path / "weeks.xlsx")["weeks"]
    assert "is no metric of the catalogue" in sheet["D2"].comment.text


def test_a_refused_file_ends_with_status_2_and_a_reason(run, tmp_path):
    page = tmp_path / "report.xlsx"
    page.write_text("<html><body>Sign in</body></html>")

    result = run("read", page, "--json")

    assert result.exit_code == 2
    assert json.loads(result.stdout)["refused"]["code"]
    assert "save it as an Excel workbook" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_path_that_is_not_there_is_said(run, tmp_path):
    result = run("read", tmp_path / "missing.xlsx")

    assert result.exit_code == 1
    assert "Check the path" in result.stderr


def test_estimate_prints_the_method_s_figures(run, series):
    words = ("--go-live", "2026-03-30", "--window-days", 84, "--direction", "lower", "--target", "-30%", "--json")

    answer = json.loads(run("estimate", series, *words).stdout)

    assert set(answer) == {
        "shape", "estimator", "scale", "observed_change", "drift_removed", "effect", "low", "high", "p_improved",
        "p_target", "attainment", "grade", "downgrades", "verdict", "no_interval_because", "n_baseline", "n_pilot",
    }  # fmt: skip
    assert answer["low"] < 0.4 < answer["high"]
    assert (answer["shape"], answer["verdict"]) == ("b", "Target met")


def test_estimate_says_what_today_is_when_told(run, series):
    words = ("--go-live", "2026-03-30", "--window-days", 84, "--direction", "lower", "--as-of", "2026-05-01", "--json")

    answer = json.loads(run("estimate", series, *words).stdout)

    assert (answer["verdict"], answer["low"]) == ("Too early", None)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.csv", None, "There is no file"),
        ("picture.csv", b"\xff\xfe\x00", "is not a text file in UTF-8"),
        ("series.csv", b"period_start,value\n2026-01-05,1\n2026-01-12,x\n", "Row 3, column “value”: “x”"),
    ],
)
def test_a_series_that_cannot_be_read_is_named_and_ends_with_1(run, tmp_path, name, content, sentence):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    result = run("estimate", tmp_path / name, "--go-live", "2026-03-30", "--window-days", 84, "--direction", "lower")

    assert result.exit_code == 1
    assert sentence in result.stderr


def test_a_promise_that_is_none_is_said(run, series):
    words = ("--go-live", "2026-03-30", "--window-days", 84, "--direction", "lower", "--target", "much")

    result = run("estimate", series, *words)

    assert result.exit_code == 1
    assert "“much” is no promise that can be measured" in result.stderr


def test_a_day_that_is_none_is_said(run, series):
    result = run("estimate", series, "--go-live", "soon", "--window-days", 84, "--direction", "lower")

    assert result.exit_code == 1
    assert "“soon” after --go-live is not a day" in result.stderr


def test_the_sample_goes_into_an_empty_database_only(run, tracker):
    run("import", tracker, "--apply")

    result = run("demo")

    assert result.exit_code == 1
    assert "has use cases already" in result.stderr


def test_the_export_is_a_workbook(run, tracker, tmp_path):
    run("import", tracker, "--apply")

    result = run("export", tmp_path / "portfolio.xlsx")

    assert result.exit_code == 0
    assert (tmp_path / "portfolio.xlsx").read_bytes().startswith(b"PK")


def test_the_template_is_a_workbook_to_fill_in(run, tmp_path):
    file = tmp_path / "tracker.xlsx"

    result = run("export", file, "--kind", "template")

    assert result.exit_code == 0
    assert openpyxl.load_workbook(file).sheetnames == [
        "How to",
        "Figures",
        "Use cases",
        "Pilots",
        "Friction",
        "Costs and benefits",
        "Lists",
    ]
    assert json.loads(run("import", file, "--json").stdout)["new"] == 0


def test_an_export_that_cannot_be_written_is_said(run, tmp_path):
    result = run("export", tmp_path / "missing" / "register.xlsx", "--kind", "register")

    assert result.exit_code == 1
    assert "register.xlsx cannot be written: no such file or directory." in result.stderr


def test_an_export_that_does_not_exist_is_said_with_those_that_do(run, tmp_path):
    result = run("export", tmp_path / "x.xlsx", "--kind", "picture")

    assert result.exit_code == 1
    assert "portfolio, register, template" in result.stderr


def test_migrating_says_what_was_done_and_then_nothing(run):
    assert "Create every table." in run("migrate").stdout
    assert "up to date" in run("migrate").stdout


def test_an_address_others_can_reach_is_refused_without_sign_in(run):
    result = run("serve", "--address", "0.0.0.0")  # noqa: S104 the refusal is the test

    assert result.exit_code == 1
    assert "everybody would be administrator" in result.stderr


def test_a_taken_port_is_said_with_another_to_choose(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        result = run("serve", "--port", port)

    assert result.exit_code == 1
    assert f"--port {port + 1}" in result.stderr


def test_recomputing_the_sample_changes_no_figure(portfolio_copy, monkeypatch):
    monkeypatch.setenv("CXDASH_DATABASE_URL", f"sqlite:///{portfolio_copy}")
    before = _effects(portfolio_copy)

    result = CliRunner().invoke(app, ["recompute"])

    assert result.exit_code == 0, result.output
    assert "0 sums differed" in result.stdout
    assert _effects(portfolio_copy) == before


def _effects(file):
    connection = sqlite3.connect(file)
    try:
        return connection.execute("select pilot_id, metric_id, checksum, result from effect order by 1, 2").fetchall()
    finally:
        connection.close()
