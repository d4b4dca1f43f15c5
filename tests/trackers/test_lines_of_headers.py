"""Two lines over the columns: which names the metric, which names whose it is, and which is a title of a group."""

from datetime import date

from tests.trackers.books import Percent, read, table_of, told, workbook

MONTHS = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]


def test_a_metric_nobody_knows_has_the_names_below_it_as_a_known_one_has():
    rows = [[None, "DNA rate", None, "Attended", None], ["Month", "Ashby", "Brook", "Ashby", "Brook"]]
    rows += [[month, Percent(0.1), Percent(0.11), 400, 410] for month in MONTHS]
    table = table_of(rows, merges={"Figures": ["B1:C1", "D1:E1"]})

    assert told(table.readings)[2] == ("Ashby", "Attended", "2025-01-01", "month", 400)


def test_names_over_their_metrics_are_those_of_all_metrics_below_them():
    rows = [[None, "Leeds", None, "York", None], ["Month", "Calls", "CSAT", "Calls", "CSAT"]]
    rows += [[month, 400, Percent(0.8), 500, Percent(0.9)] for month in MONTHS]
    table = table_of(rows, merges={"Figures": ["B1:C1", "D1:E1"]})

    assert told(table.readings)[2] == ("York", "Calls", "2025-01-01", "month", 500)


def test_titles_over_groups_of_different_metrics_are_nobodys_names():
    rows = [[None, "Customers", None, "Operations", None], ["Month", "CSAT", "NPS", "AHT (s)", "Backlog"]]
    rows += [[month, Percent(0.8), 40, 300, 12] for month in MONTHS]
    table = table_of(rows, merges={"Figures": ["B1:C1", "D1:E1"]})

    assert {reading.entity for reading in table.readings} == {None}
    assert {"csat", "nps", "average_handle_time"} < {reading.metric for reading in table.readings}


def test_headings_over_groups_of_metrics_are_nobodys_names():
    rows = [["KPI", *MONTHS], ["Customers"], ["CSAT", 0.8, 0.81, 0.82], ["NPS", 40, 41, 42]]
    rows += [["Operations"], ["Service level", 0.8, 0.79, 0.8], ["Occupancy", 0.8, 0.81, 0.8]]

    assert {reading.entity for reading in table_of(rows).readings} == {None}


def test_headings_over_the_same_metrics_are_names():
    rows = [["KPI", *MONTHS], ["Leeds"], ["CSAT", 0.8, 0.81, 0.82], ["NPS", 40, 41, 42]]
    rows += [["York"], ["CSAT", 0.8, 0.79, 0.8], ["NPS", 35, 36, 37]]

    assert {reading.entity for reading in table_of(rows).readings} == {"Leeds", "York"}


def test_measures_down_and_names_across_are_read_with_the_month_of_their_sheet():
    rows = [["Measure", "Ashby", "Brook"], ["Referrals", 40, 50], ["DNA rate", Percent(0.1), Percent(0.12)]]
    table = table_of(rows, name="Jan 2025")

    assert told(table.readings)[1] == ("Brook", "Referrals", "2025-01-01", "month", 50)
    assert table.layout == "wide_entity"


def test_a_queue_called_call_queue_is_whom_figures_are_about():
    rows = [["Call queue", *MONTHS], ["Main line", 70, 71, 72], ["Complaints", 30, 31, 32]]

    assert {reading.entity for reading in table_of(rows).readings} == {"Main line", "Complaints"}


def test_a_count_called_like_the_counted_part_is_no_second_rate():
    rows = [["Month", "Bot sessions", "Contained", "Containment rate"]]
    rows += [[month, 500, 350, Percent(0.7)] for month in MONTHS]
    table = table_of(rows)

    rates = [reading.value for reading in table.readings if reading.metric == "containment_rate"]
    assert rates == [0.7, 0.7, 0.7]
    assert table.problems == ()


def test_a_column_of_units_is_one_though_some_are_unusual():
    rows = [["KPI", "Unit", *MONTHS], ["Calls", "#", 1, 2, 3], ["Points won", "sets", 4, 5, 6]]

    assert [column.field for column in table_of(rows).columns][1] == "unit"


def test_names_stand_in_the_finest_column_though_a_total_follows_them():
    rows = [["Region", "Site", "Month", "Contacts"]]
    for region, sites in (("North", ("Leeds", "York")), ("South", ("Bath", "Hove"))):
        rows += [
            [region if (site, n) == (sites[0], 0) else None, site if n == 0 else None, month, 20 + n]
            for site in sites
            for n, month in enumerate(MONTHS)
        ]
        rows.append([f"{region} Total", None, None, 126])
    table = table_of(rows)

    assert {reading.entity for reading in table.readings} == {"Leeds", "York", "Bath", "Hove"}


def test_a_title_over_two_tables_side_by_side_is_that_of_both():
    head = ["Agent", "Calls", "CSAT"]
    rows = [["Leaderboard – week ending 16 March 2025"], ["Top", None, None, None, "Bottom"], [*head, None, *head]]
    rows += [
        ["Ann", 9, Percent(0.9), None, "Dee", 4, Percent(0.5)],
        ["Bob", 8, Percent(0.8), None, "Eva", 3, Percent(0.4)],
    ]
    tables = read(workbook({"Figures": rows})).tables

    assert [{reading.period.starts for reading in table.readings} for table in tables] == [{date(2025, 3, 10)}] * 2


def test_what_a_line_says_further_right_is_heard():
    rows = [
        ["Company:", "Acme", None, "Year:", 2025],
        [],
        ["KPI", "Jan", "Feb"],
        ["CSAT", 0.8, 0.81],
        ["FCR", 0.7, 0.71],
    ]
    table = table_of(rows)

    assert table.questions == ()
    assert {reading.period.starts.year for reading in table.readings} == {2025}


def test_the_name_of_a_report_is_nobodys_name():
    rows = [["Report name: Daily volumes"], [], ["Month", "CSAT", "NPS"], *([month, 0.8, 40] for month in MONTHS)]

    assert {reading.entity for reading in table_of(rows).readings} == {None}


def test_cards_of_a_dashboard_are_no_table():
    rows = [
        ["Calls", None, "Answer rate", None, "CSAT"],
        [12840, None, Percent(0.93), None, 4.3],
        [],
        ["Updated", MONTHS[0]],
    ]
    (sheet,) = read(workbook({"Figures": rows})).sheets

    assert sum(table.observations for table in sheet.tables) == 0


def test_names_below_line_are_no_identifiers():
    rows = [["Pilot", "Line", *MONTHS]]
    for pilot in ("Reminder bot", "Draft answers"):
        rows += [[pilot, "Run cost", 1, 2, 3], [None, "Cost avoided", 4, 5, 6]]
    table = table_of(rows)

    assert table.problems == ()
    assert {reading.entity for reading in table.readings} == {"Reminder bot", "Draft answers"}


def test_places_on_a_map_are_no_figures_however_they_are_written():
    rows = [["scientificName", "decimalLatitude", "decimalLongitude"]]
    table = table_of([*rows, *([f"Acer {n}", 44 + n / 7, -93 - n / 9] for n in range(9))])

    assert table.observations == 0


def test_metrics_with_their_units_below_a_month_are_metrics():
    rows = [["May 2025", "Hull", "York"], ["CSAT", 0.8, 0.81], ["AHT (sec)", 310, 320], ["FCR", 0.7, 0.71]]
    table = table_of(rows)

    assert ("York", "average_handle_time", "2025-05-01", "month", 320) in told(table.readings)


def test_value_beside_another_measure_is_a_measure_too():
    rows = [["Month", "Wine", "Bottles", "Value (£)"]]
    rows += [[month, kind, 3, 40.5] for month in MONTHS for kind in ("Red", "White")]

    assert table_of(rows).observations == 12


def test_three_lines_over_the_columns_name_the_nearest_site():
    rows = [
        [None, "North", None, None, None],
        [None, "Leeds", None, "York", None],
        ["Month", "CSAT", "FCR", "CSAT", "FCR"],
    ]
    rows += [[month, 0.8, 0.7, 0.81, 0.71] for month in MONTHS]
    table = table_of(rows, merges={"Figures": ["B1:E1", "B2:C2", "D2:E2"]})

    assert {reading.entity for reading in table.readings} == {"Leeds", "York"}
    assert table.problems == ()


def test_bands_of_age_beside_names_are_parts_of_what_is_measured():
    rows = [["No-shows by age, 2024 Q3"], ["Clinic", "0-17", "18-24", "25-44"], ["Eyes", 5, 6, 7], ["Skin", 8, 9, 10]]

    assert {reading.entity for reading in table_of(rows).readings} == {"Eyes", "Skin"}


def test_the_only_texts_of_a_table_name_its_rows():
    rows = [["Source", *MONTHS], ["GP", 1, 2, 3], ["Self", 4, 5, 6], ["Hospital", 7, 8, 9]]
    table = table_of(rows)

    assert table.problems == ()
    assert table.observations == 9


def test_numbers_of_cost_centres_are_names():
    rows = [["Cost centre", *MONTHS], [4100, 1, 2, 3], [4250, 4, 5, 6], [4300, 7, 8, 9]]
    table = table_of(rows)

    assert table.observations == 9
    assert {reading.entity or reading.metric for reading in table.readings} == {"4100", "4250", "4300"}
