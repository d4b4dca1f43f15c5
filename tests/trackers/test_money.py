"""Lists of costs and benefits as finance teams keep them: recognised, and read cell by cell."""

from datetime import date

import pytest

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.money_entries import Basis, CostKind, Side
from cxdash.trackers.columns.money_words import Sort, basis_of, currency_in, size_in, sort_of
from cxdash.trackers.readings import Layout
from cxdash.trackers.vocabulary import names
from tests.trackers.books import Formula, Percent, csv, read, table_of, workbook

LONG = ["Use case", "Pilot", "Cost type", "Basis", "Period", "Amount"]
BOT = ["Booking assistant", "Riverside bot"]


def amounts(table):
    """What each cell was read as: line or kind, basis, first day, amount."""
    return {
        row.source.cell: (
            row.fields["line"] or row.fields["cost_kind"],
            row.fields.get("basis"),
            str(row.fields["starts"])[2:7],
            row.fields["amount"],
        )
        for row in table.register
    }


def problems(table):
    return {each.source.cell: each.code for each in table.problems}


def test_a_row_for_each_amount():
    rows = [LONG, [*BOT, "Licences", "Actual", "Jul 2026", 1200.5], [*BOT, "Set-up", "Plan", "Q3 2026", 9000]]
    table = table_of(rows)

    assert table.layout is Layout.TRACKER
    assert [column.field for column in table.columns] == ["use_case", "pilot", "cost_kind", "basis", "period", "amount"]
    assert dict(table.register[0].fields) == {
        "use_case": "Booking assistant",
        "pilot": "Riverside bot",
        "side": "cost",
        "cost_kind": "run",
        "line": "Licences",
        "basis": "actual",
        "grain": "month",
        "starts": date(2026, 7, 1),
        "amount": 1200.5,
    }
    assert amounts(table)["F3"] == ("Set-up", "planned", "26-07", 9000)
    assert table.register[1].fields["grain"] == "quarter"


@pytest.mark.parametrize(("heading", "amount"), [("GBP k", 12_500), ("£", 12.5)])
def test_an_amount_is_headed_by_its_currency_alone(heading, amount):
    header = ["Use case", "Pilot", "What for", "One-off/run", "Basis", "Month", heading]
    table = table_of([header, [*BOT, "Licences", "run", "actual", "Jul 2026", 12.5]])

    assert amounts(table) == {"G2": ("Licences", "actual", "26-07", amount)}


def test_a_column_for_each_month_with_plan_and_actual_in_rows():
    table = table_of(
        [
            ["Pilot", "Cost line", "Plan/Actual", "Jul 2026", "Aug 2026", "Total"],
            ["Riverside bot", "Licences", "Plan", 100, 110, 210],
            [None, None, "Actual", 90, "tbc", 90],
            [None, "Set-up", "Plan", 1000, None, 1000],
            ["Total", None, None, 1190, 110, 1300],
        ]
    )

    assert amounts(table) == {
        "D2": ("Licences", "planned", "26-07", 100),
        "E2": ("Licences", "planned", "26-08", 110),
        "D3": ("Licences", "actual", "26-07", 90),
        "D4": ("Set-up", "planned", "26-07", 1000),
    }
    assert {row.fields["pilot"] for row in table.register} == {"Riverside bot"}
    assert table.missing == 1


def test_a_header_of_two_rows_with_plan_and_actual_below_each_quarter():
    rows = [
        [None, None, "Q3 2026", None, "Q4 2026", None],
        ["Use case", "Cost line", "Plan", "Actual", "Plan", "Forecast"],
        ["Booking assistant", "Licences", 100, 90, 120, 110],
        ["Booking assistant", "Hosting", 10, 11, 12, 13],
    ]
    table = table_of(rows)

    assert amounts(table)["D3"] == ("Licences", "actual", "26-07", 90)
    assert amounts(table)["F4"] == ("Hosting", "forecast", "26-10", 13)
    assert len(table.register) == 8


def test_months_below_plan_and_actual():
    rows = [
        [None, None, "Budget", None, "Actuals", None],
        ["Pilot", "Cost type", "Jul 2026", "Aug 2026", "Jul 2026", "Aug 2026"],
        ["Riverside bot", "Licences", 1, 2, 3, 4],
        ["Riverside bot", "Hosting", 5, 6, 7, 8],
    ]

    assert amounts(table_of(rows))["E3"] == ("Licences", "actual", "26-07", 3)


def test_a_sheet_for_the_plan_and_one_for_what_was_spent():
    header = ["Use case", "Type", "Jul 2026", "Aug 2026"]
    sheets = {"Plan": [header, ["Booking", "Licences", 1, 2]], "Actuals": [header, ["Booking", "Licences", 3, 4]]}

    found = {sheet.name: amounts(sheet.tables[0]) for sheet in read(workbook(sheets)).sheets}

    assert found["Plan"]["C2"] == ("Licences", "planned", "26-07", 1)
    assert found["Actuals"]["D2"] == ("Licences", "actual", "26-08", 4)


def test_columns_headed_by_what_money_is_for():
    rows = [
        ["Use case", "Month", "Scenario", "Licences", "Implementation", "Savings"],
        ["Booking", date(2026, 7, 1), "Actual", 100, 200, 300],
        ["Booking", date(2026, 8, 1), "Forecast", 110, 0, 330],
    ]
    table = table_of(rows)

    assert amounts(table)["F2"] == ("cashable saving", "actual", "26-07", 300)
    assert {row.fields["side"] for row in table.register if row.source.cell[0] == "F"} == {"benefit"}
    assert amounts(table)["E3"] == ("Implementation", "forecast", "26-08", 0)


def test_invoices_of_known_kinds_under_a_column_of_amounts():
    rows = [
        ["Pilot", "Type", "Date", "Amount (£)", "Supplier"],
        ["Riverside bot", "One-off", date(2026, 7, 14), 5000, "Wizbot Ltd"],
        ["Riverside bot", "Run", date(2026, 8, 3), 900, "Hostco"],
    ]
    table = table_of(rows)

    assert [(row.fields["cost_kind"], row.fields["amount"]) for row in table.register] == [
        ("one_off", 5000),
        ("run", 900),
    ]


def test_headings_between_rows_say_what_is_below_them():
    rows = [
        ["Pilot", "Budget line", "Basis", "Jul 2026", "Aug 2026"],
        ["One-off costs", None, None, None, None],
        ["Riverside bot", "Wizbot", "Plan", 1, 2],
        ["Run costs", None, None, None, None],
        ["Riverside bot", "Wizbot", "Plan", 3, 4],
        ["Benefits", None, None, None, None],
        ["Riverside bot", "Fewer letters", "Plan", 5, 6],
    ]

    kinds = [(row.fields["side"], row.fields["cost_kind"]) for row in table_of(rows).register]

    assert kinds == [("cost", "one_off")] * 2 + [("cost", "run")] * 2 + [("benefit", "")] * 2


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("£1,200.50", 1200.5, "GBP"),
        ("1.2k", 1200, None),
        ("£3.5k", 3500, "GBP"),
        ("EUR 900", 900, "EUR"),
        ("900 €", 900, "EUR"),
        ("$900", 900, "$"),
        (0, 0, None),
    ],
)
def test_money_is_written_in_many_ways(written, amount, currency):
    (row,) = table_of([LONG, [*BOT, "Licences", "Actual", "Jul 2026", written]]).register

    assert (row.fields["amount"], row.fields.get("currency")) == (amount, currency)


def test_money_with_a_decimal_comma():
    rows = [LONG, *([*BOT, "Lizenzen", "Ist", f"{month:02}/2026", f"1 {month}00,50 €"] for month in (7, 8, 9))]

    assert [each[3] for each in amounts(table_of(rows)).values()] == [1700.5, 1800.5, 1900.5]


def test_amounts_in_thousands_are_whole_unless_their_cell_says_so():
    rows = [
        [*LONG[:5], "Amount (£k)"],
        [*BOT, "Run", "Plan", "Jul 2026", 1.5],
        [*BOT, "Setup", "Plan", "Jul 2026", "£2k"],
    ]

    assert [each[3] for each in amounts(table_of(rows)).values()] == [1500, 2000]


@pytest.mark.parametrize("written", ["(1,200)", -1200])
def test_costs_that_are_all_written_with_a_minus_are_sizes(written):
    rows = [LONG, [*BOT, "Licences", "Actual", "Jul 2026", written], [*BOT, "Savings", "Plan", "Q4 2026", 90]]
    sheet = read(workbook({"Book": rows})).sheets[0]

    assert [row.fields["amount"] for row in sheet.tables[0].register] == [1200, 90]
    assert "Every cost is written with a minus or in brackets; each was read as its size." in sheet.notes


def test_a_minus_among_other_amounts_is_to_be_mended():
    rows = [LONG, *([*BOT, "Licences", "Actual", f"{month} 2026", size] for month, size in (("Jul", 5), ("Aug", -5)))]

    table = table_of(rows)

    assert (problems(table), len(table.register)) == ({"F3": "below_zero"}, 1)


def test_cells_that_hold_no_amount_are_told_and_marks_are_missing():
    values = ["about 9", Percent(0.2), Formula("=1/0|#DIV/0!"), "tbc", "n/a", "-", None]
    rows = [LONG, *([*BOT, "Licences", "Actual", f"2026-0{n + 1}", value] for n, value in enumerate(values))]
    table = table_of(rows)

    assert problems(table) == {"F2": "not_a_number", "F3": "not_a_number", "F4": "error_cell"}
    assert (table.missing, len(table.register)) == (3, 0)


def test_totals_are_left_out_and_said():
    rows = [LONG, [*BOT, "Licences", "Plan", "Jul 2026", 5], ["Grand total", None, None, None, None, 5]]
    sheet = read(workbook({"Book": rows})).sheets[0]

    assert len(sheet.tables[0].register) == 1
    assert "Row 3 was left out: it is a total of the others." in sheet.notes


def test_a_year_beside_its_months_is_a_sum_and_not_a_cost_more():
    rows = [
        ["Pilot", "Cost line", "Basis", "Nov 2026", "Dec 2026", "2026"],
        ["Riverside bot", "Licences", "Plan", 5, 6, 11],
        ["Riverside bot", "Hosting", "Plan", 7, 8, 15],
    ]

    assert {cell[0] for cell in amounts(table_of(rows))} == {"D", "E"}


def test_a_text_file_is_read_like_a_workbook():
    rows = [
        ["Use case", "Cost type", "Basis", "Month", "Amount"],
        ["Booking", "Licences", "Actual", "2026-07", "1.200,50 €"],
        ["Booking", "Hosting", "Actual", "2026-07", "80,00 €"],
    ]

    table = read(csv(rows), "costs.csv").sheets[0].tables[0]

    assert [each[3] for each in amounts(table).values()] == [1200.5, 80]


@pytest.mark.parametrize(
    "rows",
    [
        [["Pilot", "Line", "Jan 2026", "Feb 2026"], ["Bot", "Run cost", 1, 2], ["Bot", "Cost avoided", 3, 4]],
        [["Project", "KPI", "Jan 2026", "Feb 2026"], ["Bot", "Cost per contact", 4.1, 4.0], ["Bot", "CSAT", 0.8, 0.9]],
        [["Use case", "One-off cost", "Run cost"], ["Bot", 100, 20], ["Chat", 200, 30]],
        [["Site", "Cost type", "Jan 2026", "Feb 2026"], ["Hull", "Heating", 1, 2], ["York", "Heating", 3, 4]],
        [["Week", "Use case", "Costs", "Calls"], ["2026-W01", "Bot", 5, 100], ["2026-W02", "Bot", 6, 110]],
    ],
    ids=["words alone", "a metric that is a cost", "a register", "neither use case nor pilot", "costs beside counts"],
)
def test_figures_that_are_no_list_of_costs_are_read_as_before(rows):
    assert "amount" not in {column.field for column in table_of(rows).columns}


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Licences", Sort(Side.COST, "run")),
        ("Bot platform licences (annual)", Sort(Side.COST, "run")),
        ("CapEx", Sort(Side.COST, "one_off")),
        ("One-off: integration", Sort(Side.COST, "one_off")),
        ("Savings", Sort(Side.BENEFIT, "cashable saving")),
        ("Cost avoidance", Sort(Side.BENEFIT, "avoided spend")),
        ("Additional revenue", Sort(Side.BENEFIT, "")),
        ("Calls handled", None),
        ("Wizbot", None),
    ],
)
def test_words_say_what_money_is_for(text, sort):
    assert sort_of(text) == sort


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Budget", Basis.PLANNED),
        ("Latest forecast", Basis.FORECAST),
        ("Actuals (£)", Basis.ACTUAL),
        ("Plan vs actual", None),
        ("Licences", None),
    ],
)
def test_words_say_how_an_amount_is_known(text, basis):
    assert basis_of(text) == basis


def test_every_word_stands_for_a_kind_that_there_is():
    kinds = {Side.COST: {"", *CostKind}, Side.BENEFIT: {"", *FinanceClass}}

    sorts = [Sort(Side(side), kind) for side, _, kind in (name.partition(":") for name in names("money_kind"))]

    assert [sort for sort in sorts if sort.kind not in kinds[sort.side]] == []
    assert {sort.kind for sort in sorts} == {"", *CostKind, *FinanceClass}


def test_currencies_and_sizes_are_words_of_their_own():
    assert [currency_in(text) for text in ("Amount (EUR)", "£k", "Europe", "US$ 5", "5")] == [
        "EUR", "GBP", None, "USD", None,
    ]  # fmt: skip
    assert [size_in(text) for text in ("£k", "€000", "in thousands", "£m", "2,000 customers")] == [
        1e3,
        1e3,
        1e3,
        1e6,
        1,
    ]
