"""The template: filled in it comes back without a question, empty it says nothing."""

import io
from datetime import date

import pytest
from openpyxl.utils import range_boundaries

from cxdash.changes import tracker_import
from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.domain.journeys import FrictionKind
from cxdash.exports import EXPORTS
from cxdash.reports import uploads
from cxdash.store import metrics
from cxdash.store.database import Database
from cxdash.trackers.workbook import read_tracker
from tests.builders import TODAY, ready_database
from tests.exports.marks import opened
from tests.trackers.books import read

FIGURES = (
    ("Riverside reminders", "Appointment no-show rate", "2026-W23", None, 20, 100, "pilot", None),
    ("Riverside reminders", "Appointment no-show rate", "2026-W23", None, 25, 100, "comparison", None),
    ("Fewer no-shows", "Complaint rate", "2026-06", 2.5, None, None, None, "Adults"),
    ("Fewer no-shows", "Churn rate", "2026-Q2", "12.5%", None, None, None, None),
)
USE_CASE = {
    "Use case": "Fewer no-shows",
    "Outcome statement": "Patients miss fewer appointments by autumn.",
    "Stage": "Pilot",
    "Status": "Active",
    "Idea on": date(2026, 1, 5),
    "Journey steps": "Booking; Visit",
    "Modules": "Reminders",
    "Help mode": "Reduced load",
    "Technology owner": "Ann",
    "Operations owner": "Bo",
    "Commercial owner": "Cy",
    "Scaling owner": "Di",
    "Finance owner": "Ed",
    "Sponsor": "Flo",
    "Primary metric": "Appointment no-show rate",
    "Target": "−30 %",
    "Baseline": 0.2,
    "Guardrails": "Complaint rate",
    "Guardrail margin": "2",
    "Unit value": 40,
    "Unit value low": 30,
    "Unit value high": 50,
    "Annual volume": 12_000,
    "Value source": "Finance, 2025",
    "Notes": "None so far.",
}
PILOT = {
    "Pilot": "Riverside reminders",
    "Use case": "Fewer no-shows",
    "Site": "Riverside",
    "Segment": "Adults",
    "Client": "Harbour Health",
    "Status": "Active",
    "Goes live": date(2026, 6, 1),
    "Window days": 91,
    "Baseline starts": date(2026, 1, 5),
    "Comparison": "comparison group",
    "Comparison site": "Millbrook",
    "Population": "Outpatients",
    "Locked on": date(2026, 5, 20),
    "One-off cost": 1_000,
    "Run cost per year": 200,
    "Usage cost per case": 0.12,
    "Notes": "None so far.",
}
FRICTION = {
    "Journey": "Patient journey",
    "Journey step": "Booking",
    "Back office": "no",
    "Friction point": "Callers wait",
    "Kind": "Being handed on",
    "Population": "Outpatients",
    "Metric": "Appointment no-show rate",
    "Monthly volume": 1_200,
    "Failure rate": 0.12,
    "Unit cost": 4.5,
    "Evidence": "Telephony, 2026",
    "Effort": "A year or more",
    "Use cases": "Fewer no-shows",
}
MONEY = {
    "Use case": "Fewer no-shows",
    "Pilot": "Riverside reminders",
    "Cost or benefit": "Cost",
    "Kind": "Run",
    "Line": "Licences",
    "Basis": "Actual",
    "Period": "2026-Q2",
    "Amount": 1_200,
    "Note": "Ledger",
}
_SHEETS = ("Figures", "Use cases", "Pilots", "Friction", "Costs and benefits")
LISTS = {"use_case": USE_CASE, "pilot": PILOT, "friction": FRICTION, "money": MONEY}


@pytest.fixture
def empty(tmp_path):
    """A database with its first rows and nothing else."""
    database, _ = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    yield database
    database.dispose()


@pytest.fixture
def sample(portfolio_copy):
    """The sample portfolio."""
    database = Database(f"sqlite:///{portfolio_copy}")
    ensure_ready(database)
    yield database
    database.dispose()


@pytest.fixture(params=["empty", "sample"])
def database(request):
    """An empty portfolio, and the sample."""
    return request.getfixturevalue(request.param)


def _template(database):
    with database.reading() as session:
        return EXPORTS["template"](session, TODAY)


def _filled(content, *, figures=(), use_case=None, pilot=None, friction=None, money=None):
    """The template with cells filled in, as a person does it."""
    book = opened(content)
    for number, row in enumerate(figures, start=2):
        for column, value in enumerate(row, start=1):
            if value is not None:
                book["Figures"].cell(number, column).value = value
    lists = {"Use cases": use_case, "Pilots": pilot, "Friction": friction, "Costs and benefits": money}
    for name, said in lists.items():
        labels = [cell.value for cell in book[name][1]]
        assert set(said or ()) <= set(labels)
        for label, value in (said or {}).items():
            book[name].cell(2, labels.index(label) + 1).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _planned(database, content):
    with database.reading() as session:
        tracker = read_tracker(content, "cxdash tracker.xlsx", metrics.dictionary(session))
        return tracker_import.plan(session, tracker)


def test_the_empty_template_says_nothing_and_asks_nothing(database):
    content = _template(database)

    plan = _planned(database, content)

    assert [sheet.name for sheet in plan.tracker.sheets if sheet.tables] == []
    assert (plan.new, plan.changed, plan.problems, plan.questions) == (0, 0, (), ())


def test_filled_in_it_is_imported_to_the_last_cell(database):
    content = _filled(_template(database), figures=FIGURES, **LISTS)

    plan = _planned(database, content)

    assert (plan.problems, plan.questions, plan.assumed) == ((), (), ())
    assert plan.new == len(FIGURES) + len(LISTS)
    readings = [reading for table in plan.tracker.tables for reading in table.readings]
    told = [(r.entity, r.metric, str(r.period.grain), r.value, r.numerator, str(r.arm), r.segment) for r in readings]
    assert told == [
        ("Riverside reminders", "no_show_rate", "week", None, 20, "pilot", None),
        ("Riverside reminders", "no_show_rate", "week", None, 25, "comparison", None),
        ("Fewer no-shows", "complaint_rate", "month", 2.5, None, "pilot", "Adults"),
        ("Fewer no-shows", "churn_rate", "quarter", 0.125, None, "pilot", None),
    ]
    starts = [r.period.starts.isoformat() for r in readings]
    assert starts == ["2026-06-01", "2026-06-01", "2026-06-01", "2026-04-01"]


def test_filled_in_and_stored_it_is_all_as_before(tmp_path):
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    content = _filled(_template(database), figures=FIGURES, **LISTS)
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        tracker_import.apply(session, _planned(database, content), content, today=TODAY)

    plan = _planned(database, content)
    database.dispose()

    assert (plan.new, plan.changed, plan.unchanged, plan.problems) == (0, 0, len(FIGURES) + len(LISTS), ())


def test_every_field_of_the_register_arrives(database):
    content = _filled(_template(database), use_case=USE_CASE, pilot=PILOT, friction=FRICTION)

    tables = read(content, "cxdash tracker.xlsx").tables

    for table, said in zip(tables, (USE_CASE, PILOT, FRICTION), strict=True):
        (row,) = table.register
        assert len(row.fields) == len(said)
        assert not [name for name in row.fields if name.startswith("other")]


def test_every_field_of_an_amount_arrives(database):
    (table,) = read(_filled(_template(database), money=MONEY), "cxdash tracker.xlsx").tables

    (row,) = table.register
    assert [column.field for column in table.columns if column.field.startswith("other")] == []
    assert {name: row.fields[name] for name in ("pilot", "side", "cost_kind", "line", "basis", "amount", "note")} == {
        "pilot": "Riverside reminders",
        "side": "cost",
        "cost_kind": "run",
        "line": "Licences",
        "basis": "actual",
        "amount": 1_200,
        "note": "Ledger",
    }


def test_the_lists_offer_what_the_organisation_has(sample):
    content = _template(sample)

    book = opened(content)
    with sample.reading() as session:
        known = uploads.known_names(session)
    offered = {
        (name, str(rule.sqref).partition("2:")[0]): _listed(book, rule.formula1)
        for name in _SHEETS
        for rule in book[name].data_validations.dataValidation
    }
    assert book["Lists"].sheet_state == "hidden"
    assert set(offered["Figures", "A"]) == {name.removesuffix(" (pilot)") for name in known.subjects.values()}
    assert "Appointment no-show rate" in offered["Figures", "B"]
    assert offered["Figures", "G"] == ["pilot", "comparison"]
    assert offered["Use cases", "C"] == ["Idea", "Pilot", "Proof", "Scale"]
    assert offered["Friction", "A"] == ["Patient journey", "Membership journey"]
    assert "Claims settlement" in offered["Friction", "B"]
    assert offered["Costs and benefits", "F"] == ["Planned", "Forecast", "Actual"]
    assert offered["Friction", "E"] == [kind.label for kind in FrictionKind]


def test_every_header_says_what_to_enter(empty):
    book = opened(_template(empty))

    headers = [cell for name in _SHEETS for cell in book[name][1]]

    assert [cell.value for cell in headers if cell.comment is None] == []
    assert "{" not in "".join(cell.comment.text for cell in headers)
    assert "GBP" in book["Pilots"]["N1"].comment.text


def test_periods_stay_as_they_are_typed(empty):
    book = opened(_template(empty))

    assert book["Figures"].column_dimensions["C"].number_format == "@"
    assert book["Pilots"].column_dimensions["G"].number_format == "yyyy-mm-dd"


def _listed(book, formula):
    sheet, _, area = formula.lstrip("=").partition("!")
    left, top, _, bottom = range_boundaries(area)
    return [book[sheet].cell(row, left).value for row in range(top, bottom + 1)]
