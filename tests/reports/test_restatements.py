"""A closed quarter and what arrives later: as reported it stays to the cent, and every figure that moved is listed."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cxdash.changes import money_entries, quarter_close, tracker_import, tracker_undo, use_cases
from cxdash.changes import organisation as settings
from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.domain.closing import MONEY, cents
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntryValues, Side
from cxdash.domain.periods import Grain, Period, Quarter
from cxdash.judging import pilot_results
from cxdash.reports import closed_quarters, quarter_figures, quarter_freeze, quarter_value, restatements
from cxdash.store import imports, organisation, quarter_closes
from cxdash.store.database import Database
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import read_in_child
from data.generate.__main__ import TRACKERS
from tests.builders import TODAY

Q2 = Quarter(2026, 2)
WEEKLY = "02 Weekly outcomes.xlsx"
PILOT, SLUG, METRIC = "No-show outreach Northgate", "no-show-outreach-northgate", "no_show_rate"
MORE = {date(2026, 4, 13): 40, date(2026, 5, 18): -25, date(2026, 6, 1): 310}
"""How many appointments more than the tracker said there were in these weeks; nobody missed one of them."""
STEM = f"pilot/{SLUG}/{METRIC}"


@pytest.fixture(scope="module")
def closed_file(portfolio_file, tmp_path_factory):
    """The sample portfolio with its second quarter closed, and who closed it; nobody may change it."""
    file = shutil.copy(portfolio_file, tmp_path_factory.mktemp("closed") / "cxdash.db")
    database = Database(f"sqlite:///{file}")
    person = ensure_ready(database)
    with database.reading() as session:
        seen = quarter_freeze.preview(session, Q2, today=TODAY).digest
    with database.changing(person, Action.QUARTER_CLOSE) as session:
        quarter_close.close(session, Q2, freeze=quarter_freeze.freeze, seen=seen, today=TODAY)
    database.dispose()
    return file, person


@pytest.fixture
def closed(closed_file, tmp_path):
    """A copy of it that this test may change, and who closed it."""
    file, person = closed_file
    database = Database(f"sqlite:///{shutil.copy(file, tmp_path)}")
    yield database, person
    database.dispose()


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """The weekly tracker with three weeks of one pilot corrected, and the cells that differ."""
    book = load_workbook(TRACKERS / WEEKLY)
    sheet = book["Weekly"]
    header = {cell.value: cell.column - 1 for cell in sheet[1]}
    count = 0
    for row in sheet.iter_rows(min_row=2):
        week = row[header["Week commencing"]].value
        week = week.date() if hasattr(week, "date") else week
        said = [str(row[header[name]].value).strip().casefold() for name in ("Pilot", "Group")]
        is_one = said == [PILOT.casefold(), "pilot"] and row[header["Metric"]].value.strip() == "No Show %"
        if is_one and week in MORE:
            cell = row[header["Denominator"]]
            cell.value += MORE[week]
            row[header["Value"]].value = round(row[header["Numerator"]].value / cell.value, 4)
            count += 1
    assert count == len(MORE)
    path = tmp_path_factory.mktemp("corrected") / WEEKLY
    book.save(path)
    return path


def imported(database, person, path):
    tracker = read_in_child(Path(path).read_bytes(), path.name, default_catalogue())
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        planned = tracker_import.plan(session, tracker)
        return tracker_import.apply(session, planned, path.read_bytes(), today=TODAY)


def listed(database):
    with database.reading() as session:
        return restatements.restatements(session, Q2, today=TODAY)


def earned(database):
    """What the pilot earned in the quarter, asked of the page's own value and not of the list of figures."""
    with database.reading() as session:
        period = organisation.calendar(session).period(Q2)
        [value] = quarter_value.values(session, pilot_results.results(session, today=TODAY), (period,))
    return next(each for each in value.earned if each.result.slug == SLUG)


def _class_of(part):
    name = "unsaid" if part.finance_class is None else part.finance_class.name.lower()
    return f"{name}/{'confirmed' if part.is_confirmed else 'unconfirmed'}"


def test_nothing_is_listed_while_nothing_changed(closed):
    database, _ = closed

    found = listed(database)

    assert (found.lines, found.finding) == ((), "Every figure reads as it was reported")


def test_a_correction_restates_exactly_what_rests_on_its_cells(closed, corrected):
    database, person = closed
    before = earned(database)

    imported(database, person, corrected)

    # Its window was over a year ago, so the effect stands and only the cases changed: money goes with their number.
    part = sum(MORE.values()) / before.volume
    realised, promised = before.counts.likely * part, before.promised * part
    expected = {
        "total/measured/realised": realised,
        "total/measured/net": realised,
        "total/measured/promised": promised,
        f"{STEM}/realised": realised,
        f"{STEM}/promised": promised,
        f"total/class/{_class_of(before)}": realised,
        **(dict.fromkeys(("total/headline/value", "total/headline/net"), realised) if before.is_headline else {}),
    }
    found = listed(database)
    assert {each.key for each in found.lines} == expected.keys()
    for each in found.lines:
        assert each.restated.difference == pytest.approx(expected[each.key], abs=0.011)
    which = "value confirmed by finance" if before.is_headline else "measured value"
    assert found.finding.startswith(f"{len(expected)} figures read otherwise than reported, {which} +£")


def test_as_reported_stays_to_the_cent_whatever_is_uploaded(closed, corrected):
    database, person = closed
    with database.reading() as session:
        close = closed_quarters.one(session, Q2).close
        before = (closed_quarters.figures(session, close), dict(quarter_closes.page(session, close.id)))
        value = closed_quarters.reported(session, Q2).value

    imported(database, person, corrected)
    imported(database, person, TRACKERS / "updates" / WEEKLY)

    with database.reading() as session:
        now = (closed_quarters.figures(session, close), dict(quarter_closes.page(session, close.id)))
        known = quarter_figures.figures(session, organisation.calendar(session).period(Q2), today=TODAY)
        assert closed_quarters.reported(session, Q2).value == value
    assert now == before
    assert [cents(each.value) for each in now[0]] == [cents(each.value) for each in before[0]]
    assert known != now[0]


def test_the_list_names_the_file_who_brought_it_and_how_many_figures(closed, corrected):
    database, person = closed

    imported(database, person, corrected)

    by_key = {each.key: each for each in listed(database).lines}
    assert f"“{WEEKLY}” brought or changed 3 figures of it ({person.name}," in by_key[f"{STEM}/realised"].why
    assert by_key["total/measured/net"].why == f"By {PILOT}"


def test_taking_the_correction_back_leaves_nothing_to_restate(closed, corrected):
    database, person = closed
    import_id = imported(database, person, corrected)

    with database.changing(person, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, import_id, today=TODAY)

    assert listed(database).lines == ()


def test_taking_back_what_was_reported_is_listed_as_gone(closed):
    database, person = closed
    with database.reading() as session:
        numbers = [row.id for row, _ in imports.history(session) if "Partner export" in row.file]
    for number in numbers:
        with database.changing(person, Action.TRACKER_UNDO) as session:
            tracker_undo.undo(session, number, today=TODAY)

    gone = [each for each in listed(database).lines if each.restated.known is None]
    assert {each.restated.figure.pilot for each in gone} >= {"renewal-reminders-eastfield"}
    own = [each.why for each in gone if each.key.endswith("/realised")]
    assert own
    assert all("“06 Partner export Leipzig.csv” was taken back by" in why for why in own)


def test_an_edited_unit_value_is_found_in_the_log(closed):
    database, person = closed
    why = "Checked against the ledger"
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        slug = "fewer-patient-no-shows"
        seen = use_cases.values(session, slug)
        metrics = tuple(_twice_as_dear(each) if each.metric == METRIC else each for each in seen.metrics)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, metrics=metrics), today=TODAY, reason=why)

    by_key = {each.key: each for each in listed(database).lines}
    line = by_key[f"{STEM}/realised"]
    assert line.restated.known.value == pytest.approx(line.restated.reported.value * 2)
    assert "unit value: £" in line.why
    assert why in line.why


def test_an_archived_use_case_is_why_its_figures_are_gone_and_names_itself_where_several_are_meant(closed):
    database, person = closed
    title = "Plans renewed on time"
    with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, "plans-renewed-on-time")

    by_key = {each.key: each for each in listed(database).lines}
    assert by_key["pilot/renewal-reminders-eastfield/renewal_rate/realised"].restated.known is None
    assert {each.why.partition(" (")[0] for key, each in by_key.items() if "renewal-reminders" in key} == {
        f"“{title}” was archived"
    }
    [moved] = [each for key, each in by_key.items() if key.startswith("stage/")]
    assert moved.why.startswith(f"“{title}” was archived (")
    outcomes = [each for key, each in by_key.items() if key.startswith("outcome/")]
    assert outcomes
    assert all(each.why.startswith(f"“{title}” was archived (") for each in outcomes)


def test_a_run_cost_is_told_of_costs_of_its_days_alone(closed):
    database, person = closed
    pilot, use_case = SLUG, "fewer-patient-no-shows"
    said = [
        (Side.COST, CostKind.RUN, 4, 777.0),
        (Side.COST, CostKind.RUN, 10, 888.0),
        (Side.BENEFIT, None, 4, 999.0),
    ]
    for side, kind, month, amount in said:
        values = MoneyEntryValues(
            side=side,
            kind=kind,
            basis=Basis.ACTUAL,
            line="Interpreters",
            pilot=pilot,
            period=Period(date(2026, month, 1), Grain.MONTH),
            amount=amount,
        )
        with database.changing(person, Action.MONEY_EDIT) as session:
            money_entries.add(session, use_case, values)

    by_key = {each.key: each for each in listed(database).lines}
    why = by_key[f"{STEM}/run_cost"].why
    assert "£777" in why
    assert "£888" not in why
    assert "£999" not in why


def test_costs_that_went_with_their_file_are_told_of_by_the_file(closed):
    database, person = closed
    with database.reading() as session:
        [number] = [row.id for row, _ in imports.history(session) if "Costs and benefits" in row.file]
    with database.changing(person, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, number, today=TODAY)

    costs = [
        each.why for each in listed(database).lines if each.key.endswith("/run_cost") and each.restated.figure.pilot
    ]
    assert costs
    assert {why.partition(" on ")[0] for why in costs} == {
        f"“10 Costs and benefits.xlsx” was taken back by {person.name}"
    }


def test_what_was_reported_keeps_its_currency_where_the_organisation_takes_another(closed):
    database, person = closed
    with database.changing(person, Action.ORGANISATION_EDIT) as session:
        seen = settings.values(session)
        settings.edit(session, seen=seen, wanted=replace(seen, currency="USD"))

    found = listed(database)

    row = found.table.set_index("Key").loc["total/measured/realised"]
    assert row["As reported"] == "£" + row["As known now"].removeprefix("$")
    assert row["Difference"] == "another currency"
    assert found.finding.endswith("amounts were reported in GBP and are in USD now, nothing is converted")
    amounts = {each.key for each in found.lines}
    assert all(each.restated.figure.unit == MONEY for each in found.lines)
    with database.reading() as session:
        reported = closed_quarters.figures(session, found.closed.close)
    assert amounts == {each.key for each in reported if each.unit == MONEY and each.value}


def _twice_as_dear(use):
    names = ("unit_value", "unit_value_low", "unit_value_high")
    return replace(use, **{name: 2 * getattr(use, name) for name in names if getattr(use, name) is not None})


def test_a_typed_reason_stands_before_what_was_found(closed, corrected):
    database, person = closed
    imported(database, person, corrected)
    lines = listed(database).lines
    with database.changing(person, Action.QUARTER_RESTATE) as session:
        close_id = closed_quarters.one(session, Q2).close.id
        keys = [each.key for each in lines]
        quarter_close.explain(session, close_id, keys[0], "Counted twice", restated=keys, seen="", today=TODAY)

    found = listed(database)
    assert found.lines[0].why.startswith(f"Counted twice ({person.name}, 21 Nov 2026); ")
    assert list(found.table["Why"]) == [each.why for each in found.lines]
    assert found.table["As reported"].iloc[0].startswith("£")
